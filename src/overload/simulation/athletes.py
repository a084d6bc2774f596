"""The simulated lifters: who they are, what they can, and what they do; every one of them from a seed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from math import log
from random import Random
from typing import Final

import attrs

from overload.model import Exercise, Experience, LoadedWith, RepRange
from overload.simulation.behaviours import Behaviour, Finish, Teller, teller
from overload.simulation.bodies import Body, DoseResponse, FitnessFatigue
from overload.simulation.curves import Curve, hyperbola, logarithm
from overload.simulation.figures import drawn
from overload.simulation.lives import Rhythm
from overload.units import Load


class Model(StrEnum):
    """The two makes of body."""

    DOSE_RESPONSE = "dose-response"
    FITNESS_FATIGUE = "fitness-fatigue"


@attrs.frozen
class Level:
    """How far somebody is: strength in times a first load's maximum, pull-up in times the body, room left (log)."""

    strength: float
    pull_up: float
    room: float


LEVELS: Final = {
    "beginner": Level(1.2, 0.86, 0.55),
    "novice": Level(1.6, 1.05, 0.40),
    "intermediate": Level(2.2, 1.22, 0.22),
    "experienced": Level(2.9, 1.42, 0.10),
}
"""Estimates of ours: how the first loads of the catalogue, which are on the careful side, stand to a maximum."""
BODIES_KG: Final = (55, 70, 85, 105)
"""Body sizes, in turn."""
OF_THE_BODY: Final = 0.5
"""Where the body is lifted too there is half the room: most of what is lifted does not grow."""


_WEEKLY: Final = Rhythm()
_USUAL: Final = Behaviour()


@attrs.frozen
class Preset:
    """A kind of lifter.

    `lost` is the share of former strength that somebody who returns has not got just now; `pull_up` the share of the
    body they can pull up once, if not what is usual; `is_one_pair`, that they have but the lightest load there is.
    """

    level: str
    rhythm: Rhythm = _WEEKLY
    behaviour: Behaviour = _USUAL
    lost: float = 0.0
    pull_up: float | None = None
    is_one_pair: bool = False
    summary: str = ""

    @property
    def experience(self) -> Experience:
        """What plan.toml would call it."""
        return Experience.EXPERIENCED if self.level == "experienced" else Experience.INTERMEDIATE


PRESETS: Final = {
    "beginner": Preset("beginner", summary="in the first months, once a week"),
    "novice": Preset("novice", summary="in the first year, once a week"),
    "intermediate": Preset("intermediate", summary="for some years, once a week"),
    "experienced": Preset(
        "experienced",
        Rhythm(a_week=2),
        Behaviour(Finish.ALL_OUT, notes_reserve=True),
        summary="for many years, twice a week, the last set all out, notes what was left",
    ),
    "erratic": Preset(
        "intermediate",
        Rhythm(missed=1 / 3),
        Behaviour(forgets=0.1),
        summary="misses one session in three, forgets to log",
    ),
    "returning": Preset("intermediate", lost=0.25, summary="was a third stronger once"),
    "no-pull-up-yet": Preset("beginner", pull_up=0.75, summary="cannot do a pull-up"),
    "one-pair-no-bar": Preset("novice", is_one_pair=True, summary="one pair of dumbbells, the lightest there is"),
    "always-as-asked": Preset(
        "novice", Rhythm(missed=0.0), Behaviour(Finish.STOPS), summary="does what is asked and not a rep more"
    ),
    "shift-worker": Preset("intermediate", Rhythm(is_shifting=True), summary="4 to 10 days between sessions"),
}
"""Kinds of lifters by name."""


@attrs.frozen
class Trainee:
    """A simulated lifter: the number among its kind, and everything that is theirs in all exercises."""

    preset: Preset
    model: Model
    number: int
    seed: str
    bodyweight: int
    teller: Teller

    def chance(self, *about: object) -> Random:
        """Return the chance that decides something about this lifter, the same each time."""
        return Random("/".join(map(str, (self.seed, self.model, self.number, *about))))  # noqa: S311 - no secret is made of it

    def skill(self, exercise: Exercise) -> Skill:
        """Return a fresh body in an exercise, its curve and its noise."""
        chance = self.chance(exercise.id)
        at_80, day = drawn("reps at 80 %", chance), drawn("day", chance)
        tiring, rest = drawn("tiring", chance), drawn("rest", chance)
        curve: Curve = hyperbola(at_80) if self.model is Model.DOSE_RESPONSE else logarithm(at_80)
        now, ceiling = self._logs(exercise, drawn("strength", chance))
        return Skill(lambda: self._body(exercise, now, ceiling), curve, day, tiring, rest)

    def _logs(self, exercise: Exercise, times: float) -> tuple[float, float]:
        """Return the logs of the maximum now and of what can ever be reached."""
        level = LEVELS[self.preset.level]
        if exercise.loaded_with is LoadedWith.BODYWEIGHT:
            # Bodies differ less in what they pull up than in what they hold in a hand.
            # What it moves of the body is as hard as a pull-up: nobody would choose a variation far from that.
            share = (self.preset.pull_up or level.pull_up) * (1 + (times - 1) / 2) * (exercise.body_share or 1)
            return log(share * self.bodyweight), log(share * self.bodyweight) + level.room * OF_THE_BODY
        now = log(level.strength * exercise.start_share * self.bodyweight * times)
        return now, now + level.room

    def _body(self, exercise: Exercise, now: float, ceiling: float) -> Body:
        chance = self.chance(exercise.id, "body")
        growth, kept = drawn("growth", chance), drawn("kept", chance)
        fading, regained = drawn("lost", chance), drawn("regained", chance)
        lost = -log(1 - self.preset.lost)
        if self.model is Model.DOSE_RESPONSE:
            few, effort = drawn("sets", chance), drawn("effort", chance)
            body = DoseResponse(now, ceiling + lost, growth, few, effort, kept, fading, regained)
            body.best = now + lost
            return body
        tiring, recovery = drawn("fatigue", chance), drawn("recovery", chance)
        room = ceiling - now + lost
        return FitnessFatigue(now, room, growth, tiring, recovery, kept, fading, regained, best=lost)


@attrs.frozen
class Skill:
    """One lifter's way with one exercise: makes the body as it was at first; the rest stays as it is."""

    fresh: Callable[[], Body]
    curve: Curve
    day: float
    tiring: float
    rest_s: float

    def right_load(self, reps: RepRange, body: Load | None) -> Load:
        """Return the load that is right at first: the bottom of a range with two reps left."""
        system = self.fresh().strength(0) * self.curve.share(reps.low + 2)
        return Load(Decimal(str(round(system - (float(body.kg) if body else 0.0), 2))))


def lifters(preset: str, model: Model, count: int, seed: int) -> tuple[Trainee, ...]:
    """Return so many lifters of a kind, the same ones for the same seed; of more the first are the same."""
    kind = PRESETS[preset]
    found = []
    for number in range(count):
        named = f"{seed}/{preset}"
        chance = Random(f"{named}/{model}/{number}/teller")  # noqa: S311 - no secret is made of it
        found.append(Trainee(kind, model, number, named, BODIES_KG[number % len(BODIES_KG)], teller(chance)))
    return tuple(found)
