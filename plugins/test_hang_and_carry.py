"""Hang and carry: as exercises must be, and what they are asked for in."""

from pathlib import Path

from overload.testing import ExercisesConformance

FILE = Path(__file__).with_name("hang_and_carry.py")


class TestHangAndCarry(ExercisesConformance):
    """What holds for all exercises holds for these."""

    plugin = FILE


def test_they_are_asked_for_in_seconds_and_metres(home):
    """A day with the workout asks for the bottom of both ranges, the carry with a dumbbell in each hand."""
    home.plugin(FILE)
    home.plan('[days.back]\nworkout = "grip"\n\n[workouts.grip]\nlong-carry = { start = "16 kg" }')
    asked = {one["exercise"]: one["sets"][0] for one in home.next()["slots"]}
    assert asked["long-hang"] == {"reps": 20, "load": "0 kg", "measure": "seconds"}
    assert asked["long-carry"] == {"reps": 20, "load": "16 kg", "measure": "metres"}
