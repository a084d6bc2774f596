"""What the engine does around any rule: time off, deload weeks, a deload when nothing moves; each says so.

What time off costs is in `time_off`, how it comes back in `comeback`, what an ask that is worth less looks like in
`lesser`, and easy sessions are in `deloading`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import attrs

from overload.errors import Problem
from overload.model import Ladder, Performed, Prescription, Rule, Slot
from overload.progression.asking import said_load, snap
from overload.progression.carrying import CANNOT, carried_over, since_edited, without_lighter_places
from overload.progression.comeback import Standing, standing, without_deloads
from overload.progression.deloading import deload, sessions_without_progress
from overload.progression.guard import prescribe
from overload.progression.lesser import less_by, said
from overload.progression.time_off import in_weeks


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
    """Ask a rule (of a `plugin`) for a session, and ask for less where time off, a deload week or a stall says so.

    The rule sees neither deloads nor the easier sessions of a comeback that went as asked. A rule whose class says
    `reads_strength` knows what time off costs from `slot.strength`: it is shown every session, and nothing is taken off
    what it asks for. `history` is oldest first, and of the slot's range alone: where there is none, it begins with what
    is known from others, unless the athlete said with what; so it does where the range was edited into one out of
    reach. Never raises (see `prescribe`).
    """
    now = _standing(occasion, rule, slot, history)
    seen: Sequence[Performed] = now.seen
    others = occasion.others
    if not _reads_strength(rule):
        seen = without_lighter_places(slot, seen, ladder, occasion.day)
    shown = seen if _reads_strength(rule) else since_edited(slot, seen)
    is_edited = len(shown) < len(seen)
    if is_edited and not shown:
        others = sorted((*others, *seen), key=lambda session: session.date)
    begins = not shown and (is_edited or (_begins(slot, seen) and not _reads_strength(rule)))
    carried = carried_over(slot, others, ladder, occasion.day) if begins else None
    if carried is not None:
        slot = attrs.evolve(slot, start=carried.load, is_start_guessed=False)
    proposed, problem = prescribe(rule, slot, shown, ladder, plugin)
    if carried is not None and problem is None and proposed.sets[0].load == carried.load:
        proposed = attrs.evolve(proposed, why=carried.why)
    if not seen and not occasion.others:
        return proposed, problem
    eased = _after_time_off(now, slot, proposed, ladder) or _deload(occasion, slot, history, proposed, ladder)
    if eased is not None and problem is not None:
        eased = attrs.evolve(eased, why=f"{proposed.why.removesuffix('.')}; {eased.why}")
    if _reads_strength(rule):  # its own reason says why another load
        return eased or proposed, problem
    return eased or _told(attrs.evolve(now, seen=tuple(seen)), proposed, ladder), problem


def _reads_strength(rule: Rule) -> bool:
    return bool(getattr(type(rule), "reads_strength", False))


def _standing(occasion: Occasion, rule: Rule, slot: Slot, history: Sequence[Performed]) -> Standing:
    if _reads_strength(rule):
        return Standing(without_deloads(history))
    return standing(occasion.day, slot, history, occasion.others)


def _begins(slot: Slot, seen: Sequence[Performed]) -> bool:
    return not seen and (slot.start is None or slot.is_start_guessed)


def _after_time_off(now: Standing, slot: Slot, proposed: Prescription, ladder: Ladder) -> Prescription | None:
    """Return what is left of an ask until what a break cost is back; None where nothing is lost, or nothing less."""
    sets = less_by(now.lost, proposed.sets, slot, ladder) if now.lost else proposed.sets
    if sets == proposed.sets:
        return None
    asked, off = said(sets), in_weeks(now.days)
    if now.is_first:
        instead = "" if sets[0].load == proposed.sets[0].load else f" instead of {said(proposed.sets)}"
        share = max(1, round(100 * -math.expm1(-now.lost)))
        why = f"{off} off, about {share} % less: {asked}{instead}."
    else:
        why = f"Coming back after {off} off: {asked}{' once more' * now.fell_short}."
    return attrs.evolve(proposed, sets=sets, why=why)


def _deload(
    occasion: Occasion, slot: Slot, history: Sequence[Performed], proposed: Prescription, ladder: Ladder
) -> Prescription | None:
    if occasion.is_deload_week:
        return deload("Deload week", slot, proposed, ladder)
    stalled = sessions_without_progress(history, slot.bodyweight)
    if 0 < occasion.deload_after <= stalled:
        return deload(f"{stalled} sessions without progress", slot, proposed, ladder)
    return None


def _told(now: Standing, proposed: Prescription, ladder: Ladder) -> Prescription:
    """Return what a rule asked for, with a reason that is true of the sessions it was not shown, and of this ladder."""
    if now.days and not now.lost:
        back = f"Back where you were before {in_weeks(now.days)} off: {said(proposed.sets)}."
        return attrs.evolve(proposed, why=back)
    return _told_apart(now.seen[-1], proposed, ladder) if now.seen else proposed


def _told_apart(last: Performed, proposed: Prescription, ladder: Ladder) -> Prescription:
    """Say so where the loads of the last session cannot be made here, or its reason would seem to speak of this one."""
    done = {done.load for done in last.sets if not done.left_out}
    if not done or any(load.aid or snap(load, ladder) == load for load in done) or CANNOT in proposed.why:
        return proposed
    instead = f"{said_load(max(done))} {CANNOT}, so {said_load(proposed.sets[0].load)}"
    return attrs.evolve(proposed, why=f"{proposed.why.removesuffix('.')}; {instead}.")
