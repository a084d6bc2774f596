"""Whose a database is by what is in it, where its header says otherwise: a turned bit makes nobody's log another's."""

from __future__ import annotations

import sqlite3
from typing import Final

from overload.store import schema

_OURS: Final = frozenset({"meta", "entries", "sets", "decisions", "placements"})
"""Tables that every version has."""


def is_ours(connection: sqlite3.Connection) -> bool:
    """Tell whether the tables of a training folder are in a database."""
    return _tables(connection).keys() >= _OURS


def is_of_this_version(connection: sqlite3.Connection) -> bool:
    """Tell whether the tables in a database are just those that this version makes."""
    made = sqlite3.connect(":memory:")
    try:
        for step in schema.MIGRATIONS:
            for statement in step:
                made.execute(statement)
        return _tables(connection) == _tables(made)
    finally:
        made.close()


def _tables(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return {str(name): str(sql) for name, sql in rows}
