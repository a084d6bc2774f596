"""Which states can be forgotten because another one costs no more and leaves at least as much open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import le
from typing import NamedTuple, TypeVar

from overload.schedule.contexts import Contexts


class Profile(NamedTuple):
    """A context as far as it closes something to the days ahead.

    `days` are those of the context; `closed` holds, for the body and for each kind of session, until when it is in the
    way; `last` the date (ordinal) of the last session with a common focus, for each kind. A context is plain when
    each kind needs recovery once at most; what holds of the latest start then holds of all.
    """

    days: int
    closed: tuple[int, ...]
    last: tuple[int, ...]
    is_plain: bool


Rivals = dict[int, list[tuple[int, Profile]]]
"""Costs and profiles of the states kept so far, by the days they have trained."""


class Dominance:
    """Compares contexts at the end of a date."""

    def __init__(self, contexts: Contexts) -> None:
        self.contexts = contexts
        self.profiles: dict[int, Profile] = {}
        self.unit = contexts.gap_unit
        self.excess = [_excess_of(gaps) for gaps in contexts.gaps]
        self.most = self.unit * sum(max(map(max, table)) for table in self.excess)

    def profile(self, number: int) -> Profile:
        """Return the profile of a context."""
        found = self.profiles.get(number)
        if found is None:
            found = self.profiles[number] = self._profile(number)
        return found

    def _profile(self, number: int) -> Profile:
        context = self.contexts.contexts[number]
        instance = self.contexts.instance
        tired, last, is_plain = [0] * len(instance.minutes), [0] * len(instance.minutes), True
        for date, kind, start in context.behind:
            is_plain = is_plain and not (start and tired[kind])
            tired[kind] = max(tired[kind], start)
            for other, shares in enumerate(instance.shares_focus[kind]):
                if shares:
                    last[other] = date
        return Profile(context.days, (context.until, *tired), tuple(last), is_plain)

    def is_beaten(self, mine: Profile, cost: int, rivals: Rivals, today: int) -> bool:
        """Tell whether a state that costs no more is open to whatever this one is open to, at no greater cost.

        Why it is safe: whatever this one goes on with, the rival can as well. It has trained on no other days, so no
        seven dates hold more; nothing is in its way for longer; and a plain context needs each recovery once, so that
        its muscles are counted no more often. All that can cost it more are the gaps to come, and `_excess` is the most
        that these can.
        """
        others = ~mine.days
        for days, profiles in rivals.items():
            if not days & others:
                for rival_cost, rival in profiles:
                    if rival.is_plain and all(map(le, rival.closed, mine.closed)):
                        margin = cost - rival_cost
                        if margin >= self.most or margin >= self._excess(rival.last, mine.last, today):
                            return True
        return False

    def _excess(self, rival: tuple[int, ...], mine: tuple[int, ...], today: int) -> int:
        """Return how much more the gaps to come may cost a rival.

        Each kind of session looks back past today once at most, so its greatest difference counts once.
        """
        if rival == mine:
            return 0
        kinds = zip(self.excess, rival, mine, strict=True)
        return self.unit * sum(_at(_at(table, today - theirs), today - own) for table, theirs, own in kinds)


T = TypeVar("T")


def _at(table: Sequence[T], days: int) -> T:
    """Return what a table says of so many days; the last line holds for more."""
    return table[min(days, len(table) - 1)]


@lru_cache(maxsize=64)
def _excess_of(gaps: tuple[int, ...]) -> Sequence[Sequence[int]]:
    """Return how much more the gaps ahead may cost after one of so many days than after another: rival, then mine.

    It hangs on the costs of gaps alone, which all searches of a plan share. A day later both gaps are a day longer, so
    that each line follows from the one after it; those past the end of the table cost the same.
    """
    last = len(gaps) - 1
    found = [[0] * len(gaps) for _ in gaps]
    for rival in range(last, -1, -1):
        for mine in range(last, -1, -1):
            on, own = min(rival + 1, last), min(mine + 1, last)
            found[rival][mine] = max(0, gaps[on] - gaps[own], found[on][own])
    return found
