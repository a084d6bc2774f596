"""Autoregulation: the load and the reps follow the strength that your log shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import ClassVar, Final

import attrs

from overload import (
    DoubleProgression,
    Fit,
    Fitting,
    Ladder,
    Load,
    Measure,
    Performed,
    Prescription,
    Slot,
    Strength,
    Unit,
    ask,
    at_the_end,
    counting,
    first_session,
    in_words,
    instead_of_a_rep,
    is_just_in_reach,
    is_out_of_reach,
    loss,
    lowering,
    most_asked,
    parameter,
    said_load,
    stage,
    strength_of,
    usual,
)

EASED: Final = 2
"""So many reps fewer are asked where a load has no more to give, after a miss or weeks off (ours)."""
LOOKED_AT: Final = 4
"""So many sessions back tell whether the same was asked all the time, and whether open sets go further."""


@attrs.frozen
class Autoregulation:
    """Asks for what you are good for today, with a rep or two in reserve, and lets the last set say how much more.

    Your log tells an estimated one-rep maximum and how sure it is: sets that stop at their number say that you are at
    least so strong, open sets, a noted reserve and misses measure it, and weeks off take a little. The rung is the one
    whose reps fit the range best, so a far dumbbell is taken when it is worth it and not before. How much is kept in
    reserve follows how often sets fall short. What is held or carried has no such strength: there it is double
    progression.
    """

    name: ClassVar[str] = "autoregulation"
    reads_strength: ClassVar[bool] = True

    reserve: float = parameter(
        0.0, help="reps to keep in reserve besides what the margin keeps", at_least=0.0, at_most=6.0
    )
    in_a_row: int = parameter(
        2, help="the same met so often in a row earns a rep more, whatever the log says", at_least=1, at_most=4
    )
    open_last: bool = parameter(True, help="leave the last set open: it says the most")

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why."""
        if slot.reps.measure is not Measure.REPS:
            return DoubleProgression().propose(slot, history, ladder)
        known = strength_of(slot, history)
        if known is None or (not history and slot.start is not None and not slot.is_start_guessed):
            first = first_session(slot, ladder)
            return self._open(slot, [one.reps for one in first.sets], first.sets[0].load, first.why)
        last, fitting = _Last.of(slot, history), Fitting(known, slot)
        if is_out_of_reach(known, slot, history, ladder.bottom):
            return lowering(slot, history, ladder.bottom)
        if is_just_in_reach(slot, history, fitting.able(ladder.bottom)):
            return lowering(slot, history, ladder.bottom, tries=True)
        fit = fitting.best(ladder, None if last is None else last.load)
        if last is not None and last.is_met and last.is_fresh(slot) and fit.load < last.load and last.load in ladder:
            fit = fitting.at(last.load)  # what was met is not followed by less
        reps = self._reps(slot, fitting, fit, last)
        if (
            last is not None
            and last.load == fit.load
            and last.is_spent(slot)
            and min(fitting.able(fit.load)) >= most_asked(slot.reps)
        ):
            return self._spent(slot, fitting, last, ladder)
        why = _why(known, fit.load, reps, last, slot)
        if history and history[-1].unwell:
            why = f"You were not well last time, so it does not count. {why}"
        return self._open(slot, reps, fit.load, why)

    def _reps(self, slot: Slot, fitting: Fitting, fit: Fit, last: _Last | None) -> list[int]:
        most = fitting.ceiling(fit.load)
        reps = [min(max(number - round(self.reserve), 1), most) for number in fit.reps]
        if last is None or last.load != fit.load or not last.asked:
            return reps
        before = [*last.asked[: slot.sets], *[last.asked[-1]] * (slot.sets - len(last.asked))]
        if last.is_met and last.is_fresh(slot):
            below = max(before) < slot.reps.low  # far from the range it goes up whatever the log says
            reps = [min(max(now, then + below), most) for now, then in zip(reps, before, strict=True)]
        if reps == before and last.times >= self.in_a_row:
            more = 1 if last.is_met else -1
            reps = [min(max(number + more, 1), most) for number in reps]
        return reps

    def _spent(self, slot: Slot, fitting: Fitting, last: _Last, ladder: Ladder) -> Prescription:
        """Return what comes where a load has nothing more to give: the next one, however far it is, or more of this."""
        up, (sets, tempo) = ladder.next_up(last.load), stage(slot, last.session.asked)
        if not last.is_fresh(slot):
            why = _why(fitting.known, last.load, last.eased, last, slot)
            return attrs.evolve(self._open(slot, last.eased, last.load, why), tempo=tempo)
        if up is not None and not last.goes_on:  # an open set that goes on would have shown that it is time
            low = slot.reps.low
            reps = [min(max(number, 1), low) for number in fitting.able(up)]
            way = f"up to {said_load(up)}" if reps[-1] >= low else f"try {said_load(up)}, far as it is"
            why = f"{said_load(last.load)} has no more to give: {way}."
            return self._open(slot, reps, up, why)
        reached = last.asked if last.is_met else last.eased
        on = at_the_end(slot, last.load, reached, sets=sets, tempo=tempo, amrap_last=self.open_last)
        if up is None:
            return on
        # A slower tempo would show less, and never that the next load has come within reach.
        held = on if not on.tempo else self._open(slot, last.asked, last.load, "")
        more = f", so one more set, {len(held.sets)} in all" if len(held.sets) > sets else ""
        why = f"{said_load(up)} is still too far{more}: a load between the two would serve you better."
        return attrs.evolve(held, why=why)

    def _open(self, slot: Slot, reps: Sequence[int], load: Load, why: str) -> Prescription:
        return ask(reps, load, why, amrap_last=self.open_last, open_end=slot.open_end)


