"""An easy week every so often, whatever the rules ask for: lighter, with fewer sets.

[plugins.deload_weeks]
since = 2026-11-30     # the first week that counts
every = 4              # the fourth, the eighth ... is easy
share = 0.9            # of the load
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

import attrs

from overload import Ladder, Load, Prescription, Session, SetTarget, hookimpl, parameter, said_load, snap


@attrs.frozen
class DeloadWeeks:
    """When a week is easy, and how easy."""

    since: date | None = parameter(None, help="the first week that counts; without it none does")
    every: int = parameter(4, help="one week in so many is easy, the last of them", at_least=1)
    share: float = parameter(0.9, help="of the load", at_least=0.1, at_most=1)


@hookimpl
def overload_settings() -> type:
    """Return the class of what stands in plan.toml."""
    return DeloadWeeks


@hookimpl
def overload_adjust_session(
    session: Session, ladders: Mapping[str, Ladder], settings: DeloadWeeks
) -> dict[str, Prescription] | None:
    """Return an easier prescription for every exercise of an easy week."""
    since, every = settings.since, settings.every
    if since is None:
        return None
    week = (session.start.date() - (since - timedelta(days=since.weekday()))).days // 7
    if week < 0 or week % every != every - 1:
        return None
    to_do = [slot for slot in session.slots if slot.done is None and slot.exercise.id in ladders]
    return {slot.key: _easier(slot.prescription, ladders[slot.exercise.id], settings.share, every) for slot in to_do}


def _easier(asked: Prescription, ladder: Ladder, share: float, every: int) -> Prescription:
    half = asked.sets[: -(-len(asked.sets) // 2)]
    sets = tuple(SetTarget(one.reps, _lighter(one, ladder, share)) for one in half)
    why = f"Easy week, one in {every}: half the sets, at {said_load(sets[0].load)}."
    return attrs.evolve(asked, sets=sets, why=why, is_deload=True)


def _lighter(target: SetTarget, ladder: Ladder, share: float) -> Load:
    """Return the rung at a share of a load; help and bare bodyweight stay as they are."""
    if target.load.aid or target.load.amount <= 0:
        return snap(target.load, ladder)
    return snap(Load(target.load.amount * Decimal(str(share)), target.load.unit), ladder)
