"""plan.toml as it is written: one class per table, one field per key, the annotation says what may stand there.

To give the plan a new key, add a field here (and what becomes of it in `build`); to give it a new section, add a
class and a field of `PlanFile`. Metadata `write` is what to type where a key without default is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Final, Literal, NewType

import attrs

from overload.config.clock import Before, Clock, Recurrence, Rest, Span, TimeLimit, Weekday, Zone
from overload.config.fields import (
    Added,
    Band,
    Bodyweight,
    CalendarFile,
    Category,
    Color,
    Command,
    Group,
    Muscle,
    Name,
    PlanId,
    Program,
    Reps,
    UnitWord,
    WebAddress,
    within,
)
from overload.config.known import CalendarId, DayId, DumbbellId, ExerciseId, MicroId, PlaceId, RuleId, Serves, WorkoutId
from overload.errors import DataError, Problem
from overload.model import (
    Dumbbell,
    Experience,
    LoadedWith,
    Missed,
    RepRange,
    SlotChange,
    Workout,
    WorkoutSlot,
)
from overload.units import Load, Unit

EVENING: Final = Clock(time(18))
"""When training starts if nothing is said."""
_CALENDAR: Final = CalendarId("ppl")
_REPS: Final = RepRange(8, 12)
_REST: Final = Rest(120)
_NO_PROGRAM, _MINUTE = Program(()), TimeLimit(timedelta(minutes=1))
_NOTHING, _HOUR = Span(timedelta(0)), Span(timedelta(hours=1))


@attrs.frozen
class AthleteSection:
    """[athlete]: who trains."""

    zone: Zone = attrs.field(metadata={"write": 'write zone = "Europe/Stockholm", or wherever you train'})
    name: str = ""
    experience: Experience = Experience.INTERMEDIATE
    unit: Unit = Unit.KG
    bodyweight: Bodyweight | None = None


@attrs.frozen
class PlaceSection:
    """[places.NAME]: where they train and with what."""

    dumbbells: tuple[DumbbellId, ...] = ()
    pull_up_bar: bool = True
    bands: tuple[Band, ...] = ()
    help: Literal["", "chair", "partner"] = ""
    added: tuple[Added, ...] = ()
    micro: tuple[MicroId, ...] = ()
    use: Mapping[ExerciseId, tuple[Serves, ...]] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Refuse dumbbells in `use` that are not at this place; raises DataError."""
        away = [
            Problem(f"use.{exercise}", f"'{one}' is not among this place's dumbbells", "add it to 'dumbbells'")
            for exercise, those in self.use.items()
            for one in those
            if one not in {"heavy", "light", "both", *self.dumbbells}
        ]
        if away:
            raise DataError(*away)


@attrs.frozen
class Moment:
    """A training time: `"18:00"`, a window `"17:00-20:00"`, or `{ time = "10:00", place = "cabin" }`."""

    time: Clock | None = None
    until: Clock | None = None
    place: PlaceId | None = None
    preferred: bool = True

    def __attrs_post_init__(self) -> None:
        """Refuse a window that ends before it begins; raises DataError."""
        if self.time is not None and self.until is not None and self.until <= self.time:
            raise DataError(Problem("", f"{self.time:%H:%M}-{self.until:%H:%M} ends before it begins"))


@attrs.frozen
class AlsoSection:
    """[[calendar.also]]: a training time that does not come every week, like `when = "every other sat"`."""

    when: Recurrence = attrs.field(metadata={"write": 'write when = "every other sat"'})
    time: Clock = EVENING
    until: Clock | None = None
    place: PlaceId | None = None
    start: date | None = None
    preferred: bool = True


Days = NewType("Days", Mapping[Weekday, tuple[Moment, ...]])
"""The training days: weekday -> time or times; or a bare list of weekdays."""


@attrs.frozen
class CalendarSection:
    """[calendar]: which weekly calendar, from when, on which days."""

    use: CalendarId = _CALENDAR
    start: date | None = None
    days: Days | None = None
    time: Clock = EVENING
    missed: Missed = Missed.SHIFT
    weeks: int = attrs.field(default=4, validator=within(1, 52))
    sessions_per_day: int = attrs.field(default=1, validator=within(1, 4))
    grace_days: int = attrs.field(default=1, validator=within(0, 6))
    also: tuple[AlsoSection, ...] = ()
    busy: tuple[CalendarFile, ...] = ()


