"""When no session may start, whatever else stands: the moment is over, or the athlete is away without dumbbells."""

from __future__ import annotations

from datetime import date, datetime

from overload.moments import monday
from overload.plan.away import Away
from overload.plan.inputs import Inputs
from overload.plan.openings import openings

OVER = "in the past"


def closed(inputs: Inputs, start: datetime) -> str:
    """Return why nothing can start at a moment (local wall clock), '' where something may; it reads after "is"."""
    return OVER if inputs.is_over(start) else closed_by_being_away(inputs, start.date())


def closed_day(inputs: Inputs, day: date) -> str:
    """Return why nothing can start on a date any more: its training times are over, or the athlete is away."""
    starts = [opening.start for opening in openings(inputs.config, [monday(day)]) if opening.start.date() == day]
    if starts and all(map(inputs.is_over, starts)):
        return OVER
    return closed_by_being_away(inputs, day)


def closed_by_being_away(inputs: Inputs, day: date) -> str:
    """Return in words that an athlete is away on a date with nothing to train with, '' where training goes on."""
    away = idle_away(inputs, day)
    return f"within your days away{because(away)}" if away is not None else ""


def idle_away(inputs: Inputs, day: date) -> Away | None:
    """Return the time away that holds a date and has no training in it."""
    away = inputs.decided.away_on(day)
    return away if away is not None and away.is_idle else None


def because(away: Away) -> str:
    """Return what the athlete said of a time away, in brackets, '' for nothing."""
    return f" ({away.why})" if away.why else ""
