"""More exercises for back and biceps, and a short biceps workout to do after the back."""

from __future__ import annotations

import attrs

from overload import (
    Exercise,
    Figure,
    Foot,
    Held,
    Hold,
    LoadedWith,
    Pose,
    Reach,
    RepRange,
    Solid,
    Workout,
    WorkoutSlot,
    hookimpl,
)

LYING = Pose(hip=(3, 29), lean=-92, head=8, hands=Reach(-1, -9, 35.5), elbow=(0.5, 0.8, 0.3), feet=Foot(26, 8),
             knee=(0.3, 0.1, 1), grip=(0, 0, 1))  # fmt: skip
PULLOVER = Figure(
    "lying across a bench, one dumbbell in both hands from above the chest to behind the head",
    view=(16, 10),
    start=LYING,
    end=attrs.evolve(LYING, hands=Reach(-34, -9, 4), elbow=(0.3, 0.8, 0.8), grip=(-1, 0, 0)),
    held=(Held(Hold.BOTH),),
    solids=(Solid(((-36, -16, 19), (-36, 16, 19), (-16, -16, 19), (-16, 16, 19), (-36, -16, 2), (-36, 16, 2),
                   (-16, -16, 2), (-16, 16, 2)), 2),),
)  # fmt: skip
PRONE = Pose(hip=(-16, 38), lean=52, head=-22, hands=Reach(2, 3, -37), elbow=(-1, 0.4, 0.6), feet=Foot(-44, 7, heel=50),
             knee=(0.4, 0.1, -1))  # fmt: skip
SUPPORTED = Figure(
    "face down on an inclined bench, two dumbbells from straight arms to the hips",
    view=(20, 8),
    start=PRONE,
    end=attrs.evolve(PRONE, hands=Reach(-16, 4, -15)),
    held=(Held(Hold.RIGHT), Held(Hold.LEFT)),
    solids=(Solid(((-6, -7, 27), (-6, 7, 27), (14, -7, 43), (14, 7, 43)), 1.6), Solid(((4, 0, 35), (4, 0, 2)), 1.6)),
)


@hookimpl
def overload_exercises() -> list[Exercise]:
    """Add two exercises for dumbbells and a bench."""
    return [
        Exercise(
            "dumbbell-pullover",
            "Dumbbell pullover",
            direct=("lats",),
            indirect=("chest", "triceps"),
            loaded_with=LoadedWith.ONE,
            instructions="Lie across a bench, one dumbbell held with both hands above the chest. Lower it behind the"
            " head with nearly straight arms as far as the shoulders allow, and bring it back over the chest.",
            cues=("ribs down", "stop where it pulls in the shoulder"),
            aliases=("pullover",),
            start_share=0.15,
            figure=PULLOVER,
        ),
        Exercise(
            "chest-supported-row",
            "Chest-supported row",
            direct=("lats", "mid-back", "rear-delts"),
            indirect=("biceps",),
            instructions="Lie face down on an inclined bench. Pull both dumbbells towards the hips, lower until the"
            " arms are straight.",
            cues=("chest stays on the bench", "elbows back, not out"),
            alternatives=("dumbbell-row", "bent-over-dumbbell-row"),
            start_share=0.15,
            figure=SUPPORTED,
        ),
    ]


@hookimpl
def overload_workouts() -> list[Workout]:
    """Add a workout of ten minutes for the biceps."""
    slots = (WorkoutSlot("dumbbell-curl", 3, RepRange(8, 12), 90), WorkoutSlot("hammer-curl", 2, RepRange(10, 15), 90))
    return [Workout("biceps", "Biceps", slots, summary="Two kinds of curls, after the back workout.")]
