"""What a plugin can add. Each hook returns a list of values; nothing is changed in place, nothing registered.

A plugin implements those it needs, as module functions marked with `@overload.hookimpl`. Hooks evolve by adding
arguments, which an implementation may leave out.
"""

from __future__ import annotations

from pluggy import HookimplMarker, HookspecMarker

from overload.model import Dumbbell, Exercise, Rule, WeeklyCalendar, Workout

hookspec = HookspecMarker("overload")
hookimpl = HookimplMarker("overload")
"""Marks a function of a plugin as the implementation of the hook of that name."""


@hookspec
def overload_rules() -> list[type[Rule]]:  # type: ignore[empty-body]
    """Return rule classes: attrs classes with a `name` and `propose`, their fields being their parameters."""


@hookspec
def overload_exercises() -> list[Exercise]:  # type: ignore[empty-body]
    """Return exercises, for workouts and plan.toml to name by id."""


@hookspec
def overload_workouts() -> list[Workout]:  # type: ignore[empty-body]
    """Return workouts: ordered lists of slots, each naming an exercise by id."""


@hookspec
def overload_dumbbells() -> list[Dumbbell]:  # type: ignore[empty-body]
    """Return dumbbells, for plan.toml to name by id as what somebody owns."""


@hookspec
def overload_calendars() -> list[WeeklyCalendar]:  # type: ignore[empty-body]
    """Return weekly calendars: which day follows which in a week."""
