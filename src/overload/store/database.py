"""A connection to overload.db: opened safely, brought up to date, and every failure an error with a place."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from overload.errors import DamagedError, DataError, FileError, LockedError, NotWrittenError, OverloadError, Problem
from overload.store import backups, schema
from overload.store.backups import backups_folder, newest_backup, write_backup
from overload.store.dialect import SQLITE
from overload.store.files import file_error
from overload.store.tables import Database, collecting
from overload.store.unwritable import copy_in_memory, is_on_read_only_disk, is_unwritable, refused
from overload.store.whose import is_of_this_version, is_ours

BUSY_S: Final = 5.0
"""How long a statement waits for another process that is writing, in seconds."""
BESIDE: Final = ("-wal", "-journal", "-shm")
"""What of a database may stand in files beside it."""

_LOCKED: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DISK: Final = {
    sqlite3.SQLITE_FULL: "make room on the disk and run it again",
    sqlite3.SQLITE_READONLY: "let the user this runs as write to it and to its folder",
    sqlite3.SQLITE_PERM: "let the user this runs as write to it and to its folder",
    sqlite3.SQLITE_CANTOPEN: "let the user this runs as read and write it and its folder; no symbolic links",
    sqlite3.SQLITE_IOERR: "the disk reports errors; check it, and have a copy of the folder elsewhere",
    sqlite3.SQLITE_NOMEM: "free some memory and run it again",
}
_UNHEARD_OF: Final = 100
"""So many formats further on there is none yet: a header that names one is damaged, if all in it is as it is now."""
_REFUSED: Final = {sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH}
_SAFE_WAL: Final = (((3, 44, 6), (3, 45, 0)), ((3, 50, 7), (3, 51, 0)), ((3, 51, 3), (99, 0, 0)))


def wal_is_safe(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Tell whether this SQLite has the mended write-ahead log.

    Before 3.44.6, 3.50.7 and 3.51.3 two connections that checkpoint at once can lose a transaction
    (sqlite.org/wal.html, "The WAL-reset bug").
    """
    return any(first <= tuple(version) < after for first, after in _SAFE_WAL)


