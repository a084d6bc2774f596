"""Looking back: what became of each exercise, how much each muscle got a week, and how much of the plan was done."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from typing import Final

import attrs

from overload.model import MUSCLES, Athlete, Entry, Exercise, Measure, SetDone, SetKind, Status
from overload.moments import monday, week_words
from overload.plan.knowing import shown
from overload.plan.records import LIFTED, LOOKED_AT, Sort, best_reps, records, sorts_of
from overload.plan.values import Plan, WeekVolume
from overload.plan.volume import BAND, Tier, sets_in, tier_of, volume_of
from overload.report.words import is_logged
from overload.units import Load, Unit

SURE: Final = 0.1
"""A strength that is known within so much was measured."""
MEAN_OF: Final = 4
"""Weeks of training that the sets per muscle are the mean of: one alone says little of a habit."""


@attrs.frozen
class Point:
    """One day of an exercise: its heaviest load and the most reps with it, all reps, and what it is worth.

    Reps are seconds or metres where the `measure` says so; warm-ups are not counted. `estimate` is the one-rep maximum
    in kg that the log shows until then, 0 where it shows none, and `spread` its standard deviation as a share; a
    pull-up's counts the body. `record` says what was never done before, '' where nothing was.
    """

    day: date
    load: Load
    reps: int
    total: int
    estimate: float
    record: str = ""
    measure: Measure = Measure.REPS
    spread: float = 0.0

    @property
    def band(self) -> tuple[float, float]:
        """Where the maximum most likely is, in kg: two of three times."""
        return self.estimate * math.exp(-self.spread), self.estimate * math.exp(self.spread)

    @property
    def count(self) -> str:
        """The most reps with the heaviest load: `10`, `60 s`."""
        return f"{self.reps} {self.measure.sign}".rstrip()


@attrs.frozen
class Progress:
    """An exercise over time, oldest day first, in one measure: what is held stands apart from what is lifted."""

    exercise: Exercise
    points: tuple[Point, ...]
    kind: SetKind = SetKind.WORK

    @property
    def measure(self) -> Measure:
        """What its sets count."""
        return self.points[0].measure if self.points else self.exercise.measure

    @property
    def name(self) -> str:
        """What it is called: the exercise's name, and what was done where that is not what usually is."""
        lowered = "negatives" if self.kind is SetKind.NEGATIVE else ""
        counted = "" if self.measure is self.exercise.measure else self.measure.value
        return ", ".join(filter(None, (self.exercise.name, lowered, counted)))

    @property
    def best(self) -> Point:
        """The day with the heaviest load; of those the one with the most reps."""
        return max(self.points, key=lambda point: (point.load, point.reps))

    @property
    def gained(self) -> float | None:
        """How much stronger, as a share of the first estimate; None where there are not two to compare.

        What is held or carried is compared with the first time at the load of the last.
        """
        if self.measure is not Measure.REPS:
            known = [float(one.reps) for one in self.points if one.load == self.points[-1].load]
        else:
            # What only a chosen load tells of is no beginning to be compared with, where sets measured it later.
            sure = [one.estimate for one in self.points if one.estimate and one.spread <= SURE]
            known = sure if len(sure) > 1 else [one.estimate for one in self.points if one.estimate]
        return known[-1] / known[0] - 1 if len(known) > 1 else None


@attrs.frozen
class Adherence:
    """How many sessions of the ISO week that begins on `monday` were done, of how many; of some nobody knows."""

    monday: date
    done: int
    planned: int
    unknown: int = 0


@attrs.frozen
class LookingBack:
    """All there is to see of the past, since a date."""

    exercises: tuple[Progress, ...]
    volume: tuple[WeekVolume, ...]
    adherence: tuple[Adherence, ...]


def looking_back(entries: Sequence[Entry], exercises: Mapping[str, Exercise], plan: Plan, since: date) -> LookingBack:
    """Return what the log says since a date. `entries` are those that count, oldest first, older ones for records."""
    by_exercise: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.exercise in exercises:
            by_exercise[entry.exercise].append(entry)
    sorts = {name: dict.fromkeys(chain.from_iterable(map(sorts_of, some))) for name, some in by_exercise.items()}
    pairs = ((name, sort) for name, known in sorts.items() for sort in known)
    found = (progress_of(exercises[name], by_exercise[name], since, sort, plan.athlete) for name, sort in pairs)
    ordered = sorted((one for one in found if one.points), key=lambda one: (-len(one.points), one.exercise.id))
    recent = [one for one in entries if one.on >= since and one.exercise in exercises]
    return LookingBack(tuple(ordered), weekly_volume(recent, exercises), adherence(plan, since))


