"""How many plates an end of a handle takes, and what they weigh: exact, by bounded subset sum over whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from overload.model import Build, Dumbbell

Kind = tuple[Decimal, int]
"""What one plate weighs, and how many of them there are."""

Limits = tuple[int, Decimal]
"""The most plates, and the most weight, one end can carry."""

_NO_LIMITS: Final = (10**6, Decimal(10**6))


def halved(kinds: Sequence[Kind]) -> list[Kind]:
    """Return the plates there are for each of two ends that carry the same."""
    return [(weight, count // 2) for weight, count in kinds]


def without(kinds: Sequence[Kind], taken: Decimal, number: int) -> list[Kind]:
    """Return the plates that are left when some of one kind are taken."""
    return [(weight, count - number if weight == taken else count) for weight, count in kinds]


def limits_of(dumbbell: Dumbbell) -> Limits:
    """Return what one end of a dumbbell can carry."""
    plates, load = dumbbell.max_plates_per_side, dumbbell.max_load_per_side
    return (_NO_LIMITS[0] if plates is None else plates, _NO_LIMITS[1] if load is None else load)


def less(limits: Limits, weight: Decimal, number: int) -> Limits:
    """Return what an end can still carry with some plates on it."""
    return limits[0] - number, limits[1] - weight * number


def ends(kinds: Sequence[Kind], limits: Limits = _NO_LIMITS) -> dict[Decimal, tuple[Build, ...]]:
    """Return every weight one end can carry -> its minimal builds, given how many of each plate it may use."""
    if limits[0] < 0 or limits[1] < 0:
        return {}
    kinds = sorted((kind for kind in kinds if kind[1] > 0), reverse=True)
    scale = scale_of([weight for weight, _ in kinds])
    whole = [(int(weight * scale), count) for weight, count in kinds]
    levels = _fewest(whole, limits[0], int(limits[1] * scale))
    stacks = _stacks(levels, whole, [(weight,) for weight, _ in kinds])
    return {Decimal(total) / scale: tuple(map(Build, stacks[total])) for total in sorted(stacks)}


def scale_of(weights: Sequence[Decimal]) -> int:
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
