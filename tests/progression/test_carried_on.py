"""Whoever takes another dumbbell in one set keeps it for those to come."""

from __future__ import annotations

import attrs
import pytest

from overload.model import Measure, Prescription, SetDone, SetKind, SetTarget
from overload.progression.today import as_carried_on
from overload.units import load

FORTY, FORTY_FIVE, TWENTY = load("40 lb"), load("45 lb"), load("20 lb")
SET = SetTarget(8, FORTY)
ASKED = Prescription((SET, SET, attrs.evolve(SET, amrap=True)), "so")


@pytest.mark.parametrize(
    ("done", "loads"),
    [
        ([], [FORTY, FORTY, FORTY]),
        ([SetDone(8, FORTY)], [FORTY, FORTY, FORTY]),
        ([SetDone(9, FORTY_FIVE)], [FORTY, FORTY_FIVE, FORTY_FIVE]),
        ([SetDone(9, FORTY_FIVE), SetDone(8, FORTY)], [FORTY, FORTY, FORTY]),
        ([SetDone(8, FORTY), SetDone(9, FORTY_FIVE)], [FORTY, FORTY, FORTY_FIVE]),
        ([SetDone(9, FORTY_FIVE), SetDone(0, FORTY, left_out=True)], [FORTY, FORTY, FORTY_FIVE]),
        ([SetDone(0, FORTY_FIVE, left_out=True)], [FORTY, FORTY, FORTY]),
        ([SetDone(9, FORTY_FIVE)] * 4, [FORTY, FORTY, FORTY]),
        ([SetDone(9, FORTY_FIVE, kind=SetKind.WARM_UP)], [FORTY, FORTY, FORTY]),
        ([SetDone(9, FORTY_FIVE, side="left"), SetDone(8, FORTY_FIVE, side="right")], [FORTY, FORTY_FIVE, FORTY_FIVE]),
    ],
)
def test_the_load_goes_on_to_the_sets_to_come(done: list[SetDone], loads: list[object]) -> None:
    """Only the load, only of sets not done yet, and what was done last decides; the rest is what it was."""
    coming = as_carried_on(ASKED, done)
    assert [one.load for one in coming] == loads
    assert [attrs.evolve(one, load=FORTY) for one in coming] == list(ASKED.sets)


def test_what_was_to_be_lighter_stays() -> None:
    """A drop set, a set of another load and one that is timed have a load of their own."""
    others = (
        attrs.evolve(SET, load=TWENTY),
        attrs.evolve(SET, kind=SetKind.DROP),
        attrs.evolve(SET, measure=Measure.SECONDS),
    )
    coming = as_carried_on(Prescription((SET, *others, SET), "so"), [SetDone(9, FORTY_FIVE)])
    assert coming == (SET, *others, attrs.evolve(SET, load=FORTY_FIVE))
