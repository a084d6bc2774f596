"""The reason told for a session's day is what brought it there, and it is told as long as it stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from overload.model import Decision
from overload.plan import Plan

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
