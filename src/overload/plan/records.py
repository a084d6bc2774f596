"""Records: which performances beat everything before them, and in what.

Three things count, in this order: the heaviest load of all (on an assisted pull-up, the least help), the most reps at a
load lifted before, where nobody did as many with that or more, and the highest estimated one-rep maximum. The first
time of an exercise is no record: there is nothing to beat.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from overload.model import Entry, Exercise, LoadedWith
from overload.progression import e1rm, said_load, system_weight
from overload.units import Load

LOOKED_AT: Final = 1000
"""Entries of an exercise, newest first, that a record is measured by: five years and more."""
TRUSTED_REPS: Final = 12
"""More reps count as this many in an estimated maximum: above, the formulas drift apart."""
_MARGIN: Final = 1.005
"""How much higher an estimate must be: less is within the rounding of a load."""


Reps = Mapping[Load, int]
"""The most reps of a set, by load."""


@attrs.frozen
class _Best:
    """What has been reached so far: the heaviest load, the most reps at each, the highest e1RM in kg."""

    heaviest: Load
    reps: Reps
    maximum: float


def records(entries: Iterable[Entry], exercise: Exercise) -> dict[int, str]:
    """Return, by the id of its entry, what each record of an exercise is; `entries` are its log, oldest first.

    `heaviest yet, 24 kg x 8; 22.5 kg before`, `most reps at 22.5 kg, 12; 11 before`.
    """
    found: dict[int, str] = {}
    best: _Best | None = None
    for entry in entries:
        done = best_reps(entry)
        if not done:
            continue
        day = _Best(max(done), done, best_estimate(done, entry, exercise))
        said = _record(day, best, exercise) if best else ""
        if said:
            found[entry.id] = said
        best = _raised(best, day) if best else day
    return found


def best_reps(entry: Entry) -> Reps:
    """Return the most reps an entry has at each of its loads; skipped sets are none."""
    done: dict[Load, int] = {}
    for each in entry.performed().sets:
        if each.reps > done.get(each.load, 0):
            done[each.load] = each.reps
    return done


def _record(day: _Best, best: _Best, exercise: Exercise) -> str:
    top = day.heaviest
    if top > best.heaviest:
        return f"heaviest yet, {_with(top, exercise)} x {day.reps[top]}; {_with(best.heaviest, exercise)} before"
    for load in sorted(day.reps, reverse=True):
        reps, before = day.reps[load], best.reps.get(load, 0)
        # At a load never lifted there is no count to beat; there the estimate below decides.
        if reps > before > 0 and not any(most >= reps and other > load for other, most in best.reps.items()):
            return f"most reps {'' if load.aid else 'at '}{_with(load, exercise)}, {reps}; {before} before"
    if best.maximum and day.maximum > best.maximum * _MARGIN:
        return f"best set yet, worth {day.maximum / best.maximum - 1:.0%} more than any before"
    return ""


def _with(load: Load, exercise: Exercise) -> str:
    """Say a load; on a pull-up what is taken off is help."""
    if load.aid:
        return f"with a {load.aid}"
    if exercise.loaded_with is LoadedWith.BODYWEIGHT and load.amount < 0:
        return f"{Load(-load.amount, load.unit)} of help"
    return said_load(load) if exercise.loaded_with is LoadedWith.BODYWEIGHT else str(load)


def best_estimate(done: Reps, entry: Entry, exercise: Exercise) -> float:
    """Return the highest e1RM of a day's sets in kg; 0 where it would be a guess."""
    lifted = entry.bodyweight if exercise.loaded_with is LoadedWith.BODYWEIGHT else None
    if exercise.loaded_with is LoadedWith.BODYWEIGHT and lifted is None:
        return 0.0
    weighed = ((system_weight(load, lifted), min(reps, TRUSTED_REPS)) for load, reps in done.items() if not load.aid)
    return max((e1rm(weight, reps) for weight, reps in weighed), default=0.0)


def _raised(best: _Best, day: _Best) -> _Best:
    higher = {load: reps for load, reps in day.reps.items() if reps > best.reps.get(load, 0)}
    reps = {**best.reps, **higher} if higher else best.reps
    return _Best(max(best.heaviest, day.heaviest), reps, max(best.maximum, day.maximum))
