"""The weekly calendars: which day falls where, and the recovery between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from overload.catalog import Catalog
from overload.catalog.calendars import CALENDARS
from overload.catalog.workouts import WORKOUTS
from overload.model import COUNTED_ONLY, GROUPS, Day, WeeklyCalendar, focus_groups, focus_words
from overload.plan.volume import volume_of

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
        """The day with the back workout, whole, has the id `back` and its focus, and no other day has either."""
        assert any(day.id == "back" for day in days), name
        for day in days:
            workout = next((one for one in WORKOUTS if one.id == day.workout), None)
            holds_it = workout is not None and "home-back" in {workout.id, workout.like}
            assert (day.id == "back") == holds_it == ("back" in day.focus)

    @each_calendar
    def test_every_day_is_a_session(self, calendar: WeeklyCalendar) -> None:
        """No day is left to the athlete, but for those of folders that were begun so."""
        days = (*calendar.days, *calendar.days_experienced)
        assert calendar.now or all(day.workout for day in days)

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
        """Seven calendars are built in, and what two of them were at first."""
        assert list(BY_ID) == [
            "ppl", "ppl-twice", "three-day", "three-day-twice", "four-day", "five-day", "back-only",
            "four-day-1", "five-day-1",
        ]  # fmt: skip

    def test_who_began_at_first_goes_on(self) -> None:
        """The two are known by the calendars of today, on the same weekdays, with days of other names."""
        before = [one for one in CALENDARS if one.now]
        assert [one.now for one in before] == ["four-day", "five-day"]
        for one in before:
            today = BY_ID[one.now]
            assert one.weekdays == today.weekdays
            assert {day.id for day in one.days} - {day.id for day in today.days}
            assert {day.id for day in today.days} - {day.id for day in one.days}

    @pytest.mark.parametrize(("calendar", "sessions"), [("four-day", 4), ("five-day", 5)])
    def test_longer_weeks_have_one_back_day(self, calendar: str, sessions: int) -> None:
        """Four and five days each have the back once."""
        days = BY_ID[calendar].days
        assert len(days) == sessions
        assert [day.id for day in days].count("back") == 1

    def test_four_days(self) -> None:
        """Chest and biceps; quads, hamstrings, calves; back; shoulders and triceps."""
        four = BY_ID["four-day"]
        assert [focus_words(day.focus) for day in four.days] == [
            "biceps and chest", "legs", "back", "shoulders and triceps",
        ]  # fmt: skip
        assert focus_groups(four.days[1].focus) == {"quads", "hamstrings", "calves"}

    def test_five_days(self) -> None:
        """Chest and abs; back; quads, hamstrings; shoulders and calves; biceps and triceps: no group twice."""
        five = BY_ID["five-day"]
        assert five.weekdays == (0, 1, 2, 3, 4)
        assert [set(day.focus) for day in five.days] == [
            {"chest", "abs"}, {"back"}, {"quads", "hamstrings"}, {"shoulders", "calves"}, {"biceps", "triceps"},
        ]  # fmt: skip
        groups = [group for day in five.days for group in focus_groups(day.focus)]
        assert len(set(groups)) == len(groups)

    def test_biceps_come_with_the_pull_day(self) -> None:
        """In push, pull, legs the biceps belong to the day of the back workout, which is called Pull."""
        pull = BY_ID["ppl"].days[1]
        assert pull.name == "Pull"
        assert pull.focus == ("back", "biceps")

    def test_the_back_alone_is_twice_a_week_for_the_experienced(self) -> None:
        """Monday, and for the experienced Monday and Thursday."""
        assert BY_ID["back-only"].weekdays_experienced == (0, 3)
        assert [day.id for day in BY_ID["back-only"].days_experienced] == ["back", "back"]


MUSCLES = [
    "chest",
    "front-delts",
    "side-delts",
    "rear-delts",
    "lats",
    "mid-back",
    "upper-traps",
    "erectors",
    "biceps",
    "triceps",
    "forearms",
]
MUSCLES += ["quads", "hamstrings", "glutes", "calves", "abs", "obliques", "adductors"]
WEEKLY = """
ppl              i   9  7.5  5.5   6   6  7.5 4.5 4.5   8    8   10  7.5   9    9   5   6   3  4.5
ppl              e  10    8  6.5   7   8    9   5 5.5   9    8 11.5   10  10   10   5   7 3.5  4.5
three-day        i   9  8.5    6   6   6  7.5 4.5 4.5   9   10 10.5  7.5   9    9   5   6   3  4.5
three-day        e  10    8  6.5   7   8    9   5 5.5  10   10   12   10  10   10   5   6   3  4.5
four-day         i  10    9    7   6   6  7.5 4.5   5  10 12.5 11.5  8.5  10 10.5   5 7.5   6  5.5
four-day         e  11 10.5  8.5   7   8    9   5   6  11 13.5   13   11  11 11.5   6 7.5   6  5.5
five-day         i  13 10.5    7   8   6  9.5 4.5   5  12 14.5 12.5 10.5  10 10.5   7   8   4  5.5
five-day         e  14   12  8.5   9   8   11   5   6  13 16.5   14   12  11 11.5   8 8.5   5  5.5
back-only        i   0    0    0   6   6  7.5 4.5   3   3    0    6  1.5   3    3   0   0   0    0
back-only        e   0    0    0  14  16   18  10   8   8    0   15    4   8    8   0   0   0    0
"""
"""Fractional weekly sets of each calendar and edition, counted by hand from the tables of sets."""


class TestWeeklySets:
    """What a week of each calendar comes to."""

    def of_a_week(self, known: Catalog, calendar: WeeklyCalendar, level: str) -> dict[str, float]:
        """Count the sets of a week."""
        days = (level == "e" and calendar.days_experienced) or calendar.days
        workouts = [known.workouts[day.workout] for day in days]
        slots = [slot for one in workouts for slot in (one.experienced if level == "e" else one.slots)]
        return volume_of((known.exercises[slot.exercise], slot.sets) for slot in slots)

    @pytest.mark.parametrize("row", WEEKLY.strip().splitlines(), ids=lambda row: " ".join(row.split()[:2]))
    def test_a_week_is_what_it_was_counted_as(self, known: Catalog, row: str) -> None:
        """Each muscle has the sets of the table; of a calendar with two rounds it is twice that."""
        name, level, *counts = row.split()
        sets = self.of_a_week(known, BY_ID[name], level)
        assert [sets.get(muscle, 0) for muscle in MUSCLES] == [float(count) for count in counts]
        if f"{name}-twice" in BY_ID:
            twice = self.of_a_week(known, BY_ID[f"{name}-twice"], level)
            assert twice == {muscle: 2 * count for muscle, count in sets.items()}

    @pytest.mark.parametrize("level", ["i", "e"])
    @each_calendar
    def test_all_that_is_judged_has_four_to_twenty(self, known: Catalog, calendar: WeeklyCalendar, level: str) -> None:
        """Whoever trains the whole body gives each of the fifteen muscles enough to grow, and none too much."""
        if calendar.id == "back-only" or calendar.now:
            return
        sets = self.of_a_week(known, calendar, level)
        judged = [muscle for muscle in MUSCLES if muscle not in COUNTED_ONLY]
        assert len(judged) == 15
        assert {muscle: sets.get(muscle, 0) for muscle in judged if not 4 <= sets.get(muscle, 0) <= 20} == {}
