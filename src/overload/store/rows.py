"""The tables of one of many trainings, in a PostgreSQL database: nothing but what is here talks to it.

Each transaction names its athlete and shows no other's rows. One that writes holds the athlete's row first, so that
there is one writer at a time, as there is to a file. Prepared statements are never kept: behind a pool that hands its
connections out by the transaction the next one may be another.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

import psycopg

from overload.errors import DamagedError, DataError, FileError, LockedError, OverloadError, Problem
from overload.store.dialect import POSTGRES
from overload.store.rows_schema import MIGRATIONS
from overload.store.store import Store
from overload.store.tables import Database

if TYPE_CHECKING:
    from datetime import date

    from overload.model import Entry
    from overload.store.tables import Answer

Connection = psycopg.Connection
"""A connection to the database, for those who look at all of its athletes."""
NEWEST: Final = 12
"""How many entries of each exercise are read at once: as many as a plan asks for."""
WAIT_S: Final = 5
"""How long a transaction waits for another that writes the same athlete's rows, in seconds."""

_LOCKED: Final = (
    psycopg.errors.LockNotAvailable,
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
)
_REFUSED: Final = (psycopg.IntegrityError, psycopg.DataError, psycopg.errors.RaiseException)
_NOT_SET_UP: Final = (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedFunction)
# Two programs that bring one database up to date do so one after the other.
_MIGRATING: Final = 0x0E710AD5


def connect(address: str) -> Connection:
    """Open a connection to a database. Raises FileError where it cannot be reached."""
    with guarded(shown(address)):
        return psycopg.connect(address, autocommit=True, prepare_threshold=None)


def is_lost(error: BaseException) -> bool:
    """Tell whether an error says that the database is out of reach, and nothing of what was asked of it."""
    return isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError))


def shown(address: str) -> str:
    """Return an address as it may be shown."""
    with contextlib.suppress(psycopg.Error):
        known = psycopg.conninfo.conninfo_to_dict(address)
        host = known.get("host") or "localhost"
        return f"postgresql://{host}/{known.get('dbname') or ''}"
    return "postgresql://"


def bring_up_to_date(connection: Connection) -> int:
    """Take the steps that a database lacks, all or none, and return how many those were.

    Raises DataError where a newer version wrote it, and FileError.
    """
    place = shown(connection.info.dsn)
    with guarded(place), connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MIGRATING,))
        connection.execute("CREATE TABLE IF NOT EXISTS overload_schema (version BIGINT NOT NULL)")
        row = connection.execute("SELECT version FROM overload_schema").fetchone()
        version, newest = (int(row[0]) if row else 0), len(MIGRATIONS)
        if version > newest:
            message = f"it was written by a newer overload (format {version}; this one knows {newest})"
            raise DataError(Problem(place, message, "install the newest overload and run it again"))
        for step in MIGRATIONS[version:]:
            for statement in step:
                connection.execute(statement)
        connection.execute("DELETE FROM overload_schema")
        connection.execute("INSERT INTO overload_schema VALUES (%s)", (newest,))
    return newest - version


def require_up_to_date(connection: Connection) -> None:
    """Raise DataError unless the tables are there, and as new as this program."""
    place = shown(connection.info.dsn)
    with guarded(place):
        row = connection.execute("SELECT version FROM overload_schema").fetchone()
    if row is None or row[0] != len(MIGRATIONS):
        other = "an older" if row is None or row[0] < len(MIGRATIONS) else "a newer"
        hint = "'overload many init' brings it up to date" if other == "an older" else "install the newest overload"
        raise DataError(Problem(place, f"the tables are those of {other} overload", hint))


