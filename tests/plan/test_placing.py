"""The placing of a plan: computed once, and what was decided by hand stands in it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from overload.model import Decision, Placement, Request, Status
from overload.plan import build
from overload.plan.closed import closed, closed_day
from overload.plan.objections import objection
from overload.plan.other_days import other_days
from overload.schedule import solve

Stories = Callable[..., Any]
Overload = Callable[..., Any]


@pytest.fixture
def solves(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count every call of the scheduler, whoever makes it; trying what would make room aside."""
    counts: Counter[str] = Counter()

    def counted(request: Request) -> Placement:
        counts["solve"] += 1
        return solve(request)

    for name, module in list(sys.modules.items()):
        if name.startswith("overload.plan") and getattr(module, "solve", None) is solve:
            monkeypatch.setattr(module, "solve", counted)
    return counts


def hand(tale: Any, session: int, start: str, kind: str = "move") -> None:
    """Set a session by hand."""
    at = datetime.fromisoformat(start)
    tale.decisions = (*tale.decisions, Decision(len(tale.decisions) + 1, at, kind, session, at))


class TestOnce:
    """One question, one solve."""

    @pytest.mark.parametrize("what", ["week", "s2", "2026-W49"])
    def test_explain_asks_the_scheduler_once(
        self, folder: Callable[..., Path], overload: Overload, solves: Counter[str], what: str
    ) -> None:
        """The other days are told from the tables of the one placement the plan has."""
        path = folder("--calendar", "ppl", "--days", "mon,tue,wed,fri")
        solves.clear()
        assert "not " in overload(path, "explain", what).out
        assert solves["solve"] == 1

    def test_move_asks_it_before_and_after(
        self, folder: Callable[..., Path], overload: Overload, solves: Counter[str]
    ) -> None:
        """Once for the plan that the move is judged by, once for the plan that comes of it."""
        path = folder("--calendar", "ppl", "--days", "mon,wed,fri,sun")
        solves.clear()
        assert overload(path, "move", "s2", "2026-11-26").code == 0
        assert solves["solve"] == 2
        solves.clear()
        assert overload(path, "move", "s2", "2026-11-28").code == 2
        assert solves["solve"] == 1

    def test_explain_tells_of_the_placement_of_the_plan(self, story: Stories) -> None:
        """What is told of other days comes from the very values the plan was made of."""
        inputs = story().inputs("2026-11-23T05:00")
        plan = build(inputs)
        others = other_days(inputs, plan)
        assert others.alternatives.request is plan.placing.asked
        assert others.alternatives.placement is plan.placing.placement

    def test_plans_that_say_the_same_are_equal(self, story: Stories) -> None:
        """A plan is compared by what it says, and prints without how it was found."""
        tale = story()
        plan = build(tale.inputs("2026-11-23T05:00"))
        assert plan == build(tale.inputs("2026-11-23T05:00"))
        assert "placing" not in repr(plan)


class TestSetByHand:
    """A start set by hand holds until the session is done."""

    def test_done_before_its_time_it_is_done(self, story: Stories) -> None:
        """Moved to Thursday and done on Wednesday, it does not come again on Thursday."""
        tale = story(calendar='days = ["mon", "wed", "fri", "sun"]')
        tale.at("2026-11-23T05:00")
        hand(tale, 2, "2026-11-26T18:00")
        pull = next(one for one in tale.at("2026-11-24T05:00").sessions if one.id == "s2")
        tale.did(pull, on="2026-11-25")
        plan = tale.at("2026-11-25T20:00")
        done = next(one for one in plan.sessions if one.id == "s2")
        assert (done.status, done.start.date()) == (Status.DONE, date(2026, 11, 25))

    def test_half_done_the_rest_stays_where_it_was_put(self, story: Stories) -> None:
        """Of a session moved to Thursday, what was not done on Wednesday is asked for on Thursday."""
        tale = story(calendar='days = ["mon", "wed", "fri", "sun"]')
        tale.at("2026-11-23T05:00")
        hand(tale, 2, "2026-11-26T18:00")
        pull = next(one for one in tale.at("2026-11-24T05:00").sessions if one.id == "s2")
        tale.did(pull, on="2026-11-25", only=("pull-up",))
        rest = next(one for one in tale.at("2026-11-25T20:00").ahead() if one.id == "s2")
        assert rest.start.date() == date(2026, 11, 26)
        assert [slot.exercise.id for slot in rest.slots if slot.done] == ["pull-up"]
        after = next(one for one in tale.at("2026-11-27T06:00").sessions if one.id == "s2")
        assert (after.status, after.start.date()) == (Status.DONE, date(2026, 11, 25))

    @pytest.mark.parametrize("calendar", ['days = ["mon", "thu"]', 'days = ["mon", "thu"]\nmissed = "skip"'])
    def test_a_due_session_needs_no_rest_from_itself(self, story: Stories, calendar: str) -> None:
        """Not done on Monday, the back may be moved to Tuesday; nothing was trained that it needs rest from."""
        tale = story(use="back-only", calendar=calendar)
        tale.at("2026-11-23T05:00")
        inputs = tale.inputs("2026-11-24T05:00")
        assert objection(inputs, build(inputs), 1, datetime(2026, 11, 24, 18)) == ""
        hand(tale, 1, "2026-11-24T18:00")
        moved = tale.at("2026-11-24T05:00")
        assert (moved.ahead()[0].id, moved.ahead()[0].start.date()) == ("s1", date(2026, 11, 24))

    def test_a_session_of_last_week_can_be_insisted_on(self, story: Stories) -> None:
        """Missed in a week that is over, it may not come in another; who insists gets it, under its old number."""
        tale = story(use="back-only")
        tale.at("2026-11-23T05:00")
        inputs = tale.inputs("2026-12-01T05:00")
        plan = build(inputs)
        assert objection(inputs, plan, 1, datetime(2026, 12, 2, 18)) == "in another week"
        hand(tale, 1, "2026-12-02T18:00")
        again = next(one for one in tale.at("2026-12-01T05:00").ahead() if one.id == "s1")
        assert (again.start.date(), again.why) == (date(2026, 12, 2), "set by hand")

    def test_pinned_beyond_the_horizon_it_stays(self, story: Stories) -> None:
        """A session shown far ahead and pinned there does not fall away when fewer weeks are planned."""
        tale = story(use="back-only")
        tale.at("2026-11-23T05:00", weeks=8)
        last = tale.published[-1]
        hand(tale, last.ordinal, last.start.isoformat(), "pin")
        plan = tale.at("2026-11-23T05:01", weeks=4)
        assert {one.ordinal: one.status for one in plan.sessions}[last.ordinal] is Status.PLANNED

    def test_where_the_order_rolls_on_it_stays_too(self, story: Stories) -> None:
        """The first session is put behind the second by hand; done first, the second does not cancel it."""
        tale = story(calendar='days = ["mon", "thu"]')
        tale.at("2026-11-23T05:00")
        hand(tale, 1, "2026-11-28T18:00")
        tale.did(next(one for one in tale.at("2026-11-23T06:00").sessions if one.id == "s2"))
        plan = tale.at("2026-11-27T05:00")
        assert [(one.id, one.start.date().day) for one in plan.ahead()][:2] == [("s1", 28), ("s3", 30)]


