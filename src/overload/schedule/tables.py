"""Forward and backward tables over the dates: what the best placement with a session on a date costs, for all at once.

The least cost of a placement that goes through a move is what its best beginning costs, plus the move, plus what its
best end costs. One pass forward and one backward tell both for every move there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import attrs

from overload.schedule.blocks import Leg, blocks_of
from overload.schedule.contexts import Contexts
from overload.schedule.crossing import NO_LIMIT, Crossing, Layer, Passage, State, Step, Way, keep
from overload.schedule.forward import Forward
from overload.schedule.instance import Event, Instance


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


Stage = Passage | list[Move]
"""What was met on the way: where each state had to go, or where it could go at an opening."""


@attrs.define
class _NotingCrossing(Crossing):
    """A date being crossed, every move noted, also those that are not the best way to where they lead."""

    stages: list[Stage] = attrs.field(factory=list)

    def stand(self, event: Event) -> Layer:
        """Note where states lead past a session that stands already."""
        self.stages.append(self.standing(self.states, event))
        return super().stand(event)

    def offer(self, ways: Iterable[tuple[State, Way]], event: Event) -> None:
        """Note every session that may be placed at an opening."""
        moves = [
            Move(self.leg.day.ordinal, state, after, spent - cost, spent, Step(event.opening, session, step))
            for state, (cost, step) in ways
            for session, spent, after in self.moves(state, cost, event)
        ]
        for move in moves:
            keep(self.states, move.after, (move.spent, move.step))
        self.stages.append(moves)


@attrs.define
class _Noting(Forward):
    """A pass forward that notes all it meets."""

    stages: list[Stage] = attrs.field(factory=list)

    def passed(self, layer: Layer, passage: Passage) -> Layer:
        """Note where states lead without a choice."""
        self.stages.append(passage)
        return super().passed(layer, passage)

    def crossed(self, layer: Layer, leg: Leg, beyond: int) -> Layer:
        """Cross a date; no state is dropped that any placement below the limit goes through."""
        limit = self.limit_of_block(beyond)
        crossed = _NotingCrossing(self.instance, self.contexts, leg, limit, stages=self.stages).cross(layer)
        if self.limit == NO_LIMIT:
            return crossed
        return {state: way for _, state, way in self.promising(crossed, leg, limit)}


@attrs.define
class Tables:
    """The tables of an instance.

    Placements that cost `limit` or more are left out; `beyond[b]` is a lower bound for what comes after the b-th block.
    """

    instance: Instance
    limit: float = NO_LIMIT
    beyond: Sequence[int] = ()
    best: dict[tuple[int, int], _Best] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """Fill the tables."""
        blocks = blocks_of(self.instance)
        noting = _Noting(self.instance, Contexts(self.instance), blocks, self.beyond or (0,) * len(blocks), self.limit)
        ends = noting.forward()
        self._backward(noting.stages, ends)

    def through(self, session: int, day: int) -> Through | None:
        """Return the best placement with a session on a date (an ordinal), or None where none is below the limit."""
        found = self.best.get((session, day))
        if found is None:
            return None
        return Through(found.cost, found.move.step.opening, frozenset(_sessions(found)))

    def _backward(self, stages: list[Stage], layer: Layer) -> None:
        """Go back over all that was noted, and keep the best move of each session to each date.

        Why nothing is missed: a stage leads from the states before it to those after it, so what the rest costs from a
        state is the least over what it leads to. A state without an end was dropped: all through it costs the limit.
        """
        ends: dict[State, End] = dict.fromkeys(layer, (0, None))
        while stages:
            stage = stages.pop()
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
