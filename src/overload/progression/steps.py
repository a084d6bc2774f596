"""Small moves most rules make: a step up, a share off, the same again, and on with reps where no load is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import attrs

from overload.model import Ladder, Measure, Prescription, RepRange, Slot
from overload.progression.asking import ask, fit, said_load, snap
from overload.progression.maxima import e1rm, system_weight
from overload.progression.reading import Reading
from overload.units import Load

MOST_REPS: Final = 30
"""More reps than this are never asked for where nothing heavier is left: an estimate of ours."""
IN_RESERVE: Final = 2
"""Reps that are left at the bottom of the range of a rung taken at once; an estimate of ours, on the careful side."""
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


def brought_down(
    slot: Slot,
    latest: Reading,
    ladder: Ladder,
    *,
    before: Reading | None = None,
    at_most: int = 0,
    amrap_last: bool = False,
) -> Prescription | None:
    """Return the bottom of the range at a lighter rung after a session that was far too heavy; None if it was not.

    That is one without a single rep, or with `at_most` so many in its best set: down to the rung that is worth the
    range by e1RM of what was shown. Given the session `before` it, it is also the second in a row below the range and
    no better: down a rung. Where there is nothing lighter it is the least that can be asked, and from there the way
    back up to the range, a rep at a time. Nobody gets stronger by failing.
    """
    if latest.is_void or not latest.tried:
        return None
    best, low, measure = max(latest.reps), slot.reps.low, slot.reps.measure
    down = ladder.next_down(latest.load)
    if down is None:
        return _least(slot, latest, ladder, amrap_last=amrap_last)
    if best <= at_most:
        down = _worth_the_range(slot, latest, ladder, best) or down
        much = "is more than you can lift" if not best else f"is far from {slot.reps}"
        why = f"{latest.told} {much}: down to {said_load(down)}."
    elif before is not None and _is_no_better(latest, before, low):
        why = f"{latest.told} fell short of {low} {measure} again: down to {said_load(down)}."
    else:
        return None
    return ask((low,) * slot.sets, down, why, amrap_last=amrap_last, measure=measure)


def _is_no_better(latest: Reading, before: Reading, low: int) -> bool:
    if before.is_void or before.load != latest.load or not (latest.is_miss and before.is_miss):
        return False
    return max(latest.weakest, before.weakest) < low and sum(latest.reps) <= sum(before.reps)


def _least(slot: Slot, latest: Reading, ladder: Ladder, *, amrap_last: bool) -> Prescription | None:
    """Return what can be asked at the lightest load of who does not reach the range there; None of who does."""
    measure, low = slot.reps.measure, slot.reps.low
    load, is_below = snap(latest.load, ladder), latest.instead_of is None and max(latest.asked) < low
    if any(latest.reps) and not is_below:
        return None
    if not any(latest.reps):
        reps, how = measure.step, instead_of_a_rep(slot)
    elif latest.is_hit:
        reps, how = latest.weakest + measure.step, "a little more each time"
    else:
        reps, how = max(latest.weakest, measure.step), "as many as you can do well"
    why = f"{latest.told}, and nothing is lighter than {said_load(load)}: {how}."
    return ask((min(reps, low),) * slot.sets, load, why, amrap_last=amrap_last, measure=measure)


def instead_of_a_rep(slot: Slot) -> str:
    """Say what to do where not a single rep can be done, and nothing is lighter."""
    if slot.reps.measure is not Measure.REPS:
        return "hold it for as long as you can, however short"
    if slot.bodyweight is not None:
        return "try for one good rep, and where it will not come, jump up and lower yourself slowly instead"
    return "try for one good rep, and where it will not come, only lower it slowly"


def brought_up(
    slot: Slot, latest: Reading, ladder: Ladder, *, above: Load | None = None, amrap_last: bool = False
) -> Prescription | None:
    """Return the rung that the best set is worth, where it had far more reps than the range; None otherwise.

    Far more is half as many again as the top of the range, and five at least. The rung is worth the bottom of the
    range with IN_RESERVE reps left, by e1RM (Epley, to 30 reps), and heavier than `above` (without it: than the load).
    """
    high, low = slot.reps.high, slot.reps.low
    best = max(latest.reps, default=0)
    far = high + max(5, high // 2)
    if latest.is_void or latest.is_miss or best < far or not _has_strength(slot, latest.load):
        return None
    worth = e1rm(system_weight(latest.load, slot.bodyweight), min(best, MOST_REPS))
    fitting = [
        one
        for one in ladder
        if _has_strength(slot, one) and e1rm(system_weight(one, slot.bodyweight), low + IN_RESERVE) <= worth
    ]
    if not fitting or fitting[-1] <= (above or latest.load):
        return None
    why = f"{latest.told} is far more than {slot.reps}: up to {said_load(fitting[-1])}, back to {low} reps."
    return ask((low,) * slot.sets, fitting[-1], why, amrap_last=amrap_last, measure=slot.reps.measure)


def _has_strength(slot: Slot, load: Load) -> bool:
    """Tell whether a set with this load says how strong somebody is: of help without a figure or a hold it does not."""
    return slot.reps.measure is Measure.REPS and not load.aid and system_weight(load, slot.bodyweight) > 0


def _worth_the_range(slot: Slot, latest: Reading, ladder: Ladder, best: int) -> Load | None:
    """Return the heaviest lighter rung at which the best set is worth the bottom of the range, else the lightest."""
    if not _has_strength(slot, latest.load):
        return None
    weight = system_weight(latest.load, slot.bodyweight)
    worth, down = max(weight, e1rm(weight, best)), ladder.next_down(latest.load)
    while down is not None and not down.aid:
        if e1rm(system_weight(down, slot.bodyweight), slot.reps.low) <= worth:
            return down
        further = ladder.next_down(down)
        if further is None:
            return down
        down = further
    return down


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
