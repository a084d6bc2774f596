"""Writes a feed through `ics`, mending what ics 0.7.3 does badly; imported only when a feed is written.

Its own serialisers write no DTSTAMP without `created`, escape URLs, let a UID inject lines, write alarms before the
properties with triggers that are not valid, order sets by hash, and fold nothing. So ours take their place, in a
fixed order, and `finish` goes over the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from ics import Calendar, DisplayAlarm, Event
from ics.grammar.parse import Container, ContentLine
from ics.serializers.serializer import Serializer

from overload.ical.content import EventContent
from overload.ical.head import Head
from overload.ical.text import escape, finish, identity, link
from overload.model import Revision

Writer = Callable[[Any, Container], None]


def write(contents: Iterable[EventContent], revisions: Mapping[int, Revision], head: Head) -> bytes:
    """Return a calendar with these events as bytes; `revisions` are by ordinal."""
    calendar = FeedCalendar(head, (FeedEvent(one, revisions[one.ordinal]) for one in contents))
    return finish(calendar.serialize())


def duration(length: timedelta) -> str:
    """Return a DURATION in days, hours, minutes and seconds: `-PT30M`, `P9D`, `PT0S`."""
    total = int(length.total_seconds())
    days, rest = divmod(abs(total), 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes, seconds = divmod(rest, 60)
    # No unit between two others may be left out (RFC 5545, 3.3.6).
    units = ((hours, "H", hours), (minutes, "M", minutes or (hours and seconds)), (seconds, "S", seconds))
    clock = "".join(f"{count}{unit}" for count, unit, is_written in units if is_written)
    day = f"{days}D" if days else ""
    return f"{'-' if total < 0 else ''}P{day}{f'T{clock}' if clock else ''}" if total else "PT0S"


def _line(container: Container, name: str, value: str, **params: str) -> None:
    """Add a property; one without a value is left out. ContentLine would share its default params between lines."""
    if value:
        container.append(ContentLine(name, {key: [said] for key, said in params.items()}, value))


def _text(container: Container, name: str, value: str | None) -> None:
    _line(container, name, escape(value or ""))


def _instant(instant: datetime) -> str:
    return f"{instant:%Y%m%dT%H%M%S}Z"


class _AlarmWriter(Serializer):  # type: ignore[misc] # ics has no types
    @classmethod
    def get_serializers(cls) -> list[Writer]:
        return [cls.alarm]

    @staticmethod
    def alarm(alarm: FeedAlarm, container: Container) -> None:
        _line(container, "ACTION", alarm.action)
        _line(container, "TRIGGER", duration(alarm.trigger))
        _text(container, "DESCRIPTION", alarm.display_text)


class FeedAlarm(DisplayAlarm):  # type: ignore[misc] # ics has no types
    """A reminder with a valid trigger."""

    class Meta(DisplayAlarm.Meta):  # type: ignore[misc] # ics has no types
        """How it is written."""

        serializer = _AlarmWriter


class _EventWriter(Serializer):  # type: ignore[misc] # ics has no types
    @classmethod
    def get_serializers(cls) -> list[Writer]:
        return [cls.identity, cls.times, cls.words, cls.state, cls.alarms]

    @staticmethod
    def identity(event: FeedEvent, container: Container) -> None:
        _line(container, "UID", identity(event.uid))
        _line(container, "DTSTAMP", _instant(event.created.datetime))
        _line(container, "LAST-MODIFIED", _instant(event.last_modified.datetime))
        _line(container, "SEQUENCE", str(event.sequence))

    @staticmethod
    def times(event: FeedEvent, container: Container) -> None:
        for name, moment in (("DTSTART", event.begin.datetime), ("DTEND", event.end.datetime)):
            if event.all_day:
                _line(container, name, f"{moment:%Y%m%d}", VALUE="DATE")
            else:
                _line(container, name, _instant(moment))

    @staticmethod
    def words(event: FeedEvent, container: Container) -> None:
        _text(container, "SUMMARY", event.name)
        _text(container, "DESCRIPTION", event.description)
        _text(container, "LOCATION", event.location)
        _line(container, "CATEGORIES", ",".join(escape(one) for one in sorted(event.categories)))
        _line(container, "URL", link(event.url or ""))

    @staticmethod
    def state(event: FeedEvent, container: Container) -> None:
        _line(container, "STATUS", event.status)
        _line(container, "TRANSP", "TRANSPARENT" if event.transparent else "OPAQUE")
        _line(container, "CLASS", event.classification or "")

    @staticmethod
    def alarms(event: FeedEvent, container: Container) -> None:
        for alarm in event.alarms:
            container.append(alarm.serialize())


class FeedEvent(Event):  # type: ignore[misc] # ics has no types
    """An event with its SEQUENCE, its stamps and its properties in a fixed order."""

    class Meta(Event.Meta):  # type: ignore[misc] # ics has no types
        """How it is written."""

        serializer = _EventWriter

    def __init__(self, content: EventContent, revision: Revision) -> None:
        is_timed = isinstance(content.start, datetime)
        super().__init__(
            name=content.summary,
            begin=content.start,
            # ics takes the last day of an all-day event and writes the day after it, as DTEND has it.
            end=content.end if is_timed else content.end - timedelta(days=1),
            uid=content.uid,
            description=content.description,
            created=revision.stamped,
            last_modified=revision.stamped,
            location=content.location,
            url=content.url,
            transparent=content.is_free,
            alarms=[FeedAlarm(trigger=-before, display_text=content.summary) for before in content.alarms],
            categories=content.categories,
            status=content.status,
            classification=content.classification or None,
        )
        self.ordinal, self.sequence = content.ordinal, revision.sequence
        if not is_timed:
            self.make_all_day()

    def __hash__(self) -> int:
        """Tell events apart by their UID; a sum over its letters, as in ics, makes hundreds of them collide."""
        return hash(self.uid)


class _CalendarWriter(Serializer):  # type: ignore[misc] # ics has no types
    @classmethod
    def get_serializers(cls) -> list[Writer]:
        return [cls.head, cls.events]

    @staticmethod
    def head(calendar: FeedCalendar, container: Container) -> None:
        """Write no METHOD: PUBLISH would ask for an ORGANIZER (RFC 5546, 3.2.1), and CalDAV refuses it."""
        head = calendar.head
        _line(container, "VERSION", "2.0")
        _line(container, "PRODID", calendar.creator)
        _line(container, "CALSCALE", "GREGORIAN")
        # NAME and COLOR are of RFC 7986; most clients know only the older names with an X.
        _text(container, "NAME", head.name)
        _text(container, "X-WR-CALNAME", head.name)
        _line(container, "COLOR", head.color)
        _line(container, "X-APPLE-CALENDAR-COLOR", head.figure)
        _line(container, "REFRESH-INTERVAL", head.refresh, VALUE="DURATION")
        _line(container, "X-PUBLISHED-TTL", head.refresh)

    @staticmethod
    def events(calendar: FeedCalendar, container: Container) -> None:
        for event in sorted(calendar.events, key=lambda one: one.ordinal):
            container.append(event.serialize())


class FeedCalendar(Calendar):  # type: ignore[misc] # ics has no types
    """A calendar with what RFC 7986 and the clients know of a feed."""

    class Meta(Calendar.Meta):  # type: ignore[misc] # ics has no types
        """How it is written."""

        serializer = _CalendarWriter

    def __init__(self, head: Head, events: Iterable[FeedEvent]) -> None:
        super().__init__(events=events, creator=head.product)
        self.head = head
