"""What is trained: exercises, workouts and the weekly calendars that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final

import attrs

from overload.errors import DataError, Problem
from overload.model.effort import OpenEnd
from overload.model.equipment import FOR_BOTH_HANDS, Gear
from overload.units import Load

THINGS: Final[Mapping[str, str]] = {
    "chair": "a chair that stands firm",
    "table": "a table that cannot slide, or a wall to lean the hands on",
    "sofa": "a heavy sofa",
    "wall": "a wall to hold on to",
    "doorway": "a door frame to hold on to",
    "step": "a firm step, 30 to 45 cm high",
    "books": "two stacks of books",
    "towel": "a towel on a smooth floor",
    "bench": "a bench",
}
"""What an exercise may need besides what it is done with: id -> what it is."""
USUAL_THINGS: Final = frozenset(THINGS) - {"bench"}
"""What there is at a place of which nothing else is said: what any home has."""


class LoadedWith(StrEnum):
    """How an exercise is loaded: with its gear in each hand, with one piece of it, or by bodyweight."""

    PAIR = "pair"
    """A matching dumbbell in each hand."""
    ONE = "one"
    """One dumbbell, one bar, one stack."""
    BODYWEIGHT = "bodyweight"
    """Bodyweight, with load added or taken off."""


class Measure(StrEnum):
    """What the count of a set counts."""

    REPS = "reps"
    SECONDS = "seconds"
    """Of a hold: a plank, a dead hang."""
    METRES = "metres"
    """Of a carry."""

    @property
    def most(self) -> int:
        """The most that one set can be asked to be."""
        return _MOST[self]

    @property
    def step(self) -> int:
        """The smallest step worth asking for: a rep, five seconds, five metres (an estimate of ours)."""
        return 1 if self is Measure.REPS else 5

    @property
    def sign(self) -> str:
        """What stands behind a count: nothing, `s` or `m`."""
        return {Measure.REPS: "", Measure.SECONDS: "s", Measure.METRES: "m"}[self]


@attrs.frozen
class Drawn:
    """How an exercise looks: an `overload.Figure`, of which only what draws it has to know more than its words."""

    words: str


_MOST: Final = {Measure.REPS: 99, Measure.SECONDS: 3600, Measure.METRES: 5000}


_BODYWEIGHT_ONLY: Final = frozenset({Gear.BAR, Gear.VEST, Gear.NOTHING})


@attrs.frozen
class RepRange:
    """What one set is asked to be: `low` to `high` reps, seconds or metres, both included, 1 to `measure.most`."""

    low: int
    high: int
    measure: Measure = Measure.REPS

    def __attrs_post_init__(self) -> None:
        """Refuse a range that runs backwards or asks for more than one set can be; raises DataError."""
        sign = f" {self.measure.sign}" if self.measure.sign else ""
        if self.low > self.high:
            raise DataError(Problem("", f"{self} runs backwards", f"write '{self.high}-{self.low}{sign}'"))
        if not 1 <= self.low <= self.high <= self.measure.most:
            raise DataError(Problem("", f"{self} is not between 1 and {self.measure.most} {self.measure}"))

    def __str__(self) -> str:
        sign = f" {self.measure.sign}" if self.measure.sign else ""
        return f"{self.low}{sign}" if self.low == self.high else f"{self.low}-{self.high}{sign}"


def usual_range(measure: Measure) -> RepRange:
    """Return what is asked of a set where nobody says: 8-12 reps, 30-60 s, 20-40 m (estimates of ours)."""
    low, high = {Measure.REPS: (8, 12), Measure.SECONDS: (30, 60), Measure.METRES: (20, 40)}[measure]
    return RepRange(low, high, measure)


@attrs.frozen
class Exercise:
    """A movement: what it works, what it is loaded with and how it is done.

    `direct` and `indirect` are ids of MUSCLES; `sides` is 2 when a set is left + right, one after the other.
    `start_share` is the share of bodyweight per hand to start with where no starting load is known (an estimate of
    ours). `light` marks what the lighter of two fixed pairs serves. `alternatives` are exercise ids, best first;
    where a place lacks what the exercise needs, the first one that can be done there takes its place. `link` is an
    address that shows how it is done, if there is one. `measure` is what its sets are counted in where nobody says
    otherwise, `open_end` how far a set goes that is open at the top. `figure` shows it, as an
    `overload.Figure`; that of a built-in exercise is found by its id.

    `gear` is what it is done with, and `needs_bar` that it hangs from a pull-up bar besides, which gear `bar` means
    already. What is not said follows: who needs a bar is done with it, bodyweight alone with nothing, the rest with
    dumbbells; a pair of them, one of any other thing, and bodyweight of bar, vest and nothing. `is_helped` tells that
    bands, a chair or a partner can take weight off, as they do of all that hangs from a bar where nothing is said.

    `body_share` is the share of bodyweight that is moved with the load, 0 where it cannot be told as a weight: a lever,
    a hold. What is not said is the whole body of what is loaded with bodyweight, and nothing of the rest. `needs` are
    ids of THINGS. `reps` and `rest_s` are what is usual for a set of it and after it. `easier` and `harder` are its
    neighbours in its family (exercise ids), `swap` is the group whose exercises can take each other's place.
    `cautions` are what to look out for, told in its first three sessions.
    """

    id: str
    name: str
    direct: tuple[str, ...]
    indirect: tuple[str, ...] = ()
    loaded_with: LoadedWith = attrs.field(default=None)
    sides: int = 1
    instructions: str = ""
    cues: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    needs_bar: bool = False
    start_share: float = 0.15
    light: bool = False
    link: str = ""
    measure: Measure = Measure.REPS
    gear: Gear = attrs.field(default=None)
    open_end: OpenEnd = OpenEnd.CLEAN_REP
    figure: Drawn | None = attrs.field(default=None, repr=False)
    is_helped: bool = attrs.field(default=None)
    body_share: float = attrs.field(default=None)
    needs: tuple[str, ...] = ()
    reps: RepRange | None = None
    rest_s: int = 120
    easier: str = ""
    harder: str = ""
    swap: str = ""
    cautions: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Fill in what was not said of how it is loaded."""
        said: LoadedWith | None = self.loaded_with
        gear: Gear | None = self.gear
        found = gear or usual_gear(said, needs_bar=self.needs_bar)
        object.__setattr__(self, "gear", found)
        object.__setattr__(self, "loaded_with", said or usual_loading(found))
        object.__setattr__(self, "needs_bar", self.needs_bar or found is Gear.BAR)
        is_body = self.loaded_with is LoadedWith.BODYWEIGHT
        is_helped: bool | None = self.is_helped
        share: float | None = self.body_share
        object.__setattr__(self, "is_helped", is_body and self.needs_bar if is_helped is None else is_helped)
        object.__setattr__(self, "body_share", float(is_body) if share is None else share)

    @property
    def usual_reps(self) -> RepRange:
        """What is asked of a set of it where nobody says."""
        return self.reps or usual_range(self.measure)

    def body_moved(self, bodyweight: Load | None) -> Load | None:
        """Return what of the body is moved with the load, None where that is nothing, not known, or no weight."""
        if bodyweight is None or self.loaded_with is not LoadedWith.BODYWEIGHT or not self.body_share:
            return None
        if self.body_share == 1:
            return bodyweight
        return Load(bodyweight.amount * Decimal(str(self.body_share)), bodyweight.unit)


