"""Content lines -> properties in components: names, parameters, BEGIN and END (RFC 5545, 3.1 and 3.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from overload.ical.lint.faults import Fault
from overload.ical.lint.lines import Line, content_lines

_NAME: Final = re.compile(r"[A-Za-z0-9-]+")
_VALUE: Final = r'(?:"[^"]*"|[^";:,]*)'
_PARAMETER: Final = re.compile(rf";([A-Za-z0-9-]+)=({_VALUE}(?:,{_VALUE})*)")
_ONE_VALUE: Final = re.compile(r'"[^"]*"|[^",]+')
_SHOWN: Final = 30


@attrs.frozen
class Property:
    """A property: its line, its name in capitals, its parameters by name in capitals, and the value as written."""

    line: int
    name: str
    params: Mapping[str, tuple[str, ...]]
    value: str

    def param(self, name: str) -> str:
        """Return the first value of a parameter, or ''."""
        return self.params.get(name, ("",))[0]


@attrs.define
class Component:
    """A component: its name in capitals, the line of its BEGIN, and what stands in it."""

    name: str
    line: int
    properties: list[Property] = attrs.field(factory=list)
    children: list[Component] = attrs.field(factory=list)

    def all(self, name: str) -> list[Property]:
        """Return the properties of that name."""
        return [one for one in self.properties if one.name == name]

    def one(self, name: str) -> Property | None:
        """Return the first property of that name, or None."""
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        """Return the value of the first property of that name as written, or ''."""
        found = self.one(name)
        return found.value if found else ""

    def walk(self) -> Iterator[Component]:
        """Yield this component and all within it."""
        left = [self]
        while left:
            component = left.pop()
            yield component
            left.extend(reversed(component.children))


def read_tree(data: bytes, faults: list[Fault]) -> list[Component]:
    """Return the components on top of a file (one VCALENDAR, if all is well); what is wrong is added to `faults`.

    Never raises: what cannot be read is left out.
    """
    lines = content_lines(data, faults)
    top: list[Component] = []
    within: list[Component] = []
    for line in lines:
        found = _property(line, faults)
        if found is None:
            continue
        if found.name == "BEGIN":
            _begin(found, top, within, faults)
        elif found.name == "END":
            _end(found, within, faults)
        elif within:
            within[-1].properties.append(found)
        else:
            faults.append(Fault(found.line, "nesting", f"{_cut(found.name)} is outside BEGIN and END"))
    never = "is never ended; the file may have been cut off"
    faults.extend(Fault(left.line, "nesting", f"{_cut(left.name)} {never}") for left in within)
    return top


def _cut(text: str) -> str:
    """Return a name short and printable enough for a message."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:_SHOWN])


def _begin(found: Property, top: list[Component], within: list[Component], faults: list[Fault]) -> None:
    component = Component(found.value.strip().upper(), found.line)
    if within:
        within[-1].children.append(component)
    else:
        top.append(component)
        if component.name != "VCALENDAR":
            faults.append(Fault(found.line, "nesting", f"{_cut(component.name)} is outside a VCALENDAR"))
    within.append(component)


def _end(found: Property, within: list[Component], faults: list[Fault]) -> None:
    name = found.value.strip().upper()
    if name not in {one.name for one in within}:
        faults.append(Fault(found.line, "nesting", f"END:{_cut(name)} has no BEGIN"))
        return
    while (left := within.pop()).name != name:
        what = f"END:{_cut(name)} comes before the {_cut(left.name)} of line {left.line} is ended"
        faults.append(Fault(found.line, "nesting", what))


def _property(line: Line, faults: list[Fault]) -> Property | None:
    """Read a content line; returns None, with a fault, for what is none."""
    name = _NAME.match(line.text)
    if not name or line.text[name.end() : name.end() + 1] not in {";", ":"}:
        hint = "; a line that goes on begins with a space" if not name or name.end() < len(line.text) else ""
        faults.append(Fault(line.number, "property", f"'{_cut(line.text)}' is not a property{hint}"))
        return None
    params: dict[str, tuple[str, ...]] = {}
    at = name.end()
    while found := _PARAMETER.match(line.text, at):
        key = found[1].upper()
        if key in params:
            faults.append(Fault(line.number, "parameter", f"{name[0].upper()} has the parameter {key} twice"))
        params[key] = tuple(one.strip('"') for one in _ONE_VALUE.findall(found[2])) or ("",)
        at = found.end()
    if line.text[at : at + 1] != ":":
        what = f"the parameters of {name[0].upper()} cannot be read at '{_cut(line.text[at:])}'"
        faults.append(Fault(line.number, "parameter", what))
        return None
    return Property(line.number, name[0].upper(), params, line.text[at + 1 :])
