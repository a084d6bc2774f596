"""All that a plan depends on, and what can be read off it at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

import attrs

from overload.catalog import Catalog
from overload.equipment import Rack
from overload.errors import Problem
from overload.model import (
    Bodyweights,
    BusyTime,
    Configuration,
    Day,
    Decision,
    Entry,
    Log,
    Place,
    Published,
    Status,
    WeeklyCalendar,
    Weighing,
    WorkoutSlot,
    Zones,
    bodyweights,
    title_of,
)
from overload.moments import monday
from overload.plan.adjusting import Adjuster
from overload.plan.apart import InTurns, here, left_alone
from overload.plan.decided import Decided, MarkedLog, ReadOnce, decided, zones_of
from overload.plan.doubts import Doubts, HeardLog
from overload.plan.families import Families, Taken, as_done
from overload.plan.instead import AS_PLANNED, Changes, as_changed, on_top
from overload.plan.lanes import lanes_of
from overload.plan.lasting import fitting, minutes_of
from overload.plan.split import days_of, is_back, pairs_exercises, slots_of
from overload.plan.telling import Telling
from overload.plan.wanted import weeks_ahead

MOST_WEEKS = 53
"""No horizon grows past a year by itself."""
MOST_OF_BEGINNERS = 40
"""Minutes of a beginner's session, at most."""
_GAP = timedelta(weeks=13)
"""Nobody is away for so long between two sessions that were shown: the clock was wrong when what lies beyond was."""

_OF_NO_SESSION = (
    "days",
    "decided",
    "zones",
    "doubts",
    "marked_log",
    "_read_once",
    "bodyweights",
    "_known_days",
    "_racks",
    "_known_families",
    "_variations",
    "_in_turns",
)
"""What is worked out of inputs, whichever sessions were shown."""


