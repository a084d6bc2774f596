"""How the sets of a session follow each other, in words: in turns, and with which rests between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

import attrs

from overload.plan.supersets import Planned, names, planned_rings, rests, sets_in_order
from overload.plan.values import PlannedSlot
from overload.report.words import joined, rests_said


@attrs.frozen
class InOrder:
    """A slot among those of its session: its name in a superset (empty: none), and the rest after each set in seconds.

    `then` is the number of the slot whose set follows each set, None after the last of all.
    """

    called: str
    rests: tuple[int, ...]
    then: tuple[int | None, ...]


def in_order(slots: Sequence[PlannedSlot]) -> tuple[InOrder, ...]:
    """Return where each slot of a session stands, whatever of it was done already."""
    whole = [attrs.evolve(slot, done=None) for slot in slots]
    called, between, order = names(whole), rests(whole), sets_in_order(whole)
    then: list[list[int | None]] = [[] for _ in slots]
    for turn, after in zip_longest(order, order[1:]):
        then[turn.slot].append(after.slot if after else None)
    return tuple(InOrder(called.get(at, ""), between[at], tuple(then[at])) for at in range(len(slots)))


def slot_rests(slots: Sequence[Planned]) -> tuple[str, ...]:
    """Return the rests of each slot of a session in words: `rest 2:00`, `no rest`."""
    return tuple(f"rest {rests_said(own)}" if any(own) else "no rest" for own in rests(slots))


def in_turns(slots: Sequence[Planned]) -> Mapping[int, str]:
    """Return what stands above the first slot of each superset, by its number: `A1 and A2 in turns, a set of each`."""
    called = names(slots)
    return {ring[0]: f"{joined([called[at] for at in ring])} in turns, a set of each" for ring in planned_rings(slots)}
