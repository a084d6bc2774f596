"""Figures of what the plugins beside the program do with bars, bands and cables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from overload.figures.poses.pulling import HANG
from overload.figures.poses.things import bar
from overload.figures.poses.trunk import FARMERS_CARRY
from overload.model.figure import Figure, Held, Hold, Pose, Reach, Solid

LOW: Final = Pose(hands=Reach(5, -1, -36.8), elbow=(-0.5, 0.15, -1))
HIGH: Final = Pose(hands=Reach(13, -1, -6), elbow=(-0.5, 0.15, -1))
COLUMN: Final = (Solid(((44, 0, 3), (44, 0, 112)), 2.5),)

GEAR: Final[Mapping[str, Figure]] = {
    "long-hang": Figure("hanging from a bar, the arms straight", (60, 4), HANG, HANG, solids=bar(119)),
    "long-carry": FARMERS_CARRY,
    "ez-curl": Figure("a bar from the thighs to the shoulders", (50, 6), LOW, HIGH, (Held(Hold.BARBELL),)),
    "cable-curl": Figure(
        "a cable from the floor ahead, pulled from the thighs to the shoulders",
        (22, 6),
        LOW,
        HIGH,
        (Held(Hold.CABLE, (43, 0, 6)),),
        COLUMN,
    ),
    "band-curl": Figure(
        "a band under the feet, pulled from the thighs to the shoulders",
        (22, 6),
        LOW,
        HIGH,
        (Held(Hold.CABLE, (4, 0, 1)),),
    ),
    "pushdown": Figure(
        "a cable from above, pushed from the chest to straight arms, the upper arms still",
        (22, 6),
        Pose(hands=Reach(17, -6, -9), elbow=(-0.5, 0.15, -1)),
        Pose(hands=Reach(7, -6, -35), elbow=(-0.8, 0.15, -0.4)),
        (Held(Hold.CABLE, (24, 0, 112)),),
        (*COLUMN, Solid(((44, 0, 112), (24, 0, 112)), 1.5)),
    ),
    "pull-apart": Figure(
        "a band before the chest, pulled apart until the arms are wide",
        (56, 7),
        Pose(hands=Reach(35, -6, -3), elbow=(0, 1, -0.4)),
        Pose(hands=Reach(5, 36, -2), elbow=(-0.6, 0.4, -0.6)),
        (Held(Hold.STRETCHED),),
    ),
}
