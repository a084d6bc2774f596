"""Reading past sessions as a coach does: which load counts, which sets, and whether what was asked for was met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

import attrs

from overload.model import Ladder, Measure, Performed, Prescription, SetDone, SetKind, SetTarget, Slot
from overload.progression.asking import said_load, start
from overload.units import Load

_WORK: Final = SetKind.WORK


@attrs.frozen(slots=False)
class Reading:
    """What one past session says.

    `load` is the load that counts: the prescribed one, or another that was earned. `reps` has a number per set asked
    for (`asked`), in the order done: 0 where a set failed, and a 0 at the end for each that nobody tried at
    that load (`untried`). Sets beyond those asked for are left out, the weakest first. `instead_of` is the prescribed
    load where another one counts. `is_void`: the session says nothing (an unwell day below target, or a heavier load
    that was not earned); what it asked still stands.
    """

    session: Performed
    load: Load
    reps: tuple[int, ...]
    asked: tuple[int, ...]
    instead_of: Load | None = None
    is_void: bool = False
    untried: int = 0

    @cached_property
    def tried(self) -> tuple[int, ...]:
        """Reps of the sets that were tried at this load, 0 where one failed."""
        return self.reps[: len(self.reps) - self.untried]

    @cached_property
    def weakest(self) -> int:
        """Reps of the weakest set that was tried, 0 if there was none at this load."""
        return min(self.tried, default=0)

    @cached_property
    def is_hit(self) -> bool:
        """Every set asked for was done with the reps asked for, in whatever order."""
        return is_met(self.reps, self.asked)

    @cached_property
    def is_miss(self) -> bool:
        """A set that was tried fell short, or none was at this load; a set merely left out does not count as one."""
        tried = self.tried
        return not tried or not is_met(tried, sorted(self.asked, reverse=True)[: len(tried)])

    @property
    def measure(self) -> Measure:
        """What the numbers count."""
        return self.session.sets[0].measure

    @property
    def told(self) -> str:
        """What was done in words, and that it was another load than prescribed if it was."""
        sets = f"{', '.join((*map(str, self.tried), *('-',) * self.untried))} {self.measure.sign}".rstrip()
        done = f"{sets} at {said_load(self.load)}"
        return f"{done} instead of {said_load(self.instead_of)}" if self.instead_of is not None else done


def is_met(done: Sequence[int], asked: Sequence[int]) -> bool:
    """Tell whether sets of `done` reps meet sets of `asked` reps, best against highest."""
    if min(done) >= max(asked):
        return True
    return all(map(int.__ge__, sorted(done), sorted(asked)))


def counting(session: Performed, slot: Slot, kind: SetKind | None = None) -> Performed:
    """Return a session with the sets alone, asked and done, that count what the slot does and are of one kind.

    It is the `kind` named, else work; of a session that asked for no work, the kind it asked for. So like is compared
    with like: a warm-up, or a drop set that nobody asked for, is neither a success nor a failure.
    """
    measure, asked = slot.reps.measure, session.asked.sets if session.asked else ()
    if kind is None and _are_plain(session.sets, measure) and _are_plain(asked, measure):
        return session
    main = kind or next((one.kind for one in asked if one.kind is SetKind.WORK), asked[0].kind if asked else _WORK)
    sets = [one for one in session.sets if one.kind is main and one.measure is measure]
    targets = [one for one in asked if one.kind is main and one.measure is measure]
    if len(sets) == len(session.sets) and len(targets) == len(asked):
        return session
    prescription = attrs.evolve(session.asked, sets=tuple(targets)) if session.asked else None
    return attrs.evolve(session, sets=tuple(sets), asked=prescription)


def _are_plain(sets: Sequence[SetDone | SetTarget], measure: Measure) -> bool:
    """Tell whether all are work of a measure, as nearly all are: rules ask this of every session."""
    for one in sets:  # noqa: SIM110 - a loop is twice as fast as all() of a generator
        if one.kind is not _WORK or one.measure is not measure:
            return False
    return True


def readings(
    history: Sequence[Performed], slot: Slot, ladder: Ladder, kind: SetKind | None = None
) -> Iterator[Reading]:
    """Yield what the past sessions say, newest first; sessions in which no set was tried are passed over.

    They speak of the work sets, or of the `kind` of sets named, where they asked for such (see `counting`).

    Where nobody had asked for anything (a history that was imported), the load done counts as prescribed and the
    bottom of the range as asked for. The same holds for the very first session where the slot has no starting load
    or only a guess of ours: the athlete's first choice of a load says what it should have been.
    """
    for place in range(len(history) - 1, -1, -1):
        session = counting(history[place], slot, kind)
        if kind is not None and not (session.asked and session.asked.sets):
            continue
        done = [one for one in session.sets if not one.left_out]
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
    load = usual(_loads(done))
    targets = session.asked.sets if session.asked else ()
    if targets and usual([target.load for target in targets]) == load:
        asked = tuple(target.reps for target in targets)
    else:
        # Nobody asked, so nothing was left out.
        sets = slot.sets if targets else min(slot.sets, sum(one.load == load for one in done))
        asked = (slot.reps.low,) * sets
    return _judged(session, load, _at(load, done, len(asked), slot.reps.high), asked)


def _against(asked_for: Prescription, session: Performed, done: list[SetDone], slot: Slot) -> Reading:
    asked = tuple(target.reps for target in asked_for.sets)
    prescribed = usual([target.load for target in asked_for.sets])
    load = _working_load(_loads(done), prescribed, len(asked))
    tried = _at(load, done, len(asked), min(slot.reps.high, *asked))
    if load == prescribed:
        return _judged(session, load, tried, asked)
    if min(tried) >= slot.reps.low:
        is_void = session.unwell and load < prescribed
        return _reading(session, load, tried, (slot.reps.low,) * len(asked), instead_of=prescribed, is_void=is_void)
    at_prescribed = _at(prescribed, done, len(asked), slot.reps.high)
    return _reading(session, prescribed, at_prescribed, asked, is_void=session.unwell or load > prescribed)


def _loads(tried: list[SetDone]) -> list[Load]:
    """Return the loads that say which one was worked with: a failed try only where nothing else was done."""
    return [done.load for done in tried if done.reps] or [done.load for done in tried]


def _is_all(asked: Prescription, load: Load) -> bool:
    return all(target.load == load for target in asked.sets)


def _judged(session: Performed, load: Load, tried: tuple[int, ...], asked: tuple[int, ...]) -> Reading:
    is_void = session.unwell and (len(tried) < len(asked) or not is_met(tried, asked))
    return _reading(session, load, tried, asked, is_void=is_void)


def _reading(
    session: Performed,
    load: Load,
    tried: tuple[int, ...],
    asked: tuple[int, ...],
    *,
    instead_of: Load | None = None,
    is_void: bool = False,
) -> Reading:
    untried = len(asked) - len(tried)
    return Reading(session, load, (*tried, *(0,) * untried), asked, instead_of, is_void, untried)


def _working_load(done: list[Load], prescribed: Load, sets: int) -> Load:
    if len(done) >= sets >= 3 and len(set(done)) == len(done):  # a staircase: every set was at the lightest at least
        return min(done)
    return prescribed if done.count(prescribed) >= min(sets, len(done)) else usual(done)


def usual(loads: list[Load]) -> Load:
    """Return the most common of loads; of equally common ones the heaviest."""
    first = loads[0]
    if loads.count(first) == len(loads):
        return first
    return max(loads, key=lambda load: (loads.count(load), load))


def _at(load: Load, done: list[SetDone], sets: int, top: int) -> tuple[int, ...]:
    """Return the reps of the best `sets` sets tried at `load`, in their order.

    A heavier set counts too once it has `top` reps.
    """
    reps = [one.reps for one in done if one.load == load or (one.reps >= top and one.load > load)]
    while len(reps) > sets:
        del reps[len(reps) - 1 - reps[::-1].index(min(reps))]
    return tuple(reps)
