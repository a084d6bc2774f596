"""The cheapest way to stack the plates of one end through a session, exactly.

Plates go on and come off at the outer end only, so what stays on through a stretch of sets must lie inside what
changes in it, and stretches nest as brackets do. That makes it a search over intervals: the least cost of the sets
`first..last` with the plates `kept` inside of everything is the least of keeping one more plate through all of them,
and of dividing them in two that share nothing more.

Of ways with equally many moves the one with fewest before sets that both dumbbells do is taken, so that a pair is
changed alike where it can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import le
from typing import Final

import attrs

Counts = tuple[int, ...]
"""How many plates of each kind, the kinds heaviest first."""

_LEAF, _KEEP, _SPLIT = range(3)
_MOVE: Final = 10**6
"""What a move costs, so much that what tells equally many moves apart never adds up to one."""
_NEVER: Final = 10**15


@attrs.frozen
class Want:
    """What one end must carry for a set: one of `choices`; a dumbbell that waits may keep anything within one of them.

    `allowed` are the places in `choices` still open; `is_paired` says that both dumbbells do the set.
    """

    choices: tuple[Counts, ...]
    allowed: tuple[int, ...]
    waits: bool = False
    is_paired: bool = False

    def fitting(self, kept: Counts) -> list[int]:
        """Return which of the open choices have these plates among theirs."""
        return [place for place in self.allowed if all(map(le, kept, self.choices[place]))]

    def shared(self, kept: Counts) -> Counts:
        """Return how many plates of each kind are in every open choice that has `kept` among its plates."""
        return tuple(map(min, zip(*(self.choices[place] for place in self.fitting(kept)), strict=True)))


@attrs.frozen
class Stacked:
    """An answer: what it costs, per set what is kept inside, and the choices left.

    `cost` grows with the plates put on and taken off, back to the empty end. `inside` holds kinds, innermost first:
    what lies there on purpose, before the rest of the choice goes on.
    """

    cost: int
    inside: tuple[tuple[int, ...], ...]
    fitting: tuple[tuple[int, ...], ...]


def stack(wants: Sequence[Want], kinds: int) -> Stacked:
    """Return the cheapest way through all sets for one end, any open choice of a set being as good as another."""
    search = _Search(wants, kinds)
    cost = search.least(0, len(wants) - 1, (0,) * kinds) if wants else 0
    inside: list[tuple[int, ...]] = [()] * len(wants)
    if wants:
        search.trace(0, len(wants) - 1, (), inside)
    fitting = (tuple(want.fitting(_counts(kept, kinds))) for want, kept in zip(wants, inside, strict=True))
    return Stacked(cost, tuple(inside), tuple(fitting))


def _counts(plates: Sequence[int], kinds: int) -> Counts:
    return tuple(plates.count(kind) for kind in range(kinds))


class _Search:
    """Remembers the least cost of every interval and kept plates it has met, and the step that gives it."""

    def __init__(self, wants: Sequence[Want], kinds: int) -> None:
        self._wants, self._kinds = wants, kinds
        self._known: dict[tuple[int, int, Counts], tuple[int, int, int]] = {}

    def least(self, first: int, last: int, kept: Counts) -> int:
        """Return the least cost of the plates put on and taken off above `kept`; _NEVER where it cannot stay."""
        return self._step(first, last, kept)[0]

    def _step(self, first: int, last: int, kept: Counts) -> tuple[int, int, int]:
        key = (first, last, kept)
        if key not in self._known:
            self._known[key] = self._leaf(first, kept) if first == last else self._best(first, last, kept)
        return self._known[key]

    def _leaf(self, place: int, kept: Counts) -> tuple[int, int, int]:
        want = self._wants[place]
        fitting = want.fitting(kept)
        if not fitting:
            return _NEVER, _LEAF, 0
        more = 0 if want.waits else min(sum(want.choices[choice]) for choice in fitting) - sum(kept)
        return more * self._cost(place, place), _LEAF, 0

    def _cost(self, first: int, last: int) -> int:
        """Return what it costs to put a plate on before the set `first` and to take it off after the set `last`."""
        before, after = self._wants[first], self._wants[last + 1 : last + 2]
        return 2 * _MOVE + before.is_paired + any(want.is_paired for want in after)

    def _best(self, first: int, last: int, kept: Counts) -> tuple[int, int, int]:
        """Return the better of dividing and keeping, each only where it can be the best.

        A dumbbell that waits at either end of an interval is divided off: keeping more there saves nothing. What
        every open choice holds anyway is kept at once.
        """
        wants = self._wants[first : last + 1]
        if not all(want.fitting(kept) for want in wants):
            return _NEVER, _SPLIT, first
        if wants[0].waits or wants[-1].waits:
            cut = first if wants[0].waits else last - 1
            return self.least(first, cut, kept) + self.least(cut + 1, last, kept), _SPLIT, cut
        shared = list(map(min, *(want.shared(kept) for want in wants)))
        for kind, number in enumerate(shared):
            if number > kept[kind]:
                return self._cost(first, last) + self.least(first, last, _one_more(kept, kind)), _KEEP, kind
        best = min(
            (self.least(first, cut, kept) + self.least(cut + 1, last, kept), _SPLIT, cut) for cut in range(first, last)
        )
        for kind in range(self._kinds):
            cost = self._cost(first, last) + self.least(first, last, _one_more(kept, kind))
            if cost < best[0]:
                best = (cost, _KEEP, kind)
        return best

    def trace(self, first: int, last: int, inside: tuple[int, ...], found: list[tuple[int, ...]]) -> None:
        """Write down what lies inside for each set, following the steps that gave the least cost."""
        _, step, what = self._known[first, last, _counts(inside, self._kinds)]
        if step == _KEEP:
            self.trace(first, last, (*inside, what), found)
        elif step == _SPLIT:
            self.trace(first, what, inside, found)
            self.trace(what + 1, last, inside, found)
        else:
            found[first] = inside


def _one_more(counts: Counts, kind: int) -> Counts:
    return (*counts[:kind], counts[kind] + 1, *counts[kind + 1 :])
