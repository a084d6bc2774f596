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
            f"{path}:3: hint: without LAST-MODIFIED some clients never take a change of the event [client]",
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
