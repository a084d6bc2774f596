"""A catalogue small enough to read: what the plans of these tests may name."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar, Literal

import attrs
import pytest

from overload.catalog import Catalog
from overload.model import (
    Day,
    Dumbbell,
    DumbbellKind,
    Exercise,
    Ladder,
    LoadedWith,
    Micro,
    Performed,
    Prescription,
    RepRange,
    Slot,
    WeeklyCalendar,
    Workout,
    WorkoutSlot,
)
from overload.units import Load, Unit


@attrs.frozen
class DoubleProgression:
    """A rule with a parameter of most kinds."""

    name: ClassVar[str] = "double-progression"
    earned_by: Literal["all", "last", "weakest"] = "all"
    rep_step: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    in_a_row: int = 1
    stretch: float = 1.5
    share: Decimal = Decimal(1)
    is_strict: bool = False
    step: Load | None = None
    unit: Unit = Unit.KG

    def __attrs_post_init__(self) -> None:
        """Refuse what does not go together."""
        if self.is_strict and self.in_a_row > 3:
            raise ValueError("strict and more than three in a row")

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Never called here."""
        raise NotImplementedError


@attrs.frozen
class Autoregulation:
    """The rule of whatever counts reps and names none."""

    name: ClassVar[str] = "autoregulation"
    reserve: int = 0

    def propose(self, slot: Any, history: Sequence[Any], ladder: Any) -> Any:
        """Nothing is proposed here."""
        raise NotImplementedError


@attrs.frozen
class PullUpLadder(DoubleProgression):
    """The rule of what bodyweight loads, where none is named."""

    name: ClassVar[str] = "pull-up-ladder"


@attrs.frozen
class RepTarget(DoubleProgression):
    """A rule that must be told its total."""

    name: ClassVar[str] = "rep-target"
    total: int = 30


def _named(*things: Any) -> dict[str, Any]:
    return {thing.id: thing for thing in things}


def _catalog() -> Catalog:
    exercises = (
        Exercise("dumbbell-deadlift", "Dumbbell deadlift", ("erectors",)),
        Exercise("pull-up", "Pull-up", ("lats",), loaded_with=LoadedWith.BODYWEIGHT, needs_bar=True),
        Exercise("dumbbell-row", "Dumbbell row", ("mid-back",), loaded_with=LoadedWith.ONE, sides=2),
        Exercise("reverse-dumbbell-fly", "Reverse dumbbell fly", ("rear-delts",), light=True),
        Exercise("bent-over-row", "Bent-over row", ("mid-back",)),
    )
    slots = tuple(WorkoutSlot(exercise.id, 3, RepRange(8, 12)) for exercise in exercises[:4])
    push, pull, legs = (Day(name.lower(), name, ()) for name in ("Push", "Pull", "Legs"))
    dumbbells = [
        Dumbbell(name, name, DumbbellKind.DIAL, Unit.LB, (Decimal(5), Decimal(10)))
        for name in ("bowflex-552", "bowflex-1090", "spinlock-2_5kg-full", "powerblock-elite-exp-50")
    ]
    return Catalog(
        exercises=_named(*exercises),
        workouts=_named(Workout("home-back", "Back at home", slots)),
        calendars=_named(
            WeeklyCalendar("ppl", "Push/pull/legs", (push, pull, legs), (0, 2, 4)),
            WeeklyCalendar("back-only", "Back", (pull,), (0,), (pull, pull), (0, 3)),
        ),
        dumbbells=_named(*dumbbells),
        micros=_named(Micro("magnets-0_5kg", "Magnets", Unit.KG, Decimal("0.5"))),
        rules={rule.name: rule for rule in (Autoregulation, DoubleProgression, PullUpLadder, RepTarget)},
    )


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Return the catalogue the plans of these tests may name."""
    return _catalog()


@pytest.fixture(scope="session")
def full_plan() -> str:
    """Return a plan that uses every section and every key."""
    return FULL_PLAN


FULL_PLAN = """\
id = "kim-2026"                         # the plan

[athlete]                               # who
name = "Kim"                            # the name
experience = "experienced"
unit = "kg"
bodyweight = "80 kg"                    # in the morning
zone = "Europe/Stockholm"

[places.home]
dumbbells = ["bowflex-552", "mine"]     # two of them
gear = ["curl-bar"]
pull_up_bar = true
bands = ["-30 kg", "dark-blue band -15 kg"]
bands_at_once = 2
help = "chair"
added = ["5 kg", "10 lb"]
micro = ["magnets-0_5kg"]
use = { reverse-dumbbell-fly = "light", dumbbell-row = ["bowflex-552", "mine"] }

[places.cabin]
pull_up_bar = false

[calendar]
use = "mine"
start = 2026-11-30
days = { mon = "18:00", wednesday = ["07:00", "18:30"], sat = { time = "10:00", place = "cabin" } }
time = "17:00"
missed = "skip"
weeks = 6
sessions_per_day = 2

[days.push]
workout = "my-push"
[days.legs]
text = "Squats 3x8"

[workouts.home-back]                    # only what differs
dumbbell-row = { rule = "double-progression", rep_step = 2, earned_by = "last", start = "10 lb" }
pull-up = { start = "-15 kg", reps = 8, rest = "2:30" }
dumbbell-deadlift = { instead = "bent-over-row", sets = 4 }

[workouts.my-push]
name = "Push"
slots = [
  { exercise = "floor-press", sets = 4, reps = "6-10", rest = "2 min" },   # the heavy one
  { exercise = "dumbbell-row", rule = "rep-target", total = 36, step = "2.5 kg", stretch = 2 },
]
experienced = [{ exercise = "floor-press" }]
warm_up = { general = "Row for two minutes.", light_sets = { dumbbell-row = 8 }, minutes = 5 }
summary = "Pressing"

[exercises.floor-press]
direct = ["chest"]
indirect = ["triceps", "front-delts"]
loaded_with = "pair"
sides = 1
instructions = "Lie down and press."
cues = ["elbows in"]
aliases = ["press"]
alternatives = ["bent-over-row"]
needs_bar = false
gear = "dumbbells"
start_share = 0.2
light = false
link = "https://example.org/floor-press"
open_end = "one-left"

[calendars.mine]
name = "My own"
days = [
  { id = "push", name = "Push", focus = ["chest"], workout = "my-push", minutes = 45 },
  { id = "walk", text = "Walk" },
]
weekdays = ["mon", "thu"]
days_experienced = [{ id = "push" }, { id = "legs" }, { id = "walk" }]
weekdays_experienced = ["mon", "wed", "sat"]
summary = "Push and walk"

[dumbbells.mine]
name = "Two of iron"
kind = "fixed"
unit = "kg"
settings = [5, 12.5]

[dumbbells.curl-bar]
gear = "ez-bar"
kind = "plate"
unit = "kg"
handle = 7
plates = [[2.5, 4]]

[feeds.training]
show = "full"
title = "Lift"
alarm = ["-30 min", "-1 day"]
location = "The garden"
color = "seagreen"
publish = true
all_day = false
categories = ["Sport", "At home"]
weeks_ahead = 3
weeks_back = 8
before = "10 min"
after = "1 h"
detail = "short"
how_to = "link"
how_to_links = { dumbbell-row = "https://example.org/row" }
unit = "kg"
unit_words = { kg = "kilo", lb = "pounds" }
marks = ["deload", "away"]

[feeds.discreet]
show = "busy"                           # no word of training

[web]
base_url = "https://kim.example.org/train/"
# the end
"""
