"""Estimated one-rep maxima: how strong a set shows somebody to be, and what that is worth at another load.

The formulas agree within a few per cent up to ten reps or so and drift apart above. Weights may be in any one unit;
where bodyweight is lifted too they are the system weight.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Final

from overload.units import Load

BRZYCKI_MOST: Final = 30
"""Reps above which Brzycki's line (it ends at 37) says nothing; more reps count as this many."""

MOST_REPS: Final = 99
"""More reps than this are never asked for."""

_SLACK: Final = 1e-9


def epley(weight: float, reps: float) -> float:
    """Return the e1RM by Epley: weight x (1 + reps / 30); a single is its own maximum.

    Source: Epley B., Poundage Chart, Boyd Epley Workout, Lincoln NE, 1985.
    """
    return weight if reps <= 1 else weight * (1 + reps / 30)


def brzycki(weight: float, reps: float) -> float:
    """Return the e1RM by Brzycki: weight x 36 / (37 - reps), to 30 reps.

    Source: Brzycki M., Strength testing - predicting a one-rep max from reps-to-fatigue, JOPERD 64(1):88-90, 1993.
    """
    return weight * 36 / (37 - min(max(reps, 1), BRZYCKI_MOST))


def wathan(weight: float, reps: float) -> float:
    """Return the e1RM by Wathan: 100 x weight / (48.8 + 53.8 x e^(-0.075 reps)).

    Source: Wathan D., Load assignment, in Baechle T. (ed.), Essentials of Strength Training and Conditioning, 1994.
    """
    return weight if reps <= 1 else 100 * weight / (48.8 + 53.8 * math.exp(-0.075 * reps))


FORMULAS: Final[Mapping[str, Callable[[float, float], float]]] = {
    "epley": epley,
    "brzycki": brzycki,
    "wathan": wathan,
}
"""Name -> formula, as rules name it in their parameters."""


def e1rm(weight: float, reps: float, formula: str = "epley") -> float:
    """Return the estimated one-rep maximum of a set of `reps` at `weight`; 0 for no reps."""
    return FORMULAS[formula](weight, reps) if reps > 0 else 0.0


def reps_worth(maximum: float, weight: float, formula: str = "epley") -> float:
    """Return how many reps at `weight` an e1RM of `maximum` is worth, not rounded.

    Below 1 when not even a single is; infinite when the formula's line never gets there.
    """
    if maximum < weight - _SLACK:
        return 0.0
    if formula == "brzycki":
        reps = 37 - 36 * weight / maximum
        return reps if reps <= BRZYCKI_MOST else math.inf
    if formula == "wathan":
        left = (100 * weight / maximum - 48.8) / 53.8
        return max(1.0, math.log(left) / -0.075) if left > 0 else math.inf
    return max(1.0, 30 * (maximum / weight - 1))


def reps_possible(maximum: float, weight: float, formula: str = "epley") -> int:
    """Return the whole reps at `weight` that an e1RM of `maximum` allows, at most 99; 0 when not even a single."""
    worth = reps_worth(maximum, weight, formula)
    return MOST_REPS if worth >= MOST_REPS else math.floor(worth + _SLACK)


def reps_needed(maximum: float, weight: float, formula: str = "epley") -> int | None:
    """Return the fewest whole reps at `weight` that show an e1RM of `maximum`; None when 99 would not."""
    worth = reps_worth(maximum, weight, formula)
    return None if worth > MOST_REPS else max(1, math.ceil(worth - _SLACK))


def system_weight(load: Load, bodyweight: Load | None = None) -> float:
    """Return the weight that is moved, in kg: the load, and the body with it where that is lifted too."""
    return float(load.kg) if bodyweight is None else float(load.kg + bodyweight.kg)


_RTS_TEXT: Final = """
    100.0 97.8 95.5 93.9 92.2 90.7 89.2 87.8 86.3 85.0 83.7 82.4 81.1 79.9 78.6 77.4
    76.2 75.1 73.9 72.3 70.7 69.4 68.0 66.7 65.3 64.0 62.6 61.3 59.9 58.6 57.4
"""
RTS: Final = tuple(float(cell) for cell in _RTS_TEXT.split())
"""Per cent of the one-rep maximum for 1, 1.5, 2 ... 16 reps done and left in reserve together.

Every cell of the chart (1-12 reps at RPE 10-6, which is 0-4 in reserve) is one of these: there a rep left in reserve
weighs what a rep done does. Source: Tuchscherer M., The Reactive Training Manual, Reactive Training Systems, 2008.
"""


def share_of_max(reps: float, rir: float = 0) -> float:
    """Return the share of the one-rep maximum for `reps` with `rir` in reserve, by the RTS chart, in half reps.

    Past the 16 together where the chart ends, Epley carries on from its last cell.
    """
    together = max(1.0, math.floor(2 * (reps + rir) + _SLACK) / 2)
    place = int(2 * together) - 2
    if place < len(RTS):
        return RTS[place] / 100
    return RTS[-1] / 100 * (30 + len(RTS) / 2 + 0.5) / (30 + together)