@attrs.frozen
class _Last:
    """The last session of a range: its load, what was asked, whether it was met, and how often running it was asked."""

    session: Performed
    load: Load
    asked: tuple[int, ...]
    is_met: bool
    times: int
    tried: tuple[Performed, ...]

    @property
    def eased(self) -> tuple[int, ...]:
        """What was asked, a little easier."""
        return tuple(max(1, number - EASED) for number in self.asked)

    @property
    def goes_on(self) -> bool:
        """Whether a set of the last sessions went further than it was asked to."""
        return any(map(_is_beaten, self.tried))

    def is_spent(self, slot: Slot) -> bool:
        """Tell whether the load gave all the reps it can, or more sets or a slower tempo were called on already."""
        sets, tempo = stage(slot, self.session.asked)
        full = bool(self.asked) and self.is_met and min(self.asked) >= most_asked(slot.reps)
        return full or sets > slot.sets or bool(tempo)

    @classmethod
    def of(cls, slot: Slot, history: Sequence[Performed]) -> _Last | None:
        """Return the last session in which anything was tried; None where there was none."""
        found = _tried(slot, history)
        if not found:
            return None
        session = found[0]
        asked = _asked(session)
        is_asked = bool(asked)
        loads = [one.load for one in session.sets if not one.left_out]
        load = asked[0][1] if is_asked and asked[0][1] in loads else usual(loads)
        if not is_asked:  # what nobody asked for is as good as asked for and met, its best set first
            done_there = [one.reps for one in session.sets if one.load == load and one.reps]
            asked = [(reps, load) for reps in sorted(done_there, reverse=True)]
        times = 0
        for one in found:
            if _asked(one) != asked:
                break
            times += 1
        done = [one for one in session.sets if not one.left_out]
        met = any(one.reps for one in done) and (
            not is_asked
            or (
                len(done) >= len(asked)
                and all(one.reps >= reps and one.load >= at for one, (reps, at) in zip(done, asked, strict=False))
            )
        )
        return cls(session, load, tuple(reps for reps, _ in asked), met, times, tuple(found))

    def is_fresh(self, slot: Slot) -> bool:
        """Tell whether nothing was lost since."""
        return slot.date is None or (slot.date - self.session.date).days <= 21


def _tried(slot: Slot, history: Sequence[Performed]) -> list[Performed]:
    """Return the latest sessions, newest first, with the work sets alone, as far as they are looked at.

    Days of not being well are passed over: what was asked on them still stands.
    """
    found: list[Performed] = []
    for session in reversed(history):
        if session.unwell:
            continue
        counted = counting(session, slot)
        if any(not one.left_out for one in counted.sets):
            found.append(counted)
        if len(found) == LOOKED_AT:
            break
    return found


def _is_beaten(session: Performed) -> bool:
    """Tell whether a set went further than it was asked to."""
    asked = session.asked.sets if session.asked else ()
    return any(done.reps > target.reps for done, target in zip(session.sets, asked, strict=False))


def _asked(session: Performed) -> list[tuple[int, Load]]:
    return [(one.reps, one.load) for one in session.asked.sets] if session.asked else []


def _why(known: Strength, load: Load, reps: Sequence[int], last: _Last | None, slot: Slot) -> str:
    """Say in one line what decided, with its numbers."""
    one = f"about {_worth(known.e1rm, load.unit, slot)} for one"
    numbers = f"{in_words(reps)} at {said_load(load)}"
    if last is None:
        return f"{'Your log says' if known.shown is not None else 'By what you told,'} {one}: {numbers}."
    days = (slot.date - last.session.date).days if slot.date is not None else 0
    lost = round(100 * -math.expm1(-loss(days)))
    if lost:
        return f"{days // 7} weeks off, about {lost} % less: {numbers}; the last set tells."
    if load > last.load:
        was_there = any(one.load == load for session in last.tried[1:] for one in session.sets if one.reps)
        said = said_load(load)
        way = f"Back to {said}, where you were" if was_there else f"Up to {said}: your last sets say it is time"
        return f"{way} ({one})."
    done = f"{in_words([one.reps for one in last.session.sets if not one.left_out])} at {said_load(last.load)}"
    if load < last.load:
        return f"After {done}, {said_load(load)} fits better ({one})."
    if not any(one.reps for one in last.session.sets):
        return f"{done} is as light as it gets: {instead_of_a_rep(slot)}."
    return f"{one[0].upper()}{one[1:]} after {done}: {numbers}."


def _worth(most: Load, unit: Unit, slot: Slot) -> str:
    """Say a maximum; with the body in it as a share of that: what is said in a calendar tells nobody what you weigh."""
    if slot.bodyweight is None:
        return _rounded(most, unit)
    over = round(20 * (float(most.kg) / float(slot.bodyweight.kg) - 1)) * 5
    return f"{abs(over)} % {'over' if over > 0 else 'under'} your own weight" if over else "your own weight"


def _rounded(load: Load, unit: Unit) -> str:
    amount = float(load.to(unit).amount)
    return f"{round(amount)} {unit}" if amount >= 30 else f"{round(2 * amount) / 2:g} {unit}"
