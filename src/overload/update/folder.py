"""A training folder, opened: its plan, the catalog with its own things in it, and its store."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import attrs

from overload import config, plugins, settled
from overload.catalog import Catalog
from overload.errors import FileError, OverloadError, PlanError, Problem
from overload.hookspecs import Context
from overload.ical.identity import uid_end
from overload.model import Bodyweights, Configuration, Entry, Published, Status, Zones, bodyweights
from overload.plan import Inputs, Plan, build
from overload.plan.away import lent
from overload.plan.decided import MarkedLog, decided, marked, zones_of
from overload.plan.inputs import MOST_WEEKS
from overload.plugins import Plugins
from overload.settled import Dependency, Sources
from overload.store import Store, replace_file
from overload.update.begun import as_begun
from overload.update.givers import remembered_givers
from overload.update.home import FeedFile, Home, home_of
from overload.update.kept_free import Busy, busy_files
from overload.update.last_plan import last_plan, passed_over
from overload.update.missing import read_without_missing

if TYPE_CHECKING:
    from overload.model import Imported

PLAN_FILE, DATABASE, FEEDS = settled.PLAN_FILE, settled.DATABASE, settled.FEEDS

Clock = Callable[[str], datetime]
"""Reads the time in a zone (IANA name); only the edges have one."""


@attrs.frozen
class Folder:
    """An opened training folder: its configuration, the catalog with its own things in it, and its store.

    `began` is the state of the store when it was opened, where plugins are watched, and `said` what the athlete had
    said by then. `asked_for` is the weekly calendar that plan.toml names, which may be another one than it goes on
    with. `text` is the plan.toml it was read from; `passed_over` are the mistakes of the one that stands there, where
    it was opened with the last one without.
    """

    home: Home
    config: Configuration
    catalog: Catalog
    store: Store
    plugins: Plugins
    began: str = ""
    asked_for: str = ""
    text: str = ""
    passed_over: tuple[Problem, ...] = ()
    said: str = ""

    @property
    def path(self) -> Path:
        """The folder of its files; one in which nothing is and can be where it is kept elsewhere."""
        return self.home.path

    def now(self, clock: Clock) -> datetime:
        """Return the time where the athlete is."""
        now, zones = clock(self.config.athlete.zone), self.zones
        return now.astimezone(ZoneInfo(zones.at(now))) if zones.changes else now

    @property
    def zones(self) -> Zones:
        """Where the athlete is on which date."""
        return zones_of(self.config.athlete, decided(self.store.decisions()))

    def marked(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Return entries of the log with those of days that were called unwell marked as such."""
        return marked(entries, decided(self.store.decisions()).unwell)

    @property
    def bodyweights(self) -> Bodyweights:
        """What the athlete weighs, by day."""
        return bodyweights(self.store.weighings(), self.config.athlete.bodyweight)

    @property
    def sources(self) -> Sources:
        """Where everything is found that an update depends on."""
        busy = busy_files(self.path, self.config)
        return self.home.sources(self.store, self.config.athlete.zone, busy, self.plugins.outside.files)

    def context(self, now: datetime, plan: Plan | None = None) -> Context:
        """Return what hooks may look at as of `now` (aware), with the plan where there is one."""
        log = MarkedLog(self.store, decided(self.store.decisions()).unwell, self.bodyweights)
        return Context(now, self.home.folder, log, plan, self.plugins.outside.note)

    def inputs(self, now: datetime, weeks: int | None = None) -> Inputs:
        """Return everything a plan as of `now` (aware) depends on: each field as INPUTS has it."""
        asked = Asked(self, now, weeks)
        return Inputs(**{name: made.make(asked) for name, made in INPUTS.items()})

    def published(self) -> Iterator[Published]:
        """Yield the sessions as they were last shown, those that an undo brings back as they were before."""
        starts = self.store.to_restore()
        for shown in self.store.published():
            start = starts.get(shown.ordinal, shown.start)
            is_back = shown.ordinal in starts and shown.status is not Status.DONE
            # What called it off, or moved it, is taken back with it.
            is_as_it_was = start == shown.start and shown.status is not Status.CANCELLED
            change = shown.change if is_as_it_was else ""
            yield attrs.evolve(shown, start=start, status=Status.PLANNED, change=change) if is_back else shown

    @property
    def has_news(self) -> bool:
        """Whether something was written down or decided since it was opened, as far as that can be read."""
        with contextlib.suppress(OverloadError):
            return self.store.said() != self.said
        return False

    def write_once(self) -> None:
        """See to it that what was written down since it was opened is not written again, whatever plugins do."""
        limit = plugins.current().limit
        if limit.watch and self.store.state() != self.began:
            self.store.reopened(lambda: limit.checkpoint(is_written=True))

    def busy(self, now: datetime) -> Busy:
        """Return what the busy calendars say, but for the athlete's own training."""
        if not self.config.busy:
            return self._shared()
        from overload.update.busy import as_read, busy_times  # noqa: PLC0415 - only where there are busy calendars
        from overload.update.making_way import waiting  # noqa: PLC0415 - only where there are busy calendars

        own = [uid_end(self.config.plan_id, feed) for feed in self.config.feeds]
        found = busy_times(self.path, self.config, now, MOST_WEEKS, own, self.zones)
        found = waiting(found, self.config, now, self.published(), self.zones, partial(as_read, self.path))
        shared = self._shared()
        times = sorted((*found.times, *shared.times), key=lambda time: (time.start, time.end))
        return Busy(tuple(times), (*found.problems, *shared.problems), found.again)

    def _shared(self) -> Busy:
        """Return when others train with the same dumbbells."""
        if not self.config.shares:
            return Busy()
        from overload.update.shares import shared_times  # noqa: PLC0415 - only where dumbbells are shared

        return shared_times(self.path, self.config, self.published(), self.zones)

    def plan(self, now: datetime, weeks: int | None = None) -> Plan:
        """Return the plan as of `now` (aware); nothing is written."""
        return build(self.inputs(now, weeks))

    def feed_file(self, name: str) -> FeedFile:
        """Return the feed of that name as subscribers have it."""
        return self.home.feed(name)


