"""What comes of a session on another day: just what moving it there by hand would bring about.

Moved by hand it stands there and has left the order; around it the others go where they stand best.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import attrs

from overload.model import Opening, Placement, Request, Wanted
from overload.schedule.costs import cost
from overload.schedule.laws import obstacle
from overload.schedule.making_way import MakingWay, with_it
from overload.schedule.standing_sessions import all_standing


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
        self.making_way = MakingWay(request, placement)

    def elsewhere(self, key: str, days: Iterable[date]) -> Iterator[Elsewhere]:
        """Yield for each date what keeps a session from it, or what would come of it there."""
        others = [one for one in self.standing if one.wanted is None or one.wanted.key != key]
        anchors = [session for session in others if not session.is_movable]
        wanted = attrs.evolve(self.wanted[key], fixed=None, free=True)
        request = attrs.evolve(
            self.request, wanted=tuple(wanted if one.key == key else one for one in self.request.wanted)
        )
        usual = cost(request, self.placement)
        days = list(days)
        laws, asked = dict[date, str](), dict[date, tuple[Opening, str]]()
        for day in days:
            there = [opening for opening in self.request.openings if opening.start.date() == day]
            met = [obstacle(request, wanted, opening, anchors) for opening in there]
            if all(met):
                laws[day] = met[0] if met else "no training day"
                continue
            possible = [opening for opening, law in zip(there, met, strict=True) if not law]
            meets = [obstacle(request, wanted, opening, others) for opening in possible]
            at = next((place for place, law in enumerate(meets) if not law), 0)
            asked[day] = possible[at], meets[at]
        openings = [opening for opening, meets in asked.values() if meets]
        for day in days:
            if day in laws:
                yield Elsewhere(day, laws[day])
                continue
            opening, law = asked[day]
            moved = with_it(self.placement, wanted, opening)
            found = self.making_way.moved(wanted, opening, openings) if law else moved
            yield self._told(usual, cost(request, found), found, opening, law, wanted)

    def _told(
        self,
        usual: Sequence[int],
        costs: Sequence[int],
        found: Placement,
        opening: Opening,
        meets: str,
        wanted: Wanted,
    ) -> Elsewhere:
        """Compare what would come of a session at an opening with what is, which costs as `usual`."""
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
        if grown is None or tuple(costs) < tuple(usual):
            return told
        return attrs.evolve(told, wish=grown, more=costs[grown] - usual[grown])
