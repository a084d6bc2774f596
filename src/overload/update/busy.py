"""The busy calendars of a training folder: read when they changed, and the last good copy where they cannot be."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import attrs

from overload.errors import DataError, OverloadError, Problem, UnreadableError
from overload.ical.busy import Reading, fetch, read_busy
from overload.model import BusySource, BusyTime, Configuration, Zones
from overload.moments import day_words
from overload.opening import read_regular
from overload.store import replace_file
from overload.update.kept_free import Busy

KEPT: Final = ".busy"
"""The folder with a copy of each calendar as it was last read well."""
DAY: Final = timedelta(days=1)
MARGIN: Final = timedelta(days=8)
"""What is read besides the weeks that are planned: the week before, and the one after."""
FAILURES: Final = 2
"""How many readings that failed are remembered of a calendar: of what it says now, and of its last good copy."""


@attrs.frozen
class Copy:
    """A calendar as it was last read well: a digest of all that the reading depends on, and what came of it."""

    digest: str
    fetched: str
    times: tuple[BusyTime, ...]
    problems: tuple[Problem, ...]


def busy_times(
    path: Path, config: Configuration, now: datetime, weeks: int, own: Iterable[str] = (), zones: Zones | None = None
) -> Busy:
    """Return what the busy calendars of a folder say of the weeks ahead of `now` (aware).

    A calendar that cannot be fetched or read costs a problem, and its last good copy is used. The times are on the wall
    where the athlete is, by `zones`.
    """
    since = now.date() - MARGIN
    until = since + timedelta(weeks=weeks) + 3 * MARGIN
    # Dates of other zones lie up to a day off.
    there = tuple((zones or Zones(config.athlete.zone)).switches(since - DAY, until + DAY))
    calendars = _Calendars(path, there, now, since, until, tuple(own))
    found = [calendars.look(source) for source in config.busy]
    return Busy(
        tuple(sorted((time for one in found for time in one.times), key=lambda time: (time.start, time.end))),
        tuple(problem for one in found for problem in one.problems),
        tuple(moment for one in found for moment in one.again),
    )


def as_read(path: Path, source: BusySource) -> bytes:
    """Return the bytes of a busy calendar as `busy_times` had them last, none where they are not kept."""
    with contextlib.suppress(OSError, ValueError, RuntimeError):
        return read_regular(path / Path(source.file).expanduser() if source.file else _kept_as(path, source, "ics"))
    return b""


def _kept_as(path: Path, source: BusySource, kind: str) -> Path:
    name = hashlib.sha256(f"{source.name}\0{source.file}\0{source.command}".encode()).hexdigest()[:16]
    return path / KEPT / f"{name}.{kind}"


@attrs.frozen
class _Calendars:
    path: Path
    zones: tuple[tuple[datetime, str], ...]
    now: datetime
    since: date
    until: date
    own: tuple[str, ...]

    def look(self, source: BusySource) -> Busy:
        """Return what a calendar says, or said when it could last be read."""
        found = self._look(source)
        if not any(problem.note for problem in found.problems):
            with contextlib.suppress(OSError):
                self._file(source, "failed").unlink(missing_ok=True)
                self._file(source, "unread").unlink(missing_ok=True)
        return found

    def _look(self, source: BusySource) -> Busy:
        last = self._last(source)
        again = (self.now + source.every,) if source.command else ()
        if last and source.command and self._is_fresh(source, last):
            again = (datetime.fromisoformat(last.fetched) + source.every,)
            data = self._kept(source)
            return self._said(source, data, last, again) if data else _as_busy(source, last, again)
        try:
            data = fetch(source, self.path)
        except DataError as error:
            return self._fall_back(source, last, error, again)
        if last and source.command:
            last = attrs.evolve(last, fetched=self.now.astimezone(UTC).isoformat())
            self._keep(source, data if last.digest == self._digest(source, data) else None, last)
        return self._said(source, data, last, again)

    def _said(self, source: BusySource, data: bytes, last: Copy | None, again: tuple[datetime, ...]) -> Busy:
        digest = self._digest(source, data)
        if last is not None and last.digest == digest:
            return _as_busy(source, last, again)
        try:
            reading = self._read(source, data, digest)
        except DataError as error:
            return self._fall_back(source, last, error, again)
        copy = Copy(digest, self.now.astimezone(UTC).isoformat(), _all_times(reading), self._problems(source, reading))
        self._keep_whole(source, reading)
        self._keep(source, data, copy)
        return _as_busy(source, copy, again)

    def _problems(self, source: BusySource, reading: Reading) -> tuple[Problem, ...]:
        """Return the problems of a reading; that a calendar breaks off is told in the training calendar, too."""
        if not reading.breaks_off:
            return reading.problems
        first, *others = reading.problems
        return (attrs.evolve(first, note=self._note(source, "could be read only in part")), *others)

    def _fall_back(self, source: BusySource, last: Copy | None, error: DataError, again: tuple[datetime, ...]) -> Busy:
        """Use the last good copy, read anew for the weeks of today where it can be."""
        note = self._note(source)
        if last is None:
            return Busy(problems=tuple(attrs.evolve(one, note=note) for one in error.problems), again=again)
        told = tuple(attrs.evolve(_with_age(one, last), note=note) for one in error.problems)
        return Busy(tuple(_told(source, self._last_good(source, last).times)), told, again)

    def _last_good(self, source: BusySource, last: Copy) -> Copy:
        """Return the last good copy with its times in the weeks of today, which are kept with it."""
        with contextlib.suppress(OverloadError, OSError):
            data = read_regular(self._file(source, "ics"))
            digest = self._digest(source, data)
            if digest != last.digest:
                reading = self._read(source, data, digest)
                last = attrs.evolve(last, digest=digest, times=_all_times(reading), problems=reading.problems)
                self._keep(source, None, last)
        return last

    def _read(self, source: BusySource, data: bytes, digest: str) -> Reading:
        """Read a calendar, and what failed before only once a day: it takes as long as any, and fails again.

        Raises DataError.
        """
        failed = self._failures(source)
        if digest in failed:
            raise UnreadableError(*failed[digest])
        try:
            return read_busy(data, source, self.zones, self.since, self.until, self.own, self._last_whole(source))
        except UnreadableError as error:
            kept = {**failed, digest: error.problems}
            raw = [
                [key, [[one.place, one.message, one.suggestion] for one in problems]] for key, problems in kept.items()
            ]
            self._write(source, "unread", json.dumps(raw[-FAILURES:]).encode())
            raise

    def _failures(self, source: BusySource) -> dict[str, tuple[Problem, ...]]:
        """Return why readings failed, by the digest of all that they depended on; the weeks of today are of that."""
        try:
            raw = json.loads(read_regular(self._file(source, "unread")))
            return {str(key): tuple(Problem(*map(str, one)) for one in problems) for key, problems in raw}
        except (OSError, ValueError, TypeError):
            return {}

    def _note(self, source: BusySource, said: str = "could not be read") -> str:
        """Return how it is told in the calendar that this one cannot be read, with the day of the first failure."""
        file, since = self._file(source, "failed"), self.now.date()
        try:
            since = date.fromisoformat(read_regular(file).decode())
        except (OSError, ValueError):
            self._write(source, "failed", since.isoformat().encode())
        name = Path(source.file).name if source.file else f"The calendar '{source.name}'"
        return f"{name} {said} since {day_words(since)}; sessions may collide with it."

    def _is_fresh(self, source: BusySource, last: Copy) -> bool:
        fetched = datetime.fromisoformat(last.fetched)
        return fetched <= self.now < fetched + source.every  # a clock that was set back makes it stale, not eternal

    def _digest(self, source: BusySource, data: bytes) -> str:
        # What is kept free around the times is put there afterwards, so that to change it asks for no new reading.
        plain = attrs.evolve(source, buffer=timedelta(0), before={}, after={})
        asked = (repr(plain), self.zones, self.since, self.until, self.own)
        return hashlib.sha256(repr(asked).encode() + data).hexdigest()

    def _file(self, source: BusySource, kind: str) -> Path:
        return _kept_as(self.path, source, kind)

    def _last_whole(self, source: BusySource) -> bytes:
        """Return the calendar as it was when all of it could last be read, nothing where that is not kept."""
        for kind in ("whole", "ics"):
            with contextlib.suppress(OSError):
                return read_regular(self._file(source, kind))
        return b""

    def _keep_whole(self, source: BusySource, reading: Reading) -> None:
        """Keep the last state that could be read whole beside one that cannot, for as long as that is so."""
        whole, last = self._file(source, "whole"), self._file(source, "ics")
        with contextlib.suppress(OSError):
            if reading.is_whole:
                whole.unlink(missing_ok=True)
            elif not whole.exists() and last.exists():
                last.replace(whole)

    def _kept(self, source: BusySource) -> bytes:
        """Return the calendar as it was last fetched, nothing where it is not kept."""
        with contextlib.suppress(OSError):
            return read_regular(self._file(source, "ics"))
        return b""

    def _last(self, source: BusySource) -> Copy | None:
        try:
            raw: dict[str, Any] = json.loads(read_regular(self._file(source, "json")))
            times = (_time(source, *one) for one in raw["times"])
            problems = tuple(_problem(*map(str, one)) for one in raw["problems"])
            datetime.fromisoformat(raw["fetched"])
            return Copy(str(raw["digest"]), raw["fetched"], tuple(times), problems)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _keep(self, source: BusySource, data: bytes | None, copy: Copy) -> None:
        """Keep a copy for bad times; that it cannot be written is no reason to stop."""
        times = [[one.start.isoformat(), one.end.isoformat(), one.summary, one.is_free] for one in copy.times]
        problems = [[one.place, one.message, one.suggestion, one.note] for one in copy.problems]
        raw = {"digest": copy.digest, "fetched": copy.fetched, "times": times, "problems": problems}
        if data is not None:
            self._write(source, "ics", data)
        self._write(source, "json", json.dumps(raw).encode())

    def _write(self, source: BusySource, kind: str, data: bytes) -> None:
        with contextlib.suppress(OverloadError, OSError):
            (self.path / KEPT).mkdir(mode=0o700, exist_ok=True)
            replace_file(self._file(source, kind), data)


def _time(source: BusySource, start: str, end: str, summary: str, is_free: bool = False) -> BusyTime:
    """Return a time of a copy; one of an earlier version does not say whether it is free."""
    return BusyTime(datetime.fromisoformat(start), datetime.fromisoformat(end), summary, source.name, is_free=is_free)


def _problem(place: str, message: str, suggestion: str, note: str = "") -> Problem:
    return Problem(place, message, suggestion, note=note)


def _all_times(reading: Reading) -> tuple[BusyTime, ...]:
    """Return the times of a calendar, and for each event that could not be read those it had when it last could."""
    return tuple(sorted({*reading.times, *reading.stand_ins}, key=lambda time: (time.start, time.end, time.summary)))


def _as_busy(source: BusySource, copy: Copy, again: tuple[datetime, ...]) -> Busy:
    return Busy(tuple(_told(source, copy.times)), copy.problems, again)


def _told(source: BusySource, times: Iterable[BusyTime]) -> Iterator[BusyTime]:
    for one in times:
        yield from source.told(one)


def _with_age(problem: Problem, last: Copy) -> Problem:
    hint = f"{problem.suggestion}; " if problem.suggestion else ""
    return attrs.evolve(problem, suggestion=f"{hint}until then its state of {last.fetched[:10]} is used")
