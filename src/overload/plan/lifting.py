"""What to lift in each session: the rule of every slot asked in turn, forecasts following from what is firm."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property

import attrs

from overload.catalog import Catalog
from overload.equipment import Rack, plates_text
from overload.errors import DataError, Problem
from overload.model import (
    Configuration,
    Entry,
    Exercise,
    Ladder,
    Lazily,
    LoadedWith,
    Log,
    Performed,
    Place,
    Prescription,
    RepRange,
    Rung,
    Slot,
    WorkoutSlot,
)
from overload.plan.cautions import cautions
from overload.plan.knowing import Guess, Others, guessed_start
from overload.plan.knowing import told as known_of
from overload.plan.lanes import History, Turn
from overload.plan.outgrown import outgrown
from overload.plan.records import LOOKED_AT, records
from overload.plan.telling import Histories, Known, Setting, Telling, with_reserve
from overload.plan.values import PlannedSlot
from overload.progression import (
    Estimate,
    Occasion,
    as_asked,
    chosen,
    default_rule,
    estimated,
    prescribe_on,
    rule_from,
    seen,
    without_deloads,
)
from overload.units import Load

KNOWN_FROM = 20
"""So many past sessions of an exercise tell of a related one."""
HISTORY = 120
"""How many past sessions of an exercise a rule sees: over a year of training twice a week."""


class Lifting:
    """Asks the rules, session by session in order of time, and remembers what it has asked for so far.

    The first prescription of an exercise is firm; those after it assume that what was asked for gets done. What
    an exercise is asked for in several ranges progresses in each by itself.
    """

    def __init__(
        self, config: Configuration, catalog: Catalog, log: Log, telling: Telling, rack: Callable[[Place], Rack]
    ) -> None:
        self._config, self._catalog, self._log, self._telling, self._rack = config, catalog, log, telling, rack
        self._histories: dict[str, History] = {}
        self._estimates: dict[str, tuple[Estimate | None, Estimate | None]] = {}
        self._guesses: dict[tuple[str, RepRange, Load, Load | None], Guess] = {}
        self._known_now: dict[str, Estimate | None] = {}
        self._known_on: date | None = None
        self._told: dict[int, Performed] = {}
        self._asked: dict[str, set[RepRange]] = {}
        self._ladders: dict[tuple[str, str], Ladder | None] = {}
        self._records: dict[str, dict[int, str]] = {}
        self.problems: list[Problem] = []

    def slots(self, asked: Iterable[Turn], place: Place, setting: Setting) -> tuple[PlannedSlot, ...]:
        """Return the slots of a session with their prescriptions; what is already logged stands as done."""
        planned = (self._planned(turn, place, setting) for turn in asked)
        return tuple(slot for slot in planned if slot is not None)

    def _planned(self, turn: Turn, place: Place, setting: Setting) -> PlannedSlot | None:
        slot, exercise = turn.slot, self._catalog.exercises[turn.slot.exercise]
        if turn.done is not None:
            return self._with_rest(self._done(turn, exercise, turn.done), place)
        rungs = self.ladder(exercise, place)
        if rungs is None:
            return None
        is_firm = self._is_firm(slot)
        guess = self._guess(slot, exercise, rungs, setting)
        estimate = self._estimate(exercise, setting.date)
        strength = None if estimate is None else estimate.told(slot.reps, setting.date)
        told = self._telling.slot(slot, exercise, rungs, setting, Known(self._others(), guess, strength))
        prescription, rule = self._prescribe(slot, told, rungs, setting.date)
        self._asked.setdefault(exercise.id, set()).add(slot.reps)
        warned = self._cautions(exercise, prescription, setting.date, self.history(exercise.id).whole)
        assumed = as_asked(prescription, setting.date, told)
        self.history(exercise.id).add(slot.reps, assumed)
        self._estimates[exercise.id] = estimate, seen(estimate, assumed, told.bodyweight)
        used = _rungs(prescription, rungs)
        return PlannedSlot(
            exercise,
            prescription,
            slot.rest_s,
            rule,
            is_firm,
            plates=_plates(used),
            labels=_labels(used),
            key=turn.key,
            lane=slot.reps,
            superset=slot.superset,
            outgrown=outgrown(exercise, slot.reps, prescription, rungs, told.strength)
            if is_firm and place.id == self._config.places[0].id
            else None,
            cautions=warned,
            cues=() if self._config.athlete.experience.knows_failure else exercise.cues,
        )

    def _cautions(
        self, exercise: Exercise, asked: Prescription, day: date, before: Sequence[Performed]
    ) -> tuple[str, ...]:
        return cautions(exercise, asked.sets, self._telling.bodyweights.on(day), before)

    def _is_firm(self, slot: WorkoutSlot) -> bool:
        """Tell whether nothing but the log decides what is asked: a range that begins may build on what is assumed."""
        asked = self._asked.get(slot.exercise)
        if not asked or slot.reps in asked:
            return not asked
        return bool(self.history(slot.exercise).of(slot.reps) or self._telling.start_given(slot))

    def _prescribe(self, slot: WorkoutSlot, told: Slot, rungs: Ladder, day: date) -> tuple[Prescription, str]:
        name = slot.rule or default_rule(self._catalog.exercises[slot.exercise])
        rule = rule_from(self._catalog.rules[name], slot.params)
        known = self.history(slot.exercise)
        after_stall, others = self._config.deload.after_stall, known.beside(slot.reps)
        occasion = Occasion(day, told.is_deload_week, after_stall, others)
        plugin = self._catalog.givers.get(name, "")
        prescription, problem = prescribe_on(occasion, rule, told, known.of(slot.reps), rungs, plugin)
        if problem is not None and problem not in self.problems:
            self.problems.append(problem)
        kept_back = with_reserve(prescription, self._config.athlete.experience)
        return attrs.evolve(kept_back, lane=slot.reps, at_first=()), name

    def replace(self, slot: PlannedSlot, prescription: Prescription, rungs: Ladder) -> PlannedSlot:
        """Return a slot just planned with another prescription, which is what those after it assume done."""
        new = attrs.evolve(prescription, lane=slot.lane, at_first=())
        before, _ = self._estimates[slot.exercise.id]
        assumed = self.history(slot.exercise.id).replace_last(slot.lane, new)
        self._estimates[slot.exercise.id] = before, seen(before, assumed, assumed.bodyweight)
        before_it, used = self.history(slot.exercise.id).whole[:-1], _rungs(new, rungs)
        return attrs.evolve(
            slot,
            prescription=new,
            plates=_plates(used),
            labels=_labels(used),
            cautions=self._cautions(slot.exercise, new, assumed.date, before_it),
        )

    def _estimate(self, exercise: Exercise, day: date) -> Estimate | None:
        """Return what the log shows of the strength in an exercise, with what is assumed to be done until a day."""
        if exercise.id not in self._estimates:
            moved = exercise.body_moved(self._telling.bodyweights.until(day).on(day))
            prior = known_of(exercise, self._config.athlete, moved)
            self._estimates[exercise.id] = None, estimated(self.history(exercise.id).whole, moved, prior)
        return self._estimates[exercise.id][1]

    def _guess(self, slot: WorkoutSlot, exercise: Exercise, rungs: Ladder, setting: Setting) -> Guess:
        """Return the first load of an exercise for whoever gave none."""
        bodyweight = self._telling.bodyweights.on(setting.date)
        asked = (exercise.id, slot.reps, rungs.bottom, bodyweight)
        if asked not in self._guesses:
            others = Others(self._loaded, lambda other: self._known(other, setting.date))
            self._guesses[asked] = guessed_start(exercise, slot.reps, rungs, self._config.athlete, bodyweight, others)
        return self._guesses[asked]

    @cached_property
    def _loaded(self) -> tuple[Exercise, ...]:
        """The loaded exercises of the plan."""
        of_plan = dict.fromkeys(slot.exercise for slot in self._telling.slots)
        return tuple(filter(_is_loaded, map(self._catalog.exercises.__getitem__, of_plan)))

    def _known(self, exercise: Exercise, day: date) -> Estimate | None:
        """Return what the athlete, the log before the first day that was asked about or a load they chose tell of one.

        What is done in a session changes nothing of what it asks for the first time: that stands once it has begun.
        """
        self._known_on = self._known_on or day
        if exercise.id not in self._known_now:
            self._known_now[exercise.id] = self._known_of(exercise, self._known_on)
        return self._known_now[exercise.id]

    def _known_of(self, exercise: Exercise, day: date) -> Estimate | None:
        """Return what is known of a loaded exercise: by the log and what was told, else by the load chosen."""
        told = known_of(exercise, self._config.athlete, None)
        logged = [one for one in self._log.history(exercise.id, KNOWN_FROM) if one.on < day]
        shown = estimated(self._performed(exercise.id, logged), None, told)
        if shown is not None:
            return shown
        slots = [slot for slot in self._telling.slots if slot.exercise == exercise.id]
        given = ((slot, self._telling.start_given(slot)) for slot in slots)
        return next((chosen(load, slot.reps.low) for slot, load in given if load is not None), None)

    def history(self, exercise: str) -> History:
        """Return what rules are told of the past of an exercise, forecasts so far included."""
        if exercise not in self._histories:
            lanes = self._telling.lanes.get(exercise, ())
            logged = self._log.history(exercise, HISTORY * max(len(lanes), 1))
            self._histories[exercise] = History.of_lanes(self._performed(exercise, logged), lanes)
        return self._histories[exercise]

    def _performed(self, exercise: str, logged: Iterable[Entry]) -> list[Performed]:
        """Return entries of an exercise as rules are told of them; warm-ups alone are nothing to tell of."""
        known, found = self._catalog.exercises.get(exercise), self._told
        counted = [entry for entry in logged if not entry.is_warm_up]
        for entry in counted:
            if entry.id not in found:
                found[entry.id] = self._telling.performed(entry, known)
        return [found[entry.id] for entry in counted]

    def _others(self) -> Histories:
        """Return what is known of all exercises, in every range, as rules would be told of it now."""
        return Lazily(self._catalog.exercises.keys(), lambda name: without_deloads(self.history(name).whole))

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
            superset=slot.superset,
        )

    def _with_rest(self, slot: PlannedSlot, place: Place) -> PlannedSlot:
        """Return an exercise that is being done with how the load is made that its sets came to ask for instead."""
        asked = slot.prescription
        rungs = self.ladder(slot.exercise, place) if asked.at_first and not slot.is_whole else None
        if rungs is None:
            return slot
        left = attrs.evolve(asked, sets=asked.sets[slot.sets_done :])
        return attrs.evolve(slot, plates=_plates(_rungs(left, rungs)), labels=_labels(_rungs(asked, rungs)))

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
            return self._rack(place).ladder(exercise)
        except DataError as error:
            self.problems.extend(error.problems)
            return None


def _is_loaded(exercise: Exercise) -> bool:
    return exercise.loaded_with is not LoadedWith.BODYWEIGHT


def _rungs(prescription: Prescription, rungs: Ladder) -> Sequence[Rung]:
    """Return the rungs that sets are done with, each once, in their order."""
    loads = dict.fromkeys([target.load for target in prescription.sets])
    return [rung for load in loads if (rung := rungs.rung(load)) is not None]


def _plates(used: Iterable[Rung]) -> str:
    return ", then ".join(filter(None, map(plates_text, used)))


def _labels(used: Iterable[Rung]) -> dict[Load, str]:
    return {rung.load: rung.label for rung in used if rung.label}
