"""Examples that were printed elsewhere, replayed: the numbers are theirs, and where each comes from is named."""

from __future__ import annotations

from decimal import Decimal

import pytest

from overload import DoubleProgression, Ladder, Load, RepRange, Rung, Slot, Unit, load
from overload.rules import (
    Amrap,
    DynamicDoubleProgression,
    Linear,
    PullUpLadder,
    RepTarget,
    Rir,
    TripleProgression,
    TwoForTwo,
    Wave,
)
from overload.testing import replay

ALL = DoubleProgression()
LAST = DoubleProgression(earn="last")
WEAKEST = DoubleProgression(earn="weakest")


def _steps(low: str, high: str, step: str, unit: Unit = Unit.KG) -> Ladder:
    count = int((Decimal(high) - Decimal(low)) / Decimal(step))
    return Ladder(tuple(Rung(Load(Decimal(low) + Decimal(step) * place, unit)) for place in range(count + 1)))


FIVES = _steps("20", "400", "5")
FINE = _steps("20", "400", "2.5")
POUNDS = _steps("45", "500", "5", Unit.LB)

LOADS = [
    # Chris Adams Personal Training, Double progression, squat 4 x 4-6 (the page has had two versions of the table)
    (ALL, 4, (4, 6), FIVES, "120x6,6,6,6 | 125x6,5,5,4 | 125x6,6,5,5 | 125x6,6,6,5 | 125x6,6,6,6 | 130x6,5,5,4",
     "125 125 125 125 130 130"),
    (ALL, 4, (4, 6), FIVES, "120x6,6,6,6 | 125x6,5,5,4 | 125x6,6,5,5 | 125x6,6,6,6 | 130x6,6,6,5 | 130x6,6,6,6",
     "125 125 125 130 130 135"),
    # Hevy Coach glossary, Double progression, bench press 5 x 4-6 and squat 4 x 6-8
    (ALL, 5, (4, 6), POUNDS, ("135x6,6,6,5,5 | 135x6,6,6,6,6 | 140x5,5,4,4,4 | 140x6,6,6,5,5 | 140x6,6,6,6,6 |"
     " 145x5,5,5,4,4 | 145x6,6,6,6,5 | 145x6,6,6,6,6"), "135 140 140 140 145 145 145 150"),
    (ALL, 4, (6, 8), POUNDS, ("225x8,8,7,7 | 225x8,8,8,8 | 230x8,7,7,6 | 230x8,8,8,7 | 230x8,8,8,8 | 235x8,8,7,6 |"
     " 235x8,8,7,7 | 235x8,8,8,8"), "225 230 230 230 235 235 235 240"),
    # An open-source planner's own example, 3 x 6-10 in lb
    (ALL, 3, (6, 10), POUNDS, "135x8,7,6 | 135x9,8,7 | 135x10,9,8 | 135x10,10,9 | 135x10,10,10 | 140x7,6,6",
     "135 135 135 135 140 140"),
    # Team Ashman, Double progression method: the last of three sets at the goal of 8 earns the load
    (LAST, 1, (8, 8), POUNDS, "80x6 | 80x8 | 85x7 | 85x8 | 90x6", "80 85 85 90 90"),
    # The same tracker as in SETS below: exceeding the top counts as reaching it
    (WEAKEST, 3, (8, 12), _steps("10", "40", "2"), "20x14,13,13", "22"),
    # Bret Contreras, 3 set total reps, hip thrusts for 36
    (RepTarget(total=36), 3, (8, 12), POUNDS, "65x20,15,15 | 85x16,14,12 | 95x12,12,12", "70 90 100"),
    # NSCA 2-for-2 rule as told by Dynamic Duo Training: 3 x 5 at 135 lb, 7 in the last set twice
    (TwoForTwo(), 3, (5, 5), POUNDS, "135x5,5,5 | 135x5,5,7 | 135x5,5,7", "135 135 140"),
    # Freedom of Fitness: 3 x 10 at 135 lb, 12 in the last set twice
    (TwoForTwo(), 3, (10, 10), POUNDS, "135x10,10,12 | 135x10,10,12", "135 140"),
    # Fit to the Max: 4 x 8-12 at 200 lb, 14 in the final set twice, then a tenth up and back to 8
    (TwoForTwo(), 4, (8, 12), _steps("180", "240", "20", Unit.LB), "200x12,12,12,14 | 200x12,12,12,14", "200 220"),
    # Stronglifts, Progression settings: 200 lb met is 205 next; three sessions missed take a tenth off
    (Linear(), 5, (5, 5), POUNDS, "200x5,5,5,5,5", "205"),
    (Linear(), 5, (5, 5), POUNDS, "200x5,5,5,5,4 | 200x5,5,5,4,4 | 200x5,5,5,5,4", "200 200 180"),
    # fitness_mcp, Progression protocol: ten pounds a week
    (Linear(step=load("10 lb")), 3, (5, 5), POUNDS, "135x5,5,5 | 145x5,5,5 | 155x5,5,5", "145 155 165"),
    # Greyskull LP: five in the open set is a step, ten is two, fewer than five takes a tenth off
    (Amrap(), 3, (5, 5), POUNDS, "100x5,5,5", "105"),
    (Amrap(), 3, (5, 5), POUNDS, "100x5,5,9", "105"),
    (Amrap(), 3, (5, 5), POUNDS, "100x5,5,10", "110"),
    (Amrap(), 3, (5, 5), POUNDS, "100x5,5,4", "90"),
    (Amrap(), 3, (5, 5), POUNDS, "185x5,5,3", "165"),
    # Ross Fit, The evolution of reps: 5 kg a week, back to the start in the fourth, then on from 2.5 kg higher
    (Wave(step=load("5 kg")), 3, (8, 8), FINE,
     "100x8,8,8 | 105x8,8,8 | 110x8,8,8 | 100x8,8,8 | 102.5x8,8,8", "105 110 100 102.5 107.5"),
    # Chris Adams Personal Training, Step loading: a set a week from 2 x 8 to 4 x 8, then 5 kg
    (TripleProgression(order="sets-reps-load"), 2, (8, 8), FIVES,
     "160x8,8 | 160x8,8,8 | 160x8,8,8,8 | 165x8,8 | 165x8,8,8 | 165x8,8,8,8", "160 160 165 165 165 170"),
    # RTS chart: 5 at RPE 8 is 81.1 % of a single, 3 at RPE 9 is 89.2 %, 8 at RPE 8 is 73.9 %
    (Rir(), 1, (5, 5), FINE, "100x1@rir0", "80"),
    (Rir(reserve=1.0), 1, (3, 3), FINE, "100x1@rir0", "87.5"),
    (Rir(), 1, (8, 8), FINE, "200x1@rir0", "147.5"),
    (Rir(), 1, (5, 5), FINE, "100x5@rir2", "100"),
    (Rir(), 1, (5, 5), FINE, "100x5@rir4", "105"),
    (Rir(), 1, (5, 5), FINE, "100x5@rir0", "92.5"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "sets", "reps", "ladder", "history", "expected"), LOADS)
