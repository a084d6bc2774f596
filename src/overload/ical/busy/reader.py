"""Reads a calendar of anybody's making in a process of its own, and prints the busy times in it as JSON.

Run as a script, by path: nothing of `overload` is imported here. Whatever a hostile calendar makes of this process,
its memory, its time and its writing are limited, and the one that started it goes on.
"""

from __future__ import annotations

import importlib.util
import json
import re
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

Component = Any
"""A component of icalendar, whose properties may be of any type, broken ones included."""
Time = tuple[datetime, datetime, str, bool]
Wanted = Callable[[str, list[Component]], bool]
"""Tells by their name whether the events of one UID are wanted."""


class RefusedError(Exception):
    """The calendar as a whole is not to be used."""


def main(question: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return what is read, or {refused} with what is wrong with the calendar.

    Behind the `length` bytes of the calendar stands what it was when it could last be read, if that is known: from it
    are the `stand_ins` for all that is lost.
    """
    data, last = data[: question["length"]], data[question["length"] :]
    try:
        reader = _Reader(question)
        answer = reader.read(data)
        return {**answer, "stand_ins": _stand_ins(question, reader, last) if reader.has_lost else []}
    except RefusedError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": "needs too much memory to be read"}
    except Exception as error:  # noqa: BLE001 - the libraries raise nearly anything at a broken calendar
        return {"refused": f"is not a calendar that can be read: {str(error)[:200] or type(error).__name__}"}


def _stand_ins(question: dict[str, Any], reader: _Reader, last: bytes) -> list[tuple[str, str, str, bool]]:
    """Return the times that an earlier state of a calendar has for what is lost of it now."""
    try:
        return list(_Reader(question, reader.is_lost).read(last)["times"]) if last else []
    except Exception:  # noqa: BLE001 - it was read before; where it cannot be now, there is nothing to say for it
        return []


def limit(cpu_s: int, memory: int) -> None:
    """Give up the right to much time or memory, to write files and to start processes."""
    limits = {
        resource.RLIMIT_CPU: cpu_s,
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: 0,  # pipes are no files: it can answer
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 64,
    }
    for which, most in limits.items():
        try:
            resource.setrlimit(which, (most, most))
        except (ValueError, OSError):  # not every system has every limit
            continue


class _Reader:
    """Reads one calendar file: all events, or those that are `wanted`."""

    def __init__(self, question: dict[str, Any], wanted: Wanted | None = None) -> None:
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415 - after the limits are set

        self.old, self.pieces, self.series = _beside("old"), _beside("pieces"), _beside("series")
        self.marks = _beside("zones")
        since, until = (datetime.fromisoformat(question[one]) for one in ("since", "until"))
        self.found = self.series.Series(question, since, until)
        self.zones = self.marks.Zones(since, {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()})
        self.own: tuple[str, ...] = tuple(question["own"])
        self.wanted = wanted
        self.left_out: list[tuple[str, str]] = []
        self.unknown: dict[str, str] = {}
        self.without_end: set[str] = set()
        self.components = self.seen = 0
        self.parts_read: Counter[str] = Counter()
        self.lost: set[str] = set()
        self.breaks_off = False

    def read(self, data: bytes) -> dict[str, Any]:
        """Return what is in a file. Raises RefusedError, and whatever the libraries do at a broken one."""
        text = re.sub(r"\r\n?", "\n", self.pieces.text(data)).replace("\0", "")
        if "BEGIN:VCALENDAR" not in text.upper():
            begins = " ".join(text[:40].split())
            raise RefusedError(f"is not a calendar: it begins with '{begins}'" if begins else "is empty")
        times: set[tuple[str, str, str, bool]] = set()
        calendars = self.pieces.calendars(text)
        if not any(whole for whole, _ in calendars):
            raise RefusedError("ends in the middle")
        for whole, rest in calendars:
            self.breaks_off = self.breaks_off or bool(rest)
            for start, end, summary, is_free in self.parts(whole, is_alone=len(calendars) == 1) if whole else ():
                times.add((start.isoformat(), end.isoformat(), summary, is_free))
                if len(times) > self.series.MOST:
                    raise RefusedError(f"has more than {self.series.MOST} busy times")
            self.broken_off(rest)
        return {
            "times": sorted(times),
            "components": self.components,
            "read": self.seen - len(self.left_out),
            "left_out": self.left_out,
            "breaks_off": self.breaks_off,
            "zones": sorted(self.unknown.items()),
            "without_end": sorted(self.without_end),
        }

    @property
    def has_lost(self) -> bool:
        """Whether there was something in the file that is not known now."""
        return self.breaks_off or bool(self.left_out) or self.seen < self.components

    def is_lost(self, name: str, events: list[Component]) -> bool:
        """Tell whether the events of a UID, as they were in an earlier state of this file, are lost in this one.

        What is not in a whole file was taken out of it. Of one that breaks off nobody knows: a changed occurrence of a
        series that was read may have stood behind its end.
        """
        missing = Counter(_part(name, one) for one in events) - self.parts_read
        titles = {one for one, _ in self.left_out if one}
        was_named_so = any(self.series.summary(one) in titles for one in events)
        return name in self.lost or (bool(missing) and (self.breaks_off or was_named_so))

    def parts(self, text: str, *, is_alone: bool) -> Iterator[Time]:
        """Yield the busy times of one calendar of a file."""
        import icalendar  # noqa: PLC0415 - after the limits are set

        if self.old.is_old(text):
            text = self.old.modern(text)
        text = self.zones.put(re.sub(r"\n[ \t]", "", text))
        self.components += len(self.pieces.COMPONENT.findall(text))
        try:
            yield from self.calendar(icalendar.Calendar.from_ical(text))
        except (RefusedError, MemoryError):
            raise
        except Exception:
            # One broken line may cost the whole: then each component is read by itself.
            found = list(self.pieces.apart(text))
            if is_alone and not found:
                raise
            for each in found:
                try:
                    calendar = icalendar.Calendar.from_ical(each)
                except Exception:  # noqa: BLE001 - as above
                    self.leave_out(each)
                    continue
                yield from self.calendar(calendar)

    def broken_off(self, text: str) -> None:
        """Tell of what is in the part of a calendar that breaks off."""
        for each in self.pieces.begun(re.sub(r"\n[ \t]", "", text)):
            self.components += 1
            self.leave_out(each, "break off in the middle")

    def leave_out(self, text: str, why: str = "") -> None:
        """Tell of a component that is not used, whose text no library reads."""
        self.seen += 1
        self.lost.add(self.pieces.said(text, "UID"))
        self.left_out.append((self.pieces.said(text, "SUMMARY"), why))

    def calendar(self, calendar: Component) -> Iterator[Time]:
        """Yield the busy times of a calendar; a series that cannot be read costs itself."""
        groups: dict[str, list[Component]] = {}
        for event in calendar.walk("VEVENT"):
            if str(event.get("UID") or "").endswith(self.own):
                self.seen += 1
                continue
            # A series and its changed occurrences share a UID, and only together say when they are.
            groups.setdefault(_name(event), []).append(event)
        has_zone = self.marks.NOBODY not in calendar
        wanted = ((name, one) for name, one in groups.items() if not self.wanted or self.wanted(name, one))
        for name, group in ((name, part) for name, one in wanted for part in self.series.series_of(one)):
            self.seen += len(group)
            if all(map(self.found.is_over, group)):
                self.parts_read.update(_part(name, one) for one in group)
                continue
            found = self.times_of(name, group, partial(self.found.times, calendar, group))
            yield from found
            self.tell(group if found else [], "" if has_zone else str(calendar[self.marks.NOBODY]))
        for each in calendar.walk("VFREEBUSY"):
            name = f"free and busy times {each.get('UID') or ''}"
            if not self.wanted or self.wanted(name, [each]):
                self.seen += 1
                yield from self.times_of(name, [each], partial(self.found.free_busy, each))

    def times_of(self, name: str, group: list[Component], read: Callable[[], Iterator[Time]]) -> list[Time]:
        """Return the times of components that belong together; where they cannot be read, they are left out."""
        try:
            found = list(read())
        except (RefusedError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - the libraries raise nearly anything at a broken event
            why = str(error) if isinstance(error, self.series.LeftOutError) else ""
            self.lost.add(name)
            self.left_out += [(self.series.summary(one), why) for one in group]
            return []
        self.parts_read.update(_part(name, one) for one in group)
        return found

    def tell(self, group: list[Component], zone: str) -> None:
        """Remember which events were read with something taken for granted, where it matters now.

        `zone` is the one of the whole calendar, if it is not known.
        """
        for event in group:
            start = event["DTSTART"]
            marked = str(start.params[self.marks.UNKNOWN]) if self.marks.UNKNOWN in start.params else ""
            is_floating = isinstance(start.dt, datetime) and start.dt.tzinfo is None
            if unknown := marked or (zone if is_floating else ""):
                self.unknown.setdefault(unknown, self.series.summary(event))
            if self.series.WITHOUT_END in event:
                self.without_end.add(self.series.summary(event))


def _name(event: Component) -> str:
    """Return what an event is called for life; by its title and start where it has no name."""
    start = _moment(event, "DTSTART")
    return str(event.get("UID") or "") or (f"{event.get('SUMMARY')} {start}" if start else str(id(event)))


def _part(name: str, event: Component) -> str:
    """Return which of the events of a name one is: the series, or a changed occurrence of it."""
    return f"{name} {_moment(event, 'RECURRENCE-ID')}"


def _moment(event: Component, name: str) -> str:
    try:
        return str(event[name].dt) if name in event else ""
    except Exception:  # noqa: BLE001 - a broken one raises what it likes
        return ""


def _beside(name: str) -> Any:
    """Return a module that lies beside this script: it looks for none elsewhere."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if spec is None or spec.loader is None:
        raise RefusedError("cannot be read: the program is not whole")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run() -> None:
    """Answer the question in the first argument about the calendar on standard input."""
    question = json.loads(sys.argv[1])
    sys.path[:0] = question["libraries"]
    limit(question["cpu_s"], question["memory"])
    json.dump(main(question, sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    run()
