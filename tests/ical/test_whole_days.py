"""Whole days in other people's calendars: busy, free, or as they are marked."""

from __future__ import annotations

from datetime import date

import pytest

from overload.ical.busy import read_busy
from overload.model import BusySource

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\nSUMMARY:Christmas\r\n{}END:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize(
    ("told", "marked", "is_busy"),
    [
        # Google publishes public holidays and most school holidays as free.
        ("busy", "TRANSP:TRANSPARENT\r\n", True),
        ("busy", "TRANSP:OPAQUE\r\n", True),
        ("busy", "", True),
        ("busy", "STATUS:CANCELLED\r\n", False),
        ("marked", "TRANSP:TRANSPARENT\r\n", False),
        ("marked", "TRANSP:OPAQUE\r\n", True),
        ("marked", "", False),
        ("free", "TRANSP:OPAQUE\r\n", False),
    ],
)
def test_what_they_mean(told: str, marked: str, is_busy: bool) -> None:
    """Where they are told to be busy, what an event says of itself does not count, unless it is cancelled."""
    source = BusySource("school", file="school.ics", all_day=told)
    found = read_busy(CALENDAR.format(marked).encode(), source, "UTC", date(2026, 12, 1), date(2027, 1, 1))
    assert bool(found.times) is is_busy
    assert found.problems == ()
