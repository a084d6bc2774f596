"""Which rung, and how many reps of each set, a known strength is good for: in a range, with a margin, never a leap."""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import cached_property
from typing import Final

import attrs

from overload.model import Ladder, Slot, Strength
from overload.progression.estimate import LIGHTEST, lifted
from overload.progression.evidence import TIRING
from overload.progression.steps import most_asked
from overload.units import Load

CAP: Final = 1.12
"""No ask is worth more than so many times the best e1RM shown in the last sessions: ours, for safety."""
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
    def _fresh(self) -> tuple[float, ...]:
        """The maximum in kg that each set may count on: less the margin, and tired by the sets before it."""
        margin = self.known.margin if self.margin is None else self.margin
        kept = margin + UNSURE * max(0.0, self.known.uncertainty - USUAL)
        maximum = float(self.known.e1rm.kg)
        return tuple([maximum * math.exp(-kept - TIRING * place) for place in range(self.slot.sets)])

    @cached_property
    def _asked(self) -> tuple[float, ...]:
        """The maximum in kg that each set may be asked for: no ask is worth more than the cap."""
        return tuple([min(maximum, self._cap) for maximum in self._fresh])

    @cached_property
    def _cap(self) -> float:
        """The maximum in kg that no ask is worth more than."""
        return math.inf if self.known.shown is None else float(self.known.shown.kg) * CAP

    def weight(self, load: Load) -> float:
        """Return the system weight of a load in kg."""
        return lifted(load, self.slot.bodyweight, self.known.aided)

    def reps(self, load: Load) -> tuple[int, ...]:
        """Return the reps of each set at a load: descending, no more than the cap allows, perhaps none."""
        weight, most = self.weight(load), self.slot.reps.measure.most
        return tuple([min(_worth(maximum, weight), most) for maximum in self._asked])

    def able(self, load: Load) -> tuple[int, ...]:
        """Return the reps of each set that the strength is good for at a load, whatever was shown so far."""
        weight = self.weight(load)
        return tuple([_worth(maximum, weight) for maximum in self._fresh])

    def most(self, load: Load) -> int:
        """Return the most reps that may be asked of a set at a load."""
        most = self.slot.reps.measure.most
        return most if self._cap == math.inf else min(_worth(self._cap, self.weight(load)), most)

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
        enough, most = 2 * self.slot.reps.low, self.slot.reps.measure.most
        body = 0.0 if self.slot.bodyweight is None else float(self.slot.bodyweight.kg)
        first_set, last_set = self._asked[0], self._asked[-1]

        def is_below(kilograms: float) -> bool:
            weight = max(kilograms + body, LIGHTEST)
            return min(_worth(first_set, weight), most) + min(_worth(last_set, weight), most) < enough

        edge = bisect_left(ladder.kilograms, True, first, key=is_below)
        candidates = {*range(first), *range(max(edge - 1, first), min(edge + 1, len(loads)))}
        if last is not None and (place := bisect_left(loads, last)) < len(loads) and loads[place] == last:
            candidates.add(place)
        fits = [self.at(loads[place], last) for place in sorted(candidates)]
        best = min(reversed(fits), key=lambda fit: fit.cost)
        return best if best.cost < math.inf else self.at(ladder.bottom, last)


def _worth(maximum: float, weight: float) -> int:
    """Return the whole reps that a maximum is worth at a weight, by Epley's line; 0 where it is not worth one."""
    return max(math.floor(30 * (maximum / weight - 1) + SLACK), 0)
