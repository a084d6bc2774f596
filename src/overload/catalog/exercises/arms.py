"""What trains side and rear delts, triceps and biceps by themselves.

At least a third of direct triceps sets are best done with the arm overhead, where its long head is stretched (Maeo et
al. 2023, doi 10.1080/17461391.2022.2100279).
"""

from __future__ import annotations

from typing import Final

from overload.model import Exercise, Gear, LoadedWith, OpenEnd, RepRange

DELTS: Final = (
    Exercise(
        id="lateral-raise",
        name="Lateral raise",
        direct=("side-delts",),
        loaded_with=LoadedWith.PAIR,
        instructions=(
            "Stand with light dumbbells beside your thighs. Raise both arms out to the sides, elbows a little bent, "
            "until the hands are level with your shoulders, and lower them slowly. Where your lightest dumbbells are "
            "too heavy, do it with bent arms."
        ),
        cues=("lead with the elbows", "no swinging from the hips", "shoulders away from the ears"),
        aliases=("side-raise", "lateral-raises", "lat-raise"),
        alternatives=("lateral-raise-leaning", "lateral-raise-bent-arm"),
        start_share=0.04,
        light=True,
        easier="lateral-raise-bent-arm",
        harder="lateral-raise-leaning",
        swap="side-delt",
        reps=RepRange(12, 20),
        rest_s=60,
    ),
    Exercise(
        id="two-hand-upright-row",
        name="Two-hand upright row",
        direct=("side-delts",),
        indirect=("upper-traps", "biceps"),
        loaded_with=LoadedWith.ONE,
        instructions=(
            "Stand tall and hold one dumbbell by its ends, arms hanging. Pull it up close to the body with the elbows "
            "leading out to the sides, to the lower chest and no higher, and lower it slowly."
        ),
        cues=("elbows wide", "elbows never above the shoulders", "no swinging"),
        aliases=("upright-row", "upright-rows"),
        alternatives=("lateral-raise-bent-arm",),
        start_share=0.2,
        harder="lateral-raise-bent-arm",
        swap="side-delt",
        reps=RepRange(10, 15),
        rest_s=60,
    ),
    Exercise(
        id="lateral-raise-bent-arm",
        name="Bent-arm lateral raise",
        direct=("side-delts",),
        loaded_with=LoadedWith.ONE,
        sides=2,
        instructions=(
            "Stand with a dumbbell in one hand, its elbow bent to a right angle at your side and the forearm pointing "
            "ahead. Raise the elbow out to the side until it is level with your shoulder, and lower it slowly. Do all "
            "reps, then change sides: it is the raise for a dumbbell that is too heavy for a straight arm."
        ),
        cues=("the elbow leads", "keep the right angle", "trunk upright"),
        aliases=("right-angle-raise", "one-arm-raise-bent"),
        alternatives=("lateral-raise",),
        start_share=0.07,
        light=True,
        easier="two-hand-upright-row",
        harder="lateral-raise",
        swap="side-delt",
        reps=RepRange(10, 20),
        rest_s=45,
    ),
    Exercise(
        id="lateral-raise-leaning",
        name="Leaning lateral raise",
        direct=("side-delts",),
        loaded_with=LoadedWith.ONE,
        sides=2,
        instructions=(
            "Hold on to a door frame, feet close to it, and lean away until the holding arm is straight. Raise the "
            "dumbbell in the other hand out to the side to shoulder height and lower it slowly. Do all reps, then "
            "change sides."
        ),
        cues=("hang from a straight arm", "lead with the elbow", "hold for a moment at the top"),
        aliases=("leaning-raise", "one-arm-lateral-raise"),
        alternatives=("lateral-raise", "lateral-raise-bent-arm"),
        needs=("doorway",),
        start_share=0.04,
        light=True,
        easier="lateral-raise",
        swap="side-delt",
        reps=RepRange(10, 15),
        rest_s=45,
    ),
    Exercise(
        id="rear-delt-row",
        name="Rear-delt row",
        direct=("rear-delts", "mid-back"),
        loaded_with=LoadedWith.PAIR,
        instructions=(
            "Bend forward from the hips, back flat, and let the dumbbells hang with palms facing back. Pull the elbows "
            "out and up, wide of the body, until the upper arms are level with your back, and lower them slowly. It is "
            "the reverse fly with bent arms, for dumbbells that are too heavy for straight ones."
        ),
        cues=("elbows wide", "trunk still", "squeeze for a second"),
        aliases=("wide-row", "high-row"),
        alternatives=("reverse-dumbbell-fly", "prone-arm-raise", "dumbbell-row"),
        start_share=0.08,
        light=True,
        easier="prone-arm-raise",
        harder="reverse-dumbbell-fly",
        swap="rear-delt",
        reps=RepRange(10, 15),
        rest_s=60,
    ),
    Exercise(
        id="prone-arm-raise",
        name="Prone arm raise",
        direct=("rear-delts", "mid-back"),
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Lie on your belly, forehead on a folded towel, arms stretched out to the sides, thumbs up. Lift both arms "
            "as high as they go without lifting the chest, hold for a second, and lower them slowly. It is the reverse "
            "fly without dumbbells."
        ),
        cues=("lift from the shoulder blades", "neck long", "chest stays down"),
        aliases=("prone-raise", "prone-reverse-fly", "floor-reverse-fly"),
        body_share=0,
        harder="rear-delt-row",
        swap="rear-delt",
        reps=RepRange(10, 20),
        rest_s=60,
    ),
)

