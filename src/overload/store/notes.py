"""Small things overload.db remembers by name, and the journal; here apart, since the quick look needs nothing more."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

import attrs

from overload.store.database import SqliteDatabase, connect
from overload.store.tables import Tables, put

Row = Sequence[Any]
"""A row as SQLite returns it."""
KEPT_RUNS: Final = 1000
"""Rows of the journal that are kept; older ones go when one is added."""


@attrs.frozen
class Run:
    """A row of the journal: when an update began (UTC), what it read, what it changed, what was wrong, seconds.

    `told` is what it took from the athlete's own calendar.
    """

    started: datetime
    digest: str
    placed: int = 0
    moved: int = 0
    cancelled: int = 0
    problems: tuple[str, ...] = ()
    seconds: float = 0.0
    id: int = 0
    told: tuple[str, ...] = ()


def whole(number: object) -> int:
    """Return what must be a whole number. Raises TypeError."""
    if type(number) is not int:
        raise TypeError(f"{number!r} is not a whole number")
    return number


def instant_to_text(instant: datetime) -> str:
    """Write an aware instant in UTC. Raises ValueError for a naive one."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(UTC).isoformat()


def instant_from_text(text: str) -> datetime:
    """Read what `instant_to_text` wrote. Raises ValueError."""
    return datetime.fromisoformat(text).astimezone(UTC)


def run_to_row(run: Run) -> Row:
    """Return the columns of `runs`, in their order, without the id."""
    problems = json.dumps(run.problems, ensure_ascii=False)
    started = instant_to_text(run.started)
    told = json.dumps(run.told, ensure_ascii=False)
    return (started, run.digest, run.placed, run.moved, run.cancelled, problems, float(run.seconds), told)


def run_from_row(row: Row) -> Run:
    """Return the run of a row of `runs`."""
    number, started, digest, placed, moved, cancelled, problems, seconds, told = row
    lines, taken = (tuple(str(line) for line in json.loads(text)) for text in (problems, told))
    return Run(instant_from_text(started), digest, placed, moved, cancelled, lines, seconds, whole(number), taken)


class NamedTable(Tables):
    """The table `meta`: small texts by name."""

    def get(self, key: str) -> str | None:
        """Return what was remembered under a name, or None."""
        rows = self._database.read("SELECT value FROM meta WHERE key = ?", (key,))
        return rows[0][0] if rows else None

    def named(self, prefix: str) -> dict[str, str]:
        """Return everything remembered under names that begin so, by full name."""
        # Not LIKE: a name may hold its wildcards, % and _.
        query = "SELECT key, value FROM meta WHERE substr(key, 1, ?) = ? ORDER BY key"
        return dict(self._database.read(query, (len(prefix), prefix)))

    def set(self, key: str, value: str) -> bool:
        """Remember a text under a name; returns False, the file untouched, when it is known already."""
        if self.get(key) == value:
            return False
        with self._database.transaction() as connection:
            put(connection, "meta", ("key",), (key, value))
        return True

    def set_all(self, values: Mapping[str, str], *, instead_of: str = "") -> None:
        """Remember texts by their names, all or none; with `instead_of` whatever has a name that begins so goes."""
        with self._database.transaction() as connection:
            if instead_of:
                connection.execute("DELETE FROM meta WHERE substr(key, 1, ?) = ?", (len(instead_of), instead_of))
            put(connection, "meta", ("key",), *values.items())

    def forget(self, keys: Iterable[str]) -> None:
        """Forget what was remembered under these names."""
        with self._database.transaction() as connection:
            connection.executemany("DELETE FROM meta WHERE key = ?", [(key,) for key in keys])

    def plan_id(self) -> str:
        """Return the name of this plan in the ids of its events: random, made once, kept for life."""
        known = self.get("plan_id")
        if known is not None:
            return known
        with self._database.transaction() as connection:
            made = (os.urandom(8).hex(),)
            connection.execute("INSERT INTO meta VALUES ('plan_id', ?) ON CONFLICT DO NOTHING", made)
        # Read back: of two that made one at the same time, the first to write it has named the plan for both.
        return self.plan_id()


class Journal(Tables):
    """The table `runs`: one row per update."""

    def add_run(self, run: Run) -> Run:
        """Add a row to the journal, drop the oldest ones, and return it with its number."""
        with self._database.transaction() as connection:
            number = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM runs").fetchone()[0]
            connection.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *run_to_row(run)))
            connection.execute("DELETE FROM runs WHERE id <= ?", (number - KEPT_RUNS,))
        return attrs.evolve(run, id=number)

    def runs(self, limit: int | None = None) -> tuple[Run, ...]:
        """Return the newest `limit` rows of the journal (None: all that are kept), newest first."""
        limit = self._database.dialect.no_limit if limit is None else limit
        rows = self._database.read("SELECT * FROM runs ORDER BY id DESC LIMIT ?", (limit,))
        with self._database.decoding("the journal"):
            return tuple(run_from_row(row) for row in rows)

    def last_run(self) -> Run | None:
        """Return the newest row of the journal, or None."""
        return next(iter(self.runs(1)), None)


class Notes(NamedTable, Journal):
    """An open overload.db, for those who need neither the log nor what was decided. A context manager."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def reopened(self, meanwhile: Callable[[], object]) -> None:
        """Do something while the database is closed, as dividing the process."""
        self._database.reopened(meanwhile)

    def said(self) -> str:
        """Return a text that is another whenever the athlete said something: an entry, a decision, a bodyweight."""
        query = """
            SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM decisions), (SELECT count(*) FROM bodyweights)
        """
        return " ".join(str(number) for number in self._database.read(query)[0])

    def state(self) -> str:
        """Return a text that is another whenever something was added to the log or decided."""
        query = """
            SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM sets), (SELECT count(*) FROM decisions),
                   (SELECT count(*) FROM placements), (SELECT count(*) FROM revisions),
                   (SELECT count(*) FROM bodyweights)
        """
        return " ".join(str(number) for number in self._database.read(query)[0])


def open_notes(path: Path) -> Notes:
    """Open overload.db for a quick look. Raises what `open_store` does."""
    return Notes(SqliteDatabase(path, connect(path)))
