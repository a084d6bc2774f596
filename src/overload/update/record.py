"""Writing down what was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import attrs

from overload.equipment import ladder
from overload.errors import DataError, Problem
from overload.model import Decision, Entry, Exercise, Status
from overload.model.notation import parse_sets
from overload.plan import Plan, PlannedSlot, Session
from overload.units import Load, Unit
from overload.update.folder import Clock, Folder, opened
from overload.update.publish import Updated, publish


@attrs.frozen
class Logged:
    """A performance that was recorded: the entry, the session it belongs to if any, and the update it caused."""

    entry: Entry
    session: Session | None
    updated: Updated

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


def record(
    path: Path, exercise: str, sets: str, clock: Clock, on: date | None = None, *, unwell: bool = False
) -> Logged:
    """Record a performance as written on the command line and republish.

    `exercise` may be an alias or a prefix. Raises UsageError for an unknown one, DataError for sets that cannot be
    read or lie in the future.
    """
    with opened(path) as folder:
        now = folder.now(clock)
        day = _past_day(on, now)
        entry, session = _entry(folder, folder.catalog.find_exercise(exercise), sets, now, day)
        stored = folder.store.append(attrs.evolve(entry, unwell=unwell or _was_unwell(folder, day)))
        return Logged(stored, session, publish(folder, now))


def _was_unwell(folder: Folder, day: date) -> bool:
    return any(one.kind == "unwell" and one.start and one.start.date() == day for one in folder.store.decisions())


def _entry(folder: Folder, exercise: Exercise, text: str, now: datetime, day: date) -> tuple[Entry, Session | None]:
    plan = folder.plan(now)
    session, slot = session_for(plan, exercise.id, day)
    asked = slot.prescription if slot and slot.done is None and slot.prescription.sets else None
    loads = [target.load for target in asked.sets] if asked else []
    sets = parse_sets(text, _unit(loads, folder, exercise, session), loads)
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
    return entry, session


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
