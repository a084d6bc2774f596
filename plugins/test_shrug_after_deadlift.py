"""The shrug after the deadlift: as a rule must be, and 1.2 times what was pulled."""

from decimal import Decimal

import pytest

from overload import Ladder, Load, RepRange, Rung, Slot
from overload.testing import RuleConformance, replay
from shrug_after_deadlift import AfterTheDeadlift

LADDER = Ladder(tuple(Rung(Load(Decimal(kg))) for kg in range(10, 42, 2)))
SLOT = Slot("dumbbell-shrug", 3, RepRange(6, 8))


@pytest.mark.slow
class TestAfterTheDeadlift(RuleConformance):
    """What holds for every rule holds for this one."""

    rule = AfterTheDeadlift()


def test_it_takes_its_load_from_the_deadlift():
    """After 30 kg were pulled 36 kg are shrugged; without a deadlift it climbs by itself."""
    pulled = {"dumbbell-deadlift": ["25x8", "30x8"]}
    asked = replay(AfterTheDeadlift(), SLOT, LADDER, ["30x7,7,7"], others=pulled)
    assert [str(one.sets[0].load) for one in asked] == ["30 kg", "36 kg"]
    assert str(replay(AfterTheDeadlift(), SLOT, LADDER, ["30x8,8,8"])[-1].sets[0].load) == "32 kg"
