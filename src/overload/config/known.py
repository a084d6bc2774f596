"""The ids a plan may name: those of the catalogue and those it defines itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NewType

import attrs

from overload.catalog import Catalog
from overload.config.fields import near, one_of, reps, shown, signed, text
from overload.config.tables import Table
from overload.errors import DataError, Problem, UsageError
from overload.model import (
    Day,
    Exercise,
    Gear,
    LoadedWith,
    Measure,
    RepRange,
    Rule,
    WeeklyCalendar,
    usual_gear,
    usual_loading,
    usual_range,
)
from overload.progression import MissingRule, default_rule

DumbbellId = NewType("DumbbellId", str)
GearId = NewType("GearId", str)
MicroId = NewType("MicroId", str)
ExerciseId = NewType("ExerciseId", str)
WorkoutId = NewType("WorkoutId", str)
CalendarId = NewType("CalendarId", str)
RuleId = NewType("RuleId", str)
PlaceId = NewType("PlaceId", str)
DayId = NewType("DayId", str)
Serves = NewType("Serves", str)
"""What serves an exercise: dumbbells by id, or which of two fixed pairs."""

USUAL_CALENDAR: Final = CalendarId("ppl")
"""The weekly calendar if nothing is said."""
USUAL_REST_S: Final = 120
"""The rest after a set of an exercise of the plan."""
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


def _loaded_with(table: Table) -> LoadedWith:
    """Return how an exercise of the plan is loaded, as far as its table can be made out."""
    said = next((one for one in LoadedWith if one.value == table.get("loaded_with")), None)
    gear = next((one for one in Gear if one.value == table.get("gear")), None)
    return said or usual_loading(gear or usual_gear(said, needs_bar=table.get("needs_bar") is True))


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
        return {
            DumbbellId: one_of("dumbbells", dumbbells, "dumbbells"),
            GearId: one_of("gear", dumbbells, "dumbbells"),
            MicroId: one_of("add-on weight", catalog.micros, "dumbbells"),
            ExerciseId: self.exercise,
            WorkoutId: one_of("workout", own("workouts", catalog.workouts), "workouts"),
            CalendarId: one_of("weekly calendar", own("calendars", catalog.calendars), "calendars"),
            RuleId: one_of("rule", catalog.rules, "rules"),
            PlaceId: one_of("place", own("places", () if _table(self.data, "places") else ("home",))),
            DayId: self.day,
            Serves: one_of("dumbbells", (*PAIRS, *dumbbells), "dumbbells"),
        }

    def exercise(self, value: object) -> str:
        """Read the id of an exercise; another word for one is refused with the id."""
        known = self._own("exercises", self.catalog.exercises)
        word = text(value)
        if word not in known:
            hint = self.exercise_near(word, known) or near(word, known, "exercises")
            raise DataError(Problem("", f"no exercise {shown(word)}", hint))
        return word

    def exercise_near(self, word: str, among: Iterable[str]) -> str:
        """Suggest the exercise that a name, in whatever language, or a beginning means, if one of these; else ''."""
        try:
            meant = self.catalog.find_exercise(word).id
        except UsageError:
            from overload.catalog.foreign import suggested  # noqa: PLC0415 - only where no name of ours was meant

            meant = suggested(word)
        return f"did you mean '{meant}'?" if meant in among else ""

    def day(self, value: object) -> str:
        """Read a day by its id, or by what the calendar in use calls it, in whatever case: `pull`."""
        calendars = self.catalog.calendars.values()
        ids = {*(day.id for calendar in calendars for day in days_of(calendar)), *_own_days(self.data)}
        word = text(value)
        if word in ids:
            return word
        folded: dict[str, str] = {known.casefold(): known for known in ids}
        folded.update(self._day_names())
        if word.strip().casefold() not in folded:
            raise DataError(Problem("", f"no day {shown(word)}", near(word, ids)))
        return folded[word.strip().casefold()]

    def _day_names(self) -> Mapping[str, str]:
        """Return the ids of the days of the calendar in use, by what it calls them."""
        use = _table(self.data, "calendar").get("use", USUAL_CALENDAR)
        calendar = self.catalog.calendars.get(use) if isinstance(use, str) else None
        return {day.name.casefold(): day.id for day in days_of(calendar)} if calendar else {}

    def is_bodyweight(self, exercise: str) -> bool | None:
        """Tell whether an exercise is loaded with bodyweight; None when that is not known."""
        # Looked up in the raw file: an exercise that holds a mistake makes no slot wrong that names it.
        own = _table(_table(self.data, "exercises"), exercise)
        if own:
            return _loaded_with(own) is LoadedWith.BODYWEIGHT
        found = self.catalog.exercises.get(exercise)
        return found.loaded_with is LoadedWith.BODYWEIGHT if found else None

    def measure(self, exercise: str) -> Measure:
        """Return what an exercise is counted in, as far as that is known."""
        own = _table(_table(self.data, "exercises"), exercise)
        if own:
            return next((one for one in Measure if one.value == own.get("measure")), Measure.REPS)
        found = self.catalog.exercises.get(exercise)
        return found.measure if found else Measure.REPS

    def usual(self, exercise: str) -> tuple[RepRange, int]:
        """Return the range and the rest in seconds of a set of an exercise where nobody says, as far as is known."""
        own = _table(_table(self.data, "exercises"), exercise)
        found = self.catalog.exercises.get(exercise)
        if found is not None and not own:
            return found.usual_reps, found.rest_s
        measure = self.measure(exercise)
        try:
            return reps(signed(own["reps"], measure)), USUAL_REST_S
        except (DataError, KeyError):
            return usual_range(measure), USUAL_REST_S  # a mistake in the exercise is one of its own

    def rule(self, name: object) -> type[Rule] | None:
        """Return the class of a rule, or None when there is none of that name."""
        found = self.catalog.rules.get(name) if isinstance(name, str) else None
        # A missing rule holds the place of one whose plugin is not there: its parameters cannot be checked.
        return None if found is None or issubclass(found, MissingRule) else found

    def default_rule(self, exercise: str) -> str:
        """Return the rule of a slot that names none, by what the exercise is loaded with."""
        loaded_with = LoadedWith.BODYWEIGHT if self.is_bodyweight(exercise) else LoadedWith.PAIR
        return default_rule(Exercise(exercise, exercise, (), loaded_with=loaded_with, measure=self.measure(exercise)))
