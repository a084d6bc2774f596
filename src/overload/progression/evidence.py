"""What a set says of the strength in its exercise: that it is at least so much, or how much it is.

A set that was stopped at its number says only that somebody is at least so strong, and so does an open one whose count
nobody said; an open set, a noted reserve and a miss are measurements. Where a figure has no source it is ours, tried on
simulated lifters.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import attrs

from overload.model import OpenEnd, SetDone, SetTarget, is_at_least
from overload.progression.estimate import Estimate, lifted, worth
from overload.units import Load

TIRING: Final = 0.03
"""How much a hard set takes off the next, in logs."""
MANY: Final = 25
"""Reps from which a set says no more than that it was light."""
ABOVE: Final = 12
"""Reps above which what is left is felt worse (Halperin et al. 2022, doi 10.1007/s40279-021-01559-x)."""
EASY: Final = 0.25
"""An ask worth so much less than the strength, in logs, was easy: to meet it says nothing."""

_MISSED_VAR: Final = 0.045**2
_OPEN_VAR: Final = 0.05**2
_NOTED_VAR: Final = 0.06**2
_LEFT_OPEN: Final = {OpenEnd.CLEAN_REP: 1.6, OpenEnd.FAILURE: 0.5, OpenEnd.ONE_LEFT: 2.2}
"""What an open set leaves, by how far it was to go: one as told, and part of what people have more than they think."""


@attrs.define  # not frozen: three are made of every session, and a frozen one takes three times as long to make
class Said:
    """What a set says: the log e1RM it was `worth` at least, and `y`, with its variance where it measures.

    `shown` is the e1RM of its reps alone, without what was left or what sets before it took.
    """

    shown: float
    worth: float
    y: float
    variance: float | None = None
    missed: bool = False
    beaten: bool = False
    light: bool = False
    aided: bool = False


def weight_of(now: Estimate, load: Load, body: Load | None) -> float:
    """Return the system weight of a load in kg, by what is known of help without a figure."""
    return lifted(load, body, math.exp(now.aided) if load.aid else 0.0)


def weights_of(now: Estimate, loads: Iterable[Load], body: Load | None) -> list[float]:
    """Return the system weight of each load; most sets of a session share one, which is worked out once."""
    found: list[float] = []
    before: Load | None = None
    for load in loads:
        found.append(found[-1] if load is before else weight_of(now, load, body))
        before = load
    return found


def says(  # noqa: PLR0911 - one of seven kinds of sets, read from top to bottom, and all it is read by
    now: Estimate, done: SetDone, target: SetTarget | None, place: int, weight: float, body: Load | None
) -> Said:
    """Return what one set says of this system `weight`; `place` counts the sets tried before it, which tired."""
    tired, reps = TIRING * place, done.reps
    aided = bool(done.load.aid)
    if not reps:
        most = math.log(weight) + tired - 0.02
        # That who is weaker than that could not do it tells nothing new, nor makes anything surer.
        variance = _MISSED_VAR if most < now.log else None
        return Said(-math.inf, -math.inf, min(now.log, most), variance, missed=True, aided=aided)
    shown = worth(weight, reps)
    least = shown + tired
    missed = target is not None and reps < target.reps and done.load <= target.load
    beyond = max(0, reps - ABOVE)
    if done.rir is not None:
        left = float(done.rir) + 0.9
        at_least = done.at_least or is_at_least(done.rir)
        y = worth(weight, reps + left + (0 if at_least else 0.15 * beyond)) + tired
        variance = None if at_least else _NOTED_VAR
        return Said(shown, y if at_least else least, y, variance, missed=missed, aided=aided)
    if missed:
        return Said(shown, least, least, _MISSED_VAR, missed=True, aided=aided)
    if target is None or not target.amrap or is_lighter(now, done, target, body):
        return Said(shown, least, least, aided=aided)
    beaten = reps > target.reps
    if done.at_least:
        return Said(shown, least, least, beaten=beaten, aided=aided)
    if beaten and reps >= MANY and (reps >= 1.5 * target.reps or not now.known):
        bound = worth(weight, reps + 4) + tired
        return Said(shown, bound, bound, beaten=True, light=True, aided=aided)
    if beaten or (reps < MANY and now.goes_on and done.load == target.load):
        left = _LEFT_OPEN[OpenEnd.of(target.rir)] + 0.1 * beyond
        y = worth(weight, reps + left) + tired
        return Said(shown, least, y, _OPEN_VAR, beaten=beaten, aided=aided)
    return Said(shown, least, least, aided=aided)


def is_lighter(now: Estimate, done: SetDone, target: SetTarget, body: Load | None) -> bool:
    """Tell whether somebody took far less than was asked: then where they stopped says nothing of where they fail.

    As long as nothing was measured the ask is no better a guess than what they took.
    """
    return (
        now.known
        and done.load is not target.load
        and done.load < target.load
        and weight_of(now, target.load, body) > weight_of(now, done.load, body) * math.exp(EASY)
    )
