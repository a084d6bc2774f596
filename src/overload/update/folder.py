"""A training folder, opened: its plan, the catalog with its own things in it, and its store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import attrs

from overload import config, plugins
from overload.catalog import Catalog
from overload.errors import FileError, Problem
from overload.ical.identity import uid_end
from overload.model import Configuration, Entry, Imported, Published, Status
from overload.plan import Inputs, Plan, build
from overload.plan.decided import decided, marked
from overload.plan.inputs import MOST_WEEKS
from overload.plugins import Plugins
from overload.store import Store, folder_lock, open_store, replace_file
from overload.update.busy import Busy, busy_times
from overload.update.givers import remembered_givers
from overload.update.missing import read_without_missing

PLAN_FILE, DATABASE, FEEDS = "plan.toml", "overload.db", "calendars"

Clock = Callable[[str], datetime]
"""Reads the time in a zone (IANA name); only the edges have one."""


@attrs.frozen
class Folder:
    """An opened training folder: its configuration, the catalog with its own things in it, and its store."""

    path: Path
    config: Configuration
    catalog: Catalog
    store: Store
    plugins: Plugins

    def now(self, clock: Clock) -> datetime:
        """Return the time where the athlete is."""
        return clock(self.config.athlete.zone)

    def marked(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Return entries of the log with those of days that were called unwell marked as such."""
        return marked(entries, decided(self.store.decisions()).unwell)

    def inputs(self, now: datetime, weeks: int | None = None) -> Inputs:
        """Return everything a plan as of `now` (aware) depends on."""
        horizon = weeks or self.config.calendar.weeks
        busy = self.busy(now)
        return Inputs(
            config=self.config,
            catalog=self.catalog,
            log=self.store,
            now=now,
            published=tuple(self._as_to_restore(now)),
            decisions=self.store.decisions(),
            weeks=horizon,
            busy=busy.times,
            problems=(*self.plugins.problems, *busy.problems),
            adjusters=self.plugins.adjusters(),
        )

    def _as_to_restore(self, now: datetime) -> Iterator[Published]:
        """Yield the sessions as they were last shown, those that an undo brings back as they were before."""
        starts, wall = self.store.to_restore(), now.replace(tzinfo=None)
        for one in self.store.published():
            start = starts.get(one.ordinal, wall)
            is_back = start > wall and one.status in {Status.PLANNED, Status.CANCELLED}
            yield attrs.evolve(one, start=start, status=Status.PLANNED) if is_back else one

    def busy(self, now: datetime) -> Busy:
        """Return what the busy calendars say, but for the athlete's own training."""
        if not self.config.busy:
            return Busy()
        own = [uid_end(self.config.plan_id, one) for one in self.config.feeds]
        return busy_times(self.path, self.config, now, MOST_WEEKS, own)

    def plan(self, now: datetime, weeks: int | None = None) -> Plan:
        """Return the plan as of `now` (aware); nothing is written."""
        return build(self.inputs(now, weeks))

    def feed_file(self, name: str) -> Path:
        """Return where the feed of that name is."""
        return self.path / FEEDS / f"{name}.ics"


@contextmanager
def opened(path: Path, *, wait_s: float = 10) -> Iterator[Folder]:
    """Open a training folder for one run, holding its lock.

    Raises PlanError, PluginError, FileError, DataError, LockedError.
    """
    with folder_lock(path, wait_s), plugins.in_force(plugins.current()):
        chosen, found = _chosen(path)
        with open_store(path / DATABASE) as store:
            named = attrs.evolve(chosen, plan_id=chosen.plan_id or store.plan_id())
            yield Folder(path, named, config.with_own(found.catalog, named), store, found)


def _chosen(path: Path) -> tuple[Configuration, Plugins]:
    """Read plan.toml against what plugins add."""
    text = plan_text(path)
    found = plugins.load_all(path, text, remembered=remembered_givers(path / DATABASE))
    found.refuse(found.problems)
    return read_without_missing(text, found), found


def known_things(path: Path | None) -> Catalog:
    """Return the catalog, with a training folder's own things in it if one is given."""
    if path is None:
        return plugins.catalog()
    chosen, found = _chosen(path)
    return config.with_own(found.catalog, chosen)


def read_by_plugins(path: Path | None, content: bytes) -> Imported | None:
    """Return what a file of another app holds, if a plugin knows it; None otherwise."""
    with plugins.in_force(plugins.current()):
        found = plugins.load_all() if path is None else _chosen(path)[1]
        return found.import_file(content)


def start_folder(path: Path, text: str) -> None:
    """Make a training folder with this plan.toml; raises FileError where one is already, or the disk refuses."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        (path / FEEDS).mkdir(exist_ok=True)
        (path / "plugins").mkdir(exist_ok=True)
    except OSError as error:
        raise FileError(Problem(str(path), f"cannot be made: {error.strerror}")) from None
    if (path / PLAN_FILE).exists():
        raise FileError(Problem(str(path / PLAN_FILE), "is there already", "edit it, or choose another folder"))
    replace_file(path / PLAN_FILE, text.encode())


def plan_text(path: Path) -> str:
    """Return the text of plan.toml; raises FileError."""
    try:
        return (path / PLAN_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(Problem(str(path / PLAN_FILE), f"cannot be read: {error}")) from None
