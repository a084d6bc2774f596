"""The way forward over the dates, date by date, which the search and the tables have in common.

A date begins, sessions are placed on it or not, and at the end of a block what is left of its sessions is lost.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

import attrs

from overload.schedule.blocks import Block, Leg
from overload.schedule.contexts import Context, Contexts
from overload.schedule.crossing import NO_LIMIT, Layer, Passage, State, Way, keep
from overload.schedule.instance import Instance

Ranked = tuple[int, State, Way]
"""A state with the least that any placement through it costs."""


@attrs.define
class Forward(ABC):
    """A way over blocks in a row, from no session behind to no block ahead.

    `beyond[b]` is a lower bound for what comes after the b-th block. Only what costs less than `limit` is of interest.
    """

    instance: Instance
    contexts: Contexts
    blocks: Sequence[Block]
    beyond: Sequence[int]
    limit: float = NO_LIMIT

    def forward(self) -> Layer:
        """Return the states at the end, with the best way to each."""
        free = bits(bit for block in self.blocks for bit in block.free)
        layer: Layer = {(self.blocks[0].low, free, self.contexts.number(Context())): (0, None)}
        last = 0
        for block, beyond in zip(self.blocks, self.beyond, strict=True):
            for leg in block.legs:
                layer = self.crossed(self.passed(layer, self._begun(layer, leg, last)), leg, beyond)
                last = leg.day.ordinal
            layer = self.passed(layer, {state: losing_the_rest(self.instance, block, state) for state in layer})
        return layer

    @abstractmethod
    def crossed(self, layer: Layer, leg: Leg, beyond: int) -> Layer:
        """Return the states after a date that are worth going on from."""

    def passed(self, layer: Layer, passage: Passage) -> Layer:
        """Return the states that those of a layer lead to without a choice."""
        passed: Layer = {}
        for before, (after, cost) in passage.items():
            spent, step = layer[before]
            keep(passed, after, (spent + cost, step))
        return passed

    def _begun(self, layer: Layer, leg: Leg, last: int) -> Passage:
        begin, day = self.contexts.begin, leg.day
        return {state: ((state[0], state[1], begin(state[2], last, day, state[0])), 0) for state in layer}

    def limit_of_block(self, beyond: int) -> float:
        """Return what may be spent by the end of a block (no limit stays one: a cost may be too long for a float)."""
        return self.limit if self.limit == NO_LIMIT else self.limit - beyond

    def promising(self, layer: Layer, leg: Leg, limit: float) -> list[Ranked]:
        """Return the states that can lead below the limit with their lower bounds.

        Why it is safe to leave the others: `leg.least` is never more than the rest of the block truly costs, and
        `beyond` never more than the blocks after it; so nothing through them costs less than the limit.
        """
        ranked = []
        for state, way in layer.items():
            bound = way[0] + leg.least(state[0], state[1])
            if bound < limit:
                ranked.append((bound, state, way))
        return ranked


def losing_the_rest(instance: Instance, block: Block, state: State) -> tuple[State, int]:
    """Return the state at the end of a block where no more of it is placed, and what that costs."""
    number, free, context = state
    left = [bit for bit in block.free if free >> bit & 1]
    lost = sum(instance.lose[number : block.high]) + sum(instance.free_lose[bit] for bit in left)
    return (block.high, free & ~bits(left), context), lost


def bits(numbers: Iterable[int]) -> int:
    """Return the set of these numbers as bits."""
    return sum(1 << number for number in numbers)
