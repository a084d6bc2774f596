"""Two-for-two: two reps more than the goal in the last set, two sessions running, earn more load."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import ClassVar

import attrs

from overload import (
    Ladder,
    Performed,
    Prescription,
    Reading,
    Slot,
    ask,
    brought_down,
    brought_up,
    first_session,
    fit,
    most_asked,
    parameter,
    readings,
    reps_go_on,
    said_load,
    same_again,
    snap,
    stage,
)


@attrs.frozen
class TwoForTwo:
    """Goes up a rung when the last set is two or more reps above the goal in two sessions running.

    The goal is the top of the slot's range (10 for 3x10), or what a coach asked for in the last set. Reps climb
    through the range first, then only in the last set, which is open. A session that falls short changes nothing.
    Once the load is the heaviest you have, only reps go up.
    """

    name: ClassVar[str] = "two-for-two"
    exempt_from: ClassVar[Mapping[str, str]] = {
        "never the same for ever": "by its definition it waits for two reps more in two sessions",
    }

    extra: int = parameter(2, help="reps above the goal the last set must have", at_least=1, at_most=20)
    sessions: int = parameter(2, help="sessions running in which it must", at_least=1, at_most=10)

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why."""
        past = readings(history, slot, ladder)
        latest = next(past, None)
        if latest is None:
            first = first_session(slot, ladder)
            return ask(
                [one.reps for one in first.sets],
                first.sets[0].load,
                first.why,
                amrap_last=True,
                measure=slot.reps.measure,
            )
        if latest.is_void:
            return same_again(slot, latest, ladder, amrap_last=True)
        if (
            other := _far_off(slot, latest, next(islice(readings(history, slot, ladder), 1, None), None), ladder)
        ) is not None:
            return other
        times = self._times(slot, latest, past)
        up = ladder.next_up(latest.load)
        above = f"{latest.reps[-1]} in the last set is {self._extra(slot)} or more above {self._goal(slot, latest)}"
        if times >= self.sessions and up is not None:
            why = f"{latest.told}: {above}, {times} sessions running, so up to {said_load(up)}."
            return ask((slot.reps.low,) * slot.sets, up, why, amrap_last=True, measure=slot.reps.measure)
        if times >= self.sessions:
            return self._beyond(slot, latest, ladder, above)
        if times:
            why = f"{latest.told}: {above}, {times} of {self.sessions} sessions running: once more."
        else:
            why = f"{latest.told}: next towards {self._goal(slot, latest) + self._extra(slot)} in the last set."
        return self._climb(slot, latest, ladder, slot.reps.high + self._extra(slot), why)

    def _beyond(self, slot: Slot, latest: Reading, ladder: Ladder, above: str) -> Prescription:
        """Return what comes next at the heaviest load: more in the last set, and then as everywhere."""
        sets, tempo = stage(slot, latest.session.asked)
        if latest.reps[-1] >= most_asked(slot.reps) or sets > slot.sets or tempo:
            return reps_go_on(slot, latest, ladder, amrap_last=True)
        top = f"{said_load(latest.load)} is the heaviest load you can make: keep adding {slot.reps.measure}"
        return self._climb(slot, latest, ladder, most_asked(slot.reps), f"{latest.told}: {above}, but {top}.")

    def _extra(self, slot: Slot) -> int:
        return self.extra * slot.reps.measure.step

    def _goal(self, slot: Slot, reading: Reading) -> int:
        """Return what the last set was for; this rule leaves it open, so a closed one is a goal somebody set."""
        asked = reading.session.asked.sets if reading.session.asked else ()
        if not asked or asked[-1].amrap or reading.instead_of is not None:
            return slot.reps.high
        return asked[-1].reps

    def _times(self, slot: Slot, latest: Reading, past: Iterator[Reading]) -> int:
        times, one = 0, latest
        while one.load == latest.load and one.reps[-1] >= self._goal(slot, one) + self._extra(slot):
            times += 1
            following = next((before for before in past if not before.is_void), None)
            if following is None or times >= self.sessions:
                break
            one = following
        return times

    def _climb(self, slot: Slot, latest: Reading, ladder: Ladder, last_most: int, why: str) -> Prescription:
        asked, reps = fit(latest.asked, slot.sets), fit((*latest.reps, 0), slot.sets)
        most = (slot.reps.high,) * (slot.sets - 1) + (last_most,)
        moves = zip(asked, reps, most, strict=True)
        step = slot.reps.measure.step
        aim = [min(max(want, slot.reps.low, have + step * (have >= want)), top) for want, have, top in moves]
        return ask(aim, snap(latest.load, ladder), why, amrap_last=True, measure=slot.reps.measure)


def _far_off(slot: Slot, latest: Reading, before: Reading | None, ladder: Ladder) -> Prescription | None:
    """Return another load where this one is far too heavy, or far too light."""
    half = slot.reps.low // 2
    down = brought_down(slot, latest, ladder, before=before, at_most=half, amrap_last=True)
    return down or brought_up(slot, latest, ladder, amrap_last=True)
