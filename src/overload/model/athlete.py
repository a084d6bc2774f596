"""What an athlete chose in plan.toml, as values; nothing here knows the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum

import attrs

from overload.model.busy import BusySource, Share
from overload.model.equipment import Band, Dumbbell
from overload.model.feed import FeedChoice
from overload.model.own_calendar import OwnCalendar
from overload.model.training import USUAL_THINGS, Exercise, RepRange, WeeklyCalendar, Workout
from overload.model.zones import ZoneFrom
from overload.units import Load, Unit


class Experience(StrEnum):
    """How long somebody has trained: decides back once or twice a week, and the edition of the workout."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    EXPERIENCED = "experienced"

    @property
    def knows_failure(self) -> bool:
        """Whether somebody can tell the last rep they do well from the one before it."""
        return self in {Experience.INTERMEDIATE, Experience.EXPERIENCED}


class Missed(StrEnum):
    """What becomes of a session nobody did."""

    SHIFT = "shift"
    SKIP = "skip"
    MERGE = "merge"


class Order(StrEnum):
    """Whether each week begins the order of the weekly calendar, or what was missed comes next in a sequence."""

    WEEK = "week"
    SEQUENCE = "sequence"


class Fit(StrEnum):
    """What becomes of a session where a gap is too short for it: it goes elsewhere whole, or is cut to the gap."""

    WHOLE = "whole"
    SHORTEN = "shorten"


class Silence(StrEnum):
    """What becomes of a past session of which nobody said a word: it is asked about, or it was missed."""

    UNKNOWN = "unknown"
    MISSED = "missed"


@attrs.frozen
class Best:
    """What somebody can do of an exercise in one set, as far as good form goes, before anything is written down.

    `reps` (0 too) at `load`; with None it is bodyweight alone.
    """

    reps: int
    load: Load | None = None

    def __str__(self) -> str:
        return str(self.reps) if self.load is None else f"{self.load} x {self.reps}"


@attrs.frozen
class Athlete:
    """Who trains. `zone` is an IANA name; `unit` is for what has no unit of its own.

    `zones` are where they will be from which date on. `bodyweight` is that of days on which no other was logged; `sex`
    is `female`, `male` or not told. `can` is what they told of their strength at first, by exercise id.
    """

    zone: str
    name: str = ""
    experience: Experience = Experience.INTERMEDIATE
    unit: Unit = Unit.KG
    bodyweight: Load | None = None
    sex: str = ""
    can: Mapping[str, Best] = attrs.field(factory=dict)
    zones: tuple[ZoneFrom, ...] = ()


@attrs.frozen
class Place:
    """Where they train and with what.

    `dumbbells` and other `gear` are catalogue ids, told apart for the reader alone. `bands` take weight off a pull-up,
    up to `bands_at_once` of them together, `help` is `chair`, `partner` or empty, `added` is what can be hung on the
    athlete. `dials` is `kg` where dials in lb print kg, else empty. `use` names, per exercise id, the dumbbells that
    serve it: ids, or `heavy` / `light` / `both` where two fixed pairs are owned. `has` are ids of THINGS that
    are there, None for what any home has.
    """

    id: str
    dumbbells: tuple[str, ...] = ()
    pull_up_bar: bool = True
    bands: tuple[Band, ...] = ()
    help: str = ""
    added: tuple[Load, ...] = ()
    micro: tuple[str, ...] = ()
    dials: str = ""
    use: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    gear: tuple[str, ...] = ()
    bands_at_once: int = 1
    has: tuple[str, ...] | None = None

    @property
    def owned(self) -> tuple[str, ...]:
        """The ids of all that is there to be loaded with, dumbbells first."""
        return (*self.dumbbells, *self.gear)

    @property
    def things(self) -> frozenset[str]:
        """What there is to stand on, lean on and hold on to."""
        return USUAL_THINGS if self.has is None else frozenset(self.has)


@attrs.frozen
class TrainingTime:
    """A weekday (0 = Monday) with the wall-clock time training starts there, and where (a place id).

    With `until` it is a window: training may start later in it, as long as it ends by then, on the next day where that
    is no later than it begins. It comes from the date `first` to `last` (both included), every so many weeks.
    """

    weekday: int
    start: time
    place: str
    until: time | None = None
    preferred: bool = True
    first: date | None = None
    last: date | None = None
    every: int = 1


@attrs.frozen
class RecurringTime:
    """A training time that does not come every week: an RFC 5545 RRULE counted from `first`, to `last` if it ends."""

    rule: str
    first: date
    start: time
    place: str
    until: time | None = None
    preferred: bool = True
    last: date | None = None


@attrs.frozen
class CalendarChoice:
    """Which weekly calendar, from which date, on which days; `weeks` is the horizon.

    When `grace_days` after its own day have ended, `silence` says what a session without a log counts as;
    None: it was missed, but a day without exercises was done.
    `session_minutes` is how long a session may be; None: as long as it takes. `order` None is a week, or a sequence
    where there are fewer training times than days. `fit` says what a gap takes that is shorter than a session.
    """

    use: str
    start: date
    times: tuple[TrainingTime, ...]
    missed: Missed = Missed.SHIFT
    weeks: int = 4
    sessions_per_day: int = 1
    grace_days: int = 1
    also: tuple[RecurringTime, ...] = ()
    session_minutes: int | None = None
    silence: Silence | None = None
    order: Order | None = None
    fit: Fit = Fit.WHOLE


@attrs.frozen
class DeloadChoice:
    """When to take it easy: every so many weeks (0: never), and after so many sessions without progress (0: never)."""

    every_weeks: int = 0
    after_stall: int = 6


@attrs.frozen
class SlotChange:
    """What differs from the built-in slot of an exercise; None leaves it. `instead` is another exercise's id."""

    rule: str | None = None
    params: Mapping[str, object] = attrs.field(factory=dict)
    start: Load | None = None
    sets: int | None = None
    reps: RepRange | None = None
    rest_s: int | None = None
    instead: str | None = None
    superset: str | None = None


@attrs.frozen
class Configuration:
    """All of plan.toml. `plan_id` names the events for life; `day_texts` and `day_workouts` are by day id.

    `workouts` are those that it writes itself, `edited` built-in ones of which it adds or leaves out exercises.

    `base_url` is where the web page is reached, without a slash at its end; empty where there is none. `own_calendar`
    is the athlete's own, which sessions are written into.
    """

    plan_id: str
    athlete: Athlete
    places: tuple[Place, ...]
    calendar: CalendarChoice
    changes: Mapping[str, Mapping[str, SlotChange]] = attrs.field(factory=dict)
    feeds: tuple[FeedChoice, ...] = (FeedChoice("training"),)
    day_texts: Mapping[str, str] = attrs.field(factory=dict)
    day_workouts: Mapping[str, str] = attrs.field(factory=dict)
    exercises: tuple[Exercise, ...] = ()
    workouts: tuple[Workout, ...] = ()
    edited: tuple[Workout, ...] = ()
    calendars: tuple[WeeklyCalendar, ...] = ()
    dumbbells: tuple[Dumbbell, ...] = ()
    deload: DeloadChoice = DeloadChoice()
    busy: tuple[BusySource, ...] = ()
    shares: tuple[Share, ...] = ()
    base_url: str = ""
    own_calendar: OwnCalendar | None = None

    def place(self, place_id: str) -> Place:
        """Return the place of that id (ids are checked when plan.toml is read)."""
        return next(place for place in self.places if place.id == place_id)
