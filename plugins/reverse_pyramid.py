"""Reverse pyramid: the heaviest set first, each one behind it a tenth lighter with two reps more."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

import attrs

from overload import (
    DoubleProgression,
    Ladder,
    Performed,
    Prescription,
    Rule,
    SetKind,
    SetTarget,
    Slot,
    hookimpl,
    parameter,
    share_of,
    snap,
)


@attrs.frozen
class ReversePyramid:
    """Lets the first set climb by double progression, and takes weight off for each set behind it."""

    name: ClassVar[str] = "reverse-pyramid"
    exempt_from: ClassVar[Mapping[str, str]] = {
        "finds a heavier load": "its first set is the heaviest, and each session earns it one rung at most",
    }

    off: float = parameter(0.1, help="share of the top load that each further set drops", at_least=0, at_most=0.3)
    more: int = parameter(2, help="reps that each set behind it gains", at_least=0, at_most=10)

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return the top set, and back-off sets behind it."""
        top = DoubleProgression().propose(attrs.evolve(slot, sets=1), history, ladder)
        first = top.sets[0]
        behind = (self._behind(first, at, slot, ladder) for at in range(1, slot.sets))
        return attrs.evolve(top, sets=(first, *behind))

    def _behind(self, top: SetTarget, at: int, slot: Slot, ladder: Ladder) -> SetTarget:
        load = snap(share_of(top.load, 1 - self.off * at, slot), ladder)
        reps = min(top.reps + self.more * at, top.measure.most)
        return attrs.evolve(top, reps=reps, load=min(load, top.load), kind=SetKind.BACK_OFF)


@hookimpl
def overload_rules() -> list[type[Rule]]:
    """Add the rule."""
    return [ReversePyramid]
