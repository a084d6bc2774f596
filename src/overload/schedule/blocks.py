"""The horizon in blocks that share no session, and what the rest of a block must cost at least."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

import attrs

from overload.schedule.instance import Date, Instance

Rest = dict[int, list[int]]

JOINT: Final = 2
"""Free sessions of a block whose bounds take account of each other's and the chain's places.

Each one more would double the bounds to keep. Why it is safe to price the others by themselves: what each costs at
least is the least of all its places, whoever else may want that one."""


@attrs.frozen
class Leg:
    """A date to go through, and what must still be paid after it to the end of its block.

    `rest[free][i - low]` is the least cost of the block's sessions of the chain from i on with the free sessions
    `free` (a subset of `joint`); `free_rest[bit]` that of each other free session. `during` is what `rest` is before
    the date is over: the same, unless another session may join one placed on it.

    Why these are bounds: of the laws between sessions only the order is kept, and one a day where a date has room for
    one. Every placement that keeps them all is among those they are the least of, and no session costs less for what
    stands before it.
    """

    day: Date
    low: int
    joint: int
    rest: Rest
    during: Rest
    free_rest: dict[int, int]

    def least(self, number: int, free: int) -> int:
        """Return the least that the sessions left cost."""
        least = self.rest[free & self.joint][number - self.low]
        if self.free_rest:
            least += sum(cost for bit, cost in self.free_rest.items() if free >> bit & 1)
        return least

    def least_during(self, number: int, free: int) -> int:
        """Return the least that the sessions left cost while the date is not over."""
        return self.during[free & self.joint][number - self.low]


@attrs.frozen
class Block:
    """The dates of a week, or of the whole horizon, with the sessions that belong to them and to no other block.

    These are the numbers `low` to `high` of the chain (`high` excluded) and the bits `free`.
    """

    low: int
    high: int
    free: tuple[int, ...]
    legs: tuple[Leg, ...]

    @property
    def monday(self) -> date:
        """The Monday of its last date."""
        return self.legs[-1].day.monday


def blocks_of(instance: Instance) -> tuple[Block, ...]:
    """Return one block per ISO week where each session has its week and the weeks ascend, else one in all.

    Where a session may fall in any week, or a later one of the order belongs to an earlier week, no date has all
    that come before it on one side and all others on the other.
    """
    if not _is_weekly(instance):
        whole = (0, len(instance.chain))
        return (_block(instance, instance.dates, whole, tuple(range(len(instance.free)))),)
    return tuple(_weekly(instance))


def _is_weekly(instance: Instance) -> bool:
    weeks = [session.week for session in instance.chain if session.week is not None]
    all_known = len(weeks) == len(instance.chain) and all(session.week is not None for session in instance.free)
    return bool(instance.dates) and all_known and weeks == sorted(weeks)


def _weekly(instance: Instance) -> Iterator[Block]:
    """Yield the blocks; sessions of a week without a date join the next one that has, or the last.

    Weeks before the first with something to place are of one block with it: there is but one way to it.
    """
    dates = instance.dates
    cuts = [place for place in range(1, len(dates)) if dates[place - 1].monday != dates[place].monday]
    low, joined, begun = 0, 0, 0
    for first, last in pairwise((0, *cuts, len(dates))):
        week = dates[first].monday if last < len(dates) else date.max
        high = low
        while high < len(instance.chain) and (instance.chain[high].week or week) <= week:
            high += 1
        free = [
            bit for bit, session in enumerate(instance.free) if (session.week or week) <= week and not joined >> bit & 1
        ]
        joined |= sum(1 << bit for bit in free)
        if not (high or joined) and last < len(dates):
            continue
        yield _block(instance, dates[begun:last], (low, high), tuple(free))
        low, begun = high, last


def _block(instance: Instance, days: Sequence[Date], span: tuple[int, int], free: tuple[int, ...]) -> Block:
    together, others = free[:JOINT], free[JOINT:]
    rest = {0: _lost(instance.lose[slice(*span)])}
    for bit in together:
        rest |= {left | 1 << bit: [cost + instance.free_lose[bit] for cost in costs] for left, costs in rest.items()}
    free_rest = {bit: instance.free_lose[bit] for bit in others}
    legs = []
    for day in reversed(days):
        before = _day_before(instance, day, rest, span[0])
        during = rest if day.room == 1 else before
        legs.append(Leg(day, span[0], max(rest), rest, during, free_rest))
        rest, free_rest = before, _free_before(instance, day, free_rest)
    return Block(*span, free, tuple(reversed(legs)))


def _lost(lose: Iterable[int]) -> list[int]:
    """Return what losing all from the i-th on costs."""
    sums = [0]
    for cost in reversed(tuple(lose)):
        sums.append(sums[-1] + cost)
    return sums[::-1]


def _day_before(instance: Instance, day: Date, after: Rest, low: int) -> Rest:
    """Return the bounds one date earlier, with no other law than order and, on single days, one session a day."""
    best = {free: list(costs) for free, costs in after.items()}
    source = after if day.room == 1 else best
    for event in reversed(day.events if day.room else ()):
        if event.opening >= 0:
            _place_at(instance, event.opening, best, source, low)
            _lose_first(instance, best, low)
    return best


def _lose_first(instance: Instance, best: Rest, low: int) -> None:
    """Let the first session left be lost where that costs less."""
    for costs in best.values():
        for place in range(len(costs) - 2, -1, -1):
            costs[place] = min(costs[place], instance.lose[low + place] + costs[place + 1])


def _place_at(instance: Instance, opening: int, best: Rest, source: Rest, low: int) -> None:
    """Let one session stand at an opening where that costs less, the sessions after it going on from `source`."""
    for free in sorted(best, reverse=True):
        costs, onward = best[free], source[free]
        for number, price in instance.fits[opening]:
            place = number - low
            costs[place] = min(costs[place], price + onward[place + 1])
        for bit, price in instance.free_fits[opening]:
            if free >> bit & 1:
                without = source[free & ~(1 << bit)]
                costs[:] = [min(cost, price + other) for cost, other in zip(costs, without, strict=True)]


def _free_before(instance: Instance, day: Date, after: dict[int, int]) -> dict[int, int]:
    best = dict(after)
    for event in day.events if day.room else ():
        for bit, price in instance.free_fits[event.opening] if event.opening >= 0 else ():
            if bit in best:
                best[bit] = min(best[bit], price)
    return best
