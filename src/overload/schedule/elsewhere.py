"""What comes of a session on another day: just what moving it there by hand would bring about.

Moved by hand it stands there and has left the order; around it the others go where they stand best.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date, datetime, timedelta
from typing import Final

import attrs

from overload.model import Opening, Placed, Placement, Request, Wanted
from overload.schedule.costs import cost, touch_costs
from overload.schedule.laws import obstacle
from overload.schedule.part import only
from overload.schedule.solve import solve
from overload.schedule.standing_sessions import all_standing, by_time, standing

NEAR: Final = timedelta(days=10)
"""Of an order that rolls over weeks the sessions so near to a move make way for it, if that is enough."""


@attrs.frozen
class Elsewhere:
    """What would come of a session on another date.

    `law` is what forbids it wherever the other sessions go (it reads after "is"), '' where it could be had; then it
    would begin at `start`, the others in `moves` (by key) where they do not now, and those in `lost` not at all;
    `meets` is the law it would meet there if all others stayed. `wish` is the place in WISHES of the first number that
    would grow, and `more` by how much; None says that nothing would be worse.
    """

    day: date
    law: str = ""
    start: datetime | None = None
    wish: int | None = None
    more: int = 0
    moves: tuple[tuple[str, datetime], ...] = ()
    lost: tuple[str, ...] = ()
    meets: str = ""


class Alternatives:
    """A request and its best placement, and on demand what that would be with a session on another date."""

    def __init__(self, request: Request, placement: Placement) -> None:
        self.request, self.placement = request, placement
        self.wanted = {session.key: session for session in request.wanted}
        self.openings = {placed.key: placed.opening for placed in placement.placed}
        self.standing = all_standing(request, placement)
        self.without: dict[frozenset[str], int] = {}

    def elsewhere(self, key: str, days: Iterable[date]) -> Iterator[Elsewhere]:
        """Yield for each date what keeps a session from it, or what would come of it there."""
        others = [one for one in self.standing if one.wanted is None or one.wanted.key != key]
        anchors = [session for session in others if not session.is_movable]
        request = self._with(attrs.evolve(self.wanted[key], fixed=None, free=True))
        wanted = next(session for session in request.wanted if session.key == key)
        usual = cost(request, self.placement)
        for day in days:
            there = [opening for opening in self.request.openings if opening.start.date() == day]
            laws = [obstacle(request, wanted, opening, anchors) for opening in there]
            if all(laws):
                yield Elsewhere(day, laws[0] if laws else "no training day")
                continue
            possible = [opening for opening, law in zip(there, laws, strict=True) if not law]
            meets = [obstacle(request, wanted, opening, others) for opening in possible]
            at = next((place for place, law in enumerate(meets) if not law), 0)
            yield self._told(request, usual, wanted, possible[at], meets[at])

    def _with(self, wanted: Wanted) -> Request:
        """Return the request with a session as it is given."""
        return attrs.evolve(
            self.request, wanted=tuple(wanted if one.key == wanted.key else one for one in self.request.wanted)
        )

    def _told(self, request: Request, usual: Sequence[int], wanted: Wanted, opening: Opening, meets: str) -> Elsewhere:
        """Compare what would come of a session at an opening with what is, which costs as `usual`."""
        found = self._moved(wanted, opening, meets)
        costs = cost(request, found)
        grown = next((place for place, (now, then) in enumerate(zip(usual, costs, strict=True)) if now != then), None)
        stands = {placed.key: placed.opening for placed in found.placed}
        told = Elsewhere(
            opening.start.date(),
            start=opening.start,
            moves=tuple(
                (key, stands[key].start)
                for key, was in self.openings.items()
                if key in stands and key != wanted.key and stands[key].start != was.start
            ),
            lost=tuple(key for key in self.openings if key not in stands),
            meets=meets,
        )
        if grown is None or costs < tuple(usual):
            return told
        return attrs.evolve(told, wish=grown, more=costs[grown] - usual[grown])

    def _moved(self, wanted: Wanted, opening: Opening, meets: str) -> Placement:
        """Return the placement that moving a session to an opening leads to.

        Where no law is in the way everything else stays, and where there is one most often what is near makes way.
        Only if that loses more it is asked whether less would be lost with all others free to move.
        """
        if not meets:
            return _with_it(self.placement, wanted, opening)
        request = self._with(attrs.evolve(wanted, fixed=opening.start))
        if found := self._one_makes_way(wanted, opening):
            return found
        near = {wanted.key, *(session.key for session in self._near(wanted, opening))}
        # What stands by hand keeps no law to what else does, so all that could be in its way must be free to go.
        far = [one for one in self.standing if one.wanted is None or one.wanted.key not in near]
        if not obstacle(self._with(wanted), wanted, opening, far):
            part = only(request, self.placement, near)
            found = _with_it(self._whole(part, solve(part)), wanted, opening)
            if self._loses_least(request, found, near):
                return found
        return _with_it(solve(request), wanted, opening)

    def _whole(self, part: Request, found: Placement) -> Placement:
        """Return what was found for a part with all that stands too far from it to be in it."""
        asked = {session.key for session in part.wanted}
        return Placement((*found.placed, *(one for one in self.placement.placed if one.key not in asked)))

    def _one_makes_way(self, wanted: Wanted, opening: Opening) -> Placement | None:
        """Return the placement in which the only session in the way goes where it moves least, None where none does.

        That one must go, so nothing else would move fewer.
        """
        request, mine = self._with(wanted), standing(wanted, opening.start)
        others = [one for one in self.standing if one.wanted is None or one.wanted.key != wanted.key]
        ways = [one for one in others if one.is_movable and obstacle(request, wanted, opening, [one])]
        stay = [one for one in others if one not in ways]
        if len(ways) != 1 or ways[0].wanted is None or obstacle(request, wanted, opening, stay):
            return None
        other, around = ways[0].wanted, by_time([*stay, mine])
        legal = (one for one in request.openings if not obstacle(request, other, one, around))
        best = min(legal, key=lambda one: (touch_costs(request, other, one.start), not one.preferred), default=None)
        return None if best is None else _with_it(_with_it(self.placement, wanted, opening), other, best)

    def _loses_least(self, request: Request, found: Placement, near: Set[str]) -> bool:
        """Tell whether no placement of a request can lose less than one in which only what is near made way.

        Where a week loses no more than it must with nothing around it, and all else no more than it must without that
        week, nothing loses less: what stands in one can only take room from the other.
        """
        more = _lost(request, found)
        if more <= _lost(request, self.placement):
            return True
        mine = [session for session in request.wanted if session.key in near]
        if any(session.week is None for session in mine):
            return False
        by_hand = [session for session in request.wanted if session.fixed is not None and session.key not in near]
        alone = attrs.evolve(request, wanted=tuple(mine + by_hand))
        return self._lost_without(near) + _lost(alone, solve(only(alone, Placement(()), near))) == more

    def _lost_without(self, keys: Set[str]) -> int:
        """Return the least that the sessions lose that are not of these keys, as if those were not there."""
        asked = frozenset(keys)
        if asked not in self.without:
            rest = tuple(session for session in self.request.wanted if session.key not in keys)
            is_whole = all(session.key in self.openings for session in rest)
            without = attrs.evolve(self.request, wanted=rest)
            self.without[asked] = 0 if is_whole else _lost(without, solve(without))
        return self.without[asked]

    def _near(self, wanted: Wanted, opening: Opening) -> Iterator[Wanted]:
        """Yield the sessions that make way first: those of the week, or of an order that rolls on those around."""
        stood = self.openings[wanted.key].start
        first, last = min(stood, opening.start) - NEAR, max(stood, opening.start) + NEAR
        for session in self.request.wanted:
            if wanted.week is not None:
                is_near = session.week == wanted.week
            else:
                is_near = session.key in self.openings and first <= self.openings[session.key].start <= last
            if is_near and session.fixed is None:
                yield session


def _with_it(placement: Placement, wanted: Wanted, opening: Opening) -> Placement:
    """Return a placement with a session at an opening."""
    others = tuple(placed for placed in placement.placed if placed.key != wanted.key)
    return Placement((*others, Placed(wanted.key, opening, "")))


def _lost(request: Request, placement: Placement) -> int:
    """Return the weight of what a placement loses."""
    placed = {one.key for one in placement.placed}
    return sum(session.weight for session in request.wanted if session.key not in placed)
