"""The training of one of many athletes: its plan, feeds, key and store as rows of a database."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import attrs

from overload.errors import FileError, Problem
from overload.model import Configuration
from overload.settled import Sources, last_note, plan_stands
from overload.store import Store
from overload.store.notes import Notes
from overload.store.rows import HeldStore, RowDatabase, connect, shown
from overload.update import Clock
from overload.update.home import FeedFile, Home

NOWHERE: Final = Path("/dev/null")
"""Where nothing is and nothing can be: what stands in for the folder of a training that has none."""
AGAIN: Final = timedelta(hours=1)
"""When a training is looked at again whose update left something to try."""
SPREAD: Final = timedelta(hours=2)
"""Over how long those are spread who are due at the same midnight."""


class _Feed(FeedFile):
    """A feed that is a row."""

    def __init__(self, database: RowDatabase, name: str) -> None:
        self._database, self._name = database, name

    @property
    def path(self) -> Path:
        return Path(self._database.place, f"{self._name}.ics")

    def _column(self, column: str) -> object:
        query = f"SELECT {column} FROM feed WHERE athlete = me() AND name = ?"  # noqa: S608 - names of our columns
        found = self._database.read(query, (self._name,))
        return found[0][0] if found else None

    @property
    def mode(self) -> int | None:
        mode = self._column("mode")
        return mode if isinstance(mode, int) else None

    def read(self) -> bytes:
        body = self._column("body")
        if not isinstance(body, bytes):
            raise FileNotFoundError(2, "nothing is published yet", str(self.path))
        return body

    def digest(self) -> str:
        return str(self._column("digest") or "")

    def replace(self, data: bytes, mode: int) -> bool:
        digest = hashlib.sha256(data).hexdigest()
        if (self.digest(), self.mode) == (digest, mode):
            return False
        with self._database.transaction() as writing:
            writing.execute("UPDATE athlete SET version = version + 1 WHERE id = me()")
            writing.execute("DELETE FROM feed WHERE athlete = me() AND name = ?", (self._name,))
            writing.execute(
                "INSERT INTO feed SELECT me(), ?, ?, ?, version, ? FROM athlete WHERE id = me()",
                (self._name, digest, mode, data),
            )
        return True


@attrs.define
class RowHome(Home):
    """A training as rows: the address of the database, and the athlete's number and name in it."""

    address: str
    number: int
    name: str
    _database: RowDatabase | None = attrs.field(default=None, init=False, repr=False)

    @property
    def place(self) -> str:
        """The address of the athlete."""
        return place_of(self.address, self.name)

    @property
    def path(self) -> Path:
        """A folder in which nothing is and nothing can be."""
        return NOWHERE / self.name

    @property
    def folder(self) -> Path | None:
        """None: there are no plugins of its own, and no files that a hook could look at."""
        return None

    @contextlib.contextmanager
    def entered(self, wait_s: float) -> Iterator[None]:
        """Hold the athlete's row; all that is done meanwhile is one transaction, with the time it is next due."""
        with self.opened() as database, database.held(wait_s):
            with self.on(database):
                yield
            self.put_off(database)

    @contextlib.contextmanager
    def on(self, database: RowDatabase) -> Iterator[None]:
        """Let all that is asked of this home in the block be asked of rows that are held."""
        before, self._database = self._database, database
        try:
            yield
        finally:
            self._database = before

    @contextlib.contextmanager
    def opened(self) -> Iterator[RowDatabase]:
        """Yield the rows: as they are held, else over a connection of their own."""
        if self._database is not None:
            yield self._database
            return
        with contextlib.closing(RowDatabase(connect(self.address), self.number, self.place)) as database:
            yield database

    def put_off(self, database: RowDatabase) -> None:
        """Note when the training is next due: when its plan no longer stands, or soon where it does not now."""
        note = last_note(Notes(database))
        due = datetime.fromisoformat(note.until) if note else None
        with database.transaction() as writing:
            if due is None:
                writing.execute("UPDATE athlete SET due = now() + ? WHERE id = me()", (AGAIN,))
            else:
                writing.execute("UPDATE athlete SET due = ? WHERE id = me()", (due + self._share_of(SPREAD),))

    def stands(self, clock: Clock) -> bool:
        """Tell whether an update now would change nothing; then it is put off, and nothing need be planned."""
        with self.opened() as database:
            notes = Notes(database)
            note = last_note(notes)
            if note is None:
                return False
            sources = self.sources(notes, note.zone, (), tuple(map(Path, note.outside)))
            if not plan_stands(note, sources, clock(note.zone).astimezone(UTC)):
                return False
            self.put_off(database)
        return True

    def _share_of(self, span: timedelta) -> timedelta:
        """Return a part of a span that is the athlete's own, so that not all begin at once."""
        return span * (int.from_bytes(hashlib.sha256(str(self.number).encode()).digest()[:4]) / 2**32)

    @contextlib.contextmanager
    def store(self) -> Iterator[Store]:
        """Open its tables."""
        with self.opened() as database:
            yield Store(database) if self._database is None else HeldStore(database)

    @property
    def has_store(self) -> bool:
        """Always: the tables are there for all."""
        return True

    @property
    def keeps_answers(self) -> bool:
        """Never: whoever asks has the planner at hand."""
        return False

    def known(self, name: str) -> str | None:
        """Return what is remembered under a name."""
        with self.opened() as database:
            return Notes(database).get(name)

    def plan_text(self) -> str:
        """Return its plan; raises FileError where it has none."""
        with self.opened() as database:
            found = database.read("SELECT plan FROM athlete WHERE id = me()")
        if not found or not found[0][0]:
            raise FileError(Problem(self.place, "has no plan"))
        return str(found[0][0])

    def key(self, *, make: bool) -> bytes | None:
        """Return the key of its links."""
        with self.opened() as database:
            found: bytes | None = database.read("SELECT key FROM athlete WHERE id = me()")[0][0]
            if found is None and make:
                found = os.urandom(32)
                with database.transaction() as writing:
                    writing.execute("UPDATE athlete SET key = ? WHERE id = me()", (found,))
            return found

    def feed(self, name: str) -> FeedFile:
        """Return the row of a feed; only while it is entered."""
        if self._database is None:
            raise RuntimeError("a feed is asked for outside of a run")
        return _Feed(self._database, name)

    def sources(self, store: Notes, zone: str, busy: tuple[Path, ...], outside: tuple[Path, ...]) -> Sources:
        """Return what an update depends on: no files but those that plugins named."""
        key = self.key(make=False) or b""
        said = hashlib.sha256(key + self.plan_text().encode()).hexdigest()
        return Sources(self.path, store, zone, busy, outside, said)

    def refused(self, config: Configuration) -> tuple[Problem, ...]:
        """Return what a plan asks for that there is only in a folder: files, commands, passwords."""
        return refused(config)


def place_of(address: str, name: str) -> str:
    """Return the address of an athlete as it may be shown."""
    return f"{shown(address)}/{name}"


def refused(config: Configuration) -> tuple[Problem, ...]:
    """Return what a plan asks for that there is only in a folder: files, commands, passwords."""
    return tuple(_refused(config))


def _refused(config: Configuration) -> Iterator[Problem]:
    hint = "take it out; it goes with a training folder of one's own"
    for one in config.busy:
        yield Problem(f"plan.toml: busy.{one.name}", "files and commands of an athlete are not read here", hint)
    for share in config.shares:
        yield Problem(f"plan.toml: shares.{share.name}", "files of an athlete are not read here", hint)
    for feed in config.feeds:
        if feed.publish_command:
            place = f"plan.toml: feeds.{feed.name}.publish_command"
            yield Problem(place, "commands of an athlete are not run here", hint)
    if config.own_calendar:
        yield Problem("plan.toml: caldav", "a calendar of the athlete's own is not written from here yet", hint)
