"""What the standard allows and clients stumble over in a calendar that is subscribed to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from overload.ical.lint.faults import Fault
from overload.ical.lint.tree import Component, Property
from overload.ical.lint.values import moment

_LONGEST_UID: Final = 255
_TIMES: Final = frozenset({"DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE"})


def look_for_clients(calendar: Component) -> Iterator[Fault]:
    """Yield hints on a VCALENDAR that will be subscribed to."""
    yield from _head(calendar)
    for component in calendar.walk():
        for found in component.properties:
            if _is_floating(found, component):
                what = f"{found.name} has no zone: Outlook refuses it, Google takes it for UTC"
                yield Fault(found.line, "floating", what, is_hint=True)
    for event in (one for one in calendar.children if one.name == "VEVENT"):
        yield from _event(event)


def _head(calendar: Component) -> Iterator[Fault]:
    for name, what in (
        ("METHOD", "METHOD makes it a message; leave it out of a calendar that is subscribed to"),
        ("X-WR-TIMEZONE", "some clients move every event by X-WR-TIMEZONE; leave it out"),
    ):
        if found := calendar.one(name):
            yield Fault(found.line, "client", what, is_hint=True)
    for names, what in (
        (("NAME", "X-WR-CALNAME"), "the calendar has no name (NAME for the standard, X-WR-CALNAME for the clients)"),
        (("REFRESH-INTERVAL", "X-PUBLISHED-TTL"), "nothing says how often to look again (REFRESH-INTERVAL)"),
    ):
        if not any(calendar.one(name) for name in names):
            yield Fault(calendar.line, "client", what, is_hint=True)


def _is_floating(found: Property, component: Component) -> bool:
    if component.name in {"STANDARD", "DAYLIGHT"} or found.name not in _TIMES or "TZID" in found.params:
        return False
    said = moment(found.value.split(",")[0])
    return isinstance(said, datetime) and said.tzinfo is None


def _event(event: Component) -> Iterator[Fault]:
    if not event.text("SUMMARY"):
        yield Fault(event.line, "client", "the event has no title (SUMMARY)", is_hint=True)
    elif "\\n" in event.text("SUMMARY").lower().replace("\\\\", ""):
        line = event.one("SUMMARY")
        what = "the title has several lines; Google shows only the first"
        yield Fault(line.line if line else event.line, "client", what, is_hint=True)
    missing = [name for name in ("LAST-MODIFIED", "SEQUENCE") if not event.one(name)]
    if missing:
        what = f"without {' and '.join(missing)} some clients never pick up a change to the event"
        yield Fault(event.line, "client", what, is_hint=True)
    uid = event.one("UID")
    if uid and len(uid.value.encode()) > _LONGEST_UID:
        yield Fault(uid.line, "client", f"the UID is longer than {_LONGEST_UID} octets", is_hint=True)
