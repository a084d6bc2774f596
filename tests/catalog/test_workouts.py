"""The home back workout: order, sets, ranges, rests and warm-up."""

from __future__ import annotations

import pytest

from overload.catalog import Catalog
from overload.model import Workout


@pytest.fixture
def home_back(known: Catalog) -> Workout:
    """The home back workout."""
    return known.workouts["home-back"]


def test_five_exercises_in_their_order(home_back: Workout) -> None:
    """The deadlift comes first; sets, ranges and rests are those of the intermediate."""
    assert [(slot.exercise, slot.sets, str(slot.reps), slot.rest_s) for slot in home_back.slots] == [
        ("dumbbell-deadlift", 3, "8-12", 150),
        ("pull-up", 3, "5-10", 150),
        ("dumbbell-row", 3, "8-12", 120),
        ("dumbbell-shrug", 3, "10-15", 90),
        ("reverse-dumbbell-fly", 3, "12-20", 90),
    ]


def test_the_experienced_do_eighteen_sets(home_back: Workout) -> None:
    """The experienced edition differs in its sets alone: 4, 4, 4, 3, 3."""
    assert [slot.sets for slot in home_back.experienced] == [4, 4, 4, 3, 3]
    assert [(slot.exercise, slot.reps, slot.rest_s) for slot in home_back.experienced] == [
        (slot.exercise, slot.reps, slot.rest_s) for slot in home_back.slots
    ]


def test_the_rule_is_left_to_the_default(home_back: Workout) -> None:
    """No slot names a rule."""
    assert {slot.rule for slot in (*home_back.slots, *home_back.experienced)} == {""}


def test_the_warm_up_is_general_then_light_sets(home_back: Workout, known: Catalog) -> None:
    """A few minutes in words, with the swing for who has a kettlebell, then light deadlifts, rows and presses."""
    assert home_back.warm_up is not None
    assert "minutes" in home_back.warm_up.general
    assert "kettlebell" in home_back.warm_up.general
    names = [exercise for exercise, _ in home_back.warm_up.light_sets]
    assert names == ["dumbbell-deadlift", "dumbbell-row", "dumbbell-press"]
    assert set(names) <= set(known.exercises)
