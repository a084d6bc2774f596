"""Small moves most rules make: a step up, a share off, the same again, and on with reps where no load is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import attrs

from overload.model import Ladder, Measure, Prescription, RepRange, Slot
from overload.progression.asking import ask, fit, said_load, snap
from overload.progression.reading import Reading
from overload.units import Load

MOST_REPS: Final = 30
"""More reps than this are never asked for where nothing heavier is left: an estimate of ours."""
MORE_SETS: Final = 2
"""So many sets are added then."""
SLOWER: Final = ("3 s down", "3 s down, 2 s pause")
"""And these tempi follow."""


def step_up(load: Load, ladder: Ladder, by: Load | None = None) -> Load | None:
    """Return the load after a step up, or None at the top of the ladder.

    The step is `by`, snapped downwards but at least a rung; without it the next rung.
    """
    up = ladder.next_up(load)
    if by is None or up is None or load.aid:
        return up
    wanted = Load(load.amount + by.to(load.unit).amount, load.unit)
    return max(up, ladder.at_or_below(wanted) or up)


def share_of(load: Load, share: float, slot: Slot) -> Load:
    """Return a share of a load; of the system weight (bodyweight and load) where the slot has a bodyweight.

    So 0.9 of bodyweight with 10 kg of help at 80 kg is 63 kg, that is 17 kg of help. Help without a figure stays as
    it is.
    """
    if load.aid:
        return load
    part = Decimal(str(share))
    if slot.bodyweight is None:
        return Load(load.amount * part, load.unit)
    body = slot.bodyweight.to(load.unit).amount
    return Load((load.amount + body) * part - body, load.unit)


def lighter(load: Load, share: float, slot: Slot, ladder: Ladder) -> Load | None:
    """Return the rung at a share of the load, snapped downwards and strictly lighter; None at the bottom.

    Never below the lightest rung. Less than nothing has no share: help on a body of unknown weight grows by a rung.
    """
    down = ladder.next_down(load)
    if down is None:
        return None
    wanted = share_of(load, share, slot)
    return min(down, snap(wanted, ladder)) if wanted < load else down


def same_again(
    slot: Slot, latest: Reading, ladder: Ladder, because: str = "", *, amrap_last: bool = False
) -> Prescription:
    """Return what was asked for, once more, and say why; a session that says nothing has its own reason."""
    load = snap(latest.load, ladder)
    is_last = ladder.next_up(latest.load) is None and latest.instead_of is None
    sets, tempo = stage(slot, latest.session.asked) if is_last else (slot.sets, "")
    why, reps = _why_again(latest, load, because), fit(latest.asked, sets)
    return attrs.evolve(ask(reps, load, why, amrap_last=amrap_last, measure=slot.reps.measure), tempo=tempo)


def brought_down(slot: Slot, latest: Reading, ladder: Ladder, *, amrap_last: bool = False) -> Prescription | None:
    """Return the bottom of the range a rung lighter where no set got a single rep; None where one did.

    Where there is nothing lighter it is the bottom of the range at the same load. Nobody gets stronger by failing.
    """
    if latest.is_void or not latest.tried or any(latest.reps):
        return None
    down = ladder.next_down(latest.load) or snap(latest.load, ladder)
    why = f"{latest.told} is more than you can lift: {said_load(down)}."
    return ask((slot.reps.low,) * slot.sets, down, why, amrap_last=amrap_last, measure=slot.reps.measure)


def _why_again(latest: Reading, load: Load, because: str) -> str:
    if latest.is_void and latest.session.unwell:
        return "You were not well that day, so it does not count: the same again."
    if latest.is_void:
        return f"A heavier load than asked for was too heavy, so it does not count: {said_load(load)} again."
    if because:
        return f"{latest.told} {because}: the same again."
    word = "fell short" if latest.is_miss else "left sets out"
    return f"{latest.told} {word}: the same again."


def most_asked(reps: RepRange) -> int:
    """Return the most that one set is asked to be where nothing heavier is left: 30 reps, or more if the range has."""
    return max(MOST_REPS, reps.high) if reps.measure is Measure.REPS else reps.measure.most


def stage(slot: Slot, asked: Prescription | None) -> tuple[int, str]:
    """Return how many sets, and what tempo, a session at the end of the ladder was asked for (see `at_the_end`)."""
    if asked is None or not asked.sets:
        return slot.sets, ""
    sets = min(max(slot.sets, len(asked.sets)), slot.sets + MORE_SETS)
    return sets, asked.tempo if asked.tempo in SLOWER else ""


def at_the_end(  # noqa: PLR0913 - what was done and how
    slot: Slot,
    load: Load,
    reached: Sequence[int],
    *,
    sets: int = 0,
    tempo: str = "",
    told: str = "",
    amrap_last: bool = False,
) -> Prescription:
    """Return what follows sets of `reached` reps that met what was asked, at a `load` that nothing heavier follows.

    A rep (or step) more than the weakest of them, up to `most_asked(slot.reps)`; from there a set more, with the
    reps shared among them, up to MORE_SETS more than the slot has; then the slot's own sets again in a slower `tempo`,
    at half the reps, and the same way up; then with a pause. `sets` (0: as many as the slot) and `tempo` are what was
    asked for, as `stage(slot, session.asked)` reads it. `told` is what was done in words, where the reason is to begin
    with it. A rule with numbers of its own cuts them at `most_asked`, and asks here once the weakest set is there.
    """
    sets, measure, most = sets or slot.sets, slot.reps.measure, most_asked(slot.reps)
    weakest = min(max(min(reached), slot.reps.low), most)
    further, done = (SLOWER.index(tempo) + 1 if tempo in SLOWER else 0), f"{told}: " if told else ""
    if weakest < most:
        reps, how = min(weakest + measure.step, most), f"keep adding {measure}"
    elif measure is not Measure.REPS:
        reps, how = most, "hold it there"
    elif sets < slot.sets + MORE_SETS:
        reps, how = max(-(-(weakest * sets + 1) // (sets + 1)), slot.reps.low), f"one more set, {sets + 1} in all"
        sets += 1
    elif further < len(SLOWER):
        reps, sets, tempo = max(most // 2, slot.reps.low), slot.sets, SLOWER[further]
        how = f"slower reps now ({tempo})"
    else:
        reps, how = most, "hold it there"
    why = f"{done}{nothing_heavier(load)}, so {how}; {better_off(slot)}."
    asked = ask((reps,) * sets, load, why, amrap_last=amrap_last, measure=measure)
    return attrs.evolve(asked, tempo=tempo)


def nothing_heavier(load: Load) -> str:
    """Say that a load is the last."""
    return f"{said_load(load)} is the heaviest load you can make"


def better_off(slot: Slot) -> str:
    """Say what would serve better than ever more reps."""
    return f"{'added weight' if slot.bodyweight is not None else 'something heavier'} would serve you better"


def reps_go_on(slot: Slot, latest: Reading, ladder: Ladder, *, sets: int = 0, amrap_last: bool = False) -> Prescription:
    """Return what comes after a session that met its target, where the heaviest load is not heavy enough.

    A rep (or step) more than the weakest set's for all sets, then more sets, then a slower tempo: see `at_the_end`.
    """
    load = snap(latest.load, ladder)
    so_far, tempo = stage(slot, latest.session.asked) if latest.instead_of is None else (slot.sets, "")
    done = latest.tried or latest.reps
    return at_the_end(slot, load, done, sets=max(sets, so_far), tempo=tempo, told=latest.told, amrap_last=amrap_last)


def misses_in_a_row(latest: Reading, past: Iterator[Reading]) -> int:
    """Count the misses at the latest load up to the latest session; a success or another load ends the count.

    `past` is newest first. Sessions that say nothing and sets merely left out neither count nor end it.
    """
    misses = int(latest.is_miss and not latest.is_void)
    for before in past:
        if before.is_void:
            continue
        if before.load != latest.load or before.is_hit:
            break
        misses += before.is_miss
    return misses
