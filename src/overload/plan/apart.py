"""Supersets that cannot be done in turns: two exercises that need the very same dumbbells at different loads.

One pair is usual, and whoever has to change its load before every set does no superset. Fixed dumbbells are a pair a
load, and bands are one each. Where both exercises can only be done with one adjustable pair they are never done in
turns, whatever their loads are this week; where there is a choice the loads of the session decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

import attrs

from overload.catalog import Catalog
from overload.equipment import ladder
from overload.errors import DataError
from overload.model import Dumbbell, DumbbellKind, Exercise, Gear, Ladder, LoadedWith, Place, WorkoutSlot
from overload.plan.supersets import planned_rings, rings
from overload.plan.values import PlannedSlot, Session
from overload.units import Load, Unit

BY_ITSELF: Final = "is done by itself"
"""What is said of an exercise whose partners are left out."""
Ladders = Callable[[Exercise, Place], Ladder | None]
_NOTHING = Ladder(())


@attrs.frozen
class InTurns:
    """The slots of a workout at a place, and which of its supersets are none there, and why."""

    slots: tuple[WorkoutSlot, ...]
    apart: tuple[str, ...] = ()


def here(slots: tuple[WorkoutSlot, ...], place: Place, catalog: Catalog, unit: Unit) -> InTurns:
    """Return slots without the supersets that the dumbbells of a place never allow."""
    said: dict[int, str] = {}
    for ring in rings([slot.superset for slot in slots]):
        for one, other in combinations(ring, 2):
            pair = (catalog.exercises[slots[one].exercise], catalog.exercises[slots[other].exercise])
            if _share(pair, [_ladder(exercise, place, catalog, unit) for exercise in pair], place, catalog.dumbbells):
                why = f"at {place.id} both need the same {_called(pair[0])}, which takes one load at a time"
                said |= dict.fromkeys(ring, _sentence(pair, why))
    apart = tuple(attrs.evolve(slot, superset="") if at in said else slot for at, slot in enumerate(slots))
    return InTurns(apart, tuple(dict.fromkeys(said.values())))


def left_alone(slots: tuple[WorkoutSlot, ...], before: Sequence[WorkoutSlot], catalog: Catalog) -> InTurns:
    """Return slots without the supersets of which one exercise is left of those `before`, and why."""
    count = Counter(slot.superset for slot in slots)
    alone = [slot for slot in slots if slot.superset and count[slot.superset] == 1]
    said = [_by_itself(slot, before, catalog) for slot in alone]
    return InTurns(tuple(attrs.evolve(slot, superset="") if slot in alone else slot for slot in slots), tuple(said))


def _by_itself(slot: WorkoutSlot, before: Sequence[WorkoutSlot], catalog: Catalog) -> str:
    gone = [one.exercise for one in before if one.superset == slot.superset and one.exercise != slot.exercise]
    names = " and ".join(catalog.exercises[name].name.lower() for name in gone)
    return f"{catalog.exercises[slot.exercise].name} {BY_ITSELF}: {names or 'its partner'} is left out"


def today(session: Session, ladders: Ladders, dumbbells: Mapping[str, Dumbbell]) -> Session:
    """Return a session without the supersets that its loads do not allow."""
    said: dict[int, str] = {}
    for ring in planned_rings(session.slots):
        for pair in combinations([session.slots[number] for number in ring], 2):
            loads = next(_clashing(pair, ladders, session.place, dumbbells), None)
            if loads:
                why = f"both need the same {_called(pair[0].exercise)}, at {loads[0]} and at {loads[1]}"
                said |= dict.fromkeys(ring, _sentence((pair[0].exercise, pair[1].exercise), why))
    if not said:
        return session
    slots = tuple(attrs.evolve(slot, superset="") if at in said else slot for at, slot in enumerate(session.slots))
    return attrs.evolve(session, slots=slots, apart=(*session.apart, *dict.fromkeys(said.values())))


def _sentence(pair: Sequence[Exercise], why: str) -> str:
    return f"{pair[0].name} and {pair[1].name.lower()} are not done in turns: {why}"


def _called(exercise: Exercise) -> str:
    return "pair of dumbbells" if exercise.gear is Gear.DUMBBELLS else exercise.gear.words


def _ladder(exercise: Exercise, place: Place, catalog: Catalog, unit: Unit) -> Ladder:
    try:
        return ladder(exercise, place, catalog, unit)
    except DataError:
        return _NOTHING


def _share(
    pair: Sequence[Exercise], ladders: Sequence[Ladder], place: Place, dumbbells: Mapping[str, Dumbbell]
) -> bool:
    """Tell whether all that two exercises can be done with is one and the same adjustable pair."""
    used = [{rung.dumbbell for rung in one.rungs} for one in ladders]
    return len(used[0]) == 1 and used[0] == used[1] and _is_one(used[0].pop(), pair, place, dumbbells)


def _is_one(name: str, pair: Sequence[Exercise], place: Place, dumbbells: Mapping[str, Dumbbell]) -> bool:
    """Tell whether dumbbells of that name have one load at a time for both exercises: a dial each hand has its own."""
    known = dumbbells.get(name)
    is_a_rack = known is not None and known.kind in {DumbbellKind.FIXED, DumbbellKind.BAND}
    if known is None or is_a_rack or place.owned.count(name) > 1:
        return False
    is_a_hand_each = not known.is_alone and all(exercise.loaded_with is LoadedWith.ONE for exercise in pair)
    return not (is_a_hand_each and known.kind is DumbbellKind.DIAL and known.gear is Gear.DUMBBELLS)


def _clashing(
    pair: Sequence[PlannedSlot], ladders: Ladders, place: Place, dumbbells: Mapping[str, Dumbbell]
) -> Iterator[tuple[Load, Load]]:
    """Yield loads of two slots that are made with the same dumbbells and differ."""
    exercises = [slot.exercise for slot in pair]
    made = [_made_with(slot, ladders(slot.exercise, place) or _NOTHING) for slot in pair]
    for name in made[0].keys() & made[1].keys():
        one, other = made[0][name], made[1][name]
        if one != other and _is_one(name, exercises, place, dumbbells):
            yield max(one), max(other) if max(other) != max(one) else min(other)


def _made_with(slot: PlannedSlot, rungs: Ladder) -> dict[str, set[Load]]:
    """Return the loads a slot asks for by the dumbbells that make them."""
    found: dict[str, set[Load]] = {}
    for target in slot.to_do:
        rung = rungs.rung(target.load)
        if rung is not None:
            found.setdefault(rung.dumbbell, set()).add(rung.load)
    return found
