"""The times training may start: weekly ones, windows, and those that recur otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import attrs

from overload.model import Configuration, Opening, RecurringTime, TrainingTime
from overload.moments import monday

if TYPE_CHECKING:
    from dateutil.rrule import rrule, rruleset

STEP: Final = timedelta(minutes=30)
"""Within a window training may start every half hour; its beginning is the preferred start."""


def openings(config: Configuration, weeks: Iterable[date]) -> Iterator[Opening]:
    """Yield every training time of the weeks (by their Mondays), past ones too, from the plan's first date on.

    They ascend; of two at the same moment the one written first stands.
    """
    times: list[TrainingTime | RecurringTime] = [*config.calendar.times, *config.calendar.also]
    is_late = any(map(_is_over_midnight, times))
    for week in weeks:
        found: dict[datetime, Opening] = {}
        # What is left of Sunday's window over midnight begins in the week after.
        begun = (week - timedelta(days=7), week) if is_late else (week,)
        for opening in sorted((each for first in begun for each in _begun_in(config, first)), key=_order):
            if opening.start.date() >= config.calendar.start and monday(opening.start) == week:
                found.setdefault(opening.start, opening)
        yield from found.values()


def _order(opening: Opening) -> tuple[datetime, bool]:
    return opening.start, not opening.preferred


def _is_over_midnight(when: TrainingTime | RecurringTime) -> bool:
    return when.until is not None and when.until <= when.start


def _begun_in(config: Configuration, week: date) -> Iterator[Opening]:
    """Yield the openings of the times and windows that begin in a week."""
    yield from _weekly(config, week)
    yield from _recurring(config, week)


def _weekly(config: Configuration, week: date) -> Iterator[Opening]:
    for when in config.calendar.times:
        day = week + timedelta(days=when.weekday)
        if not comes_on(config, when, day):
            continue
        start = datetime.combine(day, when.start)
        yield from _window(Opening(start, place=when.place, preferred=when.preferred), when.until)


def comes_on(config: Configuration, when: TrainingTime, day: date) -> bool:
    """Tell whether a training time comes on a date of its weekday: within its dates, and in its weeks."""
    if (when.first is not None and day < when.first) or (when.last is not None and day > when.last):
        return False
    weeks = (monday(day) - monday(when.first or config.calendar.start)) // timedelta(days=7)
    return weeks % when.every == 0


def _recurring(config: Configuration, week: date) -> Iterator[Opening]:
    for when in config.calendar.also:
        for start in _dates(when, week):
            yield from _window(Opening(start, place=when.place, preferred=when.preferred), when.until)


def _dates(when: RecurringTime, week: date) -> list[datetime]:
    first = datetime.combine(week, time.min)
    found = _rule(when).between(first, first + timedelta(days=7) - timedelta(microseconds=1), inc=True)
    return [start for start in found if when.last is None or start.date() <= when.last]


@lru_cache(maxsize=64)
def _rule(when: RecurringTime) -> rrule | rruleset:
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - most train on days of the week

    return rrulestr(when.rule, dtstart=datetime.combine(when.first, when.start), cache=True)


def _window(opening: Opening, until: time | None) -> Iterator[Opening]:
    """Yield the start, and where there is a window every half hour in it, each with the room that is left."""
    if until is None:
        # No end was given, so the session takes what it needs.
        yield opening
        return
    end = datetime.combine(opening.start.date(), until)
    end += timedelta(days=end <= opening.start)
    start, preferred = opening.start, opening.preferred
    while start < end:
        yield attrs.evolve(opening, start=start, minutes=int((end - start).total_seconds()) // 60, preferred=preferred)
        start, preferred = start + STEP, False


def times_a_week(config: Configuration) -> int:
    """Return how many sessions the training times of a week take, of what recurs as in the leanest of four weeks."""
    first = monday(config.calendar.start)
    return min(times_of(config, first + timedelta(weeks=number)) for number in range(4))


def times_of(config: Configuration, week: date) -> int:
    """Return how many sessions the training times of a week (by its Monday) take: no more a day than are allowed.

    A window is one time.
    """
    weekly = ((week + timedelta(days=when.weekday), when) for when in config.calendar.times)
    dates = [day for day, when in weekly if comes_on(config, when, day)]
    dates += [start.date() for when in config.calendar.also for start in _dates(when, week)]
    most = config.calendar.sessions_per_day
    return sum(min(count, most) for count in Counter(dates).values())
