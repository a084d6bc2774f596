"""The built-in rules, one file each, written and found as any plugin's: they import nothing but the public API."""

from __future__ import annotations

from overload import Rule, hookimpl
from overload.rules.double_progression import DoubleProgression
from overload.rules.dumbbell_increments import DumbbellIncrements
from overload.rules.rep_target import RepTarget


@hookimpl
def overload_rules() -> list[type[Rule]]:
    """Return every rule that is built in."""
    return [DoubleProgression, DumbbellIncrements, RepTarget]
