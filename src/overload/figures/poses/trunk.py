"""Figures of what is done with the trunk: belly and sides, and what is carried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import evolve

from overload.figures.poses.legs import free
from overload.figures.poses.propped import straight
from overload.figures.poses.pulling import HANG
from overload.figures.poses.things import bar, bench
from overload.model.figure import PAIR, Figure, Foot, Held, Hold, Mark, Pose, Reach

RIGHT_HAND: Final = (Held(Hold.RIGHT),)
HANGING_LEGS: Final = evolve(HANG, hip=(0, 60.5), lean=0, hands=Reach.at(0, 18, 125.5), feet=free(1, 0, -48.5, 50))
SUPINE: Final = Pose(
    hip=(10, 6.2), lean=-90, hands=Reach.at(14, 17, 2.8), elbow=(0, 1, 0.1), feet=Foot(34, 8), knee=(0.2, 0.12, 1)
)
KNEES_UP: Final = evolve(SUPINE, feet=free(24, 0, 24), knee=(-0.4, 0.1, 1))
PLANK: Final = straight(Pose(head=-20, elbow=(0.2, 0.1, -1)), Reach.at(44, 10, 2.8), Foot(-52, 5, heel=76), 26.4)
ON_THE_SIDE: Final = Pose(
    hip=(0, 23.6),
    tilt=-73.2,
    hands=Reach.at(19, 30.8, 2.8),
    left_hand=Reach.trunk(3, 3, -25),
    elbow=(0, 0, -1),
    left_elbow=(-0.2, 0.3, 1),
    feet=free(0, -46.6, -13.9, 0),
    left_foot=free(1, 46.2, -16, 0),
)
ON_THE_INSIDE: Final = evolve(
    ON_THE_SIDE,
    hip=(0, 32.6),
    tilt=-90,
    hands=Reach.at(19, 28.8, 2.8),
    feet=free(0, -46, -10, 0),
    left_foot=free(0, 48, -9.6, 0),
)
WALKING: Final = Pose(
    hip=(0, 49.8), hands=Reach(1, 3, -37.2), feet=Foot(17, 5, heel=0), left_foot=Foot(-17, 5, heel=32)
)
OTHER_FOOT: Final = evolve(WALKING, feet=Foot(-17, 5, heel=32), left_foot=Foot(17, 5, heel=0))
FARMERS_CARRY: Final = Figure("walking tall with a dumbbell at each side", (38, 6), WALKING, OTHER_FOOT, PAIR)
BEHIND_THE_HEAD: Final = Reach.trunk(-2, -4, 11)

TRUNK: Final[Mapping[str, Figure]] = {
    "copenhagen-plank": Figure(
        "on one forearm, sideways, the upper foot on a chair, the hips held off the floor",
        (76, 10),
        ON_THE_INSIDE,
        ON_THE_INSIDE,
        solids=bench((-12, 36), (12, 58), 26.5),
    ),
    "hanging-knee-raise": Figure(
        "hanging from a bar, the knees up to the hips",
        (24, 6),
        HANGING_LEGS,
        evolve(HANGING_LEGS, lean=-12, feet=free(20, 0, -15, 30), knee=(0.6, 0.1, 1)),
        solids=bar(125.5),
    ),
    "hanging-leg-raise": Figure(
        "hanging from a bar, the straight legs up until they are level",
        (24, 6),
        HANGING_LEGS,
        evolve(HANGING_LEGS, lean=-16, feet=free(47.5, 0, 9, 50), knee=(0, 0.1, 1)),
        solids=bar(125.5),
    ),
    "reverse-crunch": Figure(
        "lying on the back, the bent knees to the chest until the hips leave the floor",
        (14, 12),
        KNEES_UP,
        evolve(KNEES_UP, hip=(8.4, 12), lean=-121, bend=31, feet=free(-6, 0, 28), knee=(-1, 0.1, 0.3)),
    ),
    "crunch": Figure(
        "lying on the back, the hands at the head, the shoulders up off the floor",
        (14, 12),
        evolve(SUPINE, hands=BEHIND_THE_HEAD, elbow=(0, 1, 0.7)),
        evolve(SUPINE, bend=36, head=6, hands=BEHIND_THE_HEAD, elbow=(0, 1, 0.7)),
        marks=(Mark((-25, -12, 42), (0.5, 0, 1)), Mark((-22, -12, 48), (0.5, 0, 1))),
    ),
    "plank": Figure("on forearms and toes, the body held straight", (14, 11), PLANK, PLANK),
    "side-plank": Figure("on one forearm, sideways, the body held straight", (76, 10), ON_THE_SIDE, ON_THE_SIDE),
    "dead-bug": Figure(
        "lying on the back, one arm and the other leg down to the floor and back",
        (16, 13),
        evolve(KNEES_UP, hands=Reach(0, 1, 37.2)),
        evolve(KNEES_UP, hands=Reach(-35.5, 2, 11), left_hand=Reach(0, 1, 37.2), left_foot=free(48.5, 0, 4, 20)),
    ),
    "dumbbell-side-bend": Figure(
        "one dumbbell in one hand, the other at the head, the trunk down to its side and up again",
        (48, 7),
        Pose(side=6, hands=Reach(1, 3, -37.2), left_hand=BEHIND_THE_HEAD, left_elbow=(0, 1, 0.4)),
        Pose(side=-34, sway=2, hands=Reach(1, 3, -37.2), left_hand=BEHIND_THE_HEAD, left_elbow=(0, 1, 0.4)),
        RIGHT_HAND,
    ),
    "suitcase-carry": Figure("walking tall with one dumbbell at one side", (38, 6), WALKING, OTHER_FOOT, RIGHT_HAND),
    "farmers-carry": FARMERS_CARRY,
}
