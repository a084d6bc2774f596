"""`append`, `drop` and `replace` under [workouts.NAME]: a workout with an exercise more, less, or another one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from overload.config import fields
from overload.config.fields import near, shown, signed
from overload.config.known import Known
from overload.config.mistakes import at, settle
from overload.config.tables import Table, as_table
from overload.config.written import quoted_key
from overload.errors import DataError, Problem
from overload.model import RepRange, Workout, WorkoutSlot

EDITS: Final = ("append", "drop", "replace")
_SLOT: Final = r"(?P<exercise>\S+)(?:\s+(?P<sets>\d{1,2})(?:\s*x\s*(?P<reps>\S.*))?)?"
MOST_SETS: Final = 20


@attrs.frozen
class Wish:
    """A slot as a line names it: `dumbbell-curl 3x8-12`; what it does not say stays as it was, or is what is usual."""

    exercise: str
    sets: int | None
    reps: RepRange
    rest_s: int

    def slot(self, before: WorkoutSlot | None = None) -> WorkoutSlot:
        """Return the slot, in the place of the one before if there was one."""
        sets = self.sets or (before.sets if before else 3)
        return WorkoutSlot(self.exercise, sets, self.reps, self.rest_s, superset=before.superset if before else "")


@attrs.frozen
class Edits:
    """What is added at the end of a workout, left out of it, and put in the place of something."""

    append: tuple[Wish, ...] = ()
    drop: tuple[str, ...] = ()
    replace: Mapping[str, Wish] = attrs.field(factory=dict)

    def of(self, workout: Workout) -> Workout:
        """Return the workout as it is with them, in every edition."""
        return attrs.evolve(
            workout,
            slots=self._edition(workout.slots),
            experienced=self._edition(workout.experienced),
            beginner=self._edition(workout.beginner),
        )

    def _edition(self, slots: Sequence[WorkoutSlot]) -> tuple[WorkoutSlot, ...]:
        kept = [slot for slot in slots if slot.exercise not in self.drop]
        changed = [wish.slot(slot) if (wish := self.replace.get(slot.exercise)) else slot for slot in kept]
        there = {slot.exercise for slot in changed}
        # An edition that is not there stays so: who has it not does the other one.
        added = [wish.slot() for wish in self.append if slots and wish.exercise not in there]
        return tuple(_paired([*changed, *added]))


def _paired(slots: Sequence[WorkoutSlot]) -> Iterator[WorkoutSlot]:
    """Yield slots without the supersets of which one exercise is left."""
    count = Counter(slot.superset for slot in slots)
    yield from (attrs.evolve(slot, superset="") if count[slot.superset] == 1 else slot for slot in slots)


def edited(name: str, table: Table, known: Known) -> tuple[Workout, ...]:
    """Return a workout, and those that hold it with more besides, as a table edits them; none where it does not.

    Raises DataError.
    """
    workout = known.catalog.workouts.get(name)
    if workout is None or not table.keys() & set(EDITS):
        return ()
    there = {slot.exercise for edition in workout.editions for slot in edition}
    edits = _read(table, there, known)
    found = edits.of(workout)
    if not found.slots:
        raise DataError(Problem("drop", "leaves no exercise", "write a text for its day, or other exercises"))
    return (found, *(edits.of(one) for one in known.catalog.workouts.values() if one.like == name))


def _read(table: Table, there: set[str], known: Known) -> Edits:
    problems: list[Problem] = []
    append: list[Wish] = []
    drop: list[str] = []
    replace: dict[str, Wish] = {}
    for number, line in enumerate(_lines(table, "append", problems), 1):
        with at(f"append[{number}]", problems):
            append.append(_wish(line, known))
    for number, line in enumerate(_lines(table, "drop", problems), 1):
        with at(f"drop[{number}]", problems):
            drop.append(_one_of(line, there, known))
    with at("replace", problems):
        for old, line in as_table(table.get("replace", {})).items():
            with at(f"replace.{quoted_key(old)}", problems):
                replace[_one_of(old, there, known)] = _wish(line, known)
    settle(problems)
    return Edits(tuple(append), tuple(drop), replace)


def _lines(table: Table, key: str, problems: list[Problem]) -> Sequence[object]:
    value = table.get(key, [])
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list):
        example = '["dumbbell-curl 3"]' if key == "append" else '["dumbbell-shrug"]'
        problems.append(Problem(key, f"expected a list, not {shown(value)}", f"write {key} = {example}"))
        return []
    return value


def _one_of(value: object, there: set[str], known: Known) -> str:
    """Read an exercise that the workout has."""
    word = fields.text(value)
    if word not in there:
        hint = known.exercise_near(word, there) or near(word, there)
        raise DataError(Problem("", f"it has no exercise {shown(word)}", hint))
    return word


def _wish(value: object, known: Known) -> Wish:
    """Read a slot as a line: an exercise, how many sets, and their range."""
    found = re.fullmatch(_SLOT, fields.text(value).strip())
    if found is None:
        raise DataError(Problem("", f"{shown(value)} is not an exercise with its sets", 'write "dumbbell-curl 3x8-12"'))
    exercise, sets = known.exercise(found["exercise"]), int(found["sets"]) if found["sets"] else None
    if sets is not None and not 1 <= sets <= MOST_SETS:
        raise DataError(Problem("", f"{sets} sets are not between 1 and {MOST_SETS}"))
    reps, rest_s = known.usual(exercise)
    if found["reps"]:
        reps = fields.reps(signed(found["reps"], known.measure(exercise)))
    return Wish(exercise, sets, reps, rest_s)
