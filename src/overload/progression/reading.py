"""Reading past sessions as a coach does: which load counts, which sets, and whether what was asked for was met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs

from overload.model import Ladder, Performed, Prescription, SetDone, Slot
from overload.progression.asking import in_words, said_load, start
from overload.units import Load


@attrs.frozen(slots=False)
class Reading:
    """What one past session says.

    `load` is the load that counts: the prescribed one, or another that was earned. `reps` has a number per set asked
    for (`asked`), in the order done, 0 where no set was done at that load; sets beyond those asked for are left out,
    the weakest first. `instead_of` is the prescribed load where another one counts. `is_void`: the session says
    nothing (an unwell day below target, or a heavier load that was not earned); what it asked still stands.
    """

    session: Performed
    load: Load
    reps: tuple[int, ...]
    asked: tuple[int, ...]
    instead_of: Load | None = None
    is_void: bool = False

    @cached_property
    def weakest(self) -> int:
        """Reps of the weakest set that was done, 0 if there was none at this load."""
        return min(filter(None, self.reps), default=0)

    @cached_property
    def is_hit(self) -> bool:
        """Every set asked for was done with the reps asked for, in whatever order."""
        return is_met(self.reps, self.asked)

    @cached_property
    def is_miss(self) -> bool:
        """A set that was done fell short, or none was done at this load; a set merely skipped is no miss."""
        done = tuple(filter(None, self.reps))
        return not done or not is_met(done, sorted(self.asked, reverse=True)[: len(done)])

    @property
    def told(self) -> str:
        """What was done in words, and that it was another load than prescribed if it was."""
        done = f"{in_words(self.reps)} at {said_load(self.load)}"
        return f"{done} instead of {said_load(self.instead_of)}" if self.instead_of is not None else done


def is_met(done: Sequence[int], asked: Sequence[int]) -> bool:
    """Tell whether sets of `done` reps meet sets of `asked` reps, best against highest."""
    if min(done) >= max(asked):
        return True
    return all(map(int.__ge__, sorted(done), sorted(asked)))


def readings(history: Sequence[Performed], slot: Slot, ladder: Ladder) -> Iterator[Reading]:
    """Yield what the past sessions say, newest first; sessions in which no set was done are passed over.

    Where nobody had asked for anything (a history that was imported), the load done counts as prescribed and the
    bottom of the range as asked for. The same holds for the very first session where the slot has no starting load
    or only a guess of ours: the athlete's first choice of a load says what it should have been.
    """
    for place in range(len(history) - 1, -1, -1):
        session = history[place]
        done = [one for one in session.sets if one.reps > 0]
        if not done:
            continue
        asked = session.asked
        is_guess = place == 0 and asked is not None and _is_guess(asked, slot, ladder)
        if asked is not None and asked.sets and not is_guess:
            yield _against(asked, session, done, slot)
        elif not (reading := _unasked(session, done, slot)).is_void:
            yield reading


def _is_guess(asked: Prescription, slot: Slot, ladder: Ladder) -> bool:
    return (slot.start is None or slot.is_start_guessed) and _is_all(asked, start(slot, ladder))


def _unasked(session: Performed, done: list[SetDone], slot: Slot) -> Reading:
    load = usual([one.load for one in done])
    targets = session.asked.sets if session.asked else ()
    if targets and usual([target.load for target in targets]) == load:
        asked = tuple(target.reps for target in targets)
    else:
        asked = (slot.reps.low,) * slot.sets
    return _judged(session, load, _at(load, done, len(asked), slot.reps.high), asked)


def _against(asked_for: Prescription, session: Performed, done: list[SetDone], slot: Slot) -> Reading:
    asked = tuple(target.reps for target in asked_for.sets)
    prescribed = usual([target.load for target in asked_for.sets])
    load = _working_load([one.load for one in done], prescribed, len(asked))
    reps = _at(load, done, len(asked), slot.reps.high)
    if load == prescribed:
        return _judged(session, load, reps, asked)
    if min(filter(None, reps)) >= slot.reps.low:
        is_void = session.unwell and load < prescribed
        return Reading(session, load, reps, (slot.reps.low,) * len(asked), prescribed, is_void)
    at_prescribed = _at(prescribed, done, len(asked), slot.reps.high)
    return Reading(session, prescribed, at_prescribed, asked, None, session.unwell or load > prescribed)


def _is_all(asked: Prescription, load: Load) -> bool:
    return all(target.load == load for target in asked.sets)


def _judged(session: Performed, load: Load, reps: tuple[int, ...], asked: tuple[int, ...]) -> Reading:
    return Reading(session, load, reps, asked, None, session.unwell and not is_met(reps, asked))


def _working_load(done: list[Load], prescribed: Load, sets: int) -> Load:
    return prescribed if done.count(prescribed) >= min(sets, len(done)) else usual(done)


def usual(loads: list[Load]) -> Load:
    """Return the most common of loads; of equally common ones the heaviest."""
    first = loads[0]
    if loads.count(first) == len(loads):
        return first
    return max(loads, key=lambda load: (loads.count(load), load))


def _at(load: Load, done: list[SetDone], sets: int, top: int) -> tuple[int, ...]:
    """Return the reps of the best `sets` sets at `load`, in their order, 0 where there were fewer.

    A heavier set counts too once it reaches the top of the range.
    """
    reps = [one.reps for one in done if one.load == load or (one.reps >= top and one.load > load)]
    while len(reps) > sets:
        del reps[len(reps) - 1 - reps[::-1].index(min(reps))]
    return (*reps, *(0,) * (sets - len(reps)))
