"""Within a session: what the sets done so far change, and whether how hard they were is worth asking.

Where the first set is far off what was asked, the rest of today's sets are asked anew.

Only what the first set shows counts. It is turned into reps at other loads by Epley's line, a little less for being
tired; of the loads there are, the one is taken at which the rest fits the range best, which on coarse ladders is the
next rung. Where the next rung is too far, reps come down at the same load, or all stays as it was.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from overload.model import Ladder, Measure, Prescription, RepRange, SetDone, SetKind, SetTarget
from overload.model.log import join_sides
from overload.progression.maxima import system_weight
from overload.units import Load

SHORT: Final = 3
"""Reps short of what was asked from which a first set was far too heavy."""
OVER: Final = 6
"""Reps above what was asked, or left in reserve, from which it was far too light."""
MOST: Final = 1.12
"""So many times the strength that today's set shows is never asked for."""
TIRED: Final = 0.03
"""What a hard set takes off the next, in logs (ours)."""
LEEWAY: Final = 0.15
"""So far below the range, in logs, the rest may be at the next rung up: a rep of eight (ours)."""
SPARE: Final = 2
"""Reps that a rung further up than the next leaves in reserve (ours)."""
FEW: Final = 3
"""Fewer reps than this are asked for only where nothing else is left."""


def asked_anew(
    asked: Prescription, done: Iterable[SetDone], ladder: Ladder, reps: RepRange, bodyweight: Load | None = None
) -> Prescription:
    """Return what is asked of today's sets after those `done`: the same, unless the first says that it is far off.

    Only right after the first set that was tried: then the sets after it may be others, and `at_first` of the
    prescription holds all of them as they were before. What was asked of later sets, once they are done, stands.
    `reps` is the range, `bodyweight` the day's where the body is lifted.
    """
    rows, targets = join_sides(tuple(done)), asked.began
    tried = [place for place, one in enumerate(rows) if not one.left_out]
    if tried != [len(rows) - 1] or len(rows) >= len(targets):
        return asked
    as_it_was = attrs.evolve(asked, sets=targets, at_first=())
    place, first = tried[0], rows[-1]
    if not _is_like(first, targets[place]):
        return as_it_was
    rest = _rest(first, targets[place], targets[place + 1 :], _Choice(first, targets, ladder, reps, bodyweight))
    if asked.is_deload and any(new.load > old.load for new, old in zip(rest, targets[place + 1 :], strict=True)):
        return as_it_was
    sets = (*targets[: place + 1], *rest)
    return as_it_was if sets == targets else attrs.evolve(asked, sets=sets, at_first=targets)


def _is_like(first: SetDone, target: SetTarget) -> bool:
    """Tell whether a set can be held against what was asked: plain work in reps, at that load, of both sides."""
    is_plain = first.counted_as == (Measure.REPS, SetKind.WORK) == (target.measure, target.kind)
    return is_plain and first.load == target.load and not first.side


def _rest(first: SetDone, target: SetTarget, rest: Sequence[SetTarget], choice: _Choice) -> tuple[SetTarget, ...]:
    """Return what is asked of the other sets after a first one."""
    if first.reps <= target.reps - SHORT:
        load, most = choice.lighter()
        return tuple(_at(one, min(load, one.load), most if one.load >= load else one.reps) for one in rest)
    is_straight = all(_is_work(one) and one.load == first.load for one in rest)
    far_over = first.reps >= target.reps + OVER or (first.rir is not None and first.rir >= OVER)
    if far_over and is_straight and first.reps >= target.reps and (found := choice.heavier()):
        load, most = found
        return tuple(_at(one, load, most) for one in rest)
    return tuple(rest)


def _at(target: SetTarget, load: Load, most: int) -> SetTarget:
    """Return a work set at another load, with at most so many reps; other kinds stay as they are."""
    return attrs.evolve(target, load=load, reps=max(1, min(target.reps, most))) if _is_work(target) else target


def _is_work(target: SetTarget) -> bool:
    return target.kind is SetKind.WORK and target.measure is Measure.REPS


