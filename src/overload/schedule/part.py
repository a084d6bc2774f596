"""A part of a question: some sessions to be placed anew, with everything around them standing where it stands."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

import attrs

from overload.model import Placement, Request, Wanted
from overload.moments import monday

AROUND: Final = timedelta(days=15)
"""What stands further from a part matters to none of its laws."""


def only(request: Request, placement: Placement, keys: Container[str], also: Iterable[datetime] = ()) -> Request:
    """Return the request for the sessions of these keys alone, within the weeks in which they belong or stand.

    The weeks of the moments `also` are there as well.

    What is placed of the others around stands there as if by hand.
    """
    stood = {placed.key: placed.opening.start for placed in placement.placed}
    starts = stood | {session.key: session.fixed for session in request.wanted if session.fixed is not None}
    mine = [session for session in request.wanted if session.key in keys]
    weeks = {week for session in mine for week in _weeks(session, stood.get(session.key))} | {*map(monday, also)}
    first, last = datetime.combine(min(weeks), time.min), datetime.combine(max(weeks) + timedelta(days=7), time.min)
    wanted = (
        session if session.key in keys else attrs.evolve(session, fixed=starts[session.key])
        for session in request.wanted
        if session.key in keys or (session.key in starts and first - AROUND <= starts[session.key] <= last + AROUND)
    )
    return attrs.evolve(
        request,
        wanted=tuple(wanted),
        openings=tuple(opening for opening in request.openings if first <= opening.start < last),
        trained=tuple(session for session in request.trained if session.start >= first - AROUND),
    )


def _weeks(session: Wanted, start: datetime | None) -> Iterator[date]:
    """Yield the Mondays of the weeks in which a session belongs, or stands."""
    yield from (monday(moment) for moment in (session.fixed, start) if moment is not None)
    if session.week is not None:
        yield session.week
