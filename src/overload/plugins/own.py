"""A plugin's own table of plan.toml, [plugins.NAME], as its hooks are given it: as it is, or as a class of theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from overload import config
from overload.errors import DataError, Problem
from overload.guard import Failure, guarded
from overload.plugins.hooks import SETTINGS, Hook, Mistake
from overload.progression import parameters


@attrs.frozen
class Own:
    """What hooks are given as `settings`."""

    value: object


@attrs.frozen
class Unread:
    """Why there is nothing to give: what the plugin did wrong, or what is wrong in plan.toml."""

    mistakes: tuple[Mistake, ...] = ()
    problems: tuple[Problem, ...] = ()


def fields_in_words(own: object) -> Iterator[str]:
    """Yield the settings of a plugin that has a class for them: `every = 4, a whole number: which week is easy`."""
    for one in parameters(type(own)) if attrs.has(type(own)) else ():  # type: ignore[arg-type]  # any attrs class has them
        meaning = f": {one.help}" if one.help else ""
        yield f"{one.name} = {getattr(own, one.name)}, {one.type}{meaning}"


def own_settings(hooks: Mapping[str, Hook], table: Mapping[str, Any], name: str, home: str) -> Own | Unread:
    """Return the table of a plugin as its hooks take it; never raises for what the plugin does."""
    hook = hooks.get(SETTINGS)
    if hook is None:
        return Own(table)
    kind = guarded(hook.call, home, SETTINGS, hook.place)
    wrong = kind.message if isinstance(kind, Failure) else _unfit(kind)
    if wrong:
        place = kind.place if isinstance(kind, Failure) else ""
        return Unread((Mistake(wrong, place or hook.place, SETTINGS),))
    read = guarded(lambda: _read(kind, table, name), home, SETTINGS, hook.place)
    if isinstance(read, Failure):
        return Unread((Mistake(read.message, read.place or hook.place, SETTINGS),))
    if isinstance(read, Unread):
        mistakes = (attrs.evolve(one, place=hook.place, hook=SETTINGS) for one in read.mistakes)
        return attrs.evolve(read, mistakes=tuple(mistakes))
    return read


def _unfit(kind: object) -> str:
    if isinstance(kind, type) and "__attrs_attrs__" in vars(kind):
        return ""
    said = kind.__name__ if isinstance(kind, type) else type(kind).__name__
    return f"returned {said}, not an attrs class; write @attrs.frozen above the class, and return the class itself"


def _read(kind: Any, table: Mapping[str, Any], name: str) -> Own | Unread:
    missing = [field for field in attrs.fields(kind) if _is_missing(field, table)]
    try:
        value = config.read_settings(table, kind, name)
    except DataError as error:
        # What is only not there yet is no mistake in the plan: the plugin does nothing until it is.
        written = tuple(one for one in error.problems if one.message != config.IS_MISSING)
        return Unread(() if written else tuple(_needed(field, name) for field in missing), written)
    return Own(value)


def _is_missing(field: attrs.Attribute[Any], table: Mapping[str, Any]) -> bool:
    return field.init and field.default is attrs.NOTHING and field.name not in table


def _needed(field: attrs.Attribute[Any], name: str) -> Mistake:
    line = field.metadata.get("write") or f"{field.name} = ..."
    return Mistake(f"has no {field.name} yet; write {line} under [plugins.{name}] in plan.toml")
