"""What is asked of a calendar on a server: what is new there, an event, to write one, to remove one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import quote, urljoin, urlsplit
from xml.sax.saxutils import escape

from overload.caldav.found import Changes, There, firm
from overload.caldav.multistatus import CAL, DAV, Listing, Row, path_of, read
from overload.caldav.wire import Answer, Request, Wire, shown, unreachable
from overload.errors import (
    CalendarError,
    ConflictError,
    FullError,
    NoCalendarServerError,
    NotPermittedError,
    Problem,
    RefusedError,
    SetUpError,
)

_NAMES: Final = (
    'xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:i="http://apple.com/ns/ical/" '
    'xmlns:s="http://calendarserver.org/ns/"'
)
_XML: Final = {"Content-Type": 'application/xml; charset="utf-8"'}
_ICS: Final = {"Content-Type": 'text/calendar; charset="utf-8"'}
AT_ONCE: Final = 50
"""So many events are asked for in one request."""
_AFRESH: Final = frozenset({400, 403, 405, 409, 410, 412, 415, 418, 500, 501, 507})
"""What servers answer to a token they do not know, or to the question itself; then everything is listed."""


class Calendar:
    """One calendar on a server; `url` ends with a slash."""

    def __init__(self, wire: Wire, url: str) -> None:
        self.wire = wire
        self.url = url if url.endswith("/") else f"{url}/"
        wire.trust(self.url)
        self.path = path_of(self.url)

    def changes(self, token: str) -> Changes:
        """Return what changed since a token; everything where the server does not know it. Raises CalendarError."""
        if not token:
            return self.everything()
        body = (
            f"<sync-collection {_NAMES}><sync-token>{escape(token)}</sync-token><sync-level>1</sync-level>"
            "<prop><getetag/></prop></sync-collection>"
        )
        answer = self._ask("REPORT", self.url, body, {"Depth": "0"})
        if answer.status in _AFRESH:
            return self.everything()
        listing = self._listing(answer)
        if any(row.status == 507 for row in listing.rows) or not (listing.rows or listing.token):
            return self.everything()
        return Changes(self._etags(listing.rows), listing.token or token)

    def everything(self) -> Changes:
        """Return the ETags of all that lies there, and a token for the changes after. Raises CalendarError."""
        body = f"<propfind {_NAMES}><prop><getetag/><resourcetype/><sync-token/></prop></propfind>"
        listing = self._listing(self._ask("PROPFIND", self.url, body, {"Depth": "1"}))
        own = next((row for row in listing.rows if self._is_itself(row.path)), None)
        if own is None and not self._etags(listing.rows):
            raise unreachable(shown(self.url), "its list of events has nothing in it, not even the calendar")
        if own is not None and own.status in {404, 410}:
            raise self._gone()
        if own is not None and own.properties and not _is_calendar(own):
            raise self._gone()
        token = own.text(f"{DAV}sync-token").strip() if own is not None else ""
        return Changes(self._etags(listing.rows), token, is_whole=True)

    def fetch(self, hrefs: Iterable[str]) -> dict[str, There | None]:
        """Return the events at these hrefs, None where there is none; what is not told is left out."""
        wanted, found = list(hrefs), dict[str, There | None]()
        for first in range(0, len(wanted), AT_ONCE):
            asked = wanted[first : first + AT_ONCE]
            paths = "".join(f"<href>{escape(quote(href))}</href>" for href in asked)
            what = "<prop><getetag/><c:calendar-data/></prop>"
            body = f"<c:calendar-multiget {_NAMES}>{what}{paths}</c:calendar-multiget>"
            listing = self._listing(self._ask("REPORT", self.url, body, {"Depth": "1"}))
            told = {row.path: row for row in listing.rows}
            for href in asked:
                row = told.get(href)
                if row is not None and row.status in {404, 410}:
                    found[href] = None
                elif row is not None and (there := _there(row)) is not None:
                    found[href] = there
        return found

    def get(self, href: str) -> There | None:
        """Return the event at an href, None where there is none. Raises CalendarError."""
        answer = self._ask("GET", self._address(href))
        if answer.status in {404, 410}:
            return None
        if answer.status != 200:
            raise self._error(answer)
        return There(href, answer.headers.get("etag", "").strip(), answer.body.decode(errors="replace"))

    def find(self, uid: str) -> There | None:
        """Return the event of that UID, wherever in the calendar it lies. Raises CalendarError."""
        match = (
            f'<c:prop-filter name="UID"><c:text-match collation="i;octet">{escape(uid)}</c:text-match></c:prop-filter>'
        )
        within = f'<c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">{match}</c:comp-filter></c:comp-filter>'
        body = (
            f"<c:calendar-query {_NAMES}><prop><getetag/><c:calendar-data/></prop>"
            f"<c:filter>{within}</c:filter></c:calendar-query>"
        )
        answer = self._ask("REPORT", self.url, body, {"Depth": "1"})
        if answer.status != 207:
            return None
        rows = map(_there, self._listing(answer).rows)
        # A server that cannot filter returns all there is.
        return next(
            (one for one in rows if one and f"\nUID:{uid}" in one.text.replace("\r\n ", "").replace("\r", "")), None
        )

    def put(self, href: str, text: str, etag: str | None) -> str:
        """Write an event over the one of this ETag, or a new one (None); returns its new ETag, '' if not told.

        Over one without a firm ETag it is written as it is: who calls has looked at it just now.

        Raises ConflictError where something else lies there, FullError, RefusedError, CalendarError.
        """
        condition = {"If-None-Match": "*"} if etag is None else _if_match(etag)
        answer = self._ask("PUT", self._address(href), text, {**_ICS, **condition})
        if answer.status in {200, 201, 204}:
            return answer.headers.get("etag", "").strip()
        if answer.status == 412 or (answer.status == 409 and b"no-uid-conflict" in answer.body):
            raise ConflictError(Problem(href, "was changed meanwhile"))
        if answer.status in {413, 507}:
            raise FullError(Problem(shown(self.url), "is full: the server takes no more", "make room there"))
        if answer.status in {400, 415, 422}:
            raise RefusedError(Problem(href, f"is not taken by the server ({answer.status})"))
        raise self._error(answer, writing=True)

    def delete(self, href: str, etag: str) -> None:
        """Remove the event of this ETag; one that is gone is gone. Raises ConflictError, CalendarError."""
        answer = self._ask("DELETE", self._address(href), "", _if_match(etag))
        if answer.status == 412:
            raise ConflictError(Problem(href, "was changed meanwhile"))
        if answer.status not in {200, 202, 204, 404, 410}:
            raise self._error(answer, writing=True)

    def _etags(self, rows: Iterable[Row]) -> dict[str, str | None]:
        """Return what is known of each event; one that the server cannot tell of now is not named."""
        found: dict[str, str | None] = {}
        for row in rows:
            if self._is_itself(row.path) or row.path.endswith("/"):
                continue
            if row.status in {404, 410}:
                found[row.path] = None
            elif row.status < 400:
                found[row.path] = row.etag
        return found

    def _is_itself(self, path: str) -> bool:
        return path.rstrip("/") == self.path.rstrip("/")

    def _address(self, href: str) -> str:
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}{quote(href)}"

    def _ask(self, method: str, url: str, body: str = "", headers: Mapping[str, str] | None = None) -> Answer:
        sent = {**(_XML if body and method != "PUT" else {}), **(headers or {})}
        return self.wire.ask(Request(method, url, body.encode(), sent))

    def _listing(self, answer: Answer) -> Listing:
        if answer.status != 207:
            raise self._error(answer)
        return read(answer.body, shown(self.url))

    def _gone(self) -> SetUpError:
        hint = "nothing was changed; choose one with 'overload caldav connect'"
        return SetUpError(Problem(shown(self.url), "the calendar is gone", hint))

    def _error(self, answer: Answer, *, writing: bool = False) -> CalendarError:
        gone = answer.status in {404, 410} or (writing and answer.status == 409)
        return self._gone() if gone else refused(answer, shown(self.url), writing=writing)


def refused(answer: Answer, place: str, *, writing: bool = False) -> CalendarError:
    """Return the error for an answer that is none of those hoped for."""
    status = answer.status
    if status == 401:
        hint = "check [caldav] in plan.toml; iCloud, Nextcloud and Fastmail want an app password, not the usual one"
        return NotPermittedError(Problem(place, "the password is not taken", hint))
    if status == 403 and writing:
        return NotPermittedError(Problem(place, "the calendar is read-only", "share it with write access"))
    if status == 403:
        return NotPermittedError(Problem(place, "the calendar may not be read", "share it with this user"))
    if status == 429 or status >= 500:
        later = unreachable(place, f"it answers {status}")
        later.retry_after = answer.headers.get("retry-after", "")[:64]
        return later
    return NoCalendarServerError(
        Problem(
            place,
            f"does not answer as a calendar server does (but with {status})",
            "is that a sign-in page? Name the calendar's own address",
        )
    )


def _there(row: Row) -> There | None:
    text = row.text(f"{CAL}calendar-data")
    return There(row.path, row.etag, text) if text and row.status < 400 else None


def _if_match(etag: str) -> dict[str, str]:
    """Return the condition of a write; `If-Match: *` is refused or misread by several servers."""
    return {"If-Match": etag} if firm(etag) else {}


def _is_calendar(row: Row) -> bool:
    kinds = row.properties.get(f"{DAV}resourcetype")
    return kinds is None or kinds.find(f"{CAL}calendar") is not None


def joined(url: str, href: str) -> str:
    """Return the address of an href that a server named."""
    return urljoin(url, href)
