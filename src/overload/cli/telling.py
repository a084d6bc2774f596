"""`--tell NAME=VALUE`: what else a rule is told when it is tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

import attrs

from overload.catalog import Catalog
from overload.errors import DataError, Problem, UsageError, did_you_mean
from overload.model import Bodyweights, Experience, Ladder, Prescription, Rule, Slot
from overload.testing import Session, parse_history, replay
from overload.units import Load, Unit, parse_load

Changed = Callable[[Slot, str], Slot]


@attrs.frozen
class Telling:
    """What a rule is told besides its history: the slot as it is at first, how sessions follow, other exercises."""

    slot: Slot
    every_days: int = 7
    workouts: tuple[str, ...] = ()
    others: Mapping[str, tuple[Session, ...]] = attrs.field(factory=dict)

    def replay(self, rule: Rule, ladder: Ladder, sessions: Sequence[Session]) -> tuple[Prescription, ...]:
        """Return what the rule asks for before the first session and after each, told all of it."""
        rhythm, turns = self.every_days, self.workouts
        return replay(rule, self.slot, ladder, sessions, others=self.others, every_days=rhythm, workouts=turns)


def tell(slot: Slot, told: Iterable[str], known: Catalog, unit: Unit) -> Telling:
    """Read every `NAME=VALUE`; bare loads are in `unit`. Raises UsageError."""
    found = Telling(slot)
    for text in told:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not value:
            raise _wrong(text, "has no value", "write it like --tell date=2026-03-02")
        try:
            found = _told(found, name, value, known, unit)
        except (DataError, ValueError) as error:
            why = error.problems[0].message if isinstance(error, DataError) else f"'{value}' cannot be read"
            raise _wrong(text, why, "") from None
    return found


def _told(found: Telling, name: str, value: str, known: Catalog, unit: Unit) -> Telling:
    if name == "every_days":
        return attrs.evolve(found, every_days=_count(value))
    if name == "workouts":
        return attrs.evolve(found, workouts=tuple(word.strip() for word in value.split(",")))
    if name.startswith(_WEIGHED):
        day, weight = date.fromisoformat(name.removeprefix(_WEIGHED)), parse_load(value, unit)
        return attrs.evolve(found, slot=_weighed(found.slot, day, weight))
    if name in _FIELDS:
        return attrs.evolve(found, slot=_FIELDS[name](found.slot, value))
    if name in known.exercises:
        return attrs.evolve(found, others={**found.others, name: parse_history(value, unit)})
    names = ("every_days", "workouts", "bodyweight.DATE", *_FIELDS)
    raise _wrong(name, "is nothing a rule is told, and no exercise's id", did_you_mean(name, names))


def _count(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) <= _MOST:
        raise DataError(Problem("", f"{value} is not a whole number from 1 to {_MOST}"))
    return int(value)


def _yes(value: str) -> bool:
    if value not in {"yes", "no"}:
        raise DataError(Problem("", f"{value} is neither yes nor no"))
    return value == "yes"


def _one_of(value: str, words: Iterable[str]) -> str:
    if value not in (known := tuple(words)):
        raise DataError(Problem("", f"{value} is none of {', '.join(known)}"))
    return value


def _weighed(slot: Slot, day: date, weight: Load) -> Slot:
    known = slot.athlete.bodyweights
    more = Bodyweights.of([*known.said, (day, weight)], known.otherwise)
    return attrs.evolve(slot, athlete=attrs.evolve(slot.athlete, bodyweights=more))


def _sex(slot: Slot, value: str) -> Slot:
    return attrs.evolve(slot, athlete=attrs.evolve(slot.athlete, sex=_one_of(value, ("female", "male"))))


def _experience(slot: Slot, value: str) -> Slot:
    known = Experience(_one_of(value, Experience))
    return attrs.evolve(slot, athlete=attrs.evolve(slot.athlete, experience=known))


def _wrong(text: str, why: str, hint: str) -> UsageError:
    return UsageError(Problem(f"--tell {text}", why, hint))


_WEIGHED: Final = "bodyweight."
_MOST: Final = 1000
_FIELDS: Final[Mapping[str, Changed]] = {
    "date": lambda slot, value: attrs.evolve(slot, date=date.fromisoformat(value)),
    "workout": lambda slot, value: attrs.evolve(slot, workout=value),
    "day": lambda slot, value: attrs.evolve(slot, day=value),
    "session_of_week": lambda slot, value: attrs.evolve(slot, session_of_week=_count(value)),
    "sessions_a_week": lambda slot, value: attrs.evolve(slot, sessions_a_week=_count(value)),
    "week": lambda slot, value: attrs.evolve(slot, week=_count(value)),
    "deload_week": lambda slot, value: attrs.evolve(slot, is_deload_week=_yes(value)),
    "experience": _experience,
    "sex": _sex,
}
"""What is told of the session and of who trains -> how it is read."""
