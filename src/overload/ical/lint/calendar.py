"""What must fit together in a calendar: times, zones, alarms, ids (RFC 5545, 3.6 and 3.8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from overload.ical.lint.faults import Fault
from overload.ical.lint.recurrence import parts
from overload.ical.lint.tree import Component, Property
from overload.ical.lint.values import Moment, moment, span

_TIMED: Final = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
_ENDS: Final = {"VEVENT": "DTEND", "VTODO": "DUE", "VFREEBUSY": "DTEND"}


def look_through(calendar: Component) -> Iterator[Fault]:
    """Yield the faults of a VCALENDAR that more than one property has a part in."""
    if not calendar.children:
        yield Fault(
            calendar.line, "empty", "the calendar holds nothing; clients that read it remove everything they showed"
        )
    has_method = calendar.one("METHOD") is not None
    for component in calendar.children:
        if component.name in _TIMED:
            yield from _times(component, has_method=has_method)
        for alarm in component.children:
            if alarm.name == "VALARM":
                yield from _alarm(alarm, component)
    yield from _zones(calendar)
    yield from _identities(calendar)


def _times(component: Component, *, has_method: bool) -> Iterator[Fault]:
    start = component.one("DTSTART")
    if component.name == "VEVENT" and start is None and not has_method:
        yield Fault(component.line, "required", "the VEVENT has no DTSTART")
    end, length = component.one(_ENDS.get(component.name, "-")), component.one("DURATION")
    if end and length:
        yield Fault(length.line, "duplicate", f"the {component.name} has both {end.name} and DURATION")
    if start and end:
        yield from _order(start, end)
    if length and length.value:
        yield from _lasting(start, length)
    for name in ("RECURRENCE-ID", "EXDATE"):
        for one in component.all(name) if start else ():
            yield from _same_type(start, one)
    rule = component.one("RRULE")
    if start and rule:
        yield from _until(start, rule)


def _first(found: Property | None) -> Moment | None:
    return moment(found.value.split(",")[0]) if found else None


def _same_type(start: Property | None, other: Property) -> Iterator[Fault]:
    first, second = _first(start), _first(other)
    if first and second and isinstance(first, datetime) != isinstance(second, datetime):
        yield Fault(other.line, "type", f"{other.name} is of another type than DTSTART (date, or date and time)")


def _order(start: Property, end: Property) -> Iterator[Fault]:
    if unlike := list(_same_type(start, end)):
        yield from unlike
        return
    first, last = _instant(start), _instant(end)
    if first is None or last is None:
        return
    if isinstance(first, datetime) and isinstance(last, datetime) and (first.tzinfo is None) != (last.tzinfo is None):
        yield Fault(end.line, "zone", f"{end.name} has a zone or DTSTART has one, not both")
    elif last <= first:
        yield Fault(end.line, "order", f"{end.name} is not later than DTSTART")


def _instant(found: Property) -> Moment | None:
    """Return when a property says it is; a zone that this machine does not know counts as UTC."""
    said = moment(found.value)
    if not isinstance(said, datetime) or said.tzinfo or "TZID" not in found.params:
        return said
    try:
        return said.replace(tzinfo=ZoneInfo(found.param("TZID"))).astimezone(UTC)
    except (KeyError, ValueError, OSError, OverflowError):
        return said.replace(tzinfo=UTC)


def _lasting(start: Property | None, length: Property) -> Iterator[Fault]:
    lasts = span(length.value)
    if lasts is None:
        return
    if lasts < timedelta(0):
        yield Fault(length.line, "order", "DURATION is negative")
    first = _first(start)
    if first and not isinstance(first, datetime) and lasts % timedelta(days=1):
        yield Fault(length.line, "type", "DTSTART is a date; its DURATION must be whole days or weeks")


def _until(start: Property, rule: Property) -> Iterator[Fault]:
    first, until = moment(start.value), moment(parts(rule.value).get("UNTIL", ""))
    if first is None or until is None:
        return
    if isinstance(first, datetime) != isinstance(until, datetime):
        yield Fault(rule.line, "rrule", "UNTIL is of another type than DTSTART (date, or date and time)")
    elif isinstance(first, datetime) and isinstance(until, datetime):
        is_fixed = first.tzinfo is not None or "TZID" in start.params
        if is_fixed and until.tzinfo is None:
            yield Fault(rule.line, "rrule", "DTSTART has a zone, so UNTIL must be in UTC")
        elif not is_fixed and until.tzinfo is not None:
            yield Fault(rule.line, "rrule", "DTSTART has no zone, so UNTIL must have none")


def _alarm(alarm: Component, owner: Component) -> Iterator[Fault]:
    action = alarm.text("ACTION").upper()
    needed = {"DISPLAY": ("DESCRIPTION",), "EMAIL": ("DESCRIPTION", "SUMMARY", "ATTENDEE")}.get(action, ())
    for name in needed:
        if not alarm.one(name):
            yield Fault(alarm.line, "alarm", f"an alarm with ACTION:{action} needs a {name}")
    if (alarm.one("DURATION") is None) != (alarm.one("REPEAT") is None):
        yield Fault(alarm.line, "alarm", "an alarm has both DURATION and REPEAT, or neither")
    trigger = alarm.one("TRIGGER")
    if trigger is None:
        return
    related = trigger.param("RELATED").upper()
    if related and (related not in {"START", "END"} or trigger.param("VALUE").upper() == "DATE-TIME"):
        yield Fault(trigger.line, "alarm", "RELATED is START or END, and only with a duration")
    has_end = any(owner.one(name) for name in ("DTEND", "DUE", "DURATION"))
    if related == "END" and not has_end:
        yield Fault(trigger.line, "alarm", "the TRIGGER counts from an end that does not exist")


def _zones(calendar: Component) -> Iterator[Fault]:
    known: set[str] = set()
    for zone in (one for one in calendar.children if one.name == "VTIMEZONE"):
        name = zone.text("TZID")
        if name in known:
            yield Fault(zone.line, "zone", f"the VTIMEZONE '{name[:40]}' is there twice")
        known.add(name)
        if not {"STANDARD", "DAYLIGHT"} & {one.name for one in zone.children}:
            yield Fault(zone.line, "zone", "the VTIMEZONE has neither STANDARD nor DAYLIGHT")
    used: set[str] = set()
    for found in (one for component in calendar.walk() for one in component.properties):
        name = found.param("TZID")
        if name and name not in known and not name.startswith("/"):
            yield Fault(found.line, "zone", f"{found.name} is in '{name[:40]}', for which there is no VTIMEZONE")
        used.add(name)
    for zone in (one for one in calendar.children if one.name == "VTIMEZONE"):
        if zone.text("TZID") not in used:
            yield Fault(zone.line, "zone", f"nothing uses the VTIMEZONE '{zone.text('TZID')[:40]}'", is_hint=True)


def _identities(calendar: Component) -> Iterator[Fault]:
    seen: dict[tuple[str, str, str], int] = {}
    for component in calendar.children:
        found = component.one("UID")
        if component.name not in _TIMED or not found:
            continue
        key = (component.name, found.value, component.text("RECURRENCE-ID"))
        if key in seen:
            what = f"the UID '{found.value[:40]}' is that of the {component.name} in line {seen[key]}"
            yield Fault(found.line, "uid", what)
        seen.setdefault(key, component.line)
