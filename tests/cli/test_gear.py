"""Gear in a plan: called by its names in `next` and in the feed, and what is missing said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

BANDS = """
[workouts.home-back.pull-up]
start = "-45 kg"
[workouts.home-back.dumbbell-shrug]
instead = "pull-apart"
start = "8 kg"
[exercises.pull-apart]
direct = ["rear-delts"]
gear = "band"
[dumbbells.my-bands]
kind = "band"
unit = "kg"
settings = [4, 8]
names = ["yellow", "green"]
"""


@pytest.fixture
def banded(folder: Callable[..., Path]) -> Path:
    """Return a folder with named bands on the bar and to pull against."""
    path = folder("--calendar", "back-only", "--dumbbells", "fixed-two-pairs")
    plan = path / "plan.toml"
    bands = 'gear = "my-bands"\nbands = ["red -15 kg", "black -30 kg"]\nbands_at_once = 2\n'
    plan.write_text(plan.read_text().replace("dumbbells = [", f"{bands}dumbbells = [", 1) + BANDS)
    return path


def test_bands_are_called_by_their_names(banded: Path, overload: Callable[..., Any]) -> None:
    """In the table, in the event and in the story of the exercise a band is its colour, with its figure behind."""
    shown = " ".join(overload(banded, "--plain", "next").out.split())
    assert "red + black bands (-45 kg)" in shown
    assert "8 kg (green band)" in shown
    overload(banded, "update")
    feed = (banded / "calendars" / "training.ics").read_bytes().decode().replace("\r\n ", "")
    assert "red + black bands (-45 kg): 5, 5, 5 or more" in feed.replace("\\,", ",")
    story = overload(banded, "explain", "pull-up").out
    assert "red + black bands (-45 kg), black band (-30 kg), red band (-15 kg), bodyweight" in " ".join(story.split())


def test_gear_that_is_not_there_is_said(banded: Path, overload: Callable[..., Any]) -> None:
    """An exercise whose gear the place lacks is left out, with a problem that names the key to write."""
    plan = banded / "plan.toml"
    plan.write_text(plan.read_text().replace('gear = "my-bands"\n', "", 1))
    done = overload(banded, "update")
    assert done.code == 3
    assert "places.home.gear: nothing there can load the pull apart, which is done with a band" in done.err
    assert "Pull apart" not in overload(banded, "next").out


def test_a_band_is_written_by_its_name(banded: Path, overload: Callable[..., Any]) -> None:
    """What is called red is logged as red, and what comes next is said of it."""
    done = overload(banded, "log", "pull-up", "red", "x", "8,8,8", now="2026-11-23T19:00")
    assert done.code == 0
    assert "-15" in overload(banded, "log", "list", now="2026-11-23T19:10").out


def test_a_pack_of_gear_leaves_the_feed_as_it_is(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """A barbell, a stack and bands that come into the house change no byte of a calendar of dumbbell exercises."""
    path = folder("--calendar", "back-only", "--dumbbells", "spinlock-2_5kg-full", "--bodyweight", "80 kg")
    overload(path, "update")
    before = (path / "calendars" / "training.ics").read_bytes()
    things = {
        "bar": 'gear = "barbell"\nkind = "fixed"\nunit = "kg"\nsettings = [20, 60, 135]',
        "stack": 'gear = "cable"\nkind = "dial"\nunit = "kg"\nsettings = [5, 10, 15]',
        "bands": 'kind = "band"\nunit = "kg"\nsettings = [8, 16]\nat_once = 2',
    }
    plan = path / "plan.toml"
    text = plan.read_text().replace("dumbbells = [", 'gear = ["bar", "stack", "bands"]\ndumbbells = [', 1)
    plan.write_text(text + "".join(f"\n[dumbbells.{name}]\n{said}\n" for name, said in things.items()))
    assert overload(path, "update").code == 0
    assert (path / "calendars" / "training.ics").read_bytes() == before
