"""Writing down a session exercise by exercise from a page: each tap says how the whole of one was done so far."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import attrs

from overload.errors import DataError, Problem, UsageError
from overload.model import Entry, SetDone, Status
from overload.plan import Plan, PlannedSlot, Session
from overload.plan.decided import in_force
from overload.update.decide import undo
from overload.update.folder import Clock, Folder, opened
from overload.update.links import WRITABLE
from overload.update.publish import Updated, publish

SEEN: Final = "tap."
"""Forms that were taken are remembered under names that begin so."""
KEPT_FORMS: Final = 2000
"""So many forms are remembered; the oldest are forgotten first."""
BY_PAGE: Final = frozenset({"move", "skip", "shorten"})
"""What may be decided for a session by whoever has its link."""


@attrs.frozen
class Tap:
    """How an exercise was done so far: `sets` replace what was written before; none takes it back.

    `key` tells one form from another: a form that comes a second time changes nothing. `on` is the athlete's date.
    """

    exercise: str
    sets: tuple[SetDone, ...]
    key: str
    note: str = ""
    on: date | None = None


def is_writable(session: Session, now: datetime) -> bool:
    """Tell whether a session's link still works: until a week after it began."""
    return now < session.start + WRITABLE


def session_of(plan: Plan, ordinal: int) -> Session | None:
    """Return the session of an ordinal while its link works, or None."""
    found = next((one for one in plan.sessions if one.ordinal == ordinal), None)
    return found if found and is_writable(found, plan.now) else None


def slots_shown(plan: Plan, session: Session) -> tuple[PlannedSlot, ...]:
    """Return the exercises of a session as they may be written down.

    Of a session behind us those not done are asked for as they are next time: nothing came in between.
    """
    if session.status not in {Status.MISSED, Status.DONE}:
        return session.slots
    own = {one.exercise.id: one for one in session.slots}
    for one in plan.ahead():
        for slot in one.slots:
            own.setdefault(slot.exercise.id, slot)
    return tuple(own[name] for name in session.exercises if name in own)


def day_of(session: Session, now: datetime) -> date:
    """Return the date a session is written down for: its own, or today if it is done early."""
    return min(session.start.date(), now.date())


def tap(path: Path, clock: Clock, ordinal: int, read: Callable[[Folder, Plan, Session], Tap]) -> Updated | None:
    """Write down what a form says and republish; None where its session's link has ended, or the form came before.

    `read` turns the form into a Tap. Raises DataError for what cannot be, and nothing is written then.
    """
    with opened(path) as folder:
        now = folder.now(clock)
        plan = folder.plan(now)
        session = session_of(plan, ordinal)
        if session is None:
            return None
        given = read(folder, plan, session)
        if is_seen(folder, given.key):
            return None
        changed = _write_down(folder, plan, session, given)
        remember_form(folder, given.key, now)
        return publish(folder, now) if changed else None


def is_seen(folder: Folder, key: str) -> bool:
    """Tell whether a form has been taken already."""
    return folder.store.get(SEEN + key) is not None


def remember_form(folder: Folder, key: str, now: datetime) -> None:
    """Remember that a form was taken, and forget the oldest where there are many."""
    folder.store.set(SEEN + key, now.astimezone(UTC).isoformat())
    known = folder.store.named(SEEN)
    if len(known) > KEPT_FORMS:
        folder.store.forget(sorted(known, key=lambda name: known[name])[: len(known) - KEPT_FORMS])


def _write_down(folder: Folder, plan: Plan, session: Session, given: Tap) -> bool:
    """Add an entry that says how it was done; False where the log says just that already."""
    now = plan.now
    slot = next((one for one in slots_shown(plan, session) if one.exercise.id == given.exercise), None)
    if slot is None:
        raise DataError(Problem(session.id, f"'{given.exercise}' is no exercise of this session"))
    if given.on and not now.date() - WRITABLE <= given.on <= now.date():
        raise DataError(Problem(session.id, f"{given.on} is no day it can be written down for"))
    entry = _entry(folder, session, slot, given, now)
    old = slot.done
    if old is None:
        wanted = bool(given.sets)
    else:
        wanted = (old.sets, old.note, old.on) != (entry.sets, entry.note, entry.on)
        entry = attrs.evolve(entry, replaces=old.id, removed=not given.sets, sets=given.sets or old.sets)
    if wanted:
        folder.store.append(entry)
    return wanted


def _entry(folder: Folder, session: Session, slot: PlannedSlot, given: Tap, now: datetime) -> Entry:
    old = slot.done
    asked = old.asked if old else slot.prescription if slot.prescription.sets else None
    return Entry(
        id=0,
        recorded=now.astimezone(UTC),
        on=given.on or (old.on if old else day_of(session, now)),
        exercise=given.exercise,
        sets=given.sets,
        session=session.ordinal,
        asked=asked,
        bodyweight=folder.config.athlete.bodyweight,
        note=given.note,
        unwell=old.unwell if old else _is_unwell(folder, given.on or day_of(session, now)),
    )


def _is_unwell(folder: Folder, day: date) -> bool:
    known = in_force(folder.store.decisions())
    return any(one.kind == "unwell" and one.start and one.start.date() == day for one in known)


def take_back(path: Path, clock: Clock, ordinal: int) -> Updated:
    """Take back the last thing decided for a session by its page. Raises UsageError where there is nothing."""
    with opened(path) as folder:
        known = in_force(folder.store.decisions())
        numbers = [one.id for one in known if one.kind in BY_PAGE and one.session == ordinal]
    if not numbers:
        raise UsageError(Problem(f"s{ordinal}", "there is nothing to take back"))
    return undo(path, clock, BY_PAGE, numbers[-1]).updated


def decided_for(folder: Folder, ordinal: int) -> str:
    """Return what kind of thing was decided last for a session by its page; '' for nothing."""
    known = in_force(folder.store.decisions())
    return next((one.kind for one in reversed(known) if one.kind in BY_PAGE and one.session == ordinal), "")


def days_to_move_to(session: Session, now: datetime) -> tuple[date, ...]:
    """Return the dates a session may be asked to move to: a week from today, but its own."""
    week = (now.date() + timedelta(days=number) for number in range(8))
    own = session.start.date() if session.status is Status.PLANNED else None
    return tuple(day for day in week if day != own)
