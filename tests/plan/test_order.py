"""Which sessions the weeks hold: the order of the calendar, fewer days, a second back session, a start in mid-week."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from overload.model import Status
from overload.plan import Plan
from overload.plan.fallen import fallen
from overload.plan.placing import placed as placing_of

Stories = Callable[..., Any]
Placed = Callable[[Plan], list[str]]
CALENDARS = ["ppl", "ppl-twice", "three-day", "three-day-twice", "four-day", "five-day", "back-only"]


def hours_between(plan: Plan, day: str) -> list[int]:
    """Return the hours on the wall clock from start to start between sessions of a day."""
    starts = [one.start.replace(tzinfo=None) for one in plan.sessions if one.day.id == day]
    return [int((later - first).total_seconds()) // 3600 for first, later in pairwise(starts)]


class TestFewerDays:
    """Fewer training days than the calendar has sessions: the order carries on from week to week."""

    @pytest.mark.parametrize("use", CALENDARS[:-1])
    @pytest.mark.parametrize("days", ['["mon"]', '["tue", "sat"]'])
    def test_the_order_never_skips_a_day(self, story: Stories, use: str, days: str) -> None:
        """For eight weeks of updates and training, sessions come in the order of the calendar, over and over."""
        tale = story(use=use, calendar=f"days = {days}")
        plan = tale.at("2026-11-23T05:00")
        for date in ("2026-11-29", "2026-12-06", "2026-12-13", "2026-12-20"):
            for one in plan.ahead():
                if one.start.date().isoformat() <= date:
                    tale.did(one)
            plan = tale.at(f"{date}T21:00")
        order = [day.id for day in plan.calendar.days]
        sessions = [one.day.id for one in plan.sessions]
        assert sessions == [order[number % len(order)] for number in range(len(sessions))]
        assert len(sessions) == len(plan.ahead()) + 4 * days.count('", "') + 4

    def test_a_missed_session_holds_up_the_order(self, story: Stories, placed: Placed) -> None:
        """Missed, the back workout comes at the next training time, and the rest after it."""
        tale = story(calendar='days = ["tue", "sat"]')
        assert placed(tale.at("2026-11-23T05:00"))[:3] == ["Tue 24 Nov push", "Sat 28 Nov back", "Tue 01 Dec legs"]
        assert placed(tale.at("2026-11-30T05:00"))[:2] == ["Tue 01 Dec back", "Sat 05 Dec legs"]

    def test_skipped_the_order_goes_on(self, story: Stories, placed: Placed) -> None:
        """Where missed sessions are skipped, the next in order comes next."""
        tale = story(calendar='days = ["tue", "sat"]\nmissed = "skip"')
        tale.at("2026-11-23T05:00")
        assert placed(tale.at("2026-11-30T05:00"))[:2] == ["Tue 01 Dec legs", "Sat 05 Dec push"]

    def test_it_says_so(self, story: Stories) -> None:
        """A remark names the calendar, its sessions and the days there are."""
        remarks = story(calendar='days = ["tue", "sat"]').at("2026-11-23T05:00").remarks
        assert "ppl has 3 sessions and you train 2 days a week: the order carries on from week to week" in remarks


class TestSecondBack:
    """The experienced train the back twice a week."""

    @pytest.mark.parametrize(
        ("use", "days"),
        [
            ("ppl", '["mon", "wed", "fri", "sat"]'),
            ("three-day", '["mon", "wed", "thu", "fri"]'),
            ("four-day", '["mon", "tue", "thu", "fri", "sat"]'),
            ("five-day", '["mon", "tue", "wed", "thu", "fri", "sat"]'),
        ],
    )
    def test_it_takes_the_free_day(self, story: Stories, use: str, days: str) -> None:
        """Every week has two back sessions, 48 h or more apart, and every other session; it has the back's workout."""
        plan = story(use=use, experience="experienced", calendar=f"days = {days}").at("2026-11-23T05:00")
        per_week = len(plan.calendar.days) + 1
        assert len(plan.sessions) == 4 * per_week
        backs = [one for one in plan.sessions if one.day.id == "back"]
        assert len(backs) == 8
        assert {one.start.isocalendar().week for one in backs} == {48, 49, 50, 51}
        assert min(hours_between(plan, "back")) >= 48
        assert all(len(one.slots) == 5 for one in backs)
        assert not any("twice a week" in line for line in plan.advice)

    @pytest.mark.parametrize("use", ["ppl", "three-day", "four-day", "five-day"])
    def test_without_a_free_day_it_says_so(self, story: Stories, use: str) -> None:
        """On the calendar's own days there is no room: one back session a week, and one line that says so once."""
        plan = story(use=use, experience="experienced").at("2026-11-23T05:00")
        assert [one.day.id for one in plan.sessions].count("back") == 4
        said = [line for line in plan.remarks if "twice a week" in line]
        assert len(said) == 1
        assert not any("twice a week" in line for line in plan.advice)
        assert "add a training day under calendar.days" in said[0]

    @pytest.mark.parametrize(("use", "backs"), [("ppl-twice", 8), ("three-day-twice", 8), ("back-only", 8)])
    def test_a_calendar_with_two_gets_no_third(self, story: Stories, use: str, backs: int) -> None:
        """The second round is the second session."""
        plan = story(use=use, experience="experienced").at("2026-11-23T05:00")
        assert [one.day.id for one in plan.sessions].count("back") == backs
        assert not any("twice a week" in line for line in plan.advice)

    def test_an_intermediate_with_two_rounds_is_told(self, story: Stories) -> None:
        """It is done as asked, and said that once is the usual advice."""
        plan = story(use="ppl-twice").at("2026-11-23T05:00")
        assert [one.day.id for one in plan.sessions].count("back") == 8
        assert any("the usual advice is once" in line for line in plan.remarks)
        assert not plan.advice
        assert not plan.problems

    def test_it_keeps_its_number_when_it_is_done(self, story: Stories) -> None:
        """The added session is a session like any other: logged, it is done and not added again."""
        tale = story(experience="experienced", calendar='days = ["mon", "wed", "fri", "sat"]')
        plan = tale.at("2026-11-23T05:00")
        for one in plan.sessions[:4]:
            tale.did(one)
        after = tale.at("2026-11-28T21:00")
        assert [one.status for one in after.sessions[:4]] == [Status.DONE] * 4
        assert [one.day.id for one in after.sessions[:4]].count("back") == 2
        assert after.ahead()[0].start.isocalendar().week == 49


