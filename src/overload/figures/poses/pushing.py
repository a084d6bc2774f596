"""Figures of what is pushed: chest, shoulders and triceps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import evolve

from overload.figures.poses.propped import on_knees, straight
from overload.figures.poses.things import bench, block, chair, wall
from overload.model.figure import PAIR, Figure, Foot, Held, Hold, Pose, Reach, Solid

RIGHT_HAND: Final = (Held(Hold.RIGHT),)
BOTH_HANDS: Final = (Held(Hold.BOTH, (0, 0, -5)),)

PUSH: Final = Pose(head=-28, elbow=(-0.8, 0.8, 0.5))
ON_TOES: Final = Foot(-52, 5, heel=76)


def push_up(words: str, hands: Reach, foot: Foot = ON_TOES, low: float = 12.5, high: float = 37) -> Figure:
    """Return a push-up from straight arms down and up again."""
    return Figure(words, (18, 12), straight(PUSH, hands, foot, low), straight(PUSH, hands, foot, high))


DOWN: Final = "from straight arms until the chest is near the floor"
SUPINE: Final = Pose(hip=(10, 6.2), lean=-90, feet=Foot(34, 8), knee=(0.2, 0.12, 1), elbow=(0.5, 0.8, -0.9))
PRESSED: Final = Reach(1, 2, 37.3)
FLOOR_PRESS: Final = Figure(
    "lying on the back, two dumbbells from the elbows on the floor to straight arms",
    (14, 16),
    evolve(SUPINE, hands=Reach(9, 14.5, 17)),
    evolve(SUPINE, hands=PRESSED),
    PAIR,
)
AT_THE_SIDE: Final = Reach.trunk(-2, 10, -34)
FLY: Final = evolve(SUPINE, elbow=(1, 0.3, -0.3))

WIDE: Final = evolve(PUSH, elbow=(-0.5, 1, 0.5))
WIDE_FEET: Final = Foot(-52, 7, heel=76)
NEAR_HAND: Final = Reach.at(26, 27, 2.6)
FAR_HAND: Final = Reach.at(26, 39, 2.6)

SEATED: Final = Pose(hip=(0, 30.6), feet=Foot(23, 8), knee=(1, 0.15, 0.4))
SEAT: Final = chair((-13, -12), (13, 12), 25, back=-13)
UPPER_ARMS_UP: Final = (0.7, 0.5, 1)

LEANING: Final = Pose(
    hip=(0, 48.9),
    sway=-2.5,
    tilt=-17,
    hands=Reach(2, 4, -37),
    left_hand=Reach.at(2, 34, 80),
    left_elbow=(-0.3, 0, -1),
    feet=Foot(0, -7),
    left_foot=Foot(0, 18),
)

PUSHING: Final[Mapping[str, Figure]] = {
    "dumbbell-floor-press": FLOOR_PRESS,
    "squeeze-floor-press": evolve(
        FLOOR_PRESS,
        words="lying on the back, one dumbbell squeezed between the palms, from the chest to straight arms",
        start=evolve(SUPINE, hands=Reach(4, -10, 14), grip=(0, 1, 0)),
        end=evolve(SUPINE, hands=Reach(1, -10, 35), grip=(0, 1, 0)),
        held=(Held(Hold.BOTH),),
    ),
    "dumbbell-floor-press-one-arm": evolve(
        FLOOR_PRESS,
        words="lying on the back, one dumbbell from the elbow on the floor to a straight arm",
        start=evolve(FLOOR_PRESS.start, left_hand=AT_THE_SIDE, left_elbow=(0, 1, 0.2)),
        end=evolve(FLOOR_PRESS.end, left_hand=AT_THE_SIDE, left_elbow=(0, 1, 0.2)),
        held=RIGHT_HAND,
    ),
    "incline-push-up": evolve(
        push_up(
            "hands on a table, from straight arms until the chest is near its edge", Reach.at(16, 14, 42.5), low=15
        ),
        solids=bench((8, -24), (40, 24), 40),
    ),
    "wall-push-up": Figure(
        "hands on a wall at shoulder height, from straight arms until the head is near it",
        (18, 8),
        straight(PUSH, Reach.at(16, 13, 76), Foot(-16, 6, heel=20), 37),
        straight(PUSH, Reach.at(16, 13, 76), Foot(-16, 6, heel=20), 16),
        solids=wall(19.5),
    ),
    "knee-push-up": Figure(
        "on the knees, from straight arms until the chest is near the floor",
        (18, 12),
        on_knees(PUSH, Reach.at(27, 15, 2.6), -20, 14.5),
        on_knees(PUSH, Reach.at(27, 15, 2.6), -20, 37),
    ),
    "push-up": push_up(DOWN, Reach.at(26, 15, 2.6)),
    "deficit-push-up": evolve(
        push_up("hands on books, from straight arms until the chest is between them", Reach.at(26, 17, 10.6), low=12),
        solids=(block((19, 11, 0), (33, 25, 8)), block((19, -25, 0), (33, -11, 8))),
    ),
    "feet-elevated-push-up": evolve(
        push_up(
            "feet on a chair, from straight arms until the chest is near the floor",
            Reach.at(32, 15, 2.6),
            Foot(-48, 5, 26, heel=76),
        ),
        solids=bench((-54, -13), (-30, 13), 26),
    ),
    "archer-push-up": Figure(
        "hands wide, down over one arm while the other stays straight",
        (52, 24),
        evolve(straight(WIDE, Reach.at(26, 39, 2.6), WIDE_FEET, 37.3), hands=NEAR_HAND, left_hand=FAR_HAND),
        evolve(straight(WIDE, Reach.at(26, 18, 2.6), WIDE_FEET, 14.5), hands=NEAR_HAND, left_hand=FAR_HAND, sway=-5),
    ),
    "close-grip-push-up": evolve(
        push_up("hands close together, from straight arms until the chest is near them", Reach.at(26, 4, 2.6), low=13),
        view=(50, 16),
    ),
    "dumbbell-floor-fly": Figure(
        "lying on the back, two dumbbells from wide arms to above the chest",
        (40, 24),
        evolve(FLY, hands=Reach(2, -1, 36)),
        evolve(FLY, hands=Reach(2, 34.5, -1)),
        PAIR,
    ),
    "chair-dip": Figure(
        "hands on a chair behind, from straight arms down until the upper arms are level",
        (16, 8),
        Pose(
            hip=(1, 35),
            lean=-6,
            hands=Reach.at(-10, 13, 28.5),
            elbow=(-1, 0.3, 0.2),
            feet=Foot(34, 7),
            knee=(1, 0.1, 0.6),
        ),
        Pose(
            hip=(3, 15),
            lean=-4,
            hands=Reach.at(-10, 13, 28.5),
            elbow=(-1, 0.3, 0.2),
            feet=Foot(34, 7),
            knee=(1, 0.1, 0.9),
        ),
        solids=chair((-36, -14), (-8, 14), 26, back=-36),
    ),
    "dumbbell-press": Figure(
        "two dumbbells from the shoulders overhead",
        (68, 5),
        Pose(hands=Reach(5, 6, 5), elbow=(0.5, 1, -1), grip=(0, 1, 0)),
        Pose(hands=Reach(0, 3, 37.3), elbow=(0.5, 1, -0.6), grip=(0, 1, 0)),
        PAIR,
    ),
    "dumbbell-press-two-hands": Figure(
        "one dumbbell in both hands, from the chest overhead",
        (48, 6),
        Pose(hands=Reach(15, -9, -5), elbow=(-0.2, 1, -1), grip=(0, 1, 0)),
        Pose(hands=Reach(3, -9, 35), elbow=(0.6, 1, -0.3), grip=(0, 1, 0)),
        BOTH_HANDS,
    ),
    "dumbbell-press-one-arm": Figure(
        "one dumbbell from the shoulder overhead, the other hand on the hip",
        (68, 5),
        Pose(
            hands=Reach(5, 6, 5),
            left_hand=Reach(3, 3, -26),
            elbow=(0.5, 1, -1),
            left_elbow=(-0.5, 1, 0),
            grip=(0, 1, 0),
        ),
        Pose(
            hands=Reach(0, 3, 37.3),
            left_hand=Reach(3, 3, -26),
            elbow=(0.5, 1, -0.6),
            left_elbow=(-0.5, 1, 0),
            grip=(0, 1, 0),
        ),
        RIGHT_HAND,
    ),
    "pike-push-up": Figure(
        "hips high, from straight arms until the head is near the floor",
        (16, 10),
        Pose(
            hip=(-1, 51),
            lean=132,
            hands=Reach.at(42, 15, 2.6),
            head=10,
            elbow=(-0.3, 1, 0.4),
            feet=Foot(-29, 6, heel=55),
        ),
        Pose(
            hip=(7, 47),
            lean=149,
            hands=Reach.at(42, 15, 2.6),
            head=-8,
            elbow=(-0.3, 1, 0.4),
            feet=Foot(-29, 6, heel=55),
        ),
    ),
    "lateral-raise": Figure(
        "two light dumbbells from the sides up to shoulder height",
        (48, 7),
        Pose(hands=Reach(2, 4, -37), elbow=(-0.5, 1, 0.2)),
        Pose(hands=Reach(4, 36.5, 1), elbow=(-0.5, 0.5, 0.6)),
        PAIR,
    ),
    "two-hand-upright-row": Figure(
        "one dumbbell held by its ends in both hands, from the thighs to the lower chest, the elbows wide",
        (50, 6),
        Pose(hands=Reach(8, -8, -35), elbow=(-0.3, 1, 0.1), grip=(0, 1, 0)),
        Pose(hands=Reach(10, -8, -13), elbow=(-0.3, 1, 0.5), grip=(0, 1, 0)),
        (Held(Hold.BOTH),),
    ),
    "lateral-raise-bent-arm": Figure(
        "one dumbbell, the elbow at a right angle, from the side up to shoulder height",
        (48, 8),
        Pose(hands=Reach(18, 3, -18.5), left_hand=Reach(1, 3, -37), elbow=(-0.2, 0.3, -1), grip=(0, 1, 0)),
        Pose(hands=Reach(18.5, 19, 0), left_hand=Reach(1, 3, -37), elbow=(-0.6, 1, 0.1), grip=(0, 1, 0)),
        RIGHT_HAND,
    ),
    "lateral-raise-leaning": Figure(
        "leaning away from a door frame, one light dumbbell from the side up to shoulder height",
        (48, 7),
        LEANING,
        evolve(LEANING, hands=Reach(4, 36, 6), elbow=(-0.5, 0.5, 0.6)),
        RIGHT_HAND,
        (Solid(((2, 36, 1.6), (2, 36, 112)), 1.6),),
    ),
    "overhead-triceps-extension": Figure(
        "sitting, one dumbbell in both hands from behind the head to straight arms",
        (24, 6),
        evolve(SEATED, hands=Reach(-1, -9, 35.5), elbow=UPPER_ARMS_UP, grip=(0, 0, 1)),
        evolve(SEATED, hands=Reach(-10, -9, 12), elbow=UPPER_ARMS_UP, grip=(0, 0, 1)),
        BOTH_HANDS,
        SEAT,
    ),
    "overhead-triceps-extension-one-arm": Figure(
        "sitting, one dumbbell in one hand from behind the head to a straight arm",
        (24, 6),
        evolve(
            SEATED,
            hands=Reach(-1, -2, 37),
            left_hand=Reach(10, 1, -24),
            elbow=UPPER_ARMS_UP,
            left_elbow=(-1, 0.3, 0),
            grip=(1, 0, 0.2),
        ),
        evolve(
            SEATED,
            hands=Reach(-10, -4, 12),
            left_hand=Reach(10, 1, -24),
            elbow=UPPER_ARMS_UP,
            left_elbow=(-1, 0.3, 0),
            grip=(0.2, 0, 1),
        ),
        RIGHT_HAND,
        SEAT,
    ),
    "lying-triceps-extension": Figure(
        "lying on the back, two dumbbells from beside the head to straight arms, the upper arms still",
        (14, 16),
        evolve(SUPINE, hands=Reach(-4, 1, 36.8), elbow=(0.7, 0.1, 1)),
        evolve(SUPINE, hands=Reach(-19, 1, 11), elbow=(0.7, 0.1, 1), grip=(-0.4, 0, 0.9)),
        PAIR,
    ),
}
