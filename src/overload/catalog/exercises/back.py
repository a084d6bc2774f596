"""The exercises of the home back workout, the chin-up, and the ways to be helped on the bar.

The assisted pull-ups are ways to make the rungs of the pull-up's ladder and are logged as pull-ups; they stand here to
be looked up, by their full names.
"""

from __future__ import annotations

from typing import Final

from overload.model import Exercise, LoadedWith, OpenEnd, RepRange

DEADLIFT: Final = Exercise(
    id="dumbbell-deadlift",
    name="Dumbbell deadlift",
    direct=("erectors", "glutes", "hamstrings"),
    indirect=("upper-traps", "forearms", "quads"),
    loaded_with=LoadedWith.PAIR,
    instructions=(
        "Stand with your feet under your hips and a dumbbell in each hand, in front of or beside your thighs. Push "
        "your hips back and bend your knees until the dumbbells are at mid-shin, keeping your back as long and flat "
        "as it was when you stood. Then push the floor away and bring hips and shoulders up together until you stand "
        "tall. Lower the same way, under control. It comes first because it asks for the most energy."
    ),
    cues=("push the floor away", "dumbbells brush the legs", "ribs down, back long", "stand tall, do not lean back"),
    aliases=("deadlift", "dl", "db-deadlift"),
    start_share=0.25,
    alternatives=("single-leg-romanian-deadlift", "glute-bridge"),
    open_end=OpenEnd.ONE_LEFT,
    reps=RepRange(8, 12),
    rest_s=150,
    swap="hinge",
)

PULL_UP: Final = Exercise(
    id="pull-up",
    name="Pull-up",
    direct=("lats",),
    indirect=("mid-back", "rear-delts", "biceps", "forearms"),
    loaded_with=LoadedWith.BODYWEIGHT,
    instructions=(
        "Hang from the bar with straight arms, hands a little wider than the shoulders, palms away from you. Draw "
        "your shoulder blades down, then pull your elbows towards your ribs until your chin is over the bar. Lower "
        "yourself slowly to a full hang. Any solid bar will do, indoors, in the garden or at an outdoor gym. While it "
        "is too hard, take a band, a partner or a chair as help and need less of it step by step."
    ),
    cues=("shoulder blades first", "elbows to the ribs", "no swinging", "all the way down"),
    aliases=("pullup", "pullups", "pull-ups", "pu"),
    alternatives=(
        "assisted-pull-up-band",
        "assisted-pull-up-partner",
        "assisted-pull-up-chair",
        "bent-over-dumbbell-row",
    ),
    needs_bar=True,
    reps=RepRange(5, 10),
    rest_s=150,
    swap="vertical-pull",
)

ROW: Final = Exercise(
    id="dumbbell-row",
    name="Dumbbell row",
    direct=("lats", "mid-back"),
    indirect=("rear-delts", "biceps", "forearms"),
    loaded_with=LoadedWith.ONE,
    sides=2,
    instructions=(
        "Put one hand and the knee of the same side on a chair, a bench or another steady support, and take the "
        "dumbbell in the other hand, arm hanging straight. Pull it to your lower ribs without turning your trunk, "
        "hold for a moment and let it down until the shoulder blade slides forward. Do all reps on one side, then the"
        " other: the two together are one set. Let the weaker side begin and set the number."
    ),
    cues=("elbow past the hip", "chest stays level", "stretch at the bottom", "neck long"),
    aliases=("row", "one-arm-row", "db-row", "one-arm-dumbbell-row"),
    alternatives=("bent-over-dumbbell-row",),
    start_share=0.2,
    needs=("chair",),
    reps=RepRange(8, 12),
    rest_s=120,
    swap="row",
)

SHRUG: Final = Exercise(
    id="dumbbell-shrug",
    name="Dumbbell shrug",
    direct=("upper-traps",),
    indirect=("forearms",),
    loaded_with=LoadedWith.PAIR,
    instructions=(
        "Stand tall with a dumbbell in each hand, arms hanging at your sides. Lift your shoulders straight up towards"
        " your ears as high as they go, stay there for a second and lower them slowly until you feel a stretch. The "
        "arms only hold; the elbows stay straight."
    ),
    cues=("straight up, no rolling", "pause at the top", "arms are ropes"),
    aliases=("shrug", "shrugs", "db-shrug"),
    start_share=0.25,
    alternatives=("suitcase-carry",),
    reps=RepRange(10, 15),
    rest_s=90,
    swap="shrug",
)

