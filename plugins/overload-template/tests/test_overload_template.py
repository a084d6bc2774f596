"""`template` is as every rule must be, and does what it says."""

from __future__ import annotations

from decimal import Decimal

from overload_template import Template
from overload import Ladder, Load, RepRange, Rung, Slot
from overload.testing import RuleConformance, replay

LADDER = Ladder(tuple(Rung(Load(Decimal(kg))) for kg in (16, 18, 20, 22)))
SLOT = Slot("dumbbell-row", sets=3, reps=RepRange(8, 12))


class TestTemplate(RuleConformance):
    """What holds for every rule holds for this one."""

    rule = Template()


def test_a_success_adds_a_rep() -> None:
    """All sets as asked: a rep more in each."""
    asked = replay(Template(), SLOT, LADDER, ["20x8,8,8"])
    assert [one.reps for one in asked[-1].sets] == [9, 9, 9]


def test_the_top_of_the_range_goes_up_a_rung() -> None:
    """Twelve in every set: the next load, back at eight."""
    asked = replay(Template(), SLOT, LADDER, ["[12,12,12]>20x12,12,12"])
    assert [(one.reps, str(one.load)) for one in asked[-1].sets] == [(8, "22 kg")] * 3
