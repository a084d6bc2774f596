"""How long a session lasts, and which of its exercises fit into the minutes there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from overload.catalog import Catalog
from overload.model import Day, Measure, WarmUp, WorkoutSlot
from overload.plan.supersets import Sets, one_by_one, rings

LONG: Final = 65
"""Minutes past which a session is told to be long."""
SHORTER: Final = 60
"""Minutes that such a session is offered to be cut to."""
PACE_S: Final[Mapping[Measure, int]] = {Measure.REPS: 4, Measure.SECONDS: 1, Measure.METRES: 1}
"""Seconds that one of what a set counts takes."""
MAIN_LIFTS: Final = 2
"""So many exercises at the beginning are the main lifts of a day: at least one of them is always done."""


def minutes_of(catalog: Catalog, day: Day, slots: Sequence[WorkoutSlot], warm_up: WarmUp | None = None) -> int:
    """Return how long a session takes: warm-up, sets (each side) and rests, rounded up to 5 minutes.

    The warm-up is that of its workout, unless it has another one. A rep takes 4 s, a hold as long as it is held, a
    carry a second for each metre (estimates of ours). Slots of a superset share their rests, as `plan.supersets` says.
    """
    if not slots:
        return day.minutes
    if warm_up is None and day.workout:
        warm_up = catalog.workouts[day.workout].warm_up
    seconds = (60 * warm_up.minutes if warm_up else 0) + seconds_of(catalog, slots)
    return -(-seconds // 300) * 5


def seconds_of(catalog: Catalog, slots: Sequence[WorkoutSlot]) -> int:
    """Return how many seconds the sets of slots take, with their rests."""
    seconds = 0
    for turn in one_by_one(Sets(slot.superset, slot.rest_s, (None,) * slot.sets) for slot in slots):
        slot = slots[turn.slot]
        seconds += PACE_S[slot.reps.measure] * slot.reps.high * catalog.exercises[slot.exercise].sides + turn.rest_s
    return seconds


def fitting(catalog: Catalog, day: Day, slots: tuple[WorkoutSlot, ...], minutes: int | None) -> tuple[WorkoutSlot, ...]:
    """Return the first slots that can be done in so many minutes, warm-up included. None is no limit.

    At least the first is kept, and a superset as a whole or not at all.
    """
    if minutes is None or not slots:
        return slots
    # From the end: a workout begins with what matters most.
    counts = [ring[-1] + 1 for ring in reversed(rings([slot.superset for slot in slots]))]
    kept = next((count for count in counts if minutes_of(catalog, day, slots[:count]) <= minutes), counts[-1])
    return slots[:kept]
