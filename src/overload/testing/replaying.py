"""Replaying a history through a rule, and histories in text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import attrs

from overload.model import Ladder, Performed, Prescription, Rule, SetDone, SetTarget, Slot, join_sides
from overload.model.notation import parse_session, write_sets
from overload.progression import in_measure
from overload.units import Unit

FIRST_DAY: Final = date(2026, 1, 5)
"""Sessions without a date are a week apart from this Monday on."""
UNASKED: Final = "[]>"
"""Stands before a session nobody had asked for."""


@attrs.frozen
class Session:
    """A session to replay: the sets done, its date if that matters, and what had been asked if not what the rule asks.

    `asked` is a whole prescription or only its sets. `unwell` marks a day that is no miss. `is_unasked`: nobody had
    asked for anything.
    """

    sets: Sequence[SetDone]
    date: date | None = None
    asked: Prescription | Sequence[SetTarget] | None = None
    unwell: bool = False
    is_unasked: bool = False


def replay(
    rule: Rule, slot: Slot, ladder: Ladder, sessions: Sequence[Session | Sequence[SetDone] | str]
) -> tuple[Prescription, ...]:
    """Return what the rule asks for before the first session and after each: one more than there are sessions.

    A session may be a `Session`, just the sets done, or text (`"20x12,12,11"`, `"[10,10]>20x10,9"`; a bare load is in
    the unit of the ladder). Where a session does not say what had been asked, what the rule proposed counts as asked.
    A slot without a starting load starts at the first load of the first session. What the rule raises, this raises;
    text that cannot be read raises DataError.
    """
    given = [_session(one, ladder) for one in sessions]
    if slot.start is None and given and given[0].sets:
        slot = attrs.evolve(slot, start=given[0].sets[0].load)
    history: list[Performed] = []
    proposed = [in_measure(rule.propose(slot, (), ladder), slot)]
    for number, one in enumerate(given):
        history.append(performed(one, number, proposed[-1], slot))
        proposed.append(in_measure(rule.propose(slot, tuple(history), ladder), slot))
    return tuple(proposed)


def performed(one: Session, number: int, proposed: Prescription, slot: Slot) -> Performed:
    """Return a session as a rule is told of it, the `number`-th of a replay, counted from 0."""
    day = one.date or FIRST_DAY + timedelta(weeks=number)
    asked = proposed if one.asked is None else _prescription(one.asked)
    sets = join_sides(tuple(one.sets))
    return Performed(day, sets, None if one.is_unasked else asked, slot.bodyweight, one.unwell)


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
        before = f"[{write_sets([each.met() for each in _prescription(one.asked).sets])}]>"
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
