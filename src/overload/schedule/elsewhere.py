"""Why not on another day: a session is held to that day, the rest is placed anew, and the two costs are compared.

The comparison is the optimiser's own: the first number of the cost list that is larger names the wish that suffers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import attrs

from overload.model import Opening, Placement, Request, Wanted
from overload.schedule.costs import cost
from overload.schedule.laws import obstacle
from overload.schedule.solve import solve
from overload.schedule.standing import all_standing


@attrs.frozen
class Elsewhere:
    """What would come of a session on another date.

    `law` is what forbids it while the others stand (it reads after "is"), '' where it could be had; then `wish` is
    the place in WISHES of the first number that would grow, `more` by how much, and `lost` the keys of what would
    fall away. `wish` None says that the date is as good.
    """

    day: date
    law: str = ""
    wish: int | None = None
    more: int = 0
    lost: tuple[str, ...] = ()
    at: datetime | None = None


def elsewhere(request: Request, placement: Placement, key: str, days: Iterable[date]) -> Iterator[Elsewhere]:
    """Yield for each date what keeps a session from it, or what the best placement with it there would cost more."""
    wanted = next(one for one in request.wanted if one.key == key)
    usual = cost(request, placement)
    others = [one for one in all_standing(request, placement) if one.wanted is not wanted]
    for day in days:
        there = [one for one in request.openings if one.start.date() == day]
        laws = [obstacle(request, wanted, one, others) for one in there]
        if not there:
            yield Elsewhere(day, "no training day")
        elif all(map(_is_closed, laws)):
            yield Elsewhere(day, laws[0])
        else:
            yield _held_to(request, wanted, day, usual, _first(there, laws))


def _is_closed(law: str) -> bool:
    """Tell whether a law holds wherever the other sessions go."""
    return law in {"in the past", "in another week"} or law.startswith(("shorter", "busy"))


def _first(openings: Sequence[Opening], laws: Sequence[str]) -> str:
    """Return the first law that is not about the opening alone."""
    return next((law for _, law in zip(openings, laws, strict=True) if law and not _is_closed(law)), "")


def _held_to(request: Request, wanted: Wanted, day: date, usual: tuple[int, ...], law: str) -> Elsewhere:
    held = attrs.evolve(wanted, on=day, fixed=None)
    forced = attrs.evolve(request, wanted=tuple(held if one is wanted else one for one in request.wanted))
    found = solve(forced)
    at = next((one.opening.start for one in found.placed if one.key == wanted.key), None)
    if at is None:
        return Elsewhere(day, law or "worth less than what would fall away")
    costs = cost(request, found)
    grown = next((place for place, (now, then) in enumerate(zip(usual, costs, strict=True)) if now != then), None)
    lost = tuple(one.key for one in found.lost)
    if grown is None or costs < usual:
        return Elsewhere(day, at=at, lost=lost)
    return Elsewhere(day, "", grown, costs[grown] - usual[grown], lost, at)
