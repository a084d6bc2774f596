"""Kettlebells: the usual weights in pairs, and what is done with them."""

from __future__ import annotations

from decimal import Decimal

import attrs

from overload import Dumbbell, DumbbellKind, Exercise, Figure, Foot, Gear, Held, Hold, Pose, Reach, Unit, hookimpl

KILOGRAMS = (8, 12, 16, 20, 24, 28, 32)
"""What makers sell everywhere: steps of four kilograms, half a pood."""

SWING = Figure(
    "a bell in both hands from between the legs to the height of the chest",
    view=(18, 6),
    start=Pose(hip=(-14, 46), lean=58, hands=Reach(-12, -9, -33), elbow=(0, 1, 0.2), grip=(0, 0, 1)),
    end=Pose(hands=Reach(35, -9, -6), elbow=(0, 1, -1), grip=(0.5, 0, -0.9)),
    held=(Held(Hold.BOTH),),
)

BEFORE_THE_CHEST = Pose(
    hands=Reach.trunk(11, -7.5, -9),
    elbow=(-0.2, 0.6, -1),
    feet=Foot(0, 10, toeout=20),
    knee=(1, 0.35, 0),
    grip=(0, 0, 1),
)
SQUAT = Figure(
    "a bell before the chest, from standing until the thighs are level",
    view=(38, 7),
    start=BEFORE_THE_CHEST,
    end=attrs.evolve(BEFORE_THE_CHEST, hip=(-14.5, 25), lean=27, head=-14),
    held=(Held(Hold.BOTH, (1, 0, -6)),),
)


def _rack(name: str, title: str, weights: tuple[int, ...]) -> Dumbbell:
    settings = tuple(Decimal(one) for one in weights)
    return Dumbbell(name, title, DumbbellKind.FIXED, Unit.KG, settings, gear=Gear.KETTLEBELL)


@hookimpl
def overload_dumbbells() -> list[Dumbbell]:
    """Add a rack, and one heavy and one light pair."""
    return [
        _rack("kettlebells", "Kettlebells, 8 to 32 kg in pairs", KILOGRAMS),
        _rack("kettlebells-12-20", "Kettlebells, pairs of 12 and 20 kg", (12, 20)),
    ]


@hookimpl
def overload_exercises() -> list[Exercise]:
    """Add the swing and the goblet squat, which are done with one bell."""
    return [
        Exercise(
            "kettlebell-swing",
            "Kettlebell swing",
            direct=("glutes", "hamstrings"),
            indirect=("erectors", "forearms"),
            gear=Gear.KETTLEBELL,
            instructions="Hinge at the hips, hike the bell back between the legs, and stand up fast so that it floats"
            " to the height of the chest. Let it fall, and hinge again.",
            cues=("hips, not arms", "back flat", "stand tall at the top"),
            aliases=("swing",),
            start_share=0.2,
            figure=SWING,
        ),
        Exercise(
            "kettlebell-goblet-squat",
            "Kettlebell goblet squat",
            direct=("quads", "glutes"),
            indirect=("erectors",),
            gear=Gear.KETTLEBELL,
            instructions="Hold one bell before the chest with both hands. Squat between the knees, stand up.",
            cues=("elbows inside the knees", "heels down"),
            start_share=0.2,
            figure=SQUAT,
        ),
    ]
