"""Days and times as people write them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from overload.errors import DataError, Problem
from overload.moments import (
    Toward,
    clock_words,
    day_words,
    days_words,
    full_day_words,
    full_days_words,
    full_hours_words,
    full_moment_words,
    long_day_words,
    long_moment_words,
    moment_words,
    read_clock,
    read_day,
    read_days,
    read_moment,
    weekday_words,
)

THURSDAY = date(2026, 11, 26)
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
TOWARDS = st.sampled_from(Toward)
PIECES = ("mon", "1", "12", "31", "feb", "dec", "2026", ".", "/", "next", "in", "days", "6pm", "to")
NEARBY = st.integers(-365, 365)


class TestDays:
    """`read_day`."""

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("today", "2026-11-26"),
            ("Tomorrow", "2026-11-27"),
            ("yesterday", "2026-11-25"),
            ("next thu", "2026-12-03"),
            ("next Fri", "2026-11-27"),
            ("last thu", "2026-11-19"),
            ("last mon", "2026-11-23"),
            ("this saturday", "2026-11-28"),
            ("in 3 days", "2026-11-29"),
            ("2 weeks ago", "2026-11-12"),
            ("Tue 1 Dec", "2026-12-01"),
            ("Tue 01 Dec", "2026-12-01"),
            ("Tue, 1 Dec 2026", "2026-12-01"),
            ("Tuesday 1 December", "2026-12-01"),
            ("dec 1st 2026", "2026-12-01"),
            ("1. Dec 2026", "2026-12-01"),
            ("2026-12-01", "2026-12-01"),
            ("2026/12/1", "2026-12-01"),
            ("20261201", "2026-12-01"),
            ("1.12.2026", "2026-12-01"),
            ("1.12.26", "2026-12-01"),
            ("25/12/2026", "2026-12-25"),
            ("12/25/2026", "2026-12-25"),
            ("4/4/2026", "2026-04-04"),
        ],
    )
    def test_words_that_say_which_day(self, written: str, meant: str) -> None:
        """What names one day is read alike, whichever way the question goes."""
        assert {read_day(written, THURSDAY, toward).isoformat() for toward in Toward} == {meant}

    @pytest.mark.parametrize(
        ("written", "past", "future"),
        [
            ("mon", "2026-11-23", "2026-11-30"),
            ("Monday", "2026-11-23", "2026-11-30"),
            ("thu", "2026-11-26", "2026-11-26"),
            ("on fri", "2026-11-20", "2026-11-27"),
            ("1 dec", "2025-12-01", "2026-12-01"),
            ("December 1", "2025-12-01", "2026-12-01"),
            ("1.12.", "2025-12-01", "2026-12-01"),
            ("25/12", "2025-12-25", "2026-12-25"),
            ("30 oct", "2026-10-30", "2027-10-30"),
            ("29 feb", "2024-02-29", "2028-02-29"),
        ],
    )
    def test_the_nearest_one_that_the_question_is_about(self, written: str, past: str, future: str) -> None:
        """A weekday or a day without a year is the last one or the next one."""
        assert read_day(written, THURSDAY, Toward.PAST).isoformat() == past
        assert read_day(written, THURSDAY, Toward.FUTURE).isoformat() == future

    @pytest.mark.parametrize(
        ("written", "said"),
        [
            ("3/4", "'3/4' could be either of two days; write '3 apr' or '4 mar'"),
            ("3/4/2026", "'3/4/2026' could be either of two days; write '3 apr 2026' or '4 mar 2026'"),
            ("Wed 1 Dec", "'Wed 1 Dec': 1 December 2026 is a Tuesday; write 'Tue 1 Dec'"),
            ("Wed 1 Dec 2026", "'Wed 1 Dec 2026': 1 December 2026 is a Tuesday; write 'Tue 1 Dec'"),
            ("31 feb", "'31 feb' is not a date; write it like 'tomorrow', 'fri', '1 dec' or 2026-12-01"),
            ("2026-13-01", "'2026-13-01' is not a date; write it like 'tomorrow', 'fri', '1 dec' or 2026-12-01"),
            ("soon", "'soon' is not a date; write it like 'tomorrow', 'fri', '1 dec' or 2026-12-01"),
            ("", "'' is not a date; write it like 'tomorrow', 'fri', '1 dec' or 2026-12-01"),
        ],
    )
    def test_what_is_refused(self, written: str, said: str) -> None:
        """What is no day, or may be two, is refused with the line to write."""
        with pytest.raises(DataError) as refused:
            read_day(written, THURSDAY)
        assert str(refused.value) == said

    @given(today=DAYS, days=NEARBY, toward=TOWARDS)
    def test_a_day_that_was_said_is_read_back(self, today: date, days: int, toward: Toward) -> None:
        """Every way of saying a day up to a year away is read as that day, whichever way the question goes."""
        day = today + timedelta(days=days)
        for said in (day_words(day), day_words(day, today), full_day_words(day), long_day_words(day, today), f"{day}"):
            assert read_day(said, today, toward) == day
            assert read_day(f" {said.upper()} ", today, toward) == day

    @given(first=DAYS, length=st.integers(0, 365), today=NEARBY, toward=TOWARDS)
    def test_days_that_were_said_are_read_back(self, first: date, length: int, today: int, toward: Toward) -> None:
        """From which day to which, as it is said, is read as those days."""
        last, now = first + timedelta(days=length), first + timedelta(days=today)
        assume(abs((last - now).days) <= 365)
        for said in (days_words(first, last, now), full_days_words(first, last)):
            assert read_days(said, now, toward) == (first, last)

    @given(text=st.text(max_size=20), toward=TOWARDS)
    def test_anything_is_read_or_refused_in_words(self, text: str, toward: Toward) -> None:
        """Whatever is written, a day comes out or an error that says what to write."""
        assert all(problem.suggestion for problem in _refused(text, toward))

    @given(toward=TOWARDS, words=st.lists(st.sampled_from(PIECES), max_size=6))
    def test_pieces_of_days_in_any_order(self, toward: Toward, words: list[str]) -> None:
        """The same holds for what looks like days."""
        for text in (" ".join(words), "".join(words)):
            assert all(problem.suggestion for problem in _refused(text, toward))


def _refused(text: str, toward: Toward) -> list[Problem]:
    found: list[Problem] = []
    for reader in (read_day, read_days, read_moment):
        try:
            reader(text, THURSDAY, toward)
        except DataError as error:
            found += error.problems
    return found


class TestSpans:
    """`read_days`."""

    @pytest.mark.parametrize(
        ("written", "first", "last"),
        [
            ("tomorrow", "2026-11-27", "2026-11-27"),
            ("mon fri", "2026-11-30", "2026-12-04"),
            ("fri mon", "2026-11-27", "2026-11-30"),
            ("mon to fri", "2026-11-30", "2026-12-04"),
            ("from 1 dec until 5 dec", "2026-12-01", "2026-12-05"),
            ("28 dec 3 jan", "2026-12-28", "2027-01-03"),
            ("2026-12-01 2026-12-05", "2026-12-01", "2026-12-05"),
            ("tomorrow next fri", "2026-11-27", "2026-11-27"),
        ],
    )
    def test_from_which_day_to_which(self, written: str, first: str, last: str) -> None:
        """One day, or two with or without a word between them; the last is not before the first."""
        assert [day.isoformat() for day in read_days(written, THURSDAY)] == [first, last]

    def test_what_is_refused(self) -> None:
        """Words that are no days are refused with an example."""
        with pytest.raises(DataError, match="write it like 'tomorrow', '1 dec' or '1 dec to 5 dec'"):
            read_days("a while", THURSDAY)


class TestTimes:
    """`read_clock` and `read_moment`."""

    @pytest.mark.parametrize(
        "written",
        ["18:00", "6pm", "6 PM", "6:00 pm", "6.00pm", "6 p.m.", "18.00", "18h", "18h00", "1800", "18", "18 Uhr"],
    )  # fmt: skip
    def test_six_in_the_evening(self, written: str) -> None:
        """However people write it, it is 18:00."""
        assert read_clock(written) == time(18)

    @pytest.mark.parametrize(
        ("written", "meant"),
        [("6:30 pm", "18:30"), ("12am", "00:00"), ("12pm", "12:00"), ("0730", "07:30"), ("noon", "12:00"),
         ("midnight", "00:00"), ("7:05", "07:05"), ("0", "00:00")],
    )  # fmt: skip
    def test_other_times(self, written: str, meant: str) -> None:
        """Halves of the day, noon and midnight."""
        assert clock_words(read_clock(written)) == meant

    @pytest.mark.parametrize("written", ["24:00", "13pm", "0am", "7:60", "25", "six", "", "18:00:30", "-6", "18:0"])
    def test_what_is_no_time(self, written: str) -> None:
        """It is refused with an example."""
        with pytest.raises(DataError, match="is not a time of day; write it like 18:00 or 6pm"):
            read_clock(written)

    def test_morning_or_evening(self) -> None:
        """A bare 6 may be both, and is asked about."""
        with pytest.raises(DataError, match="'6' could be morning or evening; write 6:00 or 6pm"):
            read_clock("6")

    @given(at=st.times())
    def test_a_time_that_was_said_is_read_back(self, at: time) -> None:
        """`18:00` is read as it was said."""
        assert read_clock(clock_words(at)) == at.replace(second=0, microsecond=0)

    @given(start=st.datetimes(datetime(1950, 1, 2), datetime(2150, 12, 30)), days=NEARBY, toward=TOWARDS)
    def test_a_moment_that_was_said_is_read_back(self, start: datetime, days: int, toward: Toward) -> None:
        """A day with a time, or with a span of times, is read as that day and its first time."""
        today, at = start.date() + timedelta(days=days), start.time().replace(second=0, microsecond=0)
        said = {
            moment_words(start, today),
            full_moment_words(start),
            full_hours_words(start, start),
            moment_words(start),
        }
        for words in said | {f"{long_moment_words(start)}"}:
            assert read_moment(words, today, toward) == (start.date(), at)

    @given(start=st.datetimes(datetime(1950, 1, 2), datetime(2150, 12, 30)), days=st.integers(0, 6))
    def test_a_weekday_with_a_time_is_read_back(self, start: datetime, days: int) -> None:
        """`Wed 18:00` of the days ahead is that moment."""
        at = start.time().replace(second=0, microsecond=0)
        assert read_moment(weekday_words(start), start.date() - timedelta(days=days)) == (start.date(), at)

    @pytest.mark.parametrize(
        ("written", "day", "at"),
        [
            ("fri 6pm", "2026-11-27", "18:00"),
            ("next fri 6 pm", "2026-11-27", "18:00"),
            ("tomorrow at 7:30", "2026-11-27", "07:30"),
            ("1.12. 18.00", "2026-12-01", "18:00"),
            ("1 dec 1800", "2026-12-01", "18:00"),
            ("tomorrow noon", "2026-11-27", "12:00"),
            ("fri", "2026-11-27", ""),
        ],
    )
    def test_a_day_and_perhaps_a_time(self, written: str, day: str, at: str) -> None:
        """The time stands behind the day, and may be left out."""
        found, clock = read_moment(written, THURSDAY)
        assert (found.isoformat(), clock_words(clock) if clock else "") == (day, at)
