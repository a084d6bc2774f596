"""The workouts: one for each kind of day, at home with dumbbells, a pull-up bar and what stands there.

The back workout comes first: its deadlift stands at the beginning, while there is energy. Ranges and rests are those of
the exercises. What is done in turns shares no dumbbells, or works where the other rests.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from overload.catalog.exercises import EXERCISES
from overload.model import WarmUp, Workout, WorkoutSlot

Row = tuple[str, int, int, str]
"""An exercise, its sets, those of the experienced (0: they leave it out, or it is theirs alone), and its superset."""

SETS_OF_BEGINNERS: Final = 2
REST_OF_BEGINNERS_S: Final = (60, 75)
"""Rests of a beginner after what rests less than two minutes, and after the rest: who stops early needs no more.

A choice of ours; with it no day takes longer than 40 minutes, and each major muscle has its four sets a week.
"""
_KNOWN: Final = {one.id: one for one in EXERCISES}
_EASY: Final = "Two or three minutes of brisk steps, arm circles, squats and hip hinges."
_BACK_OF_BEGINNERS: Final = "dumbbell-deadlift pull-up dumbbell-row dumbbell-shrug reverse-dumbbell-fly"
_LEGS_OF_BEGINNERS: Final = (
    "split-squat romanian-deadlift goblet-squat sliding-leg-curl calf-raise single-leg-calf-raise"
)
BEGINNERS: Final[Mapping[str, str]] = {
    "home-back": _BACK_OF_BEGINNERS,
    "pull": f"{_BACK_OF_BEGINNERS} dumbbell-curl farmers-carry",
    "push": "dumbbell-floor-press dumbbell-press incline-push-up lateral-raise "
    "lying-triceps-extension reverse-crunch lateral-raise-leaning",
    "legs": f"{_LEGS_OF_BEGINNERS} dead-bug",
    "legs-full": f"{_LEGS_OF_BEGINNERS} dead-bug",
    "chest-back": "dumbbell-deadlift pull-up dumbbell-floor-press dumbbell-row incline-push-up dumbbell-shrug "
    "reverse-dumbbell-fly",
    "shoulders-arms": "dumbbell-press lateral-raise lateral-raise-leaning dumbbell-curl lying-triceps-extension "
    "farmers-carry reverse-crunch",
    "chest-biceps": "dumbbell-floor-press incline-push-up dumbbell-curl dumbbell-floor-fly hammer-curl",
    "shoulders-triceps": "dumbbell-press lateral-raise lateral-raise-leaning lying-triceps-extension farmers-carry "
    "reverse-crunch",
    "chest-abs": "dumbbell-floor-press incline-push-up reverse-crunch dumbbell-floor-fly crunch dead-bug",
    "quads-hams": "split-squat romanian-deadlift goblet-squat sliding-leg-curl wall-sit",
    "shoulders-calves": "dumbbell-press lateral-raise lateral-raise-leaning calf-raise single-leg-calf-raise "
    "farmers-carry",
    "arms": "incline-push-up dumbbell-curl lying-triceps-extension hammer-curl concentration-curl",
    "chest": "dumbbell-floor-press incline-push-up dumbbell-floor-fly",
    "abs": "reverse-crunch crunch dead-bug",
}
"""The exercises of each workout for whoever begins: the easiest of each family that still gives the range.

