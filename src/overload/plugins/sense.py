"""What is wrong with a thing a plugin adds to the catalog, beyond its type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from overload.catalog import Catalog
from overload.catalog.dumbbells import too_many_to_add
from overload.config.supersets import faults
from overload.errors import did_you_mean
from overload.model import (
    GROUPS,
    MUSCLES,
    Dumbbell,
    DumbbellKind,
    Exercise,
    Gear,
    Imported,
    Micro,
    Rule,
    WeeklyCalendar,
    Workout,
    WorkoutSlot,
    loading_fault,
)
from overload.progression import parameters, rule_from

_ID: Final = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


def fault(thing: object, known: Catalog) -> str:
    """Say what is wrong with an exercise, workout, weekly calendar, dumbbell or rule; empty if nothing is.

    `known` holds all that it may name by id.
    """
    look: Callable[[Any, Catalog], Iterator[str]] = _rule if isinstance(thing, type) else _LOOKS[_kind(thing)]
    name = getattr(thing, "name", "") if isinstance(thing, type) else getattr(thing, "id", "")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        return f"{name!r} cannot be its name; write it like 'my-rule': lower-case letters, figures and hyphens"
    return next(look(thing, known), "")


def _kind(thing: object) -> type:
    return next(kind for kind in _LOOKS if isinstance(thing, kind))


def _rule(rule: type[Rule], _: Catalog) -> Iterator[str]:
    if not callable(getattr(rule, "propose", None)):
        yield f"{rule.__name__} has no propose()"
    if "__attrs_attrs__" not in vars(rule):
        yield f"{rule.__name__} is not an attrs class; write @attrs.frozen above it"
    rule_from(rule, {})
    parameters(rule)


def _exercise(one: Exercise, known: Catalog) -> Iterator[str]:
    yield from _unknown("muscle", (*one.direct, *one.indirect), MUSCLES)
    yield from _unknown("exercise", one.alternatives, known.exercises)
    if fault := loading_fault(one):
        yield fault
    if not one.direct:
        yield "works no muscle directly"
    if one.sides not in {1, 2}:
        yield f"{one.sides} sides are neither 1 nor 2"
    if not 0 <= one.start_share <= 2:
        yield f"start_share {one.start_share} is not from 0 to 2 of bodyweight"


def _workout(one: Workout, known: Catalog) -> Iterator[str]:
    if not one.slots:
        yield "has no slots"
    light = (exercise for exercise, _ in one.warm_up.light_sets) if one.warm_up else ()
    yield from _unknown("exercise", light, known.exercises)
    for slots in one.editions:
        for slot in slots:
            yield from _slot(slot, known)
    yield from (problem.message for slots in one.editions for problem in faults(slots))


def _slot(slot: WorkoutSlot, known: Catalog) -> Iterator[str]:
    yield from _unknown("exercise", (slot.exercise,), known.exercises)
    yield from _unknown("rule", (slot.rule,) if slot.rule else (), known.rules)
    if not 1 <= slot.sets <= 20 or not 0 <= slot.rest_s <= 3600:
        yield f"{slot.exercise} has {slot.sets} sets with {slot.rest_s} s of rest"
    if slot.rule in known.rules:
        rule_from(known.rules[slot.rule], slot.params)


def _calendar(one: WeeklyCalendar, known: Catalog) -> Iterator[str]:
    for days, weekdays in ((one.days, one.weekdays), (one.days_experienced, one.weekdays_experienced)):
        for day in days:
            yield from _unknown("group", day.focus, GROUPS)
            yield from _unknown("workout", (day.workout,) if day.workout else (), known.workouts)
            if not 5 <= day.minutes <= 300:
                yield f"{day.id} takes {day.minutes} minutes"
        if weekdays and (len(weekdays) != len(days) or not all(0 <= day <= 6 for day in weekdays)):
            yield f"{len(weekdays)} weekdays from 0 to 6 do not fit {len(days)} days"
    if not one.days:
        yield "has no days"


def _dumbbell(one: Dumbbell, _: Catalog) -> Iterator[str]:
    plates = (*one.plates, *one.foreign_plates)
    weights = (*one.settings, *one.labels_kg, one.handle, one.other_handle or 0, *(weight for weight, _ in plates))
    if not one.settings and not plates and not one.handle:
        yield "has neither settings nor plates"
    if any(weight < 0 or weight > 500 for weight in weights):
        yield "has a weight that is not from 0 to 500"
    if one.gear in {Gear.BAR, Gear.NOTHING}:
        yield f"is gear '{one.gear}', which is not something to be loaded with"
    if one.names and len(one.names) != len(one.settings):
        yield f"has {len(one.names)} names for {len(one.settings)} settings"
    if not 1 <= one.at_once <= 3:
        yield f"takes {one.at_once} bands at once"
    if list(one.settings) != sorted(one.settings if one.kind is DumbbellKind.BAND else set(one.settings)):
        yield "has settings that do not ascend"
    if any(count < 1 or weight <= 0 for weight, count in plates):
        yield "has plates of no weight or count"
    if one.is_alone and one.other_handle is not None:
        yield "is one alone and has two handles"
    if too_many_to_add(one):
        yield "has plates of both units, or for unlike handles, that make more loads than can be counted"


def _micro(one: Micro, _: Catalog) -> Iterator[str]:
    if one.weight <= 0 or one.pieces < 1:
        yield "weighs nothing"


_LOOKS: Final[Mapping[type, Callable[[Any, Catalog], Iterator[str]]]] = {
    Exercise: _exercise,
    Workout: _workout,
    WeeklyCalendar: _calendar,
    Dumbbell: _dumbbell,
    Micro: _micro,
}


def _unknown(kind: str, names: Any, known: Any) -> Iterator[str]:
    for name in names:
        if name not in known:
            yield f"names the {kind} '{name}', which is not known; {did_you_mean(name, known)}"


def import_fault(found: Imported) -> str:
    """Say what does not make sense in what a plugin read from a file; empty if all does."""
    for session in found.sessions:
        if session.start is None and session.on is None:
            return "a session without a start or a date"
        for one in session.sets:
            weights = (one.load, one.added, one.assist, one.bodyweight)
            if not one.exercise.strip():
                return "a set without an exercise"
            if one.reps is not None and not 0 <= one.reps <= 2000:
                return f"{one.reps} reps in a set"
            if any(weight is not None and not 0 <= weight.amount <= 2000 for weight in weights):
                return f"a weight of '{one.exercise}' that is below zero or beyond lifting"
    return ""
