"""The story of the program: load, build, render, replace the feed. What cron, `log` and the web page all call."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import attrs

from overload import config, ical, plugins
from overload.catalog import Catalog
from overload.equipment import ladder
from overload.errors import DataError, FileError, Problem
from overload.model import Configuration, Decision, Entry, Exercise, FeedChoice, Published, Revision, Status
from overload.model.notation import parse_sets
from overload.plan import Inputs, Plan, PlannedSlot, Session, build
from overload.store import Store, folder_lock, open_store, replace_file
from overload.units import Load, Unit

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

    def now(self, clock: Clock) -> datetime:
        """Return the time where the athlete is."""
        return clock(self.config.athlete.zone)

    def plan(self, now: datetime, weeks: int | None = None) -> Plan:
        """Return the plan as of `now` (aware); nothing is written."""
        return build(
            Inputs(
                config=self.config,
                catalog=self.catalog,
                log=self.store,
                now=now,
                published=self.store.published(),
                decisions=self.store.decisions(),
                weeks=weeks or self.config.calendar.weeks,
            )
        )

    def feed_file(self, name: str) -> Path:
        """Return where the feed of that name is."""
        return self.path / FEEDS / f"{name}.ics"


@attrs.frozen
class Feed:
    """A feed as it is to be written: its choice, its revisions before and now, and a digest of all that it says."""

    choice: FeedChoice
    contents: tuple[ical.EventContent, ...]
    was: dict[int, Revision]
    revisions: tuple[Revision, ...]
    digest: str

    @property
    def changed(self) -> tuple[int, ...]:
        """The ordinals of events that are new or say something else than before."""
        return tuple(one.ordinal for one in self.revisions if self.was.get(one.ordinal) != one)


@attrs.frozen
class Updated:
    """What an update did (or would do): the plan, what was published before, the feeds, and the files written."""

    plan: Plan
    before: tuple[Published, ...]
    feeds: tuple[Feed, ...]
    written: tuple[Path, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that went wrong without stopping the update."""
        return self.plan.problems


@contextmanager
def opened(path: Path, *, wait_s: float = 10) -> Iterator[Folder]:
    """Open a training folder for one run, holding its lock.

    Raises PlanError, FileError, DataError, LockedError.
    """
    with folder_lock(path, wait_s):
        known = plugins.catalog()
        chosen = config.read_plan(plan_text(path), known)
        with open_store(path / DATABASE) as store:
            named = attrs.evolve(chosen, plan_id=chosen.plan_id or store.plan_id())
            yield Folder(path, named, config.with_own(known, named), store)


def known_things(path: Path | None) -> Catalog:
    """Return the catalog, with a training folder's own things in it if one is given."""
    known = plugins.catalog()
    return known if path is None else config.with_own(known, config.read_plan(plan_text(path), known))


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


def update(path: Path, clock: Clock, weeks: int | None = None, *, dry_run: bool = False) -> Updated:
    """Bring the feeds of a training folder up to date; with nothing to change, nothing is written."""
    with opened(path) as folder:
        return publish(folder, folder.now(clock), weeks, dry_run=dry_run)


def publish(folder: Folder, now: datetime, weeks: int | None = None, *, dry_run: bool = False) -> Updated:
    """Build the plan and replace each feed that says something new.

    What is to be written is remembered before the file is replaced: a run killed in between is finished by the next,
    with the same bytes.
    """
    before = folder.store.published()
    plan = folder.plan(now, weeks)
    feeds = tuple(_feed(folder, plan, choice) for choice in plan.feeds)
    if dry_run:
        return Updated(plan, before, feeds)
    folder.store.remember(plan.published, {feed.choice.name: feed.revisions for feed in feeds})
    return Updated(plan, before, feeds, tuple(filter(None, (_write(folder, plan, feed) for feed in feeds))))


def _feed(folder: Folder, plan: Plan, choice: FeedChoice) -> Feed:
    contents = ical.events(plan, choice)
    was = folder.store.revisions(choice.name)
    revisions = ical.revise(contents, was, choice.name, plan.now)
    return Feed(choice, contents, was, revisions, ical.digest(choice, plan, revisions))


def _write(folder: Folder, plan: Plan, feed: Feed) -> Path | None:
    """Render and replace a feed's file unless the file is the one written for this very content."""
    path, memo = folder.feed_file(feed.choice.name), f"feed.{feed.choice.name}"
    if folder.store.get(memo) == f"{feed.digest} {_digest(path)}":
        return None
    data = ical.render(feed.contents, feed.revisions, feed.choice, plan)
    path.parent.mkdir(mode=0o755, exist_ok=True)
    written = replace_file(path, data, 0o644 if feed.choice.publish else 0o600)
    folder.store.set(memo, f"{feed.digest} {hashlib.sha256(data).hexdigest()}")
    return path if written else None


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def moved(before: Sequence[Published], after: Sequence[Published]) -> tuple[str, ...]:
    """Say in one line each what happened to sessions: new, moved, done, missed, cancelled."""
    old = {one.ordinal: one for one in before}
    return tuple(line for one in after for line in [_what_happened(old.get(one.ordinal), one)] if line and one.ordinal)


