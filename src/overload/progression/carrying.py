"""Where a range of an exercise begins that was never trained: with what is known of the exercise from its others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import attrs

from overload.model import Ladder, Measure, Performed, SetDone, SetKind, Slot
from overload.moments import day_words
from overload.progression.asking import in_words, said_load, snap
from overload.progression.lesser import FAR
from overload.progression.maxima import e1rm, system_weight
from overload.progression.reading import usual
from overload.units import Load, Unit

CANNOT: Final = "cannot be made here"
"""So the reason says that a place has not the load that was next."""
REMEMBERED: Final = 28
"""So many days a load stands that another place did not have: three weeks, which cost nothing, and a session (ours)."""
LOOKED_AT: Final = 4
"""The newest sessions that are looked at; the best of them counts, since a light one shows only part of it."""
IN_RESERVE: Final = 2
"""Reps that should be left at the bottom of the new range; an estimate of ours, on the careful side."""
TRUSTED_REPS: Final = 12
"""More reps count as this many: above, the formulas drift apart."""


@attrs.frozen
class Carried:
    """The load a range begins with, and the session that says so in one line."""

    load: Load
    why: str


@attrs.frozen
class _Shown:
    """What a session shows: the load of its sets, their reps, and the e1RM in kg (0 where there is none)."""

    day: date
    load: Load
    reps: tuple[int, ...]
    maximum: float


def carried_over(slot: Slot, others: Sequence[Performed], ladder: Ladder, today: date) -> Carried | None:
    """Return where a range without a past of its own begins, from what was done in others; None where nothing was.

    `others` is oldest first. The load is what the best of the latest sessions makes good for the bottom of the range
    with reps in reserve, by the e1RM of its weakest set, and snapped downwards. Where there is no estimate (seconds,
    metres, help without a figure) it is the last load.
    """
    shown = list(_shown(slot, others))
    if not shown:
        return None
    best = max(shown, key=lambda one: one.maximum)
    load = snap(_good_for(slot, best) or best.load, ladder)
    done = f"{in_words(best.reps)} at {said_load(best.load)} on {day_words(best.day, today)}"
    count = "" if slot.reps.measure.sign else " reps"
    return Carried(load, f"From {done}: {said_load(load)} for {slot.reps}{count}.")


def since_edited(slot: Slot, history: Sequence[Performed]) -> Sequence[Performed]:
    """Return the sessions since the last one whose range was edited into one that its reps do not reach.

    To go on from that one's load would be to ask for what nobody can do, and what it was a step of is over.
    """
    for place in range(len(history) - 1, -1, -1):
        asked = history[place].asked
        lane = slot.reps if asked is None else asked.lane
        if lane is None or lane == slot.reps or {lane.measure, slot.reps.measure} != {Measure.REPS}:
            continue
        work = [done.reps for done in history[place].sets if done.reps and done.kind is SetKind.WORK]
        if work and min(work) < slot.reps.low:
            return history[place + 1 :]
    return history


def without_lighter_places(
    slot: Slot, history: Sequence[Performed], ladder: Ladder, today: date
) -> Sequence[Performed]:
    """Return the sessions without the latest ones at a place that had nothing near the load there is here.

    A hotel with light dumbbells says nothing of the dumbbells at home, and is no step down to build up from.
    """
    first = next((place for place in range(len(history) - 1, 0, -1) if _lacked(history[place])), None)
    if first is None:
        return history
    while first > 1 and _lacked(history[first - 1]):
        first -= 1
    before = history[first - 1]
    load = max((done.load for done in before.sets if done.reps), default=None)
    if load is None or load not in ladder or (today - before.date).days > REMEMBERED:
        return history
    near = FAR * _worth(slot, before)
    return history[:first] if all(0 < _worth(slot, one) < near for one in history[first:]) else history


def _lacked(session: Performed) -> bool:
    return session.asked is not None and CANNOT in session.asked.why


def _worth(slot: Slot, session: Performed) -> float:
    """Return the most that a set of a session was worth by Epley, in kg; 0 where nothing tells."""
    body = None if slot.bodyweight is None else session.bodyweight or slot.bodyweight
    sets = [one for one in session.sets if one.reps and one.measure is Measure.REPS and not one.load.aid]
    return max((e1rm(max(system_weight(one.load, body), 0.0), one.reps) for one in sets), default=0.0)


def _shown(slot: Slot, others: Sequence[Performed]) -> Iterator[_Shown]:
    """Yield what the latest sessions show, newest first; easy ones and days not well only if all are."""
    known = [session for session in others if any(done.reps for done in session.sets)]
    usual_ones = [one for one in known if not one.unwell and not (one.asked and one.asked.is_deload)]
    for session in (usual_ones or known)[: -LOOKED_AT - 1 : -1]:
        sets = [done for done in session.sets if done.reps]
        sets = [done for done in sets if done.kind is SetKind.WORK] or sets
        load = usual([done.load for done in sets])
        sets = [done for done in sets if done.load == load]
        yield _Shown(session.date, load, tuple(done.reps for done in sets), _maximum(slot, session, sets))


def _maximum(slot: Slot, session: Performed, sets: Sequence[SetDone]) -> float:
    load, reps = sets[0].load, min(done.reps for done in sets)
    if load.aid or {slot.reps.measure, *(done.measure for done in sets)} != {Measure.REPS}:
        return 0.0
    body = None if slot.bodyweight is None else session.bodyweight or slot.bodyweight
    return e1rm(max(system_weight(load, body), 0.0), min(reps, TRUSTED_REPS))


def _good_for(slot: Slot, shown: _Shown) -> Load | None:
    """Return the load that a maximum makes good for the bottom of the range, not snapped; None where there is none."""
    if shown.maximum <= 0:
        return None
    body = slot.bodyweight.kg if slot.bodyweight is not None else Decimal(0)
    weight = shown.maximum / e1rm(1.0, slot.reps.low + IN_RESERVE)
    return Load(Decimal(f"{weight:.2f}") - body, Unit.KG)
