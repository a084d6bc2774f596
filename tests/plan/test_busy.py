"""Busy times take room from openings, and the plan keeps clear of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.model import BusyTime, Opening, Status
from overload.plan import build
from overload.plan.busy import cut, with_busy
from overload.plan.objections import objection

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
        assert moved.why == "moved from Wed 18:00: that time is busy: 'Parents' evening'"

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

    def test_what_is_done_stays(self, story: Callable[..., Any]) -> None:
        """A busy time over a session that is behind us (done, as one of words alone is) changes nothing about it."""
        told = story(calendar=EVENINGS)
        told.at("2026-11-23T06:00")
        plan = build(attrs.evolve(told.inputs("2026-11-24T07:00"), busy=(taken("17:00", "22:00"),)))
        monday = next(one for one in plan.sessions if one.start.day == 23)
        assert (monday.start.hour, monday.status) == (18, Status.DONE)
