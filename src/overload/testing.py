"""For authors of rules: replay a history through a rule and see what it asks for after each session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import attrs

from overload.model import Ladder, Performed, Prescription, Rule, SetDone, SetTarget, Slot, join_sides
from overload.model.notation import parse_session
from overload.units import Unit

FIRST_DAY: Final = date(2026, 1, 5)
"""Sessions without a date are a week apart from this Monday on."""


@attrs.frozen
class Session:
    """A session to replay: the sets done, its date if that matters, and what had been asked if not what the rule asks.

    `asked` is a whole prescription or only its sets. `unwell` marks a day that is no miss.
    """

    sets: Sequence[SetDone]
    date: date | None = None
    asked: Prescription | Sequence[SetTarget] | None = None
    unwell: bool = False


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
    proposed = [rule.propose(slot, (), ladder)]
    for number, one in enumerate(given):
        day = one.date or FIRST_DAY + timedelta(weeks=number)
        asked = proposed[-1] if one.asked is None else _prescription(one.asked)
        history.append(Performed(day, join_sides(tuple(one.sets)), asked, slot.bodyweight, one.unwell))
        proposed.append(rule.propose(slot, tuple(history), ladder))
    return tuple(proposed)


def parse_history(text: str, unit: Unit) -> tuple[Session, ...]:
    """Read sessions separated by `|`: `"20x12,12,12 | [10,10]>22.5x10,9"`; bare loads are in `unit`.

    Raises DataError that points at the character.
    """
    parts = [part for part in text.split("|") if part.strip()]
    read = (parse_session(part, unit) for part in parts)
    return tuple(Session(sets, asked=asked) for sets, asked in read)


def _session(one: Session | Sequence[SetDone] | str, ladder: Ladder) -> Session:
    if isinstance(one, str):
        sets, asked = parse_session(one, ladder.top.unit)
        return Session(sets, asked=asked)
    return one if isinstance(one, Session) else Session(tuple(one))


def _prescription(asked: Prescription | Sequence[SetTarget]) -> Prescription:
    return asked if isinstance(asked, Prescription) else Prescription(tuple(asked), "asked")
