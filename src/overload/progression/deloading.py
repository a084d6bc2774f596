"""Easy sessions that are meant to be easy: in a deload week, and when nothing has got on for a while."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import attrs

from overload.model import Ladder, Measure, Performed, Prescription, SetDone, SetKind, SetTarget, Slot
from overload.progression.asking import said_load
from overload.progression.comeback import breaks
from overload.progression.lesser import FAR
from overload.progression.steps import share_of
from overload.progression.strength import system_weight
from overload.units import Load

DELOAD_LOAD: Final = 0.9
"""Share of the load in a deload, of the system weight where the body is lifted; half the sets are done."""
DELOAD_REPS: Final = Decimal(2) / 3
"""Share of the reps where no rung is near that share of the load."""
WINDOW: Final = 30
"""How many sessions back a stall is looked for."""


def deload(because: str, slot: Slot, proposed: Prescription, ladder: Ladder) -> Prescription:
    """Return the easy session instead of what was proposed: half the sets, lighter; where no rung is near, fewer reps.

    A rung that is worth less than four fifths of the load is not near.
    """
    kept = proposed.sets[: -(-len(proposed.sets) // 2)]
    easy = tuple(_easy(target, slot, ladder) for target in kept)
    said = ", ".join(filter(None, (_fewer(proposed.sets, easy), _lighter(kept, easy)))) or "nothing here is easier"
    why = f"{because}: {said}; then carry on from where you were."
    return Prescription(easy, why, is_deload=True)


def _easy(target: SetTarget, slot: Slot, ladder: Ladder) -> SetTarget:
    down = _down(target.load, slot, ladder)
    low = min(slot.reps.low, target.reps)
    if down is not None:
        return attrs.evolve(target, reps=low, load=down, amrap=False)
    step = target.measure.step
    fewer = int(target.reps * DELOAD_REPS) // step * step
    return attrs.evolve(target, reps=max(fewer, min(step, target.reps)), amrap=False)


def _down(load: Load, slot: Slot, ladder: Ladder) -> Load | None:
    """Return the rung at nine tenths of a load, or the next one down; None where those are worth far less."""
    weight = 0.0 if load.aid else system_weight(load, slot.bodyweight)
    if weight <= 0:
        return None
    rungs = (ladder.at_or_below(share_of(load, DELOAD_LOAD, slot)), ladder.next_down(load))
    near = (rung for rung in rungs if rung is not None and not rung.aid)
    return next((rung for rung in near if system_weight(rung, slot.bodyweight) >= FAR * weight - 1e-9), None)


def _fewer(proposed: Sequence[SetTarget], easy: Sequence[SetTarget]) -> str:
    if len(easy) == len(proposed):
        return ""
    return f"{len(easy)} {'set' if len(easy) == 1 else 'sets'} instead of {len(proposed)}"


def _lighter(kept: Sequence[SetTarget], easy: Sequence[SetTarget]) -> str:
    """Say what is lighter in the sets that are done: the load, or the reps where there is no load to take."""
    if easy[0].load != kept[0].load:
        return f"{said_load(easy[0].load)} instead of {said_load(kept[0].load)}"
    if easy[0].reps < kept[0].reps:
        return f"{easy[0].reps} instead of {kept[0].reps} {kept[0].measure}"
    return ""


def sessions_without_progress(history: Sequence[Performed], bodyweight: Load | None = None) -> int:
    """Count the latest sessions in a row that beat none before them since the last deload or time off.

    A session makes progress when it has more load than the one before, more reps in all at its load than any since
    that was first used, or a set worth more than any by Epley, of the system weight where there is a `bodyweight`. Days
    off sick do not count, and a lighter load neither makes progress nor lacks it.
    """
    recent = history[-WINDOW:]
    after_break = breaks([session.date for session in recent])
    run = _Run()
    for session in recent:
        if session.date in after_break or (session.asked is not None and session.asked.is_deload):
            run = _Run()
        if (session.asked is None or not session.asked.is_deload) and not session.unwell and (tried := _tried(session)):
            run = run.then(tried, None if bodyweight is None else session.bodyweight or bodyweight)
    return run.counted


@attrs.frozen
class _Run:
    """The sessions since a deload or time off: what was best in them, and how many in a row were not."""

    counted: int = 0
    load: Load | None = None
    reps: int = 0
    worth: float = 0.0

    def then(self, tried: Sequence[SetDone], body: Load | None) -> _Run:
        load = _heaviest([done.load for done in tried if done.reps] or [done.load for done in tried])
        reps = sum(done.reps for done in tried if done.load == load)
        worth = max(_worth(done, body) for done in tried)
        is_record = self.load is not None and worth > self.worth * (1 + 1e-9)
        best = max(worth, self.worth)
        if self.load is None or load != self.load:
            is_on = is_record or self.load is None or load > self.load
            return _Run(0 if is_on else self.counted, load, reps, best)
        if is_record or reps > self.reps:
            return _Run(0, load, max(reps, self.reps), best)
        return _Run(self.counted + 1, load, self.reps, best)


def _worth(done: SetDone, body: Load | None) -> float:
    """Return what a set was worth by Epley, in kg; 0 where that says nothing."""
    if done.load.aid or done.measure is not Measure.REPS or not done.reps:
        return 0.0
    return max(0.0, system_weight(done.load, body)) * (1 + done.reps / 30)


def _tried(session: Performed) -> list[SetDone]:
    """Return the sets that show whether there was progress: the work that was tried, or whatever was."""
    tried = [done for done in session.sets if not done.left_out]
    return [done for done in tried if done.kind is SetKind.WORK] or tried


def _heaviest(loads: Sequence[Load]) -> Load:
    """Return the heaviest; most sessions have but one load."""
    first = loads[0]
    return first if all(load is first for load in loads) else max(loads)
