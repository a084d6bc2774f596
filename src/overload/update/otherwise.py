"""What the page of a session may do otherwise: another exercise instead of one, one on top, another day's work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Final

import attrs

from overload.equipment import can_be_done
from overload.errors import DataError, Problem, UsageError
from overload.model import Day, Decision, Exercise, Status
from overload.plan import PlannedSlot, Session
from overload.plan.decided import REFUSE, in_force
from overload.plan.finding import called
from overload.plan.instead import EXTRA, FOR, INSTEAD, OTHERWISE, REST, WORK, Change, Rest, change_of, stand_ins
from overload.update.decide import Proposal, described, refusing
from overload.update.desk import Desk
from overload.update.session_form import slots_of

REST_DAYS: Final = 14
"""So long an exercise is left out by whoever says so once."""
ANSWERED: Final = "otherwise.only-today."
"""The store remembers under names that begin so of which change it was said that it is for today only."""


@attrs.frozen
class Changed:
    """A change of a session that is in force: what it was, what is done instead, and whether two weeks are asked for.

    `was` is the exercise that is not done (None: one was added), `now` what is done (None: nothing). `rest` tells that
    it is left out these days, in whatever session; `number` is what takes it back.
    """

    number: int
    was: Exercise | None
    now: Exercise | None
    why: str
    asks: bool = False
    rest: Rest | None = None


def changed(desk: Desk, session: Session) -> tuple[Changed, ...]:
    """Return what is done otherwise in a session than its day has it, in the order it was decided."""
    changes = desk.inputs.decided.changes_of(session.ordinal, session.start.replace(tzinfo=None))
    own = tuple(_changed(desk, one) for one in changes.made)
    gone = {one.was.id for one in own if one.was}
    usual = {slot.exercise for slot in desk.inputs.workout(session.day, session.place.id)} - gone
    return own + tuple(_rested(desk, rest) for rest in changes.rests if rest.exercise in usual)


def _changed(desk: Desk, change: Change) -> Changed:
    known = desk.inputs.catalog.exercises
    was = known.get(_exercise_of(change.key)) if change.key else None
    resting = was is not None and any(rest.exercise == was.id for rest in desk.inputs.decided.rests)
    asks = was is not None and not resting and desk.folder.store.get(f"{ANSWERED}{change.number}") is None
    return Changed(change.number, was, known.get(change.other), change.why, asks)


def _rested(desk: Desk, rest: Rest) -> Changed:
    known = desk.inputs.catalog.exercises
    return Changed(rest.number, known.get(rest.exercise), None, rest.why, rest=rest)


def _exercise_of(key: str) -> str:
    """Return the exercise of the key of a slot: what stands before its range."""
    return key.partition("@")[0]


def replacing(desk: Desk, session: Session, name: str, why: str) -> Proposal:
    """Propose another exercise for the muscles of one that is not done today, nothing where there is none."""
    slot = _open_slot(desk, session, name)
    made = desk.inputs.decided.changes.get(session.ordinal, ())
    but = {one.exercise.id for one in slots_of(desk, session)} | {_exercise_of(one.key) for one in made}
    but |= {rest.exercise for rest in desk.inputs.decided.rests if rest.holds(session.start.replace(tzinfo=None))}
    others = stand_ins(slot.exercise, why, session.place, desk.inputs.catalog, but)
    other = others[0].id if others else ""
    return _proposal(_decision(desk, INSTEAD, session, f"{slot.key}{FOR}{other}", why))


def _open_slot(desk: Desk, session: Session, name: str) -> PlannedSlot:
    """Return a slot of which nothing is written down. Raises DataError, UsageError."""
    slot = called(slots_of(desk, session), name)
    if slot is None:
        raise DataError(Problem(session.id, f"'{name}' is not part of this session"))
    if slot.done is not None or session.status is Status.CANCELLED:
        raise UsageError(Problem(session.id, f"{slot.exercise.name} is written down already", "undo that first"))
    return slot


def adding(desk: Desk, session: Session, name: str) -> Proposal:
    """Propose one more exercise for a session, by its name. Raises DataError for one that is not offered."""
    exercise = next((one for one in to_add(desk, session) if one.name == name), None)
    if exercise is None:
        raise DataError(Problem(session.id, "that exercise cannot be added"))
    return _proposal(_decision(desk, EXTRA, session, exercise.id))


def to_add(desk: Desk, session: Session) -> tuple[Exercise, ...]:
    """Return what may be done in a session on top: all that can be done there and is no part of it, by name."""
    if session.status not in {Status.PLANNED, Status.DONE} or not session.exercises:
        return ()
    known, there = desk.inputs.catalog, set(session.exercises)
    can = [one for one in known.exercises.values() if one.id not in there and can_be_done(one, session.place, known)]
    return tuple(sorted(can, key=lambda one: one.name))


def leaving_out(desk: Desk, session: Session, number: int) -> Proposal:
    """Propose to leave an exercise out for two weeks that something else is done for. Raises UsageError."""
    change = _change(desk, session, number)
    first = datetime.combine(desk.now.date(), time())
    until = datetime.combine(desk.now.date() + timedelta(days=REST_DAYS - 1), time(23, 59))
    decision = _decision(desk, REST, session, _exercise_of(change.key), change.why)
    return _proposal(attrs.evolve(decision, start=first, until=until))


def only_today(desk: Desk, session: Session, number: int) -> None:
    """Take note that an exercise is left out today alone, so that nobody asks again. Raises UsageError."""
    desk.folder.store.set(f"{ANSWERED}{_change(desk, session, number).number}", desk.recorded.isoformat())


def _change(desk: Desk, session: Session, number: int) -> Change:
    found = (one for one in desk.inputs.decided.changes.get(session.ordinal, ()) if one.number == number and one.key)
    change = next(found, None)
    if change is None:
        raise UsageError(Problem(session.id, "that was taken back already", "open the page again"))
    return change


def swapping_back(desk: Desk, session: Session, name: str) -> Proposal:
    """Propose to do an exercise again that a variation takes the place of. Raises DataError, UsageError."""
    return refusing(desk, _open_slot(desk, session, name).exercise.id, session)


def refused_in(desk: Desk, session: Session) -> Mapping[int, Exercise]:
    """Return the variations that were refused on the page of a session, by the number that takes it back."""
    known = desk.inputs.catalog.exercises
    own = (one for one in in_force(desk.folder.store.decisions()) if one.kind == REFUSE)
    return {one.id: known[one.place] for one in own if one.session == session.ordinal and one.place in known}


def putting_back(desk: Desk, session: Session, number: int) -> tuple[Proposal, ...]:
    """Propose to do again what was changed, and what goes with it. Raises UsageError where that is not in force."""
    known = [one for one in in_force(desk.folder.store.decisions()) if one.kind in {*OTHERWISE, REFUSE}]
    one = next((each for each in known if each.id == number and _concerns(each, session)), None)
    if one is None:
        raise UsageError(Problem(session.id, "that was taken back already", "open the page again"))
    return tuple(
        Proposal(f"undone: {described(each)}", attrs.evolve(_decision(desk, "undo", None), other=each.id))
        for each in _with_what_follows(one, known)
    )


def _concerns(one: Decision, session: Session) -> bool:
    return one.session == session.ordinal or one.kind == REST


def _with_what_follows(one: Decision, known: list[Decision]) -> Iterator[Decision]:
    """Yield a change, what was put in the place of its exercise in turn, and what it left out these days."""
    yield one
    if one.kind != INSTEAD:
        return
    change = change_of(one)
    for other in known:
        is_same = other.session == one.session and other.id > one.id
        if is_same and other.kind == REST and other.place == _exercise_of(change.key):
            yield other
        elif is_same and other.kind == INSTEAD and _exercise_of(change_of(other).key) == change.other:
            yield from _with_what_follows(other, known)


def other_work(desk: Desk, session: Session) -> tuple[Day, ...]:
    """Return the days of the weekly calendar whose work may be done in a session instead of its own."""
    if session.status is Status.CANCELLED or any(slot.done for slot in session.slots):
        return ()
    found = {day.name: day for day in reversed(desk.inputs.days) if day.name != session.day.name}
    return tuple(found.values())[::-1]


def doing_another(desk: Desk, session: Session, day: str) -> Proposal:
    """Propose the work of another day for a session. Raises DataError for one that is not offered."""
    if day not in {one.id for one in other_work(desk, session)}:
        raise DataError(Problem(session.id, "that work was not offered"))
    return _proposal(_decision(desk, WORK, session, day))


def _decision(desk: Desk, kind: str, session: Session | None, place: str = "", why: str = "") -> Decision:
    return Decision(0, desk.now, kind, session.ordinal if session else None, place=place, why=why)


def _proposal(decision: Decision) -> Proposal:
    return Proposal(described(decision), decision)