class TestClosed:
    """When nothing may start, whatever else stands."""

    def test_to_the_minute(self, story: Stories) -> None:
        """What starts right now is over; a minute later may be had."""
        inputs = story().inputs("2026-11-23T18:00")
        assert closed(inputs, datetime(2026, 11, 23, 18)) == "in the past"
        assert closed(inputs, datetime(2026, 11, 23, 18, 1)) == ""
        assert closed_day(inputs, date(2026, 11, 23)) == "in the past"
        assert closed_day(story().inputs("2026-11-23T17:59"), date(2026, 11, 23)) == ""

    def test_a_day_with_a_later_time_is_open(self, story: Stories) -> None:
        """A window half of which is over still has a start in it; a day without training times is not over."""
        inputs = story(calendar='days = { mon = "17:00-20:00" }').inputs("2026-11-23T19:00")
        assert closed_day(inputs, date(2026, 11, 23)) == ""
        assert closed_day(inputs, date(2026, 11, 24)) == ""

    def test_days_away(self, story: Stories) -> None:
        """From first to last, with what was said; the days around are open, and so is a trip with dumbbells."""
        tale = story()
        first, last = datetime(2026, 11, 28), datetime(2026, 11, 29)
        tale.decisions = (
            Decision(1, first, "away", None, first, until=last, why="wedding"),
            Decision(2, first, "away", None, datetime(2026, 12, 5), until=datetime(2026, 12, 6), place="bowflex-552"),
        )
        inputs = tale.inputs("2026-11-23T05:00")
        told = [closed(inputs, datetime(2026, 11, day, 12)) for day in (27, 28, 29, 30)]
        assert told == ["", "within your days away (wedding)", "within your days away (wedding)", ""]
        assert closed(inputs, datetime(2026, 12, 5, 12)) == ""


days_off = st.sampled_from(
    ["", 'days = ["mon", "thu"]', 'days = ["mon", "wed", "fri", "sat"]', 'missed = "skip"', 'missed = "merge"']
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    days_off,
    st.sampled_from(["ppl", "back-only", "four-day"]),
    st.integers(0, 8 * 24),
    st.integers(0, 40),
    st.integers(-24, 12 * 24),
)
def test_what_meets_no_objection_is_done(
    story: Stories, calendar: str, use: str, hours: int, which: int, ahead: int
) -> None:
    """A session put where nothing objects stands there in the next plan, and leaves every other law kept.

    Where it objects with the past or with days away, no training time of that day is offered either.
    """
    tale = story(use=use, calendar=calendar, dumbbells="bowflex-552")
    tale.at("2026-11-23T05:00")
    now = datetime(2026, 11, 23, 5) + timedelta(hours=hours)
    inputs = tale.inputs(now.isoformat())
    plan = build(inputs)
    tale.published = plan.published
    open_ones = [one for one in plan.sessions if one.status in {Status.PLANNED, Status.MISSED}]
    session = open_ones[which % len(open_ones)]
    start = now.replace(minute=0) + timedelta(hours=ahead)
    law = objection(inputs, plan, session.ordinal, start)
    assert (law == "in the past") == (start <= now)
    if not law:
        hand(tale, session.ordinal, start.isoformat())
        there = next(one for one in tale.at(now.isoformat()).ahead() if one.ordinal == session.ordinal)
        assert (there.start.replace(tzinfo=None), there.why) == (start, "set by hand")
