"""A pair of dumbbells whose handles weigh differently: plates make up for it, exactly, or there is no such pair.

On each end of both lie the same plates as on its other end, so the weight `a` of an end of the first and `b` of one of
the second differ by half of what the handles do. All pairs of stacks that do are found kind by kind, the heaviest
first; what the kinds still to come cannot make up for is dropped on the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import product

from overload.equipment.counting import Kind, ends, halved, less, limits_of, scale_of, without
from overload.model import Build, Dumbbell

State = tuple[int, int, int, int]
"""What an end of the first and one of the second weigh, and how many plates are on each where that is limited."""

Whole = Sequence[tuple[int, int]]
"""Kinds of plates as whole numbers: weight, and how many there are for an end of either."""

Stacks = tuple[tuple[Decimal, ...], tuple[Decimal, ...]]
"""The plates of an end of the first and of one of the second, heaviest first."""


@lru_cache(maxsize=16)
def unlike_pair(dumbbell: Dumbbell) -> Mapping[Decimal, tuple[Build, ...]]:
    """Return every load that both of two unlike handles can be given -> its minimal builds.

    The fewest plates on both together count. A load that is made in balance is never made with a plate on one end only.
    """
    lightest = min((weight for weight, _ in dumbbell.inventory), default=None)
    odd = [(0, 0)] if dumbbell.symmetric or lightest is None else [(0, 0), (0, 1), (1, 0), (1, 1)]
    loads: dict[Decimal, list[Build]] = {}
    for number, some in _by_odd_plates(odd):
        found: dict[Decimal, list[Build]] = {}
        for extras in some:
            for load, builds in _Unlike(dumbbell, extras, lightest or Decimal(0)).loads():
                found.setdefault(load, []).extend(builds)
        for load, builds in found.items():
            loads.setdefault(load, _fewest(builds) if number else builds)
    return {load: tuple(loads[load]) for load in sorted(loads)}


def _by_odd_plates(odd: Sequence[tuple[int, int]]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield the ways to have so many plates on one end only, the fewer the earlier."""
    for number in sorted({sum(extras) for extras in odd}):
        yield number, [extras for extras in odd if sum(extras) == number]


def _fewest(builds: Sequence[Build]) -> list[Build]:
    fewest = min(map(_plates, builds))
    return [build for build in builds if _plates(build) == fewest]


def _plates(build: Build) -> int:
    return len(build.plates) + len(build.other.plates if build.other else ())


class _Unlike:
    """The pairs of two unlike handles, each with so many plates of the lightest kind on one end only."""

    def __init__(self, dumbbell: Dumbbell, extras: tuple[int, int], lightest: Decimal) -> None:
        self._dumbbell, self._extras, self._lightest = dumbbell, extras, lightest
        self._limits = [less(limits_of(dumbbell), lightest, extra) for extra in extras]

    def loads(self) -> Iterator[tuple[Decimal, list[Build]]]:
        """Yield each load with its builds."""
        handles = (self._dumbbell.handle, self._dumbbell.other_handle or self._dumbbell.handle)
        bare = [handle + extra * self._lightest for handle, extra in zip(handles, self._extras, strict=True)]
        if any(plates < 0 or load < 0 for plates, load in self._limits):
            return
        find = self._each_its_own if self._dumbbell.plates_for == "one" else self._from_one_stock
        for end, stacks in find((bare[1] - bare[0]) / 2):
            yield bare[0] + 2 * end, [self._build(*pair) for pair in stacks]

    def _build(self, one: tuple[Decimal, ...], other: tuple[Decimal, ...]) -> Build:
        extra = [(self._lightest,) * number for number in self._extras]
        return Build(one, (), extra[0], Build(other, (), extra[1]))

    def _left(self, extra: int) -> list[Kind]:
        """Return the plates for each end when those on one end only are taken."""
        return halved(without(self._dumbbell.inventory, self._lightest, extra))

    def _each_its_own(self, difference: Decimal) -> Iterator[tuple[Decimal, list[Stacks]]]:
        """Yield what an end of the first weighs and the stacks of both, where each handle has plates of its own."""
        one, other = (ends(self._left(extra), limits) for extra, limits in zip(self._extras, self._limits, strict=True))
        for end, builds in one.items():
            pairs = product(builds, other.get(end - difference, ()))
            if stacks := [(first.plates, second.plates) for first, second in pairs]:
                yield end, stacks

    def _from_one_stock(self, difference: Decimal) -> Iterator[tuple[Decimal, list[Stacks]]]:
        """Yield the same where both handles take their plates from one stock."""
        kinds = sorted(self._left(sum(self._extras)), reverse=True)
        if any(count < 0 for _, count in kinds):
            return
        scale = scale_of([difference, *(weight for weight, _ in kinds)])
        whole = [(int(weight * scale), count) for weight, count in kinds]
        most = [(plates, int(load * scale)) for plates, load in self._limits]
        levels = _levels(whole, int(difference * scale), most)
        fewest: dict[int, int] = {}
        for state, plates in levels[-1].items():
            fewest[state[0]] = min(plates, fewest.get(state[0], plates))
        for end in sorted(fewest):
            states = [state for state, plates in levels[-1].items() if state[0] == end and plates == fewest[end]]
            names = [weight for weight, _ in kinds]
            yield Decimal(end) / scale, [pair for state in states for pair in _stacks(levels, whole, names, state)]


