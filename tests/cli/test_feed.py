"""`overload feed`: what a person reads of a feed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LINES = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "BEGIN:VEVENT",
    "UID:1",
    "DTSTART:20261123T170000",
    "SEQUENCE:0",
    "END:VEVENT",
    "END:VCALENDAR",
)
FAULTY = "".join(f"{line}\r\n" for line in LINES).encode()


class TestCheck:
    """`overload feed check` looks at any calendar file."""

    def test_our_own_feed_is_sound(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """The feed of a new folder has no faults; the exit code is 0."""
        path = folder()
        overload(path, "update")
        done = overload("feed", "check", path / "calendars" / "training.ics")
        assert (done.code, done.out, done.err) == (0, "no faults in 1 file\n", "")

    def test_faults_are_told_with_their_lines(self, tmp_path: Path, overload: Callable[..., Any]) -> None:
        """Each fault is a line that an editor can jump to; the exit code is 65."""
        path = tmp_path / "wrong.ics"
        path.write_bytes(FAULTY)
        done = overload("feed", "check", path)
        assert done.code == 65
        assert done.out.splitlines() == [
            f"{path}:1: hint: nothing says how often to look again (REFRESH-INTERVAL) [client]",
            f"{path}:1: hint: the calendar has no name (NAME for the standard, X-WR-CALNAME for the clients) [client]",
            f"{path}:1: the VCALENDAR has no PRODID [required]",
            f"{path}:3: hint: the event has no title (SUMMARY) [client]",
            f"{path}:3: hint: without LAST-MODIFIED some clients never pick up a change to the event [client]",
            f"{path}:3: the VEVENT has no DTSTAMP [required]",
            f"{path}:5: hint: DTSTART has no zone: Outlook refuses it, Google takes it for UTC [floating]",
            "2 faults and 5 hints in 1 file",
        ]

    def test_as_json_without_hints(self, tmp_path: Path, overload: Callable[..., Any]) -> None:
        """JSON says the same with the file, the line and the rule of each."""
        path = tmp_path / "wrong.ics"
        path.write_bytes(FAULTY)
        done = overload("feed", "check", "--json", "--no-hints", path)
        assert done.code == 65
        assert [(one["line"], one["kind"], one["rule"]) for one in done.data] == [
            (1, "fault", "required"),
            (3, "fault", "required"),
        ]

    @pytest.mark.parametrize("name", ["missing.ics", "."])
    def test_a_file_that_cannot_be_read(self, name: str, tmp_path: Path, overload: Callable[..., Any]) -> None:
        """What is no file is one line, and the exit code of the disk."""
        done = overload("feed", "check", tmp_path / name)
        assert (done.code, done.err.count("\n")) == (74, 1)


class TestShow:
    """`overload feed show` is an agenda."""

    def test_an_agenda(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """Day by day from today on: times where the athlete is, title, place, reminders, text."""
        path = folder("--calendar", "ppl", "--zone", "Europe/Stockholm", "--dumbbells", "bowflex-552")
        plan = path / "plan.toml"
        plan.write_text(
            plan.read_text("utf-8").replace("[feeds.training]", '[feeds.training]\nalarm = "-30 min"'), "utf-8"
        )
        overload(path, "update")
        lines = overload(path, "feed", "show", now="2026-11-25T12:00").out.splitlines()
        assert lines[:6] == [
            "Training (calendars/training.ics): 11 events",
            "",
            "Wednesday 25 November, today",
            "  18:00-19:05  Pull: deadlift 5, row 5 lb",
            "               home",
            "               reminder 30 minutes before",
        ]
        assert all(len(line) <= 75 for line in lines)
        past = overload(path, "feed", "show", "training", "--past", "--json", now="2026-11-25T12:00").data
        assert len(past) == 12
        assert past[0]["start"] == "2026-11-23T17:00:00+00:00"
        assert past[1]["alarms"] == [-1800]

    def test_an_unknown_feed(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """Another name gets a suggestion."""
        done = overload(folder(), "feed", "show", "trainin")
        assert (done.code, done.err) == (2, "overload: there is no feed 'trainin'; did you mean 'training'?\n")

    def test_nothing_published(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """Without a file there is nothing to show, and the way to one."""
        path = folder()
        (path / "calendars" / "training.ics").unlink(missing_ok=True)
        done = overload(path, "feed", "show")
        assert done.code == 74
        assert done.err.endswith("training.ics: nothing is published yet; run 'overload update'\n")


class TestDiff:
    """`overload feed diff` and `update --dry-run` say the same."""

    def test_a_new_week(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """A week on, the next week is new; nothing is written."""
        path = folder("--calendar", "back-only", "--dumbbells", "bowflex-552")
        overload(path, "update")
        assert overload(path, "feed", "diff").out == "training.ics: subscribers will notice nothing\n"
        data = (path / "calendars" / "training.ics").read_bytes()
        done = overload(path, "feed", "diff", now="2026-11-30T05:00")
        assert "  'Back: deadlift, row' on Mon 21 Dec 18:00 is new." in done.out.splitlines()
        assert overload(path, "update", "--dry-run", now="2026-11-30T05:00").out == done.out
        assert (path / "calendars" / "training.ics").read_bytes() == data
        found = overload(path, "feed", "diff", "training", "--json", now="2026-11-30T05:00").data
        assert [one["kind"] for one in found["training"]][-1] == "new"
