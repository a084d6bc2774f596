"""Who trains, as a rule may know them, and how strong they are known to be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Final

import attrs

from overload.model.athlete import Experience
from overload.units import Load

LIKELY_KG: Final = (20, 400)
"""Bodyweights in kg, so that a slip of the finger is noticed."""


@attrs.frozen
class Bodyweights:
    """What an athlete weighs: `said` holds the days somebody stepped on the scales, ascending, each with the weight.

    `otherwise` is the weight in plan.toml, for days before the first of them.
    """

    said: tuple[tuple[date, Load], ...] = attrs.field(default=())
    otherwise: Load | None = None

    @said.validator
    def _ascend(self, _: object, said: tuple[tuple[date, Load], ...]) -> None:
        if any(day >= later for (day, _), (later, _) in pairwise(said)):
            raise ValueError("days of bodyweights must ascend")

    def on(self, day: date, noted: Load | None = None) -> Load | None:
        """Return the weight of a day: the last said until then, else what was `noted` with it, else plan.toml's.

        The one place that answers it; None where nobody ever said.
        """
        place = bisect_right(self.said, day, key=lambda one: one[0])
        return self.said[place - 1][1] if place else noted or self.otherwise

    def until(self, day: date) -> Bodyweights:
        """Return what was known of the days up to that one."""
        if not self.said or self.said[-1][0] <= day:
            return self
        return attrs.evolve(self, said=tuple(one for one in self.said if one[0] <= day))

    @classmethod
    def of(cls, said: Iterable[tuple[date, Load]], otherwise: Load | None = None) -> Bodyweights:
        """Return what is known from weights in the order they were said: of several of one day the last counts."""
        return cls(tuple(sorted(dict(said).items())), otherwise)


@attrs.frozen
class Lifter:
    """Who trains. `sex` is `female` or `male`, empty where it was not told; it is asked for guesses alone."""

    experience: Experience = Experience.INTERMEDIATE
    sex: str = ""
    bodyweights: Bodyweights = Bodyweights()

    def bodyweight_on(self, day: date) -> Load | None:
        """Return the weight of a day: the last that was said until then, else plan.toml's; None where nobody said."""
        return self.bodyweights.on(day)


ANYBODY: Final = Lifter()
"""Somebody of whom nothing is known."""


@attrs.frozen
class Strength:
    """How strong an athlete is in an exercise, estimated from the whole log, as of a day.

    `e1rm` is the estimated one-rep maximum of the system weight by Epley, fresh: bodyweight included where it is
    lifted, per hand with dumbbells. `uncertainty` is one standard deviation as a share of it: 0.05 is 5 % either way.
    `shown` is the best e1RM of the last six sessions, by their reps alone; None where there were none. `margin` is the
    share below the estimate that keeps most sets of this range from falling short. `aided` is the share of the body
    that help without a figure (a chair, a partner) leaves to lift.
    """

    e1rm: Load
    uncertainty: float
    as_of: date
    shown: Load | None = None
    margin: float = 0.07
    aided: float = 0.5
