"""A session cut short by hand: its first exercises stay, as many as fit into the minutes there are."""

from __future__ import annotations

from overload.model import Day, WorkoutSlot
from overload.plan.inputs import Inputs
from overload.plan.request import minutes_of


def fitting(inputs: Inputs, day: Day, slots: tuple[WorkoutSlot, ...], minutes: int | None) -> tuple[WorkoutSlot, ...]:
    """Return the first slots that can be done in so many minutes, warm-up included; at least one. None is no limit."""
    if minutes is None:
        return slots
    counts = range(len(slots), 1, -1)
    kept = next((count for count in counts if minutes_of(inputs, day, slots[:count]) <= minutes), 1)
    return slots[:kept]
