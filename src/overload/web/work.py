"""What needs a plan, done in a worker process: showing a session, writing it down, changing its day.

Every function takes and returns plain values that travel between processes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import attrs

from overload.equipment import ladder
from overload.errors import DataError, LockedError, OverloadError, UsageError
from overload.model import Ladder
from overload.plan import Plan, Session
from overload.update.decide import move, shorten, skip
from overload.update.folder import Folder, opened
from overload.update.tapping import (
    days_to_move_to,
    decided_for,
    is_seen,
    remember_form,
    session_of,
    slots_shown,
    take_back,
    tap,
)
from overload.web.forms import Form, parse_form, read_tap, refused
from overload.web.rendering import message_page, page
from overload.web.session_view import SHORTENINGS, session_view
from overload.web.settings import Clock

BUSY: Final = "The training folder is busy. Try again in a moment; nothing was lost."


@attrs.frozen
class Page:
    """An answer to be sent: a status and a page, or where to go instead. Status 404 has no page of its own."""

    status: int
    body: bytes = b""
    location: str = ""


@attrs.frozen
class Told:
    """What a form was answered with, where it was not done; `insist` offers to do it all the same."""

    status: int = 200
    problem: str = ""
    insist: bool = False


NOT_FOUND: Final = Page(404)


def warm_up() -> None:
    """Import and read all that a page needs, so that the first request need not wait for it."""
    from overload import plugins  # noqa: PLC0415 - in the worker, not where it is started

    plugins.catalog()
    message_page("")


def show_session(folder: Path, ordinal: int, address: str, clock: Clock) -> Page:
    """Return the page of a session; `address` is its own."""
    return told(lambda: _session_page(folder, ordinal, address, clock))


def _session_page(path: Path, ordinal: int, address: str, clock: Clock, answer: Told = Told()) -> Page:
    with opened(path) as folder:
        plan = folder.plan(folder.now(clock))
        session = session_of(plan, ordinal)
        if session is None:
            return NOT_FOUND
        view = session_view(plan, session, _ladders(folder, plan, session), decided_for(folder, ordinal))
    return Page(answer.status, page("session", view=view, action=address, told=answer))


def _ladders(folder: Folder, plan: Plan, session: Session) -> dict[str, Ladder]:
    found = {}
    for slot in slots_shown(plan, session):
        try:
            rungs = ladder(slot.exercise, session.place, folder.catalog, folder.config.athlete.unit)
        except DataError:
            continue
        found[slot.exercise.id] = rungs
    return found


def take_form(folder: Path, ordinal: int, address: str, body: bytes, clock: Clock) -> Page:
    """Do what a form says, and answer with the way back to the session's page."""
    return told(lambda: _take(folder, ordinal, address, body, clock))


def _take(path: Path, ordinal: int, address: str, body: bytes, clock: Clock) -> Page:
    try:
        form = parse_form(body)
        anchor = _do(path, ordinal, form, clock)
    except DataError as error:
        return _session_page(path, ordinal, address, clock, Told(400, _sentence(error)))
    except UsageError as error:
        return _session_page(path, ordinal, address, clock, Told(409, _sentence(error), insist=True))
    return Page(303, location=f"{address}{anchor}")


def _sentence(error: OverloadError) -> str:
    text = error.problems[0].message
    return f"{text[:1].upper()}{text[1:]}."


def _do(path: Path, ordinal: int, form: Form, clock: Clock) -> str:
    """Do what a form says; return the place on the page where it shows."""
    if form.get("exercise"):
        tap(path, clock, ordinal, lambda _folder, plan, session: read_tap(form, slots_shown(plan, session)))
        return f"#{form.get('exercise')}"
    key, act = form.key, _decision(path, ordinal, form, clock)
    with opened(path) as folder:
        session = session_of(folder.plan(now := folder.now(clock)), ordinal)
        if is_seen(folder, key) or session is None:
            return ""
        if form.does == "move" and form.get("to") not in map(str, days_to_move_to(session, now)):
            raise refused("names a day that was not offered")
    act()
    with opened(path) as folder:
        remember_form(folder, key, folder.now(clock))
    return ""


def _decision(path: Path, ordinal: int, form: Form, clock: Clock) -> Callable[[], object]:
    """Return what a form about the whole session asks for. Raises DataError for anything else."""
    name, does = f"s{ordinal}", form.does
    if does == "move":
        try:
            day = date.fromisoformat(form.get("to"))
        except ValueError:
            raise refused("names a day that is none") from None
        return lambda: move(path, clock, name, day, None, force=form.get("insist") == "1")
    if does == "call-off":
        return lambda: skip(path, clock, name)
    if does == "back":
        return lambda: take_back(path, clock, ordinal)
    minutes = does.removeprefix("shorten-")
    if minutes in map(str, SHORTENINGS):
        return lambda: shorten(path, clock, name, int(minutes))
    raise refused("does not say what to do")


def told(work: Callable[[], Page]) -> Page:
    """Turn what goes wrong with a folder into a page that says so without telling anything of it."""
    try:
        return work()
    except LockedError:
        return Page(503, message_page("One moment", BUSY))
    except OverloadError:
        return Page(503, message_page("Not now", "The plan cannot be read; 'overload check' tells its owner why."))
