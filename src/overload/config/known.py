"""The ids a plan may name: those of the catalogue and those it defines itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NewType

import attrs

from overload.catalog import Catalog
from overload.config.fields import one_of
from overload.config.tables import Table
from overload.model import Day, Exercise, LoadedWith, Rule, WeeklyCalendar
from overload.progression import MissingRule, default_rule

DumbbellId = NewType("DumbbellId", str)
MicroId = NewType("MicroId", str)
ExerciseId = NewType("ExerciseId", str)
WorkoutId = NewType("WorkoutId", str)
CalendarId = NewType("CalendarId", str)
RuleId = NewType("RuleId", str)
PlaceId = NewType("PlaceId", str)
DayId = NewType("DayId", str)
Serves = NewType("Serves", str)
"""What serves an exercise: dumbbells by id, or which of two fixed pairs."""

PAIRS = ("heavy", "light", "both")
"""How to name dumbbells where two fixed pairs are owned."""


def _table(data: Table, key: str) -> Table:
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def _own_days(data: Table) -> Iterable[str]:
    """Return the day ids of the calendars the plan defines, as far as they can be made out."""
    for calendar in _table(data, "calendars").values():
        for key in ("days", "days_experienced"):
            days = calendar.get(key) if isinstance(calendar, dict) else None
            for day in days if isinstance(days, list) else ():
                if isinstance(day, dict) and isinstance(day.get("id"), str):
                    yield day["id"]


def days_of(calendar: WeeklyCalendar) -> tuple[Day, ...]:
    """Return every day of a calendar, whichever edition it is of."""
    return (*calendar.days, *calendar.days_experienced)


@attrs.frozen
class Known:
    """What can be named in this plan. Built from the raw file, so that one mistake does not hide or cause others."""

    catalog: Catalog
    data: Table

    def _own(self, key: str, builtin: Iterable[str]) -> frozenset[str]:
        return frozenset((*builtin, *_table(self.data, key)))

    def readers(self) -> Mapping[Any, Callable[[object], str]]:
        """Return what reads each kind of id: it refuses unknown ones and suggests the nearest."""
        catalog, own = self.catalog, self._own
        dumbbells = own("dumbbells", catalog.dumbbells)
        days = [day.id for calendar in catalog.calendars.values() for day in days_of(calendar)]
        return {
            DumbbellId: one_of("dumbbells", dumbbells, "dumbbells"),
            MicroId: one_of("add-on weight", catalog.micros, "dumbbells"),
            ExerciseId: one_of("exercise", own("exercises", catalog.exercises), "exercises"),
            WorkoutId: one_of("workout", own("workouts", catalog.workouts), "workouts"),
            CalendarId: one_of("weekly calendar", own("calendars", catalog.calendars), "calendars"),
            RuleId: one_of("rule", catalog.rules, "rules"),
            PlaceId: one_of("place", own("places", () if _table(self.data, "places") else ("home",))),
            DayId: one_of("day", (*days, *_own_days(self.data))),
            Serves: one_of("dumbbells", (*PAIRS, *dumbbells), "dumbbells"),
        }

    def is_bodyweight(self, exercise: str) -> bool | None:
        """Tell whether an exercise is loaded with bodyweight; None when that is not known."""
        # Looked up in the raw file: an exercise that holds a mistake makes no slot wrong that names it.
        own = _table(_table(self.data, "exercises"), exercise)
        if own:
            return own.get("loaded_with") == LoadedWith.BODYWEIGHT.value
        found = self.catalog.exercises.get(exercise)
        return found.loaded_with is LoadedWith.BODYWEIGHT if found else None

    def rule(self, name: object) -> type[Rule] | None:
        """Return the class of a rule, or None when there is none of that name."""
        found = self.catalog.rules.get(name) if isinstance(name, str) else None
        # A missing rule holds the place of one whose plugin is not there: its parameters cannot be checked.
        return None if found is None or issubclass(found, MissingRule) else found

    def default_rule(self, exercise: str) -> str:
        """Return the rule of a slot that names none, by what the exercise is loaded with."""
        loaded_with = LoadedWith.BODYWEIGHT if self.is_bodyweight(exercise) else LoadedWith.PAIR
        return default_rule(Exercise(exercise, exercise, (), loaded_with=loaded_with))
