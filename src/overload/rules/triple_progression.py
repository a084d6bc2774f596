"""Triple progression: reps, sets and load take turns, in an order of your choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

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
    parameter,
    readings,
    reps_go_on,
    said_load,
    same_again,
    snap,
)

Order = Literal[
    "reps-sets-load", "sets-reps-load", "reps-load-sets", "sets-load-reps", "load-reps-sets", "load-sets-reps"
]
ORDERS: tuple[Order, ...] = (
    "reps-sets-load",
    "sets-reps-load",
    "reps-load-sets",
    "sets-load-reps",
    "load-reps-sets",
    "load-sets-reps",
)


@attrs.frozen
class TripleProgression:
    """Raises reps until the range is full, then adds a set and starts over, and goes up a rung when sets run out too.

    After every session that met its target the first of the three that can still go up does: a rep in every set, a
    set, or a rung. What comes before it in the order starts over; the load never does. `sets-reps-load` adds
    sets first and then a rep. A miss asks for the same again. When nothing else can go up, only reps do.
    """

    name: ClassVar[str] = "triple-progression"

    order: Order = parameter("reps-sets-load", help="what goes up first, second and third", choices=ORDERS)
    extra_sets: int = parameter(2, help="sets that may be added to those of the slot", at_least=0, at_most=10)
    rep_step: int = parameter(1, help="reps to add at a time", at_least=1, at_most=20)
    starts_over: bool = parameter(
        True, help="whether reps and sets start over when the other goes up; they always do when the load goes up"
    )

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why."""
        past = readings(history, slot, ladder)
        latest = next(past, None)
        if latest is None:
            return first_session(slot, ladder)
        low = slot.reps.low
        other = brought_down(slot, latest, ladder, before=next(past, None), at_most=low // 2)
        if (other := other or brought_up(slot, latest, ladder)) is not None:
            return other
        sets = self._sets(slot, latest)
        if latest.is_void or not latest.is_hit:
            return same_again(attrs.evolve(slot, sets=sets), latest, ladder)
        for axis in self.order.split("-"):
            raised = self._raised(axis, slot, latest, sets, ladder)
            if raised:
                return raised
        return reps_go_on(slot, latest, ladder, sets=sets)

    def _sets(self, slot: Slot, latest: Reading) -> int:
        """Return how many sets it has come to, as the last session was asked for."""
        if latest.instead_of is not None:
            return slot.sets
        return min(max(slot.sets, len(latest.asked)), slot.sets + self.extra_sets)

    def _raised(self, axis: str, slot: Slot, latest: Reading, sets: int, ladder: Ladder) -> Prescription | None:
        low, high = slot.reps.low, slot.reps.high
        load, up = snap(latest.load, ladder), ladder.next_up(latest.load)
        if axis == "load":
            why = f"{latest.told} met the target: up to {said_load(up)}." if up else ""
            return ask((low,) * slot.sets, up, why, measure=slot.reps.measure) if up else None
        if axis == "sets":
            if sets >= slot.sets + self.extra_sets:
                return None
            aim = (low,) * (sets + 1) if self._resets("reps", axis) else fit(latest.asked, sets + 1)
            return ask(
                aim, load, f"{latest.told} met the target: one more set, {sets + 1} in all.", measure=slot.reps.measure
            )
        if latest.weakest >= high:
            return None
        reps = min(max(latest.weakest, low) + self.rep_step * slot.reps.measure.step, high)
        sets = slot.sets if self._resets("sets", axis) else sets
        return ask(
            (reps,) * sets,
            load,
            f"{latest.told} met the target: {reps} {slot.reps.measure} in {sets} sets.",
            measure=slot.reps.measure,
        )

    def _resets(self, other: str, axis: str) -> bool:
        return self.starts_over and self.order.index(other) < self.order.index(axis)
