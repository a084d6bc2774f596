"""Every placement of a request, tried: the laws and wishes written out once more, from their definitions."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from itertools import pairwise

from overload.model import Opening, Request, Trained, Wanted

HOUR = timedelta(hours=1)

Starts = dict[str, datetime]


def suits(request: Request, wanted: Wanted, opening: Opening) -> bool:
    """Check the laws of a session by itself: its date and week, now, the room there, and rest from other training."""
    monday = opening.start.date() - timedelta(days=opening.start.weekday())
    held = wanted.on in (None, opening.start.date()) and wanted.week in (None, monday)
    near = [other for other in request.elsewhere if abs(opening.start - other.start) < request.recovery]
    if any(wanted.focus & other.focus for other in near):
        return False
    return held and opening.start >= request.now and wanted.minutes <= opening.minutes


def everything(request: Request, starts: Starts) -> list[tuple[datetime, int, Wanted | Trained]]:
    """List what stands, in order of time."""
    stand: list[tuple[datetime, int, Wanted | Trained]] = [(one.start, 0, one) for one in request.trained]
    stand += [(starts[one.key], 1, one) for one in request.wanted if one.key in starts]
    return sorted(stand, key=lambda one: one[:2])


def is_legal(request: Request, starts: Starts) -> bool:
    """Check the laws between sessions, pair by pair and week by week."""
    stand = everything(request, starts)
    movable = [(at, one) for at, _, one in stand if isinstance(one, Wanted) and one.fixed is None]
    for at, one in movable:
        for other_at, _, other in stand:
            if other is one:
                continue
            if one.focus & other.focus and abs(at - other_at) < request.recovery:
                return False
            if isinstance(other, Wanted):
                end, other_end = at + timedelta(minutes=one.minutes), other_at + timedelta(minutes=other.minutes)
                if at < other_end and other_at < end:
                    return False
        if sum(other_at.date() == at.date() for other_at, _, _ in stand) > request.per_day:
            return False
        for back in range(7):
            first = at.date() - timedelta(days=back)
            days = {other_at.date() for other_at, _, _ in stand if 0 <= (other_at.date() - first).days < 7}
            if len(days) > request.days_in_seven:
                return False
    places = [request.wanted.index(one) for _, one in movable if not one.free]
    return places == sorted(places)


def price(request: Request, chosen: dict[str, Opening | None]) -> tuple[int, ...]:
    """Add up the wishes of a placement; None stands for a time set by hand."""
    starts = {one.key: one.fixed or chosen[one.key].start for one in request.wanted if one.key in chosen}
    lost = sum(one.weight for one in request.wanted if one.key not in chosen)
    near = days = shift = off = late = 0
    for one in request.wanted:
        shown = request.published.get(one.key)
        if shown is not None and shown >= request.now:
            at = starts.get(one.key)
            near += at != shown and shown - request.now <= 48 * HOUR
            days += at is None or at.date() != shown.date()
            shift += 0 if at is None else int(abs(at - shown) / timedelta(minutes=1))
    for opening in filter(None, chosen.values()):
        same = [one.start for one in request.openings if one.preferred and one.start.date() == opening.start.date()]
        off += int(abs(opening.start - same[0]) / timedelta(minutes=1)) if same else 0
        late += sum(one.start < opening.start for one in request.openings)
    plain = sum(not opening.preferred for opening in chosen.values() if opening)
    crowded, close, gaps = look_back(request, starts)
    return (lost, near, days, shift, plain, crowded, close, gaps, off, late)


def look_back(request: Request, starts: Starts) -> tuple[int, int, int]:
    """Return the costs of how sessions follow each other."""
    stand = everything(request, starts)
    crowded = close = gaps = 0
    for place, (at, _, one) in enumerate(stand):
        if isinstance(one, Trained):
            continue
        for before, _, other in stand[:place]:
            if at - before < request.recovery:
                crowded += len(one.muscles & other.muscles)
        same = [before for before, _, other in stand[:place] if other.focus & one.focus]
        days = (at.date() - same[-1].date()).days if same else 99
        # From twice the rhythm on nothing is counted any more.
        gaps += math.floor((min(days, max(math.ceil(2 * one.rhythm), 2)) - one.rhythm) ** 2 + 1e-9)
    for (before, _, _), (at, _, one) in pairwise(stand):
        if isinstance(one, Wanted):
            close += {0: 2, 1: 1}.get((at.date() - before.date()).days, 0)
    return crowded, close, gaps


def cheapest(request: Request) -> tuple[int, ...]:
    """Try every placement."""
    best: list[tuple[int, ...]] = []
    fixed: dict[str, Opening | None] = {one.key: None for one in request.wanted if one.fixed}
    movable = [one for one in request.wanted if not one.fixed]

    def try_from(place: int, chosen: dict[str, Opening | None]) -> None:
        starts = {one.key: one.fixed or chosen[one.key].start for one in request.wanted if one.key in chosen}
        if not is_legal(request, starts):
            return
        if place == len(movable):
            best[:] = [min([*best, price(request, chosen)])]
            return
        one = movable[place]
        try_from(place + 1, chosen)
        for opening in request.openings:
            if suits(request, one, opening):
                try_from(place + 1, {**chosen, one.key: opening})

    try_from(0, fixed)
    return best[0]
