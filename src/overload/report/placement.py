"""Why each session is where it is, and not on another day: in sentences, and as data for JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from overload.model import Status
from overload.moments import day_words, moment_words, monday
from overload.plan.other_days import OtherDays
from overload.plan.values import Plan, Session
from overload.report.words import joined
from overload.schedule import Wish
from overload.schedule.elsewhere import Elsewhere

MOST_SAID: Final = 2
"""So many sessions that would move are named."""
_STATES: Mapping[Status, str] = {
    Status.DONE: "done; past sessions stay where they were",
    Status.UNKNOWN: "nobody said whether it was done; past sessions stay where they were",
    Status.MISSED: "missed; past sessions stay where they were",
    Status.CANCELLED: "dropped; shown as cancelled until two weeks after its date",
}


def session_story(session: Session, others: OtherDays, days: Sequence[date]) -> Iterator[str]:
    """Yield why a session is where it is: the reason of the plan, then a line per other date."""
    start = session.start
    yield f"{session.id} {session.day.name}: {moment_words(start)}"
    if session.note:
        yield f"  your note: {session.note}"
    if session.status is not Status.PLANNED or not others.knows(session):
        yield f"  {_STATES.get(session.status, 'under way')}"
        if session.why:
            yield f"  {session.why}"
        return
    yield f"  {session.why}"
    for other in others.why_not(session, days):
        yield f"  not {day_words(other.day)}: {why_not(session, other, others.names)}"


def why_not(session: Session, other: Elsewhere, names: Mapping[str, str]) -> str:
    """Say in one line what keeps a session from a date: what would come of it if it were moved there."""
    if other.law:
        return "another session is there" if other.law == "taken" else other.law
    rest = other.meets if other.meets.endswith("needed") else ""
    if other.lost:
        dropped = f"{joined([names.get(key, key) for key in other.lost])} would be dropped"
        return f"{rest}; {dropped}" if rest else dropped
    reason = "" if other.wish is None or other.wish <= Wish.SHIFTED else _SAID[other.wish](other.more)
    if other.moves:
        return "; ".join(filter(None, (rest, _moving(session, other.moves, names), reason)))
    if other.wish in {Wish.SOON, Wish.MOVED}:
        return f"your calendar shows it on {day_words(session.start.date())}; nothing else would move"
    return reason or "just as good"


def _moving(session: Session, moves: Sequence[tuple[str, datetime]], names: Mapping[str, str]) -> str:
    """Say which sessions would go elsewhere, and where to: `Push would change places with it`."""
    said = [f"{names.get(key, key)} would move to {moment_words(start)}" for key, start in moves]
    if len(moves) == 1 and moves[0][1].date() == session.start.date():
        return f"{names.get(moves[0][0], moves[0][0])} would change places with it"
    more = len(said) - MOST_SAID
    return ", ".join(said[:MOST_SAID]) + (f", and {more} more would move" if more > 0 else "")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


_SAID: Final[Mapping[int, Callable[[int], str]]] = {
    Wish.NOT_PREFERRED: lambda more: "not a preferred time" if more == 1 else f"{more} times that are not preferred",
    Wish.TIRED: lambda more: f"{_count(more, 'muscle', 'muscles')} trained again too soon",
    Wish.BACK_TO_BACK: lambda more: f"{_count(more, 'more back-to-back day', 'more back-to-back days')}",
    Wish.GAP: lambda _: "the same muscles would be further from their rhythm",
    Wish.OFF_TIME: lambda more: f"{more} min off the preferred time",
    Wish.LATE: lambda _: "just as good, but later",
}


def days_around(session: Session, plan: Plan) -> list[date]:
    """Return the dates of the ISO week of a session, from today on."""
    first = monday(session.start.date())
    return [day for day in (first + timedelta(days=number) for number in range(7)) if day >= plan.now.date()]


def session_reasons(session: Session, others: OtherDays, days: Sequence[date]) -> dict[str, object]:
    """Return the same as data: id, date, why, what was noted, and per other date why not."""
    is_placed = session.status is Status.PLANNED and others.knows(session)
    told = others.why_not(session, days) if is_placed else ()
    return {
        "id": session.id,
        "title": session.day.name,
        "date": session.start.date().isoformat(),
        "status": session.status.value,
        "why": session.why,
        "note": session.note,
        "why_not": {other.day.isoformat(): why_not(session, other, others.names) for other in told},
    }
