"""The store of a training folder: all tables of overload.db in one value, with its checks and daily copies."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from overload.errors import DataError, Problem
from overload.store import backups
from overload.store.calendar_events import CalendarEventTable
from overload.store.database import Database, connect, damaged
from overload.store.imports import ImportTable
from overload.store.memory import DecisionTable, PublishedTables
from overload.store.notes import Notes
from overload.store.weighings import BodyweightTable


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

    def quick_check(self) -> tuple[Problem, ...]:
        """Return what SQLite finds wrong with the file in one quick pass; nothing when it is sound."""
        return self._asked("PRAGMA quick_check(5)")

    def require_sound(self) -> None:
        """Raise DataError, with the newest backup in it, when the quick check finds something."""
        wrong = self.quick_check()
        if wrong:
            raise damaged(self.path, "; ".join(one.message for one in wrong))

    def verify(self) -> tuple[Problem, ...]:
        """Return everything that is wrong: file, indexes, references, and each value read back."""
        found = list(self._asked("PRAGMA integrity_check(20)"))
        with self._collecting(found):
            for table, _, other, _ in self._database.read("PRAGMA foreign_key_check"):
                found.append(Problem(str(self.path), f"{table}: a row points to one of {other} that does not exist"))
        with self._collecting(found):
            for _ in self.portions():
                pass
        for look in (self.decisions, self.published, self.weighings, self.runs):
            with self._collecting(found):
                look()
        with self._collecting(found):
            for (feed,) in self._database.read("SELECT DISTINCT feed FROM revisions"):
                self.revisions(feed)
        return tuple(dict.fromkeys(found))

    def _asked(self, pragma: str) -> tuple[Problem, ...]:
        found: list[Problem] = []
        with self._collecting(found):
            # One answer may have several lines, the first of them a heading.
            lines = (line for row in self._database.read(pragma) for line in str(row[0]).splitlines())
            found.extend(Problem(str(self.path), line) for line in lines if line != "ok" and line[:3] != "***")
        return tuple(found)

    @contextlib.contextmanager
    def _collecting(self, found: list[Problem]) -> Iterator[None]:
        try:
            yield
        except DataError as error:
            found.extend(error.problems)

    def backup_daily(self, today: date) -> Path | None:
        """Make the copy of the day, unless there is one or nothing changed since the last, and drop old copies.

        Returns the copy made. Raises DataError rather than copying a damaged database.
        """
        if not backups.is_due(self.path, today):
            return None
        self.require_sound()
        copy = backups.daily_backup(self.path, today)
        self._database.copy_to(copy)
        backups.prune_backups(self.path, today)
        return copy


def open_store(path: Path) -> Store:
    """Open overload.db, made if there is none, brought up to date after a backup if an older version wrote it.

    Raises DataError when it is damaged, of another program or of a newer version; FileError; LockedError.
    """
    return Store(Database(path, connect(path)))


def backup_daily(store: Store, today: date) -> Path | None:
    """Make the copy of the day in `backups/`, if it is due; copies are kept 14 days."""
    return store.backup_daily(today)
