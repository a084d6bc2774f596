"""Rest-pause: as a rule must be, and minis with fifteen seconds between them."""

from decimal import Decimal

import pytest

from overload import Ladder, Load, RepRange, Rung, Slot
from overload.testing import RuleConformance, replay
from rest_pause import RestPause

LADDER = Ladder(tuple(Rung(Load(Decimal(kg))) for kg in range(10, 42, 2)))
SLOT = Slot("dumbbell-row", 3, RepRange(6, 8))


@pytest.mark.slow
class TestRestPause(RuleConformance):
    """What holds for every rule holds for this one."""

    rule = RestPause()


def test_minis_follow_the_hard_set():
    """Eight reps are followed by three minis of three, fifteen seconds before each."""
    asked = replay(RestPause(), SLOT, LADDER, ["20x7 20x3,3,3"])[-1]
    assert [(one.reps, str(one.kind)) for one in asked.sets] == [(8, "work"), *[(3, "mini")] * 3]
    assert {one.rest_s for one in asked.sets} == {15}
