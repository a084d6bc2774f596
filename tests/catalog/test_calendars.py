"""The weekly calendars: which day falls where, and the recovery between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from overload.catalog.calendars import CALENDARS
from overload.catalog.workouts import WORKOUTS
from overload.model import GROUPS, Day, WeeklyCalendar

BY_ID = {one.id: one for one in CALENDARS}

Edition = tuple[str, tuple[Day, ...], tuple[int, ...]]


def editions() -> Iterator[Edition]:
    """Yield each calendar as the intermediate and as the experienced have it."""
    for one in CALENDARS:
        yield one.id, one.days, one.weekdays
        if one.days_experienced or one.weekdays_experienced:
            yield f"{one.id}-experienced", one.days_experienced or one.days, one.weekdays_experienced or one.weekdays


each_edition = pytest.mark.parametrize(("name", "days", "weekdays"), list(editions()))
each_calendar = pytest.mark.parametrize("calendar", CALENDARS, ids=lambda one: one.id)


class TestLaws:
    """What no calendar may break on its own days."""

    @each_edition
    def test_two_days_between_sessions_of_one_group(
        self, name: str, days: tuple[Day, ...], weekdays: tuple[int, ...]
    ) -> None:
        """Days that share a focus group are at least 48 h apart, across the week's end too."""
        placed = [(when + 7 * week, day) for week in range(2) for when, day in zip(weekdays, days, strict=True)]
        for (first, one), (second, other) in combinations(placed, 2):
            if set(one.focus) & set(other.focus):
                assert second - first >= 2, f"{name}: {one.id} and {other.id}"

    @each_edition
    def test_one_day_off_in_any_seven(self, name: str, days: tuple[Day, ...], weekdays: tuple[int, ...]) -> None:
        """Any seven days running hold at most six training days; weekdays ascend and none is there twice."""
        trained = {when + 7 * week for week in range(3) for when in weekdays}
        assert all(len(trained & set(range(first, first + 7))) <= 6 for first in range(14))
        assert list(weekdays) == sorted(set(weekdays)), name
        assert len(days) == len(weekdays)
        assert set(weekdays) <= set(range(7))

    @each_edition
    def test_the_back_workout_is_the_day_called_back(
        self, name: str, days: tuple[Day, ...], weekdays: tuple[int, ...]
    ) -> None:
        """The day with the back workout has the id `back` and the back in its focus, and no other day has either."""
        assert any(day.id == "back" for day in days), name
        for day in days:
            assert (day.id == "back") == (day.workout == "home-back") == ("back" in day.focus)

    @each_edition
    def test_a_day_id_means_one_day(self, name: str, days: tuple[Day, ...], weekdays: tuple[int, ...]) -> None:
        """A second round repeats the very same day."""
        assert len(set(days)) == len({day.id for day in days}), name

    @each_calendar
    def test_focus_groups_are_known(self, calendar: WeeklyCalendar) -> None:
        """Focus groups are ids of muscle groups; workouts exist."""
        for day in (*calendar.days, *calendar.days_experienced):
            assert set(day.focus) <= set(GROUPS)
            assert day.workout in {"", *(one.id for one in WORKOUTS)}


class TestTheArticle:
    """Each calendar of the article."""

    @pytest.mark.parametrize(
        ("calendar", "weekdays", "order"),
        [
            ("ppl", (0, 2, 4), ("push", "back", "legs")),
            ("ppl-twice", (0, 1, 2, 3, 4, 5), ("push", "back", "legs") * 2),
            ("three-day", (0, 2, 4), ("back", "shoulders-arms", "legs")),
            ("three-day-twice", (0, 1, 2, 3, 4, 5), ("back", "shoulders-arms", "legs") * 2),
            ("back-only", (0,), ("back",)),
        ],
    )
    def test_days_fall_where_the_article_puts_them(
        self, calendar: str, weekdays: tuple[int, ...], order: tuple[str, ...]
    ) -> None:
        """Order and default weekdays."""
        assert BY_ID[calendar].weekdays == weekdays
        assert tuple(day.id for day in BY_ID[calendar].days) == order

    def test_there_are_these_and_no_others(self) -> None:
        """Seven calendars are built in."""
        assert list(BY_ID) == [
            "ppl", "ppl-twice", "three-day", "three-day-twice", "four-day", "five-day", "back-only",
        ]  # fmt: skip

    @pytest.mark.parametrize(("calendar", "sessions"), [("four-day", 4), ("five-day", 5)])
    def test_longer_weeks_have_one_back_day(self, calendar: str, sessions: int) -> None:
        """Four and five days each have the back once."""
        days = BY_ID[calendar].days
        assert len(days) == sessions
        assert [day.id for day in days].count("back") == 1

    def test_five_days_are_one_group_each(self) -> None:
        """Monday to Friday, every day with its own groups; only the arms are two."""
        five = BY_ID["five-day"]
        assert five.weekdays == (0, 1, 2, 3, 4)
        assert [len(day.focus) for day in five.days if day.id != "arms"] == [1, 1, 1, 1]
        assert len({group for day in five.days for group in day.focus}) == sum(len(day.focus) for day in five.days)

    def test_biceps_come_with_the_pull_day(self) -> None:
        """In push, pull, legs the biceps belong to the day of the back workout, which is called Pull."""
        pull = BY_ID["ppl"].days[1]
        assert pull.name == "Pull"
        assert pull.focus == ("back", "biceps")

    def test_the_back_alone_is_twice_a_week_for_the_experienced(self) -> None:
        """Monday, and for the experienced Monday and Thursday."""
        assert BY_ID["back-only"].weekdays_experienced == (0, 3)
        assert [day.id for day in BY_ID["back-only"].days_experienced] == ["back", "back"]
