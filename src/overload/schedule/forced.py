"""One session at one opening after another, all others where they then stand best: many questions of one instance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from overload.model import Opening, Placement
from overload.schedule.contexts import Contexts
from overload.schedule.costs import Wish
from overload.schedule.crossing import NO_LIMIT
from overload.schedule.instance import DAY, Instance
from overload.schedule.search import Search
from overload.schedule.solve import unexplained

Row = tuple[tuple[int, int], ...]
"""The sessions that may stand at an opening, with what each costs there."""


class Forced:
    """A session of an instance at each of some openings in turn, out of the order as one moved by hand is.

    For the search it is a free one that may stand at that opening alone, and must; what it costs there by itself is
    the same wherever the others go. Its place in the chain stays empty at no cost. What comes up at one opening
    (`Contexts`) is kept for the others. `known` is as in `Search`.
    """

    def __init__(self, instance: Instance, key: str, openings: Iterable[Opening], known: Mapping[date, int]) -> None:
        self.instance, self.bit = _out_of_order(instance, key)
        self.known = known
        anywhere = list(self.instance.free_fits)
        for opening in openings:
            place = instance.openings.index(opening)
            anywhere[place] = (*anywhere[place], (self.bit, 0))
        superset = attrs.evolve(self.instance, free_fits=tuple(anywhere))
        self.contexts, self.bound = Contexts(superset), Contexts(superset, is_bound=True)

    def best(self, opening: Opening) -> Placement:
        """Return the best placement with the session at an opening, without reasons."""
        return self._below(opening, NO_LIMIT) or Placement(())

    def losing_less(self, opening: Opening, weight: int) -> Placement | None:
        """Return the same where it loses less than a weight, else None: to know that it does not takes less."""
        return self._below(opening, weight * self.instance.scale.units[Wish.LOST])

    def _below(self, opening: Opening, limit: float) -> Placement | None:
        instance = self._with_it(self.instance.openings.index(opening))
        found = Search(instance, self.contexts, self.bound, self.known).below(limit)
        return None if found is None else unexplained(instance, found)

    def _with_it(self, there: int) -> Instance:
        """Return the instance in which the session may stand at one opening alone, and what it closes is closed."""
        instance, bit = self.instance, self.bit
        fits, free_fits = list(instance.fits), list(instance.free_fits)
        for place in self._around(there):
            closed = [self._closes(there, place, kind) for kind in range(len(instance.minutes))]
            fits[place] = tuple(fit for fit in fits[place] if not closed[instance.chain_kinds[fit[0]]])
            free_fits[place] = tuple(fit for fit in free_fits[place] if not closed[instance.free_kinds[fit[0]]])
        free_fits[there] = (*free_fits[there], (bit, 0))
        return attrs.evolve(instance, fits=tuple(fits), free_fits=tuple(free_fits))

    def _around(self, there: int) -> range:
        """Return the openings so near that a session there can be in the way of one at them."""
        starts, far = self.instance.starts, max(self.instance.recovery, DAY)
        return range(bisect_right(starts, starts[there] - far), bisect_left(starts, starts[there] + far))

    def _closes(self, there: int, place: int, kind: int) -> bool:
        """Tell whether the session at its opening keeps one of a kind from another opening."""
        instance, mine = self.instance, self.instance.free_kinds[self.bit]
        start, other = instance.starts[there], instance.starts[place]
        needs_rest = instance.shares_focus[kind][mine] and abs(start - other) < instance.recovery
        overlaps = start < other + instance.minutes[kind] * 60 and other < start + instance.minutes[mine] * 60
        return needs_rest or overlaps or (instance.request.per_day == 1 and start // DAY == other // DAY)


def _out_of_order(instance: Instance, key: str) -> tuple[Instance, int]:
    """Return an instance in which a session is free, stands nowhere and must not be lost, and its bit."""
    fits, free_fits, lose, free_lose = instance.fits, instance.free_fits, list(instance.lose), list(instance.free_lose)
    number = next((number for number, session in enumerate(instance.chain) if session.key == key), None)
    all_lost = sum(lose) + sum(free_lose)
    if number is None:
        bit = next(bit for bit, session in enumerate(instance.free) if session.key == key)
        free_lose[bit] = all_lost + 1
        without = tuple(_without(row, bit) for row in free_fits)
        return attrs.evolve(instance, free_fits=without, free_lose=tuple(free_lose)), bit
    lose[number] = 0
    out = attrs.evolve(
        instance,
        fits=tuple(_without(row, number) for row in fits),
        lose=tuple(lose),
        free=(*instance.free, instance.chain[number]),
        free_kinds=(*instance.free_kinds, instance.chain_kinds[number]),
        free_lose=(*free_lose, all_lost + 1),
    )
    return out, len(instance.free)


def _without(row: Row, session: int) -> Row:
    return tuple(fit for fit in row if fit[0] != session)
