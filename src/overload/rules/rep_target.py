"""Rep target: a total over all sets, split however you like; reach it, then go up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

import attrs

from overload import (
    Ladder,
    Load,
    Performed,
    Prescription,
    Reading,
    Slot,
    ask,
    brought_down,
    brought_up,
    first_session,
    most_asked,
    parameter,
    readings,
    reps_go_on,
    said_load,
    snap,
    stage,
)


@attrs.frozen
class RepTarget:
    """Asks for a total over all sets, split any way you like, and goes up a rung when it is reached or exceeded.

    The sets asked for are the even split. Only as many sets count as are asked for, at the load that counts. Short of
    the total, the same load is asked for again. At the heaviest load you have, the total keeps rising.
    """

    name: ClassVar[str] = "rep-target"
    exempt_from: ClassVar[Mapping[str, str]] = {
        "never the same for ever": "its total stays what it is until it is met",
    }

    total: int = parameter(
        0, help="reps to reach over all sets together; 0 means the middle of the range in every set", at_least=0
    )
    amrap_last: bool = parameter(False, help="do as many reps as possible in the last set")

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why."""
        past = readings(history, slot, ladder)
        latest = next(past, None)
        total = self._total(slot)
        if latest is None:
            first = first_session(slot, ladder)
            return self._ask(slot, first.sets[0].load, f"{first.why} {self._aim(slot)}.")
        reached = sum(latest.reps)
        done = latest.told
        if latest.is_void:
            return self._ask(slot, snap(latest.load, ladder), f"The last session does not count: {self._aim(slot)}.")
        if (other := self._far_off(slot, latest, None if reached >= total else next(past, None), ladder)) is not None:
            return other
        if reached < total:
            load = snap(latest.load, ladder)
            return self._ask(
                slot,
                load,
                f"{done} is {reached} of {total} {slot.reps.measure}: stay at this load until you get them all.",
            )
        up = ladder.next_up(latest.load)
        if up is None:
            return self._beyond(slot, latest, reached, ladder)
        return self._ask(slot, up, f"{done} is {reached} of {total} {slot.reps.measure}: up to {said_load(up)}.")

    def _far_off(self, slot: Slot, latest: Reading, before: Reading | None, ladder: Ladder) -> Prescription | None:
        """Return another load where this one is far too heavy, or far too light."""
        each = self._total(slot) // slot.sets
        easier = attrs.evolve(slot, reps=attrs.evolve(slot.reps, low=min(slot.reps.low, max(each, 1))))
        half, is_open = easier.reps.low // 2, self.amrap_last
        down = brought_down(easier, latest, ladder, before=before, at_most=half, amrap_last=is_open)
        middle = attrs.evolve(slot, reps=attrs.evolve(slot.reps, low=min(max(each, 1), slot.reps.high)))
        return down or brought_up(middle, latest, ladder, amrap_last=is_open)

    def _beyond(self, slot: Slot, latest: Reading, reached: int, ladder: Ladder) -> Prescription:
        """Let the total rise at the heaviest load, to 30 reps a set."""
        sets, tempo = stage(slot, latest.session.asked)
        if reached >= sets * most_asked(slot.reps):
            further = reps_go_on(slot, latest, ladder, amrap_last=self.amrap_last)
        else:
            heaviest = f"{said_load(latest.load)} is the heaviest load you can make"
            why = f"{latest.told} is {reached} {slot.reps.measure}: {heaviest}, so keep adding {slot.reps.measure}."
            load, more = snap(latest.load, ladder), reached + slot.reps.measure.step
            further = self._ask(attrs.evolve(slot, sets=sets), load, why, more)
            further = attrs.evolve(further, tempo=tempo)
        return further

    def _total(self, slot: Slot) -> int:
        middle = -(-slot.sets * (slot.reps.low + slot.reps.high) // 2)
        return min(max(self.total or middle, slot.sets), slot.reps.measure.most * slot.sets)

    def _aim(self, slot: Slot) -> str:
        return f"{self._total(slot)} {slot.reps.measure} in {slot.sets} sets, split any way you like"

    def _ask(self, slot: Slot, load: Load, why: str, total: int = 0) -> Prescription:
        step = slot.reps.measure.step
        base, more = divmod(-(-(total or self._total(slot)) // step), slot.sets)
        reps = ((base + 1) * step,) * more + (base * step,) * (slot.sets - more)
        return ask(reps, load, why, amrap_last=self.amrap_last, measure=slot.reps.measure)
