"""Records: which performances beat everything before them, and in what.

Three things count, in this order: the heaviest load of all (on an assisted pull-up, the least help), the most reps at a
load lifted before, where nobody did as many with that or more, and the highest estimated one-rep maximum. The first
time of an exercise is no record: there is nothing to beat. Reps, holds and carries are each compared among
themselves (most reps, longest hold, farthest carry), and only reps have an estimate. Warm-ups, negatives, and what goes
on from the set before it (drops, minis) make no record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from overload.model import Entry, Exercise, LoadedWith, Measure, SetKind
from overload.progression import e1rm, said_load, system_weight
from overload.units import Load

LOOKED_AT: Final = 1000
"""Entries of an exercise, newest first, that a record is measured by: five years and more."""
TRUSTED_REPS: Final = 12
"""More reps count as this many in an estimated maximum: above, the formulas drift apart."""
_MARGIN: Final = 1.005
"""How much higher an estimate must be: less is within the rounding of a load."""


Reps = Mapping[Load, int]
"""The most reps (seconds, metres) of a set, by load."""
_SHOWS: Final = frozenset({SetKind.WORK, SetKind.BACK_OFF})
_MOST: Final = {Measure.REPS: "most reps", Measure.SECONDS: "longest hold", Measure.METRES: "farthest carry"}


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
    best: dict[Measure, _Best] = {}
    for entry in entries:
        for measure in _measures(entry):
            day = _day(entry, measure, exercise)
            if day is None:
                continue
            before = best.get(measure)
            said = _record(day, before, exercise, measure) if before else ""
            if said:
                found.setdefault(entry.id, said)
            best[measure] = _raised(before, day) if before else day
    return found


def _measures(entry: Entry) -> Iterable[Measure]:
    return dict.fromkeys(one.measure for one in entry.sets)


def _day(entry: Entry, measure: Measure, exercise: Exercise) -> _Best | None:
    done = best_reps(entry, measure)
    if not done:
        return None
    return _Best(max(done), done, best_estimate(done, entry, exercise) if measure is Measure.REPS else 0.0)


def best_reps(entry: Entry, measure: Measure = Measure.REPS) -> Reps:
    """Return the most reps (seconds, metres) an entry has at each of its loads; skipped sets are none."""
    done: dict[Load, int] = {}
    for each in entry.performed().sets:
        if each.measure is measure and each.kind in _SHOWS and each.reps > done.get(each.load, 0):
            done[each.load] = each.reps
    return done


def _record(day: _Best, best: _Best, exercise: Exercise, measure: Measure) -> str:
    top, sign = day.heaviest, f" {measure.sign}".rstrip()
    if top > best.heaviest:
        now = f"{_with(top, exercise)} x {day.reps[top]}{sign}"
        return f"heaviest yet, {now}; {_with(best.heaviest, exercise)} before"
    for load in sorted(day.reps, reverse=True):
        reps, before = day.reps[load], best.reps.get(load, 0)
        # At a load never lifted there is no count to beat; there the estimate below decides.
        if reps > before > 0 and not any(most >= reps and other > load for other, most in best.reps.items()):
            at = "" if load.aid else "at "
            return f"{_MOST[measure]} {at}{_with(load, exercise)}, {reps}{sign}; {before}{sign} before"
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
