"""Each component by itself: what it must have, may have once, and whether the values are of their types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from overload.ical.colors import both
from overload.ical.lint.faults import Fault
from overload.ical.lint.known import CHOICES, KINDS, RANGES, TYPES, Kind
from overload.ical.lint.tree import Component, Property
from overload.ical.lint.values import CHECKS, type_of

_BY_HAND: Final = frozenset({"BEGIN", "END"})


def look_at(component: Component) -> Iterator[Fault]:
    """Yield the faults of one component, not of those within it."""
    kind = KINDS.get(component.name)
    if kind is None:
        if not component.name.startswith("X-"):
            what = f"clients may not know the component {component.name[:30]}"
            yield Fault(component.line, "component", what, is_hint=True)
        return
    yield from _counts(component, kind)
    for found in component.properties:
        yield from _placed(found, component, kind)
        yield from look_at_value(found, component.name)
    for child in component.children:
        if child.name in KINDS and child.name not in kind.children:
            yield Fault(child.line, "nesting", f"a {child.name} cannot stand in a {component.name}")


def _counts(component: Component, kind: Kind) -> Iterator[Fault]:
    counted = Counter(one.name for one in component.properties)
    for name in sorted(kind.required - counted.keys()):
        yield Fault(component.line, "required", f"the {component.name} has no {name}")
    seen: set[str] = set()
    for one in component.properties:
        if one.name in seen and one.name in (kind.required | kind.once) - kind.often:
            is_hint = one.name == "RRULE"
            yield Fault(one.line, "duplicate", f"the {component.name} has {one.name} a second time", is_hint)
        seen.add(one.name)


def _placed(found: Property, component: Component, kind: Kind) -> Iterator[Fault]:
    if found.name.startswith("X-") or found.name in kind.required | kind.once | kind.often | _BY_HAND:
        return
    if found.name in TYPES:
        yield Fault(found.line, "misplaced", f"{found.name} cannot stand in a {component.name}")
    else:
        what = f"clients may not know the property {found.name[:30]}; names of one's own begin with X-"
        yield Fault(found.line, "property", what, is_hint=True)


def look_at_value(found: Property, component: str) -> Iterator[Fault]:
    """Yield what is wrong with the value of a property."""
    types = TYPES.get(found.name)
    if types is None:
        return
    chosen = type_of(found, types)
    if not chosen:
        yield Fault(found.line, "type", f"{found.name} cannot be of the type {found.param('VALUE')[:20]}")
        return
    yield from _encoded(found, chosen)
    wrong = CHECKS[chosen](found.value) if chosen in CHECKS else ""
    if wrong:
        rule = "escape" if chosen in {"TEXT", "TEXTS"} else "rrule" if chosen == "RECUR" else "type"
        yield Fault(found.line, rule, f"{found.name} {wrong}")
        return
    yield from _words(found, component)
    yield from _zones(found, chosen)


def _encoded(found: Property, chosen: str) -> Iterator[Fault]:
    if chosen == "BINARY" and found.param("ENCODING").upper() != "BASE64":
        yield Fault(found.line, "type", f"{found.name} is BINARY without ENCODING=BASE64")
    if found.name == "REFRESH-INTERVAL" and not found.param("VALUE"):
        yield Fault(found.line, "type", "REFRESH-INTERVAL must say VALUE=DURATION (RFC 7986, 5.7)")


def _words(found: Property, component: str) -> Iterator[Fault]:
    choices = CHOICES.get((component, found.name))
    if choices and found.value.upper() not in choices:
        known = " or ".join(sorted(choices))
        yield Fault(found.line, "value", f"{found.name} is '{found.value[:30]}'; it must be {known}")
    low, high = RANGES.get(found.name, (-(2**31), 2**31))
    if found.name in RANGES and not low <= int(found.value) <= high:
        yield Fault(found.line, "value", f"{found.name} is {found.value}; it runs from {low} to {high}")
    if found.name == "COLOR" and (found.value.startswith("#") or both(found.value) is None):
        yield Fault(found.line, "value", f"COLOR is '{found.value[:30]}'; it must be a CSS name (RFC 7986, 5.9)")
    if found.name in {"UID", "TZID", "PRODID"} and not found.value.strip():
        yield Fault(found.line, "value", f"{found.name} is empty")


def _zones(found: Property, chosen: str) -> Iterator[Fault]:
    if "TZID" not in found.params:
        return
    if chosen == "UTC" or (found.value.endswith("Z") and chosen.startswith("DATE-TIME")):
        yield Fault(found.line, "zone", f"{found.name} is in UTC and has a TZID; leave one out")
    elif chosen.startswith("DATE") and not chosen.startswith("DATE-TIME"):
        yield Fault(found.line, "zone", f"{found.name} is a date and has a TZID; a date has no zone")
