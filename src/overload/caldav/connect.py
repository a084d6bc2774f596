"""Finding the calendars behind an address or a mail address, making one, and trying whether it can be written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape

import attrs

from overload.caldav.client import Calendar, refused
from overload.caldav.multistatus import APPLE, CAL, DAV, Row, path_of, read
from overload.caldav.wire import Answer, Login, Request, Wire, shown
from overload.errors import CalendarError, NoCalendarServerError, NotPermittedError, Problem, SetUpError

_NAMES: Final = 'xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:i="http://apple.com/ns/ical/"'
_OF_MAIL: Final = {
    **dict.fromkeys(("icloud.com", "me.com", "mac.com"), "https://caldav.icloud.com/"),
    **dict.fromkeys(("fastmail.com", "fastmail.fm"), "https://caldav.fastmail.com/dav/"),
    **dict.fromkeys(("gmx.net", "gmx.de", "gmx.com"), "https://caldav.gmx.net/"),
    **dict.fromkeys(("yahoo.com",), "https://caldav.calendar.yahoo.com/"),
    **dict.fromkeys(("posteo.de", "posteo.net"), "https://posteo.de:8443/"),
    **dict.fromkeys(("mailbox.org",), "https://dav.mailbox.org/"),
}
"""Where those who give a mail address of these have their calendars."""
_NOT_SO: Final = {
    **dict.fromkeys(("gmail.com", "googlemail.com"), "Google"),
    **dict.fromkeys(("outlook.com", "hotmail.com", "live.com", "office365.com"), "Outlook"),
}
"""Whose calendars cannot be reached with a password."""
NEW: Final = "overload-training"


@attrs.frozen
class Offered:
    """A calendar that there is: its address, its name, and whether it may be written."""

    url: str
    name: str
    can_write: bool = True


@attrs.frozen
class Account:
    """What was found behind an address: where calendars are kept, and which there are."""

    home: str
    calendars: tuple[Offered, ...]


def starting_point(address: str) -> str:
    """Return where to look for the calendars of an address or a mail address. Raises SetUpError."""
    if "://" in address:
        return address
    domain = address.rpartition("@")[2].lower()
    if domain in _NOT_SO:
        hint = "subscribe to the feed ('overload link add'), or see docs/caldav.md for the ways there are"
        raise SetUpError(Problem(address, f"{_NOT_SO[domain]} lets no program in with a password", hint))
    return _OF_MAIL.get(domain, f"https://{domain}/")


def find(login: Login, address: str, certificates: str = "") -> Account:
    """Return the calendars behind an address. Raises CalendarError."""
    wire = Wire(login, certificates)
    for url in _candidates(address, certificates):
        wire.trust(url)
        answer = _propfind(wire, url, "0", "<current-user-principal/><resourcetype/><c:calendar-home-set/>")
        if answer.status == 401:
            raise refused(answer, shown(url))
        if answer.status != 207:
            continue
        row = next(iter(read(answer.body, shown(url)).rows), None)
        if row is None:
            continue
        if _is_calendar(row):
            listed = _listed(wire, answer.url, "0")
            return Account(urljoin(answer.url, ".."), tuple(listed))
        home = _home(wire, answer.url, row)
        if home:
            return Account(home, tuple(_listed(wire, home, "1")))
    raise NoCalendarServerError(
        Problem(
            address, "has no calendars that can be found", "name the calendar's own address, as its server shows it"
        )
    )


def _candidates(address: str, certificates: str) -> Iterator[str]:
    """Yield where to ask: the address itself, and where its host says that calendars are (RFC 6764)."""
    url = starting_point(address)
    yield url
    parts = urlsplit(url)
    known = f"{parts.scheme}://{parts.netloc}/.well-known/caldav"
    # Asked without the password, so that it may send us to another host: it is that host which is trusted then.
    found = Wire(None, certificates).ask(Request("PROPFIND", known, headers={"Depth": "0"}))
    yield found.url if found.status in {200, 207, 401} else known


def _home(wire: Wire, url: str, row: Row) -> str:
    home = _href(row, f"{CAL}calendar-home-set")
    if not home:
        principal = _href(row, f"{DAV}current-user-principal")
        if not principal:
            return ""
        at = urljoin(url, principal)
        answer = _propfind(wire, at, "0", "<c:calendar-home-set/>")
        if answer.status != 207:
            raise refused(answer, shown(at))
        found = next(iter(read(answer.body, shown(at)).rows), None)
        home, url = _href(found, f"{CAL}calendar-home-set") if found else "", at
    if not home:
        return ""
    there = urljoin(url, home)
    if urlsplit(there).scheme == "https" or urlsplit(there).netloc == urlsplit(url).netloc:
        wire.trust(there)
    return there if there.endswith("/") else f"{there}/"


def _listed(wire: Wire, url: str, depth: str) -> Iterator[Offered]:
    wanted = (
        "<displayname/><resourcetype/><current-user-privilege-set/><i:calendar-color/>"
        "<c:supported-calendar-component-set/>"
    )
    answer = _propfind(wire, url, depth, wanted)
    if answer.status != 207:
        raise refused(answer, shown(url))
    for row in read(answer.body, shown(url)).rows:
        if _is_calendar(row) and _takes_events(row):
            at = urljoin(answer.url, row.path.replace(" ", "%20"))
            name = row.text(f"{DAV}displayname").strip() or row.path.rstrip("/").rpartition("/")[2]
            yield Offered(at if at.endswith("/") else f"{at}/", name, _may_write(row))


def _is_calendar(row: Row) -> bool:
    kinds = row.properties.get(f"{DAV}resourcetype")
    return kinds is not None and kinds.find(f"{CAL}calendar") is not None


def _takes_events(row: Row) -> bool:
    known = row.properties.get(f"{CAL}supported-calendar-component-set")
    names = [one.get("name", "").upper() for one in known] if known is not None else []
    return not names or "VEVENT" in names


def _may_write(row: Row) -> bool:
    known = row.properties.get(f"{DAV}current-user-privilege-set")
    if known is None:
        return True
    granted = {each.tag for privilege in known for each in privilege}
    return bool(granted & {f"{DAV}all", f"{DAV}write", f"{DAV}write-content", f"{DAV}bind"})


def _href(row: Row, name: str) -> str:
    found = row.properties.get(name)
    return (found.findtext(f"{DAV}href") or "").strip() if found is not None else ""


def _propfind(wire: Wire, url: str, depth: str, wanted: str) -> Answer:
    body = f"<propfind {_NAMES}><prop>{wanted}</prop></propfind>"
    headers = {"Depth": depth, "Content-Type": 'application/xml; charset="utf-8"'}
    return wire.ask(Request("PROPFIND", url, body.encode(), headers))


def make(login: Login, home: str, name: str, certificates: str = "") -> Offered:
    """Make a calendar of its own for the sessions. Raises CalendarError."""
    wire = Wire(login, certificates)
    wire.trust(home)
    url = urljoin(home, f"{NEW}/")
    color = f'<i:calendar-color xmlns:i="{APPLE[1:-1]}">#2E7D32FF</i:calendar-color>'
    kinds = '<c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set>'
    body = (
        f"<c:mkcalendar {_NAMES}><set><prop><displayname>{escape(name)}</displayname>{color}{kinds}</prop></set>"
        "</c:mkcalendar>"
    )
    headers = {"Content-Type": 'application/xml; charset="utf-8"'}
    answer = wire.ask(Request("MKCALENDAR", url, body.encode(), headers))
    if answer.status in {200, 201, 204}:
        return Offered(url, name)
    if answer.status == 401:
        raise refused(answer, shown(url))
    hint = "make one in your calendar app, then name it: overload caldav connect --calendar NAME"
    raise NotPermittedError(Problem(shown(home), f"lets us make no calendar (it answers {answer.status})", hint))


def try_writing(login: Login, url: str, certificates: str = "") -> None:
    """Write an event to a calendar, read it and remove it again. Raises CalendarError."""
    calendar = Calendar(Wire(login, certificates), url)
    name = f"overload-try-{os.urandom(4).hex()}"
    href = f"{path_of(calendar.url)}{name}.ics"
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//overload//training//EN", "BEGIN:VEVENT", f"UID:{name}",
        "DTSTAMP:20240101T000000Z", "DTSTART:20240101T120000Z", "DTEND:20240101T120100Z", "SUMMARY:Trying",
        "END:VEVENT", "END:VCALENDAR", "",
    )  # fmt: skip
    calendar.put(href, "\r\n".join(lines), None)
    found = calendar.get(href)
    calendar.delete(href, found.etag if found else "")
    if found is None:
        raise CalendarError(Problem(shown(url), "takes an event and does not give it back", "choose another calendar"))
