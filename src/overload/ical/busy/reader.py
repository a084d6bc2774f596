"""Reads a calendar of anybody's making in a process of its own, and prints the busy times in it as JSON.

Run as a script, by path: nothing of `overload` is imported here. Whatever a hostile calendar makes of this process,
its memory, its time and its writing are limited, and the one that started it goes on.
"""

from __future__ import annotations

import codecs
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Component = Any
"""A component of icalendar, whose properties may be of any type, broken ones included."""

MOST = 20_000
"""Busy times of one calendar: two a waking hour for a year would be fewer."""
LONGEST_SUMMARY = 200
ENDLESS = {"SECONDLY", "MINUTELY"}


class RefusedError(Exception):
    """The calendar as a whole is not to be used."""


def main(question: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return {times, left_out}, or {refused} with what is wrong with the calendar."""
    try:
        return _Reader(question).read(data)
    except RefusedError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": "needs too much memory to be read"}
    except Exception as error:  # noqa: BLE001 - the libraries raise nearly anything at a broken calendar
        return {"refused": f"is not a calendar that can be read: {str(error)[:200] or type(error).__name__}"}


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


def _text(data: bytes) -> str:
    """Decode a calendar: UTF-8 as it should be, else what old programs write."""
    # Outlook on Windows has exported both UTF-16 and its own code page.
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


class _Reader:
    def __init__(self, question: dict[str, Any]) -> None:
        self.zone = ZoneInfo(question["zone"])
        self.since = datetime.fromisoformat(question["since"])
        self.until = datetime.fromisoformat(question["until"])
        self.all_day: str = question["all_day"]
        self.own: tuple[str, ...] = tuple(question["own"])
        self.left_out: list[str] = []

    def read(self, data: bytes) -> dict[str, Any]:
        import icalendar  # noqa: PLC0415 - after the limits are set

        text = _text(data)
        if "BEGIN:VCALENDAR" not in text.upper():
            begins = " ".join(text[:40].split())
            raise RefusedError(f"is not a calendar: it begins with '{begins}'" if begins else "is empty")
        # A download that broke off would read as a calendar in which the rest is free.
        if not text.rstrip().upper().endswith("END:VCALENDAR"):
            raise RefusedError("ends in the middle")
        times: set[tuple[str, str, str]] = set()
        for calendar in icalendar.Calendar.from_ical(text, multiple=True):
            for start, end, summary in self.calendar(calendar):
                times.add((start.isoformat(), end.isoformat(), summary))
                if len(times) > MOST:
                    raise RefusedError(f"has more than {MOST} busy times")
        return {"times": sorted(times), "left_out": self.left_out}

    def calendar(self, calendar: Component) -> Iterator[tuple[datetime, datetime, str]]:
        """Yield the busy times of a calendar; a series that cannot be read costs itself."""
        groups: dict[object, list[Component]] = {}
        for event in calendar.walk("VEVENT"):
            uid = str(event.get("UID") or "")
            if not uid.endswith(self.own):
                # A series and its changed occurrences share a UID, and only together say when they are.
                groups.setdefault(uid or id(event), []).append(event)
        for group in groups.values():
            if all(map(self.is_over, group)):
                continue
            try:
                yield from self.series(calendar, group)
            except (RefusedError, MemoryError):
                raise
            except Exception:  # noqa: BLE001 - the libraries raise nearly anything at a broken event
                self.left_out.append(_summary(group[0]))

    def is_over(self, event: Component) -> bool:
        """Tell whether an event happens once and ended long before the first day asked for."""
        if any(name in event for name in ("RRULE", "RDATE", "RECURRENCE-ID", "DURATION")):
            return False
        try:
            end = event.get("DTEND", event.get("DTSTART")).dt
            return bool((end.date() if isinstance(end, datetime) else end) < self.since.date() - timedelta(days=400))
        except Exception:  # noqa: BLE001 - whatever it is, it is looked at in full
            return False

    def series(self, calendar: Component, events: list[Component]) -> Iterator[tuple[datetime, datetime, str]]:
        import recurring_ical_events  # noqa: PLC0415 - after the limits are set

        for event in events:
            _refuse_endless(event)
        alone = _alone(calendar, events)
        # Dates of other zones lie up to a day off; what is outside is left away below.
        first, last = self.since.date() - timedelta(days=2), self.until.date() + timedelta(days=2)
        for occurrence in recurring_ical_events.of(alone).between(first, last):
            if self.is_busy(occurrence):
                start, end = self.span(occurrence["DTSTART"].dt, occurrence["DTEND"].dt)
                if start < end and start < self.until and end > self.since:
                    yield start, end, _summary(occurrence)

    def is_busy(self, event: Component) -> bool:
        """Tell whether an event takes its time: not one that is cancelled or transparent.

        One that lasts whole days does where that is how they are to be taken, whatever it says itself: public and
        school holidays are published as free. Else it does where it says OPAQUE in so many words: birthdays and
        holidays come without.
        """
        if str(event.get("STATUS") or "").upper() == "CANCELLED":
            return False
        transparency = str(event.get("TRANSP") or "").upper()
        if isinstance(event["DTSTART"].dt, datetime):
            return transparency != "TRANSPARENT"
        return self.all_day == "busy" or (self.all_day == "marked" and transparency == "OPAQUE")

    def span(self, start: date, end: date) -> tuple[datetime, datetime]:
        """Return start and end on the athlete's wall; where the clock is put back between them, by elapsed time."""
        first, last = self.wall(start), self.wall(end)
        if last <= first and isinstance(start, datetime) and isinstance(end, datetime):
            last = first + max(end - start, timedelta(0))
        return first, last

    def wall(self, moment: date) -> datetime:
        if not isinstance(moment, datetime):
            return datetime.combine(moment, time())
        return moment if moment.tzinfo is None else moment.astimezone(self.zone).replace(tzinfo=None)


def _alone(calendar: Component, events: list[Component]) -> Component:
    """Return a calendar that holds one series, and the zone its floating times are meant in, if it says so."""
    import icalendar  # noqa: PLC0415 - after the limits are set

    alone = icalendar.Calendar()
    for name in ("X-WR-TIMEZONE", "CALSCALE"):
        if name in calendar:
            alone[name] = calendar[name]
    alone.subcomponents = list(events)
    return alone


def _refuse_endless(event: Component) -> None:
    rules = event.get("RRULE", ())
    for rule in rules if isinstance(rules, list | tuple) else (rules,):
        said = rule if isinstance(rule, dict) else {}
        if ENDLESS & {str(one).upper() for one in said.get("FREQ", ())}:
            how_often = rule.to_ical().decode()
            raise RefusedError(f"has an event that repeats without end: {_summary(event)!r} ({how_often})")
        if any(int(one) < 1 for one in said.get("INTERVAL", ())):
            raise RefusedError(f"has an event that repeats at no interval: {_summary(event)!r} (INTERVAL=0)")


def _summary(event: Component) -> str:
    found = event.get("SUMMARY", "")
    return str(found[0] if isinstance(found, list) and found else found)[:LONGEST_SUMMARY]


def run() -> None:
    """Answer the question in the first argument about the calendar on standard input."""
    question = json.loads(sys.argv[1])
    sys.path[:0] = question["libraries"]
    limit(question["cpu_s"], question["memory"])
    json.dump(main(question, sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    run()
