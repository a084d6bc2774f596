"""Days and times as every command takes them; each says whether it asks about what was or about what comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

import attrs

from overload.cli.call import Call
from overload.errors import DataError, UsageError
from overload.moments import Toward, read_clock, read_day, read_days, read_moment
from overload.update import opened


def past_day(call: Call, text: str | None, place: str) -> date | None:
    """Read a day that is over or today, `yesterday` or `mon` for the last one; None for none. Raises UsageError."""
    return None if text is None else a_day(text, today_of(call), place, Toward.PAST)


def a_day(text: str, today: date, place: str, toward: Toward) -> date:
    """Read a day; raises UsageError that names the option it stands behind."""
    try:
        return read_day(text, today, toward)
    except DataError as error:
        raise _refused(error, place) from None


def coming_moment(call: Call, words: Sequence[str]) -> tuple[date, time | None]:
    """Read the next day of these words, and a time if one stands behind it: `fri 6pm`. Raises UsageError."""
    try:
        return read_moment(" ".join(words), today_of(call))
    except DataError as error:
        raise _refused(error, "") from None


def coming_days(call: Call, words: Sequence[str]) -> tuple[date, date]:
    """Read the first and the last of coming days: `tomorrow`, `mon to fri`. Raises UsageError."""
    try:
        return read_days(" ".join(words), today_of(call))
    except DataError as error:
        raise _refused(error, "") from None


def a_clock(text: str, place: str) -> time:
    """Read a time of day; raises UsageError that names the option it stands behind."""
    try:
        return read_clock(text)
    except DataError as error:
        raise _refused(error, place) from None


def today_of(call: Call) -> date:
    """Return the date where the athlete is."""
    with opened(call.path, to_write_down=True) as folder:
        return folder.now(call.now).date()


def _refused(error: DataError, place: str) -> UsageError:
    return UsageError(*(attrs.evolve(problem, place=place or problem.place) for problem in error.problems))
