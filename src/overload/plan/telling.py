"""What a rule is told: of the slot and the session it is asked for, of the past, and of who trains.

The one place that makes the values a rule reads; whoever asks a rule asks here for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final

import attrs

from overload.model import (
    Bodyweights,
    Configuration,
    Day,
    Entry,
    Exercise,
    Experience,
    Ladder,
    Lifter,
    LoadedWith,
    OpenEnd,
    Performed,
    Prescription,
    Published,
    Slot,
    Strength,
    WorkoutSlot,
)
from overload.moments import monday
from overload.plan.knowing import Guess
from overload.plan.lanes import Lanes, lanes_of
from overload.plan.wanted import has_extra
from overload.units import Load

WEEKS_OF_LEARNING: Final = 4
"""Weeks in which somebody new keeps a rep back in every open set (a choice of ours)."""
KEPT_BACK: Final = Decimal(3)
"""Reps that somebody new leaves in every set: they learn the movement, and cannot tell yet where failure is."""
Histories = Mapping[str, Sequence[Performed]]
"""What is told of exercises, by id."""


@attrs.frozen
class Known:
    """What is known when a rule is asked for an exercise: all histories, and what its own shows of the strength.

    `guess` is the first load where the athlete gave none.
    """

    others: Histories
    guess: Guess = Guess(None)
    strength: Strength | None = None


@attrs.frozen
class Setting:
    """The session that rules are asked for: its date, its day of the weekly calendar, and its place in the week.

    The places are counted from 1.
    """

    date: date
    day: Day
    session_of_week: int = 1
    sessions_a_week: int = 1


@attrs.frozen
class Telling:
    """Makes what rules are told.

    `days` is one round of the weekly calendar, `slots` are all that the plan has, `published` the sessions ever shown.
    """

    config: Configuration
    days: tuple[Day, ...]
    slots: Sequence[WorkoutSlot]
    published: Mapping[int, Published]
    bodyweights: Bodyweights

    @cached_property
    def lanes(self) -> Lanes:
        """The ranges in which the plan has each exercise."""
        return lanes_of(self.slots)

    def setting(self, shown: Published, day: Day) -> Setting:
        """Return the setting of a session: its day as the calendar has it."""
        a_week = len(self.days) + has_extra(self.days, self.config)
        return Setting(shown.start.date(), day, _place_in_week(shown.key, len(self.days)), a_week)

    def slot(
        self,
        slot: WorkoutSlot,
        exercise: Exercise,
        rungs: Ladder,
        setting: Setting,
        known: Known,
    ) -> Slot:
        """Return what a rule is told of a slot of a session."""
        day, week = setting.date, self._week(setting.date)
        weighed, athlete = self.bodyweights.until(day), self.config.athlete
        start, guess = self.start_given(slot), known.guess
        return Slot(
            exercise.id,
            slot.sets,
            slot.reps,
            slot.rest_s,
            exercise.sides,
            exercise.body_moved(weighed.on(day)),
            _makeable(start or guess.load, rungs),
            is_start_guessed=start is None,
            start_from="" if start else guess.by,
            date=day,
            workout=setting.day.workout,
            day=setting.day.id,
            session_of_week=setting.session_of_week,
            sessions_a_week=setting.sessions_a_week,
            week=week,
            is_deload_week=is_deload_week(day, self.config),
            athlete=Lifter(athlete.experience, athlete.sex, weighed),
            others=known.others,
            strength=known.strength,
            open_end=open_end_of(exercise, athlete.experience, week),
        )

    def _week(self, day: date) -> int:
        return (monday(day) - monday(self.config.calendar.start)).days // 7 + 1

    def performed(self, entry: Entry, exercise: Exercise | None = None) -> Performed:
        """Return a past session as a rule is told of it: its day and its workout are what was shown then.

        Of what is loaded with bodyweight a rule is told the part that the `exercise` moves, as of the slot.
        """
        done = entry.performed()
        is_body = exercise is not None and exercise.loaded_with is LoadedWith.BODYWEIGHT
        moved = exercise.body_moved(done.bodyweight) if exercise is not None and is_body else done.bodyweight
        shown = self.published.get(entry.session) if entry.session is not None else None
        if shown is not None:
            return attrs.evolve(done, bodyweight=moved, workout=self._workout_then(shown), day=shown.day)
        return attrs.evolve(done, bodyweight=moved) if is_body else done

    def _workout_then(self, shown: Published) -> str:
        """Return the workout of a session; of one shown before that was kept, the one its day has now."""
        return shown.workout or next((day.workout for day in self.days if day.id == shown.day), "")

    def start_given(self, slot: WorkoutSlot) -> Load | None:
        """Return the starting load the athlete gave: in any workout it serves all, with several ranges its own."""
        if slot.start is not None:
            return slot.start
        if len(self.lanes.get(slot.exercise, ())) > 1:
            alike = (other for other in self.slots if (other.exercise, other.reps) == (slot.exercise, slot.reps))
            return next((other.start for other in alike if other.start), None)
        named = (pair for changes in self.config.changes.values() for pair in changes.items())
        given = (one.start for key, one in named if key.split("@")[0] == slot.exercise)
        return next(filter(None, given), None)


def _place_in_week(key: str, days: int) -> int:
    """Return which session of its week a key names, from 1; of an order that rolls on, which of its round."""
    _, colon, place = key.partition(":")
    if not colon:
        return int(key.removeprefix("r")) % days + 1
    return int(place) + 1 if place.isdecimal() else days + 1


def _makeable(start: Load | None, rungs: Ladder) -> Load | None:
    return start if start is None or start in rungs else rungs.as_printed(start) or start


def open_end_of(exercise: Exercise, experience: Experience, week: int) -> OpenEnd:
    """Return how far an open set of an exercise goes in a week of the plan, counted from 1.

    Who has yet to learn where the last clean rep is keeps one back in everything at first.
    """
    is_learning = week <= WEEKS_OF_LEARNING and not experience.knows_failure
    return OpenEnd.ONE_LEFT if is_learning and exercise.open_end is OpenEnd.CLEAN_REP else exercise.open_end


def with_reserve(asked: Prescription, experience: Experience) -> Prescription:
    """Return what a rule asked for as somebody of an experience does it: no set of a beginner is open, or near failure.

    A deload says nothing of how far its sets go, and is easy already.
    """
    if experience.knows_failure or asked.is_deload:
        return asked
    kept = (attrs.evolve(one, amrap=False, rir=max(one.rir or KEPT_BACK, KEPT_BACK)) for one in asked.sets)
    return attrs.evolve(asked, sets=tuple(kept))


def is_deload_week(day: date, config: Configuration) -> bool:
    """Tell whether a date lies in a planned deload week: every n-th since the plan's first."""
    every = config.deload.every_weeks
    weeks = (monday(day) - monday(config.calendar.start)).days // 7
    return every > 0 and weeks >= 0 and weeks % every == every - 1
