"""The exercises: what they work, how to do them, what stands in for them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from overload.catalog import Catalog
from overload.catalog.exercises import EXERCISES
from overload.model import MUSCLES, Exercise, Gear, LoadedWith, Measure, OpenEnd, Workout, WorkoutSlot
from overload.units import Load

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
        """Of the back workout only the row is one-sided, with one dumbbell; its shrugs and pulls have both at once."""
        slots = known.workouts["home-back"].slots
        back = [known.exercises[slot.exercise] for slot in slots]
        assert {one.id for one in back if one.sides == 2} == {"dumbbell-row"}
        assert {one.id for one in back if one.loaded_with is LoadedWith.ONE} == {"dumbbell-row"}

    def test_what_begins_light_and_alone_is_for_the_light_pair(self) -> None:
        """Of two fixed pairs the light one serves what moves one joint and begins at 8 % of bodyweight or less."""
        compound = {"split-squat", "bulgarian-split-squat", "reverse-lunge", "step-up"}
        begins_light = {one.id for one in EXERCISES if one.gear is Gear.DUMBBELLS and one.start_share <= 0.08}
        assert {one.id for one in EXERCISES if one.light} == begins_light - compound

    def test_starting_shares_are_careful(self) -> None:
        """No estimate asks for more than 30 % of bodyweight per hand to begin with."""
        assert all(0 < one.start_share <= 0.3 for one in EXERCISES)

    def test_ranges_count_what_the_exercise_is_counted_in(self) -> None:
        """Each says its usual range and rest: nothing under 3 reps or over 20, 5 to 60 s, 20 to 40 m."""
        for one in EXERCISES:
            if one.id.startswith("assisted"):
                continue
            assert one.reps is not None, one.id
            assert one.reps.measure is one.measure, one.id
            assert one.measure is not Measure.REPS or 3 <= one.reps.low < one.reps.high <= 20, one.id
            assert 30 <= one.rest_s <= 150, one.id


class TestFamilies:
    """Easier and harder neighbours, and what can take each other's place."""

    def test_neighbours_exist_and_a_chain_ends(self, known: Catalog) -> None:
        """Who follows `easier`, or `harder`, never comes by the same exercise twice."""
        for one in EXERCISES:
            for way in ("easier", "harder"):
                met = [one.id]
                while name := getattr(known.exercises[met[-1]], way):
                    assert name not in met, (one.id, way)
                    met.append(name)

    def test_every_exercise_but_help_has_a_swap_group(self) -> None:
        """The assisted pull-ups are no exercises of a workout."""
        assert {one.id for one in EXERCISES if not one.swap} == {
            one.id for one in EXERCISES if one.id.startswith("assisted")
        }

    @pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.id)
    def test_everything_has_a_stand_in_that_needs_nothing(self, exercise: Exercise, known: Catalog) -> None:
        """Without a bar, a chair and all the rest there is still something to do instead."""
        is_help = exercise.id.startswith("assisted")
        if is_help or (not exercise.needs and not exercise.needs_bar):
            return
        others = [known.exercises[name] for name in exercise.alternatives]
        assert any(not other.needs and not other.needs_bar for other in others)


class TestBody:
    """What of the body is lifted."""

    @pytest.mark.parametrize(
        ("exercise", "moved"), [("pull-up", "80"), ("push-up", "51.2"), ("chin-up", "76.8"), ("knee-push-up", "39.2")]
    )
    def test_a_share_of_bodyweight(self, known: Catalog, exercise: str, moved: str) -> None:
        """A pull-up moves all of 80 kg, a push-up 64 %."""
        body = known.exercises[exercise].body_moved(Load(Decimal(80)))
        assert body == Load(Decimal(moved))

    @pytest.mark.parametrize("exercise", ["plank", "nordic-curl", "goblet-squat", "dumbbell-row"])
    def test_nothing_that_can_be_told(self, known: Catalog, exercise: str) -> None:
        """Of a lever, a hold and what is held in the hands no part of the body counts as load."""
        assert known.exercises[exercise].body_moved(Load(Decimal(80))) is None

    def test_help_takes_weight_off_pull_ups_alone(self) -> None:
        """A band or a chair makes a pull-up or chin-up lighter, and no push-up or knee raise."""
        helped = {one.id for one in EXERCISES if one.is_helped}
        assert helped - {one.id for one in EXERCISES if one.id.startswith("assisted")} == {"pull-up", "chin-up"}


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
        """Deadlifts, dips, Nordics and what is held overhead stop one short, all else at the last clean rep."""
        short = {one.id for one in known.exercises.values() if one.open_end is OpenEnd.ONE_LEFT}
        assert short == {
            "dumbbell-deadlift", "romanian-deadlift", "single-leg-romanian-deadlift", "dumbbell-press",
            "dumbbell-press-one-arm", "dumbbell-press-two-hands", "overhead-triceps-extension",
            "overhead-triceps-extension-one-arm", "lying-triceps-extension", "nordic-curl",
            "reverse-nordic", "chair-dip",
        }  # fmt: skip
