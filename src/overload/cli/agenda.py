"""A feed as the agenda of a phone shows it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING, Final

from overload.moments import day_words, hours_words, long_day_words

if TYPE_CHECKING:
    from overload.ical import SeenEvent
    from overload.update.published import PublishedFeed

WIDTH: Final = 60
"""Letters to a line of text: about what a phone shows."""
_INDENT: Final = " " * 15


def agenda(feed: PublishedFeed, events: Sequence[SeenEvent]) -> Iterator[str]:
    """Yield the lines of an agenda: the calendar's name, then day by day its events."""
    count = f"{len(events) or 'no'} {'event' if len(events) == 1 else 'events'}"
    yield f"{feed.seen.name or 'Without a name'} ({feed.path.parent.name}/{feed.path.name}): {count}"
    zone = feed.now.tzinfo
    for day, those in groupby(events, key=lambda one: one.first_day(zone)):
        yield ""
        yield long_day_words(day, feed.now.date()) + (", today" if day == feed.now.date() else "")
        for one in those:
            yield from _event(one, zone)


def _event(one: SeenEvent, zone: tzinfo | None) -> Iterator[str]:
    is_said = not one.is_cancelled or one.title.endswith("cancelled")
    title = one.title if is_said else f"{one.title} (cancelled)"
    first, *more = textwrap.wrap(title, WIDTH) or [""]
    yield f"  {_times(one, zone):<11}  {first}"
    yield from (f"{_INDENT}{line}" for line in more)
    for line in filter(None, (one.location, _reminders(one.alarms))):
        yield f"{_INDENT}{line}"
    for line in one.text.split("\n") if one.text else ():
        yield from (f"{_INDENT}{part}".rstrip() for part in textwrap.wrap(line, WIDTH) or [""])


def _times(one: SeenEvent, zone: tzinfo | None) -> str:
    if isinstance(one.start, datetime) and isinstance(one.end, datetime):
        return hours_words(one.start.astimezone(zone), one.end.astimezone(zone))
    last = date.fromordinal(one.end.toordinal() - 1)
    return "all day" if last <= one.start else f"to {day_words(last)}"


def _reminders(alarms: Sequence[timedelta]) -> str:
    return f"reminder {', '.join(_before(one) for one in alarms)}" if alarms else ""


def _before(alarm: timedelta) -> str:
    minutes = -alarm // timedelta(minutes=1)
    if not minutes:
        return "at the start"
    for length, word in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes % length == 0:
            count = minutes // length
            return f"{count} {word}{'' if count == 1 else 's'} before"
    return f"{minutes} minutes before"


def event_data(one: SeenEvent) -> dict[str, object]:
    """Return an event as data: times in UTC as ISO text, alarms in seconds from the start."""
    return {
        "uid": one.uid,
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
        "title": one.title,
        "text": one.text,
        "location": one.location,
        "cancelled": one.is_cancelled,
        "alarms": [int(alarm.total_seconds()) for alarm in one.alarms],
        "categories": list(one.categories),
        "url": one.url,
    }
