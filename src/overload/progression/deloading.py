"""Easy sessions that are meant to be easy: in a deload week, and when nothing has got on for a while."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

import attrs

from overload.model import Ladder, Measure, Performed, Prescription, SetDone, SetKind, SetTarget, Slot
from overload.progression.asking import said_load
from overload.progression.comeback import breaks
from overload.progression.lesser import FAR
from overload.progression.maxima import system_weight
from overload.progression.steps import share_of
from overload.progression.time_off import KEPT_DAYS
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
    if target.amrap:  # nothing goes on as far as it does on an easy day
        target = attrs.evolve(target, amrap=False, rir=None)
    down = _down(target.load, slot, ladder)
    low = min(slot.reps.low, target.reps)
    if down is not None:
        return attrs.evolve(target, reps=low, load=down)
    step = target.measure.step
    fewer = int(target.reps * DELOAD_REPS) // step * step
    return attrs.evolve(target, reps=max(fewer, min(step, target.reps)))


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
    # Most sessions get on in load or reps; only where they do not is it worth working out what their sets were worth.
    if _got_on(_newest_first(recent)):
        return 0
    days = [*_newest_first(recent)][::-1]
    if not _counted(days):
        return 0
    return _counted(days, lambda done, on: _worth(done, _body(bodyweight, on)))


@attrs.define
class _Day:
    """What a session counts for: its work that was tried, the heaviest load of it and the reps there in all.

    Without a load it says nothing.
    """

    session: Performed
    tried: Sequence[SetDone] = ()
    load: Load | None = None
    reps: int = 0


def _newest_first(recent: Sequence[Performed]) -> Iterator[_Day]:
    """Yield the sessions since the last deload or time off, newest first, down to that deload or the first after it."""
    for place in range(len(recent) - 1, -1, -1):
        session = recent[place]
        if session.asked is not None and session.asked.is_deload:
            yield _Day(session)
            return
        tried = _counting(session)
        yield _Day(session, tried, *_load_and_reps(tried)) if tried else _Day(session)
        if _is_after_break(recent, place):
            return


def _is_after_break(recent: Sequence[Performed], place: int) -> bool:
    """Tell whether there was time off before a session; of most that is plain from the days since the one before."""
    if not place or (recent[place].date - recent[place - 1].date).days <= KEPT_DAYS:
        return False
    return place in breaks([session.date for session in recent])


def _counting(session: Performed) -> Sequence[SetDone]:
    """Return the sets that count for or against progress: none of a day off sick, or of whoever does negatives."""
    return () if session.unwell or _is_lowered(session) else _tried(session)


def _is_lowered(session: Performed) -> bool:
    """Tell whether negatives were asked for: whoever does them is on the way to a rep, and stalls at nothing."""
    return session.asked is not None and SetKind.NEGATIVE in [one.kind for one in session.asked.sets]


def _body(bodyweight: Load | None, session: Performed) -> Load | None:
    return None if bodyweight is None else session.bodyweight or bodyweight


def _got_on(newest_first: Iterable[_Day]) -> bool:
    """Tell whether the latest session that counts has more load or reps than those before: then `_counted` is 0.

    Of most histories the last few sessions tell.
    """
    latest: tuple[Load, int] | None = None
    is_first = True
    for day in newest_first:
        if day.load is None:
            continue
        if latest is None:
            latest = day.load, day.reps
        elif day.load != latest[0]:
            return not is_first or latest[0] > day.load
        elif day.reps >= latest[1]:
            return False
        else:
            is_first = False
    return True


def _counted(days: Iterable[_Day], worth: Callable[[SetDone, Performed], float] | None = None) -> int:
    """Count the latest sessions in a row without progress, oldest first, of sets' worth only where that is told."""
    counted, most, best = 0, 0, 0.0
    before: Load | None = None
    for day in days:
        load, reps = day.load, day.reps
        if load is None:
            continue
        is_same = before is not None and load == before
        is_more = before is None or (reps > most if is_same else load > before)
        if worth is not None:
            top = max([worth(done, day.session) for done in day.tried])
            is_more, best = is_more or top > best * (1 + 1e-9), max(top, best)
        counted = 0 if is_more else counted + is_same
        most, before = max(reps, most) if is_same else reps, load
    return counted


def _worth(done: SetDone, body: Load | None) -> float:
    """Return what a set was worth by Epley, in kg; 0 where that says nothing."""
    if done.load.aid or done.measure is not Measure.REPS or not done.reps:
        return 0.0
    return max(0.0, system_weight(done.load, body)) * (1 + done.reps / 30)


def _tried(session: Performed) -> Sequence[SetDone]:
    """Return the sets that show whether there was progress: the work that was tried, or whatever was."""
    for done in session.sets:
        if done.left_out or done.kind is not SetKind.WORK:
            break
    else:
        return session.sets
    tried = [done for done in session.sets if not done.left_out]
    return [done for done in tried if done.kind is SetKind.WORK] or tried


def _load_and_reps(tried: Sequence[SetDone]) -> tuple[Load, int]:
    """Return the heaviest load and its reps in all; most sessions have but one load."""
    first, reps = tried[0].load, 0
    for done in tried:
        if done.load is not first:
            break
        reps += done.reps
    else:
        return first, reps
    load = max([done.load for done in tried if done.reps] or [done.load for done in tried])
    return load, sum(done.reps for done in tried if done.load == load)
