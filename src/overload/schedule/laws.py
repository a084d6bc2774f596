"""The laws no placement may break, in words: what stands in the way of a session at an opening."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from overload.model import Opening, Placement, Request, Wanted, focus_words
from overload.moments import monday, weekday_words
from overload.schedule.standing_sessions import Standing, all_standing, standing

SEVEN: Final = 7


def obstacle(request: Request, wanted: Wanted, opening: Opening, others: Sequence[Standing]) -> str:
    """Return the first law that keeps a session from an opening while the others stand, '' when none does.

    It reads after "is": `taken`, `only 31 h after back on Mon 18:00, 48 needed`, `out of order`. Laws bind only
    sessions not fixed by hand; around a fixed one the others must keep them, except for the order, which it has left.
    """
    session = standing(wanted, opening.start)
    return (
        _closed(request, session, opening)
        or _taken(request, session, others)
        or _tired(request, session, others)
        or _out_of_order(request, session, others)
        or _restless(request, session, others)
    )


def _closed(request: Request, session: Standing, opening: Opening) -> str:
    week = session.wanted.week if session.wanted else None
    if opening.start < request.now:
        return "in the past"
    if week is not None and monday(opening.start) != week:
        return "in another week"
    if session.minutes > opening.minutes:
        return opening.ended_by or f"shorter than {session.minutes} min"
    return ""


def _taken(request: Request, session: Standing, others: Sequence[Standing]) -> str:
    same_day = sum(other.start.date() == session.start.date() for other in others)
    overlaps = any(other.wanted and other.start < session.end and session.start < other.end for other in others)
    return "taken" if overlaps or same_day >= request.per_day else ""


def _tired(request: Request, session: Standing, others: Sequence[Standing]) -> str:
    besides = [(one.start, one.focus, one.called) for one in request.elsewhere]
    for start, focus, called in [*((other.start, other.focus, "") for other in others), *besides]:
        if focus & session.focus and abs(start - session.start) < request.recovery:
            groups = focus_words(focus & session.focus) + (f" ({called})" if called else "")
            side = "before" if session.start < start else "after"
            hours, needed = _hours(abs(start - session.start)), _hours(request.recovery)
            return f"only {hours} {side} {groups} on {weekday_words(start)}, {needed.removesuffix(' h')} needed"
    return ""


def _hours(length: timedelta) -> str:
    hours, minutes = divmod(length // timedelta(minutes=1), 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def _out_of_order(request: Request, session: Standing, others: Sequence[Standing]) -> str:
    if session.wanted is None or session.wanted.free or session.wanted.fixed is not None:
        return ""
    order = {
        wanted.key: place for place, wanted in enumerate(request.wanted) if not wanted.free and wanted.fixed is None
    }
    mine = order.get(session.wanted.key) if session.wanted else None
    if mine is None:
        return ""
    for other in others:
        place = order.get(other.wanted.key) if other.wanted else None
        if place is not None and (place < mine) != (other.start < session.start):
            return "out of order"
    return ""


def _restless(request: Request, session: Standing, others: Sequence[Standing]) -> str:
    days = {stood.start.date() for stood in (*others, session)}
    if len(days) <= request.days_in_seven or _most_in_seven(days, session.start.date()) <= request.days_in_seven:
        return ""
    return "one training day too many in seven"


def _most_in_seven(days: set[date], day: date) -> int:
    """Return the most training days in any seven dates in a row that hold `day`."""
    firsts = (day - timedelta(days=back) for back in range(SEVEN))
    return max(sum(first + timedelta(days=on) in days for on in range(SEVEN)) for first in firsts)


def broken(request: Request, placement: Placement) -> tuple[tuple[str, str], ...]:
    """Return (key, law) for each movable session that breaks a law; the solver's placements break none."""
    sessions = all_standing(request, placement)
    openings = {placed.key: placed.opening for placed in placement.placed}
    found = []
    for session in sessions:
        if session.wanted is not None and session.is_movable:
            others = [other for other in sessions if other is not session]
            found.append((session.wanted.key, obstacle(request, session.wanted, openings[session.wanted.key], others)))
    return tuple((key, law) for key, law in found if law)