TRICEPS: Final = (
    Exercise(
        id="close-grip-push-up",
        name="Close-grip push-up",
        direct=("triceps", "chest"),
        indirect=("front-delts",),
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Take a push-up position with the hands under your chest, a hand's width apart. Lower yourself with the "
            "elbows brushing the ribs and push up until the arms are straight. With the hands on a table it is easier, "
            "with the feet on a chair harder."
        ),
        cues=("elbows brush the ribs", "one line from heels to head", "straighten the arms fully"),
        aliases=("close-push-up", "diamond-push-up", "narrow-push-up"),
        alternatives=("push-up", "knee-push-up"),
        body_share=0.64,
        swap="triceps-press",
        reps=RepRange(6, 15),
        rest_s=90,
    ),
    Exercise(
        id="chair-dip",
        name="Chair dip",
        direct=("triceps",),
        indirect=("chest", "front-delts"),
        loaded_with=LoadedWith.BODYWEIGHT,
        gear=Gear.DUMBBELLS,
        instructions=(
            "Set a chair against the wall, sit on its front edge with your hands beside you and slide your hips off. "
            "Bend the arms until the upper arms are nearly level with the floor and press back up. Feet closer make it "
            "easier; later a dumbbell lies in your lap. If the front of a shoulder hurts, do close-grip push-ups."
        ),
        cues=("chair against the wall", "hips close to the seat", "elbows point back"),
        cautions=("pain in the front of the shoulder means close-grip push-ups instead",),
        aliases=("bench-dip", "dips", "dip"),
        alternatives=("close-grip-push-up",),
        needs=("chair",),
        body_share=0.5,
        swap="triceps-press",
        reps=RepRange(6, 15),
        rest_s=90,
        open_end=OpenEnd.ONE_LEFT,
    ),
    Exercise(
        id="overhead-triceps-extension",
        name="Overhead triceps extension",
        direct=("triceps",),
        loaded_with=LoadedWith.ONE,
        instructions=(
            "Sit upright on a chair and hold one dumbbell upright overhead, both palms under its upper plate. Let it "
            "down behind your head by bending the elbows as far as they go, then straighten them. If the plates are "
            "held by collars, check that they are tight."
        ),
        cues=("elbows point forward and up", "deep stretch", "ribs down"),
        cautions=("both hands under the upper plate, and its collar tight",),
        aliases=("overhead-extension", "triceps-extension", "french-press"),
        alternatives=("lying-triceps-extension", "overhead-triceps-extension-one-arm", "close-grip-push-up"),
        needs=("chair",),
        start_share=0.12,
        open_end=OpenEnd.ONE_LEFT,
        easier="lying-triceps-extension",
        harder="overhead-triceps-extension-one-arm",
        swap="triceps-ext",
        reps=RepRange(10, 15),
        rest_s=75,
    ),
    Exercise(
        id="overhead-triceps-extension-one-arm",
        name="One-arm overhead triceps extension",
        direct=("triceps",),
        loaded_with=LoadedWith.ONE,
        sides=2,
        instructions=(
            "Sit upright with a light dumbbell overhead in one hand; the other hand steadies that upper arm. Bend the "
            "elbow until the dumbbell is behind your neck and straighten it again. Do all reps, then change arms."
        ),
        cues=("the upper arm stays upright", "slow on the way down", "no arching"),
        aliases=("one-arm-extension", "one-arm-overhead-extension"),
        alternatives=("overhead-triceps-extension", "lying-triceps-extension", "close-grip-push-up"),
        needs=("chair",),
        start_share=0.06,
        light=True,
        open_end=OpenEnd.ONE_LEFT,
        easier="overhead-triceps-extension",
        swap="triceps-ext",
        reps=RepRange(8, 15),
        rest_s=45,
    ),
    Exercise(
        id="lying-triceps-extension",
        name="Lying triceps extension",
        direct=("triceps",),
        loaded_with=LoadedWith.PAIR,
        instructions=(
            "Lie on your back, knees bent, dumbbells straight above your shoulders, palms facing each other. Bend only "
            "the elbows until the dumbbells are beside your ears, then straighten them. Let the upper arms slant a "
            "little towards your head, so that they never rest."
        ),
        cues=("upper arms still", "beside the ears, not over the face", "straighten fully"),
        aliases=("lying-extension", "skull-crusher", "skullcrusher"),
        alternatives=("overhead-triceps-extension", "close-grip-push-up"),
        start_share=0.06,
        light=True,
        open_end=OpenEnd.ONE_LEFT,
        easier="close-grip-push-up",
        harder="overhead-triceps-extension",
        swap="triceps-ext",
        reps=RepRange(8, 15),
        rest_s=60,
    ),
)

