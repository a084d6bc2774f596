"""What may still come, and from when on: whatever nothing ahead can look back at need not be remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from overload.schedule.instance import Date, Instance

NEVER: Final = 1 << 60
SEVEN: Final = 7
WINDOWS: Final = tuple((2 << back) - 1 for back in range(SEVEN))
"""Bit sets of this date and the days before it, back to so many days ago."""

Firsts = list[list[int]]
"""For each kind of session behind, and each place in the chain, the first start of anything ahead that minds it."""


class Ahead:
    """Tells from when on a session behind can matter again.

    `same_focus[kind][i]` is the first start (in seconds) at which anything with a common focus group may stand once the
    chain has come to i; `same_muscles` the same for anything with a common muscle or focus group.
    """

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        focus, muscles = instance.shares_focus, instance.shares_muscles
        self.same_focus = self._firsts(lambda coming_kind, other: focus[coming_kind][other])
        self.same_muscles = self._firsts(
            lambda coming_kind, other: focus[coming_kind][other] or muscles[coming_kind][other] > 0
        )
        self.used = {day.ordinal for day in instance.dates}
        self.coming: dict[int, list[int]] = {}
        self.matter: dict[tuple[int, int], int] = {}

    def _firsts(self, minds: Callable[[int, int], bool]) -> Firsts:
        instance = self.instance
        chain = list(zip(instance.chain_kinds, _known(instance.first_fits[0]), strict=True))
        always = list(self._at_any_time())
        table = []
        for kind in range(len(instance.minutes)):
            first = min((start for other, start in always if minds(other, kind)), default=NEVER)
            row = [first]
            for other, start in reversed(chain):
                row.append(min(row[-1], start) if minds(other, kind) else row[-1])
            table.append(row[::-1])
        return table

    def _at_any_time(self) -> Iterator[tuple[int, int]]:
        """Yield (kind, first start) of what has no place in the chain: free sessions, and those fixed by hand."""
        instance = self.instance
        yield from zip(instance.free_kinds, _known(instance.first_fits[1]), strict=True)
        for day in instance.dates:
            yield from ((event.kind, event.start) for event in day.events if event.looks_back)

    def days_that_matter(self, days: int, day: Date) -> int:
        """Return the trained days before a date without those that cannot make too many in seven any more.

        `days` is a bit set (0 = this date); this date and the one before are kept, for what follows on their heels.
        """
        key = (days, day.ordinal)
        found = self.matter.get(key)
        if found is None:
            oldest = days.bit_length() - 1
            while oldest > 1 and not self._can_be_too_many(days | day.anchored, oldest, day.ordinal):
                days ^= 1 << oldest
                oldest = days.bit_length() - 1
            found = self.matter[key] = days
        return found

    def _can_be_too_many(self, used: int, oldest: int, today: int) -> bool:
        """Tell whether seven dates with the one `oldest` days ago among them could come to hold too many."""
        most, coming = self.instance.request.days_in_seven, self._coming(today)
        return any((used & WINDOWS[back]).bit_count() + coming[SEVEN - back] > most for back in range(oldest, SEVEN))

    def _coming(self, first: int) -> list[int]:
        """Return on how many of the n dates from one on anything can stand, for n up to seven."""
        found = self.coming.get(first)
        if found is None:
            found = [len(self.used.intersection(range(first, first + count))) for count in range(SEVEN + 1)]
            self.coming[first] = found
        return found


def _known(firsts: Iterable[int | None]) -> Iterator[int]:
    return (NEVER if first is None else first for first in firsts)
