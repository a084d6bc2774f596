"""The climb: reps through the range, then up a rung and back to the bottom.

It is a rule, and what other rules stand on, built in or not; hence it lives below them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

import attrs

from overload.model import Ladder, Performed, Prescription, Slot
from overload.progression.asking import ask, first_session, fit, in_words, said_load, snap
from overload.progression.fields import parameter
from overload.progression.reading import Reading, readings
from overload.progression.steps import (
    better_off,
    brought_down,
    brought_up,
    most_asked,
    nothing_heavier,
    reps_go_on,
    same_again,
    stage,
)


@attrs.frozen
class DoubleProgression:
    """Adds reps through the range, then goes up a rung and back to the bottom of the range.

    A target you meet goes up next time (by a rep; five seconds of a hold, five metres of a carry); one you miss is
    repeated first, then eased, and only at the bottom of the range does the load come down a rung. A load other than
    the prescribed one counts if it was earned: its weakest set is still in the range. A skipped set is neither a
    success nor a miss. At the heaviest load you have, reps keep going up past the top of the range, to 30; then
    sets are added, then the reps get slower.

    With `earn = "weakest"` all sets move together and the weakest decides: after a hit it asks for the weakest set's
    reps and one more. Coming back from n misses only `sets - n` sets (at least one) get the extra rep.
    """

    name: ClassVar[str] = "double-progression"

    earn: Literal["all", "last", "weakest"] = parameter(
        "all",
        help="what earns the next rung: all sets at the top of the range, the last set there (the others in the"
        " range), or the weakest set there with all sets moving together",
        choices=("all", "last", "weakest"),
    )
    rep_step: int = parameter(1, help="reps to add to a set that met its target", at_least=1, at_most=20)
    in_a_row: int = parameter(
        1, help="sessions in a row at the top of the range that earn the next rung", at_least=1, at_most=10
    )
    on_miss: Literal["ease", "repeat"] = parameter(
        "ease",
        help="what a miss does: `ease` repeats the first time, eases the reps the second, and takes the load down a"
        " rung only at the bottom of the range; `repeat` asks for the same however often",
        choices=("ease", "repeat"),
    )

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why."""
        past = readings(history, slot, ladder)
        latest = next(past, None)
        if latest is None:
            return first_session(slot, ladder)
        if latest.is_void:
            return same_again(slot, latest, ladder)
        if (easier := brought_down(slot, latest, ladder, at_most=slot.reps.low // 2)) is not None:
            return easier
        if (harder := brought_up(slot, latest, ladder)) is not None:
            return harder
        return self._on(slot, latest, past, ladder)

    def _on(self, slot: Slot, latest: Reading, past: Iterator[Reading], ladder: Ladder) -> Prescription:
        """Return what follows a session that was about right for the range."""
        if ladder.next_up(latest.load) is None:
            return self._beyond(slot, latest, past, ladder)
        return self._through(slot, latest, past, ladder)

    def _through(self, slot: Slot, latest: Reading, past: Iterator[Reading], ladder: Ladder) -> Prescription:
        if self._is_at_top(slot, latest):
            return self._topped(slot, latest, past, ladder)
        if self.earn == "weakest":
            return self._together(slot, latest, past, ladder)
        return self._each(slot, latest, past, ladder)

    def _is_at_top(self, slot: Slot, reading: Reading) -> bool:
        if self.earn == "last":
            return reading.reps[-1] >= slot.reps.high and min(reading.reps) >= slot.reps.low
        return min(reading.reps) >= slot.reps.high

    def _beyond(self, slot: Slot, latest: Reading, past: Iterator[Reading], ladder: Ladder) -> Prescription:
        """Return what comes next at the heaviest load, where reps go past the top of the range; say so there."""
        most = most_asked(slot.reps)
        sets, tempo = stage(slot, latest.session.asked) if latest.instead_of is None else (slot.sets, "")
        if latest.weakest >= most and len(latest.tried) >= sets:
            return reps_go_on(slot, latest, ladder)
        open_ended = attrs.evolve(slot, sets=sets, reps=attrs.evolve(slot.reps, high=most))
        further = self._through(open_ended, latest, past, ladder)
        if further.sets[0].load < latest.load:
            return attrs.evolve(further, sets=further.sets[: slot.sets])
        further = attrs.evolve(further, tempo=tempo)
        if max(one.reps for one in further.sets) <= slot.reps.high or not latest.is_hit:
            return further
        note = f"{nothing_heavier(ladder.top)}, so keep adding {slot.reps.measure}; {better_off(slot)}"
        return attrs.evolve(further, why=f"{further.why.removesuffix('.')} ({note}).")

    def _topped(self, slot: Slot, latest: Reading, past: Iterator[Reading], ladder: Ladder) -> Prescription:
        done, low = latest.told, slot.reps.low
        times = 1
        while times < self.in_a_row and (before := next(past, None)):
            if before.is_void or not (before.is_hit or before.is_miss):
                continue
            if before.load != latest.load or not self._is_at_top(slot, before):
                break
            times += 1
        up = ladder.next_up(latest.load)
        again = _within(slot, fit(tuple(map(max, latest.asked, latest.reps)), slot.sets))
        if times < self.in_a_row:
            why = f"{done} reached the top of {slot.reps}, {times} of {self.in_a_row} times in a row: once more."
            return ask(again, snap(latest.load, ladder), why, measure=slot.reps.measure)
        if up is None:
            return reps_go_on(slot, latest, ladder)
        why = f"{done} reached the top of {slot.reps}: up to {said_load(up)}, back to {low} {slot.reps.measure}."
        return ask((low,) * slot.sets, up, why, measure=slot.reps.measure)

    def _each(self, slot: Slot, latest: Reading, past: Iterator[Reading], ladder: Ladder) -> Prescription:
        """Move each set by itself, towards all of them at the top; a miss adds to none."""
        load, done = snap(latest.load, ladder), latest.told
        is_asked = latest.session.asked is not None
        asked, reps = fit(latest.asked, slot.sets), fit((*latest.reps, 0) if is_asked else latest.reps, slot.sets)
        misses = self._misses(latest, past, may_improve=True)
        if misses < 2:
            more = 0 if latest.is_miss else self.rep_step
            pairs = zip(asked, reps, strict=True)
            aim = _within(slot, [_raised(slot, have, more) if have >= want else want for want, have in pairs])
            return ask(aim, load, _onwards(latest, done, aim), measure=slot.reps.measure)
        if max(latest.asked) <= slot.reps.low:
            return _down(slot, latest, misses, ladder)
        eased = _within(slot, tuple(min(want, have or want) for want, have in zip(asked, reps, strict=True)))
        if eased == asked:
            eased = (slot.reps.low,) * slot.sets
        return ask(eased, load, _easing(latest, misses, eased), measure=slot.reps.measure)

    def _together(self, slot: Slot, latest: Reading, past: Iterator[Reading], ladder: Ladder) -> Prescription:
        """Move all sets together, as the weakest allows."""
        load, done = snap(latest.load, ladder), latest.told
        if latest.is_hit:
            aim = self._levelled(slot, latest, self._misses_before(latest, past))
            return ask(aim, load, _onwards(latest, done, aim), measure=slot.reps.measure)
        if not latest.is_miss:
            kept = fit(latest.asked, slot.sets) if latest.instead_of is None else (latest.weakest,) * slot.sets
            aim = _within(slot, kept)
            why = f"{done}: fewer sets than asked for, so first {in_words(aim, latest.measure)} in all of them."
            return ask(aim, load, why, measure=slot.reps.measure)
        misses = self._misses(latest, past, may_improve=False)
        if misses < 2:
            aim = _within(slot, fit(latest.asked, slot.sets))
            return ask(aim, load, _onwards(latest, done, aim), measure=slot.reps.measure)
        if max(latest.asked) <= slot.reps.low:
            return _down(slot, latest, misses, ladder)
        eased = _stepped(slot, min(sum(latest.asked) - slot.reps.measure.step, _managed(latest)), len(latest.asked))
        return ask(eased, load, _easing(latest, misses, eased), measure=slot.reps.measure)

    def _levelled(self, slot: Slot, latest: Reading, misses: int) -> tuple[int, ...]:
        """Return the reps after a hit: the weakest set's and more, for fewer sets after misses, lower sets first."""
        weakest, sets = max(latest.weakest, slot.reps.low), slot.sets
        already = sum(reps > weakest for reps in latest.asked)
        raised = min(sets, already + max(1, sets - misses)) if misses else sets
        more = min(_raised(slot, weakest, self.rep_step), slot.reps.high)
        return (more,) * raised + (weakest,) * (sets - raised)

    def _misses(self, latest: Reading, past: Iterator[Reading], *, may_improve: bool) -> int:
        """Count the misses in a row at this load up to the latest; getting better may begin the count anew."""
        if self.on_miss == "repeat" or not latest.is_miss:
            return 0
        return 1 + self._misses_before(latest, past, may_improve=may_improve)

    def _misses_before(self, latest: Reading, past: Iterator[Reading], *, may_improve: bool = False) -> int:
        misses, newer = 0, latest
        for before in past:
            if before.is_void:
                continue
            if before.load != latest.load or before.is_hit:
                break
            if may_improve and sum(newer.reps) > sum(before.reps):
                break
            misses, newer = misses + before.is_miss, before
            if misses > len(latest.asked):
                break
        return misses


def _within(slot: Slot, reps: Sequence[int]) -> tuple[int, ...]:
    return tuple(min(max(number, slot.reps.low), slot.reps.high) for number in reps)


def _raised(slot: Slot, reps: int, more: int) -> int:
    """Return reps and `more` steps: five seconds each, say, from a round number on."""
    step = slot.reps.measure.step
    return reps - reps % step + more * step if more else reps


def _onwards(latest: Reading, done: str, aim: tuple[int, ...]) -> str:
    if latest.is_hit and latest.instead_of is not None:
        return f"{done} was earned: carry on there with {in_words(aim, latest.measure)}."
    if latest.is_hit:
        return f"{done} met the target: {in_words(aim, latest.measure)} next."
    wanted = in_words(aim, latest.measure)
    again = f"{wanted} again" if aim == latest.asked else wanted
    if latest.is_miss:
        return f"{done} fell short of {in_words(latest.asked, latest.measure)}: {again}."
    return f"{done} left sets out: {again}."


def _easing(latest: Reading, misses: int, eased: tuple[int, ...]) -> str:
    missed = f"{latest.told} fell short of {in_words(latest.asked, latest.measure)}, {misses} times in a row"
    return f"{missed}: eased to {in_words(eased, latest.measure)}."


def _down(slot: Slot, latest: Reading, misses: int, ladder: Ladder) -> Prescription:
    down = ladder.next_down(latest.load)
    missed = f"{latest.told} fell short of {slot.reps.low} {slot.reps.measure}, {misses} times in a row"
    reps = (slot.reps.low,) * slot.sets
    if down is None:
        managed = tuple(max(min(one, slot.reps.low), 1) for one in fit((*latest.reps, 0), slot.sets))
        why = f"{missed}, and nothing is lighter: what you managed, then a little more each time."
        return ask(managed, snap(latest.load, ladder), why, measure=slot.reps.measure)
    return ask(reps, down, f"{missed}: down to {said_load(down)}.", measure=slot.reps.measure)


def _managed(latest: Reading) -> int:
    """Return what was managed as all sets together would do it: the weakest set's reps, one more in the better sets."""
    weakest = latest.weakest
    return weakest * len(latest.reps) + sum(reps > weakest for reps in latest.reps)


def _stepped(slot: Slot, total: int, sets: int) -> tuple[int, ...]:
    """Spread a total over sets that differ by one rep (or step) at most, first sets higher, and fit the slot."""
    step = slot.reps.measure.step
    base, more = divmod(total // step, sets)
    return _within(slot, fit(((base + 1) * step,) * more + (base * step,) * (sets - more), slot.sets))
