"""Putting a prescription together: the load to start with, loads that can be made, sets, and words for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from overload.model import Ladder, Prescription, SetTarget, Slot
from overload.progression.strength import MOST_REPS
from overload.units import Load


def snap(load: Load, ladder: Ladder) -> Load:
    """Return the heaviest load of the ladder not above `load`, or its lightest where all are above."""
    return ladder.at_or_below(load) or ladder.bottom


def start(slot: Slot, ladder: Ladder) -> Load:
    """Return the load of a first session: the slot's starting load snapped downwards, else the lightest there is.

    The lightest is a cautious guess: of a pull-up it is the most help. The first session then says what it should
    have been (see `readings`).
    """
    return ladder.bottom if slot.start is None else snap(slot.start, ladder)


def ask(reps: Iterable[int], load: Load, why: str, *, amrap_last: bool = False) -> Prescription:
    """Return a prescription of one set per number in `reps` (brought within 1..99), all at `load`."""
    sets = [SetTarget(min(max(number, 1), MOST_REPS), load) for number in reps]
    if amrap_last:
        sets[-1] = SetTarget(sets[-1].reps, load, amrap=True)
    return Prescription(tuple(sets), why)


def first_session(slot: Slot, ladder: Ladder) -> Prescription:
    """Return what to do where nothing has been done yet: the starting load at the bottom of the range."""
    load = start(slot, ladder)
    said = said_load(load)
    if slot.start is None or slot.is_start_guessed:
        why = f"Nothing is known yet, so {said} is a cautious first load: use one you can lift {slot.reps} times."
    elif load == slot.start:
        why = f"First session: your starting load, {said}, at the bottom of {slot.reps} reps."
    else:
        near = f"{said} is the nearest load you can make to your start of {slot.start}"
        why = f"First session: {near}, {slot.reps.low} reps each."
    return ask((slot.reps.low,) * slot.sets, load, why)


def said_load(load: Load) -> str:
    """Write a load as a lifter says it: no load at all is bodyweight."""
    return str(load) if load.aid or load.amount else "bodyweight"


def fit(reps: Sequence[int], sets: int) -> tuple[int, ...]:
    """Return `reps` for exactly `sets` sets: cut at the end, or filled with the fewest of them."""
    return tuple(reps[:sets]) if len(reps) >= sets else (*reps, *(min(reps),) * (sets - len(reps)))


def in_words(reps: Sequence[int]) -> str:
    """Write the reps of sets as a lifter says them: `12, 11, 9`."""
    return ", ".join(map(str, reps))
