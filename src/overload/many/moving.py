"""A training folder becomes rows, and rows a training folder: plan, log, decisions, what was shown, links, feeds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from overload.errors import DataError, PlanError, Problem
from overload.many.athletes import check_name
from overload.many.home import RowHome, place_of, refused
from overload.settled import DATABASE, KEY_FILE, PLUGINS, unsettle
from overload.store import Store, open_store, replace_file
from overload.store.rows import RowDatabase, connect, guarded, require_up_to_date
from overload.update import Folder, opened, start_folder
from overload.update.home import FolderHome, Home


def bring(path: Path, address: str, name: str) -> RowHome:
    """Bring a training folder into a database as an athlete of that name, and return its home there.

    The folder stays as it is. All of it is there afterwards, or nothing. Raises PlanError for what its plan asks for
    that is not to be had there, DataError where the name is taken, and what opening the folder raises.
    """
    check_name(name)
    with opened(path) as folder:
        wrong = (*_plugins_of_its_own(path), *refused(folder.config))
        if wrong:
            raise PlanError(*wrong)
        place = place_of(address, name)
        with closing(connect(address)) as connection, guarded(place), connection.transaction():
            require_up_to_date(connection)
            query = "INSERT INTO athlete (name, plan, key) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING RETURNING id"
            row = connection.execute(query, (name, folder.text, folder.home.key(make=False))).fetchone()
            if row is None:
                raise DataError(Problem(place, "there is an athlete of that name already", "choose another name"))
            home = RowHome(address, int(row[0]), name)
            database = RowDatabase(connection, home.number, place)
            with database.held(10), home.on(database), home.store() as store:
                _copy(folder.store, store)
                _copy_feeds(folder, home)
    return home


def take(home: RowHome, path: Path) -> None:
    """Write an athlete's rows into a new training folder; they stay as they are.

    Raises FileError where there is a training folder already, or the disk refuses.
    """
    with opened(home) as athlete:
        start_folder(path, athlete.text)
        key = home.key(make=False)
        if key is not None:
            replace_file(path / KEY_FILE, key.hex().encode() + b"\n")
        with open_store(path / DATABASE) as store:
            _copy(athlete.store, store)
        _copy_feeds(athlete, FolderHome(path))


def _plugins_of_its_own(path: Path) -> Iterator[Problem]:
    for file in sorted((path / PLUGINS).rglob("*.py")):
        message = "plugins of a single athlete are not run here"
        yield Problem(str(file.relative_to(path)), message, "install it as a package for all, or take it out")


def _copy(source: Store, target: Store) -> None:
    """Copy all rows; that nothing need be planned is a note about files, which the target does not have."""
    target.take_over(source.everything())
    unsettle(target)


def _copy_feeds(source: Folder, target: Home) -> None:
    for choice in source.config.feeds:
        there = source.feed_file(choice.name)
        if there.mode is not None:
            target.feed(choice.name).replace(there.read(), there.mode)