REVERSE_FLY: Final = Exercise(
    id="reverse-dumbbell-fly",
    name="Reverse dumbbell fly",
    direct=("rear-delts", "mid-back"),
    loaded_with=LoadedWith.PAIR,
    instructions=(
        "Hold a light dumbbell in each hand and lean forward from the hips until your trunk is nearly level with the "
        "floor, arms hanging with a slight bend in the elbows, palms facing each other. Sweep your arms out to the "
        "sides until they are in line with your shoulders, squeeze, and lower them without swinging. If the trunk "
        "starts to bounce, the dumbbells are too heavy."
    ),
    cues=("lead with the elbows", "shoulders away from the ears", "trunk still"),
    aliases=("fly", "reverse-fly", "rear-delt-fly", "flye", "reverse-flye"),
    start_share=0.05,
    light=True,
    alternatives=("rear-delt-row", "prone-arm-raise"),
    easier="rear-delt-row",
    reps=RepRange(12, 20),
    rest_s=90,
    swap="rear-delt",
)

BENT_OVER_ROW: Final = Exercise(
    id="bent-over-dumbbell-row",
    name="Bent-over dumbbell row",
    direct=("lats", "mid-back"),
    indirect=("rear-delts", "biceps", "forearms", "erectors"),
    loaded_with=LoadedWith.PAIR,
    instructions=(
        "With a dumbbell in each hand bend forward from the hips, back flat, knees soft, and let the arms hang. Pull "
        "both dumbbells to your sides, squeeze the shoulder blades together and lower under control. Nothing supports"
        " you, so the lower back works to hold the position: keep it flat, and stand up between sets."
    ),
    cues=("hips back, back flat", "elbows close", "no jerking from the hips"),
    aliases=("bent-over-row", "two-arm-row", "two-dumbbell-row"),
    alternatives=("dumbbell-row",),
    start_share=0.15,
    reps=RepRange(8, 12),
    rest_s=120,
    swap="row",
)

CHIN_UP: Final = Exercise(
    id="chin-up",
    name="Chin-up",
    direct=("lats", "biceps"),
    indirect=("mid-back", "rear-delts", "forearms"),
    loaded_with=LoadedWith.BODYWEIGHT,
    instructions=(
        "Hang from the bar with straight arms, hands at shoulder width, palms towards you. Pull your elbows down in "
        "front of you until your chin is over the bar, and lower yourself slowly to a full hang. The biceps do more "
        "than in the pull-up, and most people manage a rep or two more."
    ),
    cues=("shoulder blades first", "chest to the bar", "no swinging", "all the way down"),
    aliases=("chinup", "chinups", "chin-ups"),
    alternatives=("bent-over-dumbbell-row",),
    needs_bar=True,
    body_share=0.96,
    swap="vertical-pull",
    reps=RepRange(5, 10),
    rest_s=150,
)

ASSISTED: Final = (
    Exercise(
        id="assisted-pull-up-band",
        name="Pull-up with a band",
        direct=PULL_UP.direct,
        indirect=PULL_UP.indirect,
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Loop a strong elastic band over the bar, put your knees or feet into it and pull up as usual: the band "
            "carries you most at the bottom. A thicker band helps more. In the log it is the pull-up with a minus: "
            "-20x8 is eight reps with 20 kg of help."
        ),
        cues=("check the band for cracks", "the same depth as without it", "step out slowly"),
        alternatives=("pull-up",),
        needs_bar=True,
    ),
    Exercise(
        id="assisted-pull-up-partner",
        name="Pull-up with a partner",
        direct=PULL_UP.direct,
        indirect=PULL_UP.indirect,
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Bend your knees and let a partner hold your ankles or lower back and give just the push you need to keep"
            " moving. The help has no figure, so count reps and ask for less of it over time. In the log: partner x8."
        ),
        cues=("agree on how much before the set", "the partner follows, you pull", "lower yourself alone"),
        alternatives=("pull-up",),
        needs_bar=True,
    ),
    Exercise(
        id="assisted-pull-up-chair",
        name="Pull-up with a chair",
        direct=PULL_UP.direct,
        indirect=PULL_UP.indirect,
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Set a chair behind or under the bar, keep a foot on it and push just enough to finish the rep; lower "
            "yourself with as little help as you can. The help has no figure, so count reps. In the log: chair x8."
        ),
        cues=("a chair that cannot tip", "push with the leg last and least", "lower slowly without the leg"),
        alternatives=("pull-up",),
        needs_bar=True,
    ),
)

BACK: Final = (DEADLIFT, PULL_UP, ROW, SHRUG, REVERSE_FLY, BENT_OVER_ROW, CHIN_UP)
