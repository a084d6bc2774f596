"""The store of a training folder: all tables in one value, with its checks and daily copies."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from overload.errors import Problem
from overload.store.calendar_events import CalendarEventTable
from overload.store.database import SqliteDatabase, connect, connect_to_copy
from overload.store.imports import ImportTable
from overload.store.memory import DecisionTable, PublishedTables
from overload.store.notes import Notes, Row
from overload.store.tables import collecting
from overload.store.weighings import BodyweightTable

TABLES: Final = (
    "meta", "entries", "sets", "imported", "decisions", "shown_before", "placements", "revisions", "runs",
    "bodyweights", "calendar_events",
)  # fmt: skip
"""The names of all tables, in an order in which what points to another comes after it."""


class Store(ImportTable, DecisionTable, PublishedTables, BodyweightTable, CalendarEventTable, Notes):
    """An open overload.db: the log, which only grows, and what the program remembers besides.

    A context manager. What a method wrote is safe on disk when it returns. Every method may raise FileError (disk),
    DataError (a damaged database, a refused value) or LockedError (another writer).
    """

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Write all that the methods called in the block write, on disk when it ends, or nothing of it."""
        with self._database.transaction():
            yield

    def everything(self) -> Iterator[tuple[str, list[Row]]]:
        """Yield all rows of each table, by its name; what points to another table comes after it."""
        for table in TABLES:
            yield table, self._database.read(f"SELECT * FROM {table} ORDER BY 1, 2")  # noqa: S608 - names of our tables

    def take_over(self, tables: Iterable[tuple[str, Sequence[Row]]]) -> None:
        """Put these rows into a store that is empty, all or none. Raises DataError where one is there already."""
        with self._database.transaction() as writing:
            for table, rows in tables:
                if rows:
                    places = ", ".join("?" * len(rows[0]))
                    writing.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - as above

    def quick_check(self) -> tuple[Problem, ...]:
        """Return what the database finds wrong with itself in one quick pass; nothing when it is sound."""
        return self._database.faults(quick=True)

    def require_sound(self) -> None:
        """Raise DataError, with the newest backup in it, when the quick check finds something."""
        wrong = self.quick_check()
        if wrong:
            raise self._database.damaged("; ".join(one.message for one in wrong))

    def verify(self) -> tuple[Problem, ...]:
        """Return everything that is wrong: file, indexes, references, and each value read back."""
        found = list(self._database.faults(quick=False))
        with collecting(found):
            for _ in self.portions():
                pass
        for look in (self.decisions, self.published, self.weighings, self.runs):
            with collecting(found):
                look()
        with collecting(found):
            for feed in self.feeds():
                self.revisions(feed)
        return tuple(dict.fromkeys(found))

    def backup_daily(self, today: date) -> Path | None:
        """Make the copy of the day, where copies are made here and it is due; raises DataError for a damaged one."""
        return self._database.backup_daily(today)


def open_store(path: Path) -> Store:
    """Open overload.db, made if there is none, brought up to date after a backup if an older version wrote it.

    Raises DataError when it is damaged, of another program or of a newer version; FileError; LockedError.
    """
    return Store(SqliteDatabase(path, connect(path)))


def open_copy(path: Path) -> Store:
    """Open a backup to read in it; no byte of it changes. Raises what `open_store` raises."""
    return Store(SqliteDatabase(path, connect_to_copy(path)))


def backup_daily(store: Store, today: date) -> Path | None:
    """Make the copy of the day in `backups/`, if it is due; copies are kept 14 days."""
    return store.backup_daily(today)
