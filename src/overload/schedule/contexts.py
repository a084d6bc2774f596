"""What of the days behind matters for the days ahead: the laws and wishes that look back, and nothing more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from overload.schedule.ahead import SEVEN, Ahead
from overload.schedule.costs import Wish, crowding, gap_costs
from overload.schedule.instance import DAY, Date, Event, Instance

WEEK_BITS: Final = 0b1111111


class Behind(NamedTuple):
    """A session behind: its date (ordinal), its kind, and its start rounded up (0: nobody needs recovery from it)."""

    date: int
    kind: int
    start: int


class Context(NamedTuple):
    """What has been placed lately, and still matters.

    `days` is the bit set of dates with movable sessions (0 = today, 1 = yesterday ...), `until` when the last one ends
    if that is in the way of another opening, `today` how many movable ones stand on this date.
    """

    days: int = 0
    behind: tuple[Behind, ...] = ()
    until: int = 0
    today: int = 0


class Contexts:
    """Gives every context that comes up a number, and tells where each leads.

    With `is_bound` nothing before the first session costs: what comes out is a lower bound for any past.
    """

    def __init__(self, instance: Instance, *, is_bound: bool = False) -> None:
        self.instance = instance
        self.ahead = Ahead(instance)
        tables = [gap_costs(rhythm) for rhythm in instance.rhythms]
        self.gaps = [(*table[:-1], 0) if is_bound else table for table in tables]
        self.old = max((len(table) - 1 for table in tables), default=0)
        units = instance.scale.units
        self.tired_unit, self.crowded_unit, self.gap_unit = units[Wish.TIRED], units[Wish.BACK_TO_BACK], units[Wish.GAP]
        self.numbers: dict[Context, int] = {}
        self.contexts: list[Context] = []
        self.begun: dict[tuple[int, int, int], int] = {}

    def number(self, context: Context) -> int:
        """Return the number of a context."""
        found = self.numbers.setdefault(context, len(self.contexts))
        if found == len(self.contexts):
            self.contexts.append(context)
        return found

    def begin(self, number: int, last: int, day: Date, at: int) -> int:
        """Return the context a new date starts with, after the date `last` (an ordinal), the chain having come to `at`.

        What nothing ahead can mind any more is left out. Why it is safe: `Ahead` knows the first start of anything that
        may still come and shares a muscle or a focus group. Where even that is past recovery (`start`) and past every
        gap that costs less than the longest (`date`), all that may come costs the same with the session and without.
        """
        key = (number, day.ordinal, at)
        found = self.begun.get(key)
        if found is None:
            found = self.begun[key] = self.number(self._begin(self.contexts[number], day.ordinal - last, day, at))
        return found

    def _begin(self, context: Context, later: int, day: Date, at: int) -> Context:
        first = day.events[0].start
        limit, oldest = first - self.instance.recovery, day.ordinal - self.old
        behind = []
        for date, kind, start in context.behind:
            if start > limit and start > self.ahead.same_muscles[kind][at] - self.instance.recovery:
                behind.append(Behind(date, kind, start))
            elif date > oldest and date > self.ahead.same_focus[kind][at] // DAY - self.old:
                behind.append(Behind(date, kind, 0))
        days = (context.days << later) & WEEK_BITS if later < SEVEN else 0
        days = self.ahead.days_that_matter(days, day)
        return Context(days, tuple(behind), context.until if context.until > first else 0)

    def price(self, number: int, kind: int, event: Event, day: Date) -> int:
        """Return what placing a movable session at an opening costs for what is behind, -1 when a law forbids it."""
        context = self.contexts[number]
        too_many = (context.days | 1 | day.anchored).bit_count() > self.instance.request.days_in_seven
        if too_many or context.until > event.start:
            return -1
        return self._follow(context, kind, event, day, must_rest=True)

    def place(self, number: int, kind: int, event: Event, day: Date) -> int:
        """Return the context after placing a movable session at an opening."""
        context, starts = self.contexts[number], self.instance.starts
        end, today = event.start + self.instance.minutes[kind] * 60, context.today + 1
        after = event.opening + 1 if today < day.room else day.following
        until = end if after < len(starts) and starts[after] < end else 0
        behind = _join(context.behind, Behind(day.ordinal, kind, self.instance.rounded_up[event.start]))
        return self.number(Context(context.days | 1, behind, until, today))

    def stand(self, number: int, event: Event, day: Date) -> tuple[int, int]:
        """Return (cost, context) of passing a session that stands already.

        The cost is -1 when it makes too many days in seven for the movable ones before it.
        """
        context = self.contexts[number]
        if context.days and (context.days | day.anchored).bit_count() > self.instance.request.days_in_seven:
            return (-1, number)
        behind = _join(context.behind, Behind(day.ordinal, event.kind, self.instance.rounded_up[event.start]))
        cost = self._follow(context, event.kind, event, day, must_rest=False) if event.looks_back else 0
        return cost, self.number(Context(context.days, behind, context.until, context.today))

    def _follow(self, context: Context, kind: int, event: Event, day: Date, *, must_rest: bool) -> int:
        """Return what it costs to follow the sessions behind, -1 without the recovery it must have."""
        limit = event.start - self.instance.recovery
        muscles, focus = self.instance.shares_muscles[kind], self.instance.shares_focus[kind]
        tired, last = 0, 0
        for date, other, start in context.behind:
            if focus[other]:
                if must_rest and start > limit:
                    return -1
                last = date
            if start > limit:
                tired += muscles[other]
        gaps, close = self.gaps[kind], crowding(_days_since(context, event, day))
        gap = gaps[min(day.ordinal - last, len(gaps) - 1)]
        return tired * self.tired_unit + close * self.crowded_unit + gap * self.gap_unit


def _days_since(context: Context, event: Event, day: Date) -> int:
    """Return how many days ago the session before an event was (2: two or more)."""
    if context.days & 1 or event.is_second:
        return 0
    return 1 if (context.days | day.anchored) & 2 else 2


def _join(behind: Iterable[Behind], new: Behind) -> tuple[Behind, ...]:
    """Add a session, without an older one of its kind that nobody needs recovery from any more.

    Why it is safe: that one was remembered for its date only, and gaps count from the last session of a kind.
    """
    return (*(session for session in behind if session.kind != new.kind or session.start), new)
