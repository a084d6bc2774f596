"""What a plugin may add to an event or a report: closed values, so that nothing else can be touched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

import attrs

from overload.errors import DataError, Problem

LONGEST_BEFORE: Final = timedelta(weeks=4)
"""How long before the start an alarm may be."""


def _words(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


def _times(values: Iterable[timedelta]) -> tuple[timedelta, ...]:
    return tuple(values)


def _reminders(_extras: object, _field: object, alarms: tuple[timedelta, ...]) -> None:
    for alarm in alarms:
        if not isinstance(alarm, timedelta) or not timedelta(0) <= alarm <= LONGEST_BEFORE:
            raise DataError(Problem("alarms", f"{alarm!r} is not a time before the start", "four weeks is the most"))


def _texts(_extras: object, field: attrs.Attribute[tuple[str, ...]], texts: tuple[str, ...]) -> None:
    for text in texts:
        if not isinstance(text, str):
            raise DataError(Problem(field.name, f"{text!r} is not a text"))


@attrs.frozen
class EventExtras:
    """What is added to one event: lines below its text, categories, and alarms (before the start).

    Lines may hold anything; they are cleaned and wrapped like all text. A busy feed shows none of it. UID, times and
    revision are the program's own. Raises DataError for values of another type and alarms out of 0 to 4 weeks.
    """

    lines: tuple[str, ...] = attrs.field(default=(), converter=_words, validator=_texts)
    categories: tuple[str, ...] = attrs.field(default=(), converter=_words, validator=_texts)
    alarms: tuple[timedelta, ...] = attrs.field(default=(), converter=_times, validator=_reminders)


@attrs.frozen
class ReportSection:
    """A section of the report: its title, and its lines of text."""

    title: str
    lines: tuple[str, ...]
