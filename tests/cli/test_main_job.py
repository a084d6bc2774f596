"""From nothing to a calendar with today's loads in it, as a user goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import icalendar
import pytest

from overload.model import LoadedWith
from overload.plugins import catalog

WEEK = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
OWN_DAYS = {
    "ppl": "Mon Wed Fri",
    "ppl-twice": "Mon Tue Wed Thu Fri Sat",
    "three-day": "Mon Wed Fri",
    "three-day-twice": "Mon Tue Wed Thu Fri Sat",
    "four-day": "Mon Tue Thu Fri",
    "five-day": "Mon Tue Wed Thu Fri",
    "back-only": "Mon",
}
SETTINGS = {
    "fixed-two-pairs": {"6 kg", "16 kg"},
    "bowflex-552": {f"{n:g} lb" for n in (5, 7.5, 10, 12.5, 15, 17.5, 20, 22.5, 25, 30, 35, 40, 45, 50, 52.5)},
    "powerblock-elite-exp-50": {
        f"{n:g} lb" for n in (5, 7.5, 10, 15, 17.5, 20, 25, 27.5, 30, 35, 37.5, 40, 45, 47.5, 50)
    },
}


def sessions_of(week: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Return (date, exercises) of what `week --json` printed."""
    return [(one["session"]["date"], [slot["exercise"] for slot in one["slots"]]) for one in week]


def spinlock() -> set[str]:
    """Every load of one spin-lock dumbbell of 2.5 kg with plates of 0.5, 1.25, 2.5, 5 (2 an end) and 10 (1 an end)."""
    ends = {0.0}
    for plate, most in ((0.5, 2), (1.25, 2), (2.5, 2), (5, 2), (10, 1)):
        ends = {end + plate * count for end in ends for count in range(most + 1)}
    return {f"{2.5 + 2 * end:g} kg" for end in ends}


DUMBBELLS = {one.id for one in catalog().exercises.values() if one.loaded_with is not LoadedWith.BODYWEIGHT}


@pytest.mark.slow
@pytest.mark.parametrize("experience", ["intermediate", "experienced"])
@pytest.mark.parametrize("calendar", OWN_DAYS)
@pytest.mark.parametrize("dumbbells", [*SETTINGS, "spinlock-2_5kg-full"])
def test_every_calendar_with_every_equipment(
    folder: Callable[..., Path], overload: Callable[..., Any], calendar: str, experience: str, dumbbells: str
) -> None:
    """Sessions fall on the calendar's days for four weeks, the back as often as asked, every load can be made."""
    path = folder("--calendar", calendar, "--experience", experience, "--dumbbells", dumbbells, "--bodyweight", "80 kg")
    week = overload(path, "week", "--json").data
    days = [date.fromisoformat(day) for day, _ in sessions_of(week)]
    own = "Mon Thu" if (calendar, experience) == ("back-only", "experienced") else OWN_DAYS[calendar]
    expected = [date(2026, 11, 23) + timedelta(days=number) for number in range(28) if WEEK[number % 7] in own.split()]
    assert days == expected
    loads = {
        load["load"] for one in week for slot in one["slots"] for load in slot["sets"] if slot["exercise"] in DUMBBELLS
    }
    assert loads <= SETTINGS.get(dumbbells, spinlock())
    assert loads
    assert all(one["slots"] for one in week)
    backs = [one for one in week if any(slot["exercise"] == "dumbbell-deadlift" for slot in one["slots"])]
    assert len(backs) == 4 * (
        2 if calendar.endswith("twice") or (calendar, experience) == ("back-only", "experienced") else 1
    )
    for one, other in pairwise(sorted(one["session"]["start"] for one in backs)):
        assert date.fromisoformat(other[:10]) - date.fromisoformat(one[:10]) >= timedelta(days=2)


