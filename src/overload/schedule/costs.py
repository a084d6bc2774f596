"""The wishes, in their order: a placement costs a list of numbers, and the smaller list is the better placement."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import lru_cache
from typing import Final

import attrs

from overload.model import Opening, Placement, Request, Wanted
from overload.schedule.standing_sessions import Standing, all_standing


class Wish(IntEnum):
    """The place of each wish in a cost list, the most important first."""

    LOST = 0
    SOON = 1
    MOVED = 2
    SHIFTED = 3
    NOT_PREFERRED = 4
    TIRED = 5
    BACK_TO_BACK = 6
    GAP = 7
    OFF_TIME = 8
    LATE = 9


WISHES: Final = (
    "weight of what is lost",
    "published within 48 h and touched",
    "published and not on its day",
    "minutes published starts shift",
    "times that are not preferred",
    "muscles trained again too soon",
    "back-to-back days",
    "days off the rhythm, squared",
    "minutes off the preferred time",
    "later than could be",
)
"""What each number of a cost counts, by its `Wish`."""

SOON: Final = timedelta(hours=48)
"""A published session that starts within this time of now stays where it is, if it can."""


@lru_cache(maxsize=64)
def gap_costs(rhythm: float) -> tuple[int, ...]:
    """Return what so many days since the last session with a common focus group cost, from 0 days on.

    It is the square of the distance from the rhythm in days, whole, so that a long gap beside a short one costs more
    than two even ones. From twice the rhythm on, or with none before it, all cost the same: nothing older need be
    known.
    """
    return tuple(int((days - rhythm) ** 2 + 1e-9) for days in range(max(math.ceil(2 * rhythm), 2) + 1))


def gap_cost(days: int | None, rhythm: float) -> int:
    """Return the cost of `days` since the last session with a common focus group; None: there was none."""
    costs = gap_costs(rhythm)
    return costs[-1] if days is None else costs[min(days, len(costs) - 1)]


def crowding(days: int) -> int:
    """Return the cost of a session `days` after the one before it: the next day 1, the same day 2."""
    return max(0, 2 - days)


def shown(request: Request, wanted: Wanted) -> datetime | None:
    """Return where subscribers expect a session, or None: what has passed can no longer be kept calm."""
    start = request.published.get(wanted.key)
    return start if start is not None and start >= request.now else None


def is_soon(request: Request, start: datetime) -> bool:
    """Tell whether a published start is too near to be moved lightly."""
    return start <= request.now + SOON


def minutes_between(moment: datetime, other: datetime) -> int:
    """Return the whole minutes between two moments."""
    return int(abs(moment - other).total_seconds()) // 60


def touch_costs(request: Request, wanted: Wanted, start: datetime | None) -> tuple[int, int, int]:
    """Return the costs SOON, MOVED and SHIFTED of a session standing at `start` (None: lost)."""
    return next(touches(request, wanted, (start,)))


def touches(request: Request, wanted: Wanted, starts: Iterable[datetime | None]) -> Iterator[tuple[int, int, int]]:
    """Yield the same for each of many starts."""
    expected = shown(request, wanted)
    if expected is None:
        yield from ((0, 0, 0) for _ in starts)
        return
    soon, day = int(is_soon(request, expected)), expected.date()
    for start in starts:
        if start is None:
            yield (soon, 1, 0)
        elif start == expected:
            yield (0, 0, 0)
        else:
            yield (soon, int(start.date() != day), minutes_between(start, expected))


def preferred_starts(openings: Sequence[Opening]) -> dict[date, datetime]:
    """Return the first preferred start of each date that has one."""
    found: dict[date, datetime] = {}
    for opening in openings:
        if opening.preferred:
            found.setdefault(opening.start.date(), opening.start)
    return found


def follow_costs(request: Request, session: Standing, before: Sequence[Standing]) -> tuple[int, int, int]:
    """Return what following the sessions `before` it costs a session: TIRED, BACK_TO_BACK and GAP."""
    soon = [earlier for earlier in before if session.start - earlier.start < request.recovery]
    same = [earlier for earlier in before if earlier.focus & session.focus]
    day = session.start.date()
    return (
        sum(len(earlier.muscles & session.muscles) for earlier in soon),
        crowding((day - before[-1].start.date()).days) if before else 0,
        gap_cost((day - same[-1].start.date()).days if same else None, session.wanted.rhythm if session.wanted else 0),
    )


def cost(request: Request, placement: Placement) -> tuple[int, ...]:
    """Return what a placement costs, as the list the solver compares; its numbers are named in WISHES."""
    starts = {placed.key: placed.opening.start for placed in placement.placed}
    preferred = preferred_starts(request.openings)
    totals = [0] * len(WISHES)
    totals[Wish.LOST] = sum(wanted.weight for wanted in request.wanted if wanted.key not in starts)
    for wanted in request.wanted:
        _add(totals, Wish.SOON, touch_costs(request, wanted, starts.get(wanted.key)))
    for placed in placement.placed:
        _add(totals, Wish.NOT_PREFERRED, (int(not placed.opening.preferred),))
    sessions = all_standing(request, placement)
    for place, session in enumerate(sessions):
        if session.wanted is not None:
            _add(totals, Wish.TIRED, follow_costs(request, session, sessions[:place]))
    for start in (starts[wanted.key] for wanted in request.wanted if wanted.key in starts and wanted.fixed is None):
        off = minutes_between(start, preferred.get(start.date(), start))
        _add(totals, Wish.OFF_TIME, (off, bisect_left(request.openings, start, key=lambda opening: opening.start)))
    return tuple(totals)


def _add(totals: list[int], place: int, parts: Sequence[int]) -> None:
    for offset, part in enumerate(parts):
        totals[place + offset] += part


@attrs.frozen
class Scale:
    """Packs a cost list into one whole number that compares and adds up as the list does.

    `units` are the worth of one of each wish. Each field is wide enough for the sum over all sessions of a request,
    so no field ever runs over into the one before it.
    """

    units: tuple[int, ...]

    def pack(self, parts: Sequence[int], first: Wish = Wish.LOST) -> int:
        """Return the number for the wishes from `first` on."""
        return sum(part * unit for part, unit in zip(parts, self.units[first:], strict=False))

    def unpack(self, packed: int) -> tuple[int, ...]:
        """Return the cost list of a packed number."""
        parts = []
        for unit in self.units:
            part, packed = divmod(packed, unit)
            parts.append(part)
        return tuple(parts)


def scale_for(request: Request) -> Scale:
    """Return the scale that fits a request: fields by the largest sum each wish can reach.

    What is lost stands first, where nothing is in front of it that it could run over into.
    """
    count, others = len(request.wanted), len(request.wanted) + len(request.trained)
    moments = [opening.start for opening in request.openings]
    moments += [*request.published.values(), *(wanted.fixed for wanted in request.wanted if wanted.fixed)]
    span = minutes_between(max(moments), min(moments)) if moments else 0
    muscles = max((len(wanted.muscles) for wanted in request.wanted), default=0)
    largest = {
        Wish.SOON: count,
        Wish.MOVED: count,
        Wish.SHIFTED: count * span,
        Wish.NOT_PREFERRED: count,
        Wish.TIRED: count * others * muscles,
        Wish.BACK_TO_BACK: count * 2,
        Wish.GAP: count * max((max(gap_costs(wanted.rhythm)) for wanted in request.wanted), default=0),
        Wish.OFF_TIME: count * 24 * 60,
        Wish.LATE: count * len(request.openings),
    }
    units = [1]
    for wish in sorted(largest, reverse=True):
        units.append(units[-1] << largest[wish].bit_length())
    return Scale(tuple(reversed(units)))
