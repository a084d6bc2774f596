"""Forward and backward tables over the dates: what the best placement with a session on a date costs, for all at once.

The least cost of a placement that goes through a move is what its best beginning costs, plus the move, plus what its
best end costs. One pass forward and one backward tell both for every move there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import attrs

from overload.schedule.blocks import Block, Leg, blocks_of
from overload.schedule.contexts import Context, Contexts
from overload.schedule.crossing import NO_LIMIT, Crossing, Layer, Passage, State, Step, keep
from overload.schedule.instance import Instance
from overload.schedule.sweep import bits, losing_the_rest


class Later(NamedTuple):
    """A session placed, before the `later` ones; free sessions count down from -1."""

    session: int
    later: Later | None


End = tuple[int, Later | None]
"""The least that the rest of a placement costs, and the first session of that rest."""


class Move(NamedTuple):
    """A session placed on a date: from one state to another, `cost` more, with what is `spent` by then."""

    day: int
    before: State
    after: State
    cost: int
    spent: int
    step: Step


class Through(NamedTuple):
    """The best placement with a session at an opening: its cost, and all of its sessions."""

    cost: int
    opening: int
    sessions: frozenset[int]


class _Best(NamedTuple):
    move: Move
    cost: int
    later: Later | None


@attrs.define
class Tables:
    """The tables of an instance.

    Placements that cost `limit` or more are left out; `beyond[b]` is a lower bound for what comes after the b-th block.
    """

    instance: Instance
    limit: float = NO_LIMIT
    beyond: Sequence[int] = ()
    contexts: Contexts = attrs.field(init=False)
    stages: list[Passage | list[Move]] = attrs.field(factory=list, init=False)
    best: dict[tuple[int, int], _Best] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """Fill the tables."""
        self.contexts = Contexts(self.instance)
        self._backward(self._forward())

    def through(self, session: int, day: int) -> Through | None:
        """Return the best placement with a session on a date (an ordinal), or None where none is below the limit."""
        found = self.best.get((session, day))
        if found is None:
            return None
        return Through(found.cost, found.move.step.opening, frozenset(_sessions(found)))

    def _forward(self) -> Layer:
        """Go over the dates and note every move; return the states at the end."""
        blocks = blocks_of(self.instance)
        free = bits(bit for block in blocks for bit in block.free)
        layer: Layer = {(0, free, self.contexts.number(Context())): (0, None)}
        last = 0
        for block, beyond in zip(blocks, self.beyond or (0,) * len(blocks), strict=True):
            for leg in block.legs:
                layer = self._crossed(self._begun(layer, leg, last), leg, self.limit - beyond)
                last = leg.day.ordinal
            layer = self._ended(layer, block)
        return layer

    def _begun(self, layer: Layer, leg: Leg, last: int) -> Layer:
        begin, day = self.contexts.begin, leg.day
        return self._passed(
            layer, {state: ((state[0], state[1], begin(state[2], last, day, state[0])), 0) for state in layer}
        )

    def _ended(self, layer: Layer, block: Block) -> Layer:
        """Lose what is left of a block."""
        return self._passed(layer, {state: losing_the_rest(self.instance, block, state) for state in layer})

    def _crossed(self, layer: Layer, leg: Leg, limit: float) -> Layer:
        """Cross a date, event by event."""
        crossing = Crossing(self.instance, self.contexts, leg, limit)
        for event in leg.day.events:
            if event.opening < 0:
                layer = self._passed(layer, crossing.standing(layer, event))
            elif leg.day.room:
                moves = [
                    Move(leg.day.ordinal, state, after, spent - cost, spent, Step(event.opening, session, step))
                    for state, (cost, step) in layer.items()
                    for session, spent, after in crossing.moves(state, cost, event)
                ]
                layer = dict(layer)
                for move in moves:
                    keep(layer, move.after, (move.spent, move.step))
                self.stages.append(moves)
        if self.limit == NO_LIMIT:
            return layer
        return {state: way for state, way in layer.items() if way[0] + leg.least(state[0], state[1]) < limit}

    def _passed(self, layer: Layer, passage: Passage) -> Layer:
        self.stages.append(passage)
        passed: Layer = {}
        for before, (after, cost) in passage.items():
            spent, step = layer[before]
            keep(passed, after, (spent + cost, step))
        return passed

    def _backward(self, layer: Layer) -> None:
        """Go back over all that was noted, and keep the best move of each session to each date."""
        ends: dict[State, End] = dict.fromkeys(layer, (0, None))
        while self.stages:
            stage = self.stages.pop()
            if isinstance(stage, dict):
                onward = ((before, ends.get(after), cost) for before, (after, cost) in stage.items())
                ends = {before: (end[0] + cost, end[1]) for before, end, cost in onward if end is not None}
            else:
                ends = self._over(stage, ends)

    def _over(self, moves: Sequence[Move], after: dict[State, End]) -> dict[State, End]:
        """Return the ends before an opening, where each state may also stay as it is."""
        ends = dict(after)
        for move in moves:
            end = after.get(move.after)
            if end is not None:
                rest, later = end
                self._keep_best(move, move.spent + rest, later)
                known, cost = ends.get(move.before), rest + move.cost
                if known is None or cost < known[0]:
                    ends[move.before] = (cost, Later(move.step.session, later))
        return ends

    def _keep_best(self, move: Move, cost: int, later: Later | None) -> None:
        """Keep a move if nothing as good is known for its session and date; of two, the earlier is met last."""
        key = (move.step.session, move.day)
        known = self.best.get(key)
        if cost < self.limit and (known is None or cost <= known.cost):
            self.best[key] = _Best(move, cost, later)


def _sessions(best: _Best) -> Iterator[int]:
    step: Step | None = best.move.step
    while step is not None:
        yield step.session
        step = step.earlier
    later = best.later
    while later is not None:
        yield later.session
        later = later.later
