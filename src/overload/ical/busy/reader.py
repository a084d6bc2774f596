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
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

Component = Any
"""A component of icalendar, whose properties may be of any type, broken ones included."""

Time = tuple[datetime, datetime, str, bool]
"""Start, end and title of what takes time, or (True) of what is asked for by its title alone."""

MOST = 20_000
"""Busy times of one calendar: two a waking hour for a year would be fewer."""
LONGEST_SUMMARY = 200
QUICK = {"SECONDLY": timedelta(seconds=1), "MINUTELY": timedelta(minutes=1)}
"""What repeats so often is read only where it ends."""
OUTLOOK_FREE = {"FREE", "WORKINGELSEWHERE"}
OUTLOOK_BUSY = {"BUSY", "OOF"}
"""What Outlook says of an event besides whether it is transparent."""
EACH = {"DAILY": 1, "WEEKLY": 7}
"""Days after which a rule comes back, for those that can be begun later without a change."""
AHEAD = timedelta(days=60)
"""A long series is begun anew so long before the first day asked for."""
HOUR = timedelta(hours=1)
NEEDED = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
"""An event without one of these, because it is broken, would stand at another time."""
_ZONED = re.compile(
    r";TZID=(?P<name>\"[^\"\n]*\"|[^\n]*?)(?P<more>(?:;[A-Z-]+=[^;:\"\n]*)*):(?P<value>\d{8}(?:T\d{6}Z?)?(?=[,/\s]|$)[^\n]*)",
    re.IGNORECASE,
)
_UNKNOWN = "X-UNKNOWN-ZONE"


class RefusedError(Exception):
    """The calendar as a whole is not to be used."""


class LeftOutError(Exception):
    """An event is not to be used, and this is why."""


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


