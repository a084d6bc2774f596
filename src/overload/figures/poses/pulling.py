"""Figures of what is pulled: hips, back and biceps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import evolve

from overload.figures.poses.things import bar, bench, chair
from overload.model.figure import PAIR, Figure, Foot, Held, Hold, Mark, Origin, Pose, Reach, Solid

RIGHT_HAND: Final = (Held(Hold.RIGHT),)

DEADLIFT: Final = Figure(
    "from the shins to standing",
    (22, 6),
    Pose(bend=4, lean=-3, hands=Reach(4, 1, -37)),
    Pose(hip=(-18, 37), lean=60, bend=4, head=-36, hands=Reach(1, 0, -37.3)),
    PAIR,
)

HANG: Final = Pose(
    hip=(-2, 54), lean=-2, shrug=2, hands=Reach.at(0, 18, 119), elbow=(0.2, 1, -0.6), feet=Foot(-17, 4, 6, heel=55)
)
CHIN_OVER_THE_BAR: Final = evolve(HANG, hip=(2, 79.5), lean=-14, head=6, shrug=0, feet=Foot(-15, 4, 31.5, heel=55))
PULL_UP: Final = Figure("from a hang until the chin is over the bar", (60, 4), HANG, CHIN_OVER_THE_BAR, solids=bar(119))
PARTNER: Final = (
    Solid(((-46, -4, 50), (-46, 4, 50), (-43, -6, 72), (-43, 6, 72)), 4.6),
    Solid(((-41, 0, 88), (-40, 0, 84)), 5.2),
    Solid(((-46, -5, 49), (-42, -6, 28), (-46, -7, 4)), 4.0),
    Solid(((-46, 5, 49), (-42, 6, 28), (-46, 7, 4)), 4.0),
)
"""Somebody who stands behind."""

WITH_BAND: Final = evolve(
    PULL_UP,
    words="from a hang until the chin is over the bar, the knees in a band from the bar",
    held=(Held(Hold.BAND, (0, 0, 119)),),
)
WITH_CHAIR: Final = evolve(
    PULL_UP,
    words="from a hang until the chin is over the bar, one foot pushing off a chair",
    view=(30, 7),
    start=evolve(HANG, left_foot=Foot(14, 6, 26)),
    end=evolve(CHIN_OVER_THE_BAR, left_foot=Foot(14, 6, 26, heel=30)),
    solids=(*bar(119), *chair((6, -8), (32, 16), 26, back=32)),
)
WITH_PARTNER: Final = evolve(
    PULL_UP,
    words="from a hang until the chin is over the bar, a partner holding the ankles",
    view=(24, 6),
    held=(Held(Hold.ARMS, (-40, 0, 72)),),
    solids=(*bar(119), *PARTNER),
)

KNEELING: Final = Pose(
    hip=(0, 51.6), lean=66, bend=4, head=-24, roll=-3,
    hands=Reach(2, 0, -37.3), left_hand=Reach.at(29, 11, 26.5), elbow=(-1, 0.35, 0.9), left_elbow=(-0.4, 1, 0.2),
    feet=Foot(-4, 11), left_foot=Foot(-37.3, 5, 24.3, heel=165),
)  # fmt: skip
"""On all fours with one hand and one knee on a bench."""
ROW: Final = Figure(
    "one dumbbell from a straight arm to the lower ribs, the other hand and knee on a bench",
    (15, 9),
    KNEELING,
    evolve(KNEELING, roll=-7, hands=Reach(-15.5, 2, -15.5)),
    RIGHT_HAND,
    bench((-45, 0), (38, 15), 24),
)

BENT: Final = Pose(hip=(-14, 47), lean=62, bend=4, head=-24, hands=Reach(0, 2, -37.3), elbow=(-1, 0.35, 0.9))
BENT_OVER_ROW: Final = Figure(
    "two dumbbells from straight arms to the sides, leaning forward",
    (24, 8),
    BENT,
    evolve(BENT, hands=Reach(-14, 4, -15.5)),
    PAIR,
)

SHRUG: Final = Figure(
    "the shoulders straight up towards the ears, the arms hanging",
    (47, 6),
    Pose(hands=Reach(1, 4, -37.2)),
    Pose(hands=Reach(1, 4, -37.2), shrug=5),
    PAIR,
    marks=(Mark((0, -19, 90), (0, 0, 1)), Mark((0, 19, 90), (0, 0, 1))),
)

REVERSE_FLY: Final = Figure(
    "two light dumbbells from a hang out to the sides, leaning forward",
    (40, 9),
    Pose(hip=(-15, 47), lean=68, bend=4, head=-30, hands=Reach(2, 1, -36), elbow=(-0.3, 1, 0)),
    Pose(hip=(-15, 47), lean=68, bend=4, head=-30, hands=Reach(4, 35, 4), elbow=(-0.3, 0.6, 1)),
    PAIR,
)

UNDERHAND: Final = Reach.at(0, 8, 119)
CONCENTRATED: Final = Pose(
    hip=(0, 30.6), lean=38, bend=8, head=-10,
    left_hand=Reach.at(22, 19, 34), elbow=(-0.5, -0.1, -1), left_elbow=(-0.3, 1, 0.2),
    feet=Foot(22, 20, toeout=25), knee=(1, 0.5, 0.4), grip=(0, 1, 0),
)  # fmt: skip

PRONE: Final = Pose(
    hip=(0, 7.5),
    lean=90,
    head=-6,
    elbow=(-0.2, 0.6, 1),
    feet=Foot(-48.5, 0, -2, heel=60, origin=Origin.BODY),
    knee=(0.2, 0, -1),
)

PULLING: Final[Mapping[str, Figure]] = {
    "dumbbell-deadlift": DEADLIFT,
    "pull-up": PULL_UP,
    "assisted-pull-up-band": WITH_BAND,
    "assisted-pull-up-partner": WITH_PARTNER,
    "assisted-pull-up-chair": WITH_CHAIR,
    "dumbbell-row": ROW,
    "bent-over-dumbbell-row": BENT_OVER_ROW,
    "dumbbell-shrug": SHRUG,
    "reverse-dumbbell-fly": REVERSE_FLY,
    "chin-up": evolve(
        PULL_UP,
        words="palms towards the face, from a hang until the chin is over the bar",
        view=(34, 5),
        start=evolve(HANG, hands=UNDERHAND, elbow=(1, 0.1, -0.4)),
        end=evolve(CHIN_OVER_THE_BAR, hip=(-2, 78.5), hands=UNDERHAND, elbow=(1, 0.1, -0.4), lean=-10),
    ),
    "rear-delt-row": Figure(
        "leaning forward, two dumbbells from a hang up with the elbows wide",
        (47, 9),
        evolve(BENT, lean=72, hands=Reach(2, 3, -37), elbow=(0, 1, 0.3), grip=(0, 1, 0)),
        evolve(BENT, lean=72, hands=Reach(2, 17.5, -13), elbow=(0, 1, 0.3), grip=(0, 1, 0)),
        PAIR,
    ),
    "prone-arm-raise": Figure(
        "lying on the belly, the arms stretched out to the sides, up from the floor",
        (58, 20),
        evolve(PRONE, hands=Reach(1, 37.2, -1.5)),
        evolve(PRONE, hands=Reach(-2, 33, 16)),
    ),
    "dumbbell-curl-two-hands": Figure(
        "one dumbbell held by its ends in both hands, from the thighs to the chest",
        (50, 6),
        Pose(hands=Reach(7, -8, -35), elbow=(-0.5, 0.6, -0.4), grip=(0, 1, 0)),
        Pose(hands=Reach(18, -8, -7), elbow=(-0.4, 0.5, -1), grip=(0, 1, 0)),
        (Held(Hold.BOTH),),
    ),
    "dumbbell-curl": Figure(
        "two dumbbells from the thighs to the shoulders, palms up, the upper arms still",
        (50, 6),
        Pose(hands=Reach(3, 3, -37.2), elbow=(-0.5, 0.15, -1), grip=(0, 1, 0)),
        Pose(hands=Reach(12, 3, -5), elbow=(-0.5, 0.15, -1), grip=(0, 1, 0)),
        PAIR,
    ),
    "hammer-curl": Figure(
        "two dumbbells from the sides to the shoulders, thumbs up, the upper arms still",
        (26, 6),
        Pose(hands=Reach(3, 3, -37.2), elbow=(-0.5, 0.15, -1)),
        Pose(hands=Reach(13, 3, -6), elbow=(-0.5, 0.15, -1), grip=(-0.7, 0, 0.7)),
        PAIR,
    ),
    "concentration-curl": Figure(
        "sitting, one elbow against the inside of the thigh, one dumbbell from a hang to the shoulder",
        (52, 10),
        evolve(CONCENTRATED, hands=Reach(6, -5, -36)),
        evolve(CONCENTRATED, hands=Reach(17, -7, -9)),
        RIGHT_HAND,
        bench((-13, -12), (11, 12), 25),
    ),
}
