"""Density: the same work in less time, until the rest is short enough for a heavier load."""

from collections.abc import Sequence
from typing import ClassVar

import attrs

from overload import (
    DoubleProgression,
    Ladder,
    Performed,
    Prescription,
    Rule,
    Slot,
    hookimpl,
    parameter,
    readings,
    same_again,
)


@attrs.frozen
class Density:
    """Takes rest away after each session that met its target; at the least of it the load grows a rung."""

    name: ClassVar[str] = "density"
    exempt_from: ClassVar = {"finds a heavier load": "rests are shortened step by step before any load is added"}

    least_s: int = parameter(60, help="seconds of rest at which the load grows", at_least=5, at_most=600)
    step_s: int = parameter(15, help="seconds of rest taken away at a time", at_least=5, at_most=120)

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return the same sets with less rest, or a heavier load with all of it."""
        narrow = attrs.evolve(slot, reps=attrs.evolve(slot.reps, high=slot.reps.low))
        climb = DoubleProgression().propose(narrow, history, ladder)
        latest = next(readings(history, slot, ladder), None)
        if latest is None or latest.instead_of or latest.session.asked is None:
            return _with(slot.rest_s, climb)
        rest = latest.session.asked.sets[0].rest_s or slot.rest_s
        shorter = max(rest - self.step_s, self.least_s)
        if latest.is_hit and shorter < rest:
            why = f"{latest.told} with {rest} s of rest: now with {shorter} s."
            return _with(shorter, attrs.evolve(same_again(slot, latest, ladder), why=why))
        return _with(rest if climb.sets[0].load == latest.load else slot.rest_s, climb)


def _with(rest_s: int, asked: Prescription) -> Prescription:
    return attrs.evolve(asked, sets=tuple(attrs.evolve(one, rest_s=rest_s) for one in asked.sets))


@hookimpl
def overload_rules() -> list[type[Rule]]:
    """Add the rule."""
    return [Density]
