"""What makes the most of a session that is cut short: which exercises, and how many sets of each, chosen exactly.

A set is worth what it adds to its muscles in the week (`WORTH`): much where they have little yet, less with every set,
nothing past MOST of one muscle in a session. The choice has the greatest worth of all that can be done in the time; of
equals the one that leaves the first exercises more sets.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, product
from typing import Final

import attrs

from overload.catalog import Catalog
from overload.model import COUNTED_ONLY, WarmUp, WorkoutSlot
from overload.plan.lasting import MAIN_LIFTS, seconds_of
from overload.plan.supersets import rings
from overload.plan.volume import DIRECT, INDIRECT

HALF: Final = 2
"""Sets are counted in halves, as many as an exercise gives what it works indirectly."""
MOST: Final = 11
"""Fractional sets of a muscle in one session past which one more adds nothing (Pelland et al. 2026)."""
_LARGEST: Final = 400
_GAINS: Final = [round(1e6 * (math.sqrt(half + 1) - math.sqrt(half))) for half in range(_LARGEST)]
WORTH: Final = (0, *accumulate(_GAINS))
"""What so many half sets of a muscle in a week are worth: as the square root of their number (a choice of ours)."""

Halves = dict[str, int]


@attrs.frozen
class Option:
    """Sets of the slots of a ring (0: it is left out), how long they take, and the half sets they give each muscle."""

    sets: tuple[int, ...]
    seconds: int
    gives: tuple[tuple[str, int], ...]


def shortened(warm_up: WarmUp, exercises: Iterable[str]) -> WarmUp:
    """Return the warm-up of a session that is cut: half as long, with light sets of what is still done."""
    kept = set(exercises)
    light = tuple(one for one in warm_up.light_sets if one[0] in kept)
    return attrs.evolve(warm_up, minutes=-(-warm_up.minutes // 2), light_sets=light)


def half_sets(catalog: Catalog, slots: Iterable[WorkoutSlot]) -> Halves:
    """Return how many half sets slots give each muscle; those that are only counted have none."""
    found: Halves = {}
    for slot in slots:
        for muscle, half in _of_a_set(catalog, slot).items():
            found[muscle] = found.get(muscle, 0) + half * slot.sets
    return found


def _of_a_set(catalog: Catalog, slot: WorkoutSlot) -> Halves:
    exercise = catalog.exercises[slot.exercise]
    shares = {**dict.fromkeys(exercise.indirect, INDIRECT), **dict.fromkeys(exercise.direct, DIRECT)}
    return {muscle: int(HALF * share) for muscle, share in shares.items() if muscle not in COUNTED_ONLY}


def worth_of(gives: Mapping[str, int], week: Mapping[str, int]) -> int:
    """Return what half sets are worth in a session of a week whose other sessions give its muscles so many."""
    return sum(_worth(week.get(muscle, 0), halves) for muscle, halves in gives.items())


def _worth(before: int, halves: int) -> int:
    before = min(before, _LARGEST - HALF * MOST)
    return WORTH[before + min(halves, HALF * MOST)] - WORTH[before]


def best_cut(
    catalog: Catalog, slots: Sequence[WorkoutSlot], seconds: int, week: Mapping[str, int]
) -> tuple[WorkoutSlot, ...]:
    """Return the slots, with the sets of each, that are worth most of all that take no more than so many seconds.

    At least one of the main lifts is among them, and of a superset all or none; where not even one set fits, a set of
    the first. `week` is what the other sessions of the week give each muscle, in half sets.
    """
    search = _Search(catalog, slots, week)
    counts = search.best(seconds) or (1, *(0 for _ in slots[1:]))
    return tuple(attrs.evolve(slot, sets=count) for slot, count in zip(slots, counts, strict=True) if count)


class _Search:
    """Every choice, ring after ring; what cannot reach the best found so far is not followed."""

    def __init__(self, catalog: Catalog, slots: Sequence[WorkoutSlot], week: Mapping[str, int]) -> None:
        self._week = week
        self._rings = rings([slot.superset for slot in slots])
        self._options = [_options(catalog, [slots[number] for number in ring]) for ring in self._rings]
        self._mains = min(MAIN_LIFTS, len(slots))
        self._items = [
            [_item(catalog, slots[number], is_alone=len(ring) == 1) for number in ring] for ring in self._rings
        ]
        self._found: tuple[int, tuple[int, ...]] | None = None

    def best(self, seconds: int) -> tuple[int, ...] | None:
        """Return how many sets each slot has in the best choice, None where nothing fits."""
        self._go_on(0, seconds, {}, (), 0)
        return self._found[1] if self._found else None

    def _go_on(self, ring: int, left: int, gives: Halves, sets: tuple[int, ...], worth: int) -> None:
        if len(sets) >= self._mains and not any(sets[: self._mains]):
            return
        if ring == len(self._rings):
            if self._found is None or (worth, sets) > self._found:
                self._found = worth, sets
            return
        if self._found is not None and worth + self._most(ring, left, gives) < self._found[0]:
            return
        for option in self._options[ring]:
            if option.seconds <= left:
                more = dict(gives)
                for muscle, halves in option.gives:
                    more[muscle] = more.get(muscle, 0) + halves
                self._go_on(ring + 1, left - option.seconds, more, (*sets, *option.sets), worth_of(more, self._week))

    def _most(self, ring: int, left: int, gives: Halves) -> float:
        """Return more than any choice of the rings from this one on can add in the time that is left.

        Why it is: no set is ever worth more than it would be now, and none takes less time than its item says.
        """
        found = []
        for slot in (slot for items in self._items[ring:] for slot in items):
            gain = worth_of({muscle: gives.get(muscle, 0) + half for muscle, half in slot.gives.items()}, self._week)
            gain -= worth_of({muscle: gives.get(muscle, 0) for muscle in slot.gives}, self._week)
            found.append((gain, slot))
        most, time = 0.0, float(left)
        for gain, slot in sorted(found, key=lambda one: one[0] / one[1].seconds, reverse=True):
            count = min(slot.sets, time / slot.seconds)
            most, time = most + gain * count, time - slot.seconds * count
        return most + 1


@attrs.frozen
class _Item:
    """A set of a slot by itself: the least time it takes, what it gives, and how many of it there are."""

    seconds: int
    gives: Halves
    sets: int


def _item(catalog: Catalog, slot: WorkoutSlot, *, is_alone: bool) -> _Item:
    plain = attrs.evolve(slot, sets=1, superset="", rest_s=slot.rest_s if is_alone else 0)
    return _Item(max(1, seconds_of(catalog, [plain])), _of_a_set(catalog, slot), slot.sets)


def _options(catalog: Catalog, ring: Sequence[WorkoutSlot]) -> list[Option]:
    """Return all there is to choose for a ring, most sets first; the last is to leave it out."""
    found = []
    for sets in product(*(range(slot.sets, 0, -1) for slot in ring)):
        chosen = [attrs.evolve(slot, sets=count) for slot, count in zip(ring, sets, strict=True)]
        gives = tuple(half_sets(catalog, chosen).items())
        found.append(Option(sets, seconds_of(catalog, chosen), gives))
    return [*found, Option(tuple(0 for _ in ring), 0, ())]