@attrs.frozen(slots=False)
class Asked:
    """A plan that is asked for: of which folder, as of when (aware), for how many weeks if not as in its plan.toml."""

    folder: Folder
    now: datetime
    weeks: int | None = None

    @cached_property
    def busy(self) -> Busy:
        """What the busy calendars say, read once."""
        return self.folder.busy(self.now)


def _with_lent(folder: Folder) -> Catalog:
    """Return the catalogue with the dumbbells that are there while the athlete is away."""
    return folder.catalog.with_own(dumbbells=lent(decided(folder.store.decisions()).away))


@attrs.frozen
class Made:
    """Of what an input of a plan is made, and how."""

    of: tuple[Dependency, ...]
    make: Callable[[Asked], Any]


_IS_READ: Final = (Dependency.PLAN, Dependency.PLUGINS, Dependency.CHOICE, Dependency.PACKAGES, Dependency.PROGRAM)
"""What the reading of plan.toml itself hangs on: it is read against what plugins add."""
INPUTS: Final[Mapping[str, Made]] = {
    "config": Made((*_IS_READ, Dependency.RECORDS), lambda asked: asked.folder.config),
    "catalog": Made((*_IS_READ, Dependency.OUTSIDE, Dependency.RECORDS), lambda asked: _with_lent(asked.folder)),
    "log": Made((Dependency.RECORDS,), lambda asked: asked.folder.store),
    "now": Made((Dependency.TIME, Dependency.ZONE), lambda asked: asked.now),
    "published": Made((Dependency.RECORDS,), lambda asked: tuple(asked.folder.published())),
    "decisions": Made((Dependency.RECORDS,), lambda asked: asked.folder.store.decisions()),
    "weeks": Made((Dependency.PLAN,), lambda asked: asked.weeks or asked.folder.config.calendar.weeks),
    "busy": Made(
        (Dependency.BUSY, Dependency.TIME, Dependency.ZONE, Dependency.RECORDS, Dependency.PLAN),
        lambda asked: asked.busy.times,
    ),
    "problems": Made(
        (*_IS_READ, Dependency.BUSY, Dependency.RECORDS),
        lambda asked: (*asked.folder.passed_over, *asked.folder.plugins.problems, *asked.busy.problems),
    ),
    "weighings": Made((Dependency.RECORDS,), lambda asked: asked.folder.store.weighings()),
    "adjusters": Made(
        (*_IS_READ, Dependency.RECORDS, Dependency.TIME, Dependency.OUTSIDE),
        lambda asked: asked.folder.plugins.adjusters(asked.folder.context(asked.now)),
    ),
}
"""Field of Inputs -> of which dependencies it is made, and how: what a plan is made of, and nothing else."""
RENDERED_OF: Final = (Dependency.KEY,)
"""What the feeds are made of besides the plan: the links in their events."""


