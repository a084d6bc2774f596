"""What `next` and `week` say: the session that is due, and the weeks ahead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby, islice

from overload.model import Status
from overload.model.notation import write_sets
from overload.moments import day_words
from overload.plan.beginning import ACCEPT, OFFER
from overload.plan.values import Plan, PlannedSlot, Session
from overload.progression.today import where_reserve_counts
from overload.report.blocks import Block
from overload.report.data import session_data
from overload.report.effort import effort_lines
from overload.report.example import example_line
from overload.report.readiness import careful_lines, cue_lines, loading_lines, warm_up_lines
from overload.report.tables import heading, session_table, volume_line, week_table
from overload.report.words import asking, is_begun, short_name


def next_blocks(plan: Plan, *, is_new: bool, open_ended: Collection[int] = ()) -> Iterator[Block]:
    """Yield the next session, and the next with something to lift if that is another.

    `is_new` where nothing was ever written down: then it is said how to. `open_ended` are numbers of entries that were
    written down as asked, and of which it is not known how far they went.
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
    yield from _ticked(plan, open_ended)
    if is_new and to_lift:
        yield f"\nwhen you have trained, write it down: {example_line(plan)}"


def _is_left_over(session: Session, plan: Plan) -> bool:
    """Tell whether it is the rest of one begun before today: it is offered, and the next one as well."""
    return is_begun(session) and session.start.date() < plan.now.date()


def _unknown(plan: Plan) -> Iterator[Block]:
    """Ask whether the last session was done, if nobody said so; of those before it `report` asks once more."""
    last = _last(plan)
    if last is not None and last.status is Status.UNKNOWN:
        yield f"\n{last.id} {last.day.name} of {day_words(last.start)}: {asking(last.id)}"


def _last(plan: Plan) -> Session | None:
    """Return the session that began last."""
    behind = (one for one in reversed(plan.sessions) if one.start < plan.now and one.status is not Status.CANCELLED)
    return next(behind, None)


def _ticked(plan: Plan, numbers: Collection[int]) -> Iterator[Block]:
    """Ask how far the open sets went, if the last session was ticked off and nobody said it yet."""
    last = _last(plan)
    slots = last.slots if last is not None else ()
    open_ones = [(slot, slot.done) for slot in slots if slot.done and slot.done.id in numbers and _is_open(slot)]
    if last is not None and open_ones:
        session = f"{last.id} {last.day.name} of {day_words(last.start)}"
        yield f"\n{session} was ticked off and stands as asked. If you did more, say so:"
        for slot, done in open_ones:
            yield f"  {short_name(slot.exercise.name)}: overload log edit {done.id} {write_sets(done.sets)}"


def _is_open(slot: PlannedSlot) -> bool:
    """Tell whether it would say something of an exercise's strength how far it went."""
    return slot.done is not None and where_reserve_counts(slot.prescription, slot.done.sets) is not None


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
    if session.note:
        yield f"your note: {session.note}"
    if session.slots:
        yield from _apart(warm_up_lines(session))
        yield ""
        yield session_table(session)
        yield from _apart(effort_lines(session.slots))
        yield from _apart((*careful_lines(session), *cue_lines(session)))
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
    before = ""
    for sessions in _weeks(plan, most):
        week = sessions[0].start.isocalendar()[:2]
        yield f"Week {week[1]} of {week[0]}"
        yield week_table(sessions)
        if week in volumes and plan.volume[volumes[week]].sets:
            sets = volume_line(plan, volumes[week])
            yield "weekly sets: as in the week before" if sets == before else f"weekly sets: {sets}"
            before = sets
        yield ""
    yield from (f"advice: {line}" for line in plan.advice[:1])
    if plan.offer is not None:
        yield f"offer: {OFFER} Say so with '{ACCEPT}'."


def week_data(plan: Plan, most: int | None) -> list[dict[str, object]]:
    """Return the sessions of the weeks ahead, at most so many weeks, as JSON-ready data."""
    return [session_data(session) for week in _weeks(plan, most) for session in week]


def _weeks(plan: Plan, most: int | None) -> list[list[Session]]:
    """Return the sessions of each ISO week from the current one on, at most so many weeks."""
    ahead = (session for session in plan.sessions if session.start.isocalendar()[:2] >= plan.now.isocalendar()[:2])
    weeks = groupby(ahead, key=lambda session: session.start.isocalendar()[:2])
    return [list(sessions) for _, sessions in islice(weeks, most)]
