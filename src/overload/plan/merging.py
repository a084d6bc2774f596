"""Missed sessions that are merged: their first exercise is done in a session ahead of the same week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from overload.model import Missed, Published, Status, WorkoutSlot
from overload.moments import monday
from overload.plan.inputs import Inputs

Joining = Mapping[int, tuple[WorkoutSlot, ...]]
"""Slots that join a session, by its ordinal."""


def merged(inputs: Inputs, published: Sequence[Published]) -> Joining:
    """Return, where missed sessions are merged, the slots that join a session ahead.

    The first exercise of a session missed this week joins the next one of the week that does not hold it already, in
    the same range. The first, because a workout begins with what matters most; one, because the other session is full
    by itself.
    """
    if inputs.config.calendar.missed is not Missed.MERGE:
        return {}
    joining: dict[int, tuple[WorkoutSlot, ...]] = {}
    this_week = [session for session in published if monday(session.start.date()) == monday(inputs.wall.date())]
    ahead = [session for session in this_week if session.status is Status.PLANNED and not inputs.is_over(session.start)]
    for missed in (session for session in this_week if session.status is Status.MISSED):
        slots = inputs.slots_in(missed)
        host = next((session for session in ahead if slots and not _holds(inputs, session, slots[0], joining)), None)
        if host is not None:
            # Its partners stay behind: among the others it is done by itself.
            first = attrs.evolve(slots[0], superset="")
            joining[host.ordinal] = (*joining.get(host.ordinal, ()), first)
    return joining


def _holds(inputs: Inputs, session: Published, slot: WorkoutSlot, joining: Joining) -> bool:
    slots = (*inputs.slots_in(session), *joining.get(session.ordinal, ()))
    return any((other.exercise, other.reps) == (slot.exercise, slot.reps) for other in slots)
