"""Why not on another day: the best placement with a session there, compared with the best of all.

The comparison is the optimiser's own: the first number of the cost list that is larger names the wish that suffers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Final

import attrs

from overload.model import Placement, Request, Wanted
from overload.schedule.blocks import blocks_of
from overload.schedule.contexts import Contexts
from overload.schedule.costs import Wish, cost
from overload.schedule.instance import Instance, first_wishes, prepare
from overload.schedule.laws import obstacle
from overload.schedule.search import weeks_alone
from overload.schedule.standing_sessions import all_standing
from overload.schedule.tables import Tables, Through

FIRST: Final = Wish.TIRED
"""How many wishes only ask where a session stands: this one and those after it also ask what stood before it."""


@attrs.frozen
class Elsewhere:
    """What would come of a session on another date.

    `law` is what forbids it wherever the other sessions go (it reads after "is"), '' where it could be had; then
    `wish` is the place in WISHES of the first number that would grow, and `more` by how much. `wish` None says that
    the date is as good. Where more would be lost, `lost` are the keys of that and `meets` is the law the session would
    meet there if all others stayed.
    """

    day: date
    law: str = ""
    wish: int | None = None
    more: int = 0
    lost: tuple[str, ...] = ()
    meets: str = ""


class Alternatives:
    """A request and its best placement, and on demand what that would be with a session on another date."""

    def __init__(self, request: Request, placement: Placement) -> None:
        self.request, self.placement = request, placement
        self.wanted = {session.key: session for session in request.wanted}
        self.lost = {missed.key for missed in placement.lost}
        self.standing = all_standing(request, placement)
        self.usual = cost(request, placement)
        self.let_go: dict[str, _Held] = {}

    def elsewhere(self, key: str, days: Iterable[date]) -> Iterator[Elsewhere]:
        """Yield for each date what keeps a session from it, or what the best placement with it there costs more."""
        wanted = self.wanted[key]
        others = [session for session in self.standing if session.wanted is not wanted]
        anchors = [session for session in others if not session.is_movable]
        for day in days:
            there = [opening for opening in self.request.openings if opening.start.date() == day]
            laws = [obstacle(self.request, wanted, opening, anchors) for opening in there]
            if all(laws):
                yield Elsewhere(day, laws[0] if laws else "no training day")
                continue
            told = self._told(self._held(wanted), key, day)
            if told.wish == Wish.LOST:
                open_ones = (opening for opening, law in zip(there, laws, strict=True) if not law)
                best = min(open_ones, key=lambda opening: not opening.preferred)
                told = attrs.evolve(told, meets=obstacle(self.request, wanted, best, others))
            yield told

    def _told(self, held: _Held, key: str, day: date) -> Elsewhere:
        """Compare the best with a session on a date with the best of all."""
        found = held.best(key, day)
        costs = held.costs(found)
        grown = next(
            (place for place, (now, then) in enumerate(zip(self.usual, costs, strict=True)) if now != then), None
        )
        if grown is None or costs < self.usual:
            return Elsewhere(day)
        lost = tuple(left for left in held.left_out(found) if left not in self.lost) if grown == Wish.LOST else ()
        return Elsewhere(day, "", grown, costs[grown] - self.usual[grown], lost)

    def _held(self, wanted: Wanted) -> _Held:
        """Return what holds a session to a date; one that is fixed by hand must first be let go."""
        if wanted.fixed is None:
            return self._as_it_is
        found = self.let_go.get(wanted.key)
        if found is None:
            movable = attrs.evolve(wanted, fixed=None)
            others = tuple(movable if session is wanted else session for session in self.request.wanted)
            found = self.let_go[wanted.key] = _Held(attrs.evolve(self.request, wanted=others), self.usual)
        return found

    @cached_property
    def _as_it_is(self) -> _Held:
        return _Held(self.request, self.usual)


class _Held:
    """Holds sessions of a request to dates; `usual` is the cost list to compare with.

    Three tables do, each of which may leave out what the wishes after those it looks at would cost: all wishes for
    what leaves the first ones as they are, the first ones for what loses nothing more, and the very first for the rest.
    So the tables of many placements stay small.
    """

    def __init__(self, request: Request, usual: Sequence[int]) -> None:
        self.instance, self.usual = prepare(request), usual
        self.numbers = {session.key: number for number, session in enumerate(self.instance.chain)}
        self.numbers |= {session.key: -1 - bit for bit, session in enumerate(self.instance.free)}

    def best(self, key: str, day: date) -> Through:
        """Return the best placement with a session on a date that no law closes to it."""
        asked = (self.numbers[key], day.toordinal())
        found = self._near.through(*asked) or self._kept.through(*asked) or self._far.through(*asked)
        if found is None:
            raise RuntimeError(f"{key} has no placement on {day}, although no law rules it out")
        return found

    def costs(self, found: Through) -> tuple[int, ...]:
        """Return the cost list of a placement, to its first number that is not the usual one."""
        return self.instance.scale.unpack(self.instance.base + found.cost)

    def left_out(self, found: Through) -> Iterator[str]:
        """Yield the keys of what a placement loses."""
        return (key for key, number in self.numbers.items() if number not in found.sessions)

    @cached_property
    def _near(self) -> Tables:
        """Every placement that is as good as the usual one in the first wishes."""
        return self._as_good_in(FIRST, self.instance)

    @cached_property
    def _kept(self) -> Tables:
        """Every placement that loses no more than the usual one, by the first wishes."""
        return self._as_good_in(1, first_wishes(self.instance, FIRST))

    @cached_property
    def _far(self) -> Tables:
        """Every placement there is, by what it loses."""
        return Tables(first_wishes(self.instance, 1))

    def _as_good_in(self, count: int, instance: Instance) -> Tables:
        """Return the tables of the placements that cost no more than the usual one in the first `count` wishes.

        Why none is missed: the limit is the least that costs more in these wishes, and the bounds of the blocks after,
        cut to the wishes the instance has, are still no more than what those cost.
        """
        unit, least = self.instance.scale.units[count - 1], min(filter(None, instance.scale.units))
        usual = self.instance.scale.pack(self.usual) - self.instance.base
        return Tables(
            instance, usual - usual % unit + unit, [least_after - least_after % least for least_after in self._beyond]
        )

    @cached_property
    def _beyond(self) -> list[int]:
        """What the blocks after each cost at least."""
        return weeks_alone(self.instance, Contexts(self.instance, is_bound=True), blocks_of(self.instance))
