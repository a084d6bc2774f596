"""Why not on another day: the best placement with a session there, compared with the best of all.

The comparison is the optimiser's own: the first number of the cost list that is larger names the wish that suffers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Final

import attrs

from overload.model import Placement, Request, Wanted
from overload.schedule.blocks import blocks_of
from overload.schedule.contexts import Contexts
from overload.schedule.costs import cost
from overload.schedule.laws import obstacle
from overload.schedule.problem import first_wishes, prepare
from overload.schedule.search import weeks_alone
from overload.schedule.standing import all_standing
from overload.schedule.tables import Tables, Through

FIRST: Final = 5
"""The wishes that only ask where a session stands; those after them also ask what stood before it."""


@attrs.frozen
class Elsewhere:
    """What would come of a session on another date.

    `law` is what forbids it wherever the other sessions go (it reads after "is"), '' where it could be had; then
    `wish` is the place in WISHES of the first number that would grow, `more` by how much, `lost` the keys of what
    would fall away, and `at` when the session would start. `wish` None says that the date is as good. `meets` is the
    law it would meet there if all others stayed.
    """

    day: date
    law: str = ""
    wish: int | None = None
    more: int = 0
    lost: tuple[str, ...] = ()
    at: datetime | None = None
    meets: str = ""


class Alternatives:
    """A request and its best placement, and on demand what that would be with a session on another date."""

    def __init__(self, request: Request, placement: Placement) -> None:
        self.request, self.placement = request, placement
        self.wanted = {one.key: one for one in request.wanted}
        self.lost = {one.key for one in placement.lost}
        self.standing = all_standing(request, placement)
        self.usual = cost(request, placement)
        self.let_go: dict[str, _Held] = {}

    def elsewhere(self, key: str, days: Iterable[date]) -> Iterator[Elsewhere]:
        """Yield for each date what keeps a session from it, or what the best placement with it there costs more."""
        wanted = self.wanted[key]
        others = [one for one in self.standing if one.wanted is not wanted]
        anchors = [one for one in others if not one.is_movable]
        for day in days:
            there = [one for one in self.request.openings if one.start.date() == day]
            laws = [obstacle(self.request, wanted, one, anchors) for one in there]
            if all(laws):
                yield Elsewhere(day, laws[0] if laws else "no training day")
            else:
                told = self._told(self._held(wanted), key, day)
                there = [one for one in there if one.start == told.at]
                yield attrs.evolve(told, meets=obstacle(self.request, wanted, there[0], others))

    def _told(self, held: _Held, key: str, day: date) -> Elsewhere:
        """Compare the best with a session on a date with the best of all."""
        found = held.best(key, day)
        at, costs = held.problem.openings[found.opening].start, held.costs(found)
        grown = next(
            (place for place, (now, then) in enumerate(zip(self.usual, costs, strict=True)) if now != then), None
        )
        if grown is None or costs < self.usual:
            return Elsewhere(day, at=at)
        lost = tuple(one for one in held.left_out(found) if one not in self.lost)
        return Elsewhere(day, "", grown, costs[grown] - self.usual[grown], lost, at)

    def _held(self, wanted: Wanted) -> _Held:
        """Return what holds a session to a date; one that is fixed by hand must first be let go."""
        if wanted.fixed is None:
            return self._as_it_is
        found = self.let_go.get(wanted.key)
        if found is None:
            movable = attrs.evolve(wanted, fixed=None)
            others = tuple(movable if one is wanted else one for one in self.request.wanted)
            found = self.let_go[wanted.key] = _Held(attrs.evolve(self.request, wanted=others), self.usual)
        return found

    @cached_property
    def _as_it_is(self) -> _Held:
        return _Held(self.request, self.usual)


class _Held:
    """Holds sessions of a request to dates; `usual` is the cost list to compare with.

    Two tables do: all wishes for what leaves the first ones as they are, and the first wishes alone for all else. What
    comes of the later wishes does not matter there, and so the table of every placement there is stays small.
    """

    def __init__(self, request: Request, usual: Sequence[int]) -> None:
        self.problem, self.usual = prepare(request), usual
        self.numbers = {one.key: number for number, one in enumerate(self.problem.chain)}
        self.numbers |= {one.key: -1 - bit for bit, one in enumerate(self.problem.free)}

    def best(self, key: str, day: date) -> Through:
        """Return the best placement with a session on a date that no law closes to it."""
        asked = (self.numbers[key], day.toordinal())
        found = self._near.through(*asked) or self._far.through(*asked)
        if found is None:
            raise RuntimeError(f"{key} has no placement on {day}, although no law keeps it from there")
        return found

    def costs(self, found: Through) -> tuple[int, ...]:
        """Return the cost list of a placement, to its first number that is not the usual one."""
        return self.problem.scale.unpack(self.problem.base + found.cost)

    def left_out(self, found: Through) -> Iterator[str]:
        """Yield the keys of what a placement loses."""
        return (key for key, number in self.numbers.items() if number not in found.sessions)

    @cached_property
    def _near(self) -> Tables:
        """Every placement that is as good as the usual one in the first wishes."""
        problem, unit = self.problem, self.problem.scale.units[FIRST - 1]
        usual = problem.scale.pack(self.usual) - problem.base
        blocks = blocks_of(problem)
        beyond = weeks_alone(problem, Contexts(problem, is_bound=True), blocks)
        return Tables(problem, usual - usual % unit + unit, beyond)

    @cached_property
    def _far(self) -> Tables:
        """Every placement there is, by the first wishes."""
        return Tables(first_wishes(self.problem, FIRST))
