"""What serves a slot whose rule is not there, because its plugin failed or is switched off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from overload.model import Ladder, Performed, Prescription, Slot


class RuleIsNotThereError(Exception):
    """Raised by a stand-in when it is asked."""


class StandIn:
    """Takes any parameters in plan.toml and proposes nothing: the guarded call holds the last load."""

    name: ClassVar[str] = ""

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:  # noqa: ARG002 - a rule takes these
        """Raise RuleIsNotThereError."""
        raise RuleIsNotThereError


def stand_in(name: str) -> type[StandIn]:
    """Return a stand-in for the rule of that name."""
    return type("StandIn", (StandIn,), {"name": name, "__doc__": "Is not there: its plugin failed or is off."})
