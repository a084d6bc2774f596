"""What the tables of a training want of the database they are in."""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from overload.errors import DamagedError, DataError, Problem
from overload.store.dialect import Dialect

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path
    from typing import Protocol

    class Answer(Protocol):
        """What a statement answered."""

        def fetchone(self) -> Any:
            """Return the next row, None where there is none."""

        def fetchall(self) -> list[Any]:
            """Return all rows that are left."""

    class Writing(Protocol):
        """A transaction: statements whose changes are kept together or not at all."""

        def execute(self, sql: str, parameters: Any = (), /) -> Answer:
            """Run a statement."""

        def executemany(self, sql: str, parameters: Iterable[Any], /) -> object:
            """Run a statement once for each of these rows."""


class Database(ABC):
    """The database that a training is in, open. Every method may raise FileError, DataError or LockedError."""

    dialect: Dialect

    @property
    @abstractmethod
    def place(self) -> str:
        """Where it is, as errors name it."""

    @abstractmethod
    def close(self) -> None:
        """Close it; a second time does nothing."""

    @abstractmethod
    def reopened(self, meanwhile: Callable[[], object]) -> None:
        """Do something while it is closed: a connection must not be carried into a copy of the process."""

    @abstractmethod
    def read(self, sql: str, parameters: Iterable[object] = ()) -> list[Any]:
        """Return all rows of a query."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[Writing]:
        """Write all of what is in the block, safe when it ends, or nothing of it.

        One inside another is a part of it.
        """

    @abstractmethod
    def damaged(self, why: str) -> DamagedError:
        """Return the error for a database that cannot be trusted; it says how to get on."""

    @abstractmethod
    def faults(self, *, quick: bool) -> tuple[Problem, ...]:
        """Return what the database itself finds wrong with what it keeps, at a glance or in full."""

    @abstractmethod
    def backup_daily(self, today: date) -> Path | None:
        """Make the copy of the day, if there is to be one and it is due; return where it is."""

    @contextlib.contextmanager
    def decoding(self, what: str) -> Iterator[None]:
        """Turn values that make no sense (a damaged database) into a DataError that names the table."""
        try:
            yield
        except DataError as error:
            if error.problems[0].place:
                raise
            raise self.damaged(f"{what}: {error.problems[0].message}") from error
        except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError) as error:
            raise self.damaged(f"{what}: {error}") from error


class Tables:
    """Some tables of a database, read and written as values; the store is made of these."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def place(self) -> str:
        """Where the database is, as errors name it."""
        return self._database.place


def put(writing: Writing, table: str, keys: Sequence[str], *rows: Sequence[object]) -> None:
    """Write rows in the place of those with the same keys, which are the first columns of the table."""
    where = " AND ".join(f"{key} = ?" for key in keys)
    named = [row[: len(keys)] for row in rows]
    writing.executemany(f"DELETE FROM {table} WHERE {where}", named)  # noqa: S608 - names of our tables
    if rows:
        places = ", ".join("?" * len(rows[0]))
        writing.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - names of our tables


@contextlib.contextmanager
def collecting(found: list[Problem]) -> Iterator[None]:
    """Gather what is wrong with some of it instead of stopping there."""
    try:
        yield
    except DataError as error:
        found.extend(error.problems)
