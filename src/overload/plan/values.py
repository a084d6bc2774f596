"""A plan: sessions with their prescriptions over the horizon, and everything there is to say about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import attrs

from overload.equipment.loading import LoadingStep
from overload.errors import Problem
from overload.model import (
    Athlete,
    Day,
    Entry,
    Exercise,
    FeedChoice,
    Place,
    Placement,
    Prescription,
    Published,
    RepRange,
    Request,
    SetTarget,
    Status,
    Wanted,
    WarmUp,
    WeeklyCalendar,
    rows_of,
)
from overload.plan.past import Past
from overload.plan.wanted import Candidate
from overload.units import Load


@attrs.frozen
class Outgrown:
    """The heaviest dumbbell there is for an exercise, and the strength (an e1RM a hand) that has outgrown it."""

    top: Load
    e1rm: Load


@attrs.frozen
class PlannedSlot:
    """One exercise of a session: what is asked, how to get there, and what was done if it is behind us.

    `is_firm` is true for the first session of the exercise ahead; the ones behind it are forecasts. `plates` says in
    words which plates go on each end (empty for dials and fixed dumbbells); `labels` what the dial prints per load.
    `warm_up` are the sets before the first one asked for, lightest first. `record` says what was never done before.
    `key` tells it from the other slots of its session: the id of its exercise, with its range where the session has
    that exercise twice (`dumbbell-row@5-6`). `lane` is that range. Neighbours with the same `superset` are done in
    turns. `outgrown` says that the dumbbells at home end below what the athlete needs. `cautions` are what to look out
    for, and `cues` what to keep in mind, where somebody has yet to learn it. `instead_of` is the id of the exercise of
    which it is a variation that takes its place.
    """

    exercise: Exercise
    prescription: Prescription
    rest_s: int
    rule: str
    is_firm: bool = True
    plates: str = ""
    labels: Mapping[Load, str] = attrs.field(factory=dict)
    warm_up: tuple[SetTarget, ...] = ()
    done: Entry | None = None
    record: str = ""
    key: str = ""
    lane: RepRange | None = None
    superset: str = ""
    outgrown: Outgrown | None = None
    cautions: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    instead_of: str = ""

    @property
    def to_do(self) -> tuple[SetTarget, ...]:
        """Return the sets that are still asked for: none once something is logged."""
        return self.prescription.sets if self.done is None else ()

    @property
    def sets_done(self) -> int:
        """How many sets are written down; left and right are one."""
        return len(rows_of(self.done.sets)) if self.done else 0

    @property
    def is_whole(self) -> bool:
        """Tell whether all that is asked for is written down."""
        return self.done is not None and self.sets_done >= len(self.prescription.sets)


@attrs.frozen
class LightSet:
    """A light set of the warm-up before the session, with the lightest load there is; `label` as the dial prints it."""

    exercise: Exercise
    reps: int
    load: Load
    label: str = ""


@attrs.frozen
class Session:
    """A day placed on a date and time (aware, in the athlete's zone). `ordinal` is for life; `id` is how people say it.

    `why` says in one line why it stands on this day. Days without a workout have no slots and may have a `text`.
    `exercises` are the ids of all that belongs to it, also where it was missed and `slots` is empty; `keys` tell them
    apart. `light_sets` are those of `warm_up` with their loads; `loading` says what goes on and off the plate
    dumbbells, set after set. `change` says what moved it here or dropped it, as it was told then. `apart` says which
    of its supersets are none here, and why. `note` is what the athlete wrote of it as a whole.
    """

    ordinal: int
    key: str
    day: Day
    start: datetime
    end: datetime
    place: Place
    status: Status
    why: str
    slots: tuple[PlannedSlot, ...] = ()
    warm_up: WarmUp | None = None
    text: str = ""
    exercises: tuple[str, ...] = ()
    light_sets: tuple[LightSet, ...] = ()
    loading: tuple[LoadingStep, ...] = ()
    change: str = ""
    keys: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    note: str = ""

    @property
    def id(self) -> str:
        """Return its name in tables and on the command line: `s17`."""
        return f"s{self.ordinal}"

    @property
    def minutes(self) -> int:
        """Length in minutes of elapsed time, whatever the clock on the wall does meanwhile."""
        return (self.end.astimezone(UTC) - self.start.astimezone(UTC)) // timedelta(minutes=1)


@attrs.frozen
class Mark:
    """Whole days with a meaning, `first` to `last`, both included: `kind` is `deload` or `away`.

    `number` tells it from others of its kind for life: the week counted from the beginning of the calendar, or the
    number of the decision. `text` is what the athlete said of it; `has_training` tells that it goes on meanwhile.
    """

    kind: str
    number: int
    first: date
    last: date
    text: str = ""
    is_cancelled: bool = False
    has_training: bool = False


@attrs.frozen
class WeekVolume:
    """Fractional weekly sets per muscle id (direct 1, indirect 0.5) of the ISO week that begins on `monday`."""

    monday: date
    sets: Mapping[str, float]


@attrs.frozen
class Placing:
    """How the sessions of a plan got their times: the past, what was wanted, what was asked and the answer."""

    past: Past
    wanted: tuple[Candidate, ...]
    asked: Request
    placement: Placement

    def wants(self, key: str) -> Wanted | None:
        """Return what the scheduler was asked of a session, None where it was not to be placed."""
        return next((wanted for wanted in self.asked.wanted if wanted.key == key), None)

    def has_placed(self, key: str) -> bool:
        """Tell whether a session was to be placed and got a time."""
        return any(placed.key == key for placed in self.placement.placed)


@attrs.frozen
class Plan:
    """What build() returns. `sessions` ascend in time, past ones first; `published` is what to remember of them.

    `problems` cost exit code 3; `advice` and `remarks` never do: the first is said as long as it can be followed, the
    most useful first, the second once. `now` is aware, in the athlete's zone. `placing` is how the sessions got there,
    for questions about it; plans that say the same are equal whatever led to them. `offer` is the session (its
    ordinal) with which a beginner is offered to go on as an intermediate.
    """

    plan_id: str
    now: datetime
    athlete: Athlete
    calendar: WeeklyCalendar
    sessions: tuple[Session, ...]
    published: tuple[Published, ...]
    placing: Placing = attrs.field(eq=False, repr=False)
    volume: tuple[WeekVolume, ...] = ()
    feeds: tuple[FeedChoice, ...] = ()
    problems: tuple[Problem, ...] = ()
    advice: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    offer: int | None = None

    def ahead(self) -> tuple[Session, ...]:
        """Return what is still to be done, soonest first."""
        return tuple(session for session in self.sessions if session.status is Status.PLANNED)
