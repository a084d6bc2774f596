"""Putting a copy in the place of overload.db: what was there is kept, and at every moment one of the two is there."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Final

import attrs

from overload.errors import DataError, Problem
from overload.opening import open_regular, read_regular
from overload.store import schema
from overload.store.backups import backups_folder
from overload.store.database import BESIDE, connect
from overload.store.files import file_error, replace_file

_KEPT: Final = ("-wal", "-journal")
"""What of a database beside it is kept with it."""
LARGEST_DATABASE: Final = 2_000_000_000


@attrs.frozen
class Copy:
    """A copy of a database as it lies there: its format, and how many entries count in it."""

    path: Path
    version: int
    entries: int


def look_into(path: Path) -> Copy:
    """Look at a copy without changing a byte of it. Raises DataError where it is no sound database of ours."""
    try:
        # SQLite would follow a link, and wait in a pipe.
        os.close(open_regular(path))
        return _look_into(path)
    except sqlite3.Error as error:
        raise _damaged(path, str(error)) from error
    except OSError as error:
        raise file_error(error, path) from error


def _damaged(path: Path, why: str) -> DataError:
    return DataError(Problem(str(path), f"the backup is damaged ({why})", "name another one by its date"))


def _look_into(path: Path) -> Copy:
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
        version = copy.execute("PRAGMA user_version").fetchone()[0]
        found = "; ".join(str(row[0]) for row in copy.execute("PRAGMA quick_check(5)"))
        if found != "ok":
            raise _damaged(path, found)
        if not 0 < version <= len(schema.MIGRATIONS):
            hint = "install the newest overload and run it again" if version else "name another one by its date"
            raise DataError(Problem(str(path), f"this overload cannot read it (format {version})", hint))
        # An entry that was corrected or taken out has another row that says so: what counts is what stands.
        standing = """
            SELECT count(*) FROM entries WHERE removed = 0
            AND id NOT IN (SELECT replaces FROM entries WHERE replaces IS NOT NULL)
        """
        return Copy(path, version, copy.execute(standing).fetchone()[0])


def exchange(database: Path, copy: Path, now: datetime) -> Path | None:
    """Put a copy in the place of a database and return where what was there is kept, None where nothing was.

    The copy stays where it is. The folder's lock must be held. Raises FileError, and then the database is as it was,
    or DataError.
    """
    try:
        data = read_regular(copy, LARGEST_DATABASE)
        kept = _keep(database, now)
        # SQLite would play what is written ahead of the old one into the new one.
        for ending in BESIDE:
            Path(f"{database}{ending}").unlink(missing_ok=True)
    except OSError as error:
        raise file_error(error, database) from error
    replace_file(database, data)
    return kept


def _keep(database: Path, now: datetime) -> Path | None:
    if not os.path.lexists(database):
        return None
    with contextlib.suppress(Exception):  # whatever is wrong with it: then its bytes are kept as they are
        _gather(database)
    folder = backups_folder(database)
    folder.mkdir(mode=0o700, exist_ok=True)
    base, number = folder / f"{database.stem}-replaced-{now:%Y-%m-%dT%H%M%S}", 1
    kept = base.with_name(f"{base.name}.db")
    while kept.exists():
        number += 1
        kept = base.with_name(f"{base.name}-{number}.db")
    for ending in ("", *_KEPT):
        if os.path.lexists(f"{database}{ending}"):
            _second_name(Path(f"{database}{ending}"), Path(f"{kept}{ending}"))
    return kept


def _gather(database: Path) -> None:
    """Bring what is written ahead of a sound database into its file."""
    with contextlib.closing(connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _second_name(file: Path, name: Path) -> None:
    try:
        os.link(file, name, follow_symlinks=False)
    except OSError:  # a file system without hard links
        shutil.copy2(file, name, follow_symlinks=False)
