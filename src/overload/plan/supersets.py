"""Supersets: which slots take turns, in what order their sets come, and how long the rest is between them.

A round is a set of each. What an exercise needs is the rest between its own sets, and most of that passes while its
partners work: the longest rest of the ring is shared out over a round, evenly between the sets that rest at all, in
steps of five seconds. Two exercises with two minutes each rest a minute after every set. A slot that is written with no
rest goes straight on to the next, whose share is then the whole of it. What a rule asks for after a set stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, Protocol

import attrs

from overload.model import Exercise, SetTarget

STEP_S: Final = 5


@attrs.frozen
class Sets:
    """The sets of a slot as a superset sees them: the slot's rest in seconds, and that of each set that has its own."""

    superset: str
    rest_s: int
    rests: tuple[int | None, ...]


@attrs.frozen
class Due:
    """A set: the number of its slot, its own number in it, both from 0, and the rest after it in seconds."""

    slot: int
    number: int
    rest_s: int


class Planned(Protocol):
    """A slot of a session: what is done, in which superset (empty: none), its rest in seconds, and the sets ahead."""

    @property
    def exercise(self) -> Exercise: ...  # noqa: D102 - said above

    @property
    def superset(self) -> str: ...  # noqa: D102 - said above

    @property
    def rest_s(self) -> int: ...  # noqa: D102 - said above

    @property
    def to_do(self) -> tuple[SetTarget, ...]: ...  # noqa: D102 - said above


def rings(supersets: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of the slots that are done together, in order, from the superset of each.

    A slot by itself is a ring of one. Only neighbours make a superset: what is left of one is done by itself.
    """
    runs = groupby(enumerate(supersets), key=lambda one: one[1] or one[0])
    return tuple(tuple(number for number, _ in run) for _, run in runs)


def one_by_one(slots: Iterable[Sets]) -> tuple[Due, ...]:
    """Return every set in the order they are done."""
    return _in_order(tuple(slots))


@lru_cache(maxsize=256)
def _in_order(slots: tuple[Sets, ...]) -> tuple[Due, ...]:
    return tuple(_one_by_one(slots))


def _one_by_one(slots: Sequence[Sets]) -> Iterator[Due]:
    for ring in rings([one.superset for one in slots]):
        longest = max(slots[number].rest_s for number in ring)
        for round_ in range(max(len(slots[number].rests) for number in ring)):
            present = [number for number in ring if round_ < len(slots[number].rests)]
            resting = [number for number in present if slots[number].rest_s > 0] or present[-1:]
            share = longest if len(present) == 1 else -(-longest // (len(resting) * STEP_S)) * STEP_S
            for number in present:
                own = slots[number].rests[round_]
                yield Due(number, round_, own if own is not None else share if number in resting else 0)


def sets_in_order(slots: Sequence[Planned]) -> tuple[Due, ...]:
    """Return the sets a session still asks for, in the order they are done."""
    ahead = _ahead(slots)
    known = [(slots[at].superset, slots[at].rest_s, [target.rest_s for target in slots[at].to_do]) for at in ahead]
    found = one_by_one(Sets(superset, rest_s, tuple(own)) for superset, rest_s, own in known)
    return tuple(Due(ahead[turn.slot], turn.number, turn.rest_s) for turn in found)


def rests(slots: Sequence[Planned]) -> tuple[tuple[int, ...], ...]:
    """Return the rests after the sets of each slot in seconds; the slot's own where none is ahead."""
    found: list[list[int]] = [[] for _ in slots]
    for turn in sets_in_order(slots):
        found[turn.slot].append(turn.rest_s)
    return tuple(tuple(one) or (slot.rest_s,) for one, slot in zip(found, slots, strict=True))


def planned_rings(slots: Sequence[Planned]) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of the slots of a session that are still done in turns, in order, two or more in each."""
    ahead = _ahead(slots)
    found = rings([slots[number].superset for number in ahead])
    return tuple(tuple(ahead[number] for number in ring) for ring in found if len(ring) > 1)


def names(slots: Sequence[Planned]) -> Mapping[int, str]:
    """Return what the slots that are done in turns are called, `A1` and `A2`, by their number."""
    found = planned_rings(slots)
    return {number: f"{slots[number].superset.upper()}{at}" for ring in found for at, number in enumerate(ring, 1)}


def _ahead(slots: Sequence[Planned]) -> list[int]:
    return [number for number, slot in enumerate(slots) if slot.to_do]
