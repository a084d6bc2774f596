"""How many reps somebody can do with a share of their one-rep maximum: each has a curve of their own."""

from __future__ import annotations

import math
from typing import Protocol

import attrs

from overload.simulation.figures import mean

FEWEST_AT_80 = 3.0
"""Whoever is drawn below that is taken to have just that many."""


class Curve(Protocol):
    """Reps to failure by share of the one-rep maximum; the whole maximum can be lifted once."""

    def reps(self, share: float) -> float:
        """Return how many reps to failure a load of this share (above 0) allows; under 1, it cannot be lifted."""
        ...

    def share(self, reps: float) -> float:
        """Return the share that allows just so many reps."""
        ...


@attrs.frozen
class Hyperbola:
    """One rep, and `k` for each time the load goes into the maximum again: the shape of Epley's formula."""

    k: float

    def reps(self, share: float) -> float:
        """Return the reps to failure."""
        return 1 + self.k * (1 / share - 1)

    def share(self, reps: float) -> float:
        """Return the share for so many reps."""
        return self.k / (self.k + reps - 1)


@attrs.frozen
class Logarithm:
    """One rep, and `k` for each e-th part of the maximum: flatter where the load is light."""

    k: float

    def reps(self, share: float) -> float:
        """Return the reps to failure."""
        return 1 - self.k * math.log(share)

    def share(self, reps: float) -> float:
        """Return the share for so many reps."""
        return math.exp((1 - reps) / self.k)


def hyperbola(at_80: float) -> Hyperbola:
    """Return the curve of somebody who does so many reps at 80 %."""
    return Hyperbola(4 * (max(at_80, FEWEST_AT_80) - 1))


def logarithm(at_80: float) -> Logarithm:
    """Return the flatter curve of somebody who does so many reps at 80 %."""
    return Logarithm((max(at_80, FEWEST_AT_80) - 1) / math.log(1.25))


USUAL = hyperbola(mean("reps at 80 %"))
"""The mean curve, for what is known of nobody in particular."""
