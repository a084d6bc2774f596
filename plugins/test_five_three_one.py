"""5/3/1-style waves: a rule as a rule must be, and the weeks it promises."""

from __future__ import annotations

from decimal import Decimal

import pytest

from five_three_one import FiveThreeOne
from overload import Ladder, Load, RepRange, Rung, Slot, load
from overload.testing import RuleConformance, replay

LADDER = Ladder(tuple(Rung(Load(Decimal(kg))) for kg in range(10, 42)))
SLOT = Slot("dumbbell-row", 3, RepRange(5, 5), start=load("34 kg"))
WEEKS = ["26x5 30x5 34x5", "28x3 32x3 36x3", "30x5 34x3 38x1", "16x5 20x5 24x5"]


@pytest.mark.slow
class TestFiveThreeOne(RuleConformance):
    """What holds for every rule holds for this one."""

    rule = FiveThreeOne()


def test_a_wave_goes_up_three_weeks_eases_and_begins_a_rung_higher() -> None:
    """Shares of 34 kg as the week's top, then an easy week, then the same from 35 kg."""
    asked = replay(FiveThreeOne(), SLOT, LADDER, WEEKS)
    said = [" ".join(f"{one.load.amount}x{one.reps}" for one in each.sets) for each in asked]
    assert said == [*WEEKS, "26x5 30x5 35x5"]
    assert [each.sets[-1].amrap for each in asked] == [True, True, True, False, True]


def test_a_missed_week_is_repeated() -> None:
    """Too few reps in the first week ask for the first week again."""
    first, again = replay(FiveThreeOne(), SLOT, LADDER, ["26x5 30x5 34x3"])
    assert again.sets == first.sets


def test_a_wave_that_ended_in_a_miss_begins_where_it_did() -> None:
    """The easy week comes all the same, and the load stays."""
    asked = replay(FiveThreeOne(), SLOT, LADDER, [*WEEKS[:2], "30x5 34x3 38x0", WEEKS[3]])
    assert asked[-2].sets[0].load == load("16 kg")
    assert asked[-1].sets == asked[0].sets
