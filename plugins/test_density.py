"""Density: as a rule must be, and less rest before more load."""

from decimal import Decimal

import pytest

from density import Density
from overload import Ladder, Load, RepRange, Rung, Slot
from overload.testing import RuleConformance, replay

LADDER = Ladder(tuple(Rung(Load(Decimal(kg))) for kg in range(10, 42, 2)))
SLOT = Slot("dumbbell-row", 3, RepRange(6, 8), rest_s=90)


@pytest.mark.slow
class TestDensity(RuleConformance):
    """What holds for every rule holds for this one."""

    rule = Density()


def test_rest_shrinks_then_the_load_grows():
    """From 90 s to 60 s at the same load, then a rung up with 90 s again."""
    asked = replay(Density(), SLOT, LADDER, ["20x6,6,6"] * 3)
    said = [f"{one.sets[0].load} {one.sets[0].rest_s} s" for one in asked]
    assert said == ["20 kg 90 s", "20 kg 75 s", "20 kg 60 s", "22 kg 90 s"]
