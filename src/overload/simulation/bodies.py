"""Bodies that adapt: two models of different make, so that no rule can be fitted to one.

Both keep the true strength of one exercise: the one-rep maximum of the system weight in kg, per hand. Both gain the
less the nearer they are to what they can ever reach, keep what they have for three weeks, lose it slowly after, and
gain back faster than they gained.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, Protocol

import attrs

TARGET_RIR: Final = 1.0
"""Reps in reserve from which more effort gains no more (Robinson et al. 2024, doi 10.1007/s40279-024-02069-2)."""
FULL: Final = 3.0
"""A session of so many good sets is a full one."""
ATTEMPT: Final = 0.15
"""What trying in vain is worth, of a good set (an estimate of ours)."""


@attrs.frozen
class Effort:
    """A set as a body sees it: the share of the fresh one-rep maximum it was done with, reps, and reps left."""

    share: float
    reps: int
    left: float


class Body(Protocol):
    """Somebody's strength in one exercise."""

    def strength(self, day: int) -> float:
        """Return the true one-rep maximum of a day, in kg; days count up and are asked for in order."""
        ...

    def train(self, day: int, sets: Sequence[Effort]) -> None:
        """Take a session in."""
        ...

    def worth(self, done: Effort) -> float:
        """Return what a set is worth to it, a good one 1."""
        ...


def _sets_worth(worth: float, few: float) -> float:
    """Return what sets are worth together, 1 for a full session: each gives less than the one before it."""
    return (1 - math.exp(-worth / few)) / (1 - math.exp(-FULL / few))


@attrs.define
class DoseResponse:
    """Strength grows by a share of the room left, as far as sets, effort and load of a session are a full dose.

    A set is worth the less the more reps are left in reserve, and the lighter it is below 70 % of the maximum (Lopez et
    al. 2021, doi 10.1249/MSS.0000000000002585, found strength to grow more with heavy loads).
    """

    log_strength: float
    log_ceiling: float
    growth: float
    few: float
    effort: float
    kept: float
    lost: float
    regained: float
    best: float = attrs.field(init=False)
    last: int = 0
    seen: int = 0

    def __attrs_post_init__(self) -> None:
        """Begin at the best there was."""
        self.best = self.log_strength

    def strength(self, day: int) -> float:
        """Return the true one-rep maximum of a day, in kg."""
        # Lost is what the days beyond those kept take, each once.
        start = max(self.last + self.kept, self.seen)
        if day > start:
            self.log_strength -= self.lost / 7 * (day - start)
        self.seen = max(self.seen, day)
        return math.exp(self.log_strength)

    def train(self, day: int, sets: Sequence[Effort]) -> None:
        """Take a session in."""
        self.strength(day)
        dose = _sets_worth(sum(map(self.worth, sets)), self.few)
        gain = self.growth * dose * max(0.0, self.log_ceiling - self.log_strength)
        gain += self.regained * min(dose, 1.0) * max(0.0, self.best - self.log_strength)
        self.log_strength += gain
        self.best = max(self.best, self.log_strength)
        self.last = day if dose > 0 else self.last

    def worth(self, done: Effort) -> float:
        """Return what a set is worth, a good one 1."""
        if done.reps == 0:
            return ATTEMPT
        effort = math.exp(-max(0.0, done.left - TARGET_RIR) / self.effort)
        return effort * min(1.0, max(0.1, (done.share - 0.1) / 0.6))


@attrs.define
class FitnessFatigue:
    """Strength is fitness less fatigue, after Banister et al. 1975: a session adds to both, and both fade.

    Fitness fades only after the days it is kept, which plain Banister models have no word for; fatigue fades within
    days. Effort counts by a step around five reps in reserve, load by its root: another make than the dose-response.
    """

    log_base: float
    log_room: float
    growth: float
    tiring: float
    recovery: float
    kept: float
    lost: float
    regained: float
    fitness: float = 0.0
    fatigue: float = 0.0
    best: float = 0.0
    last: int = 0
    seen: int = 0

    def strength(self, day: int) -> float:
        """Return the true one-rep maximum of a day, in kg."""
        start = max(self.last + self.kept, self.seen)
        if day > start:
            self.fitness -= self.lost / 7 * (day - start)
        if day > self.seen:
            self.fatigue *= math.exp(-(day - self.seen) / self.recovery)
            self.seen = day
        return math.exp(self.log_base + self.fitness - self.fatigue)

    def train(self, day: int, sets: Sequence[Effort]) -> None:
        """Take a session in."""
        self.strength(day)
        impulse = sum(map(self.worth, sets))
        dose = (min(impulse, 3 * FULL) / FULL) ** 0.6
        gain = self.growth * dose * max(0.0, self.log_room - self.fitness)
        gain += self.regained * min(dose, 1.0) * max(0.0, self.best - self.fitness)
        self.fitness += gain
        self.best = max(self.best, self.fitness)
        self.fatigue += self.tiring * min(impulse / FULL, 2.0)
        self.last = day if impulse > 0 else self.last

    def worth(self, done: Effort) -> float:
        """Return what a set is worth, a good one 1."""
        if done.reps == 0:
            return ATTEMPT
        left = max(done.left, TARGET_RIR)
        effort = (1 + math.exp((TARGET_RIR - 5) / 1.5)) / (1 + math.exp((left - 5) / 1.5))
        return effort * math.sqrt(min(1.0, max(0.02, done.share / 0.75)))
