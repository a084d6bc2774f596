"""What needs a plan, done in a worker process: showing a session, writing it down, changing its day.

Every function takes and returns plain values that travel between processes.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Final

import attrs

from overload.equipment import ladder
from overload.errors import DamagedError, DataError, LockedError, NotWrittenError, OverloadError, UsageError
from overload.model import Ladder
from overload.plan import PlannedSlot, Session, as_shown
from overload.plan.asked import last_time
from overload.update.decide import having_done, moving, not_having_done, shortening, skipping, taking_back
from overload.update.desk import Desk, at_desk
from overload.update.doubts import answered, doubts_in
from overload.update.folder import Folder
from overload.update.leveling import ACCEPTED, accept
from overload.update.publish import SAVED
from overload.update.remarks import remark
from overload.update.session_form import (
    BY_PAGE,
    Deed,
    all_as_asked,
    days_to_move_to,
    decided_for,
    minutes_taken,
    open_session,
    slots_of,
    take,
    written,
)
from overload.update.taken import ask_no_more, asking
from overload.web.forms import Form, follows, parse_form, read_done, refused
from overload.web.mending import MEND, damage_page, mend
from overload.web.otherwise import doing_otherwise, otherwise
from overload.web.questions import Question, question
from overload.web.rendering import message_page, page
from overload.web.session_view import SHORTENINGS, session_view
from overload.web.settings import Clock
from overload.web.syncing import start_sync

_ANSWER: Final = re.compile(r"answer-(?P<entry>[1-9]\d{0,8})-(?P<meant>keep|\d{1,2})", re.ASCII)
"""The button that says what an entry of the log meant, or that it is right as it is."""
Work = Callable[[Desk, Session], Deed]
TAKEN: Final = "taken"
REFUSED: Final = "refused"
NO_DISK: Final = (
    "Nothing can be written where your training is kept: the disk is full, or may not be written to. "
    "'overload check' shows its owner which. What was written down before is there, and can be read."
)
BUSY: Final = "The training folder is busy. Try again in a moment; nothing was lost."


@attrs.frozen
class Page:
    """An answer to be sent: a status and a page, or where to go instead. Status 404 has no page of its own.

    `verdict` is what became of a form that its page keeps until it knows: TAKEN, REFUSED for good, or '' for neither.
    `why` is for the server's log alone: what kept the server from all that was asked of it.
    """

    status: int
    body: bytes = b""
    location: str = ""
    verdict: str = ""
    why: str = ""


@attrs.frozen
class Told:
    """What a form was answered with, where it was not done; `insist` offers to do it all the same."""

    status: int = 200
    problem: str = ""
    insist: bool = False


NOT_FOUND: Final = Page(404)
AS_USUAL: Final = Told()


def warm_up() -> None:
    """Import and read all that a page needs, so that the first request need not wait for it."""
    from overload import plugins  # noqa: PLC0415 - in the worker, not where it is started

    plugins.catalog()
    message_page("")


def show_session(folder: Path, ordinal: int, address: str, clock: Clock) -> Page:
    """Return the page of a session; `address` is its own."""
    return told(lambda: _session_page(folder, ordinal, address, clock), folder, address)


def _session_page(path: Path, ordinal: int, address: str, clock: Clock, answer: Told = AS_USUAL) -> Page:
    """Show a session where subscribers were shown it: what a form is held against is what its page showed."""
    with at_desk(path, clock, as_shown) as desk:
        session = open_session(desk.plan, ordinal)
        if session is None:
            return NOT_FOUND
        slots = slots_of(desk, session)
        decided = decided_for(desk.folder.store, ordinal)
        before = {slot.key: found for slot in slots if (found := last_time(desk.inputs, session, slot))}
        view = session_view(
            desk.plan,
            session,
            slots,
            _ladders(desk.folder, session, slots),
            decided,
            asking(desk.folder.store, desk.now),
            before,
        )
        view = attrs.evolve(
            view,
            questions=tuple(_questions(desk, session)),
            otherwise=otherwise(desk, session, slots),
            minutes=minutes_taken(desk, slots) if view.is_finished else 0,
        )
        note = remark(desk.folder, desk.plan, asks=bool(view.questions))
    return Page(answer.status, page("session", view=view, action=address, told=answer, note=note))


def _questions(desk: Desk, session: Session) -> Iterator[Question]:
    known = desk.folder.catalog.exercises
    for doubt in doubts_in(desk, session):
        exercise = known.get(doubt.entry.exercise)
        yield question(doubt, exercise.name if exercise else doubt.entry.exercise)


def _ladders(folder: Folder, session: Session, slots: Sequence[PlannedSlot]) -> dict[str, Ladder]:
    found = {}
    for slot in slots:
        try:
            rungs = ladder(slot.exercise, session.place, folder.catalog, folder.config.athlete.unit)
        except DataError:
            continue
        found[slot.exercise.id] = rungs
    return found


def take_form(folder: Path, ordinal: int, address: str, body: bytes, clock: Clock) -> Page:
    """Do what a form says, and answer with the way back to the session's page."""
    return told(lambda: _take(folder, ordinal, address, body, clock), folder, address)