class _Reader:
    def __init__(self, question: dict[str, Any]) -> None:
        self.switches = [at for at, _ in question["zones"][1:]]
        self.there = [ZoneInfo(zone) for _, zone in question["zones"]]
        self.since = datetime.fromisoformat(question["since"])
        self.until = datetime.fromisoformat(question["until"])
        self.all_day: str = question["all_day"]
        self.own: tuple[str, ...] = tuple(question["own"])
        self.me = {f"mailto:{one.casefold()}" for one in question["me"]}
        self.told: str = question["told"]
        self.left_out: list[tuple[str, str]] = []
        self.unknown: dict[str, str] = {}
        self.without_end: set[str] = set()
        self.components = self.seen = 0
        self.zones, self.old, self.pieces = _beside("zones"), _beside("old"), _beside("pieces")
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415 - after the limits are set

        self.windows = {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}

    def read(self, data: bytes) -> dict[str, Any]:
        text = re.sub(r"\r\n?", "\n", self.pieces.text(data)).replace("\0", "")
        if "BEGIN:VCALENDAR" not in text.upper():
            begins = " ".join(text[:40].split())
            raise RefusedError(f"is not a calendar: it begins with '{begins}'" if begins else "is empty")
        times: set[tuple[str, str, str, bool]] = set()
        calendars = self.pieces.calendars(text)
        # A download that broke off would read as a calendar in which the rest is free.
        if calendars is None:
            raise RefusedError("ends in the middle")
        for each in calendars:
            for start, end, summary, is_free in self.parts(each, is_alone=len(calendars) == 1):
                times.add((start.isoformat(), end.isoformat(), summary, is_free))
                if len(times) > MOST:
                    raise RefusedError(f"has more than {MOST} busy times")
        return {
            "times": sorted(times),
            "components": self.components,
            "read": self.seen - len(self.left_out),
            "left_out": self.left_out,
            "zones": sorted(self.unknown.items()),
            "without_end": sorted(self.without_end),
        }

    def parts(self, text: str, *, is_alone: bool) -> Iterator[Time]:
        """Yield the busy times of one calendar of a file."""
        import icalendar  # noqa: PLC0415 - after the limits are set

        if self.old.is_old(text):
            text = self.old.modern(text)
        text = self.zoned(re.sub(r"\n[ \t]", "", text))
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
                    self.leave_out(self.pieces.title(each))
                    continue
                yield from self.calendar(calendar)

    def leave_out(self, summary: str, why: str = "") -> None:
        """Tell of a component that is not used."""
        self.seen += 1
        self.left_out.append((summary, why))

    def zoned(self, text: str) -> str:
        """Return a calendar whose times are in zones that are known; a time in any other is marked."""
        own = {one.strip().casefold(): one.strip() for one in re.findall(r"^TZID:(.*)$", text, re.MULTILINE)}
        text = re.sub(r"^X-WR-TIMEZONE:(.*)$", self._of_all, text, flags=re.MULTILINE)
        return _ZONED.sub(lambda match: self._of_one(match, own), text)

    def _of_all(self, match: re.Match[str]) -> str:
        zone = self.zones.resolved(match[1], self.since, self.windows)
        return f"X-WR-TIMEZONE:{zone}" if zone and not zone.startswith("UTC") else "X-WR-TIMEZONE-OF-NOBODY:x"

    def _of_one(self, match: re.Match[str], own: Mapping[str, str]) -> str:
        name, more, value = match["name"].strip('"'), match["more"], match["value"]
        if name.strip().casefold() in own:
            return f';TZID="{own[name.strip().casefold()]}"{more}:{value}'
        at = self.pieces.written(value)
        zone = self.zones.resolved(name, at, self.windows)
        if not zone:
            return f';{_UNKNOWN}="{name}"{more}:{value}'
        if zone.startswith("UTC") and zone != "UTC":
            offset = timedelta(hours=int(zone[4:6]), minutes=int(zone[7:9])) * (-1 if zone[3] == "-" else 1)
            return f"{more}:{','.join(self.pieces.in_utc(one, offset) for one in value.split(','))}"
        return f";TZID={zone}{more}:{value}"

    def calendar(self, calendar: Component) -> Iterator[Time]:
        """Yield the busy times of a calendar; a series that cannot be read costs itself."""
        groups: dict[object, list[Component]] = {}
        for event in calendar.walk("VEVENT"):
            uid = str(event.get("UID") or "")
            if uid.endswith(self.own):
                self.seen += 1
                continue
            # A series and its changed occurrences share a UID, and only together say when they are.
            groups.setdefault(uid or id(event), []).append(event)
        for group in (part for one in groups.values() for part in _series_of(one)):
            self.seen += len(group)
            if all(map(self.is_over, group)):
                continue
            try:
                found = list(self.series(calendar, group))
            except (RefusedError, MemoryError):
                raise
            except Exception as error:  # noqa: BLE001 - the libraries raise nearly anything at a broken event
                why = str(error) if isinstance(error, LeftOutError) else ""
                self.left_out += [(_summary(one), why) for one in group]
                continue
            yield from found
            self.tell(group, is_near=bool(found))
        for each in calendar.walk("VFREEBUSY"):
            yield from self.free_busy(each)

    def tell(self, group: list[Component], *, is_near: bool) -> None:
        """Remember which events were read with something taken for granted, where it matters now."""
        for event in group if is_near else ():
            params = getattr(event.get("DTSTART"), "params", {})
            if _UNKNOWN in params:
                self.unknown.setdefault(str(params[_UNKNOWN]), _summary(event))
            if "X-WITHOUT-END" in event:
                self.without_end.add(_summary(event))

    def free_busy(self, component: Component) -> Iterator[Time]:
        """Yield the times a VFREEBUSY names, but those that it says are free."""
        self.seen += 1
        given = component.get("FREEBUSY", [])
        lines = given if isinstance(given, list) else [given]
        try:
            found = [
                (period.start, period.end)
                for line in lines
                for period in (getattr(line, "dts", None) or [line])
                for period in [getattr(period, "dt", period)]
                for period in [_Period.of(period)]
                if str(getattr(line, "params", {}).get("FBTYPE", "BUSY")).upper() != "FREE"
            ]
        except Exception:  # noqa: BLE001 - as for events
            self.left_out.append((_summary(component) or "free and busy times", ""))
            return
        for start, end in found:
            first, last = self.span(start, end)
            if first < last and first < self.until and last > self.since:
                yield first, last, _summary(component), False

    def is_over(self, event: Component) -> bool:
        """Tell whether an event happens once and ended long before the first day asked for."""
        if any(name in event for name in ("RRULE", "RDATE", "RECURRENCE-ID", "DURATION")):
            return False
        try:
            end = event.get("DTEND", event.get("DTSTART")).dt
            return bool((end.date() if isinstance(end, datetime) else end) < self.since.date() - timedelta(days=400))
        except Exception:  # noqa: BLE001 - whatever it is, it is looked at in full
            return False

    def series(self, calendar: Component, events: list[Component]) -> Iterator[Time]:
        import recurring_ical_events  # noqa: PLC0415 - after the limits are set

        for event in events:
            self.ready(event, is_alone=len(events) == 1)
        alone = _alone(calendar, events)
        # Dates of other zones lie up to a day off; what is outside is left away below.
        first, last = self.since.date() - timedelta(days=2), self.until.date() + timedelta(days=2)
        for occurrence in recurring_ical_events.of(alone).between(first, last):
            is_free = not self.is_busy(occurrence)
            if self.is_off(occurrence) or (is_free and not self.is_told(occurrence)):
                continue
            start, end = self.span(occurrence["DTSTART"].dt, occurrence["DTEND"].dt)
            if start < end and start < self.until and end > self.since:
                yield start, end, _summary(occurrence), is_free

    def ready(self, event: Component, *, is_alone: bool) -> None:
        """Make an event fit to be read: broken ones are refused, ends given, long series begun later."""
        broken = sorted({str(name).upper() for name, _ in getattr(event, "errors", ())} & NEEDED)
        if broken:
            raise LeftOutError("")
        start = event["DTSTART"].dt
        end = event["DTEND"].dt if "DTEND" in event else None
        if end is not None and isinstance(end, datetime) == isinstance(start, datetime) and end < start:
            raise LeftOutError("end before they begin")
        if end is None and "DURATION" not in event and isinstance(start, datetime):
            event.add("DURATION", HOUR)
            event["X-WITHOUT-END"] = "1"
        _check_rules(event)
        for rule in _rules(event):
            if until := rule.get("UNTIL"):
                rule["UNTIL"] = [self.until_of(until[0], start)]
        if is_alone:
            self.later(event)

    def until_of(self, until: date, start: date) -> date:
        """Return the end of a series as its start is written: a date is the whole of that day."""
        if not isinstance(start, datetime):
            return _day(until)
        if not isinstance(until, datetime):
            until = datetime.combine(until, time(23, 59, 59))
        if start.tzinfo is None:
            return self.wall(until)
        return (until if until.tzinfo else until.replace(tzinfo=start.tzinfo)).astimezone(UTC)

    def later(self, event: Component) -> None:
        """Begin a daily or weekly series shortly before the days asked for: what is behind them is not counted out."""
        rules = _rules(event)
        if len(rules) != 1 or "EXRULE" in event:
            return
        rule, start = rules[0], event["DTSTART"].dt
        days = EACH.get(str(rule.get("FREQ", [""])[0]).upper())
        if days is None or not set(rule) <= {"FREQ", "INTERVAL", "UNTIL", "BYDAY", "WKST", "BYMONTH"}:
            return
        days *= int(rule.get("INTERVAL", [1])[0])
        shift = timedelta(days=(self.since.date() - AHEAD - _day(start)).days // days * days)
        if shift <= timedelta(0):
            return
        if "DTEND" in event:
            if event["DTEND"].dt - start > AHEAD / 2:
                return
            event["DTEND"].dt += shift
        event["DTSTART"].dt = start + shift

    def is_off(self, event: Component) -> bool:
        """Tell whether an event is cancelled, or the athlete said no to it."""
        return str(event.get("STATUS") or "").upper() == "CANCELLED" or any(map(self.is_declined, _invited(event)))

    def is_declined(self, invited: Any) -> bool:
        """Tell whether one of those invited is the athlete and has declined; some programs write the address apart."""
        params = getattr(invited, "params", {})
        names = {str(invited).casefold(), f"mailto:{params.get('EMAIL', '')}".casefold()}
        return bool(self.me & names) and str(params.get("PARTSTAT", "")).upper() == "DECLINED"

    def is_told(self, event: Component) -> bool:
        """Tell whether an event is asked for by its title, even if it takes no time."""
        return bool(self.told and re.search(self.told, _summary(event).casefold()))

    def is_busy(self, event: Component) -> bool:
        """Tell whether an event takes its time: not one that is transparent, or that Outlook calls free.

        One that lasts whole days does where that is how they are to be taken, whatever it says itself: public and
        school holidays are published as free. Else it does where it says OPAQUE in so many words: birthdays and
        holidays come without.
        """
        transparency = str(event.get("TRANSP") or "").upper()
        outlook = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS") or "").upper()
        is_called_free = transparency == "TRANSPARENT" or outlook in OUTLOOK_FREE
        if isinstance(event["DTSTART"].dt, datetime):
            return not is_called_free
        is_called_busy = transparency == "OPAQUE" or outlook in OUTLOOK_BUSY
        return self.all_day == "busy" or (self.all_day == "marked" and is_called_busy and not is_called_free)

    def span(self, start: date, end: date) -> tuple[datetime, datetime]:
        """Return start and end on the athlete's wall; where the clock is put back between them, by elapsed time."""
        first, last = self.wall(start), self.wall(end)
        if last <= first and isinstance(start, datetime) and isinstance(end, datetime):
            last = first + max(end - start, timedelta(0))
        return first, last

    def wall(self, moment: date) -> datetime:
        if not isinstance(moment, datetime):
            return datetime.combine(moment, time())
        if moment.tzinfo is None:
            return moment
        # Both are written in UTC, to the same length as far as seconds go.
        there = self.there[bisect_right(self.switches, moment.astimezone(UTC).replace(microsecond=0).isoformat())]
        return moment.astimezone(there).replace(tzinfo=None)


def _alone(calendar: Component, events: list[Component]) -> Component:
    """Return a calendar that holds one series, and the zone its floating times are meant in, if it says so."""
    import icalendar  # noqa: PLC0415 - after the limits are set

    alone = icalendar.Calendar()
    for name in ("X-WR-TIMEZONE", "CALSCALE"):
        if name in calendar:
            alone[name] = calendar[name]
    alone.subcomponents = list(events)
    return alone


def _check_rules(event: Component) -> None:
    """Raise LeftOutError for what repeats without end within a day, or at no interval."""
    if "RRULE" in event and not all(rule.get("FREQ") for rule in _rules(event) or [{}]):
        raise LeftOutError("")
    for rule in _rules(event):
        each = QUICK.get(str(rule.get("FREQ", [""])[0]).upper())
        interval = int(rule.get("INTERVAL", [1])[0])
        if interval < 1:
            raise LeftOutError("repeat at no interval")
        if each is None:
            continue
        until = rule.get("UNTIL", [None])[0]
        start = event["DTSTART"].dt
        count = int(rule["COUNT"][0]) if "COUNT" in rule else MOST + 1
        if until is not None:
            span = datetime.combine(_day(until), time()) - datetime.combine(_day(start), time()) + timedelta(days=1)
            count = min(count, span // (each * interval))
        if count > MOST:
            raise LeftOutError("repeat without end")


def _rules(event: Component) -> list[Any]:
    rules = event.get("RRULE", ())
    found = rules if isinstance(rules, list | tuple) else (rules,)
    return [rule for rule in found if isinstance(rule, dict)]


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _series_of(events: list[Component]) -> Iterator[list[Component]]:
    """Yield the events that belong together: of the same UID, a series with its changed occurrences, or one by itself.

    Some programs give many events one UID; where one is a later version of another, it alone counts.
    """
    changed = [one for one in events if "RECURRENCE-ID" in one]
    masters = [one for one in events if "RECURRENCE-ID" not in one]
    if len(masters) < 2:
        yield events
        return
    latest = max(_sequence(one) for one in masters)
    kept = [one for one in masters if _sequence(one) == latest]
    over = [one for one in masters if _sequence(one) != latest]
    home = next((one for one in kept if "RRULE" in one), kept[0])
    for one in kept:
        yield [one, *changed] if one is home else [one]
    for one in over:
        one["STATUS"] = "CANCELLED"
        yield [one]


def _sequence(event: Component) -> int:
    try:
        return int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        return 0


class _Period:
    """A period of a VFREEBUSY, of whichever type the library gives."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self.start, self.end = start, end

    @classmethod
    def of(cls, given: Any) -> _Period:
        """Return it with an end, which may be given as how long it is."""
        start, end = given if isinstance(given, tuple) else (given.start, given.end)
        return cls(start, start + end if isinstance(end, timedelta) else end)


def _beside(name: str) -> Any:
    """Return a module that lies beside this script: it looks for none elsewhere."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if spec is None or spec.loader is None:
        raise RefusedError("cannot be read: the program is not whole")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _invited(event: Component) -> list[Any]:
    """Return those who are invited to an event."""
    given = event.get("ATTENDEE", [])
    return given if isinstance(given, list) else [given]


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
