"""Which stacks of plates fit on one end of a handle: exact, by bounded subset sum over whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from overload.model import Build, Dumbbell

Stack = tuple[int, ...]
"""Plates on one end as how many of each kind, in the order of the inventory."""


def per_end(dumbbell: Dumbbell, *, pair: bool) -> tuple[int, ...]:
    """Return how many of each plate one end may carry.

    Both ends carry the same. A count shared by two handles serves one dumbbell alone with half of it an end, a
    matching pair with a quarter.
    """
    share = 4 if pair and dumbbell.plates_for == "pair" else 2
    return tuple(count // share for _, count in dumbbell.plates)


def ends(dumbbell: Dumbbell, *, pair: bool) -> Mapping[Decimal, tuple[Build, ...]]:
    """Return every weight one end can carry -> its minimal builds (fewest plates), lightest first."""
    kinds = sorted(
        zip((weight for weight, _ in dumbbell.plates), per_end(dumbbell, pair=pair), strict=True), reverse=True
    )
    kinds = [(weight, count) for weight, count in kinds if count]
    scale = _scale([weight for weight, _ in kinds])
    stacks = _stacks([(int(weight * scale), count) for weight, count in kinds], _limits(dumbbell, scale))
    weights = [weight for weight, _ in kinds]
    return {Decimal(total) / scale: tuple(_build(one, weights) for one in stacks[total]) for total in sorted(stacks)}


def _scale(weights: list[Decimal]) -> int:
    """Return the factor that makes all plates whole numbers."""
    places = [-int(weight.as_tuple().exponent) for weight in weights]
    return int(10 ** max([0, *places]))


def _limits(dumbbell: Dumbbell, scale: int) -> tuple[int, int]:
    plates, load = dumbbell.max_plates_per_side, dumbbell.max_load_per_side
    return (plates if plates is not None else 10**6, int(load * scale) if load is not None else 10**9)


def _stacks(kinds: list[tuple[int, int]], limits: tuple[int, int]) -> dict[int, list[Stack]]:
    """Return total -> all stacks of that total with the fewest plates.

    Kind by kind, heaviest first; a stack that is not minimal for what it weighs so far cannot become part of a minimal
    one, since the kinds to come do not depend on it.
    """
    most_plates, most_load = limits
    best: dict[int, tuple[int, list[Stack]]] = {0: (0, [()])}
    for weight, count in kinds:
        grown: dict[int, tuple[int, list[Stack]]] = {}
        for total, (plates, stacks) in best.items():
            for more in range(min(count, most_plates - plates) + 1):
                reached = total + more * weight
                if reached > most_load:
                    break
                known = grown.get(reached)
                if known is None or plates + more < known[0]:
                    grown[reached] = (plates + more, [(*one, more) for one in stacks])
                elif plates + more == known[0]:
                    known[1].extend((*one, more) for one in stacks)
        best = grown
    return {total: stacks for total, (_, stacks) in best.items()}


def _build(stack: Stack, weights: list[Decimal]) -> Build:
    return Build(tuple(weight for weight, count in zip(weights, stack, strict=True) for _ in range(count)))


def two_different(dumbbell: Dumbbell, one: Decimal, other: Decimal) -> bool:
    """Tell whether two dumbbells of these loads can be made at the same time from a shared inventory.

    Each carries the same on both its ends, so every plate is used in twos.
    """
    if dumbbell.plates_for == "one":
        loads = {dumbbell.handle + 2 * end for end in ends(dumbbell, pair=False)}
        return one in loads and other in loads
    twos = [(weight, count // 2) for weight, count in dumbbell.plates]
    scale = _scale([dumbbell.handle / 2, *(weight for weight, _ in twos)])
    wanted = [(load - dumbbell.handle) / 2 * scale for load in (one, other)]
    if any(end < 0 or end != int(end) for end in wanted):
        return False
    most, heaviest = _limits(dumbbell, scale)
    goal = (int(wanted[0]), int(wanted[1]))
    if max(goal) > heaviest:
        return False
    return _shared([(int(weight * scale), count) for weight, count in twos], goal, most)


def _shared(kinds: list[tuple[int, int]], goal: tuple[int, int], most: int) -> bool:
    """Search (end of one, end of other, plates on each) kind by kind."""
    reached = {(0, 0, 0, 0)}
    for weight, count in kinds:
        reached = {
            (left + more * weight, right + rest * weight, first + more, second + rest)
            for left, right, first, second in reached
            for more in range(count + 1)
            for rest in range(count - more + 1)
            if left + more * weight <= goal[0]
            and right + rest * weight <= goal[1]
            and first + more <= most
            and second + rest <= most
        }
    return any((left, right) == goal for left, right, _, _ in reached)
