"""Figures of what is done with the legs and hips."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import evolve

from overload.figures.poses.things import bench, block, chair, wall
from overload.model.figure import PAIR, Figure, Foot, Held, Hold, Mark, Origin, Pose, Reach

RIGHT_HAND: Final = (Held(Hold.RIGHT),)
AT_THE_CHEST: Final = (Held(Hold.BOTH, (1, 0, -6)),)
ON_THE_HIPS: Final = (Held(Hold.HIPS),)
HANGING: Final = Reach(1, 3, -37.2)
BEFORE_THE_CHEST: Final = Reach.trunk(11, -7.5, -9)
ARMS_AHEAD: Final = Reach(36, -2, -4)
HANDS_ON_HIPS: Final = Reach.trunk(3, 3, -26)
CROSSED: Final = Reach.trunk(10, -14, -7)


def free(x: float, y: float, z: float, point: float = 20) -> Foot:
    """Return a foot in the air, its ankle that far from the hip."""
    return Foot(x, y, z, point, origin=Origin.BODY)


GOBLET: Final = Pose(
    hands=BEFORE_THE_CHEST, elbow=(-0.2, 0.6, -1), feet=Foot(0, 10, toeout=20), knee=(1, 0.35, 0), grip=(0, 0, 1)
)
SPLIT: Final = Pose(
    hip=(-6, 45.5),
    lean=3,
    hands=HANGING,
    feet=Foot(15, 6),
    left_foot=Foot(-38, 6, heel=58, toeout=0),
    left_knee=(1, 0.05, -0.8),
)
KNEELING: Final = Pose(
    hip=(0, 28), feet=Foot(-40.1, 6, 1, heel=165, toeout=0), knee=(1, 0, -0.3), hands=CROSSED, elbow=(0.3, 0.8, -1)
)
ON_THE_KNEES: Final = (0.0, 3.7)
BRIDGE: Final = Pose(hip=(6.8, 6.2), lean=-90, feet=Foot(27, 8), knee=(0.3, 0.1, 1), elbow=(-0.3, 1, 0.1))
ON_A_SOFA: Final = Pose(
    hip=(0, 13),
    lean=-61,
    head=-4,
    feet=Foot(25, 8),
    knee=(0.3, 0.1, 1),
    hands=Reach.trunk(9, 1, -25),
    elbow=(-0.3, 1, 0.2),
)
THRUST: Final = evolve(ON_A_SOFA, hip=(3, 27), lean=-91, head=14)
SOFA: Final = (block((-48, -24, 0), (-26, 24, 20.5), 2),)
ON_HEELS: Final = Foot(19, 7, 8.8, heel=-50)
TIPTOE: Final = Pose(hip=(2, 58.9), hands=HANGING, feet=Foot(0, 7, 8, heel=-14))

LEGS: Final[Mapping[str, Figure]] = {
    "bodyweight-squat": Figure(
        "arms stretched ahead, from standing until the thighs are level",
        (38, 7),
        evolve(GOBLET, hands=ARMS_AHEAD, elbow=(0, 1, -1)),
        evolve(GOBLET, hip=(-14.5, 25), lean=27, head=-14, hands=ARMS_AHEAD, elbow=(0, 1, -1)),
    ),
    "goblet-squat": Figure(
        "one dumbbell before the chest, from standing until the thighs are level",
        (38, 7),
        GOBLET,
        evolve(GOBLET, hip=(-14.5, 25), lean=27, head=-14),
        AT_THE_CHEST,
    ),
    "heels-raised-goblet-squat": Figure(
        "heels on books, one dumbbell before the chest, from standing deep down",
        (22, 7),
        evolve(GOBLET, hip=(4, 54), feet=Foot(0, 9, heel=20, toeout=14)),
        evolve(GOBLET, hip=(-11, 24), lean=14, head=-8, feet=Foot(0, 9, heel=20, toeout=14)),
        AT_THE_CHEST,
        (block((-7, -16, 0), (0, 16, 3.4), 0.8),),
    ),
    "bodyweight-split-squat": Figure(
        "one foot ahead of the other, straight down until the knee behind is near the floor",
        (20, 6),
        evolve(SPLIT, hands=HANDS_ON_HIPS, elbow=(-0.5, 1, 0)),
        evolve(SPLIT, hip=(-6, 28), lean=8, hands=HANDS_ON_HIPS, elbow=(-0.5, 1, 0)),
    ),
    "split-squat": Figure(
        "one foot ahead of the other, two dumbbells, straight down until the knee behind is near the floor",
        (20, 6),
        SPLIT,
        evolve(SPLIT, hip=(-6, 28), lean=8),
        PAIR,
    ),
    "bulgarian-split-squat": Figure(
        "the foot behind on a chair, two dumbbells, down until the thigh ahead is level",
        (20, 6),
        evolve(SPLIT, hip=(-3, 47), lean=10, feet=Foot(10, 6), left_foot=Foot(-50, 6, 26.3, heel=165, toeout=0)),
        evolve(
            SPLIT, hip=(-8, 28), lean=20, head=-10, feet=Foot(10, 6), left_foot=Foot(-50, 6, 26.3, heel=165, toeout=0)
        ),
        PAIR,
        bench((-52, -6), (-28, 18), 26),
    ),
    "reverse-lunge": Figure(
        "two dumbbells, from standing one foot far back and down",
        (20, 6),
        Pose(hands=HANGING, left_foot=Foot(0, 8, toeout=0), left_knee=(1, 0.05, -0.4)),
        Pose(
            hip=(-19, 28), lean=10, hands=HANGING, left_foot=Foot(-53, 6, heel=58, toeout=0), left_knee=(1, 0.05, -0.8)
        ),
        PAIR,
    ),
    "step-up": Figure(
        "two dumbbells, one foot on a step, up until both stand on it",
        (20, 6),
        Pose(hip=(20, 71.6), hands=HANGING, feet=Foot(20, 7, 19), left_foot=Foot(20, 7, 19)),
        Pose(hip=(2, 50), lean=14, hands=HANGING, feet=Foot(20, 7, 19), left_foot=Foot(-6, 7, heel=20)),
        PAIR,
        (block((10, -18, 0), (38, 18, 19), 1.2),),
    ),
    "lateral-lunge": Figure(
        "one dumbbell before the chest, a wide step to one side and down over it, the other leg straight",
        (74, 7),
        evolve(GOBLET, hip=(0, 52.4), feet=Foot(0, 2, toeout=10), left_foot=Foot(0, 10, toeout=10)),
        evolve(
            GOBLET,
            hip=(-11, 32),
            sway=-33,
            lean=30,
            head=-14,
            feet=Foot(0, 44, toeout=16),
            left_foot=Foot(0, 10, toeout=10),
        ),
        AT_THE_CHEST,
    ),
    "single-leg-chair-squat": Figure(
        "on one leg, the other held ahead, from standing down to a chair",
        (18, 7),
        Pose(
            hip=(0, 52.2),
            hands=ARMS_AHEAD,
            elbow=(0, 1, -1),
            feet=Foot(1, 5),
            left_foot=free(24, 0, -42),
            left_knee=(1, 0, 0.5),
        ),
        Pose(
            hip=(-20, 30.5),
            lean=30,
            head=-18,
            hands=ARMS_AHEAD,
            elbow=(0, 1, -1),
            feet=Foot(1, 5),
            left_foot=free(46, 0, -14),
            left_knee=(0.3, 0, 1),
        ),
        solids=chair((-38, -12), (-13, 12), 24.6, back=-38),
    ),
    "reverse-nordic": Figure(
        "kneeling, the body straight from the knees up, leaning back and up again",
        (14, 8),
        KNEELING,
        evolve(KNEELING, hip=(-17.1, 21.1), lean=-45, head=10),
        pivot=ON_THE_KNEES,
    ),
    "wall-sit": Figure(
        "the back against a wall, held with the thighs level",
        (18, 7),
        Pose(hip=(0, 28.6), hands=Reach.at(14, 9, 35), elbow=(-1, 0.4, 0), feet=Foot(24.5, 7), knee=(1, 0.1, 0.6)),
        Pose(hip=(0, 28.6), hands=Reach.at(14, 9, 35), elbow=(-1, 0.4, 0), feet=Foot(24.5, 7), knee=(1, 0.1, 0.6)),
        solids=wall(-8.5),
    ),
    "romanian-deadlift": Figure(
        "two dumbbells, the hips far back, the knees nearly straight, from standing to below the knees",
        (20, 7),
        Pose(hands=Reach(4, 1, -37), knee=(1, 0.1, 0)),
        Pose(hip=(-15, 50), lean=76, bend=0, head=-26, hands=Reach(1, 0, -37.3), knee=(1, 0.1, 0)),
        PAIR,
    ),
    "single-leg-romanian-deadlift": Figure(
        "on one leg, one dumbbell, the trunk down and the other leg up behind",
        (16, 8),
        Pose(hip=(0, 52.4), hands=HANGING, feet=Foot(0, 4), left_foot=free(-15, 0, -41)),
        Pose(
            hip=(-6, 51.6),
            lean=80,
            head=-22,
            hands=Reach(0, 0, -37.3),
            left_hand=HANGING,
            feet=Foot(0, 4),
            left_foot=free(-48, 0, 4),
            left_knee=(0, 0, -1),
        ),
        RIGHT_HAND,
    ),
    "hip-thrust": Figure(
        "the shoulders on a sofa, one dumbbell on the hips, up until thighs and trunk are level",
        (36, 11),
        ON_A_SOFA,
        THRUST,
        ON_THE_HIPS,
        SOFA,
    ),
    "single-leg-hip-thrust": Figure(
        "the shoulders on a sofa, one leg in the air, the hips up until thigh and trunk are level",
        (20, 10),
        evolve(ON_A_SOFA, left_foot=free(36, 0, 26), left_knee=(0, 0, 1)),
        evolve(THRUST, left_foot=free(43, 0, 20), left_knee=(0, 0, 1)),
        solids=SOFA,
    ),
    "glute-bridge": Figure(
        "lying on the back, one dumbbell on the hips, up until the body is straight from the knees to the shoulders",
        (36, 12),
        evolve(BRIDGE, hands=Reach.trunk(9.5, 0, -25)),
        evolve(BRIDGE, hip=(0, 24), lean=-129, head=38, hands=Reach.trunk(9.5, 0, -25)),
        ON_THE_HIPS,
    ),
    "sliding-leg-curl": Figure(
        "lying on the back, the hips up, the heels on a towel, drawn in and slid out again",
        (14, 10),
        evolve(BRIDGE, hip=(5.8, 10), lean=-98, head=8, feet=evolve(ON_HEELS, x=47), hands=Reach.at(12, 19, 2.8)),
        evolve(BRIDGE, hip=(0, 24), lean=-129, head=38, feet=ON_HEELS, hands=Reach.at(12, 19, 2.8)),
        (Held(Hold.TOWEL),),
    ),
    "nordic-curl": Figure(
        "kneeling, the feet under a sofa, the body straight from the knees up, slowly forward",
        (14, 8),
        evolve(KNEELING, hands=Reach.trunk(14, 0, -10)),
        evolve(KNEELING, hip=(19.1, 18.9), lean=52, head=-24, hands=Reach.trunk(14, 0, -10)),
        pivot=ON_THE_KNEES,
        solids=(block((-58, -30, 6), (-21, 10, 26), 2.5),),
    ),
    "calf-raise": Figure(
        "the balls of the feet on a step, two dumbbells, the heels from below the step high up",
        (24, 6),
        TIPTOE,
        evolve(TIPTOE, hip=(4, 65.4), feet=Foot(0, 7, 8, heel=46)),
        PAIR,
        (block((4, -18, 0), (26, 18, 8), 1.2),),
        (Mark((-9, -13, 25), (0, 0, 1)), Mark((-9, -13, 19), (0, 0, 1))),
    ),
    "single-leg-calf-raise": Figure(
        "the ball of one foot on a step, one dumbbell, a hand on the wall, the heel from below the step high up",
        (24, 6),
        evolve(
            TIPTOE,
            left_hand=Reach.at(29, 10, 84),
            left_elbow=(0, 0.5, -1),
            feet=Foot(0, 3, 8, heel=-14),
            left_foot=free(-16, 0, -34, 30),
        ),
        evolve(
            TIPTOE,
            hip=(4, 65.4),
            left_hand=Reach.at(29, 10, 84),
            left_elbow=(0, 0.5, -1),
            feet=Foot(0, 3, 8, heel=46),
            left_foot=free(-16, 0, -34, 30),
        ),
        RIGHT_HAND,
        (block((4, -14, 0), (26, 14, 8), 1.2), *wall(33, 12, 104)),
        (Mark((-9, -13, 25), (0, 0, 1)), Mark((-9, -13, 19), (0, 0, 1))),
    ),
}
