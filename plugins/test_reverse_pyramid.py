"""Reverse pyramid: as a rule must be, and lighter set after set."""

from decimal import Decimal

import pytest

from overload import Ladder, Load, RepRange, Rung, Slot
from overload.testing import RuleConformance, replay
from reverse_pyramid import ReversePyramid

LADDER = Ladder(tuple(Rung(Load(Decimal(kg))) for kg in range(10, 42, 2)))
SLOT = Slot("dumbbell-row", 3, RepRange(6, 8))


@pytest.mark.slow
class TestReversePyramid(RuleConformance):
    """What holds for every rule holds for this one."""

    rule = ReversePyramid()


def test_each_set_is_lighter_with_more_reps():
    """A tenth off and two reps more for each set behind the first, which climbs alone."""
    asked = replay(ReversePyramid(), SLOT, LADDER, ["30x8 26x7 24x6"])[-1]
    assert [(str(one.load), one.reps) for one in asked.sets] == [("32 kg", 6), ("28 kg", 8), ("24 kg", 10)]
