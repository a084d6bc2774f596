"""What trains abs and obliques, and the carries. Legs are 0.41 of bodyweight (de Leva 1996); holds move no weight."""

from __future__ import annotations

from typing import Final

from overload.model import Exercise, Gear, LoadedWith, Measure, RepRange

_RAISED: Final = ("obliques", "hip-flexors")

TRUNK: Final = (
    Exercise(
        id="hanging-knee-raise",
        name="Hanging knee raise",
        direct=("abs",),
        indirect=_RAISED,
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Hang from the bar with straight arms and still your body. Pull your knees up towards your chest until the "
            "hips roll up, and lower them slowly without swinging."
        ),
        cues=("roll the hips up", "no swinging", "shoulders away from the ears"),
        aliases=("knee-raise", "knee-raises"),
        alternatives=("reverse-crunch",),
        needs_bar=True,
        is_helped=False,
        body_share=0.41,
        easier="reverse-crunch",
        harder="hanging-leg-raise",
        swap="abs-flex",
        reps=RepRange(8, 15),
        rest_s=60,
    ),
    Exercise(
        id="hanging-leg-raise",
        name="Hanging leg raise",
        direct=("abs",),
        indirect=_RAISED,
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Hang from the bar with straight arms. Lift your straight legs until they are at least level with the hips,"
            " roll the hips up at the end, and lower them slowly. Bend the knees a little if the hamstrings pull."
        ),
        cues=("no swinging", "roll the hips up", "three seconds down"),
        aliases=("leg-raise", "leg-raises"),
        alternatives=("reverse-crunch",),
        needs_bar=True,
        is_helped=False,
        body_share=0.41,
        easier="hanging-knee-raise",
        swap="abs-flex",
        reps=RepRange(5, 12),
        rest_s=75,
    ),
    Exercise(
        id="reverse-crunch",
        name="Reverse crunch",
        direct=("abs",),
        indirect=_RAISED,
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Lie on your back, hands beside you, knees bent above your hips. Curl your hips off the floor until the "
            "knees come towards your face, and lower them one vertebra at a time. The lower back decides: stop the set "
            "when it starts to arch."
        ),
        cues=("curl, do not kick", "lower slowly", "belly pulled in"),
        aliases=("reverse-crunches", "hip-curl"),
        alternatives=("crunch", "dead-bug"),
        body_share=0,
        easier="dead-bug",
        harder="hanging-knee-raise",
        swap="abs-flex",
        reps=RepRange(8, 20),
        rest_s=45,
    ),
    Exercise(
        id="crunch",
        name="Crunch",
        direct=("abs",),
        loaded_with=LoadedWith.BODYWEIGHT,
        gear=Gear.DUMBBELLS,
        instructions=(
            "Lie on your back, knees bent, hands at your temples. Curl head and shoulder blades off the floor while the"
            " lower back stays down, stop for a second, and let yourself down. Arms along the body make it easier; "
            "later a dumbbell lies on your chest."
        ),
        cues=("ribs towards the hips", "do not pull your head", "breathe out on the way up"),
        aliases=("crunches", "curl-up"),
        alternatives=("reverse-crunch",),
        body_share=0,
        swap="abs-flex",
        reps=RepRange(10, 20),
        rest_s=45,
    ),
    Exercise(
        id="plank",
        name="Plank",
        direct=("abs",),
        indirect=("obliques",),
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Support yourself on forearms and toes, elbows under your shoulders, in one line from heels to head. Tuck "
            "your hips in, tighten belly and seat, and hold. On the knees it is easier; the set is over when the hips "
            "sink."
        ),
        cues=("hips tucked in", "push the floor away", "keep breathing"),
        aliases=("planks", "front-plank"),
        alternatives=("dead-bug",),
        body_share=0,
        measure=Measure.SECONDS,
        swap="abs-hold",
        reps=RepRange(20, 60, Measure.SECONDS),
        rest_s=45,
    ),
    Exercise(
        id="side-plank",
        name="Side plank",
        direct=("obliques",),
        indirect=("abs",),
        loaded_with=LoadedWith.BODYWEIGHT,
        sides=2,
        instructions=(
            "Lie on your side, forearm under your shoulder, feet on top of each other. Lift your hips until you are "
            "straight from feet to head and hold, then turn over. On the knees it is easier, with the upper leg lifted "
            "harder."
        ),
        cues=("hips high and forward", "shoulder over the elbow", "keep breathing"),
        aliases=("side-planks", "lateral-plank"),
        alternatives=("dumbbell-side-bend",),
        body_share=0,
        measure=Measure.SECONDS,
        swap="side",
        reps=RepRange(20, 45, Measure.SECONDS),
        rest_s=30,
    ),
    Exercise(
        id="dead-bug",
        name="Dead bug",
        direct=("abs",),
        indirect=("obliques",),
        loaded_with=LoadedWith.BODYWEIGHT,
        sides=2,
        instructions=(
            "Lie on your back, arms and bent knees straight up. Press the lower back into the floor, stretch one leg "
            "and the opposite arm until they are just above it, and come back. Do all reps on one side, then the other;"
            " the legs alone are easier."
        ),
        cues=("lower back stays down", "breathe out as you stretch", "slow"),
        aliases=("deadbug", "dead-bugs"),
        alternatives=("reverse-crunch",),
        body_share=0,
        harder="reverse-crunch",
        swap="abs-hold",
        reps=RepRange(6, 12),
        rest_s=45,
    ),
    Exercise(
        id="dumbbell-side-bend",
        name="Dumbbell side bend",
        direct=("obliques",),
        loaded_with=LoadedWith.ONE,
        sides=2,
        instructions=(
            "Stand tall with one dumbbell at your side. Bend towards it as far as it pulls you and straighten up again "
            "with the other side of your waist. Do all reps, then change hands."
        ),
        cues=("straight to the side", "hips still", "no dumbbell in the other hand"),
        aliases=("side-bend", "side-bends"),
        alternatives=("side-plank",),
        start_share=0.15,
        easier="side-plank",
        harder="suitcase-carry",
        swap="side",
        reps=RepRange(10, 15),
        rest_s=30,
    ),
    Exercise(
        id="suitcase-carry",
        name="Suitcase carry",
        direct=("obliques", "forearms"),
        indirect=("upper-traps",),
        loaded_with=LoadedWith.ONE,
        sides=2,
        instructions=(
            "Carry one heavy dumbbell at your side and walk, tall, without leaning. Count the metres of both ways if "
            "you turn round. Then carry it in the other hand."
        ),
        cues=("shoulders level", "short quiet steps", "ribs over the hips"),
        aliases=("suitcase", "one-hand-carry"),
        alternatives=("dumbbell-side-bend",),
        start_share=0.25,
        measure=Measure.METRES,
        easier="side-plank",
        harder="farmers-carry",
        swap="side",
        reps=RepRange(20, 40, Measure.METRES),
        rest_s=60,
    ),
    Exercise(
        id="farmers-carry",
        name="Farmer's carry",
        direct=("forearms", "upper-traps"),
        indirect=("obliques",),
        loaded_with=LoadedWith.PAIR,
        instructions=(
            "Lift a heavy dumbbell in each hand with a flat back and walk, tall, with short steps. Count the metres of "
            "both ways if you turn round. Put them down before your grip gives way."
        ),
        cues=("stand tall", "shoulders down", "short quiet steps"),
        aliases=("farmers-walk", "farmer-carry"),
        alternatives=("suitcase-carry",),
        start_share=0.3,
        measure=Measure.METRES,
        easier="suitcase-carry",
        swap="grip",
        reps=RepRange(20, 40, Measure.METRES),
        rest_s=75,
    ),
)
