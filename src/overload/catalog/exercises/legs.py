"""What trains quads, adductors and calves, standing on one leg or two.

Shares of bodyweight moved follow from what legs, shanks and feet weigh (de Leva 1996): 0.88 in a squat, 0.94 on one
leg, 0.97 to 0.99 in a heel raise; the others are estimates of ours. Squats count nothing for the hamstrings (Kubo et
al. 2019, doi 10.1007/s00421-019-04181-y); calves are trained standing (Kinoshita et al. 2023).
"""

from __future__ import annotations

from typing import Final

from overload.model import Exercise, Gear, LoadedWith, Measure, OpenEnd, RepRange

_BOTH: Final = ("quads", "glutes")

LEGS: Final = (
    Exercise(
        id="bodyweight-squat",
        name="Bodyweight squat",
        direct=("quads",),
        indirect=("glutes", "adductors"),
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Stand with your feet a little wider than your hips, arms stretched out ahead. Sit down between your heels "
            "as deep as your back stays long, then stand up. A chair behind you shows how deep when you begin: touch "
            "it, and do not drop onto it."
        ),
        cues=("chest up", "knees in line with the toes", "whole foot on the floor"),
        aliases=("air-squat", "chair-squat", "box-squat"),
        alternatives=("goblet-squat",),
        body_share=0.88,
        harder="goblet-squat",
        swap="squat",
        reps=RepRange(10, 20),
        rest_s=90,
    ),
    Exercise(
        id="goblet-squat",
        name="Goblet squat",
        direct=("quads",),
        indirect=("glutes", "adductors", "erectors"),
        loaded_with=LoadedWith.ONE,
        instructions=(
            "Hold one dumbbell upright at your chest, both palms under its upper plate, feet a little wider than your "
            "hips. Sit down between your heels as deep as your back stays long, then stand up. A chair behind you shows"
            " how deep when you begin."
        ),
        cues=("elbows inside the knees", "chest up", "whole foot on the floor"),
        cautions=("both hands under the upper plate, and its collar tight",),
        aliases=("squat", "goblet", "squats"),
        alternatives=("split-squat", "single-leg-chair-squat"),
        start_share=0.2,
        body_share=0.88,
        easier="bodyweight-squat",
        harder="heels-raised-goblet-squat",
        swap="squat",
        reps=RepRange(8, 15),
        rest_s=120,
    ),
    Exercise(
        id="heels-raised-goblet-squat",
        name="Heels-raised goblet squat",
        direct=("quads",),
        indirect=("glutes", "adductors"),
        loaded_with=LoadedWith.ONE,
        instructions=(
            "Stand with your heels on two books of equal thickness, two to four centimetres, and hold one dumbbell "
            "upright at your chest. Sit straight down, knees forward over the toes, as deep as you can with a long "
            "back, and stand up without rocking."
        ),
        cues=("knees forward, in line with the toes", "trunk upright", "slow on the way down"),
        cautions=("both hands under the upper plate, and its collar tight",),
        aliases=("heels-up-squat", "heel-elevated-squat"),
        alternatives=("goblet-squat", "single-leg-chair-squat"),
        needs=("books",),
        start_share=0.15,
        body_share=0.88,
        easier="goblet-squat",
        harder="single-leg-chair-squat",
        swap="squat",
        reps=RepRange(10, 15),
        rest_s=120,
    ),
    Exercise(
        id="bodyweight-split-squat",
        name="Bodyweight split squat",
        direct=_BOTH,
        indirect=("adductors",),
        loaded_with=LoadedWith.BODYWEIGHT,
        sides=2,
        instructions=(
            "Take a long step forward and stay there, hands on your hips, or one on a wall if you sway. Bend both knees"
            " until the rear one nearly touches the floor, then push up through the front foot. Do all reps, then "
            "change legs."
        ),
        cues=("straight down, like a lift", "the front heel carries you", "hips face forward"),
        aliases=("bodyweight-lunge", "bodyweight-split-squats"),
        alternatives=("bodyweight-squat",),
        body_share=0.7,
        harder="split-squat",
        swap="one-leg",
        reps=RepRange(8, 15),
        rest_s=75,
    ),
    Exercise(
        id="split-squat",
        name="Split squat",
        direct=_BOTH,
        indirect=("adductors",),
        loaded_with=LoadedWith.PAIR,
        sides=2,
        instructions=(
            "Take a long step forward and stay there, beside a wall you can touch. Bend both knees until the rear one "
            "nearly touches the floor, then push up through the front foot. Do all reps, then change legs."
        ),
        cues=("straight down, like a lift", "the front heel carries you", "hips face forward"),
        aliases=("split-squats", "static-lunge"),
        alternatives=("reverse-lunge", "goblet-squat"),
        needs=("wall",),
        start_share=0.06,
        body_share=0.7,
        easier="bodyweight-split-squat",
        harder="bulgarian-split-squat",
        swap="one-leg",
        reps=RepRange(8, 12),
        rest_s=75,
    ),
    Exercise(
        id="bulgarian-split-squat",
        name="Bulgarian split squat",
        direct=_BOTH,
        indirect=("adductors",),
        loaded_with=LoadedWith.PAIR,
        sides=2,
        instructions=(
            "Stand a long step in front of a sofa, or a chair that is against the wall, and lay the top of one foot on "
            "it. Bend the front knee until the rear one is just above the floor and push up through the whole front "
            "foot. Do all reps, then change legs."
        ),
        cues=("weight on the front foot", "knee over the toes", "lean forward a little"),
        aliases=("bulgarian", "rear-foot-elevated-split-squat", "bss"),
        alternatives=("split-squat", "reverse-lunge", "single-leg-chair-squat", "goblet-squat"),
        needs=("chair",),
        start_share=0.08,
        body_share=0.75,
        easier="split-squat",
        swap="one-leg",
        reps=RepRange(8, 12),
        rest_s=90,
    ),
    Exercise(
        id="reverse-lunge",
        name="Reverse lunge",
        direct=_BOTH,
        indirect=("adductors",),
        loaded_with=LoadedWith.PAIR,
        sides=2,
        instructions=(
            "Stand tall with a dumbbell in each hand. Take a long step back, bend both knees until the rear one nearly "
            "touches the floor, and push yourself back to standing with the front leg. Do all reps, then change legs."
        ),
        cues=("step back, not down", "the front leg does the work", "feet on two rails, not one"),
        aliases=("lunge", "lunges", "reverse-lunges"),
        alternatives=("split-squat", "goblet-squat"),
        start_share=0.08,
        body_share=0.8,
        easier="split-squat",
        harder="bulgarian-split-squat",
        swap="one-leg",
        reps=RepRange(8, 12),
        rest_s=75,
    ),
    Exercise(
        id="step-up",
        name="Step-up",
        direct=_BOTH,
        indirect=("adductors", "calves"),
        loaded_with=LoadedWith.PAIR,
        sides=2,
        instructions=(
            "Put one whole foot on a firm step, 30 to 45 cm high. Lean forward and stand up on it without pushing off "
            "with the other foot, then lower yourself slowly. Do all reps, then change legs."
        ),
        cues=("the whole foot is on the step", "no push from below", "three seconds down"),
        aliases=("step-ups", "stepup"),
        alternatives=("reverse-lunge", "split-squat", "goblet-squat"),
        needs=("step",),
        start_share=0.08,
        body_share=0.9,
        swap="one-leg",
        reps=RepRange(8, 12),
        rest_s=75,
    ),
    Exercise(
        id="lateral-lunge",
        name="Lateral lunge",
        direct=("quads", "adductors"),
        indirect=("glutes",),
        loaded_with=LoadedWith.ONE,
        sides=2,
        instructions=(
            "Hold one dumbbell at your chest and stand with your feet together. Take a wide step to the side, sit back "
            "over that heel while the other leg stays straight, and push back to standing. Do all reps on one side, "
            "then the other."
        ),
        cues=("both feet point forward", "hips back", "the straight leg feels a stretch"),
        cautions=("both hands under the upper plate, and its collar tight",),
        aliases=("side-lunge", "cossack-squat"),
        alternatives=("copenhagen-plank", "goblet-squat"),
        start_share=0.1,
        body_share=0.8,
        harder="copenhagen-plank",
        swap="adductors",
        reps=RepRange(8, 12),
        rest_s=75,
    ),
    Exercise(
        id="single-leg-chair-squat",
        name="Single-leg squat to a chair",
        direct=_BOTH,
        indirect=("adductors",),
        loaded_with=LoadedWith.BODYWEIGHT,
        gear=Gear.DUMBBELLS,
        sides=2,
        instructions=(
            "Stand on one leg in front of a chair that is against the wall, arms forward. Sit down as slowly as you can"
            " and stand up on the same leg, without rocking. A cushion on the seat makes it easier; do all reps, then "
            "change legs."
        ),
        cues=("sit down, do not fall", "knee over the toes", "stand up without swinging"),
        aliases=("one-leg-squat", "pistol-to-chair"),
        alternatives=("split-squat", "reverse-lunge", "goblet-squat"),
        needs=("chair",),
        body_share=0.94,
        easier="heels-raised-goblet-squat",
        swap="one-leg",
        reps=RepRange(4, 10),
        rest_s=90,
    ),
    Exercise(
        id="reverse-nordic",
        name="Reverse Nordic curl",
        direct=("quads",),
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Kneel upright on something soft, feet flat behind you, hips straight. Lean back from the knees in one line"
            " from knees to head as far as you can control, and pull yourself up with the thighs. Begin with a short "
            "way, and with three reps a set in the first week."
        ),
        cues=("hips stay straight", "only as far as you can come back", "squeeze your seat"),
        cautions=("three reps a set in the first week, for it makes sore",),
        aliases=("reverse-nordic-curl", "kneeling-lean-back"),
        alternatives=("goblet-squat",),
        body_share=0,
        swap="knee-ext",
        reps=RepRange(5, 12),
        rest_s=75,
        open_end=OpenEnd.ONE_LEFT,
    ),
    Exercise(
        id="wall-sit",
        name="Wall sit",
        direct=("quads",),
        indirect=("glutes",),
        loaded_with=LoadedWith.BODYWEIGHT,
        gear=Gear.DUMBBELLS,
        instructions=(
            "Lean your back flat against a wall and slide down until your thighs are level with the floor, feet a step "
            "in front. Stay there, breathing, hands off the thighs. Higher is easier; later a dumbbell lies on your "
            "thighs."
        ),
        cues=("back flat", "knees over the ankles", "keep breathing"),
        aliases=("wall-sits", "chair-hold"),
        alternatives=("goblet-squat",),
        needs=("wall",),
        body_share=0,
        measure=Measure.SECONDS,
        swap="knee-ext",
        reps=RepRange(20, 60, Measure.SECONDS),
        rest_s=60,
    ),
    Exercise(
        id="calf-raise",
        name="Calf raise",
        direct=("calves",),
        loaded_with=LoadedWith.PAIR,
        instructions=(
            "Stand with the balls of your feet on the edge of a step, a dumbbell in each hand. Rise as high as you can,"
            " stop for a second, and lower your heels until you feel a stretch. Without a step do it on the floor."
        ),
        cues=("knees straight", "high, and a second there", "slow into the stretch"),
        aliases=("calf-raises", "heel-raise"),
        alternatives=("single-leg-calf-raise",),
        start_share=0.2,
        body_share=0.97,
        harder="single-leg-calf-raise",
        swap="calf",
        reps=RepRange(12, 20),
        rest_s=45,
    ),
    Exercise(
        id="single-leg-calf-raise",
        name="Single-leg calf raise",
        direct=("calves",),
        loaded_with=LoadedWith.BODYWEIGHT,
        gear=Gear.DUMBBELLS,
        sides=2,
        instructions=(
            "Stand on the ball of one foot on the edge of a step, a hand on the wall. Rise as high as you can, stop for"
            " a second and lower the heel below the edge. Do all reps, then change; later a dumbbell hangs in the free "
            "hand. Without a step do it on the floor."
        ),
        cues=("knee straight", "high, and a second there", "pause in the stretch"),
        aliases=("one-leg-calf-raise", "single-calf-raise"),
        alternatives=("calf-raise",),
        body_share=0.99,
        easier="calf-raise",
        swap="calf",
        reps=RepRange(8, 15),
        rest_s=30,
    ),
    Exercise(
        id="copenhagen-plank",
        name="Copenhagen plank",
        direct=("adductors",),
        indirect=("obliques",),
        loaded_with=LoadedWith.BODYWEIGHT,
        sides=2,
        instructions=(
            "Lie on your side in front of a chair that is against the wall, forearm on the floor, the upper leg on the "
            "seat. Lift your hips until the body is straight and hold. The knee on the seat is easier, the foot harder;"
            " hold one side, then the other."
        ),
        cues=("press the upper leg down", "hips forward", "shoulder over the elbow"),
        aliases=("copenhagen", "adductor-plank"),
        alternatives=("lateral-lunge",),
        needs=("chair",),
        body_share=0,
        measure=Measure.SECONDS,
        easier="lateral-lunge",
        swap="adductors",
        reps=RepRange(10, 40, Measure.SECONDS),
        rest_s=45,
    ),
)
