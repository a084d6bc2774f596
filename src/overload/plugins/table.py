"""The plugins of a run as plain data: what each is, what it adds, and what has become of it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import Any, Final

from overload.plugins.gather import KINDS
from overload.plugins.hooks import SETTINGS
from overload.plugins.host import Plugins
from overload.plugins.loading import Plugin, State
from overload.plugins.own import fields_in_words

MOST: Final = 6
"""More names than this are counted."""
HOOKS: Final[Mapping[str, str]] = {
    "overload_import": "reads files of other apps",
    "overload_adjust_session": "adjusts sessions",
    "overload_event_extras": "adds to events",
    "overload_report_section": "adds to the report",
    "overload_after_update": "is told of updates",
    "overload_commands": "commands",
}
"""Hook -> what a plugin does by it; the others add things that have names."""


def rows(found: Plugins) -> list[dict[str, Any]]:
    """Return a row per plugin, as JSON takes it."""
    return [row(found, plugin) for plugin in found.all]


def row(found: Plugins, plugin: Plugin) -> dict[str, Any]:
    """Return what there is to say of a plugin."""
    problems = [str(problem) for problem in plugin.problems]
    state = State.FAILED if problems else plugin.state
    return {
        "name": plugin.name,
        "from": plugin.source.origin.value,
        "where": plugin.source.where,
        "version": plugin.source.version,
        "state": state.value,
        "why": plugin.reason or next((problem.message for problem in plugin.problems), ""),
        "adds": {kind: list(names) for kind, names in found.gathered.added.get(plugin.name, {}).items()},
        "hooks": {name: hook.place for name, hook in plugin.hooks.items()},
        "settings": list(fields_in_words(plugin.own)) or list(plugin.settings),
        "problems": problems,
    }


def adds_words(data: Mapping[str, Any]) -> str:
    """Say what a plugin adds, from its row: `rules mine; adds to events`."""
    return "; ".join(_adds(data)) or "-"


def _adds(data: Mapping[str, Any]) -> Iterator[str]:
    for kind, names in data["adds"].items():
        yield f"{len(names)} {kind}" if len(names) > MOST else f"{kind} {', '.join(names)}"
    yield from (HOOKS.get(name, name) for name in data["hooks"] if name not in {*KINDS, SETTINGS})


def about(plugin: Plugin) -> str:
    """Return what a plugin says of itself: the docstring of its module."""
    functions = [hook.call for hook in plugin.hooks.values()]
    module = inspect.getmodule(functions[0]) if functions else None
    return inspect.getdoc(module) or "" if module else ""