def usual_gear(loaded_with: LoadedWith | None, *, needs_bar: bool = False) -> Gear:
    """Return what an exercise is done with that does not say it."""
    if needs_bar and loaded_with in {None, LoadedWith.BODYWEIGHT}:
        return Gear.BAR
    return Gear.NOTHING if loaded_with is LoadedWith.BODYWEIGHT else Gear.DUMBBELLS


def usual_loading(gear: Gear) -> LoadedWith:
    """Return how an exercise with this gear is loaded where that is not said."""
    if gear in _BODYWEIGHT_ONLY:
        return LoadedWith.BODYWEIGHT
    return LoadedWith.PAIR if gear is Gear.DUMBBELLS else LoadedWith.ONE


def loading_fault(exercise: Exercise) -> str:
    """Say why an exercise cannot be loaded as it says with the gear it names; empty if it can."""
    gear, loaded_with = exercise.gear, exercise.loaded_with
    if gear in _BODYWEIGHT_ONLY and loaded_with is not LoadedWith.BODYWEIGHT:
        return f"gear '{gear}' goes with loaded_with '{LoadedWith.BODYWEIGHT}' alone"
    if gear in FOR_BOTH_HANDS and loaded_with is LoadedWith.PAIR:
        return f"there is one {gear.words}, for both hands: loaded_with is '{LoadedWith.ONE}', not '{loaded_with}'"
    return ""


