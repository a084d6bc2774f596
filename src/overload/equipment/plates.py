"""Which stacks of plates fit on the ends of a handle: exact, by bounded subset sum over whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Final

import attrs

from overload.model import Build, Dumbbell, DumbbellKind

Kind = tuple[Decimal, int]
"""What one plate weighs, and how many of them there are."""

Limits = tuple[int, Decimal]
"""The most plates, and the most weight, one end can carry."""

_NO_LIMITS: Final = (10**6, Decimal(10**6))


def plate_loads(dumbbell: Dumbbell, *, pair: bool) -> Mapping[Decimal, tuple[Build, ...]]:
    """Return every load a plate handle can be given -> its minimal builds (fewest plates).

    Both ends carry the same, so a count shared by two handles serves one dumbbell alone with half of it an end and a
    matching pair with a quarter. Where the ends need not match, one more plate of the lightest kind may go on one of
    them; a load that can be made in balance is never made without.
    """
    kinds = available(dumbbell, pair=pair)
    limits = _limits(dumbbell)
    loads = {dumbbell.handle + 2 * end: builds for end, builds in ends(_halved(kinds), limits).items()}
    if dumbbell.symmetric or not kinds:
        return loads
    lightest = min(weight for weight, _ in kinds)
    for end, builds in ends(_halved(_without(kinds, lightest, 1)), _less(limits, lightest, 1)).items():
        extra = tuple(attrs.evolve(build, extra=(lightest,)) for build in builds)
        loads.setdefault(dumbbell.handle + 2 * end + lightest, extra)
    return loads


def available(dumbbell: Dumbbell, *, pair: bool) -> list[Kind]:
    """Return the plates there are for one dumbbell, alone or one of a matching pair."""
    share = 2 if pair and dumbbell.plates_for == "pair" else 1
    return [(weight, count // share) for weight, count in dumbbell.plates if count >= share]


def _halved(kinds: Sequence[Kind]) -> list[Kind]:
    return [(weight, count // 2) for weight, count in kinds]


def _without(kinds: Sequence[Kind], taken: Decimal, number: int) -> list[Kind]:
    return [(weight, count - number if weight == taken else count) for weight, count in kinds]


def _limits(dumbbell: Dumbbell) -> Limits:
    plates, load = dumbbell.max_plates_per_side, dumbbell.max_load_per_side
    return (_NO_LIMITS[0] if plates is None else plates, _NO_LIMITS[1] if load is None else load)


def _less(limits: Limits, weight: Decimal, number: int) -> Limits:
    return limits[0] - number, limits[1] - weight * number


def ends(kinds: Sequence[Kind], limits: Limits = _NO_LIMITS) -> dict[Decimal, tuple[Build, ...]]:
    """Return every weight one end can carry -> its minimal builds, given how many of each plate it may use."""
    if limits[0] < 0 or limits[1] < 0:
        return {}
    kinds = sorted((kind for kind in kinds if kind[1] > 0), reverse=True)
    scale = _scale([weight for weight, _ in kinds])
    whole = [(int(weight * scale), count) for weight, count in kinds]
    levels = _fewest(whole, limits[0], int(limits[1] * scale))
    stacks = _stacks(levels, whole, [(weight,) for weight, _ in kinds])
    return {Decimal(total) / scale: tuple(map(Build, stacks[total])) for total in sorted(stacks)}


def _scale(weights: Sequence[Decimal]) -> int:
    """Return the factor that makes all of them whole numbers."""
    places = [-int(weight.as_tuple().exponent) for weight in weights]
    return int(10 ** max([0, *places]))


def _fewest(kinds: Sequence[tuple[int, int]], most_plates: int, most_load: int) -> list[dict[int, int]]:
    """Return, after each of the kinds in turn, every total within the limits -> the fewest plates that make it."""
    levels = [{0: 0}]
    for weight, count in kinds:
        before = levels[-1]
        grown = dict(before)
        for more in range(1, min(count, most_plates) + 1):
            for total, plates in before.items():
                reached = total + more * weight
                if plates + more < grown.get(reached, most_plates + 1) and reached <= most_load:
                    grown[reached] = plates + more
        levels.append(grown)
    return levels


def _stacks(
    levels: Sequence[Mapping[int, int]], kinds: Sequence[tuple[int, int]], plates: Sequence[tuple[Decimal]]
) -> dict[int, list[tuple[Decimal, ...]]]:
    """Return total -> all stacks of that total with the fewest plates, heaviest plate first.

    What a minimal stack holds of the first kinds is itself minimal for what that weighs, so the way back from the
    last level to the first meets every one of them.
    """
    steps: list[dict[int, list[int]]] = []
    wanted = set(levels[-1])
    for place in range(len(kinds) - 1, -1, -1):
        back = {total: _shares(levels[place], total, levels[place + 1][total], kinds[place]) for total in wanted}
        wanted = {total - more * kinds[place][0] for total, shares in back.items() for more in shares}
        steps.append(back)
    stacks: dict[int, list[tuple[Decimal, ...]]] = {0: [()]}
    for (weight, _), plate, back in zip(kinds, plates, reversed(steps), strict=True):
        stacks = {
            total: [stack + plate * more for more in shares for stack in stacks[total - more * weight]]
            for total, shares in back.items()
        }
    return stacks


def _shares(before: Mapping[int, int], total: int, plates: int, kind: tuple[int, int]) -> list[int]:
    """Return how many plates of one kind may be among the fewest that make `total`."""
    weight, count = kind
    most = min(count, plates, total // weight)
    return [more for more in range(most + 1) if before.get(total - more * weight) == plates - more]


def two_different(dumbbell: Dumbbell, one: Decimal, other: Decimal) -> bool:
    """Tell whether two dumbbells of these loads can be held ready at the same time.

    Plates that a pair shares are counted once; a rack has a pair of each weight and each dial is set on its own.
    """
    if dumbbell.kind is not DumbbellKind.PLATE:
        return one in dumbbell.settings and other in dumbbell.settings
    if dumbbell.plates_for == "one":
        loads = plate_loads(dumbbell, pair=False)
        return one in loads and other in loads
    extras = (0,) if dumbbell.symmetric or not dumbbell.plates else (0, 1)
    return any(_share(dumbbell, (one, more), (other, rest)) for more, rest in product(extras, repeat=2))


def _share(dumbbell: Dumbbell, *wanted: tuple[Decimal, int]) -> bool:
    """Tell whether one inventory makes two loads, each with so many plates of the lightest kind on one end only."""
    lightest = min((weight for weight, _ in dumbbell.plates), default=Decimal(0))
    kinds = _halved(_without(dumbbell.plates, lightest, sum(extra for _, extra in wanted)))
    goals = [(load - dumbbell.handle - extra * lightest) / 2 for load, extra in wanted]
    most_plates, most_load = zip(*(_less(_limits(dumbbell), lightest, extra) for _, extra in wanted), strict=True)
    if any(count < 0 for _, count in kinds) or any(
        not 0 <= goal <= most for goal, most in zip(goals, most_load, strict=True)
    ):
        return False
    scale = _scale([*goals, *(weight for weight, _ in kinds)])
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
