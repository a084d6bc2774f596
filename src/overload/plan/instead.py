"""What is done in a session otherwise than its day has it: another exercise in the place of one, or one on top."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

import attrs

from overload.catalog import Catalog
from overload.equipment import can_be_done
from overload.model import Decision, Exercise, Measure, Place, RepRange, WorkoutSlot
from overload.moments import full_day_words
from overload.plan.lanes import turns

INSTEAD: Final = "instead"
"""The kind of a decision that puts another exercise, or none, in the place of one for a session."""
REST: Final = "rest"
"""The kind of a decision that leaves an exercise out for some days, in whatever session."""
EXTRA: Final = "extra"
"""The kind of a decision that adds an exercise to a session."""
WORK: Final = "work"
"""The kind of a decision that has a session do the work of another day of the weekly calendar."""
OTHERWISE: Final = frozenset({INSTEAD, REST, EXTRA, WORK})
FOR: Final = ">"
"""Stands in a decision between the key of a slot and the exercise that is done instead, if any is."""
EXTRA_SETS: Final = 3
"""So many sets are asked of an exercise on top that the plan does not have."""


class Reason(StrEnum):
    """Why somebody does not want to do an exercise today."""

    PAIN = "pain"
    GEAR = "no gear"
    ROOM = "no room"


@attrs.frozen
class Change:
    """What was decided of one slot of a session: `other` instead of the slot called `key`.

    An empty `other` leaves it out, an empty `key` adds the other. `number` is that of the decision.
    """

    key: str
    other: str
    why: str
    number: int


@attrs.frozen
class Rest:
    """An exercise that is left out of sessions that start from `start` until `until`, both local wall clock."""

    exercise: str
    start: datetime
    until: datetime
    why: str
    number: int

    def holds(self, moment: datetime) -> bool:
        """Tell whether a session that starts then goes without it."""
        return self.start <= moment <= self.until


@attrs.frozen
class Changes:
    """All that is otherwise in one session: what was decided of it, in that order, and what is left out these days."""

    made: tuple[Change, ...] = ()
    rests: tuple[Rest, ...] = ()


AS_PLANNED: Final = Changes()


def change_of(decision: Decision) -> Change:
    """Return the change that a decision makes."""
    if decision.kind == EXTRA:
        return Change("", decision.place, decision.why, decision.id)
    key, _, other = decision.place.partition(FOR)
    return Change(key, other, decision.why, decision.id)


def rest_of(decision: Decision) -> Rest | None:
    """Return what a decision leaves out, None where it does not say until when."""
    if decision.start is None or decision.until is None:
        return None
    return Rest(decision.place, decision.start, decision.until, decision.why, decision.id)


def otherwise_words(one: Decision) -> str:
    """Return a decision of these kinds in words: `s3: push-up instead of dumbbell-floor-press (pain)`."""
    why = f" ({one.why})" if one.why else ""
    if one.kind == REST:
        return f"no {one.place} until {full_day_words(one.until)}{why}" if one.until else f"no {one.place}{why}"
    if one.kind == EXTRA:
        return f"s{one.session}: {one.place} on top"
    if one.kind == WORK:
        return f"s{one.session}: the work of {one.place}"
    change = change_of(one)
    return f"s{one.session}: {change.other or 'nothing'} instead of {change.key}{why}"


def as_changed(
    slots: Sequence[WorkoutSlot],
    changes: Changes,
    place: Place,
    catalog: Catalog,
    lanes: Mapping[str, tuple[RepRange, ...]],
) -> tuple[WorkoutSlot, ...]:
    """Return the slots of a session with others in the place of those that are not done in it."""
    found = list(slots)
    for change in changes.made:
        at = next((at for at, turn in enumerate(turns(found)) if change.key and turn.key == change.key), None)
        if at is not None:
            found[at : at + 1] = _instead(found[at], change.other, catalog, lanes)
    for rest in changes.rests:
        for at in reversed([at for at, slot in enumerate(found) if slot.exercise == rest.exercise]):
            but = {slot.exercise for slot in found} | {one.exercise for one in changes.rests}
            others = stand_ins(catalog.exercises[rest.exercise], rest.why, place, catalog, but)
            found[at : at + 1] = _instead(found[at], others[0].id if others else "", catalog, lanes)
    return tuple(found)


def _instead(
    slot: WorkoutSlot, other: str, catalog: Catalog, lanes: Mapping[str, tuple[RepRange, ...]]
) -> list[WorkoutSlot]:
    """Return what takes the place of a slot: nothing, or an exercise in its own range, whatever the slot's rule was."""
    exercise = catalog.exercises.get(other)
    if exercise is None:
        return []
    reps = next(iter(lanes.get(other, ())), exercise.usual_reps)
    return [attrs.evolve(slot, exercise=other, reps=reps, rule="", params={}, start=None)]


def on_top(changes: Changes, slots: Iterable[WorkoutSlot], catalog: Catalog) -> tuple[WorkoutSlot, ...]:
    """Return what is done besides in a session, as the plan's `slots` have it, if they do."""
    known = {slot.exercise: attrs.evolve(slot, superset="") for slot in reversed(tuple(slots))}
    added = [catalog.exercises[one.other] for one in changes.made if not one.key and one.other in catalog.exercises]
    return tuple(known.get(one.id) or WorkoutSlot(one.id, EXTRA_SETS, one.usual_reps, one.rest_s) for one in added)


def stand_ins(
    exercise: Exercise, why: str, place: Place, catalog: Catalog, but: Collection[str]
) -> tuple[Exercise, ...]:
    """Return what works the same muscles and can be done at a place, the best first, without those named.

    Whom something hurts, or who has no room, is given another movement first; who lacks gear what needs none of it,
    else what at least needs none of its things. What is just the work of one of those named is no other.
    """
    done = {_work(catalog.exercises[name]) for name in but if name != exercise.id}
    others = [
        one
        for one in catalog.exercises.values()
        if one.id not in {*but, exercise.id} and _work(one) not in done and set(one.direct) & set(exercise.direct)
    ]
    ranked = [(rank, one) for one in others if (rank := _rank(one, exercise, why)) and can_be_done(one, place, catalog)]
    return tuple(one for _, one in sorted(ranked, key=lambda pair: (*pair[0], pair[1].id)))


def _work(one: Exercise) -> tuple[object, ...]:
    return one.gear, one.direct, one.indirect


def _rank(one: Exercise, exercise: Exercise, why: str) -> tuple[float, ...] | None:
    """Return how well one exercise takes the place of another, least for the best; None where it does not."""
    usual = exercise.alternatives.index(one.id) if one.id in exercise.alternatives else len(exercise.alternatives)
    wanted, given = set(exercise.direct), set(one.direct)
    unlike = -len(wanted & given) + len(given - wanted) / 2, -len({*one.direct, *one.indirect} & wanted)
    is_same = _is_same_movement(one, exercise)
    if why == Reason.GEAR:
        needs_it = one.gear is exercise.gear
        if set(one.needs) & set(exercise.needs) or (needs_it and not exercise.needs):
            return None
        return (needs_it, usual, *unlike)
    if why == Reason.ROOM and one.measure is Measure.METRES:
        return None
    return (is_same, len(one.needs) if why == Reason.ROOM else 0, *unlike, usual)


def _is_same_movement(one: Exercise, other: Exercise) -> bool:
    return (bool(one.swap) and one.swap == other.swap) or (one.gear, one.direct) == (other.gear, other.direct)
