"""What a session asks for: where it was cut short by hand, its first exercises, as many as fit."""

from __future__ import annotations

from overload.model import Day, Published, WorkoutSlot
from overload.plan.inputs import Inputs
from overload.plan.lasting import fitting


def slots_for(inputs: Inputs, session: Published, joining: tuple[WorkoutSlot, ...] = ()) -> tuple[WorkoutSlot, ...]:
    """Return what a session asks for, those that join it first; less where it was cut short by hand."""
    day = inputs.day(session)
    slots = (*joining, *inputs.slots(day, session.place))
    limits = (inputs.config.calendar.session_minutes, inputs.decided.shortened.get(session.ordinal))
    return fitting(inputs.catalog, day, slots, min((limit for limit in limits if limit is not None), default=None))


def length(inputs: Inputs, session: Published, day: Day, slots: tuple[WorkoutSlot, ...]) -> int:
    """Return how many minutes a session takes; one that was cut short by hand takes what is left of it.

    A day in free form takes the minutes that it was given, and whatever was given more time has it.
    """
    given = inputs.decided.lengthened.get(session.ordinal)
    if given is not None:
        return max(session.minutes, given)
    left = inputs.decided.shortened.get(session.ordinal)
    if left is None:
        return session.minutes
    return min(session.minutes, inputs.minutes_of(day, slots) if slots else left)
