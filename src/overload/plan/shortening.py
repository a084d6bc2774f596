"""A session cut short by hand: its first exercises stay, as many as fit into the minutes there are."""

from __future__ import annotations

from overload.model import Day, Published, WorkoutSlot
from overload.plan.inputs import Inputs
from overload.plan.request import minutes_of


def slots_for(inputs: Inputs, session: Published, joining: tuple[WorkoutSlot, ...] = ()) -> tuple[WorkoutSlot, ...]:
    """Return what a session asks for, those that join it first; less where it was cut short by hand."""
    day = inputs.day(session)
    slots = (*joining, *inputs.slots(day, session.place))
    return fitting(inputs, day, slots, inputs.decided.shortened.get(session.ordinal))


def fitting(inputs: Inputs, day: Day, slots: tuple[WorkoutSlot, ...], minutes: int | None) -> tuple[WorkoutSlot, ...]:
    """Return the first slots that can be done in so many minutes, warm-up included; at least one. None is no limit."""
    if minutes is None:
        return slots
    # From the end: a workout begins with what matters most.
    counts = range(len(slots), 1, -1)
    kept = next((count for count in counts if minutes_of(inputs, day, slots[:count]) <= minutes), 1)
    return slots[:kept]


def length(inputs: Inputs, session: Published, day: Day, slots: tuple[WorkoutSlot, ...]) -> int:
    """Return how many minutes a session takes; one that was cut short by hand takes what is left of it."""
    is_short = session.ordinal in inputs.decided.shortened
    return min(session.minutes, minutes_of(inputs, day, slots)) if is_short and slots else session.minutes
