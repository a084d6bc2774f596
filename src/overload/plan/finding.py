"""Which session is meant: one function for each question that a command, the page or an import may ask of a plan."""

from __future__ import annotations

from datetime import date

from overload.errors import DataError, Problem, UsageError
from overload.model import Status
from overload.moments import day_words, full_day_words, moment_words, read_day
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
    """Return every session that a word may stand for, the likeliest first: an id, a day's name, a date in any form."""
    word = text.strip().lower()
    exact = tuple(session for session in plan.sessions if word in {session.id, session.start.date().isoformat()})
    by_name = exact or tuple(session for session in plan.ahead() if word in {session.day.id, session.day.name.lower()})
    day = None if by_name else _day(plan, word)
    return by_name or tuple(session for session in plan.sessions if session.start.date() == day)


def _day(plan: Plan, word: str) -> date | None:
    try:
        return read_day(word, plan.now.date())
    except DataError:
        return None


def named_or_of_week(plan: Plan, text: str) -> tuple[Session, ...]:
    """Return the sessions that a word names, or those of a week: `week`, `2026-W48`, a date without a session.

    Raises UsageError where there is none.
    """
    named_ones = all_named(plan, text)
    week = _week(plan, text.strip())
    found = named_ones or tuple(session for session in plan.sessions if session.start.isocalendar()[:2] == week)
    if not found:
        raise _unknown(plan, text)
    return found


def _week(plan: Plan, word: str) -> tuple[int, int] | None:
    """Return the ISO year and week that a word stands for, None for what is no week."""
    if word.lower() == "week":
        return plan.now.isocalendar()[:2]
    try:
        # Python reads 2026-W48 as its Monday.
        return date.fromisoformat(word.upper()).isocalendar()[:2]
    except ValueError:
        return None


def due_on(plan: Plan, day: date) -> Session:
    """Return the session to do on a date: its own, or else the latest one still due; raises UsageError for none."""
    to_do = [session for session in plan.sessions if session.status in _OPEN_OR_DONE and session.exercises]
    own = [session for session in to_do if session.start.date() == day]
    due = [session for session in to_do if session.status is Status.PLANNED and session.start.date() < day]
    if own or due:
        return (own or due)[-1]
    later = next((session for session in plan.ahead() if session.exercises and session.start.date() > day), None)
    hint = f"the next is {later.id} {later.day.name} on {day_words(later.start, day)}" if later else ""
    raise UsageError(Problem("", f"nothing is to be done on {full_day_words(day)}", hint))


_OPEN_OR_DONE = frozenset({Status.PLANNED, Status.DONE})


def held_on(plan: Plan, exercise: str, day: date) -> Session | None:
    """Return the session of that very date that an exercise belongs to."""
    own = (session for session in plan.sessions if session.start.date() == day)
    return next((session for session in own if exercise in session.exercises), None)


def belonging(plan: Plan, exercise: str, day: date) -> Session | None:
    """Return the session that an exercise done on a date belongs to.

    That of the very date first, then the nearest open one of the same ISO week, the past ones first.
    """
    own = held_on(plan, exercise, day)
    if own is not None:
        return own
    same_week = (session for session in plan.sessions if session.start.isocalendar()[:2] == day.isocalendar()[:2])
    open_ones = [
        session
        for session in same_week
        if session.status in {Status.PLANNED, Status.MISSED} and exercise in session.exercises
    ]
    return min(open_ones, key=lambda session: abs((session.start.date() - day).days), default=None)


def next_with(plan: Plan, exercise: str, but: Session | None = None) -> tuple[Session, PlannedSlot] | None:
    """Return where an exercise is to be done next, and its slot there; `but` is a session that does not count."""
    for session in plan.ahead():
        for slot in session.slots:
            is_other = but is None or session.ordinal != but.ordinal
            if is_other and slot.exercise.id == exercise and slot.done is None:
                return session, slot
    return None


def _unknown(plan: Plan, text: str) -> UsageError:
    """Return the error for a word that names no session, with what is ahead."""
    ahead = ", ".join(
        f"{session.id} {session.day.name} {moment_words(session.start, plan.now)}" for session in plan.ahead()[:4]
    )
    return UsageError(Problem("", f"there is no session '{text}'", f"ahead are: {ahead}" if ahead else ""))