def _levels(kinds: Whole, difference: int, most: Sequence[tuple[int, int]]) -> list[dict[State, int]]:
    """Return, after each kind in turn, what both ends can be -> the fewest plates on the two; the last balance."""
    is_limited = sum(count for _, count in kinds) > min(plates for plates, _ in most)
    to_come = sum(weight * count for weight, count in kinds)
    levels: list[dict[State, int]] = [{(0, 0, 0, 0): 0}]
    for weight, count in kinds:
        to_come -= weight * count
        grown: dict[State, int] = {}
        for state, plates in levels[-1].items():
            for first, second in _taken(count):
                reached = _reached(state, weight, (first, second), is_limited=is_limited)
                off = abs(reached[0] - reached[1] - difference)
                if off <= to_come and _is_within(reached, most):
                    grown[reached] = min(plates + first + second, grown.get(reached, plates + first + second))
        levels.append(grown)
    if not kinds and difference:
        levels[-1] = {}
    return levels


def _taken(count: int) -> Iterator[tuple[int, int]]:
    return ((first, second) for first in range(count + 1) for second in range(count - first + 1))


def _reached(state: State, weight: int, taken: tuple[int, int], *, is_limited: bool, sign: int = 1) -> State:
    first, second = sign * taken[0], sign * taken[1]
    counted = int(is_limited)
    return (
        state[0] + first * weight,
        state[1] + second * weight,
        state[2] + first * counted,
        state[3] + second * counted,
    )


def _is_within(state: State, most: Sequence[tuple[int, int]]) -> bool:
    return all(state[end + 2] <= plates and state[end] <= load for end, (plates, load) in enumerate(most))


def _stacks(
    levels: Sequence[Mapping[State, int]], kinds: Whole, names: Sequence[Decimal], reached: State
) -> list[Stacks]:
    """Return every pair of stacks that leads to a state with the fewest plates, by the way back from it."""
    if not kinds:
        return [((), ())]
    weight, count = kinds[-1]
    is_limited = bool(reached[2] or reached[3])
    found: list[Stacks] = []
    for first, second in _taken(count):
        before = _reached(reached, weight, (first, second), is_limited=is_limited, sign=-1)
        if levels[-2].get(before) == levels[-1][reached] - first - second:
            more = ((names[-1],) * first, (names[-1],) * second)
            inner = _stacks(levels[:-1], kinds[:-1], names[:-1], before)
            found.extend(((*one, *more[0]), (*other, *more[1])) for one, other in inner)
    return found
