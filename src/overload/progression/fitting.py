"""Which rung, and how many reps of each set, a known strength is good for: in a range, with a margin, never a leap."""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import cached_property
from typing import Final

import attrs

from overload.model import Ladder, Slot, Strength
from overload.progression.steps import most_asked
from overload.progression.strength import TIRING, lifted, worth
from overload.units import Load

CAP: Final = math.log(1.12)
"""No ask is worth more than this over the best e1RM shown in the last sessions, in logs: ours, for safety."""
UNSURE: Final = 0.3
"""How much of the uncertainty beyond the usual the margin takes up."""
USUAL: Final = 0.04
"""The uncertainty that a well-known strength has."""
HYSTERESIS: Final = 0.12
"""By how much another rung must fit better than the one that was last used."""
FEWEST: Final = 3
"""Fewer reps than this are no set to grow on."""
SLACK: Final = 1e-9


@attrs.frozen
class Fit:
    """A rung, the reps of each set there, and the `cost`: 0 within the range, infinite where not a rep is to be had."""

    load: Load
    reps: tuple[int, ...]
    cost: float


@attrs.frozen(slots=False)
class Fitting:
    """What a strength is good for in a slot; `margin` replaces that of the strength where a rule keeps its own.

    Reps of set i are what the e1RM, less the margin and the tiring of the sets before, is worth at a rung by Epley.
    """

    known: Strength
    slot: Slot
    margin: float | None = None

    @cached_property
    def _log(self) -> float:
        margin = self.known.margin if self.margin is None else self.margin
        return math.log(float(self.known.e1rm.kg)) - margin - UNSURE * max(0.0, self.known.uncertainty - USUAL)

    @cached_property
    def _cap(self) -> float:
        return math.inf if self.known.shown is None else math.log(float(self.known.shown.kg)) + CAP

    def weight(self, load: Load) -> float:
        """Return the system weight of a load in kg."""
        return lifted(load, self.slot.bodyweight, self.known.aided)

    def reps(self, load: Load) -> tuple[int, ...]:
        """Return the reps of each set at a load: descending, no more than the cap allows, perhaps none."""
        if worth(self.weight(load), 1) > self._cap + SLACK:
            return (0,) * self.slot.sets
        most = self.most(load)
        return tuple(min(reps, most) for reps in self.able(load))

    def able(self, load: Load) -> tuple[int, ...]:
        """Return the reps of each set that the strength is good for at a load, whatever was shown so far."""
        log = math.log(self.weight(load))
        raw = (30 * math.expm1(self._log - TIRING * place - log) for place in range(self.slot.sets))
        return tuple(max(math.floor(reps + SLACK), 0) for reps in raw)

    def most(self, load: Load) -> int:
        """Return the most reps that may be asked of a set at a load."""
        if math.isinf(self._cap):
            return self.slot.reps.measure.most
        reps = math.floor(30 * math.expm1(self._cap - math.log(self.weight(load))) + SLACK)
        return min(max(reps, 0), self.slot.reps.measure.most)

    def ceiling(self, load: Load) -> int:
        """Return the most reps to ask of a set at a load: what was shown and a little more, up to `most_asked`."""
        return max(1, min(self.most(load), most_asked(self.slot.reps)))

    def at(self, load: Load, last: Load | None = None) -> Fit:
        """Return what fits at a load: the further the middle set is from the range, the more it costs.

        The rung that was `last` used costs a little less, so that nobody changes plates for nothing.
        """
        reps = self.reps(load)
        middle = (reps[0] + reps[-1]) / 2
        low, high = self.slot.reps.low, self.slot.reps.high
        cost = 0.0
        if not reps[0]:
            cost = math.inf
        elif middle < low:
            cost = math.log(low / max(middle, 0.5)) + (middle < FEWEST)
        elif middle > high:
            cost = math.log(middle / high)
        return Fit(load, reps, cost - HYSTERESIS if load == last else cost)

    def best(self, ladder: Ladder, last: Load | None = None) -> Fit:
        """Return what fits best on a ladder, of equals the heaviest; so a far rung is taken when it is worth it.

        Reps fall as rungs rise. Hence of the rungs whose reps reach the range the heaviest costs least, and of those
        beyond it the lightest; only these two, the last one and help without a figure need be looked at.
        """
        loads = ladder.loads
        first = next((place for place, load in enumerate(loads) if not load.aid), len(loads))
        low = self.slot.reps.low

        def is_below(load: Load) -> bool:
            reps = self.reps(load)
            return reps[0] + reps[-1] < 2 * low

        edge = bisect_left(loads, True, first, key=is_below)
        candidates = {*range(first), *range(max(edge - 1, first), min(edge + 1, len(loads)))}
        if last is not None and (place := bisect_left(loads, last)) < len(loads) and loads[place] == last:
            candidates.add(place)
        fits = [self.at(loads[place], last) for place in sorted(candidates)]
        best = min(reversed(fits), key=lambda fit: fit.cost)
        return best if best.cost < math.inf else self.at(ladder.bottom, last)
