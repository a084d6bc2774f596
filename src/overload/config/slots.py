"""[workouts]: changes to built-in workouts, workouts of one's own, and the parameters of their rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import attrs
from cattrs import BaseConverter

from overload.config.fields import near, shown, signed
from overload.config.keys import Shape, fields_of, keys_of_class, keys_of_shape
from overload.config.known import Known
from overload.config.mistakes import at, settle
from overload.config.sections import WorkoutTables
from overload.config.shapes import CHANGE, SLOT, WORKOUT
from overload.config.supersets import check_supersets
from overload.config.tables import Table, as_table, read_keys, read_shape
from overload.config.written import quoted_key
from overload.errors import DataError, Problem
from overload.model import Measure, SlotChange, Workout, WorkoutSlot, key_of, usual_range
from overload.progression import rule_from
from overload.units import Load

S = TypeVar("S", WorkoutSlot, SlotChange)


@attrs.frozen
class SlotReader:
    """Reads what stands in [workouts]."""

    converter: BaseConverter
    known: Known

    def workouts(self, value: object) -> WorkoutTables:
        """Read [workouts]: a table with `slots` is an own workout, any other changes the built-in one of its name.

        What is appended, dropped and replaced makes another workout of that name, whose slots can be changed then.
        """
        tables = as_table(value)
        if not tables:
            return WorkoutTables()
        from overload.config.edits import EDITS, edited  # noqa: PLC0415 - only where a workout is changed

        own: list[Workout] = []
        changes: dict[str, Mapping[str, SlotChange]] = {}
        changed: list[Workout] = []
        problems: list[Problem] = []
        for name, written in tables.items():
            with at(quoted_key(name), problems):
                table = as_table(written)
                if "slots" in table:
                    own.append(read_shape(self.converter, table, WORKOUT, name))
                else:
                    found = edited(name, table, self.known)
                    changed += found
                    changes[name] = self._changes(name, {key: table[key] for key in table if key not in EDITS}, found)
        settle(problems)
        return WorkoutTables(tuple(own), changes, tuple(changed))

    def _changes(self, name: str, table: Table, changed: Sequence[Workout]) -> Mapping[str, SlotChange]:
        workout = changed[0] if changed else self.known.catalog.workouts.get(name)
        if workout is None:
            hint = near(name, self.known.catalog.workouts, "workouts")
            own = "a workout of your own needs slots = [...]"
            raise DataError(Problem("", f"no built-in workout {shown(name)}", f"{hint}; {own}"))
        # Where an exercise stands in several editions of a workout, its rule is that of the usual one.
        there = [slot for edition in workout.editions for slot in edition]
        slots = {slot.exercise: slot for slot in there}
        ranged = {key_of(slot.exercise, slot.reps): slot for slot in there}
        changes: dict[str, SlotChange] = {}
        problems: list[Problem] = []
        for exercise, written in table.items():
            with at(quoted_key(exercise), problems):
                slot = slots.get(exercise) or ranged.get(exercise)
                if slot is None:
                    hint = self.known.exercise_near(exercise, slots) or near(
                        exercise, ranged if "@" in exercise else slots
                    )
                    raise DataError(Problem("", f"{name} has no exercise {shown(exercise)}", hint))
                changes[exercise] = self._change(as_table(written), slot)
        settle(problems)
        for edition in workout.editions:
            check_supersets([_changed(slot, changes) for slot in edition], "")
        return changes

    def _change(self, table: Table, slot: WorkoutSlot) -> SlotChange:
        instead = table.get("instead")
        exercise = instead if isinstance(instead, str) else slot.exercise
        return self._slot(table, CHANGE, slot.rule, exercise)

    def slot(self, value: object) -> WorkoutSlot:
        """Read a slot of an own workout."""
        table = as_table(value)
        return self._slot(table, SLOT, "", str(table.get("exercise")))

    def _slot(self, table: Table, shape: Shape[S], rule: str, exercise: str) -> S:
        """Read a slot's table: its own keys by `shape`, the others as parameters of the rule."""
        own = set(keys_of_shape(shape))
        problems: list[Problem] = []
        slot: S | None = None
        params: dict[str, object] = {}
        with at("", problems):
            told = self._counted({key: table[key] for key in table if key in own}, exercise, shape)
            slot = read_shape(self.converter, told, shape)
            self._check_start(slot.start, exercise)
        with at("", problems):
            extra = {key: table[key] for key in table if key not in own}
            params = self._params(extra, table.get("rule"), rule or self.known.default_rule(exercise), own)
        settle(problems)
        assert slot is not None  # noqa: S101 - without one there was a problem
        return attrs.evolve(slot, params=params)

    def _counted(self, table: Table, exercise: str, shape: Shape[S]) -> Table:
        """Return a slot's table with its range in what the exercise is counted in, the usual one where it has none."""
        measure = self.known.measure(exercise)
        if "reps" in table:
            return {**table, "reps": signed(table["reps"], measure)}
        is_new = shape is SLOT or (shape is CHANGE and "instead" in table)
        return {**table, "reps": str(usual_range(measure))} if is_new and measure is not Measure.REPS else table

    def _check_start(self, start: Load | None, exercise: str) -> None:
        """Refuse help and negative loads where no bodyweight is lifted."""
        if start is None or (start.amount >= 0 and not start.aid) or self.known.is_bodyweight(exercise) is not False:
            return
        hint = "only bodyweight exercises can be helped"
        raise DataError(Problem("start", f"{start} is not a load for {exercise}", hint))

    def _params(self, extra: Table, named: object, default: str, own: set[str]) -> dict[str, object]:
        """Read the parameters of a rule (the one `named` in the table, if any) and try them together."""
        rule = default if named is None else named
        found = self.known.rule(rule)
        if not extra or (found is None and named is not None):
            return {}  # a rule that is not known is a mistake of its own
        if found is None:
            raise DataError(*(Problem(quoted_key(key), "no such key", near(key, own)) for key in extra))
        values, problems = read_keys(self.converter, extra, keys_of_class(found))
        settle([_explained(problem, str(rule), (*fields_of(found), *own), extra) for problem in problems])
        rule_from(found, values)
        return values


def _changed(slot: WorkoutSlot, changes: Mapping[str, SlotChange]) -> WorkoutSlot:
    """Return a slot in the superset that changes put it in, that of its range before that of its exercise."""
    wished = (changes.get(key_of(slot.exercise, slot.reps)), changes.get(slot.exercise))
    named = (change.superset for change in wished if change and change.superset is not None)
    return attrs.evolve(slot, superset=next(named, slot.superset))


def _explained(problem: Problem, rule: str, names: tuple[str, ...], extra: Table) -> Problem:
    if problem.message != "no such key":
        return problem
    key = next((key for key in extra if quoted_key(key) == problem.place), problem.place)
    return Problem(problem.place, f"{rule} has no parameter {shown(key)}", near(key, names))
