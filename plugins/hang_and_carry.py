"""The dead hang by seconds and the loaded carry by metres, and a short workout `grip` of both."""

from overload import Exercise, Gear, Measure, RepRange, Workout, WorkoutSlot, hookimpl


@hookimpl
def overload_exercises() -> list[Exercise]:
    """Add the hang from a bar and the carry of two dumbbells."""
    return [
        Exercise(
            "long-hang", "Long dead hang", ("forearms",), ("lats",), gear=Gear.BAR, measure=Measure.SECONDS,
            instructions="Hang from the bar with straight arms and shoulders drawn down, and let go before you slip.",
            cues=("shoulders down", "breathe"), alternatives=("long-carry",),
        ),
        Exercise(
            "long-carry", "Long carry", ("forearms", "upper-traps"), ("abs",), measure=Measure.METRES, start_share=0.25,
            instructions="Walk upright with a dumbbell in each hand, in short steps, and set them down in time.",
            cues=("tall", "short steps"),
        ),
    ]  # fmt: skip


@hookimpl
def overload_workouts() -> list[Workout]:
    """Add the workout: hang, then walk."""
    slots = (
        WorkoutSlot("long-hang", 3, RepRange(20, 60, Measure.SECONDS), rest_s=120),
        WorkoutSlot("long-carry", 3, RepRange(20, 40, Measure.METRES), rest_s=90),
    )
    return [Workout("grip", "Grip", slots, summary="Hang and carry, three sets each.")]