BICEPS: Final = (
    Exercise(
        id="dumbbell-curl",
        name="Dumbbell curl",
        direct=("biceps",),
        indirect=("forearms",),
        loaded_with=LoadedWith.PAIR,
        instructions=(
            "Stand tall with a dumbbell in each hand, palms turned forward. Bend the elbows until the dumbbells are at "
            "your shoulders, with the upper arms still at your sides, and lower them all the way. If both at once are "
            "too heavy, let the arms take turns."
        ),
        cues=("elbows stay at your sides", "all the way down", "no leaning back"),
        aliases=("curl", "curls", "biceps-curl", "bicep-curl"),
        alternatives=("concentration-curl", "hammer-curl", "dumbbell-curl-two-hands"),
        start_share=0.08,
        light=True,
        easier="dumbbell-curl-two-hands",
        harder="concentration-curl",
        swap="curl",
        reps=RepRange(8, 12),
        rest_s=75,
    ),
    Exercise(
        id="dumbbell-curl-two-hands",
        name="Two-hand dumbbell curl",
        direct=("biceps",),
        indirect=("forearms",),
        loaded_with=LoadedWith.ONE,
        instructions=(
            "Stand tall and hold one dumbbell by its ends, palms forward, arms hanging. Bend the elbows until it is at "
            "your chest, with the upper arms still at your sides, and lower it all the way. It is the curl for a "
            "dumbbell that is too heavy for one hand."
        ),
        cues=("elbows stay at your sides", "all the way down", "no leaning back"),
        aliases=("two-hand-curl", "two-handed-curl", "one-dumbbell-curl"),
        alternatives=("bent-over-dumbbell-row",),
        start_share=0.16,
        harder="dumbbell-curl",
        swap="curl",
        reps=RepRange(8, 15),
        rest_s=75,
    ),
    Exercise(
        id="hammer-curl",
        name="Hammer curl",
        direct=("biceps",),
        indirect=("forearms",),
        loaded_with=LoadedWith.PAIR,
        instructions=(
            "Stand with a dumbbell in each hand, palms facing your thighs, and keep them so. Bend the elbows until the "
            "dumbbells are at your shoulders, thumbs up, and lower them slowly. If both at once are too heavy, let the "
            "arms take turns."
        ),
        cues=("thumbs up all the way", "elbows still", "three seconds down"),
        aliases=("hammer", "hammer-curls"),
        alternatives=("dumbbell-curl", "concentration-curl", "dumbbell-curl-two-hands"),
        start_share=0.09,
        swap="curl",
        reps=RepRange(10, 15),
        rest_s=60,
    ),
    Exercise(
        id="concentration-curl",
        name="Concentration curl",
        direct=("biceps",),
        indirect=("forearms",),
        loaded_with=LoadedWith.ONE,
        sides=2,
        instructions=(
            "Sit on a chair with your knees apart, lean forward and rest the back of one upper arm against the inside "
            "of that thigh, a dumbbell in the hand. Curl it to your shoulder and lower it until the arm is straight. Do"
            " all reps, then change arms."
        ),
        cues=("the thigh holds the arm still", "squeeze at the top", "straighten fully"),
        aliases=("concentration", "one-arm-curl"),
        alternatives=("dumbbell-curl", "hammer-curl", "dumbbell-curl-two-hands"),
        needs=("chair",),
        start_share=0.08,
        light=True,
        easier="dumbbell-curl",
        swap="curl",
        reps=RepRange(8, 15),
        rest_s=30,
    ),
)