@attrs.frozen
class BusySection:
    """[busy.NAME]: a calendar of what else is on; training is kept clear of it."""

    file: CalendarFile | None = None
    command: Command | None = None
    all_day: Literal["marked", "busy", "free"] = "marked"
    buffer: Span = _NOTHING
    every: Span = _HOUR

    def __attrs_post_init__(self) -> None:
        """Refuse a section with neither a file nor a command, or both; raises DataError."""
        if (self.file is None) == (self.command is None):
            what = "names neither a file nor a command" if self.file is None else "names both a file and a command"
            raise DataError(Problem("", what, 'write file = "work.ics", or a command that prints a calendar'))


@attrs.frozen
class FeedSection:
    """[feeds.NAME]: one feed, its file is calendars/NAME.ics."""

    show: Literal["full", "busy", "back"] = "full"
    title: str = ""
    event_title: Literal["lifts", "name"] = "lifts"
    alarm: tuple[Before, ...] = ()
    location: str = ""
    color: Color | None = None
    publish: bool = False
    publish_command: Program = _NO_PROGRAM
    publish_within: TimeLimit = _MINUTE
    all_day: bool = False
    categories: tuple[Category, ...] | None = None
    weeks_ahead: int | None = attrs.field(default=None, validator=within(1, 52))
    weeks_back: int | None = attrs.field(default=None, validator=within(0, 52))
    before: Span = _NOTHING
    after: Span = _NOTHING
    detail: Literal["text", "short"] = "text"
    how_to: Literal["none", "link", "text"] = "none"
    how_to_links: Mapping[ExerciseId, WebAddress] = attrs.field(factory=dict)
    unit: Unit | None = None
    unit_words: Mapping[Unit, UnitWord] = attrs.field(factory=dict)
    marks: tuple[Literal["deload", "away"], ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse room around an event that has no times, and links nothing shows; raises DataError."""
        if self.all_day and (self.before or self.after):
            key = "before" if self.before else "after"
            raise DataError(
                Problem(key, "an event of a whole day has no time to keep free", "leave out one of the two")
            )
        if self.how_to_links and self.how_to != "link":
            raise DataError(Problem("how_to_links", "are not shown", 'write how_to = "link"'))


@attrs.frozen
class DayChoice:
    """[days.NAME]: what the athlete trains on a day of the weekly calendar."""

    workout: WorkoutId | None = None
    text: str | None = None


@attrs.frozen
class ExerciseSection:
    """[exercises.NAME]: an exercise of the athlete's own."""

    direct: tuple[Muscle, ...] = attrs.field(metadata={"write": 'name the muscles it works, like direct = ["lats"]'})
    name: str = ""
    indirect: tuple[Muscle, ...] = ()
    loaded_with: LoadedWith = LoadedWith.PAIR
    sides: int = attrs.field(default=1, validator=within(1, 2))
    instructions: str = ""
    cues: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    alternatives: tuple[ExerciseId, ...] = ()
    needs_bar: bool = False
    start_share: float = attrs.field(default=0.15, validator=within(0, 2))
    light: bool = False
    link: WebAddress | None = None


@attrs.frozen
class SlotSection:
    """An exercise in a workout of the athlete's own; any other key is a parameter of its rule."""

    exercise: ExerciseId = attrs.field(metadata={"write": 'write exercise = "dumbbell-row"'})
    sets: int = attrs.field(default=3, validator=within(1, 20))
    reps: RepRange = _REPS
    rest: Rest = _REST
    rule: RuleId | None = None
    start: Load | None = None


@attrs.frozen
class ChangeSection:
    """What differs from a built-in slot; any other key is a parameter of its rule."""

    rule: RuleId | None = None
    start: Load | None = None
    sets: int | None = attrs.field(default=None, validator=within(1, 20))
    reps: RepRange | None = None
    rest: Rest | None = None
    instead: ExerciseId | None = None


@attrs.frozen
class WarmUpSection:
    """The warm-up of an own workout: `light_sets` is exercise -> reps."""

    general: str = "Move about for a few minutes until you are warm."
    light_sets: Mapping[ExerciseId, Reps] = attrs.field(factory=dict)
    minutes: int = attrs.field(default=8, validator=within(0, 60))


@attrs.frozen
class WorkoutSection:
    """[workouts.NAME] with `slots`: a workout of the athlete's own."""

    slots: tuple[WorkoutSlot, ...]
    name: str = ""
    experienced: tuple[WorkoutSlot, ...] = ()
    warm_up: WarmUpSection | None = None
    summary: str = ""


@attrs.frozen
class DaySection:
    """A day of a weekly calendar of the athlete's own."""

    id: Name = attrs.field(metadata={"write": 'write id = "push"'})
    name: str = ""
    focus: tuple[Group, ...] = ()
    workout: WorkoutId | None = None
    text: str = ""
    minutes: int = attrs.field(default=60, validator=within(5, 300))


@attrs.frozen
class WeeklyCalendarSection:
    """[calendars.NAME]: a weekly calendar of the athlete's own; `weekdays` are the days it falls on by default."""

    days: tuple[DaySection, ...] = attrs.field(metadata={"write": 'write days = [{ id = "push", focus = ["chest"] }]'})
    name: str = ""
    weekdays: tuple[Weekday, ...] = ()
    days_experienced: tuple[DaySection, ...] = ()
    weekdays_experienced: tuple[Weekday, ...] = ()
    summary: str = ""


@attrs.frozen
class WorkoutTables:
    """[workouts]: those of the athlete's own, and by workout and exercise what differs from the built-in ones."""

    own: tuple[Workout, ...] = ()
    changes: Mapping[str, Mapping[str, SlotChange]] = attrs.field(factory=dict)


OwnDumbbells = NewType("OwnDumbbells", tuple[Dumbbell, ...])
"""[dumbbells.NAME]: keys as in the catalogue of dumbbells."""


@attrs.frozen
class DeloadSection:
    """[deload]: when to take it easy."""

    every_weeks: int = attrs.field(default=0, validator=within(0, 52))
    after_stall: int = attrs.field(default=6, validator=within(0, 30))


PluginTables = NewType("PluginTables", Mapping[str, object])
"""[plugins]: `disable` names those to leave alone; [plugins.NAME] is given to the plugin of that name as it is."""


@attrs.frozen
class WebSection:
    """[web]: the page on which sessions are written down."""

    base_url: WebAddress | None = None


@attrs.frozen
class PlanFile:
    """All of plan.toml."""

    athlete: AthleteSection
    id: PlanId | None = None
    places: Mapping[Name, PlaceSection] = attrs.field(factory=dict)
    calendar: CalendarSection = CalendarSection()
    days: Mapping[DayId, DayChoice] = attrs.field(factory=dict)
    workouts: WorkoutTables = WorkoutTables()
    feeds: Mapping[Name, FeedSection] = attrs.field(factory=dict)
    exercises: Mapping[Name, ExerciseSection] = attrs.field(factory=dict)
    calendars: Mapping[Name, WeeklyCalendarSection] = attrs.field(factory=dict)
    dumbbells: OwnDumbbells = OwnDumbbells(())
    deload: DeloadSection = DeloadSection()
    busy: Mapping[Name, BusySection] = attrs.field(factory=dict)
    plugins: PluginTables = PluginTables({})
    web: WebSection = WebSection()

    def __attrs_post_init__(self) -> None:
        """Refuse feeds that show more weeks than are planned; raises DataError."""
        weeks = self.calendar.weeks
        beyond = [
            Problem(
                f"feeds.{name}.weeks_ahead",
                f"{weeks} weeks are planned",
                f"write weeks = {one.weeks_ahead} under [calendar]",
            )
            for name, one in self.feeds.items()
            if (one.weeks_ahead or 0) > weeks
        ]
        if beyond:
            raise DataError(*beyond)
