"""A series of a calendar, or one event -> when it takes place, within the days asked for.

Read by the reader of busy calendars in its own process: nothing of `overload` is imported here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Component = Any
"""A component of icalendar, whose properties may be of any type, broken ones included."""
Time = tuple[datetime, datetime, str, bool]
"""Start, end and title of what takes time, on the athlete's wall, or (True) of what is asked for by its title alone."""

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
WITHOUT_END = "X-WITHOUT-END"
"""Marks an event that did not say when it ends."""


class LeftOutError(Exception):
    """An event is not to be used, and this is why."""


class Series:
    """Finds the times of events between two moments on the athlete's wall, as `question` wants them."""

    def __init__(self, question: dict[str, Any], since: datetime, until: datetime) -> None:
        self.since, self.until = since, until
        self.switches = [at for at, _ in question["zones"][1:]]
        self.there = [ZoneInfo(zone) for _, zone in question["zones"]]
        self.all_day: str = question["all_day"]
        self.me = {f"mailto:{one.casefold()}" for one in question["me"]}
        self.told: str = question["told"]

    def times(self, calendar: Component, events: list[Component]) -> Iterator[Time]:
        """Yield when events take place that are a series and its changed occurrences.

        Raises LeftOutError, and whatever the libraries do at a broken event.
        """
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
            start, end = occurrence["DTSTART"].dt, occurrence["DTEND"].dt
            yield from self.within(start, end, summary(occurrence), is_free=is_free)

    def free_busy(self, component: Component) -> Iterator[Time]:
        """Yield the times that a VFREEBUSY names, but those that it says are free."""
        given = component.get("FREEBUSY", [])
        for line in given if isinstance(given, list) else [given]:
            if str(getattr(line, "params", {}).get("FBTYPE", "BUSY")).upper() == "FREE":
                continue
            for one in getattr(line, "dts", None) or [line]:
                yield from self.within(*_period(getattr(one, "dt", one)), summary(component))

    def within(self, start: date, end: date, called: str, *, is_free: bool = False) -> Iterator[Time]:
        """Yield a time on the athlete's wall, if it is of the days asked for."""
        first, last = self.span(start, end)
        if first < last and first < self.until and last > self.since:
            yield first, last, called, is_free

    def is_over(self, event: Component) -> bool:
        """Tell whether an event happens once and ended long before the first day asked for."""
        if any(name in event for name in ("RRULE", "RDATE", "RECURRENCE-ID", "DURATION")):
            return False
        try:
            end = event.get("DTEND", event.get("DTSTART")).dt
            return bool((end.date() if isinstance(end, datetime) else end) < self.since.date() - timedelta(days=400))
        except Exception:  # noqa: BLE001 - whatever it is, it is looked at in full
            return False

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
            event[WITHOUT_END] = "1"
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
        return bool(self.told and re.search(self.told, summary(event).casefold()))

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
        """Return a moment as the athlete's clocks show it; one of no zone, and a day, is theirs already."""
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


def series_of(events: list[Component]) -> Iterator[list[Component]]:
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


def _period(given: Any) -> tuple[datetime, datetime]:
    """Return a period of a VFREEBUSY, of whichever type the library gives; its end may be how long it is."""
    start, end = given if isinstance(given, tuple) else (given.start, given.end)
    return start, start + end if isinstance(end, timedelta) else end


def _invited(event: Component) -> list[Any]:
    """Return those who are invited to an event."""
    given = event.get("ATTENDEE", [])
    return given if isinstance(given, list) else [given]


def summary(event: Component) -> str:
    """Return what an event is called."""
    found = event.get("SUMMARY", "")
    return str(found[0] if isinstance(found, list) and found else found)[:LONGEST_SUMMARY]