def _what_happened(old: Published | None, new: Published) -> str:
    place = f"s{new.ordinal} {new.day}"
    if old is None:
        return f"{place}: new, {new.start:%a %d %b %H:%M}"
    if old.start != new.start:
        return f"{place}: moved from {old.start:%a %d %b %H:%M} to {new.start:%a %d %b %H:%M}"
    return f"{place}: {new.status.value}" if old.status is not new.status else ""


@attrs.frozen
class Logged:
    """A performance that was recorded: the entry, the session it belongs to if any, and the update it caused."""

    entry: Entry
    session: Session | None
    updated: Updated

    @property
    def comes_next(self) -> PlannedSlot | None:
        """The next prescription of this exercise."""
        return next(
            (
                slot
                for session in self.updated.plan.ahead()
                for slot in session.slots
                if slot.exercise.id == self.entry.exercise and slot.done is None
            ),
            None,
        )


@attrs.frozen
class Unwell:
    """A day on which the athlete was not well, and the update that followed."""

    day: date
    updated: Updated


def unwell_day(path: Path, clock: Clock, on: date | None = None) -> Unwell:
    """Note that the athlete was not well on a day: what was or will be logged for it is no miss. Raises DataError."""
    with opened(path) as folder:
        now = folder.now(clock)
        day = _past_day(on, now)
        recorded = now.astimezone(UTC)
        folder.store.decide(Decision(0, recorded, "unwell", start=datetime.combine(day, datetime.min.time())))
        logged = [one for one in folder.store.since(day) if one.on == day and not one.unwell]
        folder.store.append_many(attrs.evolve(one, recorded=recorded, unwell=True, replaces=one.id) for one in logged)
        return Unwell(day, publish(folder, now))


def _past_day(on: date | None, now: datetime) -> date:
    if on is not None and on > now.date():
        raise DataError(Problem("--on", f"{on} is in the future", "log what has been done"))
    return on or now.date()


def record(
    path: Path, exercise: str, sets: str, clock: Clock, on: date | None = None, *, unwell: bool = False
) -> Logged:
    """Record a performance as written on the command line and republish.

    `exercise` may be an alias or a prefix. Raises UsageError for an unknown one, DataError for sets that cannot be
    read or lie in the future.
    """
    with opened(path) as folder:
        now = folder.now(clock)
        day = _past_day(on, now)
        entry, session = _entry(folder, folder.catalog.find_exercise(exercise), sets, now, day)
        stored = folder.store.append(attrs.evolve(entry, unwell=unwell or _was_unwell(folder, day)))
        return Logged(stored, session, publish(folder, now))


def _was_unwell(folder: Folder, day: date) -> bool:
    return any(one.kind == "unwell" and one.start and one.start.date() == day for one in folder.store.decisions())


def _entry(folder: Folder, exercise: Exercise, text: str, now: datetime, day: date) -> tuple[Entry, Session | None]:
    plan = folder.plan(now)
    session, slot = session_for(plan, exercise.id, day)
    asked = slot.prescription if slot and slot.done is None and slot.prescription.sets else None
    loads = [target.load for target in asked.sets] if asked else []
    sets = parse_sets(text, _unit(loads, folder, exercise, session), loads)
    entry = Entry(
        id=0,
        recorded=now.astimezone(UTC),
        on=day,
        exercise=exercise.id,
        sets=sets,
        session=session.ordinal if session else None,
        asked=asked,
        bodyweight=folder.config.athlete.bodyweight,
    )
    return entry, session


def _unit(loads: Sequence[Load], folder: Folder, exercise: Exercise, session: Session | None) -> Unit:
    """A bare number is in the unit of the hardware it is lifted with."""
    if loads:
        return loads[0].unit
    place = session.place if session else folder.config.places[0]
    try:
        return ladder(exercise, place, folder.catalog, folder.config.athlete.unit).bottom.unit
    except DataError:
        return folder.config.athlete.unit


def session_for(plan: Plan, exercise: str, day: date) -> tuple[Session | None, PlannedSlot | None]:
    """Return the session a performance of that day belongs to, and its slot.

    The session of that very day first, then the nearest open one of the same ISO week, the past ones first.
    """
    same_week = [one for one in plan.sessions if one.start.isocalendar()[:2] == day.isocalendar()[:2]]
    open_ones = [one for one in same_week if one.status in {Status.PLANNED, Status.MISSED} or one.start.date() == day]
    for session in sorted(open_ones, key=lambda one: abs((one.start.date() - day).days)):
        slots = [slot for slot in session.slots if slot.exercise.id == exercise]
        if exercise in session.exercises:
            return session, (slots[0] if slots else None)
    return None, None
