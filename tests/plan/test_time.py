"""Clock changes, ends of years and zones: a session starts at its time on the wall and lasts as long as it takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

Stories = Callable[..., Any]

ZONES = ["Europe/Stockholm", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns", "UTC"]


def elapsed(session: Any) -> timedelta:
    """Return how long a session really takes, whatever the clock does meanwhile."""
    return timedelta(seconds=session.end.timestamp() - session.start.timestamp())


def at(time: str) -> str:
    """Return the calendar's table for training on Sundays only, at a time."""
    return f'days = {{ sun = "{time}" }}'


class TestNightsOfClockChange:
    """Stockholm, 28 March 2027: after 01:59 comes 03:00. 31 October 2027: after 02:59 comes 02:00."""

    @pytest.mark.parametrize(
        ("time", "start", "utc"),
        [
            ("01:30", "01:30", "00:30"),
            ("02:30", "03:30", "01:30"),
            ("03:00", "03:00", "01:00"),
            ("18:00", "18:00", "16:00"),
        ],
    )
    def test_a_time_that_is_left_out_moves_past_the_gap(self, story: Stories, time: str, start: str, utc: str) -> None:
        """What cannot be on the wall comes an hour later; every other time is what it says."""
        plan = story(use="back-only", start="2027-03-22", calendar=at(time)).at("2027-03-22T05:00")
        first = plan.sessions[0]
        assert f"{first.start:%a %d %b %H:%M}" == f"Sun 28 Mar {start}"
        assert f"{first.start.utctimetuple().tm_hour:02}:{first.start:%M}" == utc
        assert f"{plan.sessions[1].start:%H:%M}" == time

    @pytest.mark.parametrize("day", ["2027-03-22", "2027-10-25"])
    @pytest.mark.parametrize("time", ["00:30", "01:30", "02:00", "02:30", "18:00"])
    def test_it_lasts_as_long_as_it_takes(self, story: Stories, day: str, time: str) -> None:
        """The clock going forward or back in the middle of a session neither shortens nor lengthens it."""
        plan = story(use="back-only", start=day, calendar=at(time)).at(f"{day}T05:00")
        usual = elapsed(plan.sessions[1])
        assert elapsed(plan.sessions[0]) == usual
        assert {one.minutes for one in plan.sessions} == {usual // timedelta(minutes=1)}

    def test_the_first_of_two_is_meant(self, story: Stories) -> None:
        """A time that comes twice is the first one."""
        first = story(use="back-only", start="2027-10-25", calendar=at("02:30")).at("2027-10-25T05:00").sessions[0]
        assert first.start.utctimetuple()[2:5] == (31, 0, 30)

    def test_recovery_is_counted_on_the_wall(self, story: Stories) -> None:
        """Saturday 18:00 to Monday 18:00 is 48 h in the week the clock goes forward, too."""
        tale = story(use="back-only", experience="experienced", start="2027-03-22", calendar='days = ["sat", "mon"]')
        plan = tale.at("2027-03-22T05:00")
        starts = [one.start.replace(tzinfo=None) for one in plan.sessions]
        assert len(starts) == 8
        assert timedelta(hours=48) in {later - first for first, later in pairwise(starts)}

    def test_the_night_does_not_make_it_missed(self, story: Stories) -> None:
        """Grace ends by the date, not by hours."""
        tale = story(use="back-only", start="2027-03-22", calendar='days = { sat = "23:30" }')
        tale.at("2027-03-22T05:00")
        assert tale.at("2027-03-28T23:59").ahead()[0].id == "s1"
        assert tale.at("2027-03-29T00:00").ahead()[0].id == "s2"


class TestEverywhere:
    """Zones with half hours, without a clock change, and at the end of the world."""

    @pytest.mark.parametrize("zone", ZONES)
    def test_sessions_are_at_their_time_on_the_wall(self, story: Stories, zone: str) -> None:
        """For half a year each session is at 18:00 of the place, and as long as the others."""
        plan = story(zone=zone, start="2026-11-23").at("2026-11-23T05:00", weeks=26)
        assert {f"{one.start:%H:%M}" for one in plan.sessions} == {"18:00"}
        assert {str(one.start.tzinfo) for one in plan.sessions} == {zone}
        assert len({elapsed(one) for one in plan.sessions if one.day.id == "back"}) == 1

    def test_the_year_with_53_weeks(self, story: Stories) -> None:
        """2026 ends in week 53; each week is a week of its own, the first of January's too."""
        plan = story(start="2026-12-21").at("2026-12-21T05:00")
        assert [one.key.partition(":")[0] for one in plan.sessions[::3]] == [
            "2026-W52",
            "2026-W53",
            "2027-W01",
            "2027-W02",
        ]
        assert len({one.key for one in plan.sessions}) == 12

    def test_leap_day(self, story: Stories) -> None:
        """29 February 2028 is a Tuesday like any other."""
        plan = story(start="2028-02-28", calendar='days = ["tue", "thu", "sat"]').at("2028-02-28T05:00")
        assert f"{plan.sessions[0].start:%a %d %b}" == "Tue 29 Feb"
