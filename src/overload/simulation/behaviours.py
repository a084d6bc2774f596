"""What people do with what is asked of them, apart from what their bodies can."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from random import Random

import attrs

from overload.model import SetTarget
from overload.simulation.figures import drawn

ABOVE = 12
"""Reps of a set from which what is left is told worse."""
MOST_TOLD = 10


class Finish(StrEnum):
    """How far somebody takes a set that is open, or the last one."""

    STOPS = "stops at what is asked"
    ONE_LEFT = "takes an open set to one in reserve"
    ALL_OUT = "takes the last set as far as it goes"


@attrs.frozen
class Behaviour:
    """What somebody does: how they end a set, whether they note what was left, how often they write nothing down."""

    finish: Finish = Finish.ONE_LEFT
    notes_reserve: bool = False
    forgets: float = 0.0

    def reps(self, target: SetTarget, possible: float, *, is_last: bool) -> int:
        """Return the reps done of a set as asked, where `possible` (a fraction too) would be failure."""
        can = max(0, int(possible))
        if self.finish is Finish.ALL_OUT and (is_last or target.amrap):
            return can
        if self.finish is Finish.ONE_LEFT and target.amrap:
            return min(can, max(target.reps, int(possible - 1)))
        return min(can, target.reps)


@attrs.frozen
class Teller:
    """How wrong somebody is about the reps they have left: fewer than there are, and worse in long sets."""

    too_few: float
    worse: float

    def told(self, left: float, reps: int, chance: Random) -> Decimal:
        """Return the reps in reserve somebody notes."""
        felt = left - self.too_few - self.worse * max(0, reps - ABOVE) + chance.gauss(0, 0.7)
        return Decimal(min(MOST_TOLD, max(0, round(felt))))


def teller(chance: Random) -> Teller:
    """Return somebody who is about as wrong as people are."""
    return Teller(max(0.0, drawn("told too few", chance)), max(0.0, drawn("told worse", chance)))
