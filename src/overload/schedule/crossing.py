"""One date: from the states before it to those after it, with every session that may be placed on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import attrs

from overload.schedule.blocks import Leg
from overload.schedule.contexts import Contexts
from overload.schedule.instance import Event, Instance

NO_LIMIT: Final = float("inf")


class Step(NamedTuple):
    """A session placed at an opening, after the `earlier` ones; free sessions count down from -1."""

    opening: int
    session: int
    earlier: Step | None


State = tuple[int, int, int]
"""Next session of the chain, free sessions left (bits), number of the context."""
Way = tuple[int, Step | None]
"""What the best way to a state costs, and its last step."""
Layer = dict[State, Way]
Passage = dict[State, tuple[State, int]]
"""Where each state leads without a choice, and at what cost."""


def keep(layer: Layer, state: State, way: Way) -> None:
    """Add a way to a state unless one as good is known."""
    known = layer.get(state)
    if known is None or way[0] < known[0]:
        layer[state] = way


Option = tuple[int, int, int, int, int]
"""Session, kind, cost (lost ones included), next session of the chain and free sessions left after it."""


@attrs.define
class Crossing:
    """A date being crossed; ways that cannot stay below `limit` to the end of the block are left.

    `done` holds what the earliest times found for a session cost, by state before it and session.
    """

    instance: Instance
    contexts: Contexts
    leg: Leg
    limit: float
    states: Layer = attrs.field(factory=dict)
    done: dict[tuple[State, int], int] = attrs.field(factory=dict)

    def cross(self, layer: Layer) -> Layer:
        """Return the states after the date: each as it was, and with sessions placed.

        Where only one more session may stand on the date, the states that have got it are offered no second one.
        """
        self.states = dict(layer)
        room = self.leg.day.room
        for event in self.leg.day.events:
            if event.opening < 0:
                layer = self.stand(event)
                self.states = dict(layer)
            elif room:
                self.offer(list((layer if room == 1 else self.states).items()), event)
        return self.states

    def stand(self, event: Event) -> Layer:
        """Pass a session that stands already."""
        stood: Layer = {}
        for state, (after, more) in self.standing(self.states, event).items():
            cost, step = self.states[state]
            keep(stood, after, (cost + more, step))
        return stood

    def offer(self, ways: Iterable[tuple[State, Way]], event: Event) -> None:
        """Place each session that may stand at an opening."""
        for state, (cost, step) in ways:
            for session, spent, after in self.moves(state, cost, event):
                known = self.states.get(after)
                if known is None or spent < known[0]:
                    self.states[after] = (spent, Step(event.opening, session, step))

    def standing(self, states: Iterable[State], event: Event) -> Passage:
        """Return where states lead past a session that stands already, without those it makes too many days for."""
        passage: Passage = {}
        for state in states:
            more, reached = self.contexts.stand(state[2], event, self.leg.day)
            if more >= 0:
                passage[state] = ((state[0], state[1], reached), more)
        return passage

    def moves(self, state: State, cost: int, event: Event) -> Iterator[tuple[int, int, State]]:
        """Yield (session, cost with it, state with it) for each session that may stand at an opening.

        Why it is safe to leave one that could stand earlier on the date, after the same state, at no more cost: there
        it is rested from earlier, and over before the next opening (`until` is 0), so whatever may follow the later
        one may follow the earlier at the same cost. Gaps count dates, and the date is the same.
        """
        day, contexts, context = self.leg.day, self.contexts, state[2]
        if contexts.contexts[context].today >= day.room:
            return
        for session, kind, spent, number, free in self._options(state, cost, event.opening):
            done = self.done.get((state, session), NO_LIMIT)
            more = -1 if done <= spent else contexts.price(context, kind, event, day)
            if more < 0 or done <= spent + more or self._is_too_much(spent + more, number, free):
                continue
            reached = contexts.place(context, kind, event, day)
            yield session, spent + more, (number, free, reached)
            if not contexts.contexts[reached].until:
                self.done[state, session] = spent + more

    def _is_too_much(self, cost: int, number: int, free: int) -> bool:
        """Tell whether a placement leads past the limit.

        Why it is safe: `least_during` is no more than what the sessions left cost, from an opening later on the same
        date as well, where another one may stand on it.
        """
        return self.limit != NO_LIMIT and cost + self.leg.least_during(number, free) >= self.limit

    def _options(self, state: State, cost: int, opening: int) -> Iterator[Option]:
        """Yield what openings, standing sessions and the limit leave."""
        instance, least, limit, (number, free, _) = self.instance, self.leg.least_during, self.limit, state
        lost, at = cost, number
        for session, price in instance.fits[opening]:
            if session >= number:
                if at < session:
                    lost += sum(instance.lose[at:session])
                    at = session
                if limit == NO_LIMIT or lost + price + least(session + 1, free) < limit:
                    yield session, instance.chain_kinds[session], lost + price, session + 1, free
        for bit, price in instance.free_fits[opening]:
            left = free & ~(1 << bit)
            if left != free and (limit == NO_LIMIT or cost + price + least(number, left) < limit):
                yield -1 - bit, instance.free_kinds[bit], cost + price, number, left
