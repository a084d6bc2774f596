"""What the page of a session may do to it: write an exercise down, move it, call it off, cut it short, take that back.

A form is looked at, done and remembered under one lock and in one transaction: killed anywhere, it is done once or not
at all, however often it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import attrs

from overload.errors import DataError, Problem
from overload.model import Entry, SetDone, SetTarget, Status
from overload.moments import full_day_words
from overload.plan import Plan, PlannedSlot, Session, as_shown
from overload.plan.asked import slots_asked
from overload.plan.decided import in_force
from overload.plan.finding import called, numbered
from overload.progression.today import as_carried_on
from overload.store import Store
from overload.update.correct import story
from overload.update.decide import Proposal, keep
from overload.update.desk import Desk, at_desk
from overload.update.entries import Spot, asked_today, entry_at, instead_of
from overload.update.folder import Clock
from overload.update.links import WRITABLE
from overload.update.publish import Updated, publish

SEEN: Final = "tap."
"""Forms that were taken are remembered under names that begin so."""
LONGEST: Final = timedelta(hours=4)
"""What was written down over a longer time was not one session, or not while it was done."""
KEPT_FORMS: Final = 2000
"""So many forms are remembered; the oldest are forgotten first."""
BY_PAGE: Final = frozenset({"move", "skip", "shorten", "done", "missed"})
"""What may be decided for a session by whoever has its link."""

Deed = Entry | Proposal | tuple[Entry | Proposal, ...] | None
"""What a form comes to: entries or a decision that have yet to be stored; None where all is so already."""


@attrs.frozen
class DoneSoFar:
    """How an exercise was done so far: `sets` replace what was written before; none takes it back.

    `exercise` is the key of its slot. `on` is the athlete's date; None is the session's own. A `note` of None leaves
    the one that is there.
    """

    exercise: str
    sets: tuple[SetDone, ...]
    note: str | None = None
    on: date | None = None


def open_session(plan: Plan, ordinal: int) -> Session | None:
    """Return the session of an ordinal while its link works, until a week after it began; else None."""
    session = numbered(plan, ordinal)
    return session if session and plan.now < session.start + WRITABLE else None


def slots_of(desk: Desk, session: Session) -> tuple[PlannedSlot, ...]:
    """Return the exercises of a session as they may be written down."""
    return slots_asked(desk.inputs, desk.plan, session)


def day_of(session: Session, now: datetime) -> date:
    """Return the date a session is written down for: its own, or today if it is done early."""
    return min(session.start.date(), now.date())


def take(path: Path, clock: Clock, ordinal: int, key: str, work: Callable[[Desk, Session], Deed]) -> Updated | None:
    """Do what a form says and republish; None where its link has ended, it came before, or it changes nothing.

    `work` turns the form into what is to be stored; `key` tells it from every other. What `work` raises leaves all as
    it was, and the form may come again.
    """
    with at_desk(path, clock, as_shown) as desk:
        session, store = open_session(desk.plan, ordinal), desk.folder.store
        if session is None or is_seen(store, key):
            return None
        deed = work(desk, session)
        with store.together():
            _keep(desk, deed)
            remember_form(store, key, desk.recorded)
        return publish(desk.folder, desk.now) if deed is not None else None


def write_down(path: Path, clock: Clock, ordinal: int, done: DoneSoFar) -> Updated | None:
    """Write down an exercise of a session of the plan as it is now; None where the log says just that already."""
    with at_desk(path, clock) as desk:
        session = open_session(desk.plan, ordinal)
        entry = written(desk, session, done) if session else None
        _keep(desk, entry)
        return publish(desk.folder, desk.now) if entry is not None else None


def _keep(desk: Desk, deed: Deed) -> None:
    for one in deed if isinstance(deed, tuple) else (deed,):
        if isinstance(one, Proposal):
            keep(desk, one)
        elif one is not None:
            desk.folder.store.append(one)


def is_seen(store: Store, key: str) -> bool:
    """Tell whether a form has been taken already."""
    return store.get(SEEN + key) is not None


def remember_form(store: Store, key: str, recorded: datetime) -> None:
    """Remember that a form was taken, and forget the oldest where there are many."""
    store.set(SEEN + key, recorded.isoformat())
    known = store.named(SEEN)
    if len(known) > KEPT_FORMS:
        store.forget(sorted(known, key=lambda name: known[name])[: len(known) - KEPT_FORMS])


def written(desk: Desk, session: Session, done: DoneSoFar) -> Entry | None:
    """Return the entry that says how an exercise was done; None where the log says just that already."""
    slot = called(slots_of(desk, session), done.exercise)
    if slot is None:
        raise DataError(Problem(session.id, f"'{done.exercise}' is not part of this session"))
    today = desk.now.date()
    if done.on and not today - WRITABLE <= done.on <= today:
        raise DataError(Problem(session.id, f"it cannot be logged for {full_day_words(done.on)}"))
    before = slot.done
    day = done.on or (before.on if before else day_of(session, desk.now))
    note = (before.note if before else "") if done.note is None else done.note
    spot = Spot(slot.exercise.id, session, slot)
    entry = entry_at(desk, spot, day, done.sets, note)
    if before is None:
        return asked_today(desk, spot, entry) if done.sets else None
    is_new = (before.sets, before.note, before.on) != (entry.sets, entry.note, entry.on)
    return asked_today(desk, spot, instead_of(before, entry)) if is_new else None


def and_the_rest(slot: PlannedSlot, how: Callable[[SetTarget], SetDone]) -> tuple[SetDone, ...]:
    """Return the sets of a slot that are written down, and those that are left, done as asked or left out."""
    done = slot.done.sets if slot.done else ()
    return (*done, *map(how, as_carried_on(slot.prescription, done)[slot.sets_done :]))


def all_as_asked(desk: Desk, session: Session) -> tuple[Entry, ...] | None:
    """Return the entries that say that all that is left of a session was done as asked; None where nothing is left."""
    left = [slot for slot in slots_of(desk, session) if not slot.is_whole and slot.prescription.sets]
    found = (written(desk, session, DoneSoFar(slot.key, and_the_rest(slot, SetTarget.ticked))) for slot in left)
    return tuple(entry for entry in found if entry is not None) or None


def minutes_taken(desk: Desk, slots: Sequence[PlannedSlot]) -> int:
    """Return the minutes from the first set of a session that was written down to the last.

    0 where that tells nothing: all was written down at once, or on more days than one.
    """
    done = [slot.done for slot in slots if slot.done]
    if not done:
        return 0
    first = min(next(story(desk.folder, one.id)).recorded for one in done)
    taken = max(one.recorded for one in done) - first
    return taken // timedelta(minutes=1) if timedelta(minutes=2) <= taken <= LONGEST else 0


def decided_for(store: Store, ordinal: int) -> str:
    """Return what kind of thing was decided last for a session by its page; '' for nothing."""
    known = reversed(in_force(store.decisions()))
    return next((decision.kind for decision in known if decision.kind in BY_PAGE and decision.session == ordinal), "")


def days_to_move_to(session: Session, now: datetime) -> tuple[date, ...]:
    """Return the dates a session may be asked to move to: a week from today, but its own."""
    week = (now.date() + timedelta(days=number) for number in range(8))
    own = session.start.date() if session.status is Status.PLANNED else None
    return tuple(day for day in week if day != own)
