"""Heavy, medium, light: as a rule must be, and the shares of a week."""

from decimal import Decimal

import pytest

from heavy_medium_light import HeavyMediumLight
from overload import Ladder, Load, RepRange, Rung, Slot
from overload.testing import RuleConformance, replay

LADDER = Ladder(tuple(Rung(Load(Decimal(kg))) for kg in range(10, 42, 2)))
SLOT = Slot("dumbbell-row", 3, RepRange(6, 8))


@pytest.mark.slow
class TestHeavyMediumLight(RuleConformance):
    """What holds for every rule holds for this one."""

    rule = HeavyMediumLight()


def test_the_first_session_of_a_week_climbs():
    """Nine tenths and eight tenths follow it; the next week goes on from the heavy one."""
    week = ["20x8,8,8", "18x6,6,6", "16x6,6,6"]
    asked = replay(HeavyMediumLight(), SLOT, LADDER, week, every_days=2, workouts=("heavy", "medium", "light"))
    assert [str(one.sets[0].load) for one in asked] == ["20 kg", "18 kg", "16 kg", "22 kg"]
