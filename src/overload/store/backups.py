"""Copies of overload.db beside it: one a day for two weeks, and one before each change of its tables."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import stat
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from overload.store.files import file_error, sweep_leftovers, sync_folder

KEPT_DAYS: Final = 14
KEPT_AT_LEAST: Final = 3
"""Daily copies that stay however old they are, for those who train seldom or whose clock went wrong."""

_FORMAT: Final = r"(?P<stem>.+)-format-(?P<number>\d{1,6})\.db"
_DAILY: Final = re.compile(r"(?P<stem>.+)-(?P<day>\d{4}-\d\d-\d\d)\.db")


def backups_folder(database: Path) -> Path:
    """Return where the copies of a database are."""
    return database.parent / "backups"


def newest_backup(database: Path) -> Path | None:
    """Return the newest copy, or None: the daily one of the last date, else the one of the last format.

    Its name says when it was made; the times of files are other ones after they were copied.
    """
    daily = daily_backups(database)
    if daily:
        return daily[max(daily)]
    steps: dict[int, Path] = {}
    for copy in _copies(database):
        match = re.fullmatch(_FORMAT, copy.name)
        if match and match["stem"] == database.stem:
            steps[int(match["number"])] = copy
    return steps[max(steps)] if steps else None


def _copies(database: Path) -> list[Path]:
    """Return the files that are named as copies are; a link, a pipe or a device of such a name is none."""
    with contextlib.suppress(OSError):
        named = (one for one in backups_folder(database).iterdir() if one.name.startswith(f"{database.stem}-"))
        return sorted(one for one in named if stat.S_ISREG(one.lstat().st_mode))
    return []


def daily_backups(database: Path) -> dict[date, Path]:
    """Return the daily copies by their date, oldest first."""
    found: dict[date, Path] = {}
    for copy in _copies(database):
        match = _DAILY.fullmatch(copy.name)
        if match and match["stem"] == database.stem:
            with contextlib.suppress(ValueError):
                found[date.fromisoformat(match["day"])] = copy
    return found


def daily_backup(database: Path, day: date) -> Path:
    """Return where the copy of a day is, or would be."""
    return backups_folder(database) / f"{database.stem}-{day.isoformat()}.db"


def is_due(database: Path, today: date) -> bool:
    """Tell whether today has no copy yet and the database changed since the newest one."""
    if today in daily_backups(database):
        return False
    newest = newest_backup(database)
    if newest is None:
        return True
    # With a write-ahead log the database itself may be written days after what it holds.
    return max(_written(database), _written(Path(f"{database}-wal"))) > _written(newest)


def _written(path: Path) -> int:
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return 0


def write_backup(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a whole database to `target`, which appears when it is complete and safe on disk, and not before.

    Raises FileError or sqlite3.Error.
    """
    try:
        _write_backup(connection, target)
    except OSError as error:
        is_a_folder = target.parent.is_dir() and not target.parent.is_symlink()
        raise file_error(error, target if is_a_folder else target.parent) from error


def _write_backup(connection: sqlite3.Connection, target: Path) -> None:
    with contextlib.suppress(FileExistsError):  # if it is no folder, to open it says so better
        target.parent.mkdir(mode=0o700)
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    temporary = target.parent / f".{target.name}.{os.getpid()}.{os.urandom(8).hex()}.tmp"
    try:
        sweep_leftovers(folder, target.name)
        _write_copy(connection, temporary)
        temporary.rename(target)
        sync_folder(folder)
    except BaseException:
        for left in (temporary, Path(f"{temporary}-journal")):
            with contextlib.suppress(OSError):
                left.unlink()
        raise
    finally:
        os.close(folder)


def _write_copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copy into a private file; SQLite takes an empty one and syncs nothing of it itself."""
    file = os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        # Unlike a copy of the bytes it is whole while others write, and has no pages in it of what was deleted.
        connection.execute("VACUUM INTO ?", (str(target),))
        os.fsync(file)
    finally:
        os.close(file)


def prune_backups(database: Path, today: date) -> None:
    """Remove daily copies of more than two weeks ago, but never the last few."""
    daily = sorted(daily_backups(database).items())
    for day, copy in daily[:-KEPT_AT_LEAST]:
        if day < today - timedelta(days=KEPT_DAYS):
            with contextlib.suppress(OSError):
                copy.unlink()
