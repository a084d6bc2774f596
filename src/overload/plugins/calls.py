"""Calling a hook of one plugin: under guard, lists made and types checked there, and blamed by name."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final, get_args, get_origin, get_type_hints

from overload import hookspecs
from overload.errors import Problem
from overload.guard import Failure, guarded
from overload.plugins.amounts import cut
from overload.plugins.loading import Plugin
from overload.plugins.shapes import misfit
from overload.plugins.sources import Origin

MOST: Final = 1000
"""No plugin adds more values than this in one call."""


@cache
def returned(hook: str) -> Any:
    """Return the type that a hook's specification says it returns."""
    return get_type_hints(getattr(hookspecs, hook))["return"]


def call(
    plugin: Plugin, hook: str, given: Mapping[str, object], context: hookspecs.Context | None
) -> tuple[Any, Problem | None]:
    """Call a plugin's implementation of a hook with those of the arguments it takes.

    `given` are those that only this hook has. Without a `context` an implementation that takes one is not called.

    Returns the value, a tuple where the hook returns a sequence; None, and the problem, where the call fails or
    returns what it should not; a part of the value, and the problem, where it is too much.
    """
    implementation = plugin.hooks[hook]
    if context is None and "context" in implementation.arguments:
        return None, plugin.problem("takes 'context', and nobody tells the time here", implementation.place, hook)
    every = {**given, "settings": _own(plugin), "context": context}
    values = {name: every[name] for name in implementation.arguments}
    look = _taken if plugin.source.origin is Origin.BUILT_IN else _checked
    outcome = guarded(
        lambda: look(implementation.call(**values), returned(hook)), plugin.home, hook, implementation.place
    )
    if isinstance(outcome, Failure):
        return None, plugin.problem(outcome.message, outcome.place or implementation.place, hook)
    value, wrong = outcome
    if wrong:
        return None, plugin.problem(f"returned something it should not: {wrong}", implementation.place, hook)
    value, wrong = cut(value)
    return value, plugin.problem(wrong, implementation.place, hook) if wrong else None


def _own(plugin: Plugin) -> object:
    """Return the plugin's settings; a table is its to change as it likes."""
    return copy.deepcopy(dict(plugin.own)) if isinstance(plugin.own, Mapping) else plugin.own


def _taken(value: object, kind: Any) -> tuple[Any, str]:
    """Return what a plugin of this program's own returns: a test looks at it, and not every run anew."""
    return (tuple(value) if get_origin(kind) is Sequence and isinstance(value, Iterable) else value), ""


def _checked(value: object, kind: Any) -> tuple[Any, str]:
    origin = get_origin(kind)
    if isinstance(origin, type) and issubclass(origin, Sequence):
        if not isinstance(value, Iterable) or isinstance(value, str | bytes | Mapping):
            return None, f"{type(value).__name__}, not a list"
        items = _limited(value)
        if len(items) > MOST:
            return None, f"more than {MOST} values"
        faults = (misfit(item, get_args(kind)[0]) for item in items)
        return items, next((f"[{at}] {fault}" for at, fault in enumerate(faults) if fault), "")
    return value, misfit(value, kind)


def _limited(values: Iterable[object]) -> tuple[object, ...]:
    items = []
    for value in values:
        items.append(value)
        if len(items) > MOST:
            break
    return tuple(items)
