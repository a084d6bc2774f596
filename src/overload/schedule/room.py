"""What would make room for what is lost, found by trying: an appointment less, a training time more, a fuller day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

import attrs

from overload.model import Opening, Placement, Request
from overload.moments import monday
from overload.schedule.costs import Wish, cost
from overload.schedule.part import only
from overload.schedule.solve import solve

USUAL: Final = time(18)
"""The training time tried where the week has none to go by."""


@attrs.frozen
class Room:
    """One change that places more, and the keys it `placed`.

    It is an `opening`, to be freed from what `ended_by` names or else new; or, where that is None, `per_day` sessions
    on one day.
    """

    placed: tuple[str, ...]
    opening: Opening | None = None
    per_day: int = 0


def what_makes_room(request: Request, placement: Placement, week: date, closed: Container[date] = ()) -> Room | None:
    """Return the single change with which least is lost of a week (its Monday), or None when none helps.

    Tried are, in this order: each opening that something else takes now, a training time on each date without one
    (but those that are `closed`), and one more session a day. Of those that place as much, the one that leaves what is
    published alone is taken, or else the first.
    """
    weights = {session.key: session.weight for session in request.wanted if session.week == week}
    lost = [missed.key for missed in placement.lost if missed.key in weights]
    weight = sum(weights[key] for key in lost)
    best, least = None, (weight, 0, 0, 0)
    for room, changed in _changes(request, week, closed) if lost else ():
        alone = only(changed, placement, weights)
        found = solve(alone)
        still = {missed.key for missed in found.lost}
        soon, moved, shifted = cost(alone, found)[Wish.SOON : Wish.NOT_PREFERRED]
        costs = (sum(weights[key] for key in still), soon, moved, shifted)
        if costs < least:
            best, least = attrs.evolve(room, placed=tuple(key for key in lost if key not in still)), costs
    return best


def _changes(request: Request, week: date, closed: Container[date]) -> Iterator[tuple[Room, Request]]:
    ahead = [opening for opening in request.openings if monday(opening.start) == week and opening.start >= request.now]
    for opening in ahead:
        if opening.ended_by:
            freed = attrs.evolve(opening, minutes=24 * 60, ended_by="")
            openings = tuple(freed if other is opening else other for other in request.openings)
            yield Room((), opening), attrs.evolve(request, openings=openings)
    used = {opening.start.date() for opening in ahead}
    for day in (week + timedelta(days=number) for number in range(7)):
        new = Opening(datetime.combine(day, _usual_time(request, ahead)))
        if day not in used and day not in closed and new.start >= request.now:
            openings = tuple(sorted((*request.openings, new), key=lambda opening: opening.start))
            yield Room((), new), attrs.evolve(request, openings=openings)
    more = request.per_day + 1
    yield Room((), per_day=more), attrs.evolve(request, per_day=more)


def _usual_time(request: Request, ahead: list[Opening]) -> time:
    """Return the preferred time of most days, of the week if it has any."""
    times = Counter(opening.start.time() for opening in ahead or request.openings if opening.preferred)
    return min(times, key=lambda when: (-times[when], when), default=USUAL)
