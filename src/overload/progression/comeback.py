"""Coming back from time off: how much is still lost on a day, and what a rule is told of the sessions since.

The rule goes on from where it was before the break. Until what was lost is back, the engine asks for less than the rule
does, and a session that did as it was asked is not shown to the rule: it was meant to be easier, and would become what
everything after it builds on. Whoever does as asked has half of what is lost back by the next session (ours, faster
than the five weeks for ten of Halonen et al., since the reps of each session are looked at); whoever does more has as
much back as that shows. Two sessions in a row that fall short of it end it: then more was lost, and the rule is shown
all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

import attrs

from overload.model import Performed, SetTarget, Slot
from overload.progression.lesser import beaten_by
from overload.progression.reading import counting
from overload.progression.time_off import KEPT_DAYS, MOST_LOSS, is_break, loss

LEAST_BACK: Final = 0.016
"""What a session done as asked brings back at least: two weeks' worth of time off."""
_IN_VAIN: Final = 2
_SLACK: Final = 1e-9


@attrs.frozen
class Standing:
    """Where somebody stands on a day: what the rule is shown, and how much of their strength is still lost.

    `lost` is a logarithm. `days` is the length of the latest break, 0 where there is none or it matters no more;
    `is_first`: the day is the first one after it. `fell_short`: the last session did, of less than was usual.
    """

    seen: tuple[Performed, ...]
    lost: float = 0.0
    days: int = 0
    is_first: bool = False
    fell_short: bool = False


def without_deloads(history: Sequence[Performed]) -> tuple[Performed, ...]:
    """Return the sessions that were not meant to be easy: what a rule sees of a history."""
    return tuple(session for session in history if session.asked is None or not session.asked.is_deload)


def standing(day: date, slot: Slot, history: Sequence[Performed], others: Sequence[Performed] = ()) -> Standing:
    """Return where somebody stands on a day, by what was done in the slot's range and in the `others`, oldest first."""
    timeline = _in_order(history, others)
    off = breaks([*(session.date for session in timeline), day])
    if not off:
        return Standing(without_deloads(history))
    today, state = len(timeline), _Comeback()
    own = {id(session) for session in history} if others else None
    for place, session in enumerate(timeline):
        if place in off:
            state.begin(off[place])
        if session.asked is not None and session.asked.is_deload:
            continue
        is_own = own is None or id(session) in own
        if state.days:
            state.add(session, slot, is_own=is_own)
        elif is_own:
            state.seen.append(session)
    if today in off:
        state.begin(off[today])
    return Standing(tuple(state.seen), state.lost, state.days, today in off, state.misses > 0)


def breaks(days: Sequence[date]) -> dict[int, int]:
    """Return how many days off were before a day, by its place among those, which ascend; see `is_break`."""
    numbers = [day.toordinal() for day in days]
    gaps = [later - sooner for sooner, later in pairwise(numbers)]
    if max(gaps, default=0) <= KEPT_DAYS:
        return {}
    found: dict[int, int] = {}
    before: list[int] = []
    for place, gap in enumerate(gaps, start=1):
        if gap > KEPT_DAYS and is_break(gap, before):
            found[place] = gap
        if gap > 0:
            before.append(gap)
    return found


def _in_order(history: Sequence[Performed], others: Sequence[Performed]) -> Sequence[Performed]:
    return sorted([*history, *others], key=lambda one: one.date) if others else history


@attrs.define
class _Comeback:
    """What the sessions so far come to; `held` are those since the last break that the rule is not shown."""

    seen: list[Performed] = attrs.field(factory=list)
    held: list[Performed] = attrs.field(factory=list)
    lost: float = 0.0
    days: int = 0
    misses: int = 0

    def begin(self, off: int) -> None:
        """Take so many days off: what is still lost from before is not forgotten, and not taken twice."""
        self.days, self.lost, self.misses = off, min(self.lost + loss(off), MOST_LOSS), 0

    def add(self, session: Performed, slot: Slot, *, is_own: bool) -> None:
        """Take a session since a break: shown to the rule, or held back from it as one of the comeback."""
        asked = session.asked.sets if session.asked else ()
        if not self.lost or not asked:  # what nobody had asked for was nobody's easier ask
            if is_own:
                self._show(session)
            return
        more = list(_beaten(session, asked, slot))
        fell_short = bool(more) and min(more) < -_SLACK
        if is_own and len(more) >= len(asked) and min(more) >= self.lost - _SLACK:
            self._show(session)
            return
        if is_own:
            self.held.append(session)
        if fell_short and not session.unwell:
            self._miss(in_vain=not any(done.reps for done in session.sets))
        elif more and not fell_short:
            self.lost, self.misses = max(0.0, self.lost - max(self.lost / 2, LEAST_BACK, *more)), 0

    def _show(self, session: Performed) -> None:
        """Show a session that did all the rule would have asked for, or that was nobody's ask: the comeback is over."""
        self.seen.append(session)
        self._end()

    def _miss(self, *, in_vain: bool) -> None:
        self.misses += 1
        if in_vain or self.misses >= _IN_VAIN:
            self.seen.extend(self.held)
            self._end()

    def _end(self) -> None:
        self.held, self.lost, self.days, self.misses = [], 0.0, 0, 0


def _beaten(session: Performed, asked: Sequence[SetTarget], slot: Slot) -> Iterator[float]:
    """Yield by how much the sets that were tried beat those asked for, best against hardest, as logarithms."""
    alike = counting(session, slot)
    targets = alike.asked.sets if alike.asked else asked
    done = [one for one in alike.sets if not one.left_out]
    if not done or not targets:
        return
    body = None if slot.bodyweight is None else session.bodyweight or slot.bodyweight
    first = targets[0]
    hardest = sorted(targets, key=lambda one: beaten_by(one.met(), first, body), reverse=True)
    best = sorted(done, key=lambda one: beaten_by(one, first, body), reverse=True)
    for one, target in zip(best, hardest, strict=False):
        yield beaten_by(one, target, body)
