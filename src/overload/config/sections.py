"""The sections of plan.toml, and those tables in it that are written otherwise than the model has them.

What becomes a value of the model as it stands is read straight into it, see `shapes`. A class here is a table, a field
a key, the annotation says what may stand there, and `build` what becomes of it; a new section is a field of `PlanFile`.
Metadata `write` is what to type where a key without default is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final, NewType

import attrs

from overload.config.clock import Clock, Recurrence, Weekday
from overload.config.fields import CalendarFile, PlanId, WebAddress, within
from overload.config.keys import Headed
from overload.config.known import USUAL_CALENDAR, CalendarId, DayId, PlaceId, WorkoutId
from overload.errors import DataError, Problem
from overload.model import (
    Athlete,
    BusySource,
    DeloadChoice,
    Dumbbell,
    Exercise,
    FeedChoice,
    Fit,
    Missed,
    Order,
    OwnCalendar,
    Place,
    Share,
    Silence,
    SlotChange,
    WeeklyCalendar,
    Workout,
)
from overload.moments import hours_words

EVENING: Final = Clock(time(18))
"""When training starts if nothing is said."""
LONGEST_NIGHT: Final = timedelta(hours=12)
"""What ends so much later on the next day is no window over midnight, but one with its ends in the wrong order."""


@attrs.frozen
class Moment:
    """A training time: `"18:00"`, a window `"17:00-20:00"`, or `{ time = "10:00", place = "cabin" }`.

    It comes from the date `start` to `end`, every so many weeks, counted from `start` or the first day of the plan.
    """

    time: Clock | None = None
    until: Clock | None = None
    place: PlaceId | None = None
    preferred: bool = True
    start: date | None = None
    end: date | None = None
    every: int = attrs.field(default=1, validator=within(1, 52))

    def __attrs_post_init__(self) -> None:
        """Refuse what ends before it begins; raises DataError."""
        check_window(self.time, self.until)
        check_dates(self.start, self.end)


def check_window(begins: time | None, ends: time | None) -> None:
    """Refuse a window that ends before it begins, unless it is one over midnight; raises DataError."""
    if begins is None or ends is None or ends > begins:
        return
    length = datetime.combine(date.min, ends) - datetime.combine(date.min, begins) + timedelta(days=1)
    if length > LONGEST_NIGHT:
        hint = f"a window over midnight is {LONGEST_NIGHT // timedelta(hours=1)} hours at most"
        raise DataError(Problem("", f"{hours_words(begins, ends)} ends before it begins", hint))


def check_dates(first: date | None, last: date | None) -> None:
    """Refuse a training time whose last date is before its first; raises DataError."""
    if first is not None and last is not None and last < first:
        raise DataError(Problem("end", f"{last} is before the start, {first}", "write the later date as the end"))


@attrs.frozen
class AlsoSection:
    """[[calendar.also]]: a training time that does not come every week, like `when = "every other sat"`."""

    when: Recurrence = attrs.field(metadata={"write": 'write when = "every other sat"'})
    time: Clock = EVENING
    until: Clock | None = None
    place: PlaceId | None = None
    start: date | None = None
    preferred: bool = True
    end: date | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what ends before it begins; raises DataError."""
        check_window(self.time, self.until)
        check_dates(self.start, self.end)


Days = NewType("Days", Mapping[Weekday, tuple[Moment, ...]])
"""The training days: weekday -> time or times; or a bare list of weekdays."""


@attrs.frozen
class CalendarSection:
    """[calendar]: which weekly calendar, from when, on which days."""

    use: CalendarId = USUAL_CALENDAR
    start: date | None = None
    days: Days | None = None
    time: Clock = EVENING
    missed: Missed = Missed.SHIFT
    weeks: int = attrs.field(default=4, validator=within(1, 52))
    sessions_per_day: int = attrs.field(default=1, validator=within(1, 4))
    grace_days: int = attrs.field(default=1, validator=within(0, 6))
    also: tuple[AlsoSection, ...] = ()
    busy: tuple[CalendarFile, ...] = ()
    session_minutes: int | None = attrs.field(default=None, validator=within(10, 300))
    # Plans from before there was a choice do not have it: with them nothing changes.
    silence: Silence | None = None
    order: Order | None = None
    fit: Fit = Fit.WHOLE

    def __attrs_post_init__(self) -> None:
        """Refuse a calendar without any training time; raises DataError."""
        if self.days is not None and not self.days and not self.also:
            raise DataError(Problem("days", "names no training day", 'write days = { mon = "18:00" }'))
        if self.fit is Fit.SHORTEN and self.sessions_per_day > 1:
            hint = "write sessions_per_day = 1, or leave out fit"
            raise DataError(Problem("fit", "sessions are cut to a gap only where there is one on a day", hint))


@attrs.frozen
class DayChoice:
    """[days.NAME]: what the athlete trains on a day of the weekly calendar."""

    workout: WorkoutId | None = None
    text: str | None = None


@attrs.frozen
class WorkoutTables:
    """[workouts]: those of the athlete's own, and by workout and exercise what differs from the built-in ones.

    `edited` are built-in ones to which exercises were added, or of which some were left out.
    """

    own: tuple[Workout, ...] = ()
    changes: Mapping[str, Mapping[str, SlotChange]] = attrs.field(factory=dict)
    edited: tuple[Workout, ...] = ()


OwnDumbbells = NewType("OwnDumbbells", tuple[Dumbbell, ...])
"""[dumbbells.NAME]: keys as in the catalogue of dumbbells."""


PluginTables = NewType("PluginTables", Mapping[str, object])
"""[plugins]: `disable` names those to leave alone; [plugins.NAME] is given to the plugin of that name as it is."""


@attrs.frozen
class WebSection:
    """[web]: the page on which sessions are written down."""

    base_url: WebAddress | None = None


@attrs.frozen
class PlanFile:
    """All of plan.toml."""

    athlete: Athlete
    id: PlanId | None = None
    places: Headed[Place] = attrs.field(factory=Headed)
    calendar: CalendarSection = CalendarSection()
    days: Mapping[DayId, DayChoice] = attrs.field(factory=dict)
    workouts: WorkoutTables = WorkoutTables()
    feeds: Headed[FeedChoice] = attrs.field(factory=Headed)
    exercises: Headed[Exercise] = attrs.field(factory=Headed)
    calendars: Headed[WeeklyCalendar] = attrs.field(factory=Headed)
    dumbbells: OwnDumbbells = OwnDumbbells(())
    deload: DeloadChoice = attrs.field(factory=DeloadChoice)
    busy: Headed[BusySource] = attrs.field(factory=Headed)
    shares: Headed[Share] = attrs.field(factory=Headed)
    plugins: PluginTables = PluginTables({})
    web: WebSection = WebSection()
    caldav: OwnCalendar | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse feeds that show more weeks than are planned; raises DataError."""
        weeks = self.calendar.weeks
        beyond = [
            Problem(
                f"feeds.{feed.name}.weeks_ahead",
                f"{weeks} weeks are planned",
                f"write weeks = {feed.weeks_ahead} under [calendar]",
            )
            for feed in self.feeds
            if (feed.weeks_ahead or 0) > weeks
        ]
        if beyond:
            raise DataError(*beyond)
