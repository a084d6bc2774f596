"""What to lift in each session: the rule of every slot asked in turn, forecasts following from what is firm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import attrs

from overload.catalog import Catalog
from overload.equipment import ladder, plates_text
from overload.errors import DataError, Problem
from overload.model import (
    Configuration,
    Entry,
    Exercise,
    Ladder,
    LoadedWith,
    Log,
    Performed,
    Place,
    Prescription,
    RepRange,
    Slot,
    WorkoutSlot,
)
from overload.moments import monday
from overload.plan.lanes import History, Turn, lanes_of
from overload.plan.records import LOOKED_AT, records
from overload.plan.values import PlannedSlot
from overload.progression import Occasion, default_rule, prescribe_on, rule_from
from overload.units import Load

HISTORY = 120
"""How many past sessions of an exercise a rule sees: over a year of training twice a week."""


class Lifting:
    """Asks the rules, session by session in order of time, and remembers what it has asked for so far.

    The first prescription of an exercise is firm; those after it assume that what was asked for gets done. `slots` are
    all that the plan has: what an exercise is asked for in several ranges progresses in each by itself.
    """

    def __init__(self, config: Configuration, catalog: Catalog, log: Log, slots: Sequence[WorkoutSlot]) -> None:
        self._config, self._catalog, self._log = config, catalog, log
        self._slots, self._lanes = slots, lanes_of(slots)
        self._histories: dict[str, History] = {}
        self._asked: set[tuple[str, RepRange]] = set()
        self._ladders: dict[tuple[str, str], Ladder | None] = {}
        self._records: dict[str, dict[int, str]] = {}
        self.problems: list[Problem] = []

    def slots(self, asked: Iterable[Turn], place: Place, day: date) -> tuple[PlannedSlot, ...]:
        """Return the slots of a session on `day` with their prescriptions; what is already logged stands as done."""
        planned = (self._planned(turn, place, day) for turn in asked)
        return tuple(slot for slot in planned if slot is not None)

    def _planned(self, turn: Turn, place: Place, day: date) -> PlannedSlot | None:
        slot, exercise = turn.slot, self._catalog.exercises[turn.slot.exercise]
        if turn.done is not None:
            return self._done(turn, exercise, turn.done)
        rungs = self.ladder(exercise, place)
        if rungs is None:
            return None
        is_firm = self._is_firm(slot)
        prescription, rule = self._prescribe(slot, exercise, rungs, day)
        self._asked.add((exercise.id, slot.reps))
        self.history(exercise.id).add(slot.reps, self._assumed(exercise, prescription, day))
        return PlannedSlot(
            exercise,
            prescription,
            slot.rest_s,
            rule,
            is_firm,
            plates=_plates(prescription, rungs),
            labels=_labels(prescription, rungs),
            key=turn.key,
            lane=slot.reps,
        )

    def _is_firm(self, slot: WorkoutSlot) -> bool:
        """Tell whether nothing but the log decides what is asked: a range that begins may build on what is assumed."""
        asked = {lane for exercise, lane in self._asked if exercise == slot.exercise}
        stands_alone = self.history(slot.exercise).of(slot.reps) or slot.start or self._config_start(slot)
        return not asked or (slot.reps not in asked and bool(stands_alone))

    def _prescribe(self, slot: WorkoutSlot, exercise: Exercise, rungs: Ladder, day: date) -> tuple[Prescription, str]:
        name = slot.rule or default_rule(exercise)
        rule = rule_from(self._catalog.rules[name], slot.params)
        known = self.history(exercise.id)
        after_stall, others = self._config.deload.after_stall, known.beside(slot.reps)
        occasion = Occasion(day, is_deload_week(day, self._config), after_stall, others)
        asked = self._slot(slot, exercise)
        if asked.start is not None and asked.start not in rungs:
            asked = attrs.evolve(asked, start=rungs.as_printed(asked.start) or asked.start)
        plugin = self._catalog.givers.get(name, "")
        prescription, problem = prescribe_on(occasion, rule, asked, known.of(slot.reps), rungs, plugin)
        if problem is not None and problem not in self.problems:
            self.problems.append(problem)
        return attrs.evolve(prescription, lane=slot.reps), name

    def replace(self, slot: PlannedSlot, prescription: Prescription, rungs: Ladder, day: date) -> PlannedSlot:
        """Return a slot just planned with another prescription, which is what those after it assume done."""
        new = attrs.evolve(prescription, lane=slot.lane)
        self.history(slot.exercise.id).replace_last(slot.lane, self._assumed(slot.exercise, new, day))
        return attrs.evolve(slot, prescription=new, plates=_plates(new, rungs), labels=_labels(new, rungs))

    def history(self, exercise: str) -> History:
        """Return what rules are told of the past of an exercise, forecasts so far included."""
        if exercise not in self._histories:
            lanes = self._lanes[exercise]
            logged = self._log.history(exercise, HISTORY * len(lanes))
            self._histories[exercise] = History.of_lanes([entry.performed() for entry in logged], lanes)
        return self._histories[exercise]

    def _assumed(self, exercise: Exercise, prescription: Prescription, day: date) -> Performed:
        done = tuple(target.met() for target in prescription.sets)
        bodyweight = self._config.athlete.bodyweight if exercise.loaded_with is LoadedWith.BODYWEIGHT else None
        return Performed(day, done, prescription, bodyweight)

    def _done(self, turn: Turn, exercise: Exercise, done: Entry) -> PlannedSlot:
        slot = turn.slot
        return PlannedSlot(
            exercise,
            done.asked or Prescription((), "not planned"),
            slot.rest_s,
            slot.rule or default_rule(exercise),
            done=done,
            record=self._record(exercise, done),
            key=turn.key,
            lane=(done.asked and done.asked.lane) or slot.reps,
        )

    def _record(self, exercise: Exercise, done: Entry) -> str:
        if exercise.id not in self._records:
            self._records[exercise.id] = records(self._log.history(exercise.id, LOOKED_AT), exercise)
        return self._records[exercise.id].get(done.id, "")

    def ladder(self, exercise: Exercise, place: Place) -> Ladder | None:
        """Return the ladder of an exercise at a place; None, and a problem, where nothing loads it."""
        key = (exercise.id, place.id)
        if key not in self._ladders:
            self._ladders[key] = self._build_ladder(exercise, place)
        return self._ladders[key]

    def _build_ladder(self, exercise: Exercise, place: Place) -> Ladder | None:
        try:
            return ladder(exercise, place, self._catalog, self._config.athlete.unit)
        except DataError as error:
            self.problems.extend(error.problems)
            return None

    def _slot(self, slot: WorkoutSlot, exercise: Exercise) -> Slot:
        start = slot.start or self._config_start(slot)
        asked = slot_for(slot, exercise, self._config, start or estimated_start(exercise, self._config))
        return attrs.evolve(asked, is_start_guessed=start is None)

    def _config_start(self, slot: WorkoutSlot) -> Load | None:
        """A starting load given for an exercise in any workout serves it in all; with several ranges, in its own."""
        if len(self._lanes[slot.exercise]) > 1:
            alike = (other for other in self._slots if (other.exercise, other.reps) == (slot.exercise, slot.reps))
            return next((other.start for other in alike if other.start), None)
        for changes in self._config.changes.values():
            change = changes.get(slot.exercise)
            if change and change.start:
                return change.start
        return None


def estimated_start(exercise: Exercise, config: Configuration) -> Load | None:
    """Return a cautious first load where none is known: a share of bodyweight, or bodyweight itself for a pull-up."""
    athlete = config.athlete
    if exercise.loaded_with is LoadedWith.BODYWEIGHT:
        return Load(Decimal(0), athlete.unit)
    if athlete.bodyweight is None:
        return None
    share = Decimal(str(exercise.start_share))
    return Load(athlete.bodyweight.amount * share, athlete.bodyweight.unit)


def is_deload_week(day: date, config: Configuration) -> bool:
    """Tell whether a date lies in a planned deload week: every n-th since the plan's first."""
    every = config.deload.every_weeks
    weeks = (monday(day) - monday(config.calendar.start)).days // 7
    return every > 0 and weeks >= 0 and weeks % every == every - 1


def slot_for(slot: WorkoutSlot, exercise: Exercise, config: Configuration, start: Load | None) -> Slot:
    """Return what a rule is told of a workout's slot."""
    is_bodyweight = exercise.loaded_with is LoadedWith.BODYWEIGHT
    return Slot(
        exercise.id,
        slot.sets,
        slot.reps,
        slot.rest_s,
        exercise.sides,
        config.athlete.bodyweight if is_bodyweight else None,
        start,
    )


def _plates(prescription: Prescription, rungs: Ladder) -> str:
    loads = dict.fromkeys(target.load for target in prescription.sets)
    found = (rungs.rung(load) for load in loads)
    return ", then ".join(filter(None, (plates_text(rung) for rung in found if rung)))


def _labels(prescription: Prescription, rungs: Ladder) -> dict[Load, str]:
    found = (rungs.rung(target.load) for target in prescription.sets)
    return {rung.load: rung.label for rung in found if rung and rung.label}
