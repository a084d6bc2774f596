"""More exercises for back and biceps, and a short biceps workout to do after the back."""

from __future__ import annotations

from overload import Exercise, LoadedWith, RepRange, Workout, WorkoutSlot, hookimpl


@hookimpl
def overload_exercises() -> list[Exercise]:
    """Add five exercises for dumbbells."""
    return [
        Exercise(
            "dumbbell-curl",
            "Dumbbell curl",
            direct=("biceps",),
            indirect=("forearms",),
            instructions="Stand tall, arms hanging, palms forward. Bend the elbows without moving them, lower slowly.",
            cues=("elbows at your sides", "no swing from the hips"),
            aliases=("curl",),
            alternatives=("hammer-curl",),
            start_share=0.08,
            light=True,
        ),
        Exercise(
            "hammer-curl",
            "Hammer curl",
            direct=("biceps", "forearms"),
            instructions="As the curl, but with the thumbs up all the way.",
            cues=("thumbs up", "wrists straight"),
            aliases=("hammer",),
            alternatives=("dumbbell-curl",),
            start_share=0.1,
            light=True,
        ),
        Exercise(
            "concentration-curl",
            "Concentration curl",
            direct=("biceps",),
            loaded_with=LoadedWith.ONE,
            sides=2,
            instructions="Sit, the upper arm against the inside of the thigh. Curl to the shoulder, and lower.",
            cues=("only the forearm moves",),
            start_share=0.07,
            light=True,
        ),
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
        ),
    ]


@hookimpl
def overload_workouts() -> list[Workout]:
    """Add a workout of ten minutes for the biceps."""
    slots = (WorkoutSlot("dumbbell-curl", 3, RepRange(8, 12), 90), WorkoutSlot("hammer-curl", 2, RepRange(10, 15), 90))
    return [Workout("biceps", "Biceps", slots, summary="Two kinds of curls, after the back workout.")]
