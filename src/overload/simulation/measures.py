"""What is looked at in a trial, each as one figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import mean, median
from typing import Final

import attrs

from overload.model import Slot
from overload.simulation.trial import Step, Trace, system_kg

RIGHT: Final = (0.86, 1.02)
"""Shares of the true strength that a right ask needs: about four reps left, down to none."""
IN_A_ROW: Final = 3
"""A load is right from the first of so many sessions that are."""


@attrs.frozen
class Figures:
    """What one trial comes to.

    `share` is of the oracle's gain; `failed` the share of sets that fell short; `right` the sessions until the load is
    right (None: never); `freeze` the longest run of one and the same ask; `highest` the largest ask over the strength
    shown before it (Epley); `reserve` the mean reps left at the end of sets; `most_reps` the most ever asked of a set;
    `minutes` a session of it; `sets` a week.
    """

    share: float
    failed: float
    right: int | None
    freeze: int
    highest: float
    reserve: float
    most_reps: int
    minutes: float
    sets: float


def figures(trace: Trace, oracle: Trace, slot: Slot) -> Figures:
    """Return the figures of a trial beside the oracle's trial of the same life."""
    steps = trace.steps
    sets = sum(len(step.done) for step in steps)
    weeks = max(1.0, (steps[-1].day - steps[0].day + 7) / 7)
    return Figures(
        share=trace.gain / oracle.gain if oracle.gain > 0 else 1.0,
        failed=sum(step.failed for step in steps) / sets,
        right=until_right(steps),
        freeze=max(len(run) for run in same_asks(steps)),
        highest=highest_ask(steps, slot),
        reserve=mean(left for step in steps for left in step.left),
        most_reps=max(target.reps for step in steps for target in step.asked.sets),
        minutes=mean(_seconds(step, slot) for step in steps) / 60,
        sets=sets / weeks,
    )


def until_right(steps: Sequence[Step]) -> int | None:
    """Return how many sessions went by before the load was right; None where it never was."""
    rights = [RIGHT[0] <= step.needs <= RIGHT[1] for step in steps]
    spots = range(len(rights) - IN_A_ROW + 1)
    return next((spot for spot in spots if all(rights[spot : spot + IN_A_ROW])), None)


def same_asks(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Yield the runs of sessions that asked for the same; a deload, and a day unwell, is passed over."""
    counted = [step for step in steps if not step.asked.is_deload and not step.is_unwell]
    for _, run in groupby(counted, key=lambda step: (step.asked.sets, step.asked.tempo)):
        yield list(run)


def shown(step: Step, slot: Slot) -> float:
    """Return the best maximum a session showed, in kg by Epley, without reserve; 0 where nothing was lifted."""
    return max((system_kg(done.load, slot) * (1 + done.reps / 30) for done in step.done if done.reps), default=0.0)


def asked_for(step: Step, slot: Slot) -> float:
    """Return the maximum that the hardest set of an ask would show, in kg by Epley."""
    return max(system_kg(target.load, slot) * (1 + target.reps / 30) for target in step.asked.sets)


def highest_ask(steps: Sequence[Step], slot: Slot) -> float:
    """Return the largest ask over the best that had been shown before it; 1 where nothing ever had."""
    best, highest = 0.0, 0.0
    for step in steps:
        if best:
            highest = max(highest, asked_for(step, slot) / best)
        best = max(best, shown(step, slot))
    return highest or 1.0


def until_regained(steps: Sequence[Step], slot: Slot, since: int) -> int | None:
    """Return how many sessions after a break (`since` is its first day after) until the old ask is back and met.

    The old ask is the hardest of the last three before the break. None where it never comes back.
    """
    before = [step for step in steps if step.day < since]
    after = [step for step in steps if step.day >= since]
    old = max((asked_for(step, slot) for step in before[-3:]), default=0.0)
    return next((number for number, step in enumerate(after) if asked_for(step, slot) >= 0.995 * old), None)


def _seconds(step: Step, slot: Slot) -> float:
    rests = [slot.rest_s if one.rest_s is None else one.rest_s for one in step.asked.sets]
    return sum(4 * one.reps * slot.sides + rest for one, rest in zip(step.asked.sets, rests, strict=True))


def worst_tenth(shares: Sequence[float]) -> float:
    """Return the share under which a tenth of lifters end."""
    ordered = sorted(shares)
    return ordered[max(0, len(ordered) // 10 - 1)] if len(ordered) >= 10 else ordered[0]


def typical(counts: Sequence[int | None]) -> float | None:
    """Return the median of counts, None (never) counting as more than any; None where that is the median."""
    ordered = sorted(float("inf") if one is None else float(one) for one in counts)
    middle = median(ordered)
    return None if middle == float("inf") else middle