class TestFirstWeek:
    """A plan that starts in the middle of a week."""

    @pytest.mark.parametrize(
        ("start", "expected"),
        [
            ("2026-11-23", ["Mon 23 Nov push", "Wed 25 Nov back", "Fri 27 Nov legs"]),
            ("2026-11-24", ["Wed 25 Nov back", "Fri 27 Nov legs", "Mon 30 Nov push"]),
            ("2026-11-26", ["Fri 27 Nov legs", "Mon 30 Nov push", "Wed 02 Dec back"]),
            ("2026-11-28", ["Mon 30 Nov push", "Wed 02 Dec back", "Fri 04 Dec legs"]),
            ("2027-01-05", ["Wed 06 Jan back", "Fri 08 Jan legs", "Mon 11 Jan push"]),
        ],
    )
    def test_each_day_is_the_one_it_always_is(
        self, story: Stories, placed: Placed, start: str, expected: list[str]
    ) -> None:
        """Sessions whose time had passed before the start are not crammed in; the others keep their own days."""
        plan = story(start=start).at("2026-11-23T05:00")
        assert placed(plan)[:3] == expected
        assert not any("no room" in line for line in plan.advice)

    @pytest.mark.parametrize("now", ["2026-11-27T22:00", "2026-11-29T10:00"])
    def test_no_advice_about_a_week_without_time_left(self, story: Stories, now: str) -> None:
        """Begun on a Sunday with no training time in it, the plan says nothing of the week that is nearly over."""
        days = 'days = { tue = "18:00", thu = "18:00", sat = "18:00" }'
        plan = story(use="back-only", start="2026-11-29", calendar=days).at(now)
        assert not any("no room" in line for line in plan.advice)

    def test_no_room_is_made_before_the_first_day(self, story: Stories) -> None:
        """What would make room in the first week is never a day on which the plan has not begun."""
        days = 'days = { tue = "18:00", thu = "18:00", sat = "18:00" }'
        inputs = story(use="back-only", start="2026-11-29", calendar=days).inputs("2026-11-27T05:00")
        rooms = [each.room for each in fallen(inputs, placing_of(inputs)).values() if each.room is not None]
        begins = inputs.config.calendar.start
        assert [room.opening.start.date() for room in rooms if room.opening] == [begins]

    def test_started_in_the_evening_it_begins_tomorrow(self, story: Stories, placed: Placed) -> None:
        """Today's time has passed when the plan is first made: nothing is shown for today."""
        plan = story().at("2026-11-23T19:00")
        assert placed(plan)[0] == "Wed 25 Nov back"
        assert len(plan.sessions) == 11


@pytest.mark.parametrize("use", CALENDARS)
@pytest.mark.parametrize("experience", ["intermediate", "experienced"])
def test_own_days_hold_every_session(story: Stories, use: str, experience: str) -> None:
    """On its default days each calendar places in full: 48 h from group to same group, a day off in seven."""
    plan = story(use=use, experience=experience, start="2026-11-30").at("2026-11-23T05:00")
    days = plan.calendar.days_experienced if experience == "experienced" and plan.calendar.days_experienced else ()
    assert len(plan.sessions) == 4 * len(days or plan.calendar.days)
    for one in plan.sessions:
        for other in plan.sessions:
            if other.start > one.start and set(one.day.focus) & set(other.day.focus):
                assert (other.start - one.start).total_seconds() >= 48 * 3600
    dates = {one.start.toordinal() for one in plan.sessions}
    assert all(len(dates & set(range(first, first + 7))) <= 6 for first in range(min(dates), max(dates)))