@contextlib.contextmanager
def opened(
    where: Path | Home, *, wait_s: float = 10, clock: Clock | None = None, to_write_down: bool = False
) -> Iterator[Folder]:
    """Open a training folder for one run, holding its lock. `clock` tells plugins the time, if nothing else does.

    Who has something `to_write_down` gets it also where plan.toml has mistakes: with the last plan that had none.
    Where nobody can write there is no lock to hold: it can be read as it stood then, and writing is refused.
    Raises PlanError, PluginError, FileError, DataError, LockedError.
    """
    policy, home = plugins.current(), home_of(where)
    limit = policy.limit
    with home.entered(wait_s), plugins.in_force(attrs.evolve(policy, clock=policy.clock or clock)):
        read = (_read_or_last if to_write_down else _read)(home)
        chosen, found = read.config, read.plugins
        refused = home.refused(chosen)
        if refused:
            raise PlanError(*refused)
        with home.store() as store:
            named = attrs.evolve(chosen, plan_id=chosen.plan_id or _plan_id(home, store))
            named, use = as_begun(named, found.catalog, store), named.calendar.use
            began = store.state() if limit.watch else ""
            catalog = config.with_own(found.catalog, named)
            yield Folder(home, named, catalog, store, found, began, use, read.text, read.passed_over, store.said())
    # What was done here is done, and the lock is given up: whatever a plugin does now, nobody goes back behind this.
    limit.checkpoint(is_written=True)


def _plan_id(home: Home, store: Store) -> str:
    """Return the name of a plan that gives itself none: a database that has none yet takes up the published one."""
    if store.get("plan_id") is None:
        from overload.update.lost import plan_id_of  # noqa: PLC0415 - only where a database is new

        known = plan_id_of(home)
        if known:
            store.set("plan_id", known)
    return store.plan_id()


@attrs.frozen
class _Read:
    """A plan.toml that was read against what plugins add; `passed_over` is what is wrong with the one that is there."""

    text: str
    config: Configuration
    plugins: Plugins
    passed_over: tuple[Problem, ...] = ()


def _read_or_last(home: Home) -> _Read:
    """Read plan.toml, or where it has mistakes the last one that had none. Raises PlanError, FileError, PluginError."""
    try:
        return _read(home)
    except (PlanError, FileError) as error:
        text = None if plugins.current().is_strict else last_plan(home)
        if text is None:
            raise
        try:
            return attrs.evolve(_read(home, text), passed_over=passed_over(error.problems))
        except OverloadError:
            raise error from None


def _read(home: Home, text: str | None = None) -> _Read:
    """Read plan.toml (or this text of it) against what plugins add."""
    text = home.plan_text() if text is None else text
    found = plugins.load_all(home.folder, text, remembered=remembered_givers(home))
    found.refuse(found.problems)
    chosen = read_without_missing(text, found)
    if found.misread:
        raise PlanError(*found.misread)
    return _Read(text, chosen, found)


def known_things(where: Path | Home | None) -> Catalog:
    """Return the catalog, with a training folder's own things in it if one is given."""
    if where is None:
        return plugins.catalog()
    read = _read(home_of(where))
    return config.with_own(read.plugins.catalog, read.config)


def read_by_plugins(where: Path | Home | None, content: bytes) -> Imported | None:
    """Return what a file of another app holds, if a plugin knows it; None otherwise."""
    with plugins.in_force(plugins.current()):
        found = plugins.load_all() if where is None else _read(home_of(where)).plugins
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
        raise FileError(Problem(str(path / PLAN_FILE), "already exists", "edit it, or choose another folder"))
    replace_file(path / PLAN_FILE, text.encode())


def plan_text(where: Path | Home) -> str:
    """Return the text of plan.toml; raises FileError."""
    return home_of(where).plan_text()