@attrs.frozen
class _Choice:
    """Chooses the load for the sets after `first`, and the most reps of each there."""

    first: SetDone
    targets: Sequence[SetTarget]
    ladder: Ladder
    reps: RepRange
    bodyweight: Load | None

    def lighter(self) -> tuple[Load, int]:
        """Return the best load that is not above today's; help without a figure only where all else is too heavy."""
        loads = [load for load in self.ladder if load <= self.first.load and not load.aid]
        best = max(loads, key=lambda load: (-self._cost(load), load), default=None)
        if best is not None and self._possible(best) >= self._few:
            return best, self._possible(best)
        if (below := self.ladder.next_down(best or self.first.load)) is not None:
            return below, self._low
        return best or self.first.load, max(1, self._possible(best) if best else self.first.reps)

    def heavier(self) -> tuple[Load, int] | None:
        """Return the best load above today's; None where all are too heavy.

        Of equals it is the heaviest that leaves something in reserve, else the lightest.
        """
        above = (load for load in self.ladder if load > self.first.load and not load.aid)
        loads = [load for load in above if self._possible(load)]
        if self.first.load.aid or not loads:
            return None
        least = min(map(self._cost, loads))
        if least > max(self._cost(self.first.load), LEEWAY):
            return None
        equal = [load for load in loads if self._cost(load) == least]
        wanted = max(target.reps for target in self.targets) + SPARE
        best = max((load for load in equal if self._possible(load) >= wanted), default=min(equal))
        return best, self._possible(best)

    @property
    def _low(self) -> int:
        return min(self.reps.low, *(target.reps for target in self.targets))

    @property
    def _high(self) -> int:
        return max(self.reps.high, *(target.reps for target in self.targets))

    @property
    def _few(self) -> int:
        return min(FEW, self._low)

    def _possible(self, load: Load) -> int:
        """Return the reps that the first set leaves for the next at a load: to the nearest, but never over the cap."""
        here, there = self._weight(self.first.load), self._weight(load)
        shown = here * (1 + self.first.reps / 30)
        strength = here * (1 + (self.first.reps + float(self.first.rir or 0)) / 30) * math.exp(-TIRED)
        return max(0, min(round(_worth(strength, there)), math.floor(_worth(shown * MOST, there))))

    def _cost(self, load: Load) -> float:
        """Return how far the reps at a load are outside the range, in logs: too few of them weigh more."""
        possible = self._possible(load)
        few = 1.0 if possible < self._few else 0.0
        if possible < self._low:
            return math.log(self._low / max(possible, 0.5)) + few
        return max(0.0, math.log(possible / self._high)) + few

    def _weight(self, load: Load) -> float:
        return max(system_weight(load, self.bodyweight), 0.1)


def _worth(strength: float, weight: float) -> float:
    return 30 * (strength / weight - 1)


def as_carried_on(asked: Prescription, done: Iterable[SetDone]) -> tuple[SetTarget, ...]:
    """Return what is asked, the sets to come with the load that today's are done with.

    Where the last set that was tried had another load than was asked of it, the work sets to come that were to have the
    load asked of it have its load: whoever took the next dumbbells keeps them.
    """
    rows = join_sides(tuple(done))
    tried = [place for place, one in enumerate(rows) if not one.left_out]
    if not tried or tried[-1] >= len(asked.sets):
        return asked.sets
    last, target = rows[tried[-1]], asked.sets[tried[-1]]
    if last.counted_as != (target.measure, target.kind) or target.kind is not SetKind.WORK:
        return asked.sets
    return tuple(
        attrs.evolve(one, load=last.load) if place >= len(rows) and _is_same(one, target) else one
        for place, one in enumerate(asked.sets)
    )


def _is_same(one: SetTarget, other: SetTarget) -> bool:
    return (one.load, one.measure, one.kind) == (other.load, other.measure, other.kind)


def where_reserve_counts(asked: Prescription, done: Iterable[SetDone]) -> int | None:
    """Return the row of a finished exercise whose reps in reserve would tell something, from 0; None where none would.

    It is the last set that was tried, and only where nothing else measures: no reserve was noted, no set fell short,
    and an open one went no further than asked. So nobody is asked more than once an exercise.
    """
    rows = join_sides(tuple(done))
    pairs = [pair for pair in enumerate(zip(rows, asked.sets, strict=False)) if _tells(*pair[1])]
    if asked.is_deload or not asked.sets or len(rows) < len(asked.sets) or not pairs:
        return None
    is_known = any(one.rir is not None or _measures(one, target) for _, (one, target) in pairs)
    return None if is_known else pairs[-1][0]


def _tells(done: SetDone, target: SetTarget) -> bool:
    return not done.left_out and done.counted_as == (Measure.REPS, SetKind.WORK) and _is_work(target)


def _measures(done: SetDone, target: SetTarget) -> bool:
    """Tell whether a set says where its end was: it fell short, or went on where it was open."""
    return done.reps < target.reps or (target.amrap and done.reps > target.reps)
