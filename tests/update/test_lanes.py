"""An exercise that a session or a week asks for in two ranges: where what was done of it is written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from overload.model import Entry
from overload.store import open_store

pytestmark = pytest.mark.slow

Overload = Callable[..., Any]

PLAN = """
[athlete]
zone = "Europe/Stockholm"
unit = "lb"
[places.home]
dumbbells = ["rack-lb-5"]
[calendar]
use = "mine"
start = 2026-11-23
days = {days}
[calendars.mine]
days = [{calendar}]
{workouts}
"""
HEAVY = '{ exercise = "dumbbell-row", reps = "5-6", start = "40 lb" }'
LIGHT = '{ exercise = "dumbbell-row", reps = "12-15", start = "20 lb" }'
SHRUG = '{ exercise = "dumbbell-shrug", reps = "10-15", start = "50 lb" }'
NOON, EVENING, LATER = "2026-11-23T12:00", "2026-11-23T19:00", "2026-11-24T12:00"


def plan(**workouts: str) -> str:
    """Write a plan with these workouts, on Mondays and Thursdays in turn."""
    return PLAN.format(
        days=["mon", "thu"][: len(workouts)],
        calendar=", ".join(f'{{ id = "{name}", workout = "{name}" }}' for name in workouts),
        workouts="\n".join(f"[workouts.{name}]\nslots = [{slots}]" for name, slots in workouts.items()),
    )


@pytest.fixture
def both(tmp_path: Path, overload: Overload) -> Path:
    """A folder whose Monday has the row at 5-6, the shrug, and the row at 12-15."""
    return begun(tmp_path, overload, plan(both=f"{HEAVY}, {SHRUG}, {LIGHT}"))


def begun(path: Path, overload: Overload, text: str) -> Path:
    """Return a folder with a plan that was published on Monday at noon."""
    (path / "plan.toml").write_text(text, encoding="utf-8")
    assert overload(path, "update", now=NOON).code == 0
    return path


def rows(path: Path) -> dict[str, str]:
    """Return the sets of the row that count in the log, by the range that asked for them."""
    with open_store(path / "overload.db") as store:
        return {lane_of(entry): said(entry) for entry in store.entries(exercise="dumbbell-row")}


def lane_of(entry: Entry) -> str:
    """Return the range that asked for an entry, '' where nobody did."""
    return str(entry.asked.lane) if entry.asked else ""


def said(entry: Entry) -> str:
    """Return the sets of an entry, like `40 lb x 5, 40 lb x 5`."""
    return ", ".join(f"{done.load} x {done.reps}" for done in entry.sets)


class TestOneSession:
    """A session that has an exercise twice."""

    def test_each_line_finds_its_slot(self, both: Path, overload: Overload) -> None:
        """Set by set and in any order, with loads or without, sets stand where their reps belong."""
        for line in ("row 20x12", "row 40x5", "row 5,5", "row 12,12"):
            done = overload(both, "log", *line.split(), now=EVENING)
            assert done.code == 0, done.err
        assert rows(both) == {"5-6": "40 lb x 5, 40 lb x 5, 40 lb x 5", "12-15": "20 lb x 12, 20 lb x 12, 20 lb x 12"}

    def test_what_is_whole_is_not_added_to(self, both: Path, overload: Overload) -> None:
        """With the heavy row written down, the next sets are of the light one, though there were few reps."""
        overload(both, "log", "row", "40x5,5,5", now=EVENING)
        overload(both, "log", "row", "20x8,8,7", now=EVENING)
        assert rows(both) == {"5-6": "40 lb x 5, 40 lb x 5, 40 lb x 5", "12-15": "20 lb x 8, 20 lb x 8, 20 lb x 7"}

    def test_as_asked_is_one_after_the_other(self, both: Path, overload: Overload) -> None:
        """`--done` writes down the first that is open; for the session, all that are left; then it is done."""
        assert "40lbx5,5,5" in overload(both, "log", "row", "--done", now=EVENING).out
        assert overload(both, "next", "--json", now=EVENING).data["session"]["status"] == "planned"
        whole = overload(both, "log", "--done", now=EVENING).out
        assert "dumbbell-row 20lbx12,12,12" in whole
        assert "dumbbell-shrug" in whole
        assert "40lb" not in whole.partition("dumbbell-row")[2]
        assert overload(both, "next", "--json", now=EVENING).data["session"]["id"] == "s2"

    def test_what_comes_next_is_of_the_same_range(self, both: Path, overload: Overload) -> None:
        """Whoever wrote down the light row is told the next light row, not the heavy one that comes before it."""
        after = [overload(both, "log", "row", reps, now=EVENING).out for reps in ("12,12,12", "5,5,5")]
        light, heavy = (int(said.partition("next: Dumbbell row ")[2].partition(" lb")[0]) for said in after)
        assert light < heavy

    def test_what_is_left_of_a_past_session_keeps_its_order(self, both: Path, overload: Overload) -> None:
        """A day later the heavy row alone is written down of it: the rest is still asked for as it was."""
        overload(both, "log", "row", "5,5,5", now=EVENING)
        overload(both, "log", "row", "20x12,12,12", "--on", "2026-11-23", now=LATER)
        assert rows(both) == {"5-6": "40 lb x 5, 40 lb x 5, 40 lb x 5", "12-15": "20 lb x 12, 20 lb x 12, 20 lb x 12"}

    def test_the_plan_says_which_is_which(self, both: Path, overload: Overload) -> None:
        """Ranges are told where an exercise alone would not say which of two is meant."""
        feed = (both / "calendars" / "training.ics").read_text(encoding="utf-8").replace("\r\n ", "")
        assert "Row 5-6: First session" in feed
        assert "Row 12-15: " in feed
        assert feed.count("Dumbbell row\\, how to") <= feed.count("BEGIN:VEVENT")
        slots = overload(both, "next", "--json", now=NOON).data["slots"]
        assert [slot["range"] for slot in slots] == ["5-6", "10-15", "12-15"]


class TestOneWeek:
    """Two sessions of a week that ask for an exercise in different ranges."""

    def test_another_day_than_planned(self, tmp_path: Path, overload: Overload) -> None:
        """On a Tuesday the light row is Thursday's, done early; the heavy one is Monday's, done late."""
        path = begun(tmp_path, overload, plan(heavy=HEAVY, light=LIGHT))
        overload(path, "log", "row", "20x12,12,12", now=LATER)
        overload(path, "log", "row", "40x5,5,5", now=LATER)
        assert rows(path) == {"12-15": "20 lb x 12, 20 lb x 12, 20 lb x 12", "5-6": "40 lb x 5, 40 lb x 5, 40 lb x 5"}

    def test_an_import_finds_its_range(self, tmp_path: Path, overload: Overload) -> None:
        """What another app brings joins the nearest range, and both get on from there."""
        path = begun(tmp_path, overload, plan(heavy=HEAVY.replace(', start = "40 lb"', ""), light=LIGHT))
        lines = [
            f"2026-10-{day:02} 18:00:00,Row,Dumbbell Row,{number},{load},lbs,{reps},,,,"
            for day, load, reps in ((5, 45, 5), (8, 20, 12), (12, 45, 6), (15, 20, 13))
            for number in (1, 2, 3)
        ]
        head = "Date,Workout Name,Exercise Name,Set Order,Weight,Weight Unit,Reps,RPE,Distance,Distance Unit,Seconds"
        file = tmp_path / "strong.csv"
        file.write_text("\n".join([head, *lines]), encoding="utf-8")
        brought = overload(path, "import", file, "--yes", now=NOON)
        assert brought.code == 0, brought.err
        week = overload(path, "week", "--json", now=NOON).data
        heavy, light = (one["slots"][0] for one in week[:2])
        assert "6, 6, 6 at 45 lb" not in light["why"]
        loads = [int(slot["sets"][0]["load"].removesuffix(" lb")) for slot in (heavy, light)]
        assert loads[0] > loads[1]
