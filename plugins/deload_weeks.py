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

from overload import Ladder, Load, Prescription, Session, SetTarget, Settings, hookimpl, said_load, snap


@hookimpl
def overload_adjust_session(
    session: Session, ladders: Mapping[str, Ladder], settings: Settings
) -> dict[str, Prescription] | None:
    """Return an easier prescription for every exercise of an easy week."""
    since, every = settings.get("since"), int(settings.get("every", 4))
    if not isinstance(since, date) or every < 1:
        return None
    week = (session.start.date() - (since - timedelta(days=since.weekday()))).days // 7
    if week < 0 or week % every != every - 1:
        return None
    share = float(settings.get("share", 0.9))
    to_do = [slot for slot in session.slots if slot.done is None and slot.exercise.id in ladders]
    return {slot.key: _easier(slot.prescription, ladders[slot.exercise.id], share, every) for slot in to_do}


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
