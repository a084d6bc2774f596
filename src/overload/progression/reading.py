"""Reading past sessions as a coach does: which load counts, which sets, and whether what was asked for was met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Final

import attrs

from overload.model import Ladder, Measure, Performed, Prescription, SetDone, SetKind, SetTarget, Slot
from overload.progression.asking import said_load, start
from overload.progression.maxima import e1rm, reps_possible, system_weight
from overload.units import Load

_WORK: Final = SetKind.WORK


@attrs.frozen(slots=False)
class Reading:
    """What one past session says.

    `load` is the load that counts: the prescribed one, or another that was earned. `reps` has a number per set asked
    for (`asked`), in the order done: 0 where a set failed, and a 0 at the end for each that nobody tried at
    that load (`untried`). Sets beyond those asked for are left out, the weakest first. `instead_of` is the prescribed
    load where another one counts. `is_void`: the session says nothing (an unwell day below target, or a heavier load
    that was not earned); what it asked still stands. `heavier` holds the sets behind `tried` where some of them were
    done heavier: these count as met below.
    """

    session: Performed
    load: Load
    reps: tuple[int, ...]
    asked: tuple[int, ...]
    instead_of: Load | None = None
    is_void: bool = False
    untried: int = 0
    heavier: tuple[SetDone, ...] = ()

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
        sign = f" {self.measure.sign}".rstrip()
        runs = [(load, [one.reps for one in run]) for load, run in groupby(self.heavier, key=lambda one: one.load)]
        is_other = self.instead_of is not None
        counts = [(load, [*map(str, reps)]) for load, reps in runs if not is_other] or [
            (self.load, [*map(str, self.tried)])
        ]
        counts[-1][1].extend(("-",) * self.untried)
        done = ", ".join(f"{', '.join(reps)}{sign} at {said_load(load)}" for load, reps in counts)
        done += " or more" * (is_other and bool(runs))
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
    is_asked = load == prescribed
    if is_asked and done[0].load == load and len({one.load for one in done}) == 1:  # as nearly always
        return _judged(session, load, _best([one.reps for one in done], len(asked)), asked)
    top = min(slot.reps.high, *asked) if is_asked else slot.reps.low
    short = _short_of_their_own(session, asked_for) if is_asked else done
    counted = [one for one in done if one.load == load or _is_met_below(one, load, top, slot, exactly=one in short)]
    tried = _best([one.reps if one.load == load else max(one.reps, top) for one in counted], len(asked))
    is_mixed = len(tried) == len(counted) and any(one.load != load for one in counted)
    heavier = tuple(counted) if is_mixed else ()
    if is_asked:
        return attrs.evolve(_judged(session, load, tried, asked), heavier=heavier)
    if min(tried) >= slot.reps.low:
        is_void, low = session.unwell and load < prescribed, (slot.reps.low,) * len(asked)
        earned = _reading(session, load, tried, low, instead_of=prescribed, is_void=is_void)
        return attrs.evolve(earned, heavier=heavier)
    at_prescribed = _at(prescribed, done, len(asked), slot.reps.high)
    return _reading(session, prescribed, at_prescribed, asked, is_void=session.unwell or load > prescribed)


def _short_of_their_own(session: Performed, asked_for: Prescription) -> list[SetDone]:
    """Return the sets that fell short of what was asked of just them at that load."""
    pairs = zip(session.sets, asked_for.sets, strict=False)
    return [done for done, target in pairs if done.load == target.load and done.reps < target.reps]


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
    is_staircase = len(done) >= sets >= 2 and len(set(done)) == len(done)
    if is_staircase and (sets > 2 or max(done) <= prescribed):  # every set was at the lightest at least
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
    return _best([one.reps for one in done if one.load == load or (one.reps >= top and one.load > load)], sets)


def _best(reps: list[int], sets: int) -> tuple[int, ...]:
    """Return so many of the reps, the best of them, in their order."""
    while len(reps) > sets:
        del reps[len(reps) - 1 - reps[::-1].index(min(reps))]
    return tuple(reps)


def _is_met_below(done: SetDone, load: Load, top: int, slot: Slot, *, exactly: bool) -> bool:
    """Tell whether a set that was done heavier has `top` reps or, unless `exactly`, is worth them at a load (Epley)."""
    if done.load <= load:
        return False
    if exactly or done.reps >= top or not done.reps or done.measure is not Measure.REPS or load.aid:
        return done.reps >= top
    weight = system_weight(load, slot.bodyweight)
    return weight > 0 and reps_possible(e1rm(system_weight(done.load, slot.bodyweight), done.reps), weight) >= top
