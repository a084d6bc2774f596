"""What of the days behind matters for the days ahead: the laws and wishes that look back, and nothing more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from overload.schedule.costs import GAP_COST, crowding
from overload.schedule.problem import Date, Event, Problem, rounded_up

OLD: Final = len(GAP_COST) - 1
WEEK_BITS: Final = 0b1111111

Behind = tuple[int, int, int]
"""A session behind: its date (ordinal), its kind, and its start rounded up (0 once nobody needs recovery from it)."""


@attrs.frozen(cache_hash=True)
class Context:
    """What has been placed lately, and still matters.

    `days` is the bit set of dates with movable sessions (0 = today, 1 = yesterday ...), `until` when the last one ends
    if that is in the way of another opening, `today` how many movable ones stand on this date.
    """

    days: int = 0
    behind: tuple[Behind, ...] = ()
    until: int = 0
    today: int = 0


class Contexts:
    """Gives every context that comes up a number, and remembers where each leads.

    With `is_bound` nothing before the first session costs: what comes out is a lower bound for any past.
    """

    def __init__(self, problem: Problem, *, is_bound: bool = False) -> None:
        self.problem = problem
        self.is_bound = is_bound
        self.numbers: dict[Context, int] = {}
        self.contexts: list[Context] = []
        self.begun: dict[tuple[int, int], int] = {}
        self.placed: dict[tuple[int, int, int], tuple[int, int]] = {}

    def number(self, context: Context) -> int:
        """Return the number of a context."""
        found = self.numbers.setdefault(context, len(self.contexts))
        if found == len(self.contexts):
            self.contexts.append(context)
        return found

    def begin(self, number: int, last: int, day: Date) -> int:
        """Return the context a new date starts with, after the date `last` (an ordinal)."""
        key = (number, day.ordinal)
        if key not in self.begun:
            self.begun[key] = self.number(self._begin(self.contexts[number], day.ordinal - last, day))
        return self.begun[key]

    def _begin(self, context: Context, later: int, day: Date) -> Context:
        first, recovery = day.events[0].start, self.problem.recovery
        behind = []
        for date, kind, start in context.behind:
            tired = start + recovery > first
            if tired or day.ordinal - date < OLD:
                behind.append((date, kind, start if tired else 0))
        days = (context.days << later) & WEEK_BITS if later < 7 else 0
        return Context(days, tuple(behind), context.until if context.until > first else 0)

    def place(self, number: int, kind: int, event: Event, day: Date) -> tuple[int, int]:
        """Return (cost, context) of placing a movable session at an opening; the cost is -1 when a law forbids it."""
        key = (number, event.opening, kind)
        if key not in self.placed:
            self.placed[key] = self._place(self.contexts[number], kind, event, day)
        return self.placed[key]

    def _place(self, context: Context, kind: int, event: Event, day: Date) -> tuple[int, int]:
        days = context.days | 1
        too_many = (days | day.anchored).bit_count() > self.problem.request.days_in_seven
        if context.until > event.start or too_many or self._is_tired(context, kind, event.start):
            return (-1, 0)
        end = event.start + self.problem.minutes[kind] * 60
        starts = self.problem.starts
        after = event.opening + 1
        until = end if after < len(starts) and starts[after] < end else 0
        behind = self._join(context.behind, (day.ordinal, kind, rounded_up(self.problem, event.start)))
        return (
            self._follow(context, kind, event, day),
            self.number(Context(days, behind, until, context.today + 1)),
        )

    def stand(self, number: int, event: Event, day: Date) -> tuple[int, int]:
        """Return (cost, context) of passing a session that stands already.

        The cost is -1 when it makes too many days in seven for the movable ones before it.
        """
        context = self.contexts[number]
        if context.days and (context.days | day.anchored).bit_count() > self.problem.request.days_in_seven:
            return (-1, 0)
        behind = self._join(context.behind, (day.ordinal, event.kind, rounded_up(self.problem, event.start)))
        follow = self._follow(context, event.kind, event, day) if event.looks_back else 0
        return follow, self.number(attrs.evolve(context, behind=behind))

    def _is_tired(self, context: Context, kind: int, start: int) -> bool:
        shares = self.problem.shares_focus[kind]
        limit = start - self.problem.recovery
        return any(at > limit and shares[other] for _, other, at in context.behind)

    def _follow(self, context: Context, kind: int, event: Event, day: Date) -> int:
        problem = self.problem
        limit = event.start - problem.recovery
        muscles, focus = problem.shares_muscles[kind], problem.shares_focus[kind]
        crowded = sum(muscles[other] for _, other, at in context.behind if at > limit)
        same = [date for date, other, _ in context.behind if focus[other]]
        gap = day.ordinal - same[-1] if same else OLD
        return problem.scale.pack(
            (
                crowded,
                crowding(self._days_since(context, event, day)),
                0 if self.is_bound and not same else GAP_COST[min(gap, OLD)],
            ),
            5,
        )

    def _days_since(self, context: Context, event: Event, day: Date) -> int:
        """Return how many days ago the session before an event was (2: two or more)."""
        if context.days & 1 or event.is_second:
            return 0
        return 1 if (context.days | day.anchored) & 2 else 2

    def _join(self, behind: Iterable[Behind], new: Behind) -> tuple[Behind, ...]:
        """Add a session; an older one of its kind that nobody needs recovery from any more says nothing new."""
        return (*(one for one in behind if one[1] != new[1] or one[2]), new)
