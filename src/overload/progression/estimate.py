"""What is known of the strength in one exercise: how much for one, how sure, and what of it a day far off leaves.

It is the estimated one-rep maximum of the system weight (bodyweight included where it is lifted, per hand with
dumbbells), by Epley, in logarithms, so that loads, units and dumbbells fall out of it. How sessions move it on is in
`strength`. Where a figure has no source it is ours, tried on simulated lifters.
"""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from typing import Final

import attrs

from overload.model import RepRange, Strength
from overload.progression.maxima import system_weight
from overload.progression.time_off import KEPT_DAYS, loss
from overload.units import Load

SPREAD: Final = 0.30
"""Standard deviation of a strength that only a chosen load tells of."""
ASSUMED_RESERVE: Final = 2
"""Reps above the bottom of the range that a chosen first load is taken to be good for."""
TOLD_SPREAD: Final = 0.12
"""Standard deviation of a strength that the athlete told."""
NOT_ONE: Final = 0.2
"""So far below a load, in logs, who cannot lift it once is taken to be (ours)."""
MARGIN: Final = 0.07
"""Share below the estimate that asks begin with."""
GROWTH: Final = 0.006
"""Growth a session, in logs, to begin with."""
HALF_BODY: Final = 0.5
"""Share of the body that help without a figure leaves, until sets tell."""
LIGHTEST: Final = 0.1
"""No system weighs less than this in kg, whatever help is told."""

_AIDED_VAR: Final = 0.2**2
_WEEK_VAR: Final = 0.018**2
_BEYOND_VAR: Final = 0.0012**2


@attrs.frozen
class Estimate:
    """What is known of the strength in one exercise after the sessions so far.

    `log` and `variance` are of the e1RM in kg, fresh, on the day of the last session; `growth` is what a session adds.
    `known`: some set ever measured it; `tested`: or one fell short. `opened`: whether the open set of each of the last
    sessions that had one was beaten. `shown` are logs of the best e1RM without reserve of the last sessions. `margins`
    are those of each range, and how many sessions were asked there. `lost` is what time off took and is not back yet:
    it comes back sooner than it came. `aided` and `aided_variance` are the log share of
    the body that help without a figure leaves.
    """

    log: float
    variance: float
    last: date | None = None
    growth: float = GROWTH
    known: bool = False
    tested: bool = False
    opened: tuple[bool, ...] = ()
    shown: tuple[float, ...] = ()
    margins: tuple[tuple[RepRange | None, float, int], ...] = ()
    lost: float = 0.0
    aided: float = math.log(HALF_BODY)
    aided_variance: float = _AIDED_VAR

    @property
    def goes_on(self) -> bool:
        """Whether the athlete takes open sets further than asked."""
        return True in self.opened

    def at(self, day: date) -> Estimate:
        """Return it as of a later day: less sure, and after three weeks a little weaker; time never adds strength."""
        if self.last is None:
            return attrs.evolve(self, last=day)
        days = (day - self.last).days
        if days <= 0:
            return self
        beyond = max(days - KEPT_DAYS, 0)
        off = loss(days)
        return Estimate(
            self.log - off,
            self.variance + _WEEK_VAR * min(days / 7, 4) + _BEYOND_VAR * beyond**2,
            day,
            self.growth / 2 if beyond else self.growth,
            self.known,
            self.tested,
            self.opened,
            self.shown,
            self.margins,
            self.lost + off,
            self.aided,
            self.aided_variance,
        )

    def margin(self, lane: RepRange | None) -> float:
        """Return the share below the estimate that asks in a range keep; asks that named no range speak for any."""
        spoken = MARGIN
        for known, margin, _ in self.margins:
            if known == lane:
                return margin
            if known is None:
                spoken = margin
        return spoken

    def told(self, lane: RepRange | None, day: date) -> Strength:
        """Return what a rule is told of it, for a slot with this range on a day."""
        now = self.at(day)
        shown = Load(_kg(max(now.shown))) if now.shown else None
        spread = math.sqrt(now.variance)
        return Strength(Load(_kg(now.log)), spread, day, shown, now.margin(lane), math.exp(now.aided))


def _kg(log: float) -> Decimal:
    return Decimal(f"{math.exp(log):.6f}")


def worth(weight: float, reps: float) -> float:
    """Return the log e1RM of reps at a system weight in kg, by Epley's line: a single counts as one more than none."""
    return math.log(max(weight, LIGHTEST)) + math.log1p(reps / 30)


def told_best(reps: int, load: Load, body: Load | None = None) -> Estimate:
    """Return what an athlete tells of the strength in an exercise: so many reps, as far as good form goes.

    Who tells of none can be anywhere below that load. `body` is given where the body is lifted.
    """
    weight = max(system_weight(load, body), LIGHTEST)
    if reps < 1:
        return Estimate(math.log(weight) - NOT_ONE, SPREAD**2)
    return Estimate(worth(weight, reps), TOLD_SPREAD**2)


def chosen(load: Load, low: int, body: Load | None = None) -> Estimate:
    """Return what choosing a load for a range from `low` reps says: it is good for a little more than the bottom."""
    return Estimate(worth(max(system_weight(load, body), LIGHTEST), low + ASSUMED_RESERVE), SPREAD**2)


def load_worth(log: float, low: int, body: Load | None = None) -> Load:
    """Return the load that a log e1RM is good for in a range from `low` reps, on the careful side: what `chosen` says.

    In kg, and below zero where it takes help.
    """
    system = math.exp(log) / (1 + (low + ASSUMED_RESERVE) / 30)
    return Load(Decimal(f"{system - (0.0 if body is None else float(body.kg)):.3f}"))


def lifted(load: Load, body: Load | None, aided: float) -> float:
    """Return the system weight in kg, above 0; with help that has no figure it is this share of the body.

    Where nobody says what the body weighs such help is less than any load, as on a ladder.
    """
    if load.aid:
        return 0.05 if body is None else max(aided * float(body.kg), 0.05)
    return max(system_weight(load, body), LIGHTEST)