@attrs.frozen
class Inputs:
    """All that a plan depends on. `now` is aware and in the athlete's zone; `weeks` is the horizon.

    `problems` are what went wrong in gathering them; the plan passes them on. `adjusters` may change what a session
    ahead asks for, one after the other. `weighings` are the bodyweights that were logged, in the order they were said.
    """

    config: Configuration
    catalog: Catalog
    log: Log
    now: datetime
    published: tuple[Published, ...] = ()
    decisions: tuple[Decision, ...] = ()
    weeks: int = 4
    busy: tuple[BusyTime, ...] = ()
    problems: tuple[Problem, ...] = ()
    adjusters: tuple[Adjuster, ...] = ()
    weighings: tuple[Weighing, ...] = ()

    @property
    def wall(self) -> datetime:
        """The time on the wall: local, without a zone."""
        return self.now.replace(tzinfo=None)

    def is_over(self, moment: datetime) -> bool:
        """Tell whether a moment (local wall clock) is no longer ahead; what starts right now is under way."""
        return moment <= self.wall

    @cached_property
    def horizon(self) -> tuple[date, ...]:
        """The Mondays that are planned: `weeks` of them, and as many more as subscribers were shown sessions for."""
        # What was put far ahead by hand is placed there, but does not fill all the weeks up to it.
        by_itself = (session for session in self.published if session.ordinal not in self.decided.starts)
        shown = {monday(one.start.date()) for one in by_itself if one.status is Status.PLANNED}
        first = weeks_ahead(self.config, self.wall, 1)[0]
        furthest = first
        for week in sorted(shown):
            furthest = max(furthest, week) if week - furthest <= _GAP else furthest
        return weeks_ahead(self.config, self.wall, max(self.weeks, min(MOST_WEEKS, (furthest - first).days // 7 + 1)))

    def shown_as(self, published: tuple[Published, ...]) -> Inputs:
        """Return these inputs once other sessions were shown; what does not depend on them is not worked out again."""
        other = attrs.evolve(self, published=published)
        for name in _OF_NO_SESSION:
            object.__setattr__(other, name, getattr(self, name))  # where a cached property keeps what it found
        return other

    @property
    def calendar(self) -> WeeklyCalendar:
        """The weekly calendar in use."""
        return self.catalog.calendars[self.config.calendar.use]

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """One round of it, with the athlete's own workouts."""
        return days_of(self.calendar, self.config, self.catalog)

    @cached_property
    def decided(self) -> Decided:
        """What the athlete decided by hand."""
        return decided(self.decisions)

    @cached_property
    def zones(self) -> Zones:
        """Where the athlete is on which date."""
        return zones_of(self.config.athlete, self.decided)

    @cached_property
    def doubts(self) -> Doubts:
        """What tells which entries may have been meant otherwise."""
        return Doubts(self.config, self.catalog)

    @cached_property
    def marked_log(self) -> MarkedLog:
        """The log as rules hear it: what is in doubt says nothing; who was unwell and what they weighed is known."""
        return MarkedLog(HeardLog(self._read_once, self.doubts), self.decided.unwell, self.bodyweights)

    @cached_property
    def _read_once(self) -> ReadOnce:
        return ReadOnce(self.log)

    @cached_property
    def bodyweights(self) -> Bodyweights:
        """What the athlete weighs, by day."""
        return bodyweights(self.weighings, self.config.athlete.bodyweight)

    @cached_property
    def telling(self) -> Telling:
        """What makes the values that rules are told."""
        published = {shown.ordinal: shown for shown in self.published}
        return Telling(self.config, self.days, self.every_slot, published, self.bodyweights)

    def most_minutes(self, day: Day) -> int | None:
        """Return how many minutes a session of a day may take, None for no limit.

        A beginner's is over in 40 where the workout is a built-in one, whatever variations it asks for.
        """
        told = self.config.calendar.session_minutes
        is_ours = day.workout in self._usual_workouts
        if self.config.athlete.experience.knows_failure or not is_ours:
            return told
        return min(told or MOST_OF_BEGINNERS, MOST_OF_BEGINNERS)

    def slots(self, day: Day, place: str, changes: Changes = AS_PLANNED) -> tuple[WorkoutSlot, ...]:
        """Return what a day asks for at a place: of its workout, what a session has time for."""
        return fitting(self.catalog, day, self.workout(day, place, changes), self.most_minutes(day))

    def workout(self, day: Day, place: str, changes: Changes = AS_PLANNED) -> tuple[WorkoutSlot, ...]:
        """Return all of a day's workout at a place, however long it takes."""
        return self.in_turns(day, place, changes).slots

    def variations(self, day: Day, place: str) -> Sequence[Taken]:
        """Return the slots of a day that ask for a variation, or tell of one, in order."""
        if day.workout not in self._usual_workouts:
            return ()
        asked = (day.workout, place)
        if asked not in self._variations:
            taken = self._families(place).taken(slots_of(day, self.place(place), self.config, self.catalog))
            self._variations[asked] = tuple(one for one in taken if one.why)
        return self._variations[asked]

    @cached_property
    def _usual_workouts(self) -> frozenset[str]:
        """The workouts whose exercises go along their families: whoever wrote one of their own has chosen."""
        return frozenset(self.catalog.workouts) - {own.id for own in self.config.workouts}

    def _families(self, place: str) -> Families:
        """Return what tells which variation each slot asks for at a place."""
        if place not in self._known_families:
            there, config = self.place(place), self.config
            days = dict.fromkeys(day for day in self.days if day.workout in self._usual_workouts)
            slots = tuple(slot for day in days for slot in slots_of(day, there, config, self.catalog))
            swapped = frozenset(self.decided.changes)  # what was chosen for one day is no step of a family
            self._known_families[place] = Families(
                config.athlete, self.catalog, self.marked_log, self.rack(there), slots, self.decided.refused, swapped
            )
        return self._known_families[place]

    def rack(self, place: Place) -> Rack:
        """Return the ladders of a place."""
        if place.id not in self._racks:
            self._racks[place.id] = Rack(place, self.catalog, self.config.athlete.unit)
        return self._racks[place.id]

    @cached_property
    def _racks(self) -> dict[str, Rack]:
        return {}

    @cached_property
    def _known_families(self) -> dict[str, Families]:
        return {}

    def slots_in(self, shown: Published) -> tuple[WorkoutSlot, ...]:
        """Return what a session asks for that has time for no more, with what was decided of it and without extras."""
        if shown not in self._slots_in:
            day = self.day(shown)
            self._slots_in[shown] = fitting(self.catalog, day, self._own_of(shown), self.most_minutes(day))
        return self._slots_in[shown]

    def workout_in(self, shown: Published) -> tuple[WorkoutSlot, ...]:
        """Return all that belongs to a session, however long it takes, what is done on top at the end."""
        return (*self._own_of(shown), *self.extras_in(shown))

    def _own_of(self, shown: Published) -> tuple[WorkoutSlot, ...]:
        """Return the workout of a session, with the variations that were done where something is written down."""
        day, changes = self.day(shown), self.changes_in(shown)
        slots, entries = self.workout(day, shown.place, changes), self._written.get(shown.ordinal, ())
        if changes != AS_PLANNED or {entry.exercise for entry in entries} <= {slot.exercise for slot in slots}:
            return slots
        return as_done(slots, self.variations(day, shown.place), entries, self.catalog.exercises)

    def extras_in(self, shown: Published) -> tuple[WorkoutSlot, ...]:
        """Return what is done in a session on top of its day's workout."""
        changes = self.changes_in(shown)
        return on_top(changes, self._usual_slots, self.catalog) if changes.made else ()

    def changes_in(self, shown: Published) -> Changes:
        """Return what is otherwise in a session; what is left out these days is not of one that was begun with it."""
        changes = self.decided.changes_of(shown.ordinal, shown.start)
        if changes.rests and shown.ordinal in self._written:
            return attrs.evolve(changes, rests=())
        return changes

    def in_turns(self, day: Day, place: str, changes: Changes = AS_PLANNED) -> InTurns:
        """Return all of a day's workout at a place, and which of its supersets are none there."""
        asked = (day.workout, place, changes)
        if asked not in self._in_turns:
            there = self.place(place)
            slots = slots_of(day, there, self.config, self.catalog)
            if not pairs_exercises(day.workout, self.config, self.catalog):
                # Where nobody asked for a superset there is nothing to say of its never being one here.
                slots = self._turned(slots, there).slots
            if day.workout in self._usual_workouts:
                slots = tuple(one.slot for one in self._families(place).taken(slots))
            alone = InTurns(slots)
            if changes != AS_PLANNED:
                changed = as_changed(slots, changes, there, self.catalog, lanes_of(self._usual_slots))
                alone = left_alone(changed, slots, self.catalog)
            found = self._turned(alone.slots, there)
            self._in_turns[asked] = attrs.evolve(found, apart=(*alone.apart, *found.apart))
        return self._in_turns[asked]

    def _turned(self, slots: tuple[WorkoutSlot, ...], there: Place) -> InTurns:
        if not any(slot.superset for slot in slots):
            return InTurns(slots)
        return here(slots, there, self.catalog, self.config.athlete.unit)

    @cached_property
    def _in_turns(self) -> dict[tuple[str, str, Changes], InTurns]:
        """What was found already, by workout, place and changes: every session asks, several times over."""
        return {}

    @cached_property
    def _slots_in(self) -> dict[Published, tuple[WorkoutSlot, ...]]:
        """What sessions ask for, as far as that was found already: how long each lasts asks it too."""
        return {}

    @cached_property
    def _variations(self) -> dict[tuple[str, str], Sequence[Taken]]:
        """The variations that were found already, by workout and place."""
        return {}

    @cached_property
    def cuts(self) -> dict[tuple[object, ...], tuple[WorkoutSlot, ...]]:
        """What sessions that are cut short ask for, as far as that was found already."""
        return {}

    @cached_property
    def every_slot(self) -> tuple[WorkoutSlot, ...]:
        """Every slot of the days of the weekly calendar in use, at each of the places, and what was done instead."""
        changed = [one for one in self.published if self.decided.changes_of(one.ordinal, one.start) != AS_PLANNED]
        brought = dict.fromkeys((slot.exercise, slot.reps) for shown in changed for slot in self.workout_in(shown))
        usual = {(slot.exercise, slot.reps) for slot in self._usual_slots}
        return (*self._usual_slots, *(WorkoutSlot(one, 1, reps) for one, reps in brought if (one, reps) not in usual))

    @cached_property
    def _usual_slots(self) -> tuple[WorkoutSlot, ...]:
        """Every slot of the days of the weekly calendar in use, at each of the places."""
        places = [place.id for place in self._places]
        return tuple(slot for day in self.days for place in places for slot in self.workout(day, place))

    def minutes_of(self, day: Day, slots: Sequence[WorkoutSlot]) -> int:
        """Return how long a session takes; a day in free form no longer than a session may."""
        minutes = minutes_of(self.catalog, day, slots)
        return minutes if slots else min(minutes, self.config.calendar.session_minutes or minutes)

    def _was_free(self, shown: Published) -> bool:
        """Tell whether a session had no workout when its time came, whatever its day has now: the clock ends it."""
        if (
            shown.workout
            or shown.status not in {Status.DONE, Status.UNKNOWN, Status.PLANNED}
            or not self.is_over(shown.start)
        ):
            return False
        return shown.ordinal not in self._written

    @cached_property
    def _written(self) -> Mapping[int | None, Sequence[Entry]]:
        """What was written down of the sessions that were shown, by ordinal."""
        first = min((shown.start.date() for shown in self.published), default=self.wall.date())
        found: dict[int | None, list[Entry]] = defaultdict(list)
        for entry in self._read_once.since(first - timedelta(days=7)):
            found[entry.session].append(entry)
        return dict(found)

    def place(self, place: str) -> Place:
        """Return the place of that id, the first one where it is gone from the plan."""
        return next((found for found in self._places if found.id == place), self.config.places[0])

    @cached_property
    def _places(self) -> tuple[Place, ...]:
        travelled = (away.place(self.config.places[0]) for away in self.decided.away)
        return (*self.config.places, *(there for there in travelled if there))

    def place_while_away(self, day: date) -> Place | None:
        """Return where the athlete trains on a date of a time away, None at home and where there is nothing to."""
        away = self.decided.away_on(day)
        return away.place(self.config.places[0]) if away else None

    def place_on(self, day: date) -> str:
        """Return the id of the place for a date no training time names: where the athlete is away, else the first."""
        return (self.place_while_away(day) or self.config.places[0]).id

    @cached_property
    def _known_days(self) -> Mapping[str, Day]:
        return {day.id: day for day in self.days}

    def day(self, published: Published) -> Day:
        """Return the day a published session stands for; a name is all that is left of one the calendar lost.

        Where another day's work is done in it, that is what it has, under the id of its own.
        """
        known = self._known_days
        day = known.get(published.day) or Day(published.day, title_of(published.day), ())
        work = known.get(self.decided.works.get(published.ordinal, ("", 0))[0])
        day = attrs.evolve(work, id=day.id) if work else day
        # The back's workout was not always remembered, and it never was free.
        is_loose = bool(day.workout) and not is_back(day)
        return attrs.evolve(day, workout="") if is_loose and self._was_free(published) else day
