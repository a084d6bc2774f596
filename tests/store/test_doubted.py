"""What an earlier version wrote asked nobody what was meant; an import was checked, and what is new says so itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import attrs

from overload.model import Entry
from overload.store import open_store, schema

BEFORE = 4
"""The format of the database that had no word for doubt."""


def written_before(path: Path) -> None:
    """Write a database of the earlier format with two entries, the second of them from an import."""
    with closing(sqlite3.connect(path)) as database, database:
        for step in schema.MIGRATIONS[:BEFORE]:
            for statement in step:
                database.execute(statement)
        database.execute(f"PRAGMA user_version = {BEFORE}")
        for number in (1, 2):
            database.execute(
                "INSERT INTO entries (id, recorded, on_date, exercise) VALUES (?, ?, '2026-11-23', 'dumbbell-row')",
                (number, f"2026-11-23T18:0{number}:00+00:00"),
            )
            database.execute(
                "INSERT INTO sets (entry_id, position, reps, amount, unit, left_out) VALUES (?, 1, 10, '3', 'kg', 0)",
                (number,),
            )
        database.execute("INSERT INTO imported VALUES ('a-row', 2)")


def test_entries_of_an_earlier_version(path: Path) -> None:
    """A line typed by hand is not sure, an imported one is; both are as they were."""
    written_before(path)
    with open_store(path) as store:
        entries = store.entries()
        assert [(entry.id, entry.is_sure, entry.unread) for entry in entries] == [(1, False, ""), (2, True, "")]
        assert [done.reps for entry in entries for done in entry.sets] == [10, 10]
        assert store.unsure_exercises() == ("dumbbell-row",)
        assert not store.verify()


def test_an_answer_ends_the_doubt(path: Path) -> None:
    """An entry that replaces one in doubt counts instead of it; the log still says what was written first."""
    written_before(path)
    with open_store(path) as store:
        first = store.entries()[0]
        store.append(attrs.evolve(first, replaces=first.id, is_sure=True))
        assert store.unsure_exercises() == ()
        assert [entry.id for entry in store.all_entries()] == [1, 2, 3]


def test_words_are_kept_as_they_were_typed(path: Path, make_entry: Callable[..., Entry]) -> None:
    """An entry that could not be read has its words and no sets, and comes back so."""
    with open_store(path) as store:
        kept = store.append(make_entry(sets=(), unread="3x10 ½ 'row'", is_sure=False))
        assert store.entry(kept.id) == kept
        assert store.unsure_exercises() == (kept.exercise,)
