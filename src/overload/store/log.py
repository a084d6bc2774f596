"""The append-only log in overload.db: what was done, corrections included, as entries of the model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

import attrs

from overload.errors import DataError, Problem
from overload.model import Entry, SetDone
from overload.store import codec
from overload.store.notes import Row
from overload.store.tables import Tables

if TYPE_CHECKING:
    from overload.store.tables import Writing

# Before there was the column, an import was checked for what it says, and a line typed by hand was not.
_IS_SURE: Final = (
    "CASE WHEN sure IS NOT NULL THEN sure "
    "WHEN EXISTS (SELECT 1 FROM imported WHERE entry_id = entries.id) THEN 1 ELSE 0 END"
)
_COLUMNS: Final = (
    "id, recorded, on_date, exercise, session, bodyweight, unit, note, unwell, replaces, removed, asked, unread"
)
_READ: Final = f"SELECT {_COLUMNS}, {_IS_SURE}"
_ENTRY: Final = f"{_READ} FROM entries"
# What counts is what nothing replaced. A removal is an entry that replaces another and is none itself.
_EFFECTIVE: Final = "removed = 0 AND NOT EXISTS (SELECT 1 FROM entries AS later WHERE later.replaces = entries.id)"
_UNSURE: Final = f"{_ENTRY} WHERE {_EFFECTIVE} AND (unread <> '' OR {_IS_SURE} = 0)"
_COUNTS: Final = f"{_ENTRY} WHERE id = ? AND {_EFFECTIVE}"
_ADD_ENTRY: Final = "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_SET: Final = "INSERT INTO sets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
# A list as one JSON text: the number of question marks in a statement has a limit, and each number would be another
# statement to prepare.
_SETS: Final = "SELECT * FROM sets WHERE entry_id IN ({}) ORDER BY entry_id, position"


class LogTables(Tables):
    """The tables `entries` and `sets`; a `Log` as the core reads it."""

    def entries(self, since: date | None = None, exercise: str | None = None) -> tuple[Entry, ...]:
        """Return what counts, corrections applied, ordered by date and then as it was logged."""
        where, values = [_EFFECTIVE], list[str]()
        if since is not None:
            where.append("on_date >= ?")
            values.append(since.isoformat())
        if exercise is not None:
            where.append("exercise = ?")
            values.append(exercise)
        return self._entries(f"{_ENTRY} WHERE {' AND '.join(where)} ORDER BY on_date, id", values)

    def entries_in_portions(self, size: int) -> Iterator[tuple[Entry, ...]]:
        """Yield what `entries` returns, so many at a time, for whoever shows how far the reading is."""
        # Each portion begins behind the last row of the one before it, not at a count: entries that come in meanwhile
        # shift nothing.
        last, more = ("", 0), True
        query = f"{_ENTRY} WHERE {_EFFECTIVE} AND (on_date, id) > (?, ?) ORDER BY on_date, id LIMIT ?"
        while more:
            some = self._entries(query, (*last, size))
            more = len(some) == size
            if some:
                last = (some[-1].on.isoformat(), some[-1].id)
                yield some

    def entry_count(self) -> int:
        """Return how many entries were ever made."""
        return int(self._database.read("SELECT count(*) FROM entries")[0][0])

    def since(self, day: date) -> tuple[Entry, ...]:
        """Return all entries that count of that date and later, oldest first."""
        return self.entries(since=day)

    def history(self, exercise: str, limit: int | None = None) -> tuple[Entry, ...]:
        """Return the newest `limit` entries of an exercise that count (None: all), oldest first."""
        query = f"{_ENTRY} WHERE exercise = ? AND {_EFFECTIVE} ORDER BY on_date DESC, id DESC LIMIT ?"
        return self._entries(query, (exercise, self._database.dialect.no_limit if limit is None else max(limit, 0)))[
            ::-1
        ]

    def histories(self, limit: int) -> dict[str, tuple[Entry, ...]]:
        """Return the newest `limit` entries of every exercise that count, oldest first, read at once."""
        placed = f"""
            SELECT *, row_number() OVER (PARTITION BY exercise ORDER BY on_date DESC, id DESC) AS place
            FROM entries WHERE {_EFFECTIVE}
        """  # noqa: S608 - names of our own
        query = f"{_READ} FROM ({placed}) AS entries WHERE place <= ? ORDER BY on_date, id"
        found: dict[str, list[Entry]] = {}
        for entry in self._entries(query, (limit,)):
            found.setdefault(entry.exercise, []).append(entry)
        return {exercise: tuple(entries) for exercise, entries in found.items()}

    def exercises(self) -> frozenset[str]:
        """Return the ids of all exercises that have entries, corrected and removed ones too."""
        return frozenset(row[0] for row in self._database.read("SELECT DISTINCT exercise FROM entries"))

    def unsure_exercises(self) -> tuple[str, ...]:
        """Return the exercises of entries that count and may have been meant otherwise."""
        return tuple(dict.fromkeys(row[3] for row in self._database.read(_UNSURE)))

    def all_entries(self) -> tuple[Entry, ...]:
        """Return every entry ever made, the corrected and removed ones too, in the order they were made."""
        return self._entries(f"{_ENTRY} ORDER BY id")

    def portions(self, size: int = 5000) -> Iterator[tuple[Entry, ...]]:
        """Yield every entry ever made, so many at a time, for whoever need not hold ten years at once."""
        last, more = 0, True
        while more:
            some = self._entries(f"{_ENTRY} WHERE id > ? ORDER BY id LIMIT ?", (last, size))
            more = len(some) == size
            if some:
                last = some[-1].id
                yield some

    def entry(self, number: int) -> Entry | None:
        """Return the entry of that number whether it still counts or not, or None."""
        return next(iter(self._entries(f"{_ENTRY} WHERE id = ?", (number,))), None)

    def replaced_by(self, number: int) -> Entry | None:
        """Return the entry that corrects or removes the one of that number, or None."""
        return next(iter(self._entries(f"{_ENTRY} WHERE replaces = ?", (number,))), None)

    def last_entry(self) -> Entry | None:
        """Return the entry made last (a correction or a removal, perhaps), or None."""
        return next(iter(self._entries(f"{_ENTRY} ORDER BY id DESC LIMIT 1")), None)

    def _entries(self, query: str, values: Iterable[object] = ()) -> tuple[Entry, ...]:
        rows = self._database.read(query, values)
        with self._database.decoding("the log"):
            sets = self._sets([row[0] for row in rows])
            return tuple(codec.entry_from_row(row, codec.sets_from_rows(sets.get(row[0], ()))) for row in rows)

    def _sets(self, numbers: list[int]) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = {}
        if not numbers:
            return found
        for row in self._database.read(_SETS.format(self._database.dialect.numbers), (json.dumps(numbers),)):
            found.setdefault(row[0], []).append(row)
        return found

    def append(self, entry: Entry) -> Entry:
        """Add an entry and return it with its number; the `id` it comes with does not matter."""
        return self.append_many((entry,))[0]

    def append_many(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Add entries, all or none of them, and return them with their numbers.

        An entry may replace one that counts (to correct or remove it) or a removal (to take that back), each only
        once. Raises DataError otherwise.
        """
        added = []
        with self._database.transaction() as connection:
            for number, given in enumerate(entries, self._next(connection)):
                entry = attrs.evolve(given, id=number)
                self._insert(connection, entry)
                added.append(entry)
        return tuple(added)

    def _next(self, connection: Writing) -> int:
        return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM entries").fetchone()[0])

    def _insert(self, connection: Writing, entry: Entry) -> None:
        self._check(connection, entry)
        connection.execute(_ADD_ENTRY, codec.entry_to_row(entry))
        connection.executemany(
            _ADD_SET, [codec.set_to_row(entry.id, place, done) for place, done in enumerate(entry.sets, 1)]
        )

    def append_set(self, number: int, done: SetDone) -> Entry:
        """Add one more set to an entry that still counts, and return the whole entry. Raises DataError if none does."""
        with self._database.transaction() as connection:
            if not connection.execute(_COUNTS, (number,)).fetchone():
                raise self._refused(f"there is no entry {number} to add a set to")
            last = "SELECT coalesce(max(position), 0) FROM sets WHERE entry_id = ?"
            place = connection.execute(last, (number,)).fetchone()[0] + 1
            connection.execute(_ADD_SET, codec.set_to_row(number, place, done))
        return self._entries(f"{_ENTRY} WHERE id = ?", (number,))[0]

    def _check(self, connection: Writing, entry: Entry) -> None:
        """Raise DataError if the entry corrects what is not there or has been corrected already."""
        old = entry.replaces
        if old is None:
            if entry.removed:
                raise self._refused("a removal does not say what it removes")
            return
        if not connection.execute("SELECT 1 FROM entries WHERE id = ?", (old,)).fetchone():
            raise self._refused(f"there is no entry {old} to correct")
        later = connection.execute("SELECT id FROM entries WHERE replaces = ?", (old,)).fetchone()
        if later:
            raise self._refused(f"entry {old} has already been corrected, by entry {later[0]}")

    def _refused(self, message: str) -> DataError:
        return DataError(Problem(self.place, message, "`overload log list` shows the entries"))
