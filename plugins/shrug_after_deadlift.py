"""The shrug follows the deadlift: 1.2 times what was last pulled, and double progression until there is such."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

import attrs

from overload import (
    DoubleProgression,
    Ladder,
    Performed,
    Prescription,
    Rule,
    Slot,
    ask,
    hookimpl,
    parameter,
    said_load,
    share_of,
    snap,
)


@attrs.frozen
class AfterTheDeadlift:
    """Takes a share of the heaviest load of the last session of another exercise, at the middle of the range."""

    name: ClassVar[str] = "after-the-deadlift"
    exempt_from: ClassVar[Mapping[str, str]] = {
        "starts where told": "it starts at its share of the other exercise, wherever that is",
        "failure never raises": "what was pulled since decides, not how the last shrugs went",
    }

    of: str = parameter("dumbbell-deadlift", help="id of the exercise it follows")
    share: float = parameter(1.2, help="of that exercise's load", at_least=0.1, at_most=3)

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return the share of what was pulled last, or a climb of its own."""
        known = slot.others.get(self.of, ())
        last = next((max(done) for one in reversed(known) if (done := [s.load for s in one.sets if s.reps])), None)
        if last is None:
            return DoubleProgression().propose(slot, history, ladder)
        load = snap(share_of(last, self.share, slot), ladder)
        why = f"{self.share} times the {said_load(last)} of {self.of}: {said_load(load)}."
        return ask([(slot.reps.low + slot.reps.high) // 2] * slot.sets, load, why, measure=slot.reps.measure)


@hookimpl
def overload_rules() -> list[type[Rule]]:
    """Add the rule."""
    return [AfterTheDeadlift]
