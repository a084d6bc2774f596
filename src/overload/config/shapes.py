"""How plan.toml writes the values of the model: only what the model's own fields do not say.

A key has the name and the default of its field, and what may stand there is what the field's type allows. A `Key` here
says what differs: ids that must be known, a figure within bounds, a shorter name. To give the plan a new key that the
rest of the program shall see as it is written, add the field to the model; here only if it needs more than its type.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, NewType, TypeVar

import attrs

from overload.config.bands import Bands
from overload.config.clock import Before, Rest, Span, TimeLimit, Weekday, Zone
from overload.config.fields import (
    Added,
    Bodyweight,
    CalendarFile,
    Category,
    Color,
    Command,
    Group,
    Mailbox,
    Muscle,
    Name,
    OwnAddress,
    Program,
    Reps,
    Thing,
    Title,
    UnitWord,
    WebAddress,
    within,
)
from overload.config.keys import Key, Shape
from overload.config.known import PAIRS, DumbbellId, ExerciseId, GearId, MicroId, RuleId, Serves, WorkoutId
from overload.config.supersets import a_letter, check_supersets
from overload.errors import DataError, Problem
from overload.model import (
    Athlete,
    Best,
    BusySource,
    Day,
    DeloadChoice,
    Exercise,
    FeedChoice,
    OwnCalendar,
    PasswordSource,
    Place,
    RepRange,
    Share,
    SlotChange,
    WarmUp,
    WeeklyCalendar,
    Workout,
    WorkoutSlot,
    ZoneFrom,
    loading_fault,
    title_of,
)
from overload.units import Unit

Password = NewType("Password", PasswordSource)
"""Where the password is, and never itself."""
LightSets = NewType("LightSets", tuple[tuple[ExerciseId, Reps], ...])
"""The light sets of a warm-up: a table of exercise -> reps."""

Titled = TypeVar("Titled", Exercise, Workout, WeeklyCalendar, Day)


def _with_title(thing: Titled) -> Titled:
    """Name what the athlete gave only an id by that."""
    return thing if thing.name else attrs.evolve(thing, name=title_of(thing.id))


def _with_what_is_there(place: Place) -> Place:
    """Refuse what `use` names and is not at this place; raises DataError."""
    elsewhere = [
        Problem(f"use.{exercise}", f"'{dumbbell}' is not among this place's dumbbells", "add it to 'dumbbells'")
        for exercise, dumbbells in place.use.items()
        for dumbbell in dumbbells
        if dumbbell not in {*PAIRS, *place.owned}
    ]
    if elsewhere:
        raise DataError(*elsewhere)
    return place


def _in_turn(athlete: Athlete) -> Athlete:
    """Sort the changes of zone by date, and refuse two on one; raises DataError."""
    dates = [change.first for change in athlete.zones]
    twice = [first for first in dates if dates.count(first) > 1]
    if twice:
        raise DataError(Problem("zones", f"two begin on {twice[0]}", "keep one"))
    return attrs.evolve(athlete, zones=tuple(sorted(athlete.zones, key=lambda change: change.first)))


def _from_one_source(source: BusySource) -> BusySource:
    """Refuse a busy calendar with neither a file nor a command, or both; raises DataError."""
    if bool(source.file) == bool(source.command):
        what = "names both a file and a command" if source.file else "names neither a file nor a command"
        raise DataError(Problem("", what, 'write file = "work.ics", or a command that prints a calendar'))
    return source


def _that_can_be_shown(feed: FeedChoice) -> FeedChoice:
    """Refuse room around an event that has no times, and links nothing shows; raises DataError."""
    if feed.all_day and (feed.before or feed.after):
        key = "before" if feed.before else "after"
        raise DataError(Problem(key, "an all-day event has no time around it to keep free", "leave out one of the two"))
    if feed.how_to_links and feed.how_to != "link":
        raise DataError(Problem("how_to_links", "are not shown", 'write how_to = "link"'))
    # A phone that is told twice to ring at one time rings twice.
    return attrs.evolve(feed, alarms=tuple(dict.fromkeys(feed.alarms)))


def _that_can_be_loaded(exercise: Exercise) -> Exercise:
    """Refuse a pair of barbells, and dumbbells for what is done with nothing; raises DataError."""
    fault = loading_fault(exercise)
    if fault:
        raise DataError(Problem("loaded_with", fault, "leave it out: gear says enough"))
    if exercise.reps is not None and exercise.reps.measure is not exercise.measure:
        hint = f'write measure = "{exercise.reps.measure}" too'
        raise DataError(Problem("reps", f"{exercise.reps} is not counted in {exercise.measure}", hint))
    return _with_title(exercise)


def _with_slots(workout: Workout) -> Workout:
    """Refuse a workout in which nothing is done, or a superset is none; raises DataError."""
    if not workout.slots:
        raise DataError(Problem("slots", "does not name an exercise", 'write slots = [{ exercise = "dumbbell-row" }]'))
    check_supersets(workout.slots, "slots")
    check_supersets(workout.experienced, "experienced")
    check_supersets(workout.beginner, "beginner")
    return _with_title(workout)


def _that_is_one(source: PasswordSource) -> PasswordSource:
    """Refuse a password that is to be found in no place, or in several; raises DataError."""
    if sum(map(bool, attrs.astuple(source))) != 1:
        raise DataError(Problem("", "names no one place to find it in", _WHERE))
    return source


def _that_is_private(calendar: OwnCalendar) -> OwnCalendar:
    """Refuse a password in the address; raises DataError."""
    if "@" in calendar.url.partition("://")[2].partition("/")[0]:
        raise DataError(Problem("url", "has a user or a password in it", f"write user = and {_WHERE}"))
    return calendar


_WHERE: Final = 'password = { command = ["pass", "show", "cal"] }, or { env, keyring or file = "..." }'

ZONE_FROM: Final = Shape(
    ZoneFrom,
    {
        "first": Key(called="from", write="write from = 2026-12-20, the first day there"),
        "zone": Key(Zone, write='write zone = "Asia/Tokyo", or wherever you are from then on'),
    },
    without=frozenset({"last"}),
)
ATHLETE: Final = Shape(
    Athlete,
    {
        "zone": Key(Zone, write='write zone = "Europe/Stockholm", or wherever you train'),
        "bodyweight": Key(Bodyweight),
        "sex": Key(Literal["", "female", "male"]),
        "can": Key(Mapping[ExerciseId, Best]),
        "zones": Key(tuple[ZoneFrom, ...]),
    },
    then=_in_turn,
)
PLACE: Final = Shape(
    Place,
    {
        "dumbbells": Key(tuple[DumbbellId, ...]),
        "gear": Key(tuple[GearId, ...]),
        "bands": Key(Bands),
        "bands_at_once": Key(check=within(1, 3)),
        "help": Key(Literal["", "chair", "partner"]),
        "added": Key(tuple[Added, ...]),
        "micro": Key(tuple[MicroId, ...]),
        "dials": Key(Literal["", "kg"]),
        "use": Key(Mapping[ExerciseId, tuple[Serves, ...]]),
        "has": Key(tuple[Thing, ...]),
    },
    heading="id",
    then=_with_what_is_there,
)
SHARE: Final = Shape(
    Share,
    {"feed": Key(CalendarFile, write='write feed = "../kim/calendars/training.ics"')},
    heading="name",
)
BUSY: Final = Shape(
    BusySource,
    {
        "file": Key(CalendarFile),
        "command": Key(Command),
        "all_day": Key(Literal["marked", "busy", "free"]),
        "buffer": Key(Span),
        "every": Key(Span),
        "trains": Key(Mapping[Title, tuple[Group, ...]]),
        "before": Key(Mapping[Title, Span]),
        "after": Key(Mapping[Title, Span]),
        "me": Key(tuple[Mailbox, ...]),
    },
    heading="name",
    then=_from_one_source,
)
FEED: Final = Shape(
    FeedChoice,
    {
        "show": Key(Literal["full", "busy", "back"]),
        "event_title": Key(Literal["lifts", "name"]),
        "alarms": Key(tuple[Before, ...], called="alarm"),
        "color": Key(Color),
        "publish_command": Key(Program),
        "publish_within": Key(TimeLimit),
        "categories": Key(tuple[Category, ...]),
        "weeks_ahead": Key(check=within(1, 52)),
        "weeks_back": Key(check=within(0, 52)),
        "before": Key(Span),
        "after": Key(Span),
        "detail": Key(Literal["text", "short"]),
        "how_to": Key(Literal["none", "link", "text"]),
        "how_to_links": Key(Mapping[ExerciseId, WebAddress]),
        "unit_words": Key(Mapping[Unit, UnitWord]),
        "marks": Key(tuple[Literal["deload", "away"], ...]),
    },
    heading="name",
    then=_that_can_be_shown,
)
EXERCISE: Final = Shape(
    Exercise,
    {
        "name": Key(default=""),
        "direct": Key(tuple[Muscle, ...], write='name the muscles it works, like direct = ["lats"]'),
        "indirect": Key(tuple[Muscle, ...]),
        "sides": Key(check=within(1, 2)),
        "alternatives": Key(tuple[ExerciseId, ...]),
        "start_share": Key(check=within(0, 2)),
        "link": Key(WebAddress),
        "body_share": Key(check=within(0, 2)),
        "needs": Key(tuple[Thing, ...]),
        "rest_s": Key(Rest, called="rest"),
        "easier": Key(ExerciseId),
        "harder": Key(ExerciseId),
    },
    heading="id",
    without={"figure"},
    then=_that_can_be_loaded,
)
SLOT: Final = Shape(
    WorkoutSlot,
    {
        "exercise": Key(ExerciseId, write='write exercise = "dumbbell-row"'),
        "sets": Key(check=within(1, 20), default=3),
        "reps": Key(default=RepRange(8, 12)),
        "rest_s": Key(Rest, called="rest"),
        "rule": Key(RuleId),
        "superset": Key(check=a_letter),
    },
    without={"params"},
)
CHANGE: Final = Shape(
    SlotChange,
    {
        "rule": Key(RuleId),
        "sets": Key(check=within(1, 20)),
        "rest_s": Key(Rest, called="rest"),
        "instead": Key(ExerciseId),
        "superset": Key(check=a_letter),
    },
    without={"params"},
)
WARM_UP: Final = Shape(
    WarmUp,
    {
        "general": Key(default="Move about for a few minutes until you are warm."),
        "light_sets": Key(LightSets),
        "minutes": Key(check=within(0, 60)),
    },
)
WORKOUT: Final = Shape(Workout, {"name": Key(default="")}, heading="id", without={"like"}, then=_with_slots)
DAY: Final = Shape(
    Day,
    {
        "id": Key(Name, write='write id = "push"'),
        "name": Key(default=""),
        "focus": Key(tuple[Group, ...], default=()),
        "workout": Key(WorkoutId),
        "minutes": Key(check=within(5, 300)),
    },
    then=_with_title,
)
WEEKLY_CALENDAR: Final = Shape(
    WeeklyCalendar,
    {
        "name": Key(default=""),
        "days": Key(write='write days = [{ id = "push", focus = ["chest"] }]'),
        "weekdays": Key(tuple[Weekday, ...], default=()),
        "weekdays_experienced": Key(tuple[Weekday, ...]),
    },
    heading="id",
    without={"now"},
    then=_with_title,
)
PASSWORD: Final = Shape(PasswordSource, {"command": Key(Program)}, then=_that_is_one)
CALDAV: Final = Shape(
    OwnCalendar,
    {
        "url": Key(OwnAddress, write='write url = "https://cal.example.org/kim/training/", or overload caldav connect'),
        "password": Key(Password, write=f"write {_WHERE}"),
        "auth": Key(Literal["", "basic", "digest", "bearer"]),
        "deleted": Key(Literal["skip", "replan"]),
        "rules": Key(Literal["accept", "keep"]),
        "show": Key(Literal["full", "busy"]),
    },
    then=_that_is_private,
)
DELOAD: Final = Shape(DeloadChoice, {"every_weeks": Key(check=within(0, 52)), "after_stall": Key(check=within(0, 30))})

SHAPES: Final[tuple[Shape[Any], ...]] = (
    ZONE_FROM, ATHLETE, PLACE, BUSY, SHARE, FEED, EXERCISE, SLOT, CHANGE, WARM_UP, WORKOUT, DAY, WEEKLY_CALENDAR,
    DELOAD, PASSWORD, CALDAV,
)  # fmt: skip
