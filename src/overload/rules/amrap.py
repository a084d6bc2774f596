"""AMRAP: the last set is open, and how far it goes decides how far the load goes (Greyskull LP)."""

from __future__ import annotations

from collections.abc import Sequence
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
    lighter,
    misses_in_a_row,
    parameter,
    readings,
    reps_go_on,
    said_load,
    same_again,
    step_up,
)


@attrs.frozen
class Amrap:
    """Does as many reps as possible in the last set: a step for the target, a double step for twice the target.

    The target is the bottom of the slot's range (3x5 asks for 5, 5 and 5 or more). When a set falls short of it the
    load comes down by a tenth (of the system weight where bodyweight is lifted too), at least a rung. A set left
    out is not a miss. Once the load is the heaviest you have, only reps go up.
    """

    name: ClassVar[str] = "amrap"

    step: Load | None = parameter(
        None,
        help="how much to add after a success, like '2.5 kg', snapped down; at least a rung, which is the default",
    )
    double_at: float = parameter(
        2.0, help="how many times the target in the last set earns a double step", at_least=1.0
    )
    failures: int = parameter(1, help="misses in a row at one load before it comes down", at_least=1, at_most=10)
    deload: float = parameter(0.9, help="share of the load to carry on with after that", at_least=0.1, at_most=1.0)

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why."""
        past = readings(history, slot, ladder)
        latest = next(past, None)
        if latest is None:
            first = first_session(slot, ladder)
            return self._ask(slot, first.sets[0].load, first.why)
        settled = brought_down(slot, latest, ladder, amrap_last=True)
        if latest.is_void:
            settled = same_again(slot, latest, ladder, amrap_last=True)
        if settled is not None:
            return settled
        if latest.is_hit:
            return self._up(slot, latest, ladder)
        times = misses_in_a_row(latest, past)
        if not latest.is_miss or times < self.failures:
            return same_again(slot, latest, ladder, amrap_last=True)
        down = lighter(latest.load, self.deload, slot, ladder)
        if down is None:
            because = "fell short, and there is no lighter load"
            return same_again(slot, latest, ladder, because, amrap_last=True)
        return self._ask(slot, down, f"{latest.told} fell short: down to {said_load(down)} to build up again.")

    def _up(self, slot: Slot, latest: Reading, ladder: Ladder) -> Prescription:
        once = step_up(latest.load, ladder, self.step)
        if once is None:
            return reps_go_on(slot, latest, ladder, amrap_last=True)
        target, last = max(latest.asked), latest.reps[-1]
        twice = step_up(once, ladder, self.step) if last >= self.double_at * target else None
        if (harder := brought_up(slot, latest, ladder, above=twice or once, amrap_last=True)) is not None:
            return harder
        if twice is None:
            return self._ask(slot, once, f"{latest.told} met the target of {target}: up to {said_load(once)}.")
        why = f"{latest.told}: {last} is {self.double_at:g} times the target of {target}, so two steps up"
        return self._ask(slot, twice, f"{why} to {said_load(twice)}.")

    def _ask(self, slot: Slot, load: Load, why: str) -> Prescription:
        return ask((slot.reps.low,) * slot.sets, load, why, amrap_last=True, measure=slot.reps.measure)
