"""What trains chest and front delts lying on the floor or pressing the body up, and the presses overhead.

Shares of bodyweight moved: 0.64 of a push-up, 0.49 on the knees, 0.55 and 0.41 with the hands 30 and 60 cm up, 0.70 and
0.74 with the feet 30 and 60 cm up (Ebben et al. 2011, doi 10.1519/JSC.0b013e31820c8587); the others are estimates of
ours.
"""

from __future__ import annotations

from typing import Final

from overload.model import Exercise, LoadedWith, OpenEnd, RepRange

_CHEST: Final = ("chest",)
_PRESSED: Final = ("triceps", "front-delts")

CHEST: Final = (
    Exercise(
        id="dumbbell-floor-press",
        name="Dumbbell floor press",
        direct=_CHEST,
        indirect=_PRESSED,
        loaded_with=LoadedWith.PAIR,
        instructions=(
            "Sit down with the dumbbells upright on your thighs, roll onto your back and bring them along to your "
            "chest, knees bent. Press both up until the arms are straight above your chest, then lower them until the "
            "backs of your upper arms touch the floor, and pause there. To get out, bring them back to your thighs and"
            " rock up."
        ),
        cues=("elbows halfway between ribs and shoulders", "touch the floor, do not drop", "wrists over the elbows"),
        cautions=("get the dumbbells up from your thighs as you lie back",),
        aliases=("floor-press", "floor-presses", "db-floor-press"),
        alternatives=("dumbbell-floor-press-one-arm", "push-up", "squeeze-floor-press"),
        start_share=0.15,
        easier="squeeze-floor-press",
        harder="dumbbell-floor-press-one-arm",
        swap="chest-press",
        reps=RepRange(8, 12),
        rest_s=120,
    ),
    Exercise(
        id="squeeze-floor-press",
        name="Squeeze floor press",
        direct=_CHEST,
        indirect=_PRESSED,
        loaded_with=LoadedWith.ONE,
        instructions=(
            "Lie on your back, knees bent, one dumbbell across your chest with a palm against each of its ends. Squeeze"
            " it hard between your palms all the time, press it up until the arms are straight, and lower it to the "
            "chest slowly."
        ),
        cues=("squeeze before you press", "straight above the chest", "slow on the way down"),
        aliases=("squeeze-press", "crush-press"),
        alternatives=("push-up", "knee-push-up"),
        start_share=0.28,
        harder="dumbbell-floor-press",
        swap="chest-press",
        reps=RepRange(10, 20),
        rest_s=90,
    ),
    Exercise(
        id="dumbbell-floor-press-one-arm",
        name="One-arm dumbbell floor press",
        direct=_CHEST,
        indirect=("triceps", "front-delts", "obliques"),
        loaded_with=LoadedWith.ONE,
        sides=2,
        instructions=(
            "Lie on your back, knees bent, one dumbbell over your chest and the free arm on the floor out to the side."
            " Press it up and lower it until the upper arm touches the floor, without letting your trunk roll towards "
            "the weight. Do all reps on one side, then the other."
        ),
        cues=("both shoulders stay on the floor", "squeeze the free hand", "press straight up"),
        aliases=("one-arm-floor-press", "single-arm-floor-press"),
        alternatives=("dumbbell-floor-press", "push-up"),
        start_share=0.14,
        easier="dumbbell-floor-press",
        harder="archer-push-up",
        swap="chest-press",
        reps=RepRange(8, 12),
        rest_s=90,
    ),
    Exercise(
        id="wall-push-up",
        name="Wall push-up",
        direct=_CHEST,
        indirect=_PRESSED,
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Stand a long step from a wall, hands on it at shoulder height, a little wider than your shoulders. Bend "
            "the arms until your forehead nearly touches the wall, straight as a board from heels to head, and push "
            "away again. The further away your feet, the harder it is."
        ),
        cues=("body like a board", "elbows slanting back", "all of the hand on the wall"),
        aliases=("wall-pushup", "wall-press-up"),
        alternatives=("knee-push-up",),
        needs=("wall",),
        body_share=0.3,
        harder="incline-push-up",
        swap="chest-press",
        reps=RepRange(8, 20),
        rest_s=60,
    ),
    Exercise(
        id="incline-push-up",
        name="Incline push-up",
        direct=_CHEST,
        indirect=_PRESSED,
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Put your hands on a table that cannot slide, and step back until your body is one straight line from "
            "heels to head. Bend the arms until your chest nearly touches the edge and push away again. The higher the "
            "hands, the easier it is."
        ),
        cues=("body like a board", "elbows slanting back", "chest to the edge, not the chin"),
        aliases=("table-push-up", "incline-pushup"),
        alternatives=("knee-push-up",),
        needs=("table",),
        body_share=0.48,
        easier="wall-push-up",
        harder="knee-push-up",
        swap="chest-press",
        reps=RepRange(8, 20),
        rest_s=90,
    ),
    Exercise(
        id="knee-push-up",
        name="Knee push-up",
        direct=_CHEST,
        indirect=_PRESSED,
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Kneel on something soft with your hands on the floor a little wider than your shoulders, and walk the "
            "knees back until you are straight from knees to head. Lower your chest to just above the floor and push "
            "up again without the hips lagging behind."
        ),
        cues=("straight from knee to head", "squeeze your seat", "chest down first"),
        aliases=("kneeling-push-up", "knee-pushup"),
        alternatives=("incline-push-up", "push-up"),
        body_share=0.49,
        easier="incline-push-up",
        harder="push-up",
        swap="chest-press",
        reps=RepRange(8, 20),
        rest_s=90,
    ),
    Exercise(
        id="push-up",
        name="Push-up",
        direct=_CHEST,
        indirect=_PRESSED,
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Support yourself on hands and toes, hands under or a little outside your shoulders, and make one line from"
            " heels to head. Lower yourself until your chest is a fist above the floor, elbows slanting back, and push "
            "until the arms are straight. A rep counts as long as the line holds."
        ),
        cues=("belly and seat tight", "elbows slant back", "push the floor away"),
        aliases=("pushup", "pushups", "push-ups", "press-up", "press-ups"),
        alternatives=("knee-push-up",),
        body_share=0.64,
        easier="knee-push-up",
        harder="deficit-push-up",
        swap="chest-press",
        reps=RepRange(8, 20),
        rest_s=90,
    ),
    Exercise(
        id="deficit-push-up",
        name="Deficit push-up",
        direct=_CHEST,
        indirect=_PRESSED,
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Lay two equal stacks of books a little wider than your shoulders, put a hand on each and your toes on the "
            "floor. Lower your chest between them as deep as it goes without pain in the shoulders, pause, and push up "
            "until the arms are straight. The longer way down is what makes it harder than a push-up."
        ),
        cues=("stacks that cannot slide", "stretch at the bottom", "one line from heels to head"),
        aliases=("deep-push-up", "deficit-pushup"),
        alternatives=("push-up", "knee-push-up"),
        needs=("books",),
        body_share=0.64,
        easier="push-up",
        harder="feet-elevated-push-up",
        swap="chest-press",
        reps=RepRange(8, 15),
        rest_s=90,
    ),
    Exercise(
        id="feet-elevated-push-up",
        name="Feet-elevated push-up",
        direct=("chest", "front-delts"),
        indirect=("triceps",),
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Put your toes on a chair that stands against a wall and your hands on the floor under your shoulders. Keep"
            " the body in one line, lower your face to just above the floor and push up again. The higher the feet, the"
            " more the shoulders have to do."
        ),
        cues=("hips in line, not sagging", "elbows slant back", "look at the floor ahead"),
        aliases=("decline-push-up", "feet-up-push-up"),
        alternatives=("deficit-push-up", "push-up"),
        needs=("chair",),
        body_share=0.72,
        easier="deficit-push-up",
        harder="archer-push-up",
        swap="chest-press",
        reps=RepRange(6, 15),
        rest_s=90,
    ),
    Exercise(
        id="archer-push-up",
        name="Archer push-up",
        direct=_CHEST,
        indirect=_PRESSED,
        loaded_with=LoadedWith.BODYWEIGHT,
        sides=2,
        instructions=(
            "Take a push-up position with the hands nearly two shoulder widths apart. Lower yourself towards one hand "
            "while the other arm stays straight and slides out, then push back to the middle with the bent arm. Do all "
            "reps on one side, then the other."
        ),
        cues=("the straight arm only steadies", "hips stay level", "chest to the hand"),
        aliases=("archer", "side-to-side-push-up"),
        alternatives=("feet-elevated-push-up", "push-up"),
        body_share=0.5,
        easier="deficit-push-up",
        swap="chest-press",
        reps=RepRange(4, 10),
        rest_s=120,
    ),
    Exercise(
        id="dumbbell-floor-fly",
        name="Dumbbell floor fly",
        direct=_CHEST,
        indirect=("front-delts",),
        loaded_with=LoadedWith.PAIR,
        instructions=(
            "Lie on your back, knees bent, light dumbbells above your chest, palms facing each other. Open the arms "
            "wide with the elbows a little bent until the upper arms touch the floor, then bring them together again as"
            " if around a barrel. The angle of the elbows never changes."
        ),
        cues=("around a barrel", "lower for three seconds", "no clinking at the top"),
        aliases=("floor-fly", "chest-fly", "dumbbell-fly"),
        alternatives=("deficit-push-up", "push-up", "squeeze-floor-press"),
        start_share=0.06,
        light=True,
        easier="push-up",
        swap="chest-fly",
        reps=RepRange(10, 15),
        rest_s=60,
    ),
)

