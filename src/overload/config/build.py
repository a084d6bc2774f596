"""The sections of a plan file -> the Configuration the rest of the program knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Final

from overload.catalog import Catalog
from overload.config.known import Known
from overload.config.sections import AlsoSection, CalendarSection, PlanFile
from overload.errors import DataError, Problem
from overload.model import (
    BusySource,
    CalendarChoice,
    Configuration,
    Experience,
    FeedChoice,
    Measure,
    Place,
    RecurringTime,
    TrainingTime,
    WeeklyCalendar,
)

FIRST_MONDAY: Final = date(2024, 1, 1)
"""Where the order of the days is counted from when a plan names no start."""

_SPREAD: Final = ((), (0,), (0, 3), (0, 2, 4), (0, 1, 3, 4), (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 5, 6))
"""Weekdays for so many training days a week, as far apart as may be."""


def build(file: PlanFile, catalog: Catalog, plan_id: str) -> Configuration:
    """Return the configuration; defaults that depend on the calendar are filled in here."""
    places = file.places or (Place("home"),)
    # A calendar of the athlete's own takes the place of a built-in one of its name.
    used = {**catalog.calendars, **{calendar.id: calendar for calendar in file.calendars}}[file.calendar.use]
    return Configuration(
        plan_id=file.id or plan_id,
        athlete=file.athlete,
        places=places,
        calendar=_calendar(file.calendar, used, file.athlete.experience, places[0].id),
        changes=file.workouts.changes,
        feeds=file.feeds or (FeedChoice("training"),),
        day_texts={day: choice.text for day, choice in file.days.items() if choice.text is not None},
        day_workouts={day: choice.workout for day, choice in file.days.items() if choice.workout is not None},
        exercises=file.exercises,
        workouts=file.workouts.own,
        edited=file.workouts.edited,
        calendars=file.calendars,
        dumbbells=file.dumbbells,
        deload=file.deload,
        busy=(*_busy_files(file.calendar), *file.busy),
        shares=file.shares,
        base_url=file.web.base_url or "",
        own_calendar=file.caldav,
    )


def with_own(catalog: Catalog, configuration: Configuration) -> Catalog:
    """Return the catalogue with the plan's own things in it; where the ids are the same, the plan's are meant."""
    workouts = (*configuration.edited, *configuration.workouts)
    return catalog.with_own(configuration.exercises, workouts, configuration.calendars, configuration.dumbbells)


def check_dials(file: PlanFile, catalog: Catalog) -> None:
    """Refuse `dials` where nothing is known of what they print; raises DataError."""
    known = {**catalog.dumbbells, **{dumbbell.id: dumbbell for dumbbell in file.dumbbells}}
    unknown = [
        Problem(
            f"places.{place.id}.dials",
            f"what a {place.dials} dial prints is not known for any dumbbells there",
            "leave it out, or describe yours under [dumbbells.NAME], with labels_kg",
        )
        for place in file.places
        if place.dials and not any(known[name].labels_kg for name in place.owned)
    ]
    if unknown:
        raise DataError(*unknown)


def check_best(file: PlanFile, known: Known) -> None:
    """Refuse what somebody can do of an exercise in words that are not of it; raises DataError."""
    unclear = [
        Problem(f"athlete.can.{name}", "names no load", f"write {name} = '20 kg x {best.reps}'")
        for name, best in file.athlete.can.items()
        if best.load is None and known.is_bodyweight(name) is False
    ]
    uncounted = [
        Problem(f"athlete.can.{name}", f"{name} is not counted in reps", "leave it out")
        for name in file.athlete.can
        if known.measure(name) is not Measure.REPS
    ]
    if unclear or uncounted:
        raise DataError(*unclear, *uncounted)


def spread(count: int) -> tuple[int, ...]:
    """Return the weekdays (0 = Monday) for so many training days a week (at most seven)."""
    return _SPREAD[min(count, 7)]


def default_weekdays(calendar: WeeklyCalendar, experience: Experience) -> tuple[int, ...]:
    """Return the weekdays a calendar falls on if nothing is said."""
    experienced = experience is Experience.EXPERIENCED
    days = (experienced and calendar.days_experienced) or calendar.days
    return (experienced and calendar.weekdays_experienced) or calendar.weekdays or spread(len(days))


def _calendar(
    section: CalendarSection, used: WeeklyCalendar, experience: Experience, first_place: str
) -> CalendarChoice:
    times: Iterable[TrainingTime]
    if section.days is None:
        # Whoever says when they train, if not every week, trains then and at no other time.
        usual = () if section.also else default_weekdays(used, experience)
        times = (TrainingTime(weekday, section.time, first_place) for weekday in usual)
    else:
        times = (
            TrainingTime(
                weekday,
                moment.time or section.time,
                moment.place or first_place,
                moment.until,
                moment.preferred,
                moment.start,
                moment.end,
                moment.every,
            )
            for weekday, moments in section.days.items()
            for moment in moments
        )
    return CalendarChoice(
        use=section.use,
        start=section.start or FIRST_MONDAY,
        times=tuple(sorted(times, key=_when)),
        missed=section.missed,
        weeks=section.weeks,
        sessions_per_day=section.sessions_per_day,
        grace_days=section.grace_days,
        also=tuple(_also(also, section.start or FIRST_MONDAY, first_place) for also in section.also),
        session_minutes=section.session_minutes,
        silence=section.silence,
        order=section.order,
        fit=section.fit,
    )


def _also(section: AlsoSection, start: date, first_place: str) -> RecurringTime:
    return RecurringTime(
        section.when,
        section.start or start,
        section.time,
        section.place or first_place,
        section.until,
        section.preferred,
        section.end,
    )


def _when(training_time: TrainingTime) -> tuple[int, time]:
    return training_time.weekday, training_time.start


def _busy_files(section: CalendarSection) -> list[BusySource]:
    return [BusySource(name=file, file=file) for file in dict.fromkeys(section.busy)]
