"""For authors of rules: replay a history, and check what every rule must satisfy.

`replay` and `parse_history` need nothing besides the program; the checks need the extra `testing` (Hypothesis).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from overload.testing.replaying import Session as Session
from overload.testing.replaying import parse_history as parse_history
from overload.testing.replaying import replay as replay
from overload.testing.replaying import write_history as write_history
from overload.testing.violation import Violation as Violation

if TYPE_CHECKING:
    from overload.testing.laws import CHECKS as CHECKS
    from overload.testing.laws import RuleConformance as RuleConformance
    from overload.testing.laws import check as check
    from overload.testing.laws import conformance as conformance

_LAZY = frozenset({"CHECKS", "RuleConformance", "check", "conformance"})


def __dir__() -> list[str]:
    """List the public names."""
    return sorted({*(one for one in globals() if one[0].isalpha()), *_LAZY})


def __getattr__(name: str) -> object:
    """Import what needs Hypothesis when it is used."""
    if name not in _LAZY:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return getattr(importlib.import_module("overload.testing.laws"), name)
