"""The answers of a calendar server (RFC 4918, multistatus) as values; nothing is believed that is not one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers import expat

import attrs

from overload.errors import NoCalendarServerError, Problem, UnreachableError

DAV, CAL, APPLE, CS = (
    "{DAV:}",
    "{urn:ietf:params:xml:ns:caldav}",
    "{http://apple.com/ns/ical/}",
    "{http://calendarserver.org/ns/}",
)
_DEEPEST: Final = 60
_STATUS: Final = re.compile(r"HTTP/\S+\s+(\d{3})")
_AGAIN: Final = "the plan is as it was; it is tried again"
_SIGN_IN: Final = "is that a sign-in page? Name the calendar's own address"


@attrs.frozen
class Row:
    """What is said of one path: a status (200 where nothing else is), and the properties that were found."""

    path: str
    status: int
    properties: dict[str, Element] = attrs.field(factory=dict, repr=False)

    def text(self, name: str) -> str:
        """Return the text of a property, empty where there is none."""
        found = self.properties.get(name)
        return (found.text or "") if found is not None else ""

    @property
    def etag(self) -> str:
        """The version of what lies there, as the server says it; empty where it is not told."""
        return self.text(f"{DAV}getetag").strip()


@attrs.frozen
class Listing:
    """A whole answer: its rows, and the token to ask for changes with."""

    rows: tuple[Row, ...]
    token: str = ""


def path_of(href: str) -> str:
    """Return the path of an href, decoded: `@` and `%40` are one."""
    try:
        return unquote(urlsplit(href.strip()).path)
    except ValueError:  # what is no address names nothing of ours
        return href


def read(body: bytes, place: str) -> Listing:
    """Read a multistatus. Raises NoCalendarServerError for anything else."""
    try:
        root = parsed(body)
    except (ParseError, expat.ExpatError, ValueError, LookupError):
        if b"multistatus" in body[:2000]:
            raise UnreachableError(Problem(place, "is not reachable: its answer is cut or broken", _AGAIN)) from None
        raise NoCalendarServerError(Problem(place, "does not answer as a calendar server does", _SIGN_IN)) from None
    if root.tag != f"{DAV}multistatus":
        raise NoCalendarServerError(Problem(place, "does not answer as a calendar server does", _SIGN_IN))
    rows = {row.path: row for response in root.findall(f"{DAV}response") for row in _rows(response)}
    return Listing(tuple(rows.values()), (root.findtext(f"{DAV}sync-token") or "").strip())


def _rows(response: Element) -> Iterator[Row]:
    whole = _code(response.findtext(f"{DAV}status"))
    found: dict[str, Element] = {}
    told = [(_code(one.findtext(f"{DAV}status")), one) for one in response.findall(f"{DAV}propstat")]
    for code, one in told:
        if code == 200:
            found |= {each.tag: each for prop in one.findall(f"{DAV}prop") for each in prop}
    worst = max((code for code, _ in told if code >= 500), default=0)
    for href in response.findall(f"{DAV}href"):
        yield Row(path_of(href.text or ""), whole if whole != 200 else worst or 200, found)


def _code(status: str | None) -> int:
    match = _STATUS.match((status or "").strip())
    return int(match[1]) if match else 200


def parsed(body: bytes) -> Element:
    """Parse XML without any document type, so that nothing in it grows, and to a depth that any answer has."""
    builder, depth = TreeBuilder(), [0]
    parser = expat.ParserCreate(namespace_separator="}")

    def begin(name: str, attributes: dict[str, str]) -> None:
        depth[0] += 1
        if depth[0] > _DEEPEST:
            raise ValueError("too deep")
        builder.start(_named(name), {_named(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        depth[0] -= 1
        builder.end(_named(name))

    def refuse(*_: object) -> None:
        raise ValueError("a document type")

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    parser.Parse(body, True)
    return builder.close()


def _named(name: str) -> str:
    return f"{{{name}" if "}" in name else name
