"""The oracle: it knows the true strength of the day, and always asks for the best that can be done.

Gains of rules are told as a share of its gain. It is no rule, for nobody knows what it knows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Final

import attrs

from overload.model import Ladder, Performed, Prescription, SetTarget, Slot
from overload.progression.maxima import MOST_REPS
from overload.simulation.bodies import Effort
from overload.simulation.trial import Truth, after_set

WHY: Final = "The oracle knows."


@attrs.frozen
class Oracle:
    """Asks, set by set, for the rung and the reps that are worth most to the body, less than one rep short of failure.

    That is the effort from which more gains nothing. It stays in the range of the slot where a rung allows that.
    """

    def ask(self, day: date, slot: Slot, history: Sequence[Performed], ladder: Ladder, truth: Truth) -> Prescription:
        """Return what to lift; the past is not looked at."""
        del day, history, ladder
        tired, sets = 0.0, list[SetTarget]()
        for _ in range(slot.sets):
            target, possible = _best(slot, truth, tired)
            sets.append(target)
            tired = after_set(tired, min(target.reps, int(possible)), possible, target, slot, truth)
        return Prescription(tuple(sets), WHY)


def _best(slot: Slot, truth: Truth, tired: float) -> tuple[SetTarget, float]:
    """Return the best set and the reps that would be failure; where nothing can be lifted, a try at the lightest."""
    now = truth.today * math.exp(-tired)
    can = [(load, weight, truth.curve.reps(weight / now)) for load, weight in truth.weights.items()]
    can = [(load, weight, possible) for load, weight, possible in can if possible >= 1]
    if not can:
        return SetTarget(1, next(iter(truth.weights))), 0.0
    fitting = [one for one in can if slot.reps.low <= _reps(one[2]) <= slot.reps.high]
    load, _, possible = max(fitting or can, key=lambda one: (_worth(truth, one[1], one[2]), one[1]))
    return SetTarget(_reps(possible), load), possible


def _reps(possible: float) -> int:
    """Return the reps that leave less than one."""
    return min(max(1, math.ceil(possible - 1)), MOST_REPS)


def _worth(truth: Truth, weight: float, possible: float) -> float:
    reps = _reps(possible)
    return truth.body.worth(Effort(weight / truth.today, reps, possible - reps))
