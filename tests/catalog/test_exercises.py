"""The exercises: what they work, how to do them, what stands in for them."""

from __future__ import annotations

import re

import pytest

from overload.catalog import Catalog
from overload.catalog.exercises import EXERCISES
from overload.model import MUSCLES, Exercise, LoadedWith, OpenEnd, Workout, WorkoutSlot

BACK = ("lats", "mid-back", "rear-delts", "upper-traps", "erectors")


def round_of(known: Catalog, slots: tuple[WorkoutSlot, ...], instead: dict[str, str] | None = None) -> dict[str, float]:
    """Count direct sets as 1 and indirect ones as 0.5."""
    sets = dict.fromkeys(MUSCLES, 0.0)
    for slot in slots:
        exercise = known.exercises[(instead or {}).get(slot.exercise, slot.exercise)]
        for muscle in exercise.direct:
            sets[muscle] += slot.sets
        for muscle in exercise.indirect:
            sets[muscle] += slot.sets / 2
    return sets


@pytest.fixture
def home_back(known: Catalog) -> Workout:
    """The home back workout."""
    return known.workouts["home-back"]


class TestMuscles:
    """What is worked is counted in weekly sets."""

    def test_one_round_gives_each_part_of_the_back_its_sets(self, known: Catalog, home_back: Workout) -> None:
        """One round of 15 sets: lats 6, mid traps and rhomboids 7.5, rear delts 6, upper traps 4.5, erectors 3."""
        sets = round_of(known, home_back.slots)
        assert [sets[muscle] for muscle in BACK] == [6, 7.5, 6, 4.5, 3]

    def test_the_row_without_a_chair_works_the_erectors_too(self, known: Catalog, home_back: Workout) -> None:
        """The bent-over row in place of the supported one changes erectors to 4.5 and nothing else of the back."""
        sets = round_of(known, home_back.slots, {"dumbbell-row": "bent-over-dumbbell-row"})
        assert [sets[muscle] for muscle in BACK] == [6, 7.5, 6, 4.5, 4.5]

    def test_the_deadlift_works_glutes_and_hamstrings(self, known: Catalog) -> None:
        """Glutes and hamstrings are direct in the deadlift."""
        assert {"glutes", "hamstrings", "erectors"} <= set(known.exercises["dumbbell-deadlift"].direct)

    @pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.id)
    def test_each_muscle_is_known_and_counted_once(self, exercise: Exercise) -> None:
        """Muscles are ids that weekly sets are counted by; none is both direct and indirect."""
        muscles = exercise.direct + exercise.indirect
        assert exercise.direct
        assert set(muscles) <= set(MUSCLES)
        assert len(set(muscles)) == len(muscles)


class TestHowTo:
    """Each says how to do it."""

    @pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.id)
    def test_each_has_instructions_and_cues(self, exercise: Exercise) -> None:
        """Two to five sentences and three or four cues."""
        assert 2 <= len(re.findall(r"[.?!](?: |$)", exercise.instructions)) <= 5
        assert 3 <= len(exercise.cues) <= 4

    def test_a_set_of_rows_is_left_and_right(self, known: Catalog) -> None:
        """The dumbbell row is one-sided with one dumbbell; every other exercise has both sides at once."""
        assert {one.id for one in EXERCISES if one.sides == 2} == {"dumbbell-row"}
        assert {one.id for one in EXERCISES if one.loaded_with is LoadedWith.ONE} == {"dumbbell-row"}

    def test_only_the_fly_is_for_the_light_pair(self) -> None:
        """Of two fixed pairs the light one serves the reverse fly and nothing else."""
        assert [one.id for one in EXERCISES if one.light] == ["reverse-dumbbell-fly"]

    def test_starting_shares_are_careful(self) -> None:
        """No estimate asks for more than 30 % of bodyweight per hand to begin with."""
        assert all(0 < one.start_share <= 0.3 for one in EXERCISES)


class TestAlternatives:
    """What stands in for an exercise."""

    def test_alternatives_exist(self, known: Catalog) -> None:
        """Every alternative is an exercise of the catalogue, and another one."""
        for one in EXERCISES:
            assert set(one.alternatives) <= set(known.exercises) - {one.id}

    def test_without_a_bar_the_pull_up_becomes_a_second_row(self, known: Catalog) -> None:
        """The first alternative of the pull-up that needs no bar is the bent-over row."""
        alternatives = [known.exercises[one] for one in known.exercises["pull-up"].alternatives]
        assert next(one.id for one in alternatives if not one.needs_bar) == "bent-over-dumbbell-row"

    @pytest.mark.parametrize("help_", ["band", "partner", "chair"])
    def test_each_kind_of_help_can_be_looked_up(self, known: Catalog, help_: str) -> None:
        """Band, partner and chair have instructions of their own and are no name for the pull-up itself."""
        assisted = known.find_exercise(f"assisted-pull-up-{help_}")
        assert assisted.id in known.exercises["pull-up"].alternatives
        assert help_ in assisted.instructions
        assert not assisted.aliases
        assert assisted.direct == known.exercises["pull-up"].direct


class TestOpenSets:
    """How far they go."""

    def test_end_with_one_left_where_a_failed_rep_is_a_bad_place_to_be(self, known: Catalog) -> None:
        """What is lifted with the back or held overhead stops one short, everything else at the last clean rep."""
        short = {one.id for one in known.exercises.values() if one.open_end is OpenEnd.ONE_LEFT}
        assert short == {"dumbbell-deadlift", "dumbbell-press"}
