"""The horizon in blocks that share no session, and what the rest of a block must cost at least."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

import attrs

from overload.schedule.problem import Date, Problem


@attrs.frozen
class Leg:
    """A date to go through, and what must still be paid after it to the end of its block.

    `rest[i - low]` is the least cost of the block's sessions of the chain from i on, `free_rest[bit]` that of a free
    session; both as if no session minded another, so never more than the truth.
    """

    day: Date
    low: int
    rest: tuple[int, ...]
    free_rest: dict[int, int]


@attrs.frozen
class Block:
    """The dates of a week, or of the whole horizon, with the sessions that belong to them and to no other block.

    These are the numbers `low` to `high` of the chain (`high` excluded) and the bits `free`.
    """

    low: int
    high: int
    free: tuple[int, ...]
    legs: tuple[Leg, ...]


def blocks_of(problem: Problem) -> tuple[Block, ...]:
    """Return one block per ISO week where each session has its week and the weeks ascend, else one in all."""
    if not _is_weekly(problem):
        whole = (0, len(problem.chain))
        return (_block(problem, problem.dates, whole, tuple(range(len(problem.free)))),)
    return tuple(_weekly(problem))


def _is_weekly(problem: Problem) -> bool:
    weeks = [one.week for one in problem.chain if one.week is not None]
    all_known = len(weeks) == len(problem.chain) and all(one.week is not None for one in problem.free)
    return bool(problem.dates) and all_known and weeks == sorted(weeks)


def _weekly(problem: Problem) -> Iterator[Block]:
    """Yield the blocks; sessions of a week without a date join the next one that has, or the last."""
    dates = problem.dates
    cuts = [place for place in range(1, len(dates)) if dates[place - 1].monday != dates[place].monday]
    low, joined = 0, 0
    for first, last in pairwise((0, *cuts, len(dates))):
        week = dates[first].monday if last < len(dates) else date.max
        high = low
        while high < len(problem.chain) and (problem.chain[high].week or week) <= week:
            high += 1
        free = [bit for bit, one in enumerate(problem.free) if (one.week or week) <= week and not joined >> bit & 1]
        joined |= sum(1 << bit for bit in free)
        yield _block(problem, dates[first:last], (low, high), tuple(free))
        low = high


def _block(problem: Problem, days: Sequence[Date], span: tuple[int, int], free: tuple[int, ...]) -> Block:
    rest = _lost(problem.lose[slice(*span)])
    free_rest = {bit: problem.free_lose[bit] for bit in free}
    legs = []
    for day in reversed(days):
        legs.append(Leg(day, span[0], tuple(rest), free_rest))
        rest, free_rest = _day_before(problem, day, rest, span[0]), _free_before(problem, day, free_rest)
    return Block(*span, free, tuple(reversed(legs)))


def _lost(lose: Iterable[int]) -> list[int]:
    """Return what losing all from the i-th on costs."""
    sums = [0]
    for one in reversed(tuple(lose)):
        sums.append(sums[-1] + one)
    return sums[::-1]


def _day_before(problem: Problem, day: Date, after: Sequence[int], low: int) -> list[int]:
    """Return the bounds one date earlier, with no other law than order and, on single days, one session a day."""
    best = list(after)
    source = after if day.room == 1 else best
    for event in reversed(day.events if day.room else ()):
        for number, price in problem.fits[event.opening] if event.opening >= 0 else ():
            best[number - low] = min(best[number - low], price + source[number - low + 1])
    for place in range(len(best) - 2, -1, -1):
        best[place] = min(best[place], problem.lose[low + place] + best[place + 1])
    return best


def _free_before(problem: Problem, day: Date, after: dict[int, int]) -> dict[int, int]:
    best = dict(after)
    for event in day.events if day.room else ():
        for bit, price in problem.free_fits[event.opening] if event.opening >= 0 else ():
            best[bit] = min(best[bit], price)
    return best
