"""Writing down what was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import attrs

from overload.equipment import ladder
from overload.errors import DataError, Problem, UsageError
from overload.model import Decision, Entry, Exercise, SetDone, Status
from overload.model.notation import parse_sets
from overload.plan import Plan, PlannedSlot, Session
from overload.units import Load, Unit
from overload.update.folder import Clock, Folder, opened
from overload.update.publish import Updated, publish


@attrs.frozen
class Logged:
    """A performance that was recorded: the entry, the session it belongs to if any, and the update it caused.

    `before` is what had been written down of that exercise in that session; the entry holds those sets as well.
    """

    entry: Entry
    session: Session | None
    updated: Updated
    before: Entry | None = None

    @property
    def comes_next(self) -> PlannedSlot | None:
        """The next prescription of this exercise."""
        return next(
            (
                slot
                for session in self.updated.plan.ahead()
                for slot in session.slots
                if slot.exercise.id == self.entry.exercise and slot.done is None
            ),
            None,
        )


@attrs.frozen
class Unwell:
    """A day on which the athlete was not well, and the update that followed."""

    day: date
    updated: Updated


def unwell_day(path: Path, clock: Clock, on: date | None = None) -> Unwell:
    """Note that the athlete was not well on a day: what was or will be logged for it is no miss. Raises DataError."""
    with opened(path) as folder:
        now = folder.now(clock)
        day = _past_day(on, now)
        recorded = now.astimezone(UTC)
        folder.store.decide(Decision(0, recorded, "unwell", start=datetime.combine(day, datetime.min.time())))
        logged = [one for one in folder.store.since(day) if one.on == day and not one.unwell]
        folder.store.append_many(attrs.evolve(one, recorded=recorded, unwell=True, replaces=one.id) for one in logged)
        return Unwell(day, publish(folder, now))


def _past_day(on: date | None, now: datetime) -> date:
    if on is not None and on > now.date():
        raise DataError(Problem("--on", f"{on} is in the future", "log what has been done"))
    return on or now.date()


def record(  # noqa: PLR0913 - one for each option of the command
    path: Path,
    exercise: str,
    sets: str,
    clock: Clock,
    on: date | None = None,
    *,
    unwell: bool = False,
    note: str = "",
) -> Logged:
    """Record a performance as written on the command line and republish.

    `exercise` may be an alias or a prefix; empty `sets` are those asked for. What is written down of an exercise later
    in the same session adds to it. Raises UsageError for an unknown one, DataError for sets that cannot be read or lie
    in the future.
    """
    with opened(path) as folder:
        now = folder.now(clock)
        day = _past_day(on, now)
        entry, session, before = _entry(folder, folder.catalog.find_exercise(exercise), sets, now, day)
        fresh = attrs.evolve(entry, unwell=unwell or _was_unwell(folder, day), note=note)
        stored = folder.store.append(fresh if before is None else _added(before, fresh))
        return Logged(stored, session, publish(folder, now), before)


def _added(before: Entry, fresh: Entry) -> Entry:
    """Return an entry as it is with more sets of the same session; a correction, so that undo takes just those back."""
    return attrs.evolve(
        before,
        recorded=fresh.recorded,
        sets=(*before.sets, *fresh.sets),
        note="; ".join(filter(None, (before.note, fresh.note))),
        unwell=before.unwell or fresh.unwell,
        replaces=before.id,
    )


@attrs.frozen
class SessionDone:
    """A whole session that was recorded as asked for: its entries, the session, and the update it caused."""

    entries: tuple[Entry, ...]
    session: Session
    updated: Updated


def record_session(path: Path, clock: Clock, on: date | None = None, *, note: str = "") -> SessionDone:
    """Record what is left of a day's session just as it was asked for. Raises UsageError where nothing is due."""
    with opened(path) as folder:
        now = folder.now(clock)
        day = _past_day(on, now)
        session = due_session(folder.plan(now), day)
        left = [slot for slot in session.slots if slot.done is None and slot.prescription.sets]
        if not left:
            raise UsageError(Problem(session.id, f"{session.day.name} is written down already"))
        entries = [_as_asked(folder, session, slot, now, day, note) for slot in left]
        return SessionDone(folder.store.append_many(entries), session, publish(folder, now))


