"""The weekly calendars, each with the back workout in its place. Weekdays: 0 = Monday."""

from __future__ import annotations

from typing import Final

from overload.model import Day, WeeklyCalendar


def _back(name: str, *others: str) -> Day:
    return Day("back", name, ("back", *others), workout="home-back")


_PUSH: Final = Day("push", "Push", ("chest", "shoulders", "triceps"))
_PULL: Final = _back("Pull", "biceps")
_LEGS: Final = Day("legs", "Legs", ("legs",))
_CHEST_BACK: Final = _back("Back and chest", "chest")
_ARMS: Final = Day("shoulders-arms", "Shoulders and arms", ("shoulders", "biceps", "triceps"))
_CHEST_TRICEPS: Final = Day("chest", "Chest and triceps", ("chest", "triceps"))
_BACK_BICEPS: Final = _back("Back and biceps", "biceps")
_SHOULDERS: Final = Day("shoulders", "Shoulders", ("shoulders",))
_CHEST: Final = Day("chest", "Chest", ("chest",))
_BACK: Final = _back("Back")
_ONLY_ARMS: Final = Day("arms", "Arms", ("biceps", "triceps"))

_THREE, _SIX = (0, 2, 4), (0, 1, 2, 3, 4, 5)

CALENDARS: Final = (
    WeeklyCalendar(
        "ppl",
        "Push, pull, legs",
        (_PUSH, _PULL, _LEGS),
        _THREE,
        summary="Three days. The back workout is the pull day; add some biceps work after it.",
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
        (_CHEST_BACK, _ARMS, _LEGS),
        _THREE,
        summary="Three days. The back workout shares its day with the chest.",
    ),
    WeeklyCalendar(
        "three-day-twice",
        "Chest and back, shoulders and arms, legs, two rounds",
        (_CHEST_BACK, _ARMS, _LEGS) * 2,
        _SIX,
        summary="Two rounds in a week, Sunday off; the back twice.",
    ),
    WeeklyCalendar(
        "four-day",
        "Four days",
        (_CHEST_TRICEPS, _BACK_BICEPS, _LEGS, _SHOULDERS),
        (0, 1, 3, 4),
        summary="Four days; the back workout may stand on any of them, here on the second.",
    ),
    WeeklyCalendar(
        "five-day",
        "Five days, one muscle group each",
        (_CHEST, _BACK, _LEGS, _SHOULDERS, _ONLY_ARMS),
        (0, 1, 2, 3, 4),
        summary="Five days, one muscle group each.",
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
)
