"""Linear progression: a step more after every success, and a tenth off when it will not go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
class Linear:
    """Adds a step after every session that met its target, and takes a tenth off after three misses in a row.

    All sets are at the bottom of the slot's range. What is taken off leaves a share of the load (of the system
    weight where bodyweight is lifted too), snapped to a rung that is strictly lighter, never below the lightest. A set
    left out is not a miss. Once the load is the heaviest you have, only reps go up.
    """

    name: ClassVar[str] = "linear"

    step: Load | None = parameter(
        None,
        help="how much to add after a success, like '2.5 kg', snapped down; at least a rung, which is the default",
    )
    failures: int = parameter(3, help="misses in a row at one load before it comes down", at_least=1, at_most=10)
    deload: float = parameter(0.9, help="share of the load to carry on with after that", at_least=0.1, at_most=1.0)

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why."""
        past = readings(history, slot, ladder)
        latest = next(past, None)
        if latest is None:
            return first_session(slot, ladder)
        up = step_up(latest.load, ladder, self.step)
        if latest.is_void:
            return same_again(slot, latest, ladder)
        if (other := brought_down(slot, latest, ladder) or brought_up(slot, latest, ladder, above=up)) is not None:
            return other
        if latest.is_hit:
            why = f"{latest.told} met the target: up to {said_load(up)}." if up else ""
            return (
                ask((slot.reps.low,) * slot.sets, up, why, measure=slot.reps.measure)
                if up
                else reps_go_on(slot, latest, ladder)
            )
        return self._missed(slot, latest, past, ladder)

    def _missed(self, slot: Slot, latest: Reading, past: Iterator[Reading], ladder: Ladder) -> Prescription:
        if not latest.is_miss or (ladder.next_up(latest.load) is None and latest.weakest >= slot.reps.low):
            return same_again(slot, latest, ladder)
        times = misses_in_a_row(latest, past)
        if times < self.failures:
            return same_again(slot, latest, ladder, f"fell short, {times} of {self.failures} times in a row")
        down = lighter(latest.load, self.deload, slot, ladder)
        if down is None:
            return same_again(slot, latest, ladder, f"fell short {times} times in a row, and there is no lighter load")
        why = f"{latest.told} fell short, {times} times in a row: down to {said_load(down)} to build up again."
        return ask((slot.reps.low,) * slot.sets, down, why, measure=slot.reps.measure)