def take_tap(folder: Path, ordinal: int, address: str, body: bytes, clock: Clock) -> Page:
    """Do what a form says, and answer with the session's page and what became of the form."""

    def work() -> Page:
        done = _take(folder, ordinal, address, body, clock)
        if not done.location:
            return done
        shown = _session_page(folder, ordinal, address, clock)
        return shown if shown.status == HTTPStatus.NOT_FOUND else attrs.evolve(shown, verdict=TAKEN, why=done.why)

    return told(work, folder, address)


def _take(path: Path, ordinal: int, address: str, body: bytes, clock: Clock) -> Page:
    return carried_out(
        path,
        clock,
        address,
        lambda: _do(path, ordinal, parse_form(body), clock),
        lambda answer: _session_page(path, ordinal, address, clock, answer),
        is_move=moves(body),
    )


def moves(body: bytes) -> bool:
    """Tell whether a form moves a session, the one deed that can be insisted on."""
    with contextlib.suppress(DataError):
        return parse_form(body).does == "move"
    return False


def carried_out(
    path: Path, clock: Clock, address: str, do: Callable[[], str], show: Callable[[Told], Page], *, is_move: bool
) -> Page:
    """Do what a form says and answer with the way back to its page; where it is not done, `show` says why.

    `do` returns the place on the page where it shows. What `is_move` is offered all the same.
    """
    try:
        anchor = do()
    except DamagedError:
        raise
    except DataError as error:
        return _refusing(show(Told(400, sentence_of(error))))
    except UsageError as error:
        return _refusing(show(Told(409, sentence_of(error), insist=is_move)))
    except OverloadError as error:
        if SAVED not in error.problems:
            raise
        # It is written down: whoever was told that it is not would do it again.
        return Page(303, location=address, why=_why(error))
    start_sync(path, clock("UTC"))
    return Page(303, location=f"{address}{anchor}")


def _refusing(shown: Page) -> Page:
    """Say with a page that the form will never be taken; where the session has no page any more, nobody knows that."""
    return shown if shown.status == HTTPStatus.NOT_FOUND else attrs.evolve(shown, verdict=REFUSED)


def sentence_of(error: OverloadError) -> str:
    """Return what is wrong as a sentence for a page."""
    text = error.problems[0].message
    return f"{text[:1].upper()}{text[1:]}."


def _do(path: Path, ordinal: int, form: Form, clock: Clock) -> str:
    """Do what a form says; return the place on the page where it shows."""
    if form.does == MEND:
        return mend(path, clock)
    if form.does == ACCEPTED:
        return accept(path, clock)
    exercise = form.get("exercise")
    take(path, clock, ordinal, form.key, doing_otherwise(form) or (_writing(form) if exercise else deciding(form)))
    return f"#{follows(form) or exercise}" if exercise else ""


def _writing(form: Form) -> Work:
    return lambda desk, session: written(desk, session, read_done(form, slots_of(desk, session)))


def deciding(form: Form) -> Work:
    """Return what a form about the whole session asks for. Raises DataError for anything else."""
    does = form.does
    if does == "move":
        return lambda desk, session: moving(
            desk, session, _offered(form.get("to"), session, desk.now), None, force=form.get("insist") == "1"
        )
    if does == "call-off":
        return skipping
    if does in _SAYING:
        return _SAYING[does]
    if does == "back":
        return lambda desk, session: taking_back(desk, BY_PAGE, session=session.ordinal)
    if match := _ANSWER.fullmatch(does):
        meant = None if match["meant"] == "keep" else int(match["meant"])
        return lambda desk, session: answered(desk, session, int(match["entry"]), meant)
    minutes = does.removeprefix("shorten-")
    if minutes in map(str, SHORTENINGS):
        return lambda desk, session: shortening(desk, session, int(minutes))
    raise refused("does not say what to do")


def _letting_be(desk: Desk, session: Session) -> Deed:
    ask_no_more(desk.folder.store, session.ordinal)
    return None


_SAYING: Final[Mapping[str, Work]] = {
    "all-asked": all_as_asked,
    "was-done": having_done,
    "was-not-done": not_having_done,
    "let-be": _letting_be,
}
"""What is said of a session as a whole: the value of the button, and what it comes to."""


def _offered(text: str, session: Session, now: datetime) -> date:
    """Read one of the days that a page offers. Raises DataError."""
    offered = {day.isoformat(): day for day in days_to_move_to(session, now)}
    if text not in offered:
        raise refused("names a day that was not offered")
    return offered[text]


def told(work: Callable[[], Page], folder: Path | None = None, address: str = "") -> Page:
    """Turn what goes wrong with a folder into a page that says so without telling anything of it.

    Where its log cannot be read the page, whose `address` it is, says what a backup brings, and offers to put it back;
    one that does not take that form names no folder.
    """
    try:
        return work()
    except LockedError as error:
        return Page(503, message_page("One moment", BUSY), why=_why(error))
    except DamagedError as error:
        if folder is not None:
            with contextlib.suppress(OverloadError):
                return Page(503, damage_page(folder, address), why=_why(error))
        without = "there is no backup of it." if folder else "'overload restore' puts a backup back."
        return Page(503, message_page("Not now", f"The log cannot be read; {without}"), why=_why(error))
    except NotWrittenError as error:
        return Page(503, message_page("Not written down", NO_DISK), why=_why(error))
    except OverloadError as error:
        message = "The plan cannot be read; 'overload check' shows its owner why."
        return Page(503, message_page("Not now", message), why=_why(error))


def _why(error: OverloadError) -> str:
    return "; ".join(map(str, error.problems))