OVERHEAD: Final = (
    Exercise(
        id="dumbbell-press",
        name="Dumbbell press",
        direct=("front-delts",),
        indirect=("triceps", "side-delts"),
        loaded_with=LoadedWith.PAIR,
        instructions=(
            "Stand with a dumbbell at each shoulder, palms forward or facing each other. Tighten belly and seat, press "
            "both dumbbells overhead until the arms are straight, and lower them to the shoulders again."
        ),
        cues=("ribs down", "wrists over the elbows", "head through at the top"),
        cautions=("get the dumbbells up from your thighs, one knee at a time",),
        aliases=("press", "overhead-press", "shoulder-press"),
        alternatives=("dumbbell-press-one-arm", "pike-push-up", "dumbbell-press-two-hands"),
        start_share=0.1,
        open_end=OpenEnd.ONE_LEFT,
        easier="dumbbell-press-two-hands",
        harder="dumbbell-press-one-arm",
        swap="overhead",
        reps=RepRange(8, 12),
        rest_s=120,
    ),
    Exercise(
        id="dumbbell-press-two-hands",
        name="Two-hand dumbbell press",
        direct=("front-delts",),
        indirect=("triceps", "side-delts"),
        loaded_with=LoadedWith.ONE,
        instructions=(
            "Stand and hold one dumbbell at your chest, a hand around each end. Tighten belly and seat, press it "
            "overhead until the arms are straight, and lower it to the chest again. It is the press for a dumbbell "
            "that is too heavy for one hand."
        ),
        cues=("ribs down", "past the face, not around it", "head through at the top"),
        aliases=("two-hand-press", "two-handed-press", "one-dumbbell-press"),
        alternatives=("pike-push-up",),
        start_share=0.2,
        open_end=OpenEnd.ONE_LEFT,
        harder="dumbbell-press",
        swap="overhead",
        reps=RepRange(8, 12),
        rest_s=90,
    ),
    Exercise(
        id="dumbbell-press-one-arm",
        name="One-arm dumbbell press",
        direct=("front-delts",),
        indirect=("triceps", "side-delts", "obliques"),
        loaded_with=LoadedWith.ONE,
        sides=2,
        instructions=(
            "Stand with one dumbbell at your shoulder and make a fist with the free hand. Press it overhead without "
            "bending sideways, let it down to the shoulder, and do all reps before you change hands."
        ),
        cues=("belly and seat tight", "shoulders level", "arm beside the ear"),
        aliases=("one-arm-press", "single-arm-press"),
        alternatives=("dumbbell-press", "pike-push-up"),
        start_share=0.1,
        open_end=OpenEnd.ONE_LEFT,
        easier="dumbbell-press",
        harder="pike-push-up",
        swap="overhead",
        reps=RepRange(6, 12),
        rest_s=75,
    ),
    Exercise(
        id="pike-push-up",
        name="Pike push-up",
        direct=("front-delts",),
        indirect=("triceps", "side-delts"),
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "From a push-up position walk your feet in until your hips are high and arms, trunk and legs make a tent. "
            "Bend the arms until the top of your head nearly touches the floor in front of your hands, then push back "
            "up. With the hands on a table it is easier, with the feet on a chair harder."
        ),
        cues=("hips stay high", "head goes in front of the hands", "elbows slant back"),
        aliases=("pike", "pike-pushup"),
        alternatives=("dumbbell-press", "dumbbell-press-one-arm"),
        body_share=0.55,
        easier="dumbbell-press-one-arm",
        swap="overhead",
        reps=RepRange(5, 12),
        rest_s=120,
    ),
)
