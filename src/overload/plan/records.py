"""Records: which performances beat everything before them, and in what.

Three things count, in this order: the heaviest load of all (on an assisted pull-up, the least help), the most reps at a
load lifted before, where nobody did as many with that or more, and the highest estimated one-rep maximum. The first
time of an exercise is no record: there is nothing to beat. Reps, holds and carries are each compared among
themselves (most reps, longest hold, farthest carry), and only reps have an estimate. Warm-ups, and what goes
on from the set before it (drops, minis) make no record; negatives are compared among themselves.
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
_MOST: Final = {Measure.REPS: "most reps", Measure.SECONDS: "longest hold", Measure.METRES: "farthest carry"}

Sort = tuple[Measure, SetKind]
"""What sets are compared by: what they count, and whether they are lifted (work) or only lowered (negative)."""
_SHOWS: Final = {SetKind.WORK: SetKind.WORK, SetKind.BACK_OFF: SetKind.WORK, SetKind.NEGATIVE: SetKind.NEGATIVE}
LIFTED: Final[Sort] = (Measure.REPS, SetKind.WORK)


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
    best: dict[Sort, _Best] = {}
    for entry in entries:
        for sort in sorts_of(entry):
            done = best_reps(entry, sort)
            if not done:
                continue
            day, before = _Best(max(done), done, best_estimate(done, entry, exercise, sort)), best.get(sort)
            said = _record(day, before, exercise, sort) if before else ""
            if said:
                found.setdefault(entry.id, said)
            best[sort] = _raised(before, day) if before else day
    return found


def sorts_of(entry: Entry) -> Iterable[Sort]:
    """Return by what the sets of an entry are compared, each once; sets that show nothing by nothing."""
    return dict.fromkeys((one.measure, _SHOWS[one.kind]) for one in entry.sets if one.kind in _SHOWS)


def best_reps(entry: Entry, sort: Sort = LIFTED) -> Reps:
    """Return the most reps (seconds, metres) an entry has at each of its loads; skipped sets are none."""
    measure, kind = sort
    done: dict[Load, int] = {}
    for each in entry.performed().sets:
        if each.measure is measure and _SHOWS.get(each.kind) is kind and each.reps > done.get(each.load, 0):
            done[each.load] = each.reps
    return done


def _record(day: _Best, best: _Best, exercise: Exercise, sort: Sort) -> str:
    top, sign, is_lowered = day.heaviest, f" {sort[0].sign}".rstrip(), sort[1] is SetKind.NEGATIVE
    if top > best.heaviest:
        now, what = f"{_with(top, exercise)} x {day.reps[top]}{sign}", "heaviest negative" if is_lowered else "heaviest"
        return f"{what} yet, {now}; {_with(best.heaviest, exercise)} before"
    for load in sorted(day.reps, reverse=True):
        reps, before = day.reps[load], best.reps.get(load, 0)
        # At a load never lifted there is no count to beat; there the estimate below decides.
        if reps > before > 0 and not any(most >= reps and other > load for other, most in best.reps.items()):
            at = "" if load.aid else "at "
            most = "most negatives" if is_lowered else _MOST[sort[0]]
            return f"{most} {at}{_with(load, exercise)}, {reps}{sign}; {before}{sign} before"
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


def best_estimate(done: Reps, entry: Entry, exercise: Exercise, sort: Sort = LIFTED) -> float:
    """Return the highest e1RM of a day's sets in kg; 0 where it would be a guess, as of whatever is usually held."""
    if sort != LIFTED or exercise.measure is not Measure.REPS:
        return 0.0
    lifted = exercise.body_moved(entry.bodyweight)
    if exercise.loaded_with is LoadedWith.BODYWEIGHT and lifted is None:
        return 0.0
    weighed = ((system_weight(load, lifted), min(reps, TRUSTED_REPS)) for load, reps in done.items() if not load.aid)
    return max((e1rm(weight, reps) for weight, reps in weighed), default=0.0)


def _raised(best: _Best, day: _Best) -> _Best:
    higher = {load: reps for load, reps in day.reps.items() if reps > best.reps.get(load, 0)}
    reps = {**best.reps, **higher} if higher else best.reps
    return _Best(max(best.heaviest, day.heaviest), reps, max(best.maximum, day.maximum))
