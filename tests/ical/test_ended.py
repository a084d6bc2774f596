"""What a revoked link answers with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from overload.ical.ended import ended_calendar
from overload.ical.lint import lint


def test_one_day_that_says_so(readers: Mapping[str, Callable[[bytes], Iterable[Any]]]) -> None:
    """It is a calendar without fault or hint, the same on each call, in which every reader sees one day and no more."""
    ended = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    data = ended_calendar("k3y", ended)
    assert data == ended_calendar("k3y", ended)
    assert list(lint(data)) == []
    for read in readers.values():
        (seen,) = read(data)
        assert (seen.uid, seen.summary) == ("ended-k3y@overload.invalid", "This calendar has ended")
        assert (seen.start, seen.end, seen.alarms) == ("2026-11-23", "2026-11-24", ())