def due_session(plan: Plan, day: date) -> Session:
    """Return the session of a date, or else the latest one still due; raises UsageError for none."""
    ahead = [one for one in plan.sessions if one.status in {Status.PLANNED, Status.DONE} and one.exercises]
    own = [one for one in ahead if one.start.date() == day]
    due = [one for one in ahead if one.status is Status.PLANNED and one.start.date() < day]
    if own or due:
        return (own or due)[-1]
    later = next((one for one in ahead if one.start.date() > day and one.status is Status.PLANNED), None)
    hint = (
        f"the next is {later.id} {later.day.name} on {later.start:%a} {later.start.day} {later.start:%b}"
        if later
        else ""
    )
    raise UsageError(Problem("", f"nothing is to be done on {day}", hint))


def _as_asked(folder: Folder, session: Session, slot: PlannedSlot, now: datetime, day: date, note: str) -> Entry:
    return Entry(
        id=0,
        recorded=now.astimezone(UTC),
        on=day,
        exercise=slot.exercise.id,
        sets=tuple(SetDone(one.reps, one.load) for one in slot.prescription.sets),
        session=session.ordinal,
        asked=slot.prescription,
        bodyweight=folder.config.athlete.bodyweight,
        note=note,
        unwell=_was_unwell(folder, day),
    )


def _was_unwell(folder: Folder, day: date) -> bool:
    return any(one.kind == "unwell" and one.start and one.start.date() == day for one in folder.store.decisions())


def _entry(
    folder: Folder, exercise: Exercise, text: str, now: datetime, day: date
) -> tuple[Entry, Session | None, Entry | None]:
    """Return what was done, the session it belongs to, and what is written down of it there already."""
    plan = folder.plan(now)
    session, slot = session_for(plan, exercise.id, day)
    before = slot.done if slot and slot.done and slot.done.on == day else None
    asked = slot.prescription if slot and slot.done is None and slot.prescription.sets else None
    loads = [target.load for target in asked.sets] if asked else []
    loads = [before.sets[-1].load] if before and before.sets else loads
    if not text and not (asked and asked.sets):
        raise UsageError(Problem(exercise.name, "is not asked for that day", "say what was done, like 22.5x10,10,9"))
    sets = (
        tuple(SetDone(one.reps, one.load) for one in asked.sets)
        if asked and not text
        else parse_sets(text, _unit(loads, folder, exercise, session), loads)
    )
    entry = Entry(
        id=0,
        recorded=now.astimezone(UTC),
        on=day,
        exercise=exercise.id,
        sets=sets,
        session=session.ordinal if session else None,
        asked=asked,
        bodyweight=folder.config.athlete.bodyweight,
    )
    return entry, session, before


def _unit(loads: Sequence[Load], folder: Folder, exercise: Exercise, session: Session | None) -> Unit:
    """A bare number is in the unit of the hardware it is lifted with."""
    if loads:
        return loads[0].unit
    place = session.place if session else folder.config.places[0]
    try:
        return ladder(exercise, place, folder.catalog, folder.config.athlete.unit).bottom.unit
    except DataError:
        return folder.config.athlete.unit


def session_for(plan: Plan, exercise: str, day: date) -> tuple[Session | None, PlannedSlot | None]:
    """Return the session a performance of that day belongs to, and its slot.

    The session of that very day first, then the nearest open one of the same ISO week, the past ones first.
    """
    same_week = [one for one in plan.sessions if one.start.isocalendar()[:2] == day.isocalendar()[:2]]
    open_ones = [one for one in same_week if one.status in {Status.PLANNED, Status.MISSED} or one.start.date() == day]
    for session in sorted(open_ones, key=lambda one: abs((one.start.date() - day).days)):
        slots = [slot for slot in session.slots if slot.exercise.id == exercise]
        if exercise in session.exercises:
            return session, (slots[0] if slots else None)
    return None, None
