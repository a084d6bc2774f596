"""Change one value of plan.toml and leave every other byte, comments included, as it is."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import InlineTable, Table

from overload.config.written import plain_value, quoted_key, toml
from overload.errors import PlanError, Problem

_LONE_TABLES = 2
"""So many keys of a path are [tables]; what is made below them stands in one line, `{ start = "20 kg" }`."""


def set_value(text: str, path: Sequence[str], value: object, *, file: str = "plan.toml") -> str:
    """Return the text with the key at `path` set to `value`: a load, a time, a plain value or a list or table of them.

    Tables on the way are made where they are missing. Raises PlanError when the text is no TOML, when a key on the way
    is not a table, or when it is written in a way that cannot be changed safely.
    """
    return _edited(text, tuple(path), plain_value(value), file)


def remove_value(text: str, path: Sequence[str], *, file: str = "plan.toml") -> str:
    """Return the text without the key at `path`; one that is not there is no error. Raises PlanError as `set_value`."""
    return _edited(text, tuple(path), None, file)


def _edited(text: str, path: tuple[str, ...], value: Any, file: str) -> str:
    place = f"{file}: {'.'.join(map(quoted_key, path))}"
    try:
        wanted = tomllib.loads(text)
        document = tomlkit.parse(text)
        _change_plain(wanted, path, value)
        _change(document, path, value)
        result = tomlkit.dumps(document)
        # tomlkit keeps the layout; that it keeps the meaning is checked by reading what it wrote. A file with dotted
        # keys, or tables out of order, is rather left alone than changed into something else.
        is_as_wanted = tomllib.loads(result) == wanted
    except (TOMLKitError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise PlanError(Problem(place, f"cannot be changed: {error}", "fix the file by hand")) from None
    if not is_as_wanted:
        raise PlanError(Problem(place, "cannot be changed safely as it is written", "change it by hand"))
    return result


def _change_plain(table: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Do to the plain values what is to be done to the file, to compare with."""
    *way, key = path
    for step in way:
        if value is None and step not in table:
            return
        table = table.setdefault(step, {})
        if not isinstance(table, dict):
            raise ValueError(f"{step} is not a table")  # noqa: TRY004 - the file is wrong, not the call
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value


def _change(document: tomlkit.TOMLDocument, path: tuple[str, ...], value: Any) -> None:
    """Walk down to the key, and where the way ends set the rest of it at once."""
    *way, key = path
    table: Any = document
    for depth, step in enumerate(way):
        if step not in table:
            if value is not None:
                _add(table, depth, path[depth:], value)
            return
        table = table[step]
    if value is None:
        table.pop(key, None)
    else:
        table[key] = tomlkit.value(toml(value)) if isinstance(value, dict) else value


def _add(table: Any, depth: int, rest: tuple[str, ...], value: Any) -> None:
    """Add the tables of `rest` with the value in the innermost."""
    step, *deeper = rest
    if depth >= _LONE_TABLES or isinstance(table, InlineTable):
        table[step] = tomlkit.value(toml(_nested(deeper, value)))
    else:
        table[step] = _new_table(depth, tuple(deeper), value)
        if depth:
            table[step].add(tomlkit.nl())  # between the tables of a document tomlkit sees to that itself


def _nested(keys: Sequence[str], value: Any) -> Any:
    for key in reversed(keys):
        value = {key: value}
    return value


def _new_table(depth: int, rest: tuple[str, ...], value: Any) -> Table:
    step, *deeper = rest
    is_super = bool(deeper) and depth + 1 < _LONE_TABLES
    table = tomlkit.table(is_super_table=is_super)
    if is_super:
        table[step] = _new_table(depth + 1, tuple(deeper), value)
    else:
        inner = _nested(deeper, value)
        table[step] = tomlkit.value(toml(inner)) if isinstance(inner, dict) else inner
    return table
