"""Sessions and weeks as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from overload.model import Entry, SetKind, Status
from overload.moments import full_hours_words, moment_words
from overload.plan import Plan, PlannedSlot, Session
from overload.plan.supersets import names, rests
from overload.plan.volume import in_tiers
from overload.report.blocks import Table
from overload.report.words import (
    done_line,
    is_begun,
    is_forecast,
    load_words,
    marked_line,
    reps_words,
    rests_said,
    state_words,
    target_line,
    title,
)


def heading(session: Session) -> str:
    """Return the line above a session's table: `s3  Back: 5 exercises, 57 min · Wed 25 Nov 2026, 18:00 · home`."""
    parts = [f"{session.id}  {title(session)}", when(session), session.place.id]
    return " · ".join(parts)


def when(session: Session) -> str:
    """Return date and time of a session: `Wed 25 Nov 2026, 18:00-18:57`."""
    return full_hours_words(session.start, session.end)


def session_table(session: Session) -> Table:
    """Return the slots of a session as a table: exercise, sets x reps, load, plates, rest, why."""
    plates = any(slot.plates for slot in session.slots)
    titles = ("Exercise", "Sets x reps", "Load", *(["Plates"] if plates else []), "Rest", "Why")
    called, between, rows = names(session.slots), rests(session.slots), []
    for number, slot in enumerate(session.slots):
        sets, load = (slot_sets(slot), slot_loads(slot)) if slot.done is None else ("done", _done(slot, slot.done))
        cells = [" ".join(filter(None, (called.get(number, ""), slot.exercise.name))), sets, load]
        cells += [slot.plates or "-"] if plates else []
        rows.append((*cells, rests_said(between[number]), slot_why(slot)))
    return Table(titles, tuple(rows))


def slot_sets(slot: PlannedSlot) -> str:
    """Return the sets and reps of a slot in words, with the tempo if one is asked for."""
    asked = slot.prescription
    alike = {(target.load, target.measure, target.kind) for target in asked.sets}
    if len(alike) > 1 or any(kind is not SetKind.WORK for _, _, kind in alike):
        # Which reps go with which load, and what each set is, is part of the target.
        return target_line(slot, name="")
    counts = reps_words(asked.sets, slot.exercise.sides, slot.exercise.measure, in_table=True)
    return ", ".join(filter(None, (counts, asked.tempo)))


def slot_loads(slot: PlannedSlot) -> str:
    """Return the loads of a slot in words, each once, in the order of the sets."""
    loads = dict.fromkeys(target.load for target in slot.prescription.sets)
    words = (load_words(load, slot.exercise.loaded_with, slot.labels.get(load, "")) for load in loads)
    return ", ".join(words)


def _done(slot: PlannedSlot, entry: Entry) -> str:
    return done_line(slot, entry, name="")


def slot_why(slot: PlannedSlot) -> str:
    """Return why a slot asks for what it does; a forecast says that it is one, and what is done if it is a record."""
    if slot.record:
        return f"Record: {slot.record}"
    why = slot.prescription.why
    return why if slot.is_firm else f"forecast: {why}"


def week_table(sessions: Sequence[Session]) -> Table:
    """Return a week's sessions as a table: id, day, time, session, what to lift, why this day."""
    rows = []
    for session in sessions:
        what = "\n".join(_line(session)) or session.text or _groups(session)
        rows.append((session.id, moment_words(session.start), _name(session), what, session.why))
    return Table(("Id", "When", "Session", "What", "Why this day"), tuple(rows))


def _name(session: Session) -> str:
    if is_begun(session):
        return title(session)
    name = session.day.name
    if session.status is Status.PLANNED:
        return f"{name}, forecast" if is_forecast(session) else name
    return f"{name}, {state_words(session.status)}"


def _groups(session: Session) -> str:
    return ", ".join(session.day.focus)


def _line(session: Session) -> Iterable[str]:
    for slot in session.slots:
        yield done_line(slot, slot.done) if slot.done is not None else marked_line(slot, session)


def volume_line(plan: Plan, week: int) -> str:
    """Return the fractional sets per muscle of the `week`-th week of the plan, judged: `enough to grow: lats 6`."""
    judged = in_tiers(plan.volume[week].sets)
    return "; ".join(f"{tier or 'only counted'}: {', '.join(those)}" for tier, those in judged.items())


def plain_table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Return a table of plain cells."""
    return Table(tuple(titles), tuple(map(tuple, rows)))
