"""One pass over the dates: the best way to every state is kept, ways that cannot become the best are dropped."""

from __future__ import annotations

from operator import itemgetter

import attrs

from overload.schedule.blocks import Leg
from overload.schedule.crossing import NO_LIMIT, Crossing, Layer, Way
from overload.schedule.dominance import Dominance, Rivals
from overload.schedule.forward import Forward, Ranked


@attrs.define
class Sweep(Forward):
    """A pass forward that keeps at most `width` states a date.

    `limit` is a cost already reached, so that only less is of interest; `cut` the least lower bound among the states
    the last run dropped for its width.
    """

    width: int | None = None
    cut: float = NO_LIMIT
    dominance: Dominance = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Set up what compares its contexts."""
        self.dominance = Dominance(self.contexts)

    def run(self, width: int | None) -> Way | None:
        """Return the best way to the end below `limit`, or None, with at most `width` states kept per date."""
        self.width, self.cut = width, NO_LIMIT
        best = min(self.forward().values(), key=itemgetter(0), default=None)
        return best if best is not None and best[0] < self.limit else None

    def crossed(self, layer: Layer, leg: Leg, beyond: int) -> Layer:
        """Cross a date, and keep the states with the lowest bounds that no other one beats.

        Why it is safe to drop for the width: the least bound of what is dropped is remembered, and only a best that
        costs no more than that is taken for proven; else a wider pass follows, and at last one without a width.
        """
        limit = self.limit_of_block(beyond)
        ranked = self.promising(Crossing(self.instance, self.contexts, leg, limit).cross(layer), leg, limit)
        ranked.sort(key=itemgetter(0))
        kept = self._unbeaten(ranked, leg.day.ordinal)
        if self.width is not None and len(kept) > self.width:
            self.cut = min(kept[self.width][0] + beyond, self.cut)
        return {state: way for _, state, way in kept[: self.width]}

    def _unbeaten(self, ranked: list[Ranked], today: int) -> list[Ranked]:
        """Leave out the states that another one with the same sessions ahead beats.

        Why it is safe: the lowest bound comes first, and of states with the same sessions ahead that is the lowest
        cost; so a state is only ever beaten by one that is kept and costs no more, see `Dominance`.
        """
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
