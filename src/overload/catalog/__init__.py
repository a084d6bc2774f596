"""Everything that has an id: exercises, workouts, weekly calendars, dumbbells and rules, and how to find one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import attrs

from overload.catalog.calendars import CALENDARS
from overload.catalog.exercises import EXERCISES
from overload.catalog.workouts import WORKOUTS
from overload.errors import Problem, UsageError, did_you_mean
from overload.model import Dumbbell, Exercise, Micro, Rule, WeeklyCalendar, Workout

Thing = TypeVar("Thing")


@attrs.frozen
class Catalog:
    """What there is, by id. Built-in things first, then those of plugins and of plan.toml.

    `givers` names the plugin of each rule that is not built in.
    """

    exercises: Mapping[str, Exercise] = attrs.field(factory=dict)
    workouts: Mapping[str, Workout] = attrs.field(factory=dict)
    calendars: Mapping[str, WeeklyCalendar] = attrs.field(factory=dict)
    dumbbells: Mapping[str, Dumbbell] = attrs.field(factory=dict)
    micros: Mapping[str, Micro] = attrs.field(factory=dict)
    rules: Mapping[str, type[Rule]] = attrs.field(factory=dict)
    givers: Mapping[str, str] = attrs.field(factory=dict)

    def find_exercise(self, name: str) -> Exercise:
        """Return the exercise meant by an id, a name, an alias, or an unambiguous beginning of one of their words."""
        aliases = {alias: exercise.id for exercise in self.exercises.values() for alias in exercise.aliases}
        whole = next((one.id for one in self.exercises.values() if _word(one.name) == _word(name)), "")
        if whole and name not in self.exercises:
            return self.exercises[whole]
        return _find("exercise", name, self.exercises, aliases)

    def find_workout(self, name: str) -> Workout:
        """Return the workout of that id or unambiguous beginning of one."""
        return _find("workout", name, self.workouts)

    def find_calendar(self, name: str) -> WeeklyCalendar:
        """Return the weekly calendar of that id or unambiguous beginning of one; of those of before by the id alone."""
        today = {one.id: one for one in self.todays_calendars()}
        return _find("weekly calendar", name, self.calendars if name in self.calendars else today)

    def todays_calendars(self) -> tuple[WeeklyCalendar, ...]:
        """Return the weekly calendars to choose from: all but those that folders of before go on with."""
        return tuple(one for one in self.calendars.values() if not one.now)

    def find_dumbbell(self, name: str) -> Dumbbell:
        """Return the dumbbells of that id or unambiguous beginning of one."""
        return _find("dumbbell", name, self.dumbbells)

    def find_micro(self, name: str) -> Micro:
        """Return the add-on weight of that id or unambiguous beginning of one."""
        return _find("add-on weight", name, self.micros)

    def find_rule(self, name: str) -> type[Rule]:
        """Return the rule of that name or unambiguous beginning of one."""
        return _find("rule", name, self.rules)

    def with_own(
        self,
        exercises: Iterable[Exercise] = (),
        workouts: Iterable[Workout] = (),
        calendars: Iterable[WeeklyCalendar] = (),
        dumbbells: Iterable[Dumbbell] = (),
        micros: Iterable[Micro] = (),
        rules: Iterable[type[Rule]] = (),
    ) -> Catalog:
        """Return the catalog with more things in it; of two with one id the later wins."""
        return attrs.evolve(
            self,
            exercises={**self.exercises, **{one.id: one for one in exercises}},
            workouts={**self.workouts, **{one.id: one for one in workouts}},
            calendars={**self.calendars, **{one.id: one for one in calendars}},
            dumbbells={**self.dumbbells, **{one.id: one for one in dumbbells}},
            micros={**self.micros, **{one.id: one for one in micros}},
            rules={**self.rules, **{one.name: one for one in rules}},
        )


def builtin(
    dumbbells: Iterable[Dumbbell], micros: Iterable[Micro], rules: Mapping[str, type[Rule]] | None = None
) -> Catalog:
    """Return what is built in; dumbbells and add-on weights are read from package data by the caller."""
    return Catalog(
        {one.id: one for one in EXERCISES},
        {one.id: one for one in WORKOUTS},
        {one.id: one for one in CALENDARS},
        {one.id: one for one in dumbbells},
        {one.id: one for one in micros},
        rules or {},
    )


def _find(kind: str, name: str, things: Mapping[str, Thing], aliases: Mapping[str, str] | None = None) -> Thing:
    """Find one by exact id, alias, or a beginning that only one has; raises UsageError with what was near."""
    if name in things:
        return things[name]
    called = {_word(alias): one for alias, one in (aliases or {}).items()} | {_word(one): one for one in things}
    word = _word(name)
    if word in called:
        return things[called[word]]
    found = _beginning(word, called) if word else []
    if len(found) == 1:
        return things[found[0]]
    if found:
        raise UsageError(Problem("", f"'{name}' may be any {kind} of {', '.join(found)}", "write more of it"))
    if kind == "exercise":
        from overload.catalog.foreign import suggested  # noqa: PLC0415 - only where no name of ours was meant

        if (meant := suggested(name)) in things:
            raise UsageError(Problem("", f"there is no {kind} '{name}'", f"did you mean '{meant}'?"))
    hint = did_you_mean(word, called)
    if not hint.startswith("did you mean"):
        hint = did_you_mean(word, things)
    if kind == "exercise" and hint.startswith("known:"):
        hint = "see 'overload exercises'"
    raise UsageError(Problem("", f"there is no {kind} '{name}'", hint))


def _word(name: str) -> str:
    """Return a name as it is compared: upper or lower case, blank, hyphen or underscore are all the same."""
    return "-".join(name.strip().lower().replace("_", " ").replace("-", " ").split())


def _beginning(word: str, called: Mapping[str, str]) -> list[str]:
    """Return the ids whose name or alias begins with `word`, else those a later word of which does."""
    whole = {one for name, one in called.items() if name.startswith(word)}
    return sorted(whole or {one for name, one in called.items() if f"-{word}" in name})
