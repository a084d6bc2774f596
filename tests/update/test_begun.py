"""Folders begun with a weekly calendar that was another one under its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from overload.update import opened

Overload = Callable[..., Any]
LATER = "2026-11-24T05:00"


def uses(path: Path) -> str:
    """Return the weekly calendar that a folder is planned with."""
    with opened(path) as folder:
        return folder.config.calendar.use


@pytest.fixture
def begun(folder: Callable[..., Path], overload: Overload) -> Path:
    """Make a folder as an earlier version left it: `four-day`, with the days that had then."""
    path = folder("--calendar", "four-day-1", "--dumbbells", "bowflex-552")
    overload(path, "update")
    plan = path / "plan.toml"
    plan.write_text(plan.read_text("utf-8").replace('"four-day-1"', '"four-day"'), "utf-8")
    return path


def test_it_goes_on_with_what_it_knows(begun: Path, overload: Overload) -> None:
    """Not an event of its feed changes; what is new is said once."""
    feed = begun / "calendars" / "training.ics"
    before = feed.read_bytes()
    done = overload(begun, "update")
    assert (done.code, done.err) == (0, "")
    assert feed.read_bytes() == before
    assert uses(begun) == "four-day-1"
    assert "overload calendars adopt" in done.out
    assert "Chest and biceps / Legs / Back / Shoulders and triceps" in done.out
    assert "adopt" not in overload(begun, "update", now=LATER).out


def test_it_adopts_the_one_of_today(begun: Path, overload: Overload) -> None:
    """From then on its days are those of today, each with its work, and nothing is left to adopt."""
    overload(begun, "update")
    done = overload(begun, "calendars", "adopt", now=LATER)
    assert (done.code, done.err) == (0, "")
    assert uses(begun) == "four-day"
    assert "four-day: Chest and biceps / Legs / Back / Shoulders and triceps" in done.out
    with opened(begun) as folder:
        ahead = folder.plan(datetime(2026, 11, 24, 5, tzinfo=UTC)).ahead()
    assert len(ahead) > 12
    assert all(one.slots for one in ahead)
    again = overload(begun, "calendars", "adopt", now=LATER)
    assert again.code == 2
    assert "four-day is what your plan asks for" in again.err
    assert overload(begun, "update", now="2026-11-26T05:00").code == 0
    assert uses(begun) == "four-day"


def test_a_folder_begun_today_has_the_one_of_today(folder: Callable[..., Path], overload: Overload) -> None:
    """Nothing is said of what it never knew."""
    path = folder("--calendar", "five-day", "--dumbbells", "bowflex-552")
    for _ in range(2):
        assert "adopt" not in overload(path, "update").out
    assert uses(path) == "five-day"


def test_a_calendar_of_the_athlete_s_own_is_theirs(begun: Path, overload: Overload) -> None:
    """Whoever wrote their own four-day is planned with it."""
    plan = begun / "plan.toml"
    days = 'days = [{ id = "back", focus = ["back"], workout = "home-back" }]'
    own = f'\n[calendars.four-day]\n{days}\nweekdays = ["mon"]\n'
    plan.write_text(plan.read_text("utf-8") + own, "utf-8")
    assert uses(begun) == "four-day"