A dumbbell is made easy by its load, so what is done with one stays; the body is made easy by another way to do it.
"""


def _edition(rows: Sequence[Row], *, experienced: bool) -> tuple[WorkoutSlot, ...]:
    asked = ((exercise, more if experienced else sets, letter) for exercise, sets, more, letter in rows)
    return tuple(
        WorkoutSlot(exercise, sets, _KNOWN[exercise].usual_reps, _KNOWN[exercise].rest_s, superset=letter)
        for exercise, sets, letter in asked
        if sets
    )


def _for_beginners(exercises: Iterable[str]) -> tuple[WorkoutSlot, ...]:
    """Return two sets of each exercise, one after the other: nobody who begins has to do sets in turns."""
    short, long = REST_OF_BEGINNERS_S
    known = map(_KNOWN.__getitem__, exercises)
    return tuple(
        WorkoutSlot(one.id, SETS_OF_BEGINNERS, one.usual_reps, long if one.rest_s >= 120 else short) for one in known
    )


def _warm_up(*light_sets: tuple[str, int]) -> WarmUp:
    return WarmUp(_EASY, light_sets, minutes=6)


def _workout(name: str, title: str, rows: Sequence[Row], *, warm_up: WarmUp, summary: str, like: str = "") -> Workout:
    usual, more = _edition(rows, experienced=False), _edition(rows, experienced=True)
    return Workout(name, title, usual, warm_up, more, summary, like, _for_beginners(BEGINNERS[name].split()))


BACK_WARM_UP: Final = WarmUp(
    general=("Two or three minutes of brisk steps, arm circles, squats and hip hinges (or kettlebell swings)."),
    light_sets=(("dumbbell-deadlift", 10), ("dumbbell-row", 10), ("dumbbell-press", 10)),
    minutes=8,
)
_PUSH_WARM_UP: Final = _warm_up(("incline-push-up", 10), ("dumbbell-press", 8))
_LEGS_WARM_UP: Final = _warm_up(("goblet-squat", 10), ("romanian-deadlift", 10), ("calf-raise", 10))
_SHOULDERS_WARM_UP: Final = _warm_up(("lateral-raise", 10), ("dumbbell-press", 8))

_BACK: Final[tuple[Row, ...]] = (
    ("dumbbell-deadlift", 3, 4, ""),
    ("pull-up", 3, 4, ""),
    ("dumbbell-row", 3, 4, ""),
    ("dumbbell-shrug", 3, 3, ""),
    ("reverse-dumbbell-fly", 3, 3, ""),
)

HOME_BACK: Final = _workout(
    "home-back",
    "Home back workout",
    _BACK,
    warm_up=BACK_WARM_UP,
    summary="Five exercises for the whole back. Rest two to three minutes between heavy sets, at least one.",
)

WORKOUTS: Final = (
    HOME_BACK,
    _workout(
        "pull",
        "Pull: back and biceps",
        (*_BACK, ("dumbbell-curl", 3, 3, ""), ("hammer-curl", 2, 2, "")),
        warm_up=BACK_WARM_UP,
        summary="The home back workout, then some biceps work. Over an hour: its curls go first where time is short.",
        like="home-back",
    ),
    _workout(
        "push",
        "Push: chest, shoulders, triceps",
        (
            ("dumbbell-floor-press", 4, 4, ""),
            ("dumbbell-press", 3, 3, ""),
            ("deficit-push-up", 3, 3, ""),
            ("lateral-raise", 4, 5, "a"),
            ("reverse-crunch", 2, 3, "a"),
            ("overhead-triceps-extension", 3, 3, ""),
            ("dumbbell-floor-fly", 2, 3, ""),
        ),
        warm_up=_PUSH_WARM_UP,
        summary="Presses lying and standing, then what they leave out.",
    ),
    _workout(
        "legs",
        "Legs",
        (
            ("bulgarian-split-squat", 3, 3, ""),
            ("romanian-deadlift", 3, 3, ""),
            ("heels-raised-goblet-squat", 3, 3, "a"),
            ("sliding-leg-curl", 3, 3, "a"),
            ("reverse-nordic", 0, 2, ""),
            ("single-leg-calf-raise", 5, 5, "b"),
            ("hanging-knee-raise", 4, 4, "b"),
        ),
        warm_up=_LEGS_WARM_UP,
        summary="Quads, hamstrings, glutes and calves, with some abs between.",
    ),
    _workout(
        "legs-full",
        "Quads, hamstrings, calves",
        (
            ("bulgarian-split-squat", 4, 4, ""),
            ("romanian-deadlift", 4, 4, ""),
            ("heels-raised-goblet-squat", 3, 3, "a"),
            ("sliding-leg-curl", 3, 3, "a"),
            ("reverse-nordic", 0, 2, ""),
            ("single-leg-calf-raise", 5, 6, "b"),
            ("hanging-knee-raise", 3, 3, "b"),
        ),
        warm_up=_LEGS_WARM_UP,
        summary="The only leg day of its week, so a little more of everything.",
    ),
    _workout(
        "chest-back",
        "Back and chest",
        (
            ("dumbbell-deadlift", 3, 4, ""),
            ("pull-up", 3, 4, "a"),
            ("dumbbell-floor-press", 3, 4, "a"),
            ("dumbbell-row", 3, 4, "b"),
            ("deficit-push-up", 3, 3, "b"),
            ("dumbbell-shrug", 3, 3, ""),
            ("reverse-dumbbell-fly", 3, 3, "c"),
            ("dumbbell-floor-fly", 3, 3, "c"),
        ),
        warm_up=BACK_WARM_UP,
        summary="The home back workout and the chest in turns. Over an hour: the back alone has fifteen sets.",
        like="home-back",
    ),
    _workout(
        "shoulders-arms",
        "Shoulders and arms",
        (
            ("dumbbell-press", 4, 3, ""),
            ("lateral-raise", 4, 5, "a"),
            ("reverse-crunch", 2, 2, "a"),
            ("dumbbell-curl", 4, 4, ""),
            ("overhead-triceps-extension", 3, 3, ""),
            ("hammer-curl", 2, 2, "b"),
            ("lying-triceps-extension", 2, 2, "b"),
        ),
        warm_up=_SHOULDERS_WARM_UP,
        summary="One press, raises, and biceps and triceps with an exercise short and one stretched.",
    ),
    _workout(
        "chest-biceps",
        "Chest and biceps",
        (
            ("dumbbell-floor-press", 4, 5, ""),
            ("deficit-push-up", 3, 3, "a"),
            ("dumbbell-curl", 4, 4, "a"),
            ("dumbbell-floor-fly", 3, 3, ""),
            ("hammer-curl", 3, 3, ""),
        ),
        warm_up=_PUSH_WARM_UP,
        summary="Chest first, biceps in its rests.",
    ),
    _workout(
        "shoulders-triceps",
        "Shoulders and triceps",
        (
            ("dumbbell-press", 4, 5, ""),
            ("lateral-raise", 5, 6, "a"),
            ("reverse-crunch", 3, 3, "a"),
            ("overhead-triceps-extension", 4, 4, "b"),
            ("side-plank", 3, 3, "b"),
            ("lying-triceps-extension", 3, 3, ""),
        ),
        warm_up=_SHOULDERS_WARM_UP,
        summary="Shoulders and triceps, with the waist in their rests.",
    ),
    _workout(
        "chest-abs",
        "Chest and abs",
        (
            ("dumbbell-floor-press", 4, 5, ""),
            ("deficit-push-up", 3, 3, "a"),
            ("hanging-knee-raise", 4, 4, "a"),
            ("dumbbell-floor-fly", 3, 3, "b"),
            ("crunch", 3, 3, "b"),
            ("side-plank", 2, 3, ""),
        ),
        warm_up=_PUSH_WARM_UP,
        summary="Chest first, abs in its rests.",
    ),
    _workout(
        "quads-hams",
        "Quads and hamstrings",
        (
            ("bulgarian-split-squat", 4, 4, ""),
            ("romanian-deadlift", 4, 4, ""),
            ("heels-raised-goblet-squat", 3, 3, "a"),
            ("sliding-leg-curl", 3, 3, "a"),
            ("reverse-nordic", 2, 3, ""),
        ),
        warm_up=_LEGS_WARM_UP,
        summary="Thighs in front and behind; the calves have a day of their own.",
    ),
    _workout(
        "shoulders-calves",
        "Shoulders and calves",
        (
            ("dumbbell-press", 4, 5, ""),
            ("lateral-raise", 5, 6, "a"),
            ("single-leg-calf-raise", 4, 5, "a"),
            ("rear-delt-row", 2, 2, ""),
            ("calf-raise", 3, 3, ""),
        ),
        warm_up=_SHOULDERS_WARM_UP,
        summary="Shoulders from all sides, calves in their rests.",
    ),
    _workout(
        "arms",
        "Biceps and triceps",
        (
            ("close-grip-push-up", 3, 3, "a"),
            ("dumbbell-curl", 4, 4, "a"),
            ("overhead-triceps-extension", 4, 4, ""),
            ("hammer-curl", 3, 3, "b"),
            ("lying-triceps-extension", 2, 3, "b"),
            ("concentration-curl", 2, 2, ""),
        ),
        warm_up=_warm_up(("dumbbell-curl", 10), ("incline-push-up", 8)),
        summary="Arms alone.",
    ),
    _workout(
        "chest",
        "Chest",
        (
            ("dumbbell-floor-press", 4, 5, ""),
            ("deficit-push-up", 3, 3, ""),
            ("dumbbell-floor-fly", 2, 2, ""),
            ("close-grip-push-up", 2, 2, ""),
        ),
        warm_up=_PUSH_WARM_UP,
        summary="Chest alone, half an hour.",
    ),
    _workout(
        "abs",
        "Abs",
        (("hanging-knee-raise", 4, 4, ""), ("crunch", 3, 3, ""), ("side-plank", 2, 3, "")),
        warm_up=_warm_up(("dead-bug", 6)),
        summary="Abs alone, or after anything.",
    ),
)
