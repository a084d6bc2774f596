"""Busy times take room from openings, and the plan keeps clear of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.model import BusySource, BusyTime, Opening, Status
from overload.plan import build
from overload.plan.busy import cut, with_busy
from overload.plan.objections import objection
from overload.plan.request import elsewhere

MONDAY = datetime(2026, 11, 23)
MINUTE = timedelta(minutes=1)
EVENINGS = 'days = { mon = "18:00-21:00", wed = "18:00-21:00", thu = "18:00-21:00", fri = "18:00-21:00" }'


def at(text: str, day: int = 23) -> datetime:
    """Return a time of a day in November 2026."""
    return datetime.fromisoformat(f"2026-11-{day}T{text}")


def taken(start: str, end: str, summary: str = "Parents' evening", day: int = 23) -> BusyTime:
    """Return a busy time."""
    return BusyTime(at(start, day), at(end, day), summary, "family")


class TestCut:
    """What a busy time leaves of an opening."""

    @pytest.mark.parametrize(
        ("start", "end", "room", "why"),
        [
            ("19:00", "20:00", 60, "busy from 19:00: 'Parents' evening'"),
            ("17:00", "18:30", 0, "busy: 'Parents' evening'"),
            ("18:00", "18:01", 0, "busy: 'Parents' evening'"),
            ("17:00", "18:00", 120, ""),
            ("20:00", "21:00", 120, ""),
        ],
    )
    def test_room_up_to_the_next_busy_time(self, start: str, end: str, room: int, why: str) -> None:
        """Room ends where the busy time begins, there is none within it, and what only touches takes nothing."""
        left = cut(Opening(at("18:00"), 120, "home"), [taken(start, end)])
        assert (left.start, left.minutes, left.ended_by, left.place) == (at("18:00"), room, why, "home")

    def test_a_busy_time_without_words(self) -> None:
        """Where an event has no title, its calendar stands for it."""
        assert cut(Opening(at("18:00")), [taken("17:00", "19:00", "")]).ended_by == "busy: family"

    @given(
        st.lists(st.tuples(st.integers(0, 600), st.integers(1, 200)), max_size=8),
        st.lists(st.tuples(st.integers(0, 600), st.integers(5, 180)), max_size=12),
    )
    def test_minute_by_minute(self, busy: list[tuple[int, int]], wanted: list[tuple[int, int]]) -> None:
        """The room is as many minutes as can be counted from the start until one is taken."""
        times = [BusyTime(MONDAY + one * MINUTE, MONDAY + (one + long) * MINUTE, "x") for one, long in busy]
        openings = [Opening(MONDAY + one * MINUTE, long) for one, long in sorted(wanted)]
        minutes = {one + each for one, long in busy for each in range(long)}
        for opening, left in zip(openings, with_busy(openings, times), strict=True):
            first = (opening.start - MONDAY) // MINUTE
            free = next((n for n in range(opening.minutes) if first + n in minutes), opening.minutes)
            assert left.minutes == free
            assert bool(left.ended_by) == (free < opening.minutes)


class TestByTitle:
    """What is told of events by words of their title."""

    SOURCE = BusySource(
        "work",
        file="work.ics",
        buffer=timedelta(minutes=15),
        trains={"Long run": ("legs",), "run": ("calves",)},
        before={"flight": timedelta(hours=2)},
        after={"Night shift": timedelta(hours=10), "shift": timedelta(hours=1)},
    )

    @pytest.mark.parametrize(
        ("title", "before", "after", "trains"),
        [
            ("NIGHT SHIFT (ward 3)", 15, 600, ""),
            ("Late shift", 15, 60, ""),
            ("Shifting boxes", 15, 15, ""),
            ("Flight LH 2416", 120, 15, ""),
            ("long run, 24 km", 15, 15, "calves legs"),
            ("Run", 15, 15, "calves"),
            ("Brunch", 15, 15, ""),
        ],
    )
    def test_the_most_that_a_title_asks_for(self, title: str, before: int, after: int, trains: str) -> None:
        """Whole words in any case mean an event; of several the longest time counts, and never less than the buffer."""
        found = list(self.SOURCE.told(taken("18:00", "19:00", title)))
        kept = next(one for one in found if not one.is_free)
        assert (at("18:00") - kept.start, kept.end - at("19:00")) == (before * MINUTE, after * MINUTE)
        trained = [one for one in found if one.is_free]
        assert [" ".join(sorted(one.trains)) for one in trained] == [trains] * bool(trains)
        assert all(one.start == at("18:00") for one in trained)


class TestPlan:
    """Training is placed around what else is on."""

    def sessions(self, story: Callable[..., Any], *busy: BusyTime, days: str = EVENINGS) -> list[datetime]:
        """Return the starts of the first week."""
        plan = build(attrs.evolve(story(calendar=days).inputs("2026-11-23T06:00"), busy=busy))
        return [one.start.replace(tzinfo=None) for one in plan.ahead()][:3]

    def test_a_busy_evening_is_avoided(self, story: Callable[..., Any]) -> None:
        """With Wednesday taken the session goes to Thursday; on a free evening it would have been Wednesday."""
        assert at("18:00", 25) in self.sessions(story)
        starts = self.sessions(story, taken("17:00", "23:00", day=25))
        assert [one.day for one in starts] == [23, 26, 27]

    def test_a_busy_hour_shifts_the_start(self, story: Callable[..., Any]) -> None:
        """Within a window the session begins when the busy time is over."""
        days = EVENINGS.replace('thu = "18:00-21:00", ', "")
        assert self.sessions(story, taken("17:00", "19:20"), days=days)[0] == at("19:30")

    def test_what_is_in_the_way_is_named(self, story: Callable[..., Any]) -> None:
        """A session that was published and has to move says which event is in its way."""
        told = story(calendar=EVENINGS)
        told.at("2026-11-23T06:00")
        plan = build(attrs.evolve(told.inputs("2026-11-23T07:00"), busy=(taken("17:00", "22:00", day=25),)))
        moved = next(one for one in plan.ahead() if one.start.day == 26)
        assert moved.why == "moved from Wed 25 Nov: that time is busy: 'Parents' evening'"

    def test_what_leaves_no_room_is_named(self, story: Callable[..., Any]) -> None:
        """A session without room in its week is lost, and the advice names the events."""
        busy = tuple(taken("00:00", "23:59", "Conference", day) for day in range(23, 28))
        plan = build(attrs.evolve(story(calendar=EVENINGS).inputs("2026-11-23T06:00"), busy=busy))
        assert not [one for one in plan.ahead() if one.start.date() < at("00:00", 30).date()]
        assert any("busy: 'Conference'" in line for line in plan.advice)

    def test_a_move_by_hand_is_told(self, story: Callable[..., Any]) -> None:
        """A session moved by hand into a busy time meets an objection that names the event."""
        told = story(calendar=EVENINGS)
        told.at("2026-11-23T06:00")
        inputs = attrs.evolve(told.inputs("2026-11-23T07:00"), busy=(taken("17:00", "22:00", day=26),))
        plan = build(inputs)
        wednesday = next(one for one in plan.ahead() if one.start.day == 25)
        assert objection(inputs, plan, wednesday.ordinal, at("18:00", 26)) == "busy: 'Parents' evening'"
        assert objection(inputs, plan, wednesday.ordinal, at("22:00", 26)) == ""

    def test_what_else_is_trained_needs_its_rest(self, story: Callable[..., Any]) -> None:
        """A hard climb on Wednesday noon keeps the back two days off, on both sides, and takes neither day nor time."""
        climb = BusyTime(at("12:00", 25), at("14:00", 25), "Climbing", "family", frozenset({"back"}), is_free=True)
        inputs = attrs.evolve(story(calendar=EVENINGS).inputs("2026-11-23T06:00"), busy=(climb,))
        plan = build(inputs)
        pull = next(one for one in plan.ahead() if one.day.name == "Pull")
        assert pull.start.replace(tzinfo=None) == at("18:00", 27)
        assert (
            objection(inputs, plan, pull.ordinal, at("18:00", 24))
            == "only 18 h before back ('Climbing') on Wed 12:00, 48 needed"
        )
        assert objection(inputs, plan, pull.ordinal, at("11:59", 27)).startswith(
            "only 47 h 59 min after back ('Climbing')"
        )
        push = next(one for one in plan.ahead() if one.day.name == "Push")
        assert objection(inputs, plan, push.ordinal, at("18:00", 25)) == ""

    def test_days_that_are_trained(self, story: Callable[..., Any]) -> None:
        """Each day of an event of whole days counts as begun at noon."""
        camp = BusyTime(at("00:00", 23), at("00:00", 25), "Camp", "family", frozenset({"legs"}), is_free=True)
        assert [one.start for one in elsewhere([camp])] == [at("12:00", 23), at("12:00", 24)]
        assert [one.start for one in elsewhere([attrs.evolve(camp, end=at("18:00", 24))])] == [at("00:00", 23)]

    def test_what_is_done_stays(self, story: Callable[..., Any]) -> None:
        """A busy time over a session that is behind us (done, as one of words alone is) changes nothing about it."""
        told = story(calendar=EVENINGS)
        told.at("2026-11-23T06:00")
        plan = build(attrs.evolve(told.inputs("2026-11-24T07:00"), busy=(taken("17:00", "22:00"),)))
        monday = next(one for one in plan.sessions if one.start.day == 23)
        assert (monday.start.hour, monday.status) == (18, Status.DONE)
