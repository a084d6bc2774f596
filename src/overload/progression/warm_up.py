"""The warm-up sets of an exercise: a few light ones on the way to its working load.

Shares and reps are the usual ramp of strength programs. From which load on each set is worth its time is an estimate of
ours, per hand: below 10 kg the general warm-up and the light sets before the session are enough, from 20 kg on
the first step is one more.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Final

from overload.model import Exercise, Ladder, LoadedWith, Prescription, SetTarget
from overload.units import Load

REPS: Final = 5
RAMP: Final = ((Decimal("0.3"), Decimal(20)), (Decimal("0.5"), Decimal(10)), (Decimal("0.8"), Decimal(10)))
"""Share of the working load, and the working load in kg from which on the set is done."""


def warm_up_sets(
    exercise: Exercise, prescription: Prescription, ladder: Ladder, worked: Collection[str] = ()
) -> tuple[SetTarget, ...]:
    """Return the sets before the first one asked for: ascending rungs, each below its load and none twice.

    `worked` are the muscles that earlier exercises of the session worked, directly or not; an exercise all of whose
    direct muscles are among them is warm. A share of bodyweight cannot be lifted, so the pull-up has none.
    """
    is_warm = bool(exercise.direct) and set(exercise.direct) <= set(worked)
    if exercise.loaded_with is LoadedWith.BODYWEIGHT or is_warm or not prescription.sets:
        return ()
    working = prescription.sets[0].load
    shares = (Load(working.amount * share, working.unit) for share, least in RAMP if working.kg >= least)
    found = dict.fromkeys(map(ladder.at_or_below, shares))
    return tuple(SetTarget(REPS, load) for load in found if load is not None)
