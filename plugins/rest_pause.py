"""Rest-pause: one hard set, then mini-sets of a few reps with fifteen seconds between them."""

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
    Slot,
    ask,
    hookimpl,
    parameter,
)


@attrs.frozen
class RestPause:
    """Lets one set climb by double progression, and follows it with mini-sets of a third of its reps."""

    name: ClassVar[str] = "rest-pause"
    exempt_from: ClassVar[Mapping[str, str]] = {
        "finds a heavier load": "one set and its minis earn one rung a session at most",
    }

    minis: int = parameter(3, help="mini-sets behind the first set", at_least=1, at_most=5)
    rest_s: int = parameter(15, help="seconds of rest before each mini-set", at_least=5, at_most=60)

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return the hard set and its minis."""
        climb = DoubleProgression().propose(attrs.evolve(slot, sets=1), history, ladder)
        hard = attrs.evolve(climb.sets[0], rest_s=self.rest_s)
        few = [-(-hard.reps // 3)] * self.minis
        minis = ask(few, hard.load, "", measure=hard.measure, kind=SetKind.MINI, rest_s=self.rest_s)
        return attrs.evolve(climb, sets=(hard, *minis.sets))


@hookimpl
def overload_rules() -> list[type[Rule]]:
    """Add the rule."""
    return [RestPause]
