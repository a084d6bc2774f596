"""Two dumbbells held ready at the same time, from plates they share."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product

import attrs

from overload.equipment.counting import halved, less, limits_of, scale_of, without
from overload.equipment.plates import plate_loads
from overload.model import Dumbbell, DumbbellKind

Wanted = tuple[Decimal, Decimal, int]
"""A handle, the load it is to make, and how many plates of the lightest kind are on one end only."""


def two_different(dumbbell: Dumbbell, one: Decimal, other: Decimal) -> bool:
    """Tell whether two dumbbells of these loads can be held ready at the same time.

    Plates that a pair shares are counted once; a rack has a pair of each weight and each dial is set on its own. Of
    what there is a single one of nothing else is held beside it, but for another weight of a rack.
    """
    if dumbbell.kind is not DumbbellKind.PLATE:
        is_ready = dumbbell.kind is not DumbbellKind.DIAL and one != other
        return one in dumbbell.settings and other in dumbbell.settings and (is_ready or not dumbbell.is_alone)
    if dumbbell.is_alone:
        return False
    handles = (dumbbell.handle, dumbbell.other_handle or dumbbell.handle)
    return any(_on_handles(dumbbell, pair, (one, other)) for pair in {handles, handles[::-1]})


def _on_handles(dumbbell: Dumbbell, handles: tuple[Decimal, Decimal], loads: tuple[Decimal, Decimal]) -> bool:
    """Tell whether the first handle can be given the first load while the second has the second."""
    exact = [_weighed(dumbbell, handle, load) for handle, load in zip(handles, loads, strict=True)]
    if exact[0] is None or exact[1] is None:
        return False
    if dumbbell.plates_for == "one":
        return True
    extras = (0,) if dumbbell.symmetric or not dumbbell.inventory else (0, 1)
    return any(
        _share(dumbbell, (handles[0], exact[0], more), (handles[1], exact[1], rest))
        for more, rest in product(extras, repeat=2)
    )


def _weighed(dumbbell: Dumbbell, handle: Decimal, load: Decimal) -> Decimal | None:
    """Return what a load weighs exactly that a handle can be given alone; None where it cannot.

    Whether plates of one unit that are shared make it is found out where both loads are looked for.
    """
    if dumbbell.plates_for == "pair" and not dumbbell.foreign_plates:
        return load
    alone = attrs.evolve(dumbbell, handle=handle, other_handle=None)
    builds = plate_loads(alone, pair=False).get(load)
    return handle + 2 * sum(builds[0].plates) + sum(builds[0].extra) if builds else None


def _share(dumbbell: Dumbbell, *wanted: Wanted) -> bool:
    """Tell whether one inventory makes two loads, each with so many plates of the lightest kind on one end only."""
    lightest = min((weight for weight, _ in dumbbell.inventory), default=Decimal(0))
    kinds = halved(without(dumbbell.inventory, lightest, sum(extra for _, _, extra in wanted)))
    goals = [(load - handle - extra * lightest) / 2 for handle, load, extra in wanted]
    most_plates, most_load = zip(*(less(limits_of(dumbbell), lightest, extra) for _, _, extra in wanted), strict=True)
    if any(count < 0 for _, count in kinds) or any(
        not 0 <= goal <= most for goal, most in zip(goals, most_load, strict=True)
    ):
        return False
    scale = scale_of([*goals, *(weight for weight, _ in kinds)])
    left, right = (int(goal * scale) for goal in goals)
    return _both([(int(weight * scale), count) for weight, count in kinds], (left, right), most_plates)


def _both(kinds: Sequence[tuple[int, int]], goal: tuple[int, int], most: Sequence[int]) -> bool:
    """Search what the two ends can weigh together, kind by kind; plates are counted only where a limit could bind."""
    counts = sum(count for _, count in kinds) > min(most)
    reached = {(0, 0, 0, 0)}
    for weight, count in kinds:
        reached = {
            (left + more * weight, right + rest * weight, first + more * counts, second + rest * counts)
            for left, right, first, second in reached
            for more in range(min(count, (goal[0] - left) // weight, most[0] - first) + 1)
            for rest in range(min(count - more, (goal[1] - right) // weight, most[1] - second) + 1)
        }
    return any((left, right) == goal for left, right, _, _ in reached)