class _Writing:
    """Statements of ours on a connection to PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Any = (), /) -> Answer:
        """Run a statement."""
        return self._connection.execute(POSTGRES.said(sql), tuple(parameters))

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> object:
        """Run a statement once for each of these rows."""
        with self._connection.cursor() as cursor:
            cursor.executemany(POSTGRES.said(sql), [tuple(row) for row in parameters])
        return None


class RowDatabase(Database):
    """The rows of one athlete, by number, over a connection that is its own for as long as it is used."""

    dialect = POSTGRES

    def __init__(self, connection: Connection, athlete: int, place: str) -> None:
        self._connection = connection
        self._athlete = athlete
        self._place = place
        self._address = connection.info.dsn
        self._is_inside = False
        self.writings = 0
        """How many transactions have written so far."""

    @property
    def place(self) -> str:
        """The address of the athlete, as errors name it."""
        return self._place

    def close(self) -> None:
        """Close the connection, unless the athlete is held: whoever holds it ends it. A second time does nothing."""
        if not self._is_inside:
            self._connection.close()

    def reopened(self, meanwhile: Callable[[], object]) -> None:
        """Do something while the connection is closed; not where the athlete is held, which ends with it."""
        if self._is_inside:
            meanwhile()
            return
        password = self._connection.info.password
        self._connection.close()
        meanwhile()
        self._connection = connect(psycopg.conninfo.make_conninfo(self._address, password=password))

    @contextlib.contextmanager
    def held(self, wait_s: float) -> Iterator[None]:
        """Hold the athlete's row in the block, and keep all of what is written in it when the block ends.

        What stops the block with words is no reason to forget what was written before; everything else is. Raises
        LockedError where somebody else holds it for so long, and DataError where there is no such athlete.
        """
        stopped: OverloadError | None = None
        with guarded(self._place), self._connection.transaction():
            self._name(wait_s)
            self._hold()
            self._is_inside = True
            try:
                yield
            except OverloadError as error:
                stopped = error
            finally:
                self._is_inside = False
        if stopped is not None:
            raise stopped

    def _name(self, wait_s: float) -> None:
        # A wait of nothing at all is said as a moment: to the database 0 is for ever.
        wait = f"{max(1, round(1000 * wait_s))}ms"
        query = "SELECT set_config('overload.athlete', %s, true), set_config('lock_timeout', %s, true)"
        self._connection.execute(query, (str(self._athlete), wait))

    def _hold(self) -> None:
        # Not so strong that rows which point to the athlete's could not be written meanwhile: attempts are counted.
        query = "SELECT FROM athlete WHERE id = me() FOR NO KEY UPDATE"
        if self._connection.execute(query).rowcount != 1:
            raise DataError(Problem(self._place, "there is no such athlete", "'overload many status' names them"))

    def read(self, sql: str, parameters: Iterable[object] = ()) -> list[Any]:
        """Return all rows of a query."""
        with guarded(self._place), self._named(for_writing=False) as writing:
            return writing.execute(sql, tuple(parameters)).fetchall()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[_Writing]:
        """Write all of what is in the block, safe when it ends, or nothing of it.

        One inside another is a part of it.
        """
        with guarded(self._place), self._named(for_writing=True) as writing:
            yield writing

    @contextlib.contextmanager
    def _named(self, *, for_writing: bool) -> Iterator[_Writing]:
        writing = _Writing(self._connection)
        self.writings += for_writing
        if self._is_inside:
            # What fails in it leaves the rest as it was.
            with self._connection.transaction() if for_writing else contextlib.nullcontext():
                yield writing
            return
        with self._connection.transaction():
            self._name(WAIT_S)
            if for_writing:
                self._hold()
            self._is_inside = True
            try:
                yield writing
            finally:
                self._is_inside = False

    def damaged(self, why: str) -> DamagedError:
        """Return the error for rows that make no sense."""
        return DamagedError(
            Problem(self._place, f"the database is damaged ({why})", "put a backup of the whole database back")
        )

    def faults(self, *, quick: bool) -> tuple[Problem, ...]:  # noqa: ARG002 - as every database is asked
        """Return nothing: PostgreSQL keeps its own references and checks."""
        return ()

    def backup_daily(self, today: date) -> None:  # noqa: ARG002 - as every database is asked
        """Make no copy: the database is kept as a whole, by those who run it."""
        return


@contextlib.contextmanager
def guarded(place: str) -> Iterator[None]:
    """Turn what PostgreSQL raises into errors with a place and a suggestion."""
    try:
        yield
    except psycopg.Error as error:
        found = _explained(error, place)
        if found is None:  # wrong SQL is a bug of ours, and no trouble of theirs
            raise
        raise found from error
    except UnicodeEncodeError as error:
        raise DataError(
            Problem(place, "not saved: a text has characters that cannot be stored", "retype it")
        ) from error


def _explained(error: psycopg.Error, place: str) -> OverloadError | None:
    message = next(iter(str(error).splitlines()), type(error).__name__)
    if isinstance(error, _LOCKED):
        return LockedError(Problem(place, "another program is writing to it", "try again in a moment"))
    if isinstance(error, _REFUSED):
        return DataError(Problem(place, f"not written: {message}"))
    if isinstance(error, _NOT_SET_UP):
        return DataError(Problem(place, "no athletes are kept there yet", "'overload many init' makes the tables"))
    if isinstance(error, psycopg.OperationalError):
        return FileError(
            Problem(place, f"the database cannot be reached: {message}", "see that it runs, and try again")
        )
    return None


class HeldStore(Store):
    """The training of an athlete whose row is held: nobody else writes, so what was read stands until we do.

    A plan asks for the history of each exercise that could be trained, most of which never was: they are read at once.
    """

    _newest: tuple[int, dict[str, tuple[Entry, ...]]] | None = None

    def history(self, exercise: str, limit: int | None = None) -> tuple[Entry, ...]:
        """Return the newest `limit` entries of an exercise that count (None: all), oldest first."""
        database = self._database
        if limit is None or limit > NEWEST or not isinstance(database, RowDatabase):
            return super().history(exercise, limit)
        if self._newest is None or self._newest[0] != database.writings:
            self._newest = database.writings, self.histories(NEWEST)
        found = self._newest[1].get(exercise, ())
        return found[max(0, len(found) - limit) :]


def open_rows(connection: Connection, athlete: int, place: str) -> Store:
    """Open the training of an athlete, by number; the connection is the store's from now on."""
    return Store(RowDatabase(connection, athlete, place))
