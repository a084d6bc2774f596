"""What makes way for a session that is moved by hand: the one in its way, what is near, or whatever there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, datetime, timedelta
from typing import Final

import attrs

from overload.model import Opening, Placed, Placement, Request, Wanted
from overload.moments import monday
from overload.schedule.costs import touch_costs
from overload.schedule.forced import Forced
from overload.schedule.instance import Instance, prepare
from overload.schedule.laws import obstacle
from overload.schedule.part import only
from overload.schedule.search import weeks_known
from overload.schedule.standing_sessions import all_standing, by_time, standing

NEAR: Final = timedelta(days=10)
"""Of an order that rolls over weeks the sessions so near to a move make way for it, if that is enough."""
FAR: Final = timedelta(days=1)
"""Nobody stands in the way from further than this or recovery, unless one day in seven is all there may be."""


class MakingWay:
    """A request and its best placement, and what becomes of it where a session is moved into the way of others."""

    def __init__(self, request: Request, placement: Placement) -> None:
        self.request, self.placement = request, placement
        self.openings = {placed.key: placed.opening for placed in placement.placed}
        self.standing = all_standing(request, placement)
        self.lost = _lost(request, placement)
        self.by_hand = {session.key for session in request.wanted if session.fixed is not None}
        self.by_week: dict[date, list[Opening]] = {}
        for opening in request.openings:
            self.by_week.setdefault(monday(opening.start), []).append(opening)
        self.prepared: dict[tuple[frozenset[str], frozenset[str]], tuple[Instance, Mapping[date, int]]] = {}
        self.forced: dict[tuple[str, frozenset[str], tuple[Opening, ...]], Forced] = {}

    def _with(self, wanted: Wanted) -> Request:
        """Return the request with a session as it is given."""
        return attrs.evolve(
            self.request, wanted=tuple(wanted if one.key == wanted.key else one for one in self.request.wanted)
        )

    def moved(self, wanted: Wanted, opening: Opening, openings: Sequence[Opening]) -> Placement:
        """Return the placement that moving a session to an opening leads to, where something is in its way.

        `wanted` has left the order; `openings` are all those of its weeks that will be asked of. Most often what is
        near makes way. Only if that loses more it is asked whether less would be lost with all others free to move.
        """
        if found := self._one_makes_way(wanted, opening):
            return found
        near = self._makes_way(wanted, opening)
        if not near:
            return with_it(self._forced(wanted, opening, openings).best(opening), wanted, opening)
        part = self._forced(wanted, opening, openings, near).best(opening)
        found = with_it(self._whole(near, part), wanted, opening)
        lost = _lost(self.request, found)
        if lost == self.lost:
            return found
        better = self._forced(wanted, opening, openings).losing_less(opening, lost)
        return found if better is None else with_it(better, wanted, opening)

    def _forced(
        self, wanted: Wanted, opening: Opening, openings: Sequence[Opening], near: frozenset[str] = frozenset()
    ) -> Forced:
        """Return the question of a session at openings of its week, with all others free to go or only what is near."""
        # Of an order that rolls on other sessions are near to each opening.
        there = (opening,) if wanted.week is None and near else tuple(openings)
        asked = (wanted.key, near, there)
        if asked not in self.forced:
            by_hand = {wanted.key} & self.by_hand
            instance, known = self._prepared(near, frozenset(by_hand), [one.start for one in there])
            touched = {wanted.week, *map(monday, (self.openings[wanted.key].start, *(one.start for one in there)))}
            untouched = {week: least for week, least in known.items() if week not in touched}
            self.forced[asked] = Forced(instance, wanted.key, there, untouched)
        return self.forced[asked]

    def _prepared(
        self, near: frozenset[str], freed: frozenset[str], starts: Sequence[datetime]
    ) -> tuple[Instance, Mapping[date, int]]:
        """Return what the search works with, all being free to go or only what is near, and what weeks cost at least.

        Why the latter is safe for weeks that a move does not touch: to them the one moved can only close openings and
        tire, so that each costs no less than without the move. What stands by hand is moved only as it is `freed`.
        """
        asked = (near, freed)
        if asked not in self.prepared:
            wanted = tuple(attrs.evolve(one, fixed=None) if one.key in freed else one for one in self.request.wanted)
            request = attrs.evolve(self.request, wanted=wanted)
            instance = prepare(only(request, self.placement, near, starts) if near else request)
            self.prepared[asked] = instance, weeks_known(instance)
        return self.prepared[asked]

    def _makes_way(self, wanted: Wanted, opening: Opening) -> frozenset[str]:
        """Return the sessions that make way first: those of the week, and of the weeks in the way; none: all must.

        What stands by hand keeps no law to what else does, so all that could be in its way must be free to go.
        """
        request = self._with(wanted)
        near = {wanted.key, *(session.key for session in self._near(wanted, opening))}
        far = [one for one in self.standing if one.wanted is None or one.wanted.key not in near]
        weeks = {one.wanted.week for one in far if one.wanted and obstacle(request, wanted, opening, [one])} - {None}
        near |= {one.key for one in self.request.wanted if one.week in weeks and one.fixed is None}
        far = [one for one in far if one.wanted is None or one.wanted.key not in near]
        return frozenset() if obstacle(request, wanted, opening, far) else frozenset(near)

    def _whole(self, near: Set[str], part: Placement) -> Placement:
        """Return what was found for a part with all that stands around it."""
        mine = (one for one in part.placed if one.key in near)
        return Placement((*mine, *(one for one in self.placement.placed if one.key not in near)))

    def _one_makes_way(self, wanted: Wanted, opening: Opening) -> Placement | None:
        """Return the placement in which the only session in the way goes where it moves least, None where none does.

        That one must go, so nothing else would move fewer.
        """
        request, mine = self._with(wanted), standing(wanted, opening.start)
        others = [one for one in self.standing if one.wanted is None or one.wanted.key != wanted.key]
        far = max(request.recovery, FAR if request.days_in_seven > 1 else 7 * FAR)
        close = (one for one in others if one.is_movable and abs(one.start - opening.start) < far)
        ways = [one for one in close if obstacle(request, wanted, opening, [one])]
        stay = [one for one in others if one not in ways]
        if len(ways) != 1 or ways[0].wanted is None or obstacle(request, wanted, opening, stay):
            return None
        other, around = ways[0].wanted, by_time([*stay, mine])
        there = request.openings if other.week is None else self.by_week.get(other.week, ())
        legal = (one for one in there if not obstacle(request, other, one, around))
        goes = min(legal, key=lambda one: (touch_costs(request, other, one.start), not one.preferred), default=None)
        return None if goes is None else with_it(with_it(self.placement, wanted, opening), other, goes)

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


def with_it(placement: Placement, wanted: Wanted, opening: Opening) -> Placement:
    """Return a placement with a session at an opening."""
    others = tuple(placed for placed in placement.placed if placed.key != wanted.key)
    return Placement((*others, Placed(wanted.key, opening, "")))


def _lost(request: Request, placement: Placement) -> int:
    """Return the weight of what a placement loses."""
    placed = {one.key for one in placement.placed}
    return sum(session.weight for session in request.wanted if session.key not in placed)