class SqliteDatabase(Database):
    """An open database file; nothing but what is here talks to SQLite."""

    dialect = SQLITE

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @property
    def place(self) -> str:
        """Where the file is."""
        return str(self.path)

    def close(self) -> None:
        """Close it; a second time does nothing."""
        self._connection.close()

    def reopened(self, meanwhile: Callable[[], object]) -> None:
        """Do something while it is closed: a connection must not be carried into a copy of the process."""
        self._connection.close()
        meanwhile()
        self._connection = connect(self.path)

    def read(self, sql: str, parameters: Iterable[object] = ()) -> list[Any]:
        """Return all rows of a query."""
        with guarded(self.path):
            return self._connection.execute(sql, tuple(parameters)).fetchall()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all of what is in the block, on disk when it ends, or nothing of it.

        One inside another is a part of it.
        """
        if self._connection.in_transaction:
            yield self._connection
            return
        with guarded(self.path):
            # IMMEDIATE: who read first and would write later is refused, not made to wait, if another wrote meanwhile.
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def damaged(self, why: str) -> DamagedError:
        """Return the error for a database that cannot be trusted; it names the newest copy."""
        return damaged(self.path, why)

    def faults(self, *, quick: bool) -> tuple[Problem, ...]:
        """Return what SQLite finds wrong with the file: in one quick pass, or with every index and reference."""
        if quick:
            return self._asked("PRAGMA quick_check(5)")
        found = list(self._asked("PRAGMA integrity_check(20)"))
        with collecting(found):
            for table, _, other, _ in self.read("PRAGMA foreign_key_check"):
                found.append(Problem(self.place, f"{table}: a row points to one of {other} that does not exist"))
        return tuple(found)

    def _asked(self, pragma: str) -> tuple[Problem, ...]:
        found: list[Problem] = []
        with collecting(found):
            # One answer may have several lines, the first of them a heading.
            lines = (line for row in self.read(pragma) for line in str(row[0]).splitlines())
            found.extend(Problem(self.place, line) for line in lines if line != "ok" and line[:3] != "***")
        return tuple(found)

    def backup_daily(self, today: date) -> Path | None:
        """Make the copy of the day, unless there is one or nothing changed since the last, and drop old copies.

        Returns the copy made. Raises DataError rather than copying a damaged database.
        """
        if not backups.is_due(self.path, today):
            return None
        wrong = self.faults(quick=True)
        if wrong:
            raise damaged(self.path, "; ".join(one.message for one in wrong))
        copy = backups.daily_backup(self.path, today)
        with guarded(self.path):
            write_backup(self._connection, copy)
        backups.prune_backups(self.path, today)
        return copy


@contextlib.contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system raise into errors with a place and a suggestion."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):  # wrong SQL is a bug of ours, and no trouble of theirs
        raise
    except sqlite3.Error as error:
        raise _explained(error, path) from error
    except UnicodeDecodeError as error:
        raise damaged(path, "a text in it cannot be read") from error
    except MemoryError as error:
        hint = "free some and run it again; if that does not help, 'overload restore' puts a backup back"
        raise FileError(Problem(str(path), "it needs more memory than there is", hint)) from error
    except UnicodeEncodeError as error:
        raise DataError(
            Problem(str(path), "not saved: a text has characters that cannot be stored", "retype it")
        ) from error
    except OverflowError as error:
        raise DataError(Problem(str(path), "not saved: a number is too large")) from error
    except OSError as error:
        raise file_error(error, path) from error


def _explained(error: sqlite3.Error, path: Path) -> OverloadError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    kind = code & 0xFF  # the low byte is the kind, what is above it the finer reason
    if kind in _LOCKED:
        return LockedError(Problem(str(path), "another program is writing to it", "try again in a moment"))
    if kind in _REFUSED:
        return DataError(Problem(str(path), f"not written: {error}"))
    if kind == sqlite3.SQLITE_READONLY:
        return _not_to_be_written(error, code, path)
    # A page that ends early is a file cut short, which no healthy disk brings back.
    if kind in _DISK and code != sqlite3.SQLITE_IOERR_SHORT_READ:
        kind_of_error = NotWrittenError if kind == sqlite3.SQLITE_FULL else FileError
        return kind_of_error(Problem(str(path), str(error), _DISK[kind]))
    return damaged(path, str(error))


def _not_to_be_written(error: sqlite3.Error, code: int, path: Path) -> OverloadError:
    if is_on_read_only_disk(path):
        return refused(path)
    if code == sqlite3.SQLITE_READONLY and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return damaged(path, "its header says that it cannot be written")
    return NotWrittenError(Problem(str(path), str(error), _DISK[sqlite3.SQLITE_READONLY]))


def damaged(path: Path, why: str) -> DamagedError:
    """Return the error for a database that cannot be trusted; it names the newest copy."""
    copy = newest_backup(path)
    advice = (
        f"'overload restore' puts back the newest backup, {copy}, and keeps what is there"
        if copy
        else f"there is no backup in {backups_folder(path)}; keep the file, most of it may be recoverable"
    )
    return DamagedError(Problem(str(path), f"the database is damaged ({why})", advice))


def connect(path: Path) -> sqlite3.Connection:
    """Open a database, made if there is none, and bring it up to date. Raises FileError, DataError, LockedError."""
    with guarded(path):
        _see_to_the_file(path)
        is_read = is_unwritable(path)
        # No isolation level: Python would begin transactions on its own, and not before a SELECT.
        connection = copy_in_memory(path) if is_read else sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        try:
            _prepare(connection, path, is_read=is_read)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_to_copy(path: Path) -> sqlite3.Connection:
    """Return what a backup holds, in memory and brought up to date there: no byte of the file changes."""
    with guarded(path):
        connection = copy_in_memory(path)
        try:
            _prepare(connection, path, is_read=True)
        except BaseException:
            connection.close()
            raise
    return connection


def _see_to_the_file(path: Path) -> None:
    """Make it private and refuse a link; never opens a database that exists.

    Closing any descriptor of a file gives up all locks of this process on it, SQLite's own included.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        _make_the_file(path)
        return
    if stat.S_ISLNK(mode):
        raise FileError(Problem(str(path), "it is a symbolic link", "put the database itself there"))
    if not stat.S_ISREG(mode):
        raise FileError(Problem(str(path), "it is not a file", "move it away"))
    if stat.S_IMODE(mode) & 0o077 and not is_on_read_only_disk(path):
        with contextlib.suppress(PermissionError):
            path.chmod(0o600)
    for ending in BESIDE:
        _refuse_what_is_no_file(Path(f"{path}{ending}"))


