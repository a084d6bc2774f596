"""What was tried in vain and what was left out are kept apart, and old databases are read as they were meant."""

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

OLD_FORMAT = 3
"""The last format that wrote 0 for both."""
TRIED, LEFT_OUT = SetDone(0, load("20 kg")), SetDone(0, load("20 kg"), left_out=True)


def _old_database(path: Path, *entries: list[int]) -> None:
    """Make a database as an older version left it: entries of these reps at 20 kg."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for step in schema.MIGRATIONS[:OLD_FORMAT]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {OLD_FORMAT}")
        for number, reps in enumerate(entries, 1):
            row = (number, "2026-01-01T18:00:00+00:00", "2026-01-01", "dumbbell-row")
            connection.execute("INSERT INTO entries (id, recorded, on_date, exercise) VALUES (?, ?, ?, ?)", row)
            for place, count in enumerate(reps, 1):
                values = (number, place, count, "20", "kg", "", None, "")
                connection.execute("INSERT INTO sets VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)


def test_both_are_kept_apart(store: Store, make_entry: Callable[..., Entry], again: Callable[[], Store]) -> None:
    """A 0 comes back as a try, a set left out as left out, whatever stands beside it."""
    for sets in ((TRIED, LEFT_OUT), (TRIED, TRIED), (LEFT_OUT,), (SetDone(8, load("20 kg")), TRIED)):
        store.append(make_entry(sets=sets))
    with again() as other:
        assert [entry.sets for entry in other.entries()] == [
            (TRIED, LEFT_OUT),
            (TRIED, TRIED),
            (LEFT_OUT,),
            (SetDone(8, load("20 kg")), TRIED),
        ]


def test_a_set_with_reps_was_not_left_out(store: Store, make_entry: Callable[..., Entry]) -> None:
    """The database refuses what cannot be."""
    with pytest.raises(DataError, match="not written"):
        store.append(make_entry(sets=(SetDone(5, load("20 kg"), left_out=True),)))


def test_an_old_database_says_what_its_noughts_were(path: Path) -> None:
    """Where all sets of an old entry are 0 they were tries, else the 0 was left out."""
    _old_database(path, [0, 0, 0], [10, 0, 8], [10, 9, 8])
    with open_store(path) as store:
        first, second, third = (entry.sets for entry in store.entries())
    assert first == (TRIED,) * 3
    assert second == (SetDone(10, load("20 kg")), LEFT_OUT, SetDone(8, load("20 kg")))
    assert not any(done.left_out for done in third)


def test_an_old_entry_that_is_corrected_says_it_from_then_on(path: Path) -> None:
    """The correction keeps what was read of the old one, though it alone would read otherwise."""
    _old_database(path, [10, 0])
    with open_store(path) as store:
        (old,) = store.entries()
        new = store.append(Entry(0, old.recorded, old.on, old.exercise, old.sets[1:], replaces=old.id))
    with open_store(path) as store:
        assert store.entries() == (new,)
        assert new.sets == (LEFT_OUT,)
        assert store.verify() == ()
