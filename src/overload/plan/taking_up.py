"""Sessions that subscribers were shown and the database no longer knows: taken up again under their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import count

import attrs

from overload.model import Day, Published, Status
from overload.moments import monday
from overload.plan.inputs import Inputs
from overload.plan.wanted import EXTRA, has_extra, rolls, week_key


@attrs.frozen
class Shown:
    """An event as subscribers have it: its number for life, its start (local wall clock), and what it is called."""

    ordinal: int
    start: datetime
    minutes: int
    names: tuple[str, ...] = ()
    is_cancelled: bool = False


def taken_up(inputs: Inputs, shown: Iterable[Shown]) -> tuple[Published, ...]:
    """Return the sessions among `shown` that the published ones lack, each with its place in the order again.

    A number is a session's name for life: one that fits no place keeps it all the same, so that nobody else gets it.
    """
    known = {one.ordinal for one in inputs.published}
    # Those that stand choose first: beside a cancelled session its place may have been given to another.
    lost = sorted(
        (one for one in shown if one.ordinal not in known), key=lambda one: (one.is_cancelled, one.start, one.ordinal)
    )
    places = _Places(inputs)
    return tuple(places.take(one) for one in lost)


class _Places:
    """The places in the order of the weekly calendar, each taken once."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs, self._days = inputs, inputs.days
        self._taken = {one.key for one in inputs.published}
        numbers = [int(key[1:]) for key in self._taken if key[:1] == "r" and key[1:].isdecimal()]
        self._next = max(numbers, default=-1) + 1

    def take(self, one: Shown) -> Published:
        """Return a session with the first free place that its name fits, else the first free one of its time."""
        free = [place for place in self._around(one.start) if place[0] not in self._taken]
        named = next((place for place in free if _is_called(one, place[1])), None)
        key, day = named or (free[0] if free and not _is_called_any(one, self._days) else (f"s{one.ordinal}", None))
        self._taken.add(key)
        if key[:1] == "r":
            self._next = int(key[1:]) + 1
        day = day or next((day for day in self._days if _is_called(one, day)), self._days[0])
        status = Status.CANCELLED if one.is_cancelled else Status.PLANNED
        zone, place = self._inputs.zones.on(one.start.date()), self._inputs.place_on(one.start.date())
        return Published(one.ordinal, key, day.id, one.start, one.minutes, place, status, zone, workout=day.workout)

    def _around(self, start: datetime) -> Iterator[tuple[str, Day]]:
        config = self._inputs.config
        if rolls(self._days, config):
            round_ = range(self._next, self._next + len(self._days))
            yield from ((f"r{number}", self._days[number % len(self._days)]) for number in round_)
            return
        week = monday(start.date())
        yield from ((week_key(week, place), day) for place, day in zip(count(), self._days, strict=False))
        if has_extra(self._days, config):
            yield from ((week_key(week, EXTRA), day) for day in self._days if "back" in day.focus)


def _is_called(one: Shown, day: Day) -> bool:
    return day.name in one.names


def _is_called_any(one: Shown, days: Sequence[Day]) -> bool:
    return any(_is_called(one, day) for day in days)
