"""The weekly calendars of the article, each with the back workout in its place. Weekdays: 0 = Monday.

Those whose ids end in -1 are what `four-day` and `five-day` were at first; folders begun with them go on with them.
"""

from __future__ import annotations

from typing import Final

from overload.model import Day, WeeklyCalendar

_ARMS: Final = ("biceps", "triceps")
_PUSH: Final = Day("push", "Push", ("chest", "shoulders", "triceps"), "push")
_PULL: Final = Day("back", "Pull", ("back", "biceps"), "pull")
_LEGS: Final = Day("legs", "Legs", ("legs",), "legs")
_BACK: Final = Day("back", "Back", ("back",), "home-back")
_CHEST_BACK: Final = Day("back", "Back and chest", ("back", "chest"), "chest-back")
_SHOULDERS_ARMS: Final = Day("shoulders-arms", "Shoulders and arms", ("shoulders", *_ARMS), "shoulders-arms")

_FOUR: Final = (
    Day("chest-biceps", "Chest and biceps", ("chest", "biceps"), "chest-biceps"),
    Day("legs-full", "Legs", ("legs",), "legs-full"),
    _BACK,
    Day("shoulders-triceps", "Shoulders and triceps", ("shoulders", "triceps"), "shoulders-triceps"),
)
_FIVE: Final = (
    Day("chest-abs", "Chest and abs", ("chest", "abs"), "chest-abs"),
    _BACK,
    Day("quads-hams", "Quads and hamstrings", ("quads", "hamstrings"), "quads-hams"),
    Day("shoulders-calves", "Shoulders and calves", ("shoulders", "calves"), "shoulders-calves"),
    Day("arms", "Arms", _ARMS, "arms"),
)
_FOUR_1: Final = (
    Day("chest", "Chest and triceps", ("chest", "triceps")),
    Day("back", "Back and biceps", ("back", "biceps"), "home-back"),
    Day("legs", "Legs", ("legs",)),
    Day("shoulders", "Shoulders", ("shoulders",)),
)
_FIVE_1: Final = (
    Day("chest", "Chest", ("chest",)),
    _BACK,
    Day("legs", "Legs", ("legs",)),
    Day("shoulders", "Shoulders", ("shoulders",)),
    Day("arms", "Arms", _ARMS),
)

_THREE, _SIX = (0, 2, 4), (0, 1, 2, 3, 4, 5)

CALENDARS: Final = (
    WeeklyCalendar(
        "ppl",
        "Push, pull, legs",
        (_PUSH, _PULL, _LEGS),
        _THREE,
        summary="Three days. The back workout is the pull day, with some biceps work after it.",
    ),
    WeeklyCalendar(
        "ppl-twice",
        "Push, pull, legs, two rounds",
        (_PUSH, _PULL, _LEGS) * 2,
        _SIX,
        summary="Two rounds in a week, one day off in seven; the back twice.",
    ),
    WeeklyCalendar(
        "three-day",
        "Chest and back, shoulders and arms, legs",
        (_CHEST_BACK, _SHOULDERS_ARMS, _LEGS),
        _THREE,
        summary="Three days. The back workout shares its day with the chest.",
    ),
    WeeklyCalendar(
        "three-day-twice",
        "Chest and back, shoulders and arms, legs, two rounds",
        (_CHEST_BACK, _SHOULDERS_ARMS, _LEGS) * 2,
        _SIX,
        summary="Two rounds in a week, Sunday off; the back twice.",
    ),
    WeeklyCalendar(
        "four-day",
        "Four days",
        _FOUR,
        (0, 1, 3, 4),
        summary="Four days; the back workout may stand on any of them, here on the third.",
    ),
    WeeklyCalendar(
        "five-day",
        "Five days",
        _FIVE,
        (0, 1, 2, 3, 4),
        summary="Five days, one or two muscle groups each.",
    ),
    WeeklyCalendar(
        "back-only",
        "The back workout alone",
        (_BACK,),
        (0,),
        days_experienced=(_BACK, _BACK),
        weekdays_experienced=(0, 3),
        summary="Once a week, or Monday and Thursday for the experienced.",
    ),
    WeeklyCalendar(
        "four-day-1",
        "Four days, as they were at first",
        _FOUR_1,
        (0, 1, 3, 4),
        summary="What four-day was at first: only the back has a workout, the other days are yours.",
        now="four-day",
    ),
    WeeklyCalendar(
        "five-day-1",
        "Five days, as they were at first",
        _FIVE_1,
        (0, 1, 2, 3, 4),
        summary="What five-day was at first: only the back has a workout, the other days are yours.",
        now="five-day",
    ),
)
