"""Replaying a history through a rule, and histories in text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

import attrs

from overload.model import Ladder, Performed, Prescription, Rule, SetDone, SetTarget, Slot, join_sides
from overload.model.notation import parse_session, write_sets
from overload.progression import completed
from overload.testing.course import FIRST_DAY, Course, Given
from overload.units import Unit

UNASKED: Final = "[]>"
"""Stands before a session nobody had asked for."""


@attrs.frozen
class Session:
    """A session to replay: the sets done, its date if that matters, and what had been asked if not what the rule asks.

    `asked` is a whole prescription or only its sets. `unwell` marks a day that is no miss. `is_unasked`: nobody had
    asked for anything. `workout` is where it was done, if not in that of the slot.
    """

    sets: Sequence[SetDone]
    date: date | None = None
    asked: Prescription | Sequence[SetTarget] | None = None
    unwell: bool = False
    is_unasked: bool = False
    workout: str = ""


Told = Session | Sequence[SetDone] | str
"""A session as it can be given."""


def replay(  # noqa: PLR0913 - what is told besides stands behind names
    rule: Rule,
    slot: Slot,
    ladder: Ladder,
    sessions: Sequence[Told],
    *,
    others: Mapping[str, Sequence[Told]] | None = None,
    every_days: int = 7,
    workouts: Sequence[str] = (),
) -> tuple[Prescription, ...]:
    """Return what the rule asks for before the first session and after each: one more than there are sessions.

    A session may be a `Session`, just the sets done, or text (`"20x12,12,11"`, `"[10,10]>20x10,9"`; a bare load is in
    the unit of the ladder). Where a session does not say what had been asked, what the rule proposed counts as asked.
    A slot without a starting load starts at the first load of the first session. What the rule raises, this raises;
    text that cannot be read raises DataError.

    The first session is on the slot's date, else on a Monday; those without a date follow `every_days`. `workouts`
    take turns, each with its place in the week. `others` are the sessions of other exercises by id, the first on the
    date of the first session and so on; those until the session asked for, its own day included, are told.
    """
    given = [_session(one, ladder) for one in sessions]
    if slot.start is None and given and given[0].sets:
        slot = attrs.evolve(slot, start=given[0].sets[0].load)
    beside = {name: [_session(one, ladder) for one in some] for name, some in (others or {}).items()}
    rhythm = Course(every_days)
    known = Given({name: _done(rhythm, attrs.evolve(slot, exercise=name), some) for name, some in beside.items()})
    course = Course(every_days, tuple(workouts), known)
    told = _told(course, slot, given)
    history: list[Performed] = []
    proposed = [completed(rule.propose(told[0], (), ladder), told[0])]
    for one, (now, then) in zip(given, pairwise(told), strict=True):
        history.append(performed(one, now, proposed[-1]))
        proposed.append(completed(rule.propose(then, tuple(history), ladder), then))
    return tuple(proposed)


def _told(course: Course, slot: Slot, sessions: Sequence[Session]) -> list[Slot]:
    """Return what a rule is told of each session and of the one after them."""
    days = [*(one.date for one in sessions), None]
    told = [course.opening(slot, days[0])]
    for day in days[1:]:
        told.append(course.following(told[-1], day))
    return told


def _done(course: Course, slot: Slot, sessions: Sequence[Session]) -> list[Performed]:
    unasked = Prescription((), "nobody asked")
    done = (performed(one, told, unasked) for one, told in zip(sessions, _told(course, slot, sessions), strict=False))
    return [attrs.evolve(one, asked=None) if one.asked is unasked else one for one in done]


def performed(one: Session, slot: Slot, proposed: Prescription) -> Performed:
    """Return a session as a rule is told of it, where the slot is what it was told before it."""
    asked = proposed if one.asked is None else _prescription(one.asked)
    sets, day = join_sides(tuple(one.sets)), one.date or slot.date or FIRST_DAY
    where = (one.workout or slot.workout, slot.day)
    return Performed(day, sets, None if one.is_unasked else asked, slot.bodyweight, one.unwell, *where)


def parse_history(text: str, unit: Unit) -> tuple[Session, ...]:
    """Read sessions separated by `|`: `"20x12,12,12 | [10,10]>22.5x10,9"`; bare loads are in `unit`.

    `~` before a session means not feeling well, `[]>` that nobody had asked. Raises DataError that points at the
    character.
    """
    return tuple(_parsed(part.strip(), unit) for part in text.split("|") if part.strip())


def write_history(sessions: Sequence[Session]) -> str:
    """Write sessions the way parse_history reads them; their dates are left out."""
    return " | ".join(map(_written, sessions))


def _written(one: Session) -> str:
    before = "[]>" if one.is_unasked else ""
    if one.asked is not None and not one.is_unasked:
        before = f"[{write_sets([each.ticked() for each in _prescription(one.asked).sets])}]>"
    return f"{'~' if one.unwell else ''}{before}{write_sets(one.sets)}"


def _parsed(text: str, unit: Unit) -> Session:
    unwell, text = text.startswith("~"), text.removeprefix("~")
    unasked, text = text.startswith(UNASKED), text.removeprefix(UNASKED)
    sets, asked = parse_session(text, unit)
    return Session(sets, asked=asked, unwell=unwell, is_unasked=unasked)


def _session(one: Session | Sequence[SetDone] | str, ladder: Ladder) -> Session:
    if isinstance(one, str):
        return _parsed(one.strip(), ladder.top.unit)
    return one if isinstance(one, Session) else Session(tuple(one))


def _prescription(asked: Prescription | Sequence[SetTarget]) -> Prescription:
    return asked if isinstance(asked, Prescription) else Prescription(tuple(asked), "asked")