def test_the_feed_holds_the_plan(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """The file that `init` leaves is a calendar with an event per session, at its time."""
    path = folder("--bodyweight", "80 kg")
    events = icalendar.Calendar.from_ical((path / "calendars" / "training.ics").read_bytes()).walk("VEVENT")
    week = overload(path, "week", "--json").data
    assert sorted(event["DTSTART"].dt.date().isoformat() for event in events) == [day for day, _ in sessions_of(week)]


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-27", "2026-11-28"])
def test_a_new_folder_has_a_week_that_can_be_trained(
    folder: Callable[..., Path], overload: Callable[..., Any], day: str
) -> None:
    """On whatever weekday `make plan` is first run, what it prints has exercises on every day, with loads."""
    now = f"{day}T06:00"
    path = folder(now=now)
    found = overload(path, "week", "--weeks", "2", "--json", now=now).data
    assert len(found) >= 3
    for one in found:
        assert one["slots"], one["session"]
        assert all(target["load"] for slot in one["slots"] for target in slot["sets"])
    printed = overload(path, "week", "--weeks", "2", now=now).out
    assert all(one["session"]["id"] in printed for one in found)
    assert "no room" not in printed


def test_a_second_update_changes_nothing(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """With nothing to change, bytes and time of the file stay, and nothing is printed."""
    path = folder()
    feed = path / "calendars" / "training.ics"
    before = feed.read_bytes(), feed.stat().st_mtime_ns
    done = overload(path, "update", now="2026-11-23T05:30")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (feed.read_bytes(), feed.stat().st_mtime_ns) == before


class TestProgress:
    """What is logged decides what comes next."""

    def start(self, folder: Callable[..., Path]) -> Path:
        """Return a folder whose row goes by double progression, from 22.5 lb."""
        path = folder("--calendar", "back-only", "--dumbbells", "bowflex-552", "--load", "row=22.5lb")
        plan = path / "plan.toml"
        text = plan.read_text().replace(
            'dumbbell-row = { start = "22.5 lb" }', 'dumbbell-row = { start = "22.5 lb", rule = "double-progression" }'
        )
        assert "double-progression" in text
        plan.write_text(text)
        return path

    def row(self, overload: Callable[..., Any], path: Path, now: str) -> dict[str, Any]:
        """Return the row of the coming session."""
        slots = overload(path, "next", "--json", now=now).data["slots"]
        return next(slot for slot in slots if slot["exercise"] == "dumbbell-row")

    def test_the_top_of_the_range_earns_the_next_rung(
        self, folder: Callable[..., Path], overload: Callable[..., Any]
    ) -> None:
        """Every set at twelve: the next session has the next setting of the dial and the bottom of the range."""
        path = self.start(folder)
        overload(path, "update")
        done = overload(path, "log", "row", "22.5x12,12,12", now="2026-11-23T19:00")
        assert done.code == 0, done.err
        assert "25 lb" in done.out
        row = self.row(overload, path, "2026-11-25T08:00")
        assert {(one["reps"], one["load"]) for one in row["sets"]} == {(8, "25 lb")}
        assert "25 lb" in row["why"]
        feed = icalendar.Calendar.from_ical((path / "calendars" / "training.ics").read_bytes())
        assert any("25 lb" in event["DESCRIPTION"] for event in feed.walk("VEVENT"))

    def test_a_miss_does_not(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """Short of the top in one set, the load stays."""
        path = self.start(folder)
        overload(path, "update")
        overload(path, "log", "row", "22.5x12,12,9", now="2026-11-23T19:00")
        row = self.row(overload, path, "2026-11-25T08:00")
        assert {one["load"] for one in row["sets"]} == {"22.5 lb"}


class TestWrongUse:
    """Every mistake is a line on stderr and the right exit code."""

    def test_no_training_folder(
        self, overload: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Outside a training folder the message says what to type."""
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv("OVERLOAD_HOME", raising=False)
        done = overload("next")
        assert done.code == 2
        assert "overload init" in done.err

    def test_init_does_not_overwrite(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """A plan.toml that is there stays as it is."""
        path = folder()
        text = (path / "plan.toml").read_text()
        done = overload("init", path, "--yes")
        assert done.code == 74
        assert (path / "plan.toml").read_text() == text

    @pytest.mark.parametrize(
        ("arguments", "code", "message"),
        [
            (["log", "rwo", "20x8"], 2, "did you mean 'row'"),
            (["log", "row", "20x8,x"], 65, "character"),
            (["log", "row", "20x8", "--on", "2027-01-01"], 65, "future"),
            (["nxt"], 2, "next"),
            (["calendars", "show", "plp"], 2, "ppl"),
            (["--now", "yesterday", "next"], 2, "2026-11-23T05:00"),
        ],
    )
    def test_message_and_code(
        self,
        folder: Callable[..., Path],
        overload: Callable[..., Any],
        arguments: list[str],
        code: int,
        message: str,
    ) -> None:
        """The message names what is wrong and what to do."""
        path = folder()
        done = overload(path, *arguments)
        assert done.code == code
        assert message in done.err
        assert "Traceback" not in done.err
