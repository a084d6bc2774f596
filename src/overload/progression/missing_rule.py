"""What serves a slot whose rule is not there: its plugin is gone, failed or is switched off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from overload.model import Ladder, Performed, Prescription, Slot


class RuleIsNotThereError(Exception):
    """Raised by a missing rule when it is asked."""


class MissingRule:
    """Takes any parameters in plan.toml and proposes nothing: the guarded call holds the last load.

    `why` says what has become of its plugin (`plugin 'mine' is gone`), `hint` what to do about it.
    """

    name: ClassVar[str] = ""
    why: ClassVar[str] = ""
    hint: ClassVar[str] = ""

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:  # noqa: ARG002 - a rule takes these
        """Raise RuleIsNotThereError."""
        raise RuleIsNotThereError


def missing_rule(name: str, why: str, hint: str = "") -> type[MissingRule]:
    """Return what serves in place of the rule of that name."""
    said = {"name": name, "why": why, "hint": hint, "__doc__": f"Is not there: {why}."}
    return type("MissingRule", (MissingRule,), said)
