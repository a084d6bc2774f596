"""A feed as its readers see it: from the file that is published, or from what is about to be written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

import attrs

from overload.ical.content import CANCELLED, CONFIRMED, EventContent
from overload.ical.head import head
from overload.ical.lint.tree import Component, read_tree
from overload.ical.lint.values import Moment, moment, span
from overload.model import FeedChoice
from overload.plan.values import Plan

_ESCAPE: Final = re.compile(r"\\(.)")
_SEPARATOR: Final = re.compile(r"(?<!\\),")


@attrs.frozen
class SeenEvent:
    """An event as it is seen. `start` and `end` are UTC instants, or dates of which `end` is the day after the last.

    `alarms` are counted from the start, so those before it are negative. `changed` is when it was last written
    otherwise, as far as that is known; it is no part of what is seen.
    """

    uid: str
    start: Moment
    end: Moment
    title: str
    text: str = ""
    location: str = ""
    is_cancelled: bool = False
    alarms: tuple[timedelta, ...] = ()
    categories: tuple[str, ...] = ()
    url: str = ""
    changed: Moment | None = attrs.field(default=None, eq=False)

    @property
    def instant(self) -> datetime:
        """The start for comparing; that of a date is its midnight in UTC."""
        if isinstance(self.start, datetime):
            return self.start
        return datetime.combine(self.start, datetime.min.time(), UTC)

    def first_day(self, zone: tzinfo | None) -> date:
        """Return the date it begins on in a zone."""
        return self.start.astimezone(zone).date() if isinstance(self.start, datetime) else self.start


@attrs.frozen
class SeenFeed:
    """A calendar as it is seen: its name, its colour as written, and its events in order of time."""

    name: str
    color: str
    events: tuple[SeenEvent, ...]


def seen_in(data: bytes) -> SeenFeed | None:
    """Return what is seen in a calendar file, None where there is no calendar in it; what cannot be read is left out.

    Times in a zone are taken as UTC: this is for feeds of our own.
    """
    calendar = next((one for one in read_tree(data, []) if one.name == "VCALENDAR"), None)
    if calendar is None:
        return None
    name = calendar.text("NAME") or calendar.text("X-WR-CALNAME")
    found = (_event(one) for one in calendar.children if one.name == "VEVENT")
    return SeenFeed(plain(name), calendar.text("COLOR"), _in_order(one for one in found if one))


def seen_as(plan: Plan, feed: FeedChoice, contents: Iterable[EventContent]) -> SeenFeed:
    """Return what will be seen of a feed when it is written."""
    above = head(feed, plan)
    return SeenFeed(above.name, above.color, _in_order(map(_of, contents)))


def _in_order(events: Iterable[SeenEvent]) -> tuple[SeenEvent, ...]:
    return tuple(sorted(events, key=lambda one: (one.instant, one.uid)))


def _of(content: EventContent) -> SeenEvent:
    return SeenEvent(
        uid=content.uid,
        start=content.start,
        end=content.end,
        title=content.summary,
        text=content.description,
        location=content.location,
        is_cancelled=content.status == CANCELLED,
        alarms=tuple(sorted(-before for before in content.alarms)),
        categories=tuple(sorted(content.categories)),
        url=content.url,
    )


def _event(component: Component) -> SeenEvent | None:
    uid, start = component.text("UID"), _utc(moment(component.text("DTSTART")))
    if not uid or start is None:
        return None
    return SeenEvent(
        uid=uid,
        start=start,
        end=_utc(moment(component.text("DTEND"))) or start,
        title=plain(component.text("SUMMARY")),
        text=plain(component.text("DESCRIPTION")),
        location=plain(component.text("LOCATION")),
        is_cancelled=(component.text("STATUS") or CONFIRMED).upper() == CANCELLED,
        alarms=tuple(sorted(_triggers(component))),
        categories=tuple(sorted(map(plain, filter(None, _SEPARATOR.split(component.text("CATEGORIES")))))),
        url=component.text("URL"),
        changed=_utc(moment(component.text("LAST-MODIFIED"))),
    )


def _utc(said: Moment | None) -> Moment | None:
    return said.replace(tzinfo=UTC) if isinstance(said, datetime) else said


def _triggers(component: Component) -> Iterator[timedelta]:
    for alarm in component.children:
        before = span(alarm.text("TRIGGER"))
        if alarm.name == "VALARM" and before is not None:
            yield before


def plain(text: str) -> str:
    """Return a TEXT value without its escapes."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
