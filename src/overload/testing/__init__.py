"""For authors of plugins: a training folder to try them in, histories to replay, and what each must satisfy.

`Home`, `replay` and `parse_history` need nothing besides the program; the checks need the extra `testing`.
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
    from overload.testing.home import Home as Home
    from overload.testing.home import Said as Said
    from overload.testing.laws import CHECKS as CHECKS
    from overload.testing.laws import RuleConformance as RuleConformance
    from overload.testing.laws import check as check
    from overload.testing.laws import conformance as conformance
    from overload.testing.pieces import AdjusterConformance as AdjusterConformance
    from overload.testing.pieces import ExercisesConformance as ExercisesConformance
    from overload.testing.pieces import GearConformance as GearConformance
    from overload.testing.pieces import ImporterConformance as ImporterConformance
    from overload.testing.pieces import PluginConformance as PluginConformance
    from overload.testing.pieces import ProgrammeConformance as ProgrammeConformance

_OF_PLUGINS = ("Adjuster", "Exercises", "Gear", "Importer", "Plugin", "Programme")
_LAZY = {
    **dict.fromkeys(("CHECKS", "RuleConformance", "check", "conformance"), "laws"),
    **dict.fromkeys((f"{kind}Conformance" for kind in _OF_PLUGINS), "pieces"),
    **dict.fromkeys(("Home", "Said"), "home"),
}


def __dir__() -> list[str]:
    """List the public names."""
    return sorted({*(one for one in globals() if one[0].isalpha()), *_LAZY})


def __getattr__(name: str) -> object:
    """Import what needs Hypothesis, or the whole program, when it is used."""
    if name not in _LAZY:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return getattr(importlib.import_module(f"{__name__}.{_LAZY[name]}"), name)
