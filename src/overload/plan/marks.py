"""Whole days worth marking: planned deload weeks, and days away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from overload.model import Decision
from overload.moments import monday
from overload.plan.decided import in_force
from overload.plan.inputs import Inputs
from overload.plan.telling import is_deload_week
from overload.plan.values import Mark, Session

_WEEK, _DAY = timedelta(weeks=1), timedelta(days=1)


def marks(inputs: Inputs, sessions: Sequence[Session], since: date, cancelled_since: date) -> tuple[Mark, ...]:
    """Return the deload weeks and the days away that end after `since`, by date.

    Days away that were taken back stay as cancelled while they end after `cancelled_since`.
    """
    away = _away(inputs.decisions, since, cancelled_since)
    return tuple(sorted((*_deloads(inputs, sessions), *away), key=lambda mark: (mark.first, mark.kind, mark.number)))


def _deloads(inputs: Inputs, sessions: Sequence[Session]) -> Iterator[Mark]:
    """Yield each deload week from the first session shown to the end of the horizon."""
    first = min((monday(session.start.date()) for session in sessions), default=inputs.horizon[0])
    last = max((*inputs.horizon, *(monday(session.start.date()) for session in sessions)))
    for count in range((last - first).days // 7 + 1):
        week = first + count * _WEEK
        if is_deload_week(week, inputs.config):
            yield Mark("deload", week.toordinal() // 7, week, week + _WEEK - _DAY)


def _away(decisions: Sequence[Decision], since: date, cancelled_since: date) -> Iterator[Mark]:
    standing = {decision.id for decision in in_force(decisions)}
    for decision in decisions:
        if decision.kind != "away" or decision.start is None:
            continue
        first, last = decision.start.date(), (decision.until or decision.start).date()
        if last > (since if decision.id in standing else cancelled_since):
            is_cancelled, has_training = decision.id not in standing, bool(decision.place)
            yield Mark("away", decision.id, first, max(first, last), decision.why, is_cancelled, has_training)