def progress_of(
    exercise: Exercise,
    entries: Sequence[Entry],
    since: date = date.min,
    sort: Sort = LIFTED,
    athlete: Athlete | None = None,
) -> Progress:
    """Return an exercise over time, by one sort of its sets; `entries` are its log, oldest first.

    Records are counted from the beginning, and strength is estimated from there, from what the `athlete` told on.
    """
    strength = {one.entry.id: one.estimate for one in shown(exercise, entries, athlete or Athlete(""))}
    # As many as the events of a feed look back on, so that what is called a record here is one there.
    said, (measure, kind) = records(entries[-LOOKED_AT:], exercise), sort
    points = []
    for entry in entries:
        done = best_reps(entry, sort)
        if done and entry.on >= since:
            top = max(done)
            total = sum(one.reps for one in entry.performed().sets if _is_added_up(one, measure, kind))
            known = strength.get(entry.id) if sort == LIFTED and any(done.values()) else None
            estimate, spread = (math.exp(known.log), math.sqrt(known.variance)) if known else (0.0, 0.0)
            record = said.get(entry.id, "")
            points.append(Point(entry.on, top, done[top], total, estimate, record, measure, spread))
    return Progress(exercise, tuple(points), kind)


def _is_added_up(done: SetDone, measure: Measure, kind: SetKind) -> bool:
    """Tell whether a set is among all that were lifted, or lowered: drops and minis are, warm-ups are not."""
    if done.measure is not measure or done.kind is SetKind.WARM_UP:
        return False
    return (done.kind is SetKind.NEGATIVE) == (kind is SetKind.NEGATIVE)


def weekly_volume(entries: Iterable[Entry], exercises: Mapping[str, Exercise]) -> tuple[WeekVolume, ...]:
    """Return the fractional sets per muscle of each ISO week in which something was done."""
    weeks: dict[date, list[tuple[Exercise, float]]] = defaultdict(list)
    for entry in entries:
        weeks[monday(entry.on)].append((exercises[entry.exercise], sets_in(entry.performed().sets)))
    return tuple(WeekVolume(week, volume_of(sets)) for week, sets in sorted(weeks.items()))


def mean_sets(weeks: Sequence[WeekVolume]) -> dict[str, float]:
    """Return the sets of these weeks per trained muscle, in the mean, most first."""
    mean = {muscle: sum(week.sets.get(muscle, 0) for week in weeks) / len(weeks) for muscle in MUSCLES} if weeks else {}
    return {muscle: sets for muscle, sets in sorted(mean.items(), key=lambda pair: -pair[1]) if sets}


def beside_band(sets: float, muscle: str) -> str:
    """Say how weekly sets of a muscle are judged; '' where they are best, or where the muscle is only counted."""
    tier = tier_of(muscle, sets)
    return "" if tier in {None, Tier.BEST} else str(tier)


def adherence(plan: Plan, since: date) -> tuple[Adherence, ...]:
    """Return for each ISO week behind us how many of its sessions to be written down were done."""
    weeks: dict[date, list[Status]] = defaultdict(list)
    behind = {Status.DONE, Status.MISSED, Status.UNKNOWN}
    for one in plan.sessions:
        if one.start.date() >= since and is_logged(one) and one.status in behind:
            weeks[monday(one.start.date())].append(one.status)
    return tuple(
        Adherence(week, known.count(Status.DONE), len(known), known.count(Status.UNKNOWN))
        for week, known in sorted(weeks.items())
    )


def progress_data(found: LookingBack) -> dict[str, object]:
    """Return all there is to see of the past as JSON-ready data."""
    return {
        "exercises": [
            {
                "exercise": one.exercise.id,
                "measure": one.measure.value,
                "days": [_point_data(point) for point in one.points],
            }
            for one in found.exercises
        ],
        "volume": [
            {"week": week_words(one.monday), "sets": dict(one.sets), "band": list(BAND)} for one in found.volume
        ],
        "adherence": [
            {"week": week_words(one.monday), "done": one.done, "planned": one.planned, "unknown": one.unknown}
            for one in found.adherence
        ],
    }


def _point_data(point: Point) -> dict[str, object]:
    return {
        "date": point.day.isoformat(),
        "load": str(point.load),
        "reps": point.reps,
        "all_reps": point.total,
        "e1rm_kg": round(point.estimate, 2) or None,
        "e1rm_between_kg": [round(one, 2) for one in point.band] if point.estimate else None,
        "record": point.record,
    }


def in_unit(kg: float, unit: Unit) -> float:
    """Return an estimate in kg in a unit."""
    return kg if unit is Unit.KG else kg / float(Load(Decimal(1), Unit.LB).kg)


def last_weeks(today: date, weeks: int) -> date:
    """Return the Monday so many weeks back."""
    return monday(today) - timedelta(weeks=weeks - 1)
