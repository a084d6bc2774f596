"""Which session is meant: one function for each question that a command, the page or an import may ask of a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Final

from overload.errors import DataError, Problem, UsageError
from overload.model import Entry, RepRange, Status, key_of
from overload.moments import Toward, day_words, full_day_words, moment_words, read_day, read_moment, week_words
from overload.plan.lanes import nearest
from overload.plan.values import Plan, PlannedSlot, Session


def numbered(plan: Plan, ordinal: int) -> Session | None:
    """Return the session of an ordinal, or None."""
    return next((session for session in plan.sessions if session.ordinal == ordinal), None)


def named(plan: Plan, text: str) -> Session:
    """Return the session of an id (`s17`), a date (`thu`), or the next of a day's name (`pull`). Raises UsageError."""
    found = all_named(plan, text)
    if not found:
        raise _unknown(plan, text)
    return found[0]


def all_named(plan: Plan, text: str) -> tuple[Session, ...]:
    """Return every session that a word may stand for, the likeliest first: an id, a day's name, or a day."""
    word = " ".join(text.casefold().split())
    exact = tuple(session for session in plan.sessions if session.id == word)
    called = (session for session in plan.ahead() if word in {session.day.id.casefold(), session.day.name.casefold()})
    return exact or tuple(called) or _on(plan, word, Toward.FUTURE) or _on(plan, word, Toward.PAST)


def _on(plan: Plan, text: str, toward: Toward) -> tuple[Session, ...]:
    """Return the sessions of a day in words, at its time if it has one."""
    try:
        day, at = read_moment(text, plan.now.date(), toward)
    except DataError:
        return ()
    found = (session for session in plan.sessions if session.start.date() == day)
    return tuple(session for session in found if at in {None, session.start.time()})


def named_or_of_week(plan: Plan, text: str) -> tuple[Session, ...]:
    """Return the sessions that a word names, or those of a week: `week`, `2026-W48`, a date without a session.

    Raises UsageError where there is none.
    """
    week = _week(plan, " ".join(text.casefold().split()))
    found = all_named(plan, text) or tuple(session for session in plan.sessions if week_words(session.start) == week)
    if not found:
        raise _unknown(plan, text)
    return found


WEEK: Final = re.compile(r"(?:(this|next|last) )?week|(\d{4})-w(\d\d)|week (\d{1,2})(?: of (\d{4}))?")
"""What names a week, in small letters."""
_WEEKS: Final = {None: 0, "this": 0, "next": 1, "last": -1}


def _week(plan: Plan, word: str) -> str:
    """Return the week that is meant, as it is said: this one, the next, one by its number or that of a day."""
    today = plan.now.date()
    if match := WEEK.fullmatch(word):
        which, year, iso, number, of = match.groups()
        if iso or number:
            return f"{year or of or today.isocalendar().year}-W{int(iso or number):02}"
        return week_words(today + timedelta(weeks=_WEEKS[which]))
    try:
        return week_words(read_day(word, today))
    except DataError:
        return ""


def due_on(plan: Plan, day: date) -> Session:
    """Return the session to do on a date: its own, or else the latest one still due; raises UsageError for none."""
    to_do = [one for one in plan.sessions if one.status is not Status.CANCELLED and one.exercises]
    own = [session for session in to_do if session.start.date() == day]
    due = [session for session in to_do if session.status is Status.PLANNED and session.start.date() < day]
    if own or due:
        return (own or due)[-1]
    later = next((session for session in plan.ahead() if session.exercises and session.start.date() > day), None)
    hint = f"the next is {later.id} {later.day.name} on {day_words(later.start, day)}" if later else ""
    raise UsageError(Problem("", f"nothing is planned on {full_day_words(day)}", hint))


_OPEN = frozenset({Status.PLANNED, Status.MISSED, Status.UNKNOWN})
"""What a session is of which something may yet be written down by itself."""


def held_on(plan: Plan, exercise: str, day: date) -> Session | None:
    """Return the session of that very date that an exercise belongs to."""
    own = (session for session in plan.sessions if session.start.date() == day)
    return next((session for session in own if exercise in session.exercises), None)


def belonging(plan: Plan, exercise: str, day: date) -> tuple[Session, ...]:
    """Return the sessions that an exercise done on a date may belong to, the likeliest first.

    That of the very date, alone while something of the exercise is left to do in it; behind it the open ones of the
    same ISO week, the nearest first, of two the past one.
    """
    own = held_on(plan, exercise, day)
    there = [slot.is_whole for slot in own.slots if slot.exercise.id == exercise] if own else []
    if own is not None and not (there and all(there)):
        return (own,)
    same_week = (session for session in plan.sessions if session.start.isocalendar()[:2] == day.isocalendar()[:2])
    open_ones = (
        session for session in same_week if session.status in _OPEN and exercise in session.exercises and session != own
    )
    near = sorted(open_ones, key=lambda session: abs((session.start.date() - day).days))
    return (own, *near) if own is not None else tuple(near)


def next_with(
    plan: Plan, exercise: str, but: Session | None = None, lane: RepRange | None = None
) -> tuple[Session, PlannedSlot] | None:
    """Return where an exercise is to be done next, and its slot there; in this range, if it is asked for in it at all.

    `but` is a session that does not count.
    """
    found = [
        (session, slot)
        for session in plan.ahead()
        if but is None or session.ordinal != but.ordinal
        for slot in session.slots
        if slot.exercise.id == exercise and slot.done is None
    ]
    return next((each for each in found if each[1].lane == lane), next(iter(found), None))


def next_like(plan: Plan, entry: Entry) -> tuple[Session, PlannedSlot] | None:
    """Return where what an entry holds is to be done next, in the range that asked for it or is nearest to it."""
    asked = entry.asked.lane if entry.asked else None
    slots = (slot for session in plan.ahead() for slot in session.slots if slot.exercise.id == entry.exercise)
    lanes = [slot.lane for slot in slots if slot.lane]
    return next_with(plan, entry.exercise, lane=asked or (nearest(entry.sets, lanes) if lanes else None))


def called(slots: Sequence[PlannedSlot], word: str) -> PlannedSlot | None:
    """Return the slot of a session that a word names: its key, its exercise and range, or its exercise alone."""
    by_range = (slot for slot in slots if slot.lane and key_of(slot.exercise.id, slot.lane) == word)
    by_exercise = (slot for slot in slots if slot.exercise.id == word)
    return next(chain((slot for slot in slots if slot.key == word), by_range, by_exercise), None)


def _unknown(plan: Plan, text: str) -> UsageError:
    """Return the error for a word that names no session, with what is ahead."""
    ahead = ", ".join(
        f"{session.id} {session.day.name} {moment_words(session.start, plan.now)}" for session in plan.ahead()[:4]
    )
    return UsageError(Problem("", f"there is no session '{text}'", f"coming up: {ahead}" if ahead else ""))