def test_the_load_after_each_session_is_the_one_printed(rule, sets, reps, ladder, history, expected):
    """After each session the load is the one the source went on with."""
    slot = Slot("row", sets, RepRange(*reps))
    proposed = replay(rule, slot, ladder, [one.strip() for one in history.split("|")])[1:]
    assert [str(one.sets[0].load).split()[0] for one in proposed] == expected.split()


SETS = [
    # An open-source tracker's tests of "weakest set + 1" (8-12 in steps of 2 kg)
    (WEAKEST, 3, (8, 12), "20x10,10,9", "20x10 20x10 20x10"),
    (WEAKEST, 3, (8, 12), "20x11,11,11 | [8,8,8]>20x8,8,8", "20x9 20x9 20x9"),
    (WEAKEST, 3, (8, 12), "20x9,9,9 | 22x8,8,8", "22x9 22x9 22x9"),
    (WEAKEST, 3, (8, 12), "18x10,10,10", "18x11 18x11 18x11"),
    (WEAKEST, 3, (8, 12), "20x12,12,12", "22x8 22x8 22x8"),
    (WEAKEST, 2, (12, 16), "20x16,16", "22x12 22x12"),
    # ... with the heaviest there is reps go on from the weakest
    (WEAKEST, 2, (12, 16), "40x16,17", "40x17 40x17"),
    # FitnessTrack's tests of dynamic double progression (8-12): each set on its own
    (DynamicDoubleProgression(), 1, (8, 12), "[10]>20x12", "22x8"),
    (DynamicDoubleProgression(), 1, (8, 12), "[10]>20x9", "20x9"),
    (DynamicDoubleProgression(), 1, (8, 12), "[12]>20x8", "20x8"),
    (DynamicDoubleProgression(), 1, (8, 12), "[10]>20x10", "20x11"),
    (DynamicDoubleProgression(), 1, (8, 12), "[10]>20x6", "20x8"),
    (DynamicDoubleProgression(), 1, (8, 12), "[10]>20x6 | 20x6", "18x8"),
    (DynamicDoubleProgression(), 3, (8, 12), "[12,10,10]>20x12,10,9", "22x8 20x11 20x9"),
    (DynamicDoubleProgression(), 3, (8, 12), "[10,10,10]>20x9,12,12", "20x9 20x12 20x12"),
    (DynamicDoubleProgression(), 3, (8, 12), "[10,10,10]>20x10,-,10", "20x11 20x10 20x11"),
    # Jamie Stumpe, Simple yet effective: 3x6, 4x6, 5x6, 3x7, 4x7
    (TripleProgression(order="sets-reps-load"), 3, (6, 8), "20x6,6,6", "20x6 20x6 20x6 20x6"),
    (TripleProgression(order="sets-reps-load"), 3, (6, 8), "20x6,6,6 | 20x6,6,6,6 | 20x6,6,6,6,6", "20x7 20x7 20x7"),
    # T-Nation, The triple progression system: sets first, which stay while reps go up
    (TripleProgression(order="sets-reps-load", starts_over=False), 4, (8, 10),
     "20x8,8,8,8 | 20x8,8,8,8,8 | 20x8,8,8,8,8,8", "20x9 20x9 20x9 20x9 20x9 20x9"),
    # RVA Performance Training, Push-up and pull-up progress: 3x5, 3x6, 3x7, 3x8, then less help
    (PullUpLadder(), 3, (5, 10), "-20x5,5,5", "-20x6 -20x6 -20x6"),
    (PullUpLadder(), 3, (5, 10), "-20x5,5,5 | -20x6,6,6 | -20x7,7,7 | -20x8,8,8", "-10x5 -10x5 -10x5"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "sets", "reps", "history", "expected"), SETS)
def test_the_sets_after_the_last_session_are_those_printed(rule, sets, reps, history, expected):
    """After the last session every set has the load and reps the source says."""
    ladder = Ladder(tuple(Rung(Load(Decimal(step))) for step in (-20, -10, *range(0, 42, 2))))
    proposed = replay(rule, Slot("row", sets, RepRange(*reps)), ladder, [one.strip() for one in history.split("|")])[-1]
    assert " ".join(f"{str(one.load).split()[0]}x{one.reps}" for one in proposed.sets) == expected
