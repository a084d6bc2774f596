"""Looking back: what became of each exercise, how much each muscle got a week, and how much of the plan was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

import attrs

from overload.model import MUSCLES, Entry, Exercise, Status
from overload.moments import monday
from overload.plan.records import LOOKED_AT, best_estimate, best_reps, records
from overload.plan.values import Plan, WeekVolume
from overload.plan.volume import BAND, volume_of
from overload.report.words import is_logged
from overload.units import Load, Unit

MEAN_OF: Final = 4
"""Weeks of training that the sets per muscle are the mean of: one alone says little of a habit."""


@attrs.frozen
class Point:
    """One day of an exercise: its heaviest load and the most reps with it, all reps, and what it is worth.

    `estimate` is the highest estimated one-rep maximum in kg, 0 where that would be a guess; a pull-up's counts the
    body. `record` says what was never done before, '' where nothing was.
    """

    day: date
    load: Load
    reps: int
    total: int
    estimate: float
    record: str = ""


@attrs.frozen
class Progress:
    """An exercise over time, oldest day first."""

    exercise: Exercise
    points: tuple[Point, ...]

    @property
    def gained(self) -> float | None:
        """How much stronger, as a share of the first estimate; None where there are not two to compare."""
        known = [one.estimate for one in self.points if one.estimate]
        return known[-1] / known[0] - 1 if len(known) > 1 else None


@attrs.frozen
class Adherence:
    """How many sessions of the ISO week that begins on `monday` were done, of how many."""

    monday: date
    done: int
    planned: int


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
    found = (progress_of(exercises[name], some, since) for name, some in by_exercise.items())
    ordered = sorted((one for one in found if one.points), key=lambda one: (-len(one.points), one.exercise.id))
    recent = [one for one in entries if one.on >= since and one.exercise in exercises]
    return LookingBack(tuple(ordered), weekly_volume(recent, exercises), adherence(plan, since))


def progress_of(exercise: Exercise, entries: Sequence[Entry], since: date = date.min) -> Progress:
    """Return an exercise over time; `entries` are its log, oldest first, records counted from the beginning."""
    # As many as the events of a feed look back on, so that what is called a record here is one there.
    said = records(entries[-LOOKED_AT:], exercise)
    points = []
    for entry in entries:
        done = best_reps(entry)
        if done and entry.on >= since:
            top = max(done)
            total = sum(one.reps for one in entry.performed().sets)
            estimate = best_estimate(done, entry, exercise)
            points.append(Point(entry.on, top, done[top], total, estimate, said.get(entry.id, "")))
    return Progress(exercise, tuple(points))


def weekly_volume(entries: Iterable[Entry], exercises: Mapping[str, Exercise]) -> tuple[WeekVolume, ...]:
    """Return the fractional sets per muscle of each ISO week in which something was done."""
    weeks: dict[date, list[tuple[Exercise, int]]] = defaultdict(list)
    for entry in entries:
        count = sum(1 for one in entry.performed().sets if one.reps)
        weeks[monday(entry.on)].append((exercises[entry.exercise], count))
    return tuple(WeekVolume(week, volume_of(sets)) for week, sets in sorted(weeks.items()))


def mean_sets(weeks: Sequence[WeekVolume]) -> dict[str, float]:
    """Return the sets of these weeks per trained muscle, in the mean, most first."""
    mean = {muscle: sum(week.sets.get(muscle, 0) for week in weeks) / len(weeks) for muscle in MUSCLES} if weeks else {}
    return {muscle: sets for muscle, sets in sorted(mean.items(), key=lambda pair: -pair[1]) if sets}


def beside_band(sets: float) -> str:
    """Say where weekly sets of a muscle are beside the band: `under`, `over`, or '' where they are in it."""
    return "under" if sets < BAND[0] else "over" if sets > BAND[1] else ""


def adherence(plan: Plan, since: date) -> tuple[Adherence, ...]:
    """Return for each ISO week behind us how many of its sessions to be written down were done."""
    weeks: dict[date, list[bool]] = defaultdict(list)
    for one in plan.sessions:
        if one.start.date() >= since and is_logged(one) and one.status in {Status.DONE, Status.MISSED}:
            weeks[monday(one.start.date())].append(one.status is Status.DONE)
    return tuple(Adherence(week, sum(done), len(done)) for week, done in sorted(weeks.items()))


def in_unit(kg: float, unit: Unit) -> float:
    """Return an estimate in kg in a unit."""
    return kg if unit is Unit.KG else kg / float(Load(Decimal(1), Unit.LB).kg)


def last_weeks(today: date, weeks: int) -> date:
    """Return the Monday so many weeks back."""
    return monday(today) - timedelta(weeks=weeks - 1)
