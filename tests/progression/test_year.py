"""A year on each of the dumbbells: nobody freezes, nobody is asked for an impossible jump."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from overload import Ladder, Performed, Prescription, RepRange, SetDone, Slot
from overload.catalog import Catalog
from overload.equipment import ladder
from overload.model import Place
from overload.plugins import catalog
from overload.progression import Occasion, default_rule, e1rm, prescribe_on, reps_possible, rule_from
from overload.units import Load, Unit

KNOWN: Catalog = catalog()
SLOTS = {
    "dumbbell-row": Slot("dumbbell-row", 3, RepRange(8, 12), sides=2),
    "dumbbell-deadlift": Slot("dumbbell-deadlift", 3, RepRange(8, 12)),
    "reverse-dumbbell-fly": Slot("reverse-dumbbell-fly", 3, RepRange(12, 20)),
}


def year(exercise: str, rungs: Ladder, growth: float) -> list[Prescription]:
    """Return what is asked for in 52 weekly sessions of somebody who does what they can, two reps fewer each set.

    They begin able to do 12 reps with a load in the lower half of the ladder; their e1RM grows by `growth` a week.
    """
    slot = SLOTS[exercise]
    first = rungs.loads[len(rungs) // 3]
    maximum = e1rm(float(first.kg), slot.reps.high)
    slot = Slot(slot.exercise, slot.sets, slot.reps, slot.rest_s, slot.sides, None, first)
    rule = rule_from(KNOWN.rules[default_rule(KNOWN.exercises[exercise])], {})
    history: list[Performed] = []
    asked = []
    for week in range(52):
        day = date(2026, 1, 5) + timedelta(weeks=week)
        prescription, problem = prescribe_on(Occasion(day), rule, slot, history, rungs)
        assert problem is None
        asked.append(prescription)
        able = maximum * (1 + growth * week)
        done = [
            SetDone(max(0, min(one.reps, reps_possible(able, float(one.load.kg)) - number)), one.load)
            for number, one in enumerate(prescription.sets)
        ]
        history.append(Performed(day, tuple(done), prescription))
    return asked


def heaviest(asked: Prescription) -> tuple[Load, int]:
    """Return the heaviest load asked for and the most reps at it."""
    load = max(one.load for one in asked.sets)
    return load, max(one.reps for one in asked.sets if one.load == load)


@pytest.mark.slow
@pytest.mark.parametrize("growth", [0.0, 0.004, 0.02])
@pytest.mark.parametrize("dumbbell", sorted(KNOWN.dumbbells))
def test_a_year(dumbbell: str, growth: float) -> None:
    """Five times the same in a row has a reason that says so; a step up is never far past what was asked before."""
    for exercise, slot in SLOTS.items():
        rungs = ladder(KNOWN.exercises[exercise], Place("home", (dumbbell,)), KNOWN, Unit.KG)
        asked = year(exercise, rungs, growth)
        for number in range(len(asked) - 4):
            five = asked[number : number + 5]
            if len({(one.sets, one.tempo) for one in five}) == 1:
                assert any(word in five[-1].why for word in ("again", "same", "hold", "no lighter", "heaviest")), five[
                    -1
                ]
        for before, after in pairwise([one for one in asked if not one.is_deload]):
            load, shown = heaviest(before)
            higher, reps = heaviest(after)
            if higher > load:
                reached = 1.12 * e1rm(float(load.kg), max(shown, slot.reps.high))
                assert e1rm(float(higher.kg), reps) <= reached * 1.0001, (exercise, before, after)


def test_the_simulation_moves() -> None:
    """Somebody who grows stronger ends the year with more than they began with."""
    rungs = ladder(KNOWN.exercises["dumbbell-row"], Place("home", ("rack-kg-2",)), KNOWN, Unit.KG)
    asked = year("dumbbell-row", rungs, 0.01)
    assert heaviest(asked[-1])[0] > heaviest(asked[0])[0]
    assert Decimal(heaviest(asked[-1])[0].amount) <= rungs.top.amount
