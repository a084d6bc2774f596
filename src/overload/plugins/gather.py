"""What all plugins add, in one catalog: built-in things first, nothing replaced, everything with its sense checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from overload.catalog import Catalog
from overload.errors import Problem
from overload.guard import Failure, guarded
from overload.hookspecs import Context
from overload.model import Dumbbell
from overload.plugins.calls import call
from overload.plugins.givers import Absence, Givers, givers, rules_named
from overload.plugins.loading import Plugin, State
from overload.plugins.sources import Origin
from overload.progression import MissingRule

KINDS: Final[Mapping[str, str]] = {
    "overload_rules": "rules",
    "overload_exercises": "exercises",
    "overload_dumbbells": "dumbbells",
    "overload_workouts": "workouts",
    "overload_calendars": "calendars",
}
"""Hook -> the part of the catalog it adds to, in an order in which each can name those before it."""

Offer = tuple[str, Any]
"""The name of a plugin, and a thing it adds."""


@attrs.frozen
class Gathered:
    """The catalog of a run, its plugins as they are now, and what each added: kind -> names, by plugin.

    `remembered` is what plugins gave in earlier runs.
    """

    catalog: Catalog
    plugins: tuple[Plugin, ...]
    added: Mapping[str, Mapping[str, tuple[str, ...]]]
    remembered: Givers = attrs.field(factory=dict)

    @property
    def givers(self) -> Givers:
        """What plugins give in this run."""
        return givers({plugin.name: plugin for plugin in self.plugins}, self.added)

    @property
    def absence(self) -> Absence:
        """What says why something is not there."""
        return Absence(self.remembered, {plugin.name: plugin for plugin in self.plugins})


def gather(plugins: Sequence[Plugin], remembered: Givers | None = None, context: Context | None = None) -> Gathered:
    """Ask every plugin for what it adds to the catalog.

    A plugin that fails in one hook keeps what it adds by the others. What has the name of a thing that is there
    already, or does not make sense, is left out with a problem. A rule that `remembered` plugins gave may be named by
    a workout, whether it is there or not.
    """
    catalog, remembered = Catalog(), remembered or {}
    offers = _Offers({plugin.name: plugin for plugin in plugins}, {plugin.name: {} for plugin in plugins}, context)
    for hook, kind in KINDS.items():
        if kind == "workouts":
            catalog = offers.with_missing_rules(catalog, remembered)
        catalog = offers.take(catalog, hook, kind, list(offers.of(hook)))
    found = Gathered(_without_idle(catalog), tuple(offers.plugins.values()), offers.added, remembered)
    return attrs.evolve(found, catalog=attrs.evolve(found.catalog, givers=found.givers.get("rules", {})))


def _without_idle(catalog: Catalog) -> Catalog:
    """Return the catalog without the missing rules that no workout names."""
    named = set(rules_named(catalog.workouts))
    rules = {name: rule for name, rule in catalog.rules.items() if name in named or not issubclass(rule, MissingRule)}
    return attrs.evolve(catalog, rules=rules)


@attrs.define
class _Offers:
    """Takes what is offered, and keeps the plugins with the problems noted so far."""

    plugins: dict[str, Plugin]
    added: dict[str, dict[str, tuple[str, ...]]]
    context: Context | None = None

    def with_missing_rules(self, catalog: Catalog, remembered: Givers) -> Catalog:
        """Return the catalog with what serves in place of each rule that is remembered and not there."""
        absence = Absence(remembered, self.plugins)
        names = [name for name in remembered.get("rules", {}) if name not in catalog.rules]
        return catalog.with_own(rules=filter(None, (absence.rule(name, catalog.rules) for name in names)))

    def of(self, hook: str) -> Iterator[Offer]:
        """Ask each plugin that implements a hook."""
        for plugin in sorted(self.plugins.values(), key=lambda plugin: _turn(plugin, hook)):
            if hook in plugin.hooks and plugin.state is State.ACTIVE:
                values, problem = call(plugin, hook, {}, self.context)
                if problem:
                    self._note(plugin.name, problem)
                yield from ((plugin.name, thing) for thing in values or ())

    def take(self, catalog: Catalog, hook: str, kind: str, offers: Sequence[Offer]) -> Catalog:
        """Return the catalog with the things of a kind that are new and make sense, knowing all of them."""
        fresh = list(self._fresh(hook, offers))
        everything = _with(catalog, kind, [thing for _, thing in fresh])
        kept = []
        for name, thing in fresh:
            wrong = _fault(self.plugins[name], thing, everything)
            if wrong:
                self._blame(name, hook, f"'{_identity(thing)}' {wrong}")
            else:
                kept.append(thing)
                self.added[name][kind] = (*self.added[name].get(kind, ()), _identity(thing))
        return _with(catalog, kind, kept)

    def _fresh(self, hook: str, offers: Sequence[Offer]) -> Iterator[Offer]:
        owners: dict[str, str] = {}
        for name, thing in offers:
            identity = _identity(thing)
            if identity in owners:
                where = f"from plugin '{owners[identity]}'; give it another name"
                self._blame(name, hook, f"'{identity}' already exists, {where}")
            else:
                owners[identity] = name
                yield name, thing

    def _note(self, name: str, problem: Problem) -> None:
        plugin = self.plugins[name]
        self.plugins[name] = attrs.evolve(plugin, problems=(*plugin.problems, problem))

    def _blame(self, name: str, hook: str, message: str) -> None:
        plugin = self.plugins[name]
        self._note(name, plugin.problem(message, plugin.hooks[hook].place, hook))


def _turn(plugin: Plugin, hook: str) -> tuple[bool, int]:
    """Return when a plugin is asked: what is built in first, so that nothing takes its names; then as it asked."""
    return plugin.source.origin is not Origin.BUILT_IN, plugin.hooks[hook].rank if hook in plugin.hooks else 0


def _fault(plugin: Plugin, thing: object, known: Catalog) -> str:
    if plugin.source.origin is Origin.BUILT_IN:
        return ""  # a test has looked at all of it
    from overload.plugins import sense  # noqa: PLC0415 - few have plugins of their own

    outcome = guarded(lambda: sense.fault(thing, known), plugin.home)
    return outcome.message if isinstance(outcome, Failure) else outcome


def _identity(thing: Any) -> str:
    return str(getattr(thing, "name" if isinstance(thing, type) else "id", thing))


def _with(catalog: Catalog, kind: str, things: Sequence[Any]) -> Catalog:
    if kind == "dumbbells":
        micros = [thing for thing in things if not isinstance(thing, Dumbbell)]
        return catalog.with_own(dumbbells=[thing for thing in things if isinstance(thing, Dumbbell)], micros=micros)
    return catalog.with_own(**{kind: things})
