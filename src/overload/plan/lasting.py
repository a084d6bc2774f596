"""How long a session lasts, and which of its exercises fit into the minutes there are."""

from __future__ import annotations

from collections.abc import Sequence

from overload.catalog import Catalog
from overload.model import Day, WorkoutSlot


def minutes_of(catalog: Catalog, day: Day, slots: Sequence[WorkoutSlot]) -> int:
    """Return how long a session takes: warm-up, sets (4 s a rep, each side) and rests, rounded up to 5 minutes."""
    if not slots:
        return day.minutes
    warm_up = catalog.workouts[day.workout].warm_up if day.workout else None
    seconds = 60 * warm_up.minutes if warm_up else 0
    for slot in slots:
        sides = catalog.exercises[slot.exercise].sides
        seconds += slot.sets * (4 * slot.reps.high * sides + slot.rest_s)
    return -(-seconds // 300) * 5


def fitting(catalog: Catalog, day: Day, slots: tuple[WorkoutSlot, ...], minutes: int | None) -> tuple[WorkoutSlot, ...]:
    """Return the first slots that can be done in so many minutes, warm-up included; at least one. None is no limit."""
    if minutes is None:
        return slots
    # From the end: a workout begins with what matters most.
    counts = range(len(slots), 1, -1)
    kept = next((count for count in counts if minutes_of(catalog, day, slots[:count]) <= minutes), 1)
    return slots[:kept]
