"""What comes before and between the sets of a session: the warm-up with its loads, and the plates that change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from overload.catalog import Catalog
from overload.equipment import describe_build, ladder
from overload.equipment.loading import Lift, LoadingStep, is_loaded, loading_plan
from overload.errors import DataError
from overload.model import Exercise, Ladder, LoadedWith, Place, Rung, SetTarget, Status
from overload.plan.lifting import Lifting
from overload.plan.supersets import planned_rings, sets_in_order
from overload.plan.values import LightSet, PlannedSlot, Session
from overload.progression.warm_up import warm_up_sets
from overload.units import Unit

OF_THE_WARM_UP = -1
"""Stands for the number of a slot where a set belongs to none."""


class Readiness:
    """Makes the planned sessions of one plan ready, and remembers the lightest rungs it has met."""

    def __init__(self, lifting: Lifting, catalog: Catalog, unit: Unit) -> None:
        self._lifting, self._catalog, self._unit = lifting, catalog, unit
        self._lightest: dict[tuple[str, str], Rung | None] = {}

    def made_ready(self, session: Session) -> Session:
        """Return a planned session with its warm-up sets, and each load made so that the fewest plates are moved."""
        if session.status is not Status.PLANNED or not session.slots:
            return session
        slots = self._with_warm_ups(session)
        light = self._light_sets(session)
        # The light sets are done before the first exercise: once that is logged their plates are no concern.
        is_begun = any(slot.done for slot in session.slots)
        sets = [] if is_begun else [(OF_THE_WARM_UP, _lift(light_set.exercise, rung)) for light_set, rung in light]
        sets += self._lifts(slots, session.place)
        loaded = [(number, lift) for number, lift in sets if is_loaded(lift.rung, self._catalog.dumbbells)]
        steps = loading_plan([lift for _, lift in loaded], self._catalog.dumbbells)
        by_slot = [(number, step) for (number, _), step in zip(loaded, steps, strict=True)]
        return attrs.evolve(
            session,
            slots=tuple(
                _with_plates(slot, [step for at, step in by_slot if at == number]) for number, slot in enumerate(slots)
            ),
            light_sets=tuple(light_set for light_set, _ in light),
            loading=steps,
        )

    def _with_warm_ups(self, session: Session) -> list[PlannedSlot]:
        """Give the first exercises of a muscle their warm-up sets; what is done already counts as exercise before."""
        ready: list[PlannedSlot] = []
        worked: set[str] = set()
        for slot in session.slots:
            rungs = self._lifting.ladder(slot.exercise, session.place)
            ready.append(_warmed_up(slot, rungs, worked) if rungs and slot.done is None else slot)
            worked.update(slot.exercise.direct, slot.exercise.indirect)
        return ready

    def _light_sets(self, session: Session) -> list[tuple[LightSet, Rung]]:
        """Return the light sets with the lightest the place has."""
        if session.warm_up is None:
            return []
        known = ((self._catalog.exercises.get(name), reps) for name, reps in session.warm_up.light_sets)
        found = (
            (move, reps, self._lightest_rung(move, session.place))
            for move, reps in known
            if move and session.place.things.issuperset(move.needs)
        )
        return [(LightSet(move, reps, rung.load, rung.label), rung) for move, reps, rung in found if rung]

    def _lightest_rung(self, exercise: Exercise, place: Place) -> Rung | None:
        """Return the lightest of all dumbbells of a place, also of those that serve other exercises."""
        key = (exercise.id, place.id)
        if key not in self._lightest:
            # A light set is made with whatever is lightest, also where the exercise itself uses other dumbbells.
            free = attrs.evolve(place, use={})
            self._lightest[key] = self._bottom(exercise, free) or self._bottom(exercise, place)
        return self._lightest[key]

    def _bottom(self, exercise: Exercise, place: Place) -> Rung | None:
        try:
            return ladder(attrs.evolve(exercise, light=True), place, self._catalog, self._unit).rungs[0]
        except DataError:
            return None

    def _lifts(self, slots: Sequence[PlannedSlot], place: Place) -> Iterator[tuple[int, Lift]]:
        """Yield what is still asked for as it is done, the number of its slot first; sets that change nothing once."""
        on_handles: dict[str, tuple[int, Rung]] = {}
        for number, target in _in_order(slots):
            exercise = slots[number].exercise
            rungs = self._lifting.ladder(exercise, place)
            rung = rungs.rung(target.load) if rungs else None
            if rung is not None and on_handles.get(rung.dumbbell) != (number, rung):
                on_handles[rung.dumbbell] = number, rung
                yield number, _lift(exercise, rung)


def _in_order(slots: Sequence[PlannedSlot]) -> Iterator[tuple[int, SetTarget]]:
    """Yield all sets ahead, those of the warm-up before the first set of their slot's superset."""
    first = {ring[0]: ring for ring in planned_rings(slots)}
    warmed: set[int] = set()
    for turn in sets_in_order(slots):
        for number in first.get(turn.slot, (turn.slot,)):
            if number not in warmed:
                warmed.add(number)
                yield from ((number, target) for target in slots[number].warm_up)
        yield turn.slot, slots[turn.slot].to_do[turn.number]


def _lift(exercise: Exercise, rung: Rung) -> Lift:
    return Lift(exercise.id, rung, exercise.loaded_with is LoadedWith.PAIR)


def _warmed_up(slot: PlannedSlot, rungs: Ladder, worked: set[str]) -> PlannedSlot:
    sets = warm_up_sets(slot.exercise, slot.prescription, rungs, worked)
    if not sets:
        return slot
    found = (rungs.rung(target.load) for target in sets)
    labels = {rung.load: rung.label for rung in found if rung and rung.label}
    return attrs.evolve(slot, warm_up=sets, labels={**slot.labels, **labels})


def _with_plates(slot: PlannedSlot, steps: Sequence[LoadingStep]) -> PlannedSlot:
    """Say of the sets asked for which of the builds the loading plan takes."""
    if not steps:
        return slot
    asked = {target.load for target in slot.prescription.sets}
    builds = [describe_build(step.build, step.load.unit) for step in steps if step.load in asked]
    return attrs.evolve(slot, plates=", then ".join(dict.fromkeys(builds))) if builds else slot
