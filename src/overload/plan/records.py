"""Records: which performances beat everything before them, and in what.

Three things count, in this order: the heaviest load of all (on an assisted pull-up, the least help), the most reps at a
load lifted before, where nobody did as many with that or more, and the highest estimated one-rep maximum. The first
time of an exercise is no record: there is nothing to beat.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from overload.model import Entry, Exercise, LoadedWith, SetDone
from overload.progression import e1rm, said_load, system_weight
from overload.units import Load

LOOKED_AT: Final = 1000
"""Entries of an exercise, newest first, that a record is measured by: five years and more."""
TRUSTED_REPS: Final = 12
"""More reps count as this many in an estimated maximum: above, the formulas drift apart."""
_MARGIN: Final = 1.005
"""How much higher an estimate must be: less is within the rounding of a load."""


@attrs.frozen
class _Best:
    """What has been reached so far. `reps` are the most at each load; `maximum` is the e1RM in kg."""

    heaviest: Load
    reps: dict[Load, int]
    maximum: float


def records(entries: Iterable[Entry], exercise: Exercise) -> dict[int, str]:
    """Return, by the id of its entry, what each record of an exercise is; `entries` are its log, oldest first.

    `heaviest yet, 24 kg x 8; 22.5 kg before`, `most reps at 22.5 kg, 12; 11 before`.
    """
    found: dict[int, str] = {}
    best: _Best | None = None
    for entry in entries:
        sets = [one for one in entry.performed().sets if one.reps > 0]
        if not sets:
            continue
        said = _record(sets, entry, exercise, best) if best else ""
        if said:
            found[entry.id] = said
        best = _raised(best, sets, _maximum(sets, entry, exercise))
    return found


def _record(sets: Sequence[SetDone], entry: Entry, exercise: Exercise, best: _Best) -> str:
    top = max(sets, key=lambda one: (one.load, one.reps))
    if top.load > best.heaviest:
        return f"heaviest yet, {_with(top.load, exercise)} x {top.reps}; {_with(best.heaviest, exercise)} before"
    for one in sorted(sets, key=lambda one: (one.load, one.reps), reverse=True):
        most = max(reps for load, reps in best.reps.items() if load >= one.load)
        if one.load in best.reps and one.reps > most:
            at = f"{'' if one.load.aid else 'at '}{_with(one.load, exercise)}"
            return f"most reps {at}, {one.reps}; {best.reps[one.load]} before"
    maximum = _maximum(sets, entry, exercise)
    if best.maximum and maximum > best.maximum * _MARGIN:
        return f"best set yet, worth {maximum / best.maximum - 1:.0%} more than any before"
    return ""


def _with(load: Load, exercise: Exercise) -> str:
    """Say a load; on a pull-up what is taken off is help."""
    if load.aid:
        return f"with a {load.aid}"
    if exercise.loaded_with is LoadedWith.BODYWEIGHT and load.amount < 0:
        return f"{Load(-load.amount, load.unit)} of help"
    return said_load(load) if exercise.loaded_with is LoadedWith.BODYWEIGHT else str(load)


def _maximum(sets: Sequence[SetDone], entry: Entry, exercise: Exercise) -> float:
    """Return the highest e1RM of the sets in kg; 0 where it would be a guess."""
    bodyweight = entry.bodyweight
    if exercise.loaded_with is LoadedWith.BODYWEIGHT and bodyweight is None:
        return 0.0
    lifted = bodyweight if exercise.loaded_with is LoadedWith.BODYWEIGHT else None
    weighed = ((system_weight(one.load, lifted), min(one.reps, TRUSTED_REPS)) for one in sets if not one.load.aid)
    return max((e1rm(weight, reps) for weight, reps in weighed), default=0.0)


def _raised(best: _Best | None, sets: Sequence[SetDone], maximum: float) -> _Best:
    reps = dict(best.reps) if best else {}
    for one in sets:
        reps[one.load] = max(one.reps, reps.get(one.load, 0))
    return _Best(max(reps), reps, max(maximum, best.maximum if best else 0.0))
