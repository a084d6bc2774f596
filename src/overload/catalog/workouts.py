"""The home back workout: dumbbells and a pull-up bar, nothing else. The deadlift comes first, while there is energy."""

from __future__ import annotations

from typing import Final

from overload.model import RepRange, WarmUp, Workout, WorkoutSlot

_SLOTS: Final = (
    WorkoutSlot("dumbbell-deadlift", 3, RepRange(8, 12), 150),
    WorkoutSlot("pull-up", 3, RepRange(5, 10), 150),
    WorkoutSlot("dumbbell-row", 3, RepRange(8, 12), 120),
    WorkoutSlot("dumbbell-shrug", 3, RepRange(10, 15), 90),
    WorkoutSlot("reverse-dumbbell-fly", 3, RepRange(12, 20), 90),
)
_EXPERIENCED_SETS: Final = (4, 4, 4, 3, 3)

HOME_BACK: Final = Workout(
    id="home-back",
    name="Home back workout",
    slots=_SLOTS,
    experienced=tuple(
        WorkoutSlot(slot.exercise, sets, slot.reps, slot.rest_s)
        for slot, sets in zip(_SLOTS, _EXPERIENCED_SETS, strict=True)
    ),
    warm_up=WarmUp(
        general=("Two or three minutes of brisk steps, arm circles, squats and hip hinges (or kettlebell swings)."),
        light_sets=(("dumbbell-deadlift", 10), ("dumbbell-row", 10), ("dumbbell-press", 10)),
        minutes=8,
    ),
    summary="Five exercises for the whole back. Rest two to three minutes between heavy sets, at least one.",
)

WORKOUTS: Final = (HOME_BACK,)
