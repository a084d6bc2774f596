"""How a training folder is doing, for monitoring: what the last run left, looked at without changing anything."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path
from typing import Final

import attrs

from overload.errors import DataError, OverloadError, PlanError, UnreachableError
from overload.model import Status
from overload.moments import full_day_words
from overload.settled import FEED_MEMO, file_digest
from overload.store import Store, open_store
from overload.store.files import READ_ONLY_DISK
from overload.store.unwritable import is_on_read_only_disk
from overload.update.calendar_status import status_of
from overload.update.doubted import doubts_of
from overload.update.doubts import told
from overload.update.folder import DATABASE, FEEDS, Clock, Folder, known_things, opened
from overload.update.taken import SHOWN, taken

LITTLE_DISK_BYTES: Final = 50_000_000
NO_DISK_BYTES: Final = 5_000_000
_PATIENCE_S: Final = 86_400
"""A server that cannot be reached for less than this is no matter."""


class Level(IntEnum):
    """How bad it is, as the exit code of a monitoring plugin (nagios-plugins.org, Plugin Return Codes)."""

    OK = 0
    WARNING = 1
    CRITICAL = 2
    UNKNOWN = 3


@attrs.frozen
class Limits:
    """Ages of the last good run, in seconds, from which on it is a warning and critical."""

    warning_s: float
    critical_s: float


@attrs.frozen
class Finding:
    """One thing that was looked at: how bad it is, in words, with figures for those who plot them."""

    level: Level
    words: str
    figures: str = ""
    details: tuple[str, ...] = ()


@attrs.frozen
class Health:
    """All that was found."""

    findings: tuple[Finding, ...]

    @property
    def level(self) -> Level:
        """The worst there is; what cannot be known is worse than a warning and less than what is known to be bad."""
        order = (Level.OK, Level.WARNING, Level.UNKNOWN, Level.CRITICAL)
        return max((one.level for one in self.findings), key=order.index, default=Level.UNKNOWN)

    @property
    def line(self) -> str:
        """One line: the level, the worst first, then the figures."""
        worst_first = sorted(self.findings, key=lambda one: -one.level)
        words = "; ".join(one.words for one in worst_first if one.words).replace("\n", " ").replace("|", "/")
        figures = " ".join(one.figures for one in self.findings if one.figures)
        return f"OVERLOAD {self.level.name} - {words}" + (f" | {figures}" if figures else "")

    @property
    def details(self) -> tuple[str, ...]:
        """What is printed below the line: monitoring takes it for long output."""
        return tuple(detail for finding in self.findings for detail in finding.details)


def look_at(path: Path, clock: Clock, limits: Limits) -> Health:
    """Look at a training folder; whatever is wrong becomes a finding."""
    if not path.is_dir():
        return Health((Finding(Level.UNKNOWN, f"{path}: no such folder"),))
    findings: list[Finding] = []
    has_run = (path / DATABASE).is_file()
    for look in (_plan_and_feed, _log_and_runs, _disk) if has_run else (_nothing_but_a_plan, _disk):
        findings.extend(_guarded(look, path, clock, limits))
    return Health(tuple(findings))


Look = Callable[[Path, Clock, Limits], Iterator[Finding]]


def _guarded(look: Look, path: Path, clock: Clock, limits: Limits) -> Iterator[Finding]:
    try:
        yield from look(path, clock, limits)
    except (PlanError, DataError) as error:
        more = f" (and {len(error.problems) - 1} more)" if len(error.problems) > 1 else ""
        yield Finding(Level.CRITICAL, f"{error.problems[0]}{more}")
    except OverloadError as error:
        yield Finding(Level.UNKNOWN, str(error.problems[0]))
    except OSError as error:
        yield Finding(Level.UNKNOWN, f"{path}: {error.strerror or error}")


def _nothing_but_a_plan(path: Path, _: Clock, __: Limits) -> Iterator[Finding]:
    yield Finding(Level.CRITICAL, f"{DATABASE} is missing; no update has run")
    known_things(path)


def _plan_and_feed(path: Path, clock: Clock, _: Limits) -> Iterator[Finding]:
    with opened(path) as folder:
        now = folder.now(clock)
        for choice in folder.config.feeds:
            yield _feed(folder, choice.name, now)
        ahead = [one.start for one in folder.store.published() if one.status is Status.PLANNED]
        last = max(ahead, default=None)
        if last is None or last < now.replace(tzinfo=None):
            yield Finding(Level.WARNING, "no session is ahead")
        else:
            yield Finding(Level.OK, f"sessions until {full_day_words(last)}")
        yield from _doubts(folder)
        if folder.config.own_calendar:
            yield from _own_calendar(folder, now)


def _own_calendar(folder: Folder, now: datetime) -> Iterator[Finding]:
    """Tell of a sync that fails: at once where somebody has to do something, else after a day."""
    status = status_of(folder.store)
    if question := status.get("question"):
        words = (
            f"{question[0]} of {question[1]} sessions are gone from your calendar; see 'overload caldav sync --help'"
        )
        yield Finding(Level.WARNING, words)
    elif not status:
        yield Finding(Level.WARNING, "your calendar was never synced; type 'overload caldav sync'")
    elif "error" not in status:
        yield Finding(Level.OK, _in_sync(folder, status["done"], now))
    else:
        failing_s = max(0.0, (now - datetime.fromisoformat(status["since"])).total_seconds())
        is_passing = status["exit"] == UnreachableError.exit_code and failing_s < _PATIENCE_S
        words = f"your calendar has not been synced for {age(failing_s)}: {status['error']}"
        yield Finding(Level.OK if is_passing else Level.WARNING, words)


def _in_sync(folder: Folder, done: str, now: datetime) -> str:
    since = age(max(0.0, (now - datetime.fromisoformat(done)).total_seconds()))
    count = len(taken(folder.store, now))
    changes = f"; {count} change{'s' * (count != 1)} of the last {SHOWN.days} days taken from it" if count else ""
    return f"your calendar was synced {since} ago{changes}"


def _doubts(folder: Folder) -> Iterator[Finding]:
    found = doubts_of(folder)
    if found:
        count = "1 entry of the log is in doubt" if len(found) == 1 else f"{len(found)} entries of the log are in doubt"
        yield Finding(Level.WARNING, count, details=tuple(str(told(doubt)) for doubt in found))


def _feed(folder: Folder, name: str, now: datetime) -> Finding:
    file = folder.feed_file(name).path
    try:
        age_s = max(0.0, now.timestamp() - file.stat().st_mtime)
    except OSError:
        return Finding(Level.CRITICAL, f"{FEEDS}/{name}.ics is missing")
    figures = f"{name}_age={age_s:.0f}s"
    written = (folder.store.get(f"{FEED_MEMO}{name}") or "").split()[1:2]
    if written != [file_digest(file)]:
        return Finding(Level.WARNING, f"{FEEDS}/{name}.ics is not what the last run wrote", figures)
    return Finding(Level.OK, f"{name}.ics is {age(age_s)} old", figures)


def _log_and_runs(path: Path, clock: Clock, limits: Limits) -> Iterator[Finding]:
    with open_store(path / DATABASE) as store:
        store.require_sound()
        yield from _runs(store, clock("UTC").astimezone(UTC), limits)


def _runs(store: Store, now: datetime, limits: Limits) -> Iterator[Finding]:
    runs = store.runs(100)
    good = next((run for run in runs if run.digest), None)
    if good is None:
        yield Finding(Level.CRITICAL, "no update has run")
    else:
        old_s = max(0.0, (now - good.started).total_seconds())
        level = Level.CRITICAL if old_s >= limits.critical_s else Level(old_s >= limits.warning_s)
        figures = f"last_run={old_s:.0f}s;{limits.warning_s:.0f};{limits.critical_s:.0f}"
        yield Finding(level, f"last run {age(old_s)} ago", figures)
    if runs and runs[0].problems:
        level = Level.WARNING if runs[0].digest else Level.CRITICAL
        more = f" (and {len(runs[0].problems) - 1} more)" if len(runs[0].problems) > 1 else ""
        yield Finding(level, f"the last run said: {runs[0].problems[0]}{more}")


def _disk(path: Path, _: Clock, __: Limits) -> Iterator[Finding]:
    if is_on_read_only_disk(path):
        yield Finding(Level.CRITICAL, f"nothing can be written down: {READ_ONLY_DISK}")
    free = shutil.disk_usage(path).free
    level = Level.OK
    if free < LITTLE_DISK_BYTES:
        level = Level.CRITICAL if free < NO_DISK_BYTES else Level.WARNING
    words = f"{free // 1_000_000} MB left on the disk" if level else ""
    yield Finding(level, words, f"free={free}B;{LITTLE_DISK_BYTES}:;{NO_DISK_BYTES}:")


def age(seconds: float) -> str:
    """Return an age in words, in one unit: `3 h`."""
    for unit, length in (("d", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length:.0f} {unit}"
    return f"{seconds:.0f} s"
