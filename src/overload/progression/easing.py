"""What the engine does around any rule: time off, deload weeks, a deload when nothing moves; each says so.

Figures are ours. Strength holds for about three weeks without training and falls slowly after (Mujika and Padilla
2000, doi 10.2165/00007256-200030020-00002; Bosquet et al. 2013, doi 10.1111/sms.12047): hence nothing under 14 days,
fewer reps first, and a lighter load only from four weeks on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import attrs

from overload.errors import Problem
from overload.model import Ladder, Measure, Performed, Prescription, Rule, SetDone, SetKind, SetTarget, Slot
from overload.progression.asking import said_load, snap
from overload.progression.carrying import carried_over
from overload.progression.guard import prescribe
from overload.units import Load

TIME_OFF: Final = ((112, Decimal("0.7")), (56, Decimal("0.8")), (28, Decimal("0.9")))
"""Days without the exercise -> the share of the load to come back with."""
SHORT_TIME_OFF: Final = 14
"""From so many days on two reps fewer are asked for; under it nothing changes."""
DELOAD_LOAD: Final = Decimal("0.9")
"""Share of the load in a deload; half the sets are done, at the bottom of the range."""
WINDOW: Final = 30
"""How many sessions back a stall is looked for."""

_CANNOT: Final = "cannot be made here"


@attrs.frozen
class Occasion:
    """When a session is: its day, whether in a deload week, and when a stall brings a deload (0: never).

    `others` is what was done of the exercise in other ranges than the slot's, oldest first: it is no time off.
    """

    day: date
    is_deload_week: bool = False
    deload_after: int = 6
    others: Sequence[Performed] = ()


def prescribe_on(
    occasion: Occasion, rule: Rule, slot: Slot, history: Sequence[Performed], ladder: Ladder, plugin: str = ""
) -> tuple[Prescription, Problem | None]:
    """Ask a rule (of a `plugin`) for a session, and step back where time off, a deload week or a stall asks for it.

    The rule does not see deloads. `history` is oldest first, and of the slot's range alone: where there is none, it
    begins with what is known from others, unless the athlete said with what. Never raises (see `prescribe`).
    """
    seen = without_deloads(history)
    carried = carried_over(slot, occasion.others, ladder, occasion.day) if _begins(slot, seen) else None
    if carried is not None:
        slot = attrs.evolve(slot, start=carried.load, is_start_guessed=False)
    proposed, problem = prescribe(rule, slot, seen, ladder, plugin)
    if carried is not None and problem is None and proposed.sets[0].load == carried.load:
        proposed = attrs.evolve(proposed, why=carried.why)
    if not seen and not occasion.others:
        return proposed, problem
    last = max(session.date for session in (*history[-1:], *occasion.others[-1:]))
    stepped = _after_time_off((occasion.day - last).days, slot, proposed, ladder)
    stepped = stepped or _deload(occasion, slot, history, proposed, ladder)
    return stepped or (_told_apart(seen[-1], proposed, ladder) if seen else proposed), problem


def _begins(slot: Slot, seen: Sequence[Performed]) -> bool:
    return not seen and (slot.start is None or slot.is_start_guessed)


def without_deloads(history: Sequence[Performed]) -> tuple[Performed, ...]:
    """Return the sessions that were not meant to be easy: what a rule sees of a history."""
    return tuple(session for session in history if session.asked is None or not session.asked.is_deload)


def _told_apart(last: Performed, proposed: Prescription, ladder: Ladder) -> Prescription:
    """Say so where the loads of the last session cannot be made here, or its reason would seem to speak of this one."""
    done = {done.load for done in last.sets if not done.left_out}
    if not done or any(load.aid or snap(load, ladder) == load for load in done) or _CANNOT in proposed.why:
        return proposed
    instead = f"{said_load(max(done))} {_CANNOT}, so {said_load(proposed.sets[0].load)}"
    return attrs.evolve(proposed, why=f"{proposed.why.removesuffix('.')}; {instead}.")


def _after_time_off(days: int, slot: Slot, proposed: Prescription, ladder: Ladder) -> Prescription | None:
    if days < SHORT_TIME_OFF:
        return None
    share = next((share for least, share in TIME_OFF if days >= least), None)
    if share is None:
        return _fewer_reps(slot, proposed, days)
    lighter = tuple(_easy(target, share, slot, ladder) for target in proposed.sets)
    back = lighter[0].load
    said = (
        f"down to {back} from {proposed.sets[0].load}"
        if back != proposed.sets[0].load
        else f"{back}, the lightest there is"
    )
    return Prescription(lighter, f"{days} days off: {said}, {slot.reps.low} {slot.reps.measure} to ease back in.")


def _easy(target: SetTarget, share: Decimal, slot: Slot, ladder: Ladder) -> SetTarget:
    """Return a set at the bottom of the range, at a share of its load, and not open."""
    return attrs.evolve(target, reps=slot.reps.low, load=_share(target.load, share, slot, ladder), amrap=False)


def _fewer_reps(slot: Slot, proposed: Prescription, days: int) -> Prescription:
    less = 2 * slot.reps.measure.step
    fewer = tuple(
        attrs.evolve(target, reps=max(min(slot.reps.low, target.reps), target.reps - less)) for target in proposed.sets
    )
    if fewer == proposed.sets:
        return proposed
    said = "two reps" if slot.reps.measure is Measure.REPS else f"{less} {slot.reps.measure}"
    return attrs.evolve(proposed, sets=fewer, why=f"{days} days off: the same load, {said} fewer to ease back in.")


def _deload(
    occasion: Occasion, slot: Slot, history: Sequence[Performed], proposed: Prescription, ladder: Ladder
) -> Prescription | None:
    stalled = 0 if occasion.is_deload_week else sessions_without_progress(history)
    if not occasion.is_deload_week and not 0 < occasion.deload_after <= stalled:
        return None
    sets = proposed.sets[: -(-len(proposed.sets) // 2)]
    easy = tuple(_easy(target, DELOAD_LOAD, slot, ladder) for target in sets)
    because = "Deload week" if occasion.is_deload_week else f"{stalled} sessions without progress"
    return Prescription(easy, f"{because}: half the sets, lighter; then carry on from where you were.", is_deload=True)


def _share(load: Load, share: Decimal, slot: Slot, ladder: Ladder) -> Load:
    """Return the rung at a share of a load; where the body is lifted too, at a share of the system weight."""
    if load.aid:
        return load
    if slot.bodyweight is None:
        wanted = Load(load.amount * share if load.amount > 0 else load.amount, load.unit)
    else:
        body = slot.bodyweight.to(load.unit).amount
        wanted = Load((load.amount + body) * share - body, load.unit)
    return ladder.at_or_below(wanted) or ladder.bottom


def _tried(session: Performed) -> list[SetDone]:
    """Return the sets that show whether there was progress: the work that was tried, or whatever was."""
    tried = [done for done in session.sets if not done.left_out]
    return [done for done in tried if done.kind is SetKind.WORK] or tried


def sessions_without_progress(history: Sequence[Performed]) -> int:
    """Count the latest sessions in a row that beat none before them since the last deload or change of load.

    A session makes progress when it has more load than the one before, or more reps at the same load than any since
    that load was first used. Days off sick do not count.
    """
    counted, best_reps = 0, 0
    best_load: Load | None = None
    for session in history[-WINDOW:]:
        if session.asked is not None and session.asked.is_deload:
            counted = 0
        elif not session.unwell and (tried := _tried(session)):
            load = _heaviest([done.load for done in tried if done.reps] or [done.load for done in tried])
            reps = sum(done.reps for done in tried if done.load == load)
            if best_load is None or load != best_load or reps > best_reps:
                counted, best_reps = (0, reps) if best_load is None or load >= best_load else (counted, reps)
                best_load = load
            else:
                counted += 1
    return counted


def _heaviest(loads: Sequence[Load]) -> Load:
    """Return the heaviest; most sessions have but one load."""
    first = loads[0]
    return first if all(load is first for load in loads) else max(loads)
