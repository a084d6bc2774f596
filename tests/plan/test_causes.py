"""The reason told for a session's day is what brought it there, and it is told as long as it stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar

import attrs

from overload.model import BusyTime, Decision
from overload.plan import Plan, build

Stories = Callable[..., Any]


def why(plan: Plan, session: str) -> str:
    """Return why a session stands where it does."""
    return next(one.why for one in plan.sessions if one.id == session)


class TestCauses:
    """What happened is told, not only whose time it is."""

    def test_a_missed_session(self, story: Stories) -> None:
        """Pull of a missed Wednesday comes on Friday, and says so, today and tomorrow; so does what made way for it."""
        tale = story(calendar='days = ["mon", "wed", "fri", "sat"]')
        tale.at("2026-11-23T05:00")
        for now in ("2026-11-27T05:00", "2026-11-27T12:00"):
            plan = tale.at(now)
            assert why(plan, "s2") == "shifted from Wed 25 Nov, which was missed"
            assert why(plan, "s3") == "moved from Fri 27 Nov: Pull, missed on Wed 25 Nov, is there now"

    def test_days_away(self, story: Stories) -> None:
        """Away on Friday, legs come on Saturday; the reason is what was said of the days away."""
        tale = story(calendar='days = ["mon", "wed", "fri", "sat"]')
        assert why(tale.at("2026-11-23T05:00"), "s3") == "your Friday time"
        first = datetime(2026, 11, 27)
        tale.decisions = (Decision(1, first, "away", None, first, until=first, why="wedding"),)
        for now in ("2026-11-23T06:00", "2026-11-24T06:00"):
            plan = tale.at(now)
            assert why(plan, "s3") == "moved from Fri 27 Nov: you are away (wedding)"
        assert why(plan, "s2") == "your Wednesday time"

    def test_by_hand(self, story: Stories) -> None:
        """What was set by hand says just that."""
        tale = story()
        tale.at("2026-11-23T05:00")
        start = datetime(2026, 11, 26, 18)
        tale.decisions = (Decision(1, start, "move", 2, start),)
        assert why(tale.at("2026-11-23T06:00"), "s2") == "set by hand"


class TestFirstTime:
    """A session that was never shown on its usual day is told what is the matter with that day."""

    EVERY: ClassVar = 'days = ["mon", "wed", "fri", "sat"]'

    def test_days_away(self, story: Stories) -> None:
        """Planned into a week in which Friday is away, legs come on Saturday because of it, now and when shown."""
        tale, first = story(calendar=self.EVERY), datetime(2026, 11, 27)
        tale.decisions = (Decision(1, first, "away", None, first, until=first, why="wedding"),)
        for now in ("2026-11-23T05:00", "2026-11-24T05:00"):
            plan = tale.at(now)
            assert why(plan, "s3") == "your Saturday time; you are away on Fri 27 Nov (wedding)"
            assert why(plan, "s2") == "your Wednesday time"
            assert ";" not in why(plan, "s6")

    def test_what_makes_way(self, story: Stories) -> None:
        """Away on Wednesday, pull comes on Friday for it, and legs on Saturday as pull is on Friday."""
        tale, first = story(calendar=self.EVERY), datetime(2026, 11, 25)
        tale.decisions = (Decision(1, first, "away", None, first, until=first),)
        plan = tale.at("2026-11-23T05:00")
        assert why(plan, "s2") == "your Friday time; you are away on Wed 25 Nov"
        assert why(plan, "s3") == "your Saturday time; Pull is on Fri 27 Nov, as you are away on Wed 25 Nov"

    def test_a_busy_day(self, story: Stories) -> None:
        """What is in the way of the usual day is named."""
        tale, start = story(calendar=self.EVERY), datetime(2026, 11, 27, 17)
        choir = BusyTime(start, start + timedelta(hours=3), "Choir", "work")
        plan = build(attrs.evolve(tale.inputs("2026-11-23T05:00"), busy=(choir,)))
        assert why(plan, "s3") == "your Saturday time; Fri 27 Nov is busy: 'Choir'"

    def test_nothing_in_the_way(self, story: Stories) -> None:
        """A day away without training times changes no reason."""
        tale, first = story(calendar=self.EVERY), datetime(2026, 11, 29)
        before = [one.why for one in tale.at("2026-11-23T05:00").sessions]
        tale.decisions = (Decision(1, first, "away", None, first, until=first),)
        assert [one.why for one in tale.at("2026-11-23T05:00").sessions] == before