@attrs.frozen
class WorkoutSlot:
    """An exercise in a workout with its sets, rep range, rest (seconds) and rule.

    `rule` empty means the default for what the exercise is loaded with; `params` are the rule's fields by name. Slots
    of a workout with the same `superset` are done in turns, a set of each.
    """

    exercise: str
    sets: int
    reps: RepRange
    rest_s: int = 120
    rule: str = ""
    params: Mapping[str, object] = attrs.field(factory=dict)
    start: Load | None = None
    superset: str = ""


def key_of(exercise: str, reps: RepRange) -> str:
    """Return the word for an exercise in one of its ranges: `dumbbell-row@5-6`, `plank@30-60s`."""
    return f"{exercise}@{reps}".replace(" ", "")


@attrs.frozen
class WarmUp:
    """What comes before the first slot: `general` in words, then light sets of these exercises (id, reps)."""

    general: str
    light_sets: tuple[tuple[str, int], ...] = ()
    minutes: int = 8


@attrs.frozen
class Workout:
    """An ordered list of slots, and the warm-up before it.

    `beginner` and `experienced`, where they are given, replace `slots` for them.
    `like` is the workout that it holds with more besides: what a plan says of that one's exercises holds here too, and
    whoever wrote a workout of that name trains it on the days of this one.
    """

    id: str
    name: str
    slots: tuple[WorkoutSlot, ...]
    warm_up: WarmUp | None = None
    experienced: tuple[WorkoutSlot, ...] = ()
    summary: str = ""
    like: str = ""
    beginner: tuple[WorkoutSlot, ...] = ()

    @property
    def editions(self) -> tuple[tuple[WorkoutSlot, ...], ...]:
        """The slots for each level of experience that has its own; the usual ones come last."""
        return tuple(slots for slots in (self.beginner, self.experienced, self.slots) if slots)

    def edition(self, experience: str) -> tuple[WorkoutSlot, ...]:
        """Return the slots for somebody of an experience."""
        own = {"beginner": self.beginner, "experienced": self.experienced}.get(experience)
        return own or self.slots


def title_of(id_: str) -> str:
    """Return what something is called that has only an id: `my-curl` is "My curl"."""
    return id_.replace("-", " ").capitalize()


@attrs.frozen
class Day:
    """An entry of a weekly calendar: its focus groups (ids of GROUPS), and its workout or free text if any."""

    id: str
    name: str
    focus: tuple[str, ...]
    workout: str = ""
    text: str = ""
    minutes: int = 60


@attrs.frozen
class WeeklyCalendar:
    """A split: which day follows which in a week, and the weekdays (0 = Monday) it falls on by default.

    `days_experienced` and `weekdays_experienced` replace them for the experienced, where they are given. `now` is the
    calendar that has the name of this one today: who began with this one goes on with it.
    """

    id: str
    name: str
    days: tuple[Day, ...]
    weekdays: tuple[int, ...]
    days_experienced: tuple[Day, ...] = ()
    weekdays_experienced: tuple[int, ...] = ()
    summary: str = ""
    now: str = ""
