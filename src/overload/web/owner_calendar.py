"""The owner's own calendar on a page: connect it, try it, leave it, and take back what was taken from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import attrs

from overload.caldav.exchange import Deletions
from overload.caldav.joining import Wanted, join, part
from overload.caldav.sync import forget, sync
from overload.errors import CalendarError, DataError, OverloadError, Problem, UsageError
from overload.moments import moment_words
from overload.store import folder_lock, open_store
from overload.update.calendar_status import status_of
from overload.update.folder import DATABASE, Folder, opened
from overload.update.session_form import is_seen, remember_form
from overload.update.taken import last_synced, taken
from overload.update.undoing import undo_taken
from overload.web.forms import Form, parse_form, refused
from overload.web.owner import Where
from overload.web.rendering import page
from overload.web.session_view import fresh_key
from overload.web.settings import Clock
from overload.web.syncing import start_sync
from overload.web.work import Page, sentence_of, told

_UNDO: Final = re.compile(r"undo-(?P<key>[de][1-9]\d{0,8})", re.ASCII)
_MAIL: Final = re.compile(r"[^@\s/:]+@[^@\s/:]+\.[^@\s/:]+")
LONGEST: Final = 1000
"""Characters of an address, a name or a password that is typed."""
_LOCK_S: Final = 10.0


@attrs.frozen
class Back:
    """Something that was taken from the calendar, and how it is named in a form that takes it back."""

    key: str
    when: str
    words: str


@attrs.frozen
class Calendar:
    """The calendar that is connected: where it is and whose, how the last sync went, what waits for an answer."""

    place: str
    user: str
    synced: str
    trouble: str
    question: tuple[int, int] | None
    lately: tuple[Back, ...]


@attrs.frozen
class Said:
    """What a form came to: words, or a problem; the fields to be filled in again. A password is never among them."""

    words: str = ""
    problem: str = ""
    status: int = 200
    address: str = ""
    user: str = ""
    calendar: str = ""


def show_calendar(folder: Path, where: Where, clock: Clock) -> Page:
    """Return the page of the owner's calendar."""
    return told(lambda: _shown(folder, where, clock))


def _shown(path: Path, where: Where, clock: Clock, said: Said = Said()) -> Page:
    with opened(path, clock=clock) as folder:
        calendar = _calendar(folder, folder.now(clock))
        feeds = tuple(one.name for one in folder.config.feeds)
    body = page(
        "owner_calendar",
        address=where.address,
        here="calendar",
        calendar=calendar,
        feeds=feeds,
        key=fresh_key(),
        said=said,
    )
    return Page(said.status, body)


def _calendar(folder: Folder, now: datetime) -> Calendar | None:
    chosen = folder.config.own_calendar
    if chosen is None:
        return None
    status = status_of(folder.store)
    question = status.get("question")
    lately = (Back(one.key, moment_words(one.at.astimezone(now.tzinfo)), one.words) for one in taken(folder.store, now))
    return Calendar(
        chosen.url,
        chosen.user,
        last_synced(folder.store, now),
        status.get("error", ""),
        (question[0], question[1]) if question else None,
        tuple(lately),
    )


def take_calendar(folder: Path, where: Where, body: bytes, clock: Clock) -> Page:
    """Do what a form of the page of the calendar says. A password comes in here and goes out nowhere."""
    return told(lambda: _take(folder, where, body, clock))


def _take(path: Path, where: Where, body: bytes, clock: Clock) -> Page:
    form = Form({})
    try:
        form = parse_form(body)
        words = _once(path, form, clock)
    except (DataError, UsageError) as error:
        return _shown(path, where, clock, _again(form, sentence_of(error), 400))
    except CalendarError as error:
        return _shown(path, where, clock, _again(form, _with_hint(error), 200))
    if words:
        return _shown(path, where, clock, Said(words))
    return Page(303, location=f"{where.address}/calendar")


def _again(form: Form, problem: str, status: int) -> Said:
    address = form.get("address")
    # One that may have a password in it is not shown again either.
    return Said("", problem, status, address if is_fit(address) else "", form.get("user"), form.get("calendar"))


def _with_hint(error: OverloadError) -> str:
    one = error.problems[0]
    said = f"{one.place}: {one.message}" if one.place else one.message
    return f"{said}; {one.suggestion}." if one.suggestion and "overload" not in one.suggestion else f"{said}."


def _once(path: Path, form: Form, clock: Clock) -> str:
    """Do what a form says, unless it came before; return what is to be said of it, '' where the page says it."""
    key, now = form.key, clock("UTC")
    does = _DOES.get(form.does) or _undoing(form)
    if does is None:
        raise refused("does not say what to do")
    with folder_lock(path, _LOCK_S), open_store(path / DATABASE) as store:
        if is_seen(store, key):
            return ""
    words = does(path, form, clock)
    with folder_lock(path, _LOCK_S), open_store(path / DATABASE) as store:
        remember_form(store, key, now)
    return words


def _undoing(form: Form) -> Callable[[Path, Form, Clock], str] | None:
    match = _UNDO.fullmatch(form.does)
    return (lambda path, _, clock: _undo(path, match["key"], clock)) if match else None


def _undo(path: Path, key: str, clock: Clock) -> str:
    undo_taken(path, clock, key)
    start_sync(path, clock("UTC"))
    return ""


def _connect(path: Path, form: Form, clock: Clock) -> str:
    address, password = form.get("address"), form.fields.get("password", "")
    if any(len(text) > LONGEST for text in form.fields.values()) or "\n" in password or "\r" in password:
        raise refused("has more in it than can be typed")
    if not is_fit(address):
        why = "write your mail address, or the address of your calendar, which begins with https://"
        raise DataError(Problem("the form", why))
    if not password:
        raise DataError(Problem("the form", "type the password as well, an app password if your provider has them"))
    join(path, Wanted(address, form.get("user"), form.get("calendar"), typed=password))
    start_sync(path, clock("UTC"))
    return ""


def is_fit(address: str) -> bool:
    """Tell whether the page connects with an address: a server for many must not be sent to its own insides.

    Nor is a password taken that stands in one: it would be kept where everything is shown.
    """
    return (address.startswith("https://") and "@" not in address.split("/")[2]) or bool(_MAIL.fullmatch(address))


def _leave(path: Path, _: Form, clock: Clock) -> str:
    return _left(path, clock, leave_events=False)


def _leave_events(path: Path, _: Form, clock: Clock) -> str:
    return _left(path, clock, leave_events=True)


def _left(path: Path, clock: Clock, *, leave_events: bool) -> str:
    _, removed = forget(path, clock, leave_events=leave_events)
    part(path)
    return "Left. The events stay where they are." if leave_events else f"Left. {removed} events were removed."


def _synced(deletions: Deletions) -> Callable[[Path, Form, Clock], str]:
    def work(path: Path, _: Form, clock: Clock) -> str:
        done = sync(path, clock, deletions)
        if done.question or done.exchanged.problems:
            return ""  # the page asks or says it
        count = len(done.exchanged.written)
        return f"It works. {f'{count} events were written' if count else 'Nothing was to be written'}."

    return work


_DOES: Final[Mapping[str, Callable[[Path, Form, Clock], str]]] = {
    "connect": _connect,
    "try": _synced(Deletions.ASK),
    "accept-deletions": _synced(Deletions.ACCEPT),
    "write-again": _synced(Deletions.WRITE_AGAIN),
    "leave": _leave,
    "leave-events": _leave_events,
}
"""The value of a button -> what it does."""
