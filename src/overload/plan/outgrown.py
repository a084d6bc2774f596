"""Where the dumbbells end: who has outgrown the heaviest of them, and which one to buy would serve longest."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

import attrs

from overload.model import Exercise, Gear, Ladder, LoadedWith, Measure, Prescription, RepRange, Strength
from overload.plan.values import Outgrown, PlannedSlot
from overload.progression import load_worth, reps_possible
from overload.units import Load, Unit

SOLD: Final = {Unit.KG: (Decimal("2.5"), 24), Unit.LB: (Decimal(5), 24)}
"""The steps in which fixed dumbbells are sold, and how many of them there are in most shops: 60 kg, 120 lb (ours)."""
SURE: Final = 0.1
"""A spread above which money is spent only on what was shown, reps alone (ours)."""
LEFT: Final = 2
"""Reps that are to be left in reserve when the new dumbbell is first lifted (ours)."""
NAMED: Final = 3


def outgrown(
    exercise: Exercise, reps: RepRange, asked: Prescription, rungs: Ladder, strength: Strength | None
) -> Outgrown | None:
    """Return what has been outgrown: the heaviest dumbbell, good for more than its range with reps left; else None."""
    is_of_dumbbells = exercise.gear is Gear.DUMBBELLS and exercise.loaded_with is not LoadedWith.BODYWEIGHT
    if not is_of_dumbbells or exercise.measure is not Measure.REPS or strength is None or strength.shown is None:
        return None
    if rungs.top not in {one.load for one in asked.sets}:
        return None
    kg = min(strength.e1rm, strength.shown).kg if strength.uncertainty > SURE else strength.e1rm.kg
    found = Outgrown(rungs.top, Load(kg))
    return found if _reps(found, rungs.top) > reps.high else None


@attrs.frozen
class Purchase:
    """The dumbbell to buy, a pair or one, and what it would serve: exercises and the reps it begins with."""

    load: Load
    is_pair: bool
    serves: tuple[tuple[Exercise, int], ...]

    @property
    def words(self) -> str:
        """Say it as a coach would."""
        what = f"a pair of {self.load} dumbbells" if self.is_pair else f"a {self.load} dumbbell"
        first = [f"{reps} reps of the {exercise.name.lower()}" for exercise, reps in self.serves[:NAMED]]
        begun = " and ".join(filter(None, (", ".join(first[:-1]), first[-1])))
        more = len(self.serves) - NAMED
        others = f", and {more} more {'exercise' if more == 1 else 'exercises'}" if more > 0 else ""
        return f"{what} would serve you longest, for about {begun} to begin with{others}"


def to_buy(slots: Iterable[PlannedSlot]) -> Purchase | None:
    """Return the dumbbell that would serve longest what these slots have outgrown; None where nothing would.

    Of all that are sold it is the one with the most to grow: how much further the ladder of each exercise reaches with
    it, in logs, added up over those that can lift it at the bottom of their range now. Of equals the lighter one.
    """
    wanting = _wanting(slots)
    if not wanting:
        return None
    step, many = SOLD[wanting[0][2].top.unit]
    sizes = [Load(step * number, wanting[0][2].top.unit) for number in range(1, many + 1)]
    best = max(sizes, key=lambda size: sum(_further(size, reps, found) for _, reps, found in wanting))
    served = [(exercise, _reps(found, best)) for exercise, reps, found in wanting if _further(best, reps, found)]
    is_pair = any(exercise.loaded_with is LoadedWith.PAIR for exercise, _ in served)
    return Purchase(best, is_pair, tuple(served)) if served else None


def _wanting(slots: Iterable[PlannedSlot]) -> Sequence[tuple[Exercise, RepRange, Outgrown]]:
    """Return each exercise that has outgrown its dumbbells, once: in the range that asks for the most."""
    found: dict[str, tuple[Exercise, RepRange, Outgrown]] = {}
    for slot in slots:
        if slot.outgrown is None or slot.lane is None:
            continue
        before = found.get(slot.exercise.id)
        if before is None or slot.lane.low < before[1].low:
            found[slot.exercise.id] = slot.exercise, slot.lane, slot.outgrown
    return tuple(found.values())


def _further(size: Load, reps: RepRange, found: Outgrown) -> float:
    """Return how much further a ladder reaches with a dumbbell, in logs; 0 where it is too heavy now, or no heavier."""
    if size <= found.top or size > load_worth(math.log(found.e1rm.kg), reps.low):
        return 0.0
    return math.log(size.kg / found.top.kg)


def _reps(found: Outgrown, load: Load) -> int:
    return reps_possible(float(found.e1rm.kg), float(load.kg)) - LEFT