def _refuse_what_is_no_file(beside: Path) -> None:
    """Refuse a pipe where SQLite would look for its journal, and wait in it for ever; a link, and a device."""
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(beside.lstat().st_mode):
            raise FileError(Problem(str(beside), "it is not a file", "move it away"))


def _make_the_file(path: Path) -> None:
    """Make an empty private file, unless somebody just did; what stands there is closed before it has its name."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    # Closed before it has its name: another thread may open the file the moment it is there, and to close it after that
    # would give up that thread's locks.
    made = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    made.unlink(missing_ok=True)
    os.close(os.open(made, flags, 0o600))
    try:
        with contextlib.suppress(FileExistsError):
            os.link(made, path)
    except OSError:  # a file system without hard links
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, flags, 0o600))
    finally:
        made.unlink()


def _prepare(connection: sqlite3.Connection, path: Path, *, is_read: bool) -> None:
    """Bring a database up to date; one that is only read, in its copy, and then nothing more can be written there."""
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "cell_size_check = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    version = _number(connection, "user_version")
    newest = len(schema.MIGRATIONS)
    if version > newest:
        if version - newest > _UNHEARD_OF and is_of_this_version(connection):
            raise damaged(path, f"its header says format {version}, and all in it is of format {newest}")
        message = f"it was written by a newer overload (format {version}; this one knows {newest})"
        raise DataError(Problem(str(path), message, "install the newest overload and run it again"))
    if version == 0:
        _check_that_it_is_new(connection, path)
    elif _number(connection, "application_id") != schema.APPLICATION_ID:
        if is_ours(connection):
            raise damaged(path, "its header says that it is the database of another program")
        raise DataError(Problem(str(path), "it is the database of another program", "move it away"))
    if not is_read:
        _choose_journal(connection, is_new=version == 0)
    if version < newest:
        _migrate(connection, path, version, keep_copy=version > 0 and not is_read)
    if is_read:
        connection.execute("PRAGMA query_only = ON")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _check_that_it_is_new(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse to begin an empty log over somebody else's tables, or where there was a log before."""
    has_tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if has_tables and _number(connection, "user_version"):
        return  # somebody else made it just now
    if has_tables and is_ours(connection):
        raise damaged(path, "its header says that nothing is in it")
    if has_tables:
        raise DataError(Problem(str(path), "it is the database of another program", "move it away"))
    copy = newest_backup(path)
    if copy:
        hint = f"'overload restore' puts back {copy}; to start afresh, move {copy.parent} away"
        raise DamagedError(Problem(str(path), "the log is gone, but there are backups of it", hint))


def _choose_journal(connection: sqlite3.Connection, *, is_new: bool) -> None:
    """Use the write-ahead log only where it is safe.

    Else truncate the journal: with synchronous = FULL a deleted one may come back after a power cut and undo the
    last entry, a truncated one is synced.
    """
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if wal_is_safe() and (is_new or mode == "wal"):
        connection.execute("PRAGMA journal_mode = WAL")
        return
    connection.execute("PRAGMA journal_mode = TRUNCATE")


def _migrate(connection: sqlite3.Connection, path: Path, version: int, *, keep_copy: bool) -> None:
    """Take the missing steps, all or none, after a copy of what there was."""
    if keep_copy:
        write_backup(connection, backups_folder(path) / f"{path.stem}-format-{version}.db")
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again now that nobody else can write: two programs may have found the same old version.
        done = _number(connection, "user_version")
        for step in schema.MIGRATIONS[done:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {max(done, len(schema.MIGRATIONS))}")
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
