"""The exercises, workouts, weekly calendars and dumbbells that come with the program, as a plugin gives them."""

from __future__ import annotations

from collections.abc import Sequence

from overload import hookimpl
from overload.catalog.calendars import CALENDARS
from overload.catalog.exercises import EXERCISES
from overload.catalog.workouts import WORKOUTS
from overload.model import Dumbbell, Exercise, Micro, WeeklyCalendar, Workout
from overload.plugins.packaged import packaged_dumbbells


@hookimpl
def overload_exercises() -> Sequence[Exercise]:
    """Return the built-in exercises."""
    return EXERCISES


@hookimpl
def overload_workouts() -> Sequence[Workout]:
    """Return the built-in workouts."""
    return WORKOUTS


@hookimpl
def overload_calendars() -> Sequence[WeeklyCalendar]:
    """Return the weekly calendars of the article."""
    return CALENDARS


@hookimpl
def overload_dumbbells() -> Sequence[Dumbbell | Micro]:
    """Return the dumbbells and add-on weights described in data/dumbbells.toml."""
    dumbbells, micros = packaged_dumbbells()
    return (*dumbbells, *micros)
