"""The sections of a plan file -> the Configuration the rest of the program knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Final

import attrs

from overload.catalog import Catalog
from overload.config.sections import (
    AlsoSection,
    BusySection,
    CalendarSection,
    DaySection,
    ExerciseSection,
    FeedSection,
    PlaceSection,
    PlanFile,
    WeeklyCalendarSection,
)
from overload.model import (
    Athlete,
    BusySource,
    CalendarChoice,
    Configuration,
    Day,
    DeloadChoice,
    Exercise,
    Experience,
    FeedChoice,
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
    calendars = tuple(_weekly_calendar(name, each) for name, each in file.calendars.items())
    places = tuple(_place(name, each) for name, each in file.places.items()) or (Place("home"),)
    used = {**catalog.calendars, **{each.id: each for each in calendars}}[file.calendar.use]
    return Configuration(
        plan_id=file.id or plan_id,
        athlete=Athlete(**attrs.asdict(file.athlete, recurse=False)),
        places=places,
        calendar=_calendar(file.calendar, used, file.athlete.experience, places[0].id),
        changes=file.workouts.changes,
        feeds=tuple(_feed(name, each) for name, each in file.feeds.items()) or (FeedChoice("training"),),
        day_texts={day: each.text for day, each in file.days.items() if each.text is not None},
        day_workouts={day: each.workout for day, each in file.days.items() if each.workout is not None},
        exercises=tuple(_exercise(name, each) for name, each in file.exercises.items()),
        workouts=file.workouts.own,
        calendars=calendars,
        dumbbells=file.dumbbells,
        deload=DeloadChoice(**attrs.asdict(file.deload)),
        busy=(*_busy_files(file.calendar), *(_busy(name, each) for name, each in file.busy.items())),
        base_url=file.web.base_url or "",
    )


def with_own(catalog: Catalog, configuration: Configuration) -> Catalog:
    """Return the catalogue with the plan's own things in it; where the ids are the same, the plan's are meant."""
    return catalog.with_own(
        configuration.exercises, configuration.workouts, configuration.calendars, configuration.dumbbells
    )


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
    if section.days is None:
        times: Iterable[TrainingTime] = (
            TrainingTime(weekday, section.time, first_place) for weekday in default_weekdays(used, experience)
        )
    else:
        times = (
            TrainingTime(
                weekday, moment.time or section.time, moment.place or first_place, moment.until, moment.preferred
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
        also=tuple(_also(one, section.start or FIRST_MONDAY, first_place) for one in section.also),
    )


def _also(one: AlsoSection, start: date, first_place: str) -> RecurringTime:
    return RecurringTime(one.when, one.start or start, one.time, one.place or first_place, one.until, one.preferred)


def _when(one: TrainingTime) -> tuple[int, time]:
    return one.weekday, one.start


def _place(name: str, section: PlaceSection) -> Place:
    return Place(id=name, **attrs.asdict(section, recurse=False))


def _feed(name: str, section: FeedSection) -> FeedChoice:
    values = attrs.asdict(section, recurse=False)
    alarms = tuple(dict.fromkeys(values.pop("alarm")))
    return FeedChoice(name=name, alarms=alarms, **{**values, "color": section.color or ""})


def _busy_files(section: CalendarSection) -> list[BusySource]:
    return [BusySource(name=one, file=one) for one in dict.fromkeys(section.busy)]


def _busy(name: str, section: BusySection) -> BusySource:
    return BusySource(name, section.file or "", section.command or "", section.all_day, section.buffer, section.every)


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _exercise(name: str, section: ExerciseSection) -> Exercise:
    values = attrs.asdict(section, recurse=False)
    return Exercise(id=name, **{**values, "name": section.name or _title(name), "link": section.link or ""})


def _days(sections: tuple[DaySection, ...]) -> tuple[Day, ...]:
    return tuple(
        Day(each.id, each.name or _title(each.id), each.focus, each.workout or "", each.text, each.minutes)
        for each in sections
    )


def _weekly_calendar(name: str, section: WeeklyCalendarSection) -> WeeklyCalendar:
    return WeeklyCalendar(
        id=name,
        name=section.name or _title(name),
        days=_days(section.days),
        weekdays=section.weekdays,
        days_experienced=_days(section.days_experienced),
        weekdays_experienced=section.weekdays_experienced,
        summary=section.summary,
    )
