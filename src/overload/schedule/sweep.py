"""One pass over the dates: the best way to every state is kept, ways that cannot become the best are dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

import attrs

from overload.schedule.blocks import Block, Leg
from overload.schedule.contexts import Context, Contexts
from overload.schedule.crossing import NO_LIMIT, Crossing, Layer, State, Way, keep
from overload.schedule.dominance import Dominance, Rivals
from overload.schedule.instance import Instance

Ranked = tuple[int, State, Way]
"""A state with the least that any placement through it costs."""


@attrs.define
class Sweep:
    """A pass over blocks in a row. `beyond[b]` is a lower bound for what comes after the b-th of them.

    `limit` is a cost already reached, so that only less is of interest; `cut` the least lower bound among the states
    the last run dropped for its width.
    """

    instance: Instance
    contexts: Contexts
    blocks: Sequence[Block]
    beyond: Sequence[int]
    limit: float = NO_LIMIT
    cut: float = NO_LIMIT
    dominance: Dominance = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Set up what compares its contexts."""
        self.dominance = Dominance(self.contexts)

    def run(self, width: int | None) -> Way | None:
        """Return the best way to the end below `limit`, or None, with at most `width` states kept per date."""
        self.cut = NO_LIMIT
        free = bits(bit for block in self.blocks for bit in block.free)
        layer: Layer = {(self.blocks[0].low, free, self.contexts.number(Context())): (0, None)}
        last = 0
        for block, beyond in zip(self.blocks, self.beyond, strict=True):
            limit = self.limit if self.limit == NO_LIMIT else self.limit - beyond
            for leg in block.legs:
                layer = Crossing(self.instance, self.contexts, leg, limit).cross(self._begun(layer, leg, last))
                kept = self._kept(layer, leg, limit)
                layer = {state: way for _, state, way in kept[:width]}
                if width is not None and len(kept) > width:
                    self.cut = min(kept[width][0] + beyond, self.cut)
                last = leg.day.ordinal
            layer = self._ended(layer, block)
        best = min(layer.values(), key=lambda way: way[0], default=None)
        return best if best is not None and best[0] < self.limit else None

    def _begun(self, layer: Layer, leg: Leg, last: int) -> Layer:
        begun: Layer = {}
        for (number, free, context), way in layer.items():
            keep(begun, (number, free, self.contexts.begin(context, last, leg.day, number)), way)
        return begun

    def _ended(self, layer: Layer, block: Block) -> Layer:
        """Lose what is left of a block."""
        ended: Layer = {}
        for state, (cost, step) in layer.items():
            after, lost = losing_the_rest(self.instance, block, state)
            keep(ended, after, (cost + lost, step))
        return ended

    def _kept(self, layer: Layer, leg: Leg, limit: float) -> list[Ranked]:
        """Return the states that can lead below the limit with their lower bounds, the lowest first."""
        kept = []
        for state, way in layer.items():
            bound = way[0] + leg.least(state[0], state[1])
            if bound < limit:
                kept.append((bound, state, way))
        kept.sort(key=itemgetter(0))
        return self._unbeaten(kept, leg.day.ordinal)

    def _unbeaten(self, ranked: list[Ranked], today: int) -> list[Ranked]:
        """Leave out the states that another one with the same sessions ahead beats."""
        rivals: dict[tuple[int, int], Rivals] = {}
        unbeaten = []
        for state in ranked:
            _, (number, free, context), (cost, _) = state
            known = rivals.setdefault((number, free), {})
            profile = self.dominance.profile(context)
            if not self.dominance.is_beaten(profile, cost, known, today):
                known.setdefault(profile.days, []).append((cost, profile))
                unbeaten.append(state)
        return unbeaten


def losing_the_rest(instance: Instance, block: Block, state: State) -> tuple[State, int]:
    """Return the state at the end of a block where no more of it is placed, and what that costs."""
    number, free, context = state
    left = [bit for bit in block.free if free >> bit & 1]
    lost = sum(instance.lose[number : block.high]) + sum(instance.free_lose[bit] for bit in left)
    return (block.high, free & ~bits(left), context), lost


def bits(numbers: Iterable[int]) -> int:
    """Return the set of these numbers as bits."""
    return sum(1 << number for number in numbers)
