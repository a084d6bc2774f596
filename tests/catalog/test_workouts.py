"""The workouts: order, sets, ranges, rests, warm-up, and how long they take."""

from __future__ import annotations

import attrs
import pytest

from overload.catalog import Catalog
from overload.config.supersets import faults
from overload.model import COUNTED_ONLY, Day, Workout, WorkoutSlot
from overload.plan.lasting import minutes_of
from overload.plan.volume import volume_of


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


def minutes(known: Catalog, workout: Workout, slots: tuple[WorkoutSlot, ...], *, paired: bool) -> int:
    """Return how long an edition takes, with its supersets or one exercise after the other."""
    straight = tuple(attrs.evolve(slot, superset="") for slot in slots)
    return minutes_of(known, Day(workout.id, "", (), workout.id), slots if paired else straight)


class TestWholeBody:
    """Workouts for every kind of day."""

    @pytest.mark.parametrize(
        ("name", "straight", "paired"),
        [
            ("home-back", (54, 64), (54, 64)),
            ("pull", (64, 74), (64, 74)),
            ("push", (57, 64), (56, 62)),
            ("legs", (59, 63), (55, 59)),
            ("chest-back", (76, 89), (65, 76)),
            ("shoulders-arms", (54, 53), (53, 52)),
            ("legs-full", (63, 70), (60, 66)),
            ("chest-biceps", (45, 48), (42, 45)),
            ("shoulders-triceps", (56, 61), (54, 59)),
            ("chest-abs", (49, 54), (45, 50)),
            ("quads-hams", (49, 51), (46, 48)),
            ("shoulders-calves", (49, 57), (48, 56)),
            ("arms", (46, 48), (43, 45)),
            ("chest", (34, 36), (34, 36)),
            ("abs", (24, 26), (24, 26)),
        ],
    )
    def test_each_takes_its_minutes(
        self, known: Catalog, name: str, straight: tuple[int, int], paired: tuple[int, int]
    ) -> None:
        """One exercise after the other and in turns, for both editions; rounded up to five minutes."""
        workout = known.workouts[name]
        for slots, alone, together in zip((workout.slots, workout.experienced), straight, paired, strict=True):
            assert -5 <= minutes(known, workout, slots, paired=False) - alone <= 6
            assert -5 <= minutes(known, workout, slots, paired=True) - together <= 6

    def test_those_over_an_hour_say_so(self, known: Catalog) -> None:
        """What takes the intermediate more than an hour is told in its summary."""
        for workout in known.workouts.values():
            if minutes(known, workout, workout.slots, paired=True) > 60:
                assert "over an hour" in workout.summary.lower(), workout.id

    def test_exercises_and_supersets_are_there(self, known: Catalog) -> None:
        """Each slot is an exercise in its usual range with its usual rest; its superset is one."""
        for workout in known.workouts.values():
            for slots in (workout.slots, workout.experienced):
                assert not faults(slots)
                for slot in slots:
                    exercise = known.exercises[slot.exercise]
                    assert (slot.reps, slot.rest_s) == (exercise.usual_reps, exercise.rest_s)

    def test_pull_and_chest_back_hold_the_back_workout(self, known: Catalog) -> None:
        """Both have its exercises in their order; what is added comes between or after."""
        back = [slot.exercise for slot in known.workouts["home-back"].slots]
        alike = [one for one in known.workouts.values() if one.like]
        assert [one.id for one in alike] == ["pull", "chest-back"]
        for one in alike:
            assert [slot.exercise for slot in one.slots if slot.exercise in back] == back
            assert one.warm_up == known.workouts["home-back"].warm_up

    def test_a_third_of_direct_triceps_sets_is_overhead(self, known: Catalog) -> None:
        """Wherever triceps are trained by themselves the long head is stretched in a third of the sets or more."""
        for workout in known.workouts.values():
            for slots in (workout.slots, workout.experienced):
                direct = [slot for slot in slots if "triceps" in known.exercises[slot.exercise].direct]
                overhead = sum(slot.sets for slot in direct if slot.exercise.startswith("overhead"))
                if len(direct) > 1 or overhead:
                    assert 3 * overhead >= sum(slot.sets for slot in direct), workout.id

    def test_no_muscle_gets_more_than_eleven_sets_of_a_session(self, known: Catalog) -> None:
        """Of what is judged no session has more than about eleven fractional sets."""
        for workout in known.workouts.values():
            for slots in (workout.slots, workout.experienced):
                sets = volume_of((known.exercises[slot.exercise], slot.sets) for slot in slots)
                judged = {muscle: count for muscle, count in sets.items() if muscle not in COUNTED_ONLY}
                assert max(judged.values()) <= 12, workout.id
