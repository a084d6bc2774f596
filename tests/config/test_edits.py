"""`append`, `drop` and `replace`: a built-in workout with an exercise more, less, or another one."""

from __future__ import annotations

import pytest

from overload import plugins
from overload.config import read_plan, with_own
from overload.errors import PlanError
from overload.model import Workout

HEAD = '[athlete]\nzone = "Europe/Stockholm"\n'


def workout(name: str, edits: str, of: str = "home-back", more: str = "") -> Workout:
    """Return a workout of the catalogue of a plan that edits one."""
    known = plugins.catalog()
    return with_own(known, read_plan(f"{HEAD}{more}[workouts.{of}]\n{edits}\n", known)).workouts[name]


def slots(one: Workout) -> list[str]:
    """Return the slots of a workout in words."""
    return [f"{slot.exercise} {slot.sets}x{slot.reps}, {slot.rest_s} s" for slot in one.slots]


def problem(edits: str) -> str:
    """Return the one thing that is wrong with edits."""
    with pytest.raises(PlanError) as caught:
        workout("home-back", edits)
    assert len(caught.value.problems) == 1
    return str(caught.value)


class TestEdits:
    """One line each."""

    def test_some_biceps_work_afterwards(self) -> None:
        """What is appended comes last in both editions, in its usual range with its usual rest."""
        more = workout("home-back", 'append = ["dumbbell-curl 3", "plank"]')
        assert slots(more)[5:] == ["dumbbell-curl 3x8-12, 75 s", "plank 3x20-60 s, 45 s"]
        assert [slot.exercise for slot in more.experienced][4:] == ["reverse-dumbbell-fly", "dumbbell-curl", "plank"]

    def test_a_range_may_be_said(self) -> None:
        """In what the exercise is counted in."""
        more = workout("home-back", 'append = ["dumbbell-curl 2x10-15", "plank 2 x 30-40"]')
        assert slots(more)[5:] == ["dumbbell-curl 2x10-15, 75 s", "plank 2x30-40 s, 45 s"]

    def test_an_exercise_of_one_s_own(self) -> None:
        """Its range is what it says of itself."""
        mine = '[exercises.zercher]\ndirect = ["quads"]\nreps = "5-8"\n'
        assert slots(workout("home-back", 'append = "zercher 4"', more=mine))[5:] == ["zercher 4x5-8, 120 s"]

    def test_less(self) -> None:
        """What is dropped is gone from both editions, and its partner is done by itself."""
        less = workout("push", 'drop = ["reverse-crunch"]', of="push")
        assert "reverse-crunch" not in {slot.exercise for slot in (*less.slots, *less.experienced)}
        assert {slot.superset for slot in less.slots} == {""}

    def test_another_in_its_place(self) -> None:
        """It keeps place, sets and superset, and brings its own range and rest."""
        other = workout(
            "legs", 'replace = { sliding-leg-curl = "nordic-curl", romanian-deadlift = "hip-thrust 4" }', of="legs"
        )
        assert slots(other)[1] == "hip-thrust 4x8-15, 90 s"
        assert slots(other)[3] == "nordic-curl 3x3-8, 150 s"
        assert other.slots[3].superset == "a"

    def test_what_is_left_can_be_changed(self) -> None:
        """Keys of an exercise that was appended or put in are read like any other."""
        known = plugins.catalog()
        edits = 'append = ["dumbbell-curl 3"]\ndumbbell-curl = { start = "8 kg" }\n'
        plan = read_plan(f"{HEAD}[workouts.home-back]\n{edits}", known)
        assert str(plan.changes["home-back"]["dumbbell-curl"].start) == "8 kg"

    def test_what_holds_it_is_edited_too(self) -> None:
        """The pull day has what the back workout has, and nothing twice."""
        more = workout("pull", 'append = ["dumbbell-curl 4", "plank 2"]\ndrop = ["dumbbell-shrug"]')
        names = [slot.exercise for slot in more.slots]
        assert names.count("dumbbell-curl") == 1
        assert names[-1] == "plank"
        assert "dumbbell-shrug" not in names


@pytest.mark.parametrize(
    ("edits", "wrong"),
    [
        ('append = ["curl 3"]', "workouts.home-back.append[1]: no exercise 'curl'; did you mean 'dumbbell-curl'?"),
        ('append = ["dumbbell-curl three"]', "is not an exercise with its sets"),
        ('append = ["dumbbell-curl 40"]', "40 sets are not between 1 and 20"),
        ("append = 3", "workouts.home-back.append: expected a list, not 3"),
        ('drop = ["dumbbell-curl"]', "workouts.home-back.drop[1]: it has no exercise 'dumbbell-curl'"),
        ('drop = ["shrug"]', "did you mean 'dumbbell-shrug'?"),
        ('replace = { pull-up = "5" }', "workouts.home-back.replace.pull-up: no exercise '5'"),
        (
            'drop = ["dumbbell-deadlift", "pull-up", "dumbbell-row", "dumbbell-shrug", "reverse-dumbbell-fly"]',
            "workouts.home-back.drop: leaves no exercise",
        ),
    ],
)
def test_a_mistake_has_its_place(edits: str, wrong: str) -> None:
    """Each is told where it is, with what to do."""
    assert wrong in problem(edits)
