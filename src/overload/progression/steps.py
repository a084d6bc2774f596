"""Small moves most rules make: a step up, a share off, the same again, and on with reps where no load is left."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from overload.model import Ladder, Prescription, Slot
from overload.progression.asking import ask, fit, said_load, snap
from overload.progression.reading import Reading
from overload.units import Load


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
    reps = fit(latest.asked, slot.sets)
    return ask(reps, load, _why_again(latest, load, because), amrap_last=amrap_last, measure=slot.reps.measure)


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


def reps_go_on(slot: Slot, latest: Reading, ladder: Ladder, *, sets: int = 0, amrap_last: bool = False) -> Prescription:
    """Return a rep (or step) more than the weakest set's for all sets, where the heaviest load is not heavy enough."""
    load = snap(latest.load, ladder)
    reps = max(latest.weakest, slot.reps.low) + slot.reps.measure.step
    why = f"{latest.told}: {said_load(load)} is the heaviest load you can make, so keep adding {slot.reps.measure}."
    return ask((reps,) * (sets or slot.sets), load, why, amrap_last=amrap_last, measure=slot.reps.measure)


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
