"""What trains hamstrings and glutes: hinges, bridges and leg curls. Shares of bodyweight are our estimates."""

from __future__ import annotations

from typing import Final

from overload.model import Exercise, Gear, LoadedWith, OpenEnd, RepRange

HIPS: Final = (
    Exercise(
        id="romanian-deadlift",
        name="Romanian deadlift",
        direct=("hamstrings",),
        indirect=("glutes", "erectors", "forearms", "adductors"),
        loaded_with=LoadedWith.PAIR,
        instructions=(
            "Stand with a dumbbell in each hand in front of your thighs, knees soft. Push your hips straight back and "
            "let the dumbbells slide down your legs until the hamstrings stop you or your back would round. Then bring "
            "the hips forward until you stand tall."
        ),
        cues=("hips back, not down", "dumbbells close to the legs", "back long", "shins upright"),
        aliases=("rdl", "stiff-leg-deadlift", "romanian"),
        alternatives=("single-leg-romanian-deadlift", "glute-bridge"),
        start_share=0.2,
        open_end=OpenEnd.ONE_LEFT,
        easier="glute-bridge",
        harder="single-leg-romanian-deadlift",
        swap="hinge",
        reps=RepRange(8, 12),
        rest_s=120,
    ),
    Exercise(
        id="single-leg-romanian-deadlift",
        name="Single-leg Romanian deadlift",
        direct=("hamstrings", "glutes"),
        indirect=("erectors", "forearms"),
        loaded_with=LoadedWith.ONE,
        sides=2,
        instructions=(
            "Stand on one leg, a hand on the wall and a dumbbell in the other. Lean forward from the hip while the free"
            " leg goes back, until trunk and leg are nearly level, and come up again. If it wobbles, leave the rear "
            "toes on the floor; do all reps, then change legs."
        ),
        cues=("hips level", "back and rear leg in one line", "the standing knee is soft"),
        aliases=("single-leg-rdl", "one-leg-rdl", "b-stance-rdl"),
        alternatives=("romanian-deadlift", "glute-bridge"),
        needs=("wall",),
        start_share=0.15,
        open_end=OpenEnd.ONE_LEFT,
        easier="romanian-deadlift",
        swap="hinge",
        reps=RepRange(8, 12),
        rest_s=75,
    ),
    Exercise(
        id="hip-thrust",
        name="Hip thrust",
        direct=("glutes",),
        indirect=("hamstrings",),
        loaded_with=LoadedWith.ONE,
        instructions=(
            "Sit in front of a sofa that cannot slide, your shoulder blades on its edge, a padded dumbbell across your "
            "hips, feet flat. Push through your heels until trunk and thighs are level, squeeze, and lower your hips."
        ),
        cues=("chin down", "shins upright at the top", "squeeze your seat, not your back"),
        aliases=("hip-thrusts", "thrust"),
        alternatives=("glute-bridge",),
        needs=("sofa",),
        start_share=0.25,
        body_share=0.5,
        easier="glute-bridge",
        harder="single-leg-hip-thrust",
        swap="bridge",
        reps=RepRange(8, 15),
        rest_s=90,
    ),
    Exercise(
        id="single-leg-hip-thrust",
        name="Single-leg hip thrust",
        direct=("glutes",),
        indirect=("hamstrings",),
        loaded_with=LoadedWith.BODYWEIGHT,
        gear=Gear.DUMBBELLS,
        sides=2,
        instructions=(
            "As in the hip thrust, shoulder blades on the edge of a sofa that cannot slide, but with one foot off the "
            "floor. Push the hips up with the other leg until you are level, and lower them slowly. Do all reps, then "
            "change; later a dumbbell lies on your hip."
        ),
        cues=("hips stay level", "push through the heel", "squeeze for a second"),
        aliases=("one-leg-hip-thrust",),
        alternatives=("glute-bridge",),
        needs=("sofa",),
        body_share=0.5,
        easier="hip-thrust",
        swap="bridge",
        reps=RepRange(6, 15),
        rest_s=60,
    ),
    Exercise(
        id="glute-bridge",
        name="Glute bridge",
        direct=("glutes",),
        indirect=("hamstrings",),
        loaded_with=LoadedWith.ONE,
        instructions=(
            "Lie on your back, knees bent, feet flat, a padded dumbbell across your hips. Push through your heels until"
            " you are straight from knees to shoulders, squeeze for a second, and lower your hips."
        ),
        cues=("ribs down", "heels close to your seat", "squeeze at the top"),
        aliases=("bridge", "glute-bridges"),
        alternatives=("romanian-deadlift",),
        start_share=0.2,
        body_share=0.4,
        harder="hip-thrust",
        swap="bridge",
        reps=RepRange(10, 20),
        rest_s=60,
    ),
    Exercise(
        id="sliding-leg-curl",
        name="Sliding leg curl",
        direct=("hamstrings",),
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Lie on your back on a smooth floor, heels on a towel, hips lifted. Let the heels slide away until the legs"
            " are nearly straight, then pull them back under your knees, and keep the hips up all the time. If that is "
            "too hard, only slide out, and lower the hips to come back."
        ),
        cues=("hips up throughout", "pull with the heels", "slow on the way out"),
        aliases=("leg-curl", "slide-curl", "towel-curl"),
        alternatives=("glute-bridge", "romanian-deadlift"),
        needs=("towel",),
        body_share=0,
        harder="nordic-curl",
        swap="leg-curl",
        reps=RepRange(6, 12),
        rest_s=75,
    ),
    Exercise(
        id="nordic-curl",
        name="Nordic curl",
        direct=("hamstrings",),
        loaded_with=LoadedWith.BODYWEIGHT,
        instructions=(
            "Kneel on something soft and hook your heels under a heavy sofa. Lean forward in one line from knees to "
            "head, as slowly as you can, catch yourself with your hands and push back up. Do three reps a set in the "
            "first week: the soreness comes later."
        ),
        cues=("hips straight", "slow as long as you can", "hands ready"),
        cautions=("three reps a set in the first week, for it makes sore",),
        aliases=("nordic", "nordic-hamstring-curl"),
        alternatives=("sliding-leg-curl", "romanian-deadlift"),
        needs=("sofa",),
        body_share=0,
        easier="sliding-leg-curl",
        swap="leg-curl",
        reps=RepRange(3, 8),
        rest_s=150,
        open_end=OpenEnd.ONE_LEFT,
    ),
)
