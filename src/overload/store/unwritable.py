"""A database on a disk that may not be written to, as when it is mounted read-only: it is read all the same."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from overload.errors import NotWrittenError, Problem
from overload.store.files import READ_ONLY_DISK, folder_lock

_BESIDE: Final = ("", "-journal", "-wal")
"""What a database ends with, and what stands beside it while something in it is not settled."""


_UNSETTLED: Final = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
"""How SQLite refuses to read what it would have to settle first."""


def is_unwritable(path: Path) -> bool:
    """Tell whether nobody here can write to a database that is there, nor beside it: not even a lock can be made."""
    return not os.access(path.parent, os.W_OK) and path.exists() and not os.access(path, os.W_OK)


def lock_as_far_as_possible(path: Path, wait_s: float) -> AbstractContextManager[None]:
    """Return the lock of the folder a database is in; none where nobody can write, and so nothing can change."""
    return contextlib.nullcontext() if is_unwritable(path) else folder_lock(path.parent, wait_s)


def is_on_read_only_disk(path: Path) -> bool:
    """Tell whether a file or folder is on a disk that is mounted read-only."""
    with contextlib.suppress(OSError):
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    return False


def refused(path: Path) -> NotWrittenError:
    """Return the error for whoever wants to write on a disk that is mounted read-only."""
    return NotWrittenError(Problem(str(path), f"not written: {os.strerror(errno.EROFS).lower()}", READ_ONLY_DISK))


def copy_in_memory(path: Path) -> sqlite3.Connection:
    """Return a copy of a database in memory, as it is when nothing of it is left half done. Raises sqlite3.Error.

    What a crash left half done beside it can be settled only where files may be written: in a copy, then.
    """
    held = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _read_into(held, path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _UNSETTLED or not os.access(path, os.R_OK):
            raise
        import tempfile  # noqa: PLC0415 - only beside what a crash left half done

        with tempfile.TemporaryDirectory() as folder:
            for end in _BESIDE:
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(f"{path}{end}", Path(folder, f"{path.name}{end}"))
            _read_into(held, Path(folder, path.name))
    return held


def _read_into(held: sqlite3.Connection, path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as found:
        found.execute("SELECT count(*) FROM sqlite_schema")
        found.backup(held)
