"""Loading plugins: each is imported and its hooks looked over under guard; what fails is a value with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

import attrs

from overload.errors import FileError, Problem
from overload.guard import Failure, guarded
from overload.plugins.choice import Choice
from overload.plugins.hooks import Hook, Mistake, look_over
from overload.plugins.own import Own, own_settings
from overload.plugins.sources import Origin, Source


class State(StrEnum):
    """What has become of a plugin."""

    ACTIVE = "active"
    OFF = "off"
    FAILED = "FAILED"


@attrs.frozen
class Plugin:
    """A plugin of a run: where from, what has become of it and why, its hooks, and its own table of plan.toml.

    `own` is what its hooks are given of that table: the table as it is, or a value of the plugin's class of settings.
    `misread` is what is wrong in it.
    """

    source: Source
    state: State
    home: str = ""
    hooks: Mapping[str, Hook] = attrs.field(factory=dict)
    problems: tuple[Problem, ...] = ()
    reason: str = ""
    settings: Mapping[str, Any] = attrs.field(factory=dict)
    own: object = None
    misread: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """Its name: of its entry point, or its file's."""
        return self.source.name

    def problem(self, message: str, place: str = "", hook: str = "") -> Problem:
        """Return what is wrong with this plugin, named with its file, line and hook."""
        where = f"plugin '{self.name}'" + (f", {hook}" if hook else "")
        hint = f'fix it, or write disable = ["{self.name}"] under [plugins] in plan.toml'
        return Problem(place or self.home or self.source.where, f"{where}: {message}", hint)


def load(source: Source, choice: Choice) -> Plugin:
    """Import a plugin, unless it is not wanted, and find its hooks; never raises for what it does."""
    settings = choice.settings.get(source.name, {})
    why_not = "" if source.origin is Origin.BUILT_IN else choice.why_not(source.name)
    if why_not:
        return Plugin(source, State.OFF, reason=why_not, settings=settings)
    plugin = Plugin(source, State.ACTIVE, source.home(), settings=settings)
    outcome = _loaded(source) if source.origin is Origin.BUILT_IN else guarded(source.load, plugin.home)
    if isinstance(outcome, Failure):
        return failed(plugin, _import_failure(outcome), outcome.place)
    looked = guarded(lambda: look_over(outcome), plugin.home)
    if isinstance(looked, Failure):
        return failed(plugin, looked.message, looked.place)
    hooks, mistakes = looked
    if not hooks:
        first, *others = mistakes
        return _blamed(failed(plugin, first.message, first.place, first.hook), others)
    return _blamed(_with_settings(attrs.evolve(plugin, hooks=hooks)), mistakes)


def _loaded(source: Source) -> object:
    """Import what is ours, which nothing can do without. Raises FileError where the disk does not give it."""
    try:
        return source.load()
    except (OSError, ImportError, EOFError) as error:
        message = f"a part of overload cannot be read: {' '.join(str(error).split())}"
        hint = "check the disk, and install overload again"
        raise FileError(Problem(source.home() or source.where, message, hint)) from error


def _blamed(plugin: Plugin, mistakes: Iterable[Mistake]) -> Plugin:
    problems = (plugin.problem(one.message, one.place, one.hook) for one in mistakes)
    return attrs.evolve(plugin, problems=(*plugin.problems, *problems))


def _with_settings(plugin: Plugin) -> Plugin:
    """Return the plugin with its own table read as it wants it; where it cannot be, without the hooks that take it."""
    found = own_settings(plugin.hooks, plugin.settings, plugin.name, plugin.home)
    if isinstance(found, Own):
        return attrs.evolve(plugin, own=found.value)
    hooks = {name: hook for name, hook in plugin.hooks.items() if "settings" not in hook.arguments}
    plugin = attrs.evolve(plugin, hooks=hooks, misread=found.problems)
    problems = (*plugin.problems, *found.problems)
    return _blamed(attrs.evolve(plugin, problems=problems), found.mistakes)


def failed(plugin: Plugin, message: str, place: str = "", hook: str = "") -> Plugin:
    """Return the plugin as one that failed: it adds nothing."""
    problem = plugin.problem(message, place, hook)
    reason = f"{hook}: {message}" if hook else message
    return attrs.evolve(plugin, state=State.FAILED, problems=(*plugin.problems, problem), reason=reason)


def _import_failure(failure: Failure) -> str:
    from overload.plugins.running import RefusedError  # noqa: PLC0415 - only where an import failed

    refused = f"raised {RefusedError.__name__}: "
    if failure.message.startswith(refused):
        return f"refused: {failure.message.removeprefix(refused)}"
    return f"cannot be imported: it {failure.message}"
