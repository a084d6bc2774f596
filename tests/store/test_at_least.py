"""What is known of an open set that nobody counted: at least so many; and databases of before say nothing of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from overload.errors import DataError
from overload.model import Entry, SetDone
from overload.store import Store, open_store, schema
from overload.units import load

OLD_FORMAT = 10
"""The last format that took what was asked of an open set for its count."""
EXACT, MORE = SetDone(8, load("20 kg")), SetDone(8, load("20 kg"), at_least=True)


def test_at_least_is_kept(store: Store, make_entry: Callable[..., Entry], path: Path) -> None:
    """Eight, and eight or more, come back as what they were."""
    store.append(make_entry(sets=(EXACT, MORE)))
    with open_store(path) as other:
        assert [entry.sets for entry in other.entries()] == [(EXACT, MORE)]


def test_what_was_left_out_was_not_at_least_anything(store: Store, make_entry: Callable[..., Entry]) -> None:
    """The database refuses what cannot be."""
    with pytest.raises(DataError, match="not written"):
        store.append(make_entry(sets=(SetDone(0, load("20 kg"), left_out=True, at_least=True),)))


def test_an_old_database_goes_on(path: Path) -> None:
    """Its sets are exact, it takes new ones that are not, and nothing in it is damaged."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for step in schema.MIGRATIONS[:OLD_FORMAT]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {OLD_FORMAT}")
        row = (1, "2026-01-01T18:00:00+00:00", "2026-01-01", "dumbbell-row")
        connection.execute("INSERT INTO entries (id, recorded, on_date, exercise) VALUES (?, ?, ?, ?)", row)
        connection.execute(
            "INSERT INTO sets VALUES (1, 1, 8, '20', 'kg', '', NULL, '', 0, 'reps', 'work')",
        )
    with open_store(path) as store:
        (old,) = store.entries()
        assert old.sets == (EXACT,)
        store.append(Entry(0, old.recorded, old.on, old.exercise, (MORE,), replaces=old.id))
        assert [entry.sets for entry in store.entries()] == [(MORE,)]
        assert store.verify() == ()
