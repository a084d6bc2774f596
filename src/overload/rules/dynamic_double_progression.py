"""Dynamic double progression: every set is its own, with its own load and reps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs

from overload import (
    Ladder,
    Performed,
    Prescription,
    SetDone,
    SetTarget,
    Slot,
    brought_down,
    brought_up,
    counting,
    first_session,
    most_asked,
    parameter,
    readings,
    reps_go_on,
    said_load,
    snap,
    stage,
    start,
    system_weight,
)

LOOKED_AT = 40
"""Sessions that are looked at, the newest: no row of strikes is longer."""


@attrs.frozen
class DynamicDoubleProgression:
    """Moves each set by itself: up a rung from the top of the range, a rep more for a target met, else what was done.

    A set that falls short of its target but stays in the range is asked for what it managed. Below the range it is
    asked for the bottom again, and only the second time in a row does it come down a rung. A later set is never
    heavier than an earlier one: it waits at the top of the range for that one. A set left out keeps its target. Once
    the load is the heaviest you have, only reps go up.
    """

    name: ClassVar[str] = "dynamic-double-progression"

    rep_step: int = parameter(1, help="reps to add to a set that met its target", at_least=1, at_most=20)
    strikes: int = parameter(
        2, help="times in a row below the range before a set goes down a rung", at_least=1, at_most=10
    )

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why."""
        counted = [counting(session, slot) for session in history[-LOOKED_AT:]]
        past = [session for session in counted if not all(done.left_out for done in session.sets)]
        if not past:
            return first_session(slot, ladder)
        latest = past[-1]
        reading, tempo = next(readings(history, slot, ladder), None), ""
        lighter = heavier = None
        if reading is not None and reading.session.date == latest.date:
            lighter = brought_down(slot, reading, ladder)
            heavier = brought_up(slot, reading, ladder)
        if lighter is not None:
            return lighter
        if all(done.load >= ladder.top for done in latest.sets):
            sets, tempo = stage(slot, latest.asked)
            if reading is not None and reading.weakest >= most_asked(slot.reps) and len(reading.tried) >= sets:
                return reps_go_on(slot, reading, ladder)
            slot = attrs.evolve(slot, sets=sets)
        targets = _targets(slot, latest, ladder, is_first=latest is counted[0] and len(history) <= LOOKED_AT)
        moved: list[SetTarget] = []
        notes: list[str] = []
        for number, target in enumerate(targets):
            aim, note = self._next(slot, past, number, target, ladder)
            if moved and aim.load > moved[-1].load:
                aim, note = SetTarget(slot.reps.high, moved[-1].load), "waits for the set before it"
            moved.append(aim)
            notes.append(f"set {number + 1} {note}")
        # Sets at several loads are brought up from the lightest: where a set has moved further by itself, all do so.
        if heavier is not None and all(up.load >= one.load for up, one in zip(heavier.sets, moved, strict=False)):
            return heavier
        told = f"{', '.join('-' if done.left_out else str(done.reps) for done in latest.sets)} done"
        if any(one.load == ladder.top and one.reps > slot.reps.high for one in moved):
            notes.append(f"{said_load(ladder.top)} is the heaviest load you can make")
        return Prescription(tuple(moved), f"{told}: {'; '.join(notes)}.", tempo)

    def _next(
        self, slot: Slot, past: Sequence[Performed], number: int, target: SetTarget, ladder: Ladder
    ) -> tuple[SetTarget, str]:
        """Return what a set is asked for next, and what that is in words."""
        done = _set(past[-1], number)
        low, high = slot.reps.low, slot.reps.high
        load = snap(target.load, ladder)
        if done is None or (past[-1].unwell and done.reps < target.reps):
            return SetTarget(target.reps, load), "as before"
        if done.reps < low:
            return self._below(slot, past, number, target, ladder)
        up = ladder.next_up(done.load)
        if done.reps >= high and up is not None:
            return SetTarget(low, up), f"up to {said_load(up)}"
        load, top = snap(done.load, ladder), high if up is not None else most_asked(slot.reps)
        if _is_met(slot, done, target):
            reps = min(done.reps + self.rep_step * slot.reps.measure.step, top)
            return SetTarget(reps, load), f"to {reps}"
        return SetTarget(done.reps, load), f"at {done.reps}, which it managed"

    def _below(
        self, slot: Slot, past: Sequence[Performed], number: int, target: SetTarget, ladder: Ladder
    ) -> tuple[SetTarget, str]:
        done, load, low = _set(past[-1], number), snap(target.load, ladder), slot.reps.low
        if done is not None and done.load > target.load:
            return SetTarget(target.reps, load), f"back to {said_load(load)}"
        times = 0
        for session in reversed(past):
            before = _set(session, number)
            if before is None or session.unwell:
                continue
            if before.reps >= low or before.load > target.load:
                break
            if session is not past[-1] and before.load != target.load:
                break
            times += 1
        down = ladder.next_down(target.load)
        if times < self.strikes or down is None:
            return SetTarget(low, load), f"at {low} again"
        return SetTarget(low, down), f"down to {said_load(down)}"


def _set(session: Performed, number: int) -> SetDone | None:
    """Return a set as done, None if it was left out."""
    done = session.sets[number] if number < len(session.sets) else None
    return None if done is None or done.left_out else done


def _targets(slot: Slot, latest: Performed, ladder: Ladder, *, is_first: bool) -> tuple[SetTarget, ...]:
    """Return what each set of the slot was asked for: by whoever asked, else the bottom of the range at its load."""
    asked = latest.asked.sets if latest.asked else ()
    guessed = is_first and (slot.start is None or slot.is_start_guessed)
    if guessed and all(one.load == start(slot, ladder) for one in asked):
        asked = ()
    if not asked:
        asked = tuple(SetTarget(slot.reps.low, one.load) for one in latest.sets)
    return tuple(asked[min(number, len(asked) - 1)] for number in range(slot.sets))


def _is_met(slot: Slot, done: SetDone, target: SetTarget) -> bool:
    """Tell whether a set met its target: the reps at the load, or as much work with a load near it.

    A load more than 15 % away is not compared.
    """
    if done.load == target.load:
        return done.reps >= target.reps
    here, there = system_weight(done.load, slot.bodyweight), system_weight(target.load, slot.bodyweight)
    if done.load.aid or target.load.aid or here <= 0 or there <= 0 or abs(here / there - 1) > 0.15:
        return True
    return here * done.reps >= there * target.reps * (1 - 1e-9)
