"""What `next` and `week` say: the session that is due, and the weeks ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from overload.model import Status
from overload.moments import day_words
from overload.plan.values import Plan, Session
from overload.report.blocks import Block
from overload.report.data import session_data
from overload.report.effort import effort_lines
from overload.report.example import example_line
from overload.report.readiness import loading_lines, warm_up_lines
from overload.report.tables import heading, session_table, volume_line, week_table
from overload.report.words import asking, is_begun


def next_blocks(plan: Plan, *, is_new: bool) -> Iterator[Block]:
    """Yield the next session, and the next with something to lift if that is another.

    `is_new` where nothing was ever written down: then it is said how to.
    """
    ahead = plan.ahead()
    first = ahead[:1]
    to_lift = tuple(one for one in ahead if one.slots and not _is_left_over(one, plan))[:1]
    if not first:
        yield "no session is planned; see calendar.start and calendar.days in plan.toml"
    for number, session in enumerate(first if first == to_lift else (*first, *to_lift)):
        if number:
            yield ""
        yield from _session(session)
    yield from _unknown(plan)
    if is_new and to_lift:
        yield f"\nwhen you have trained, write it down: {example_line(plan)}"


def _is_left_over(session: Session, plan: Plan) -> bool:
    """Tell whether it is the rest of one begun before today: it is offered, and the next one as well."""
    return is_begun(session) and session.start.date() < plan.now.date()


def _unknown(plan: Plan) -> Iterator[Block]:
    """Ask whether the last session was done, if nobody said so; of those before it `report` asks once more."""
    behind = [one for one in plan.sessions if one.start < plan.now and one.status is not Status.CANCELLED]
    if last := [one for one in behind[-1:] if one.status is Status.UNKNOWN]:
        yield f"\n{last[0].id} {last[0].day.name} of {day_words(last[0].start)}: {asking(last[0].id)}"


def next_data(plan: Plan) -> dict[str, object]:
    """Return the next session as JSON-ready data."""
    ahead = plan.ahead()
    return session_data(ahead[0]) if ahead else {"session": None, "slots": []}


def _session(session: Session) -> Iterator[Block]:
    """Yield a session: its heading, why this day, and its table or text."""
    yield heading(session)
    if session.why:
        yield f"why this day: {session.why}"
    yield from (f"{why}." for why in session.apart)
    if session.slots:
        yield from _apart(warm_up_lines(session))
        yield ""
        yield session_table(session)
        yield from _apart(effort_lines(session.slots))
        yield from _apart(loading_lines(session))
    else:
        own = f"your own workout for {', '.join(session.day.focus)}; write it under [days.{session.day.id}]"
        yield session.text or own


def _apart(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines that stand together, an empty one before them if there are any."""
    for number, line in enumerate(lines):
        if not number:
            yield ""
        yield line


def week_blocks(plan: Plan, most: int | None) -> Iterator[Block]:
    """Yield the sessions of the weeks ahead, at most so many weeks, and what a coach would say about them."""
    volumes = {volume.monday.isocalendar()[:2]: number for number, volume in enumerate(plan.volume)}
    for sessions in _weeks(plan, most):
        week = sessions[0].start.isocalendar()[:2]
        yield f"Week {week[1]} of {week[0]}"
        yield week_table(sessions)
        if week in volumes and plan.volume[volumes[week]].sets:
            yield f"weekly sets: {volume_line(plan, volumes[week])}"
        yield ""
    yield from (f"advice: {line}" for line in plan.advice[:1])


def week_data(plan: Plan, most: int | None) -> list[dict[str, object]]:
    """Return the sessions of the weeks ahead, at most so many weeks, as JSON-ready data."""
    return [session_data(session) for week in _weeks(plan, most) for session in week]


def _weeks(plan: Plan, most: int | None) -> list[list[Session]]:
    """Return the sessions of each ISO week from the current one on, at most so many weeks."""
    ahead = (session for session in plan.sessions if session.start.isocalendar()[:2] >= plan.now.isocalendar()[:2])
    weeks = groupby(ahead, key=lambda session: session.start.isocalendar()[:2])
    return [list(sessions) for _, sessions in islice(weeks, most)]
