"""An ask that is worth less by so much: fewer reps first, a lighter load only where that leaves too few of them.

What is asked for is worth W = weight x (1 + reps / 30) by Epley, of the system weight. A share of it may be any number;
the ladder has rungs. So the share is taken with reps, which always come near to it, and a rung is never taken that is
worth far less, however near its weight is to the share.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import attrs

from overload.model import Ladder, Measure, SetDone, SetTarget, Slot
from overload.progression.asking import said_load
from overload.progression.maxima import system_weight
from overload.units import Load

BELOW_RANGE: Final = 0.75
"""Down to this share of the bottom of the range the load stays: a session or two of fewer reps with the load that is to
come back is better than another load. Six of 8-12, four of 5-10."""
FEWEST: Final = 3
"""Fewer reps than this are no set for somebody who is not used to it (see `_fewest`)."""
MOST: Final = 30
"""No more reps than this are asked for at a lighter load."""
FAR: Final = 0.8
"""What is worth less than this share of what is wanted is worth far less."""
A_REP: Final = 1 / 31
"""What a single is worth more than the load by itself, as a share."""
COUNTED: Final = 3
"""A hold or a carry gets shorter by so many times the share that strength falls by; an estimate of ours."""
_SLACK: Final = 1e-9


def less_by(loss: float, sets: Sequence[SetTarget], slot: Slot, ladder: Ladder) -> tuple[SetTarget, ...]:
    """Return sets that are worth less by `loss` (a logarithm), each at least a rep less, if there is one to spare."""
    found: list[SetTarget] = []
    for load, alike in groupby(sets, key=lambda one: one.load):
        found.extend(_at_one_load(loss, load, list(alike), slot, ladder))
    return tuple(found)


def _at_one_load(loss: float, load: Load, sets: Sequence[SetTarget], slot: Slot, ladder: Ladder) -> Iterator[SetTarget]:
    lifted = [one.reps for one in sets if one.measure is Measure.REPS]
    here = _rung(loss, load, min(lifted), slot, ladder) if lifted else load
    heavier = 0.0 if here == load else math.log(_weight(load, slot) / _weight(here, slot))
    for one in sets:
        if one.measure is not Measure.REPS:
            yield attrs.evolve(one, reps=_shorter(loss, one.reps, one.measure))
            continue
        most = one.reps if here == load else MOST
        yield attrs.evolve(one, load=here, reps=min(max(_reps(one.reps, heavier - loss), 1), most))


def _shorter(loss: float, count: int, measure: Measure) -> int:
    step = measure.step
    wanted = math.floor(count * (1 - COUNTED * loss) / step + _SLACK) * step
    return max(min(wanted, count - step), min(step, count))


def _reps(reps: int, more: float) -> int:
    """Return the whole reps that are worth `reps` and `more` (a logarithm), of the same weight."""
    return math.floor(30 * ((1 + reps / 30) * math.exp(more) - 1) + _SLACK)


def _weight(load: Load, slot: Slot) -> float:
    """Return the system weight in kg; 0 where nobody knows it, help without a figure or on a body of unknown weight."""
    return 0.0 if load.aid else max(0.0, system_weight(load, slot.bodyweight))


def _rung(loss: float, load: Load, reps: int, slot: Slot, ladder: Ladder) -> Load:
    """Return the rung on which to do what is left of a set."""
    weight, low = _weight(load, slot), min(slot.reps.low, reps)
    fewest, stays = _fewest(reps), _reps(reps, -loss)
    # Of a single there is no rep less; a loss of less than a rep is no reason to take it away.
    if weight <= 0 or stays >= max(low * BELOW_RANGE, fewest) or (fewest == 1 and loss < A_REP):
        return load
    left = weight * (1 + reps / 30) * math.exp(-loss)
    high = max(slot.reps.high, reps)

    def cost(rung: Load) -> tuple[int, float, float]:
        """Say how ill a rung suits: too few reps or worth far less first, then how far out of the range, then light."""
        there = _weight(rung, slot)
        count = min(math.floor(30 * (left / there - 1) + _SLACK), MOST)
        if count < 1:
            return 3, 0.0, there
        is_far = there * (1 + count / 30) < FAR * left
        return (count < fewest) + is_far, max(0.0, math.log(low / count), math.log(count / high)), -there

    return min((rung for rung in ladder if rung <= load and _weight(rung, slot) > 0), key=cost, default=load)


def _fewest(reps: int) -> int:
    """Return the fewest reps a set may come down to: three, or one less where fewer than that are the custom."""
    return max(1, min(FEWEST, reps - 1))


def beaten_by(done: SetDone, asked: SetTarget, body: Load | None) -> float:
    """Return by how much more a set was worth than what was asked, as a logarithm; below 0 it fell short.

    Where no weight is known only reps at the same load compare; another load is endlessly more or less.
    """
    if done.reps <= 0:
        return -math.inf
    if asked.measure is not Measure.REPS:
        return math.log(done.reps / asked.reps) / COUNTED + _heavier(done.load, asked.load, body)
    return math.log((30 + done.reps) / (30 + asked.reps)) + _heavier(done.load, asked.load, body)


def _heavier(one: Load, other: Load, body: Load | None) -> float:
    if one == other:
        return 0.0
    weights = [0.0 if load.aid else system_weight(load, body) for load in (one, other)]
    if min(weights) <= 0:
        return math.inf if one > other else -math.inf
    return math.log(weights[0] / weights[1])


def said(sets: Sequence[SetTarget]) -> str:
    """Write sets as a lifter says them: `12, 11, 10+ at 20 kg, then 15 at 15 kg`."""
    rows = ((load, list(alike)) for load, alike in groupby(sets, key=lambda one: one.load))
    return ", then ".join(f"{_counts(alike)} at {said_load(load)}" for load, alike in rows)


def _counts(sets: Sequence[SetTarget]) -> str:
    counts = ", ".join(f"{one.reps}{'+' * one.amrap}" for one in sets)
    return f"{counts} {sets[0].measure.sign}".rstrip()
