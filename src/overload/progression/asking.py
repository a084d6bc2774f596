"""Putting a prescription together: the load to start with, loads that can be made, sets, and words for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from overload.model import Ladder, Measure, OpenEnd, Prescription, RepRange, SetKind, SetTarget, Slot
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


def ask(  # noqa: PLR0913 - what can be asked of a set
    reps: Iterable[int],
    load: Load,
    why: str,
    *,
    amrap_last: bool = False,
    open_end: OpenEnd = OpenEnd.CLEAN_REP,
    measure: Measure = Measure.REPS,
    kind: SetKind = SetKind.WORK,
    rest_s: int | None = None,
    rir: Decimal | None = None,
) -> Prescription:
    """Return a prescription of one set per number in `reps`, all at `load`, of one kind, with one rest and reserve.

    The numbers count `measure`, and are brought within what one set can be: 1 to 99 reps, 3600 seconds, 5000 metres.
    With `amrap_last` the last set is open and goes as far as `open_end` says (a rule knows it from its slot).
    Sets that differ are put together from the `sets` of several.
    """
    most = measure.most
    counts = [min(max(number, 1), most) for number in reps]
    sets = [SetTarget(number, load, False, measure, kind, rest_s, rir) for number in counts]
    if amrap_last:
        sets[-1] = SetTarget(counts[-1], load, True, measure, kind, rest_s, open_end.rir)
    return Prescription(tuple(sets), why)


def first_session(slot: Slot, ladder: Ladder) -> Prescription:
    """Return what to do where nothing has been done yet: the starting load at the bottom of the range."""
    load = start(slot, ladder)
    if slot.start is None or slot.is_start_guessed:
        # The load itself is not named: it stands beside the reason, and exercises of one range then share their reason.
        by = f", going by {slot.start_from}" if slot.start_from else ""
        is_chosen = bool(load.aid or load.amount)
        asked = f"A cautious first load{by}: use one you can {_can(slot.reps)}."
        why = asked if is_chosen else f"The first time{by}: low in {slot.reps}."
    elif load == slot.start:
        count = "" if slot.reps.measure.sign else " reps"
        why = f"First session: your starting load, {said_load(load)}, at the bottom of {slot.reps}{count}."
    else:
        near = f"{said_load(load)} is the nearest load you can make to your start of {slot.start}"
        why = f"First session: {near}, {slot.reps.low} {slot.reps.measure} each."
    return ask((slot.reps.low,) * slot.sets, load, why, measure=slot.reps.measure)


def _can(reps: RepRange) -> str:
    """Say what somebody can do with a first load: lift it 8-12 times, hold it for 30-60 s, carry it for 20-40 m."""
    if reps.measure is Measure.REPS:
        return f"lift {reps} times"
    return f"{'hold' if reps.measure is Measure.SECONDS else 'carry'} for {reps}"


def said_load(load: Load) -> str:
    """Write a load as a lifter says it: no load at all is bodyweight."""
    return str(load) if load.aid or load.amount else "bodyweight"


def fit(reps: Sequence[int], sets: int) -> tuple[int, ...]:
    """Return `reps` for exactly `sets` sets: cut at the end, or filled with the fewest of them."""
    return tuple(reps[:sets]) if len(reps) >= sets else (*reps, *(min(reps),) * (sets - len(reps)))


def in_words(reps: Sequence[int], measure: Measure = Measure.REPS) -> str:
    """Write the counts of sets as a lifter says them: `12, 11, 9`, `45, 40 s`."""
    return f"{', '.join(map(str, reps))} {measure.sign}".rstrip()
