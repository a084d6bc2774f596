"""Which plugin gave what: those of this run, and what is remembered of those that are gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from overload.errors import did_you_mean
from overload.model import Workout
from overload.plugins.loading import Plugin, State
from overload.plugins.sources import Origin
from overload.progression import MissingRule, missing_rule

Givers = Mapping[str, Mapping[str, str]]
"""A part of the catalog (`rules`) -> the name of a thing in it -> the plugin it comes from; not what is built in."""
UNKNOWN: Final = "its plugin failed or is switched off"
_BRING_BACK: Final = "bring the plugin back, or choose another in plan.toml"


def givers(plugins: Mapping[str, Plugin], added: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Givers:
    """Return what plugins that are not built in give in this run."""
    found: dict[str, dict[str, str]] = {}
    for plugin, kinds in added.items():
        if plugins[plugin].source.origin is not Origin.BUILT_IN:
            for kind, names in kinds.items():
                found.setdefault(kind, {}).update(dict.fromkeys(names, plugin))
    return found


def merged(older: Givers, newer: Givers) -> Givers:
    """Return both; of a thing that both have, the newer giver."""
    return {kind: {**older.get(kind, {}), **newer.get(kind, {})} for kind in sorted({*older, *newer})}


@attrs.frozen
class Absence:
    """Says why a thing is not there: `remembered` are the givers of earlier runs, `plugins` those of this one."""

    remembered: Givers
    plugins: Mapping[str, Plugin]

    @property
    def is_any(self) -> bool:
        """Whether a plugin failed, in whole or in part, or is switched off."""
        return any(plugin.state is not State.ACTIVE or plugin.problems for plugin in self.plugins.values())

    def why(self, kind: str, name: str) -> str:
        """Say what has become of the plugin that gave a thing; empty where no plugin can have."""
        giver = self.remembered.get(kind, {}).get(name)
        if giver is None:
            return UNKNOWN if self.is_any else ""
        return f"plugin '{giver}', which gave it, {self._fate(giver)}"

    def _fate(self, giver: str) -> str:
        plugin = self.plugins.get(giver)
        if plugin is None:
            return "is gone"
        if plugin.state is State.OFF:
            return "is switched off"
        return "failed" if plugin.state is State.FAILED or plugin.problems else "no longer does"

    def rule(self, name: str, known: Mapping[str, Any]) -> type[MissingRule] | None:
        """Return what serves in place of a rule that is not there; None for one that no plugin can have given."""
        why = self.why("rules", name)
        if not why:
            return None
        near = did_you_mean(name, known) if why == UNKNOWN else ""
        return missing_rule(name, why, near if near.startswith("did you mean") else "")

    def hint(self, kind: str, name: str) -> str:
        """Say what to do about a thing that is not there; empty where no plugin can have given it."""
        why = self.why(kind, name)
        return f"{why}: {_BRING_BACK}" if why else ""


def rules_named(workouts: Mapping[str, Workout]) -> Iterator[str]:
    """Yield the rules that workouts name."""
    for workout in workouts.values():
        yield from (slot.rule for slots in workout.editions for slot in slots if slot.rule)
