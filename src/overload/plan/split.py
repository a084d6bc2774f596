"""The weekly calendar as this athlete trains it: which days in which order, with which workouts and slots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

import attrs

from overload.catalog import Catalog
from overload.equipment import can_be_done
from overload.model import (
    GROUPS,
    Configuration,
    Day,
    Exercise,
    Experience,
    Place,
    SlotChange,
    WeeklyCalendar,
    WorkoutSlot,
    key_of,
    usual_range,
)

BACK = "back"


def days_of(calendar: WeeklyCalendar, config: Configuration, catalog: Catalog) -> tuple[Day, ...]:
    """Return one round of the calendar's days with the athlete's own workouts and texts in them."""
    experienced = config.athlete.experience is Experience.EXPERIENCED
    days = calendar.days_experienced if experienced and calendar.days_experienced else calendar.days
    return tuple(_own(day, config, catalog) for day in days)


def _own(day: Day, config: Configuration, catalog: Catalog) -> Day:
    return attrs.evolve(
        day,
        workout=config.day_workouts.get(day.id, _usual_workout(day, config, catalog)),
        text=config.day_texts.get(day.id, day.text),
    )


def _usual_workout(day: Day, config: Configuration, catalog: Catalog) -> str:
    """Return the workout of a day for which no other was named."""
    if not day.workout or (day.id in config.day_texts and not is_back(day)):
        return ""  # what was written about the day is what it asks for
    like = catalog.workouts[day.workout].like
    # A back workout of the athlete's own is trained also where the calendar has one with more besides.
    return like if any(own.id == like for own in config.workouts) else day.workout


def is_back(day: Day) -> bool:
    """Tell whether the day trains the back as its focus."""
    return BACK in day.focus


def back_days(days: Iterable[Day]) -> int:
    """Count the back sessions of one round."""
    return sum(map(is_back, days))


def slots_of(day: Day, place: Place, config: Configuration, catalog: Catalog) -> tuple[WorkoutSlot, ...]:
    """Return the day's slots at a place: their edition with their changes, and stand-ins for what is missing."""
    if not day.workout:
        return ()
    workout = catalog.workouts[day.workout]
    changes = {**config.changes.get(workout.like, {}), **config.changes.get(workout.id, {})}
    changed = tuple(_as_wished(slot, changes) for slot in workout.edition(config.athlete.experience))
    return tuple(_possible(slot, changed, place, catalog) for slot in changed)


def pairs_exercises(workout: str, config: Configuration, catalog: Catalog) -> bool:
    """Tell whether the athlete pairs exercises of a workout: in one of their own, or by a change of it."""
    if any(own.id == workout for own in config.workouts):
        return True
    like = catalog.workouts[workout].like if workout in catalog.workouts else ""
    changes = (change for name in (workout, like) for change in config.changes.get(name, {}).values())
    return any(change.superset for change in changes)


def _as_wished(slot: WorkoutSlot, changes: Mapping[str, SlotChange]) -> WorkoutSlot:
    """Return a slot with what is wished for its exercise, and then for that in its range alone."""
    return _changed(_changed(slot, changes.get(slot.exercise)), changes.get(key_of(slot.exercise, slot.reps)))


def _changed(slot: WorkoutSlot, change: SlotChange | None) -> WorkoutSlot:
    if change is None:
        return slot
    return attrs.evolve(
        slot,
        exercise=change.instead or slot.exercise,
        rule=slot.rule if change.rule is None else change.rule,
        params=change.params if change.rule is not None else {**slot.params, **change.params},
        start=change.start or slot.start,
        sets=change.sets or slot.sets,
        reps=change.reps or slot.reps,
        rest_s=slot.rest_s if change.rest_s is None else change.rest_s,
        superset=slot.superset if change.superset is None else change.superset,
    )


def _possible(slot: WorkoutSlot, slots: Iterable[WorkoutSlot], place: Place, catalog: Catalog) -> WorkoutSlot:
    """Where a place lacks what it is done with, put in what can be done, in the rep range its like has beside it."""
    exercise = catalog.exercises[slot.exercise]
    stand_in = None if can_be_done(exercise, place, catalog) else _stand_in(exercise, place, catalog)
    if stand_in is None:
        return slot
    like = (other.reps for other in slots if other.exercise in stand_in.alternatives)
    reps = next(
        (reps for reps in (*like, slot.reps) if reps.measure is stand_in.measure), usual_range(stand_in.measure)
    )
    # The rule, its parameters and the start were meant for a pull-up, say, and tell nothing of a row.
    return attrs.evolve(slot, exercise=stand_in.id, reps=reps, rule="", params={}, start=None)


def _stand_in(exercise: Exercise, place: Place, catalog: Catalog) -> Exercise | None:
    """Return the first alternative that can be done at a place; None, where there is none."""
    others = (catalog.exercises[other] for other in exercise.alternatives)
    return next((other for other in others if can_be_done(other, place, catalog)), None)


def muscles_of(day: Day, slots: Iterable[WorkoutSlot], catalog: Catalog) -> frozenset[str]:
    """Return every muscle a session works: those of its exercises, direct and indirect, and of its focus groups."""
    exercises = [catalog.exercises[slot.exercise] for slot in slots]
    worked = chain.from_iterable((*exercise.direct, *exercise.indirect) for exercise in exercises)
    return frozenset(chain(worked, chain.from_iterable(GROUPS[group] for group in day.focus)))
