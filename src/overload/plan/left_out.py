"""Whoever is left out for long comes next: a group long without training counts as the back does, until it is trained.

By weight alone the same session would be lost every week, wherever a week does not hold them all.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

import attrs

from overload.model import Placement, Request, Trained, Wanted
from overload.moments import monday
from overload.plan.split import BACK
from overload.schedule import all_standing, obstacle, solve
from overload.schedule.standing_sessions import Standing

RHYTHMS: Final = 2
"""After so many times its rhythm a group is left out."""
AHEAD: Final = 7
"""Of groups that are left out the back comes first, unless another one has waited so many days longer."""

Rhythm = Callable[[frozenset[str]], float]
"""After how many days groups stand best."""


def weighed(asked: Request, weights: Mapping[str, int]) -> Request:
    """Return a question in which the sessions of these keys count so much."""
    wanted = (
        attrs.evolve(one, weight=weights[one.key]) if weights.get(one.key, one.weight) != one.weight else one
        for one in asked.wanted
    )
    return attrs.evolve(asked, wanted=tuple(wanted))


@attrs.define
class Turns:
    """The best placement in which nobody is left out for long, and the question it answers.

    Week by week a group that would not have been trained for more than RHYTHMS times its rhythm counts `weight`, and a
    little more for each day beyond, and all is placed anew. What was never trained waits since the plan `begins`.

    What a week is asked depends on nothing but the weeks before it, so the same weeks are always given the same turns.
    A placement that loses nothing of what counts more stays the best, so where nobody is left out it is one search.
    """

    asked: Request
    weight: int
    rhythm: Rhythm
    begins: date
    placement: Placement = attrs.field(init=False)
    kept_to: date = attrs.field(default=date.min, init=False)

    def __attrs_post_init__(self) -> None:
        """Place all, week by week."""
        self.placement = solve(self.asked)
        for week in sorted({wanted.week for wanted in self.asked.wanted if wanted.week is not None}):
            if self._loses(week):
                self._give_turns(week)

    def _loses(self, week: date) -> bool:
        lost = {missed.key for missed in self.placement.lost}
        return any(one.week == week and one.key in lost for one in self.asked.wanted)

    def _give_turns(self, week: date) -> None:
        """Let what is left out by the end of a week count more in it, until it is trained there or cannot be."""
        late, given = self._late(week), dict[str, int]()
        while more := self._more(week, late, given):
            given |= more
            lost = {missed.key for missed in self.placement.lost}
            self.asked = weighed(self.asked, self._kept(week, lost) | more)
            if lost & more.keys():
                self.placement = solve(self.asked)

    def _kept(self, week: date, lost: Container[str]) -> dict[str, int]:
        """Return one more than its weight for all that is placed before a week, once.

        So of two that count the same, a later search does not choose the other one, whose turn it then was not.
        """
        before = [one for one in self.asked.wanted if one.week is not None and self.kept_to <= one.week < week]
        self.kept_to = week
        return {one.key: one.weight + 1 for one in before if one.key not in lost}

    def _late(self, week: date) -> dict[str, int]:
        """Return for how many days too long each group is left out, if a week does not train it."""
        starts = datetime.combine(week, time.min)
        ends = starts + timedelta(days=7)
        last: dict[str, datetime] = {}
        stood: list[Standing | Trained] = [*self.asked.elsewhere, *all_standing(self.asked, self.placement)]
        for one in stood:
            is_movable = isinstance(one, Standing) and one.is_movable
            if one.start < (starts if is_movable else ends):
                last |= {group: max(one.start, last.get(group, one.start)) for group in one.focus}
        never = datetime.combine(self.begins, time.min)
        groups = {group for one in self.asked.wanted if one.week == week for group in one.focus}
        waited = {group: (ends - last.get(group, never)).days for group in groups}
        allowed = {group: RHYTHMS * self.rhythm(frozenset({group})) for group in groups}
        return {group: int(waited[group] - allowed[group]) for group in groups if waited[group] > allowed[group]}

    def _more(self, week: date, late: Mapping[str, int], given: Mapping[str, int]) -> dict[str, int]:
        """Return for each group that is late its first session that does not yet count more, and how much it should.

        One is enough: once it is trained the others of its group need not count more. Where the week trains all that
        is late nothing need; else all must, so that none takes the turn of another.
        """
        standing = all_standing(self.asked, self.placement)
        if late.keys() <= {group for one in standing if monday(one.start) == week for group in one.focus}:
            return {}
        anchors = [one for one in standing if not one.is_movable]
        met = {group for one in standing if one.wanted and one.wanted.key in given for group in one.focus}
        more: dict[str, int] = {}
        for one in self.asked.wanted:
            groups = one.focus & late.keys()
            is_open = one.week == week and not one.free and one.key not in given
            if is_open and groups - met and self._may_stand(one, anchors):
                met |= groups
                ahead = AHEAD if BACK in groups else 0
                more[one.key] = max(one.weight, self.weight) + 1 + max(late[group] for group in groups) + ahead
        return more

    def _may_stand(self, wanted: Wanted, anchors: Sequence[Standing]) -> bool:
        """Tell whether a session has a place at all, whatever becomes of the others that may move."""
        return any(not obstacle(self.asked, wanted, opening, anchors) for opening in self.asked.openings)
