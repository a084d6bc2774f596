"""What may be written as `superset`: a letter that two or more exercises share which follow each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from overload.config.fields import wrong
from overload.errors import DataError, Problem
from overload.model import WorkoutSlot


def a_letter(_: object, __: object, value: object) -> None:
    """Refuse anything but a small letter, or nothing; raises DataError."""
    if value is not None and not re.fullmatch(r"[a-z]?", str(value)):
        raise wrong(value, "not a letter", 'write superset = "a"')


def check_supersets(slots: Sequence[WorkoutSlot], place: str) -> None:
    """Refuse a superset of one exercise, or of exercises with another between; raises DataError."""
    problems = faults(slots, place)
    if problems:
        raise DataError(*problems)


def faults(slots: Sequence[WorkoutSlot], place: str = "") -> list[Problem]:
    """Return what is wrong with the supersets of a workout."""
    letters = dict.fromkeys(slot.superset for slot in slots)
    return [problem for letter in letters for problem in _wrong(letter, slots, place)]


def _wrong(letter: str, slots: Sequence[WorkoutSlot], place: str) -> list[Problem]:
    among = [number for number, slot in enumerate(slots) if slot.superset == letter]
    named = [slots[number].exercise for number in among]
    if not letter:
        return []
    if len(among) == 1:
        hint = f'give its partner superset = "{letter}" too, or leave it out'
        return [Problem(place, f"superset \"{letter}\" has one exercise, '{named[0]}'", hint)]
    gap = next((at for at, number in enumerate(among[1:], 1) if number != among[at - 1] + 1), None)
    if gap is None:
        return []
    message = f"the exercises of superset \"{letter}\" do not follow each other: '{named[gap - 1]}', '{named[gap]}'"
    return [Problem(place, message, f"put '{named[gap]}' right after '{named[gap - 1]}'")]
