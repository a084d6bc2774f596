"""What is asked of who cannot lift their own body once, where no help is left: to lower it, and now and then to try.

Lowering takes less than lifting: people can lower about 1.4 times what they can lift (Nuzzo et al. 2023, doi
10.1007/s40279-023-01851-y), so that negatives train who has not a rep yet. They show nothing of the strength to lift,
which is why a set is tried every few sessions. Who cannot lower the body either begins by hanging from the bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from overload.model import Measure, Performed, Prescription, SetDone, SetKind, SetTarget, Slot, Strength
from overload.progression.estimate import lifted
from overload.units import Load

LOWERED: Final = (3, 6)
"""Negatives a set, at first and at most (ours)."""
SLOWLY: Final = "5 s down"
HUNG_S: Final = (10, 30, 5)
"""Seconds of hanging at first, those from which lowering is tried again, and the step (ours)."""
BETWEEN: Final = 6
"""So many sessions of lowering between two tries at a rep that is out of reach (ours)."""
ONE: Final = 1.01
"""Times the load from which a strength is taken to be good for a rep of it."""


def is_out_of_reach(known: Strength, slot: Slot, history: Sequence[Performed], load: Load) -> bool:
    """Tell whether somebody's own body, with this load, is more than they can lift once."""
    if slot.bodyweight is None or slot.reps.measure is not Measure.REPS:
        return False
    latest = _latest(history)
    in_vain = bool(latest) and not any(one.reps for one in latest) and min(one.load for one in latest) <= load
    return in_vain or float(known.e1rm.kg) < lifted(load, slot.bodyweight, known.aided) * ONE


def is_just_in_reach(slot: Slot, history: Sequence[Performed], able: Sequence[int]) -> bool:
    """Tell whether a rep comes now and then, but not in every set; `able` are the reps each set is good for."""
    reps = [one.reps for one in _latest(history)]
    in_every_set = len(reps) > 1 and min(reps) > 0
    return slot.bodyweight is not None and not able[-1] and not in_every_set


def _latest(history: Sequence[Performed]) -> list[SetDone]:
    """Return the sets of the last session in which the body was lifted, or that was tried."""
    return next((found for one in reversed(history) if not one.unwell and (found := _lifts(one))), [])


def lowering(slot: Slot, history: Sequence[Performed], load: Load, *, tries: bool = False) -> Prescription:
    """Return the negatives to do next at a load that cannot be lifted, or the try that is due.

    With `tries` it begins with one each time, for whom a rep has come within reach.
    """
    past = [session for session in history if not session.unwell and session.asked is not None and _tried(session)]
    last = past[-1] if past else None
    hung = _of(last, Measure.SECONDS) if last is not None else ()
    if hung and min(hung) < HUNG_S[1]:
        return _hanging(slot, load, max(min(hung), HUNG_S[0] - HUNG_S[2]) + HUNG_S[2])
    lowered = next((session for session in reversed(past) if _asked_lowering(session)), None)
    done = _of(lowered, Measure.REPS) if lowered is not None else ()
    if lowered is not None and lowered is last and not any(done):
        return _hanging(slot, load, HUNG_S[0])
    asked = max((one.reps for one in _asked_lowering(lowered)), default=0) if lowered is not None else 0
    reps = LOWERED[0] if not asked else min(asked + 1, LOWERED[1]) if min(done) >= asked else max(min(done), 1)
    since = next((place for place, one in enumerate(reversed(past)) if _lifts(one)), len(past))
    lower = SetTarget(reps, load, kind=SetKind.NEGATIVE)
    if tries or since >= BETWEEN:
        time = "One is within reach" if tries else "Time to try one again, rested"
        why = f"{time}; then only the lowering: step up to the top, and take five seconds down."
        first = SetTarget(1, load, amrap=True)
        return Prescription((first, *(lower,) * max(slot.sets - 1, 1)), why, SLOWLY)
    why = "One is still out of reach, so do the lowering: step up to the top, and take five seconds down."
    return Prescription((lower,) * slot.sets, why, SLOWLY)


def _hanging(slot: Slot, load: Load, seconds: int) -> Prescription:
    hang = SetTarget(seconds, load, measure=Measure.SECONDS)
    why = "To lower yourself is too much yet: hang from the bar, shoulders pulled down, and row besides."
    return Prescription((hang,) * slot.sets, why)


def _tried(session: Performed) -> list[SetDone]:
    return [one for one in session.sets if not one.left_out]


def _of(session: Performed, measure: Measure) -> tuple[int, ...]:
    """Return the counts of the seconds hung, or of the negatives, that a session has."""
    kind = SetKind.NEGATIVE if measure is Measure.REPS else SetKind.WORK
    return tuple(one.reps for one in _tried(session) if one.counted_as == (measure, kind))


def _asked_lowering(session: Performed) -> list[SetTarget]:
    asked = session.asked.sets if session.asked is not None else ()
    return [one for one in asked if one.kind is SetKind.NEGATIVE and _of(session, Measure.REPS)]


def _lifts(session: Performed) -> list[SetDone]:
    return [
        one for one in session.sets if not one.left_out and one.measure is Measure.REPS and one.kind is SetKind.WORK
    ]
