"""Which sessions are wanted from now to the horizon, each under a key that names its place in the order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

import attrs

from overload.model import Configuration, Day, Experience, Missed, Order
from overload.moments import monday
from overload.plan.openings import openings, times_a_week, times_of
from overload.plan.past import Past
from overload.plan.split import back_days, is_back

EXTRA = "extra"


@attrs.frozen
class Candidate:
    """A session to be placed: its key, its day, and the Monday of its week (None: the order rolls over weeks)."""

    key: str
    day: Day
    week: date | None
    is_extra: bool = False


def week_key(week: date, place: int | str) -> str:
    """Return the key of the `place`-th session of an ISO week: `2026-W48:1`."""
    year, number, _ = week.isocalendar()
    return f"{year}-W{number:02}:{place}"


def weeks_ahead(config: Configuration, now: datetime, weeks: int) -> tuple[date, ...]:
    """Return the Mondays of the horizon, from the current week or the first of the plan."""
    first = monday(max(config.calendar.start, now.date()))
    return tuple(first + timedelta(weeks=number) for number in range(weeks))


def rolls(days: Sequence[Day], config: Configuration) -> bool:
    """Tell whether the order goes on over the weeks: as asked for, or as there are fewer training times than days."""
    if config.calendar.order is None:
        return times_a_week(config) < len(days)
    return config.calendar.order is Order.SEQUENCE


def has_extra(days: Sequence[Day], config: Configuration) -> bool:
    """Tell whether a second back session is to be added: the experienced train back twice a week."""
    return config.athlete.experience is Experience.EXPERIENCED and back_days(days) == 1


def candidates(
    days: Sequence[Day],
    config: Configuration,
    weeks: Sequence[date],
    past: Past,
    now: datetime,
    by_hand: Collection[str] = (),
) -> tuple[Candidate, ...]:
    """Return what is still to be placed in the weeks of the horizon, in the order of the weekly calendar.

    Keys in `by_hand` are placed whatever their turn: also those of an earlier week, or of one beyond the horizon.
    """
    if rolls(days, config):
        return tuple(_rolling(days, config, weeks, past, by_hand))
    return tuple(_weekly(days, config, weeks, past, now, by_hand))


def _weekly(
    days: Sequence[Day],
    config: Configuration,
    weeks: Sequence[date],
    past: Past,
    now: datetime,
    by_hand: Collection[str],
) -> Iterator[Candidate]:
    settled = _settled(past, config.calendar.missed)
    shown = {session.key for session in (*past.ahead, *past.due, *past.missed, *past.unknown)}
    for week in sorted({*weeks, *_weeks_of(by_hand)}):
        gone = _never_possible(days, config, week, now)
        for candidate in of_week(days, config, week):
            is_open = candidate.key not in settled and (candidate.key in shown or candidate.key not in gone)
            if candidate.key in by_hand or (week in weeks and is_open):
                yield candidate


def _weeks_of(keys: Iterable[str]) -> Iterator[date]:
    """Yield the Mondays in the keys of sessions; the keys of an order that rolled on have none."""
    for key in keys:
        week, colon, _ = key.partition(":")
        if colon:
            yield date.fromisoformat(f"{week}-1")


def of_week(days: Sequence[Day], config: Configuration, week: date) -> Iterator[Candidate]:
    """Yield the sessions of a week (by its Monday) in their order, the added back session last."""
    for place, day in enumerate(days):
        yield Candidate(week_key(week, place), day, week)
    if has_extra(days, config):
        back = next(day for day in days if is_back(day))
        yield Candidate(week_key(week, EXTRA), back, week, is_extra=True)


def _settled(past: Past, missed: Missed) -> set[str]:
    """Return the keys that need no place any more; a missed session is given another only if it may shift."""
    settled = {session.key for session in (*past.done, *past.due, *past.unknown)}
    return settled if missed is Missed.SHIFT else settled | {session.key for session in past.missed}


def _never_possible(days: Sequence[Day], config: Configuration, week: date, now: datetime) -> set[str]:
    """Return the keys of a week begun in the middle whose own training time had passed before they were ever shown."""
    whole_week = attrs.evolve(config, calendar=attrs.evolve(config.calendar, start=week))
    times = [opening.start for opening in openings(whole_week, [week]) if opening.preferred]
    # Only where the week has just as many times as days is it plain which time is whose.
    if len(times) != len(days):
        return set()
    first = max(now, datetime.combine(config.calendar.start, datetime.min.time()))
    return {week_key(week, place) for place, start in enumerate(times) if start < first}


def _rolling(
    days: Sequence[Day], config: Configuration, weeks: Sequence[date], past: Past, by_hand: Collection[str]
) -> Iterator[Candidate]:
    skipped = past.missed if config.calendar.missed is not Missed.SHIFT else ()
    settled = (*past.long_past, *(session.key for session in (*past.done, *past.due, *past.unknown, *skipped)))
    first = max(_numbers(settled), default=_last_of_a_week(days, past)) + 1
    # As many as there are times, and no more: what does not fit now comes first in the next plan.
    times = sum(times_of(config, week) for week in weeks)
    for number in sorted({*range(first, first + times), *_numbers(by_hand)}):
        yield Candidate(f"r{number}", days[number % len(days)], None)


def _last_of_a_week(days: Sequence[Day], past: Past) -> int:
    """Return the place of the last session done while each week still began the order, -1 for none.

    An order that has been rolling on already, but of which nothing was done yet, stays where it was shown.
    """
    if any(session.key.startswith("r") for session in (*past.ahead, *past.missed, *past.cancelled)):
        return -1
    trained = sorted((*past.done, *past.due, *past.unknown), key=lambda session: session.start)
    places = [session.key.partition(":")[2] for session in trained]
    return next((int(place) % len(days) for place in reversed(places) if place.isdecimal()), -1)


def _numbers(keys: Iterable[str]) -> Iterator[int]:
    """Yield the numbers of the keys that come from an order that rolls over weeks."""
    return (int(key[1:]) for key in keys if key.startswith("r"))
