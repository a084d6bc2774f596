"""Finding what somebody means by a name."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.catalog import Catalog
from overload.catalog.exercises import EXERCISES
from overload.catalog.exercises.back import REVERSE_FLY
from overload.errors import UsageError
from overload.model import Exercise


class TestExercises:
    """Exact id first, then alias, then a beginning only one has."""

    @pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
    def test_what_is_printed_is_read_back(self, exercise: Exercise) -> None:
        """Every exercise is found by its id, its name and its aliases, in whatever case."""
        known = Catalog(exercises={one.id: one for one in EXERCISES})
        for called in (exercise.id, exercise.name, *exercise.aliases):
            assert {known.find_exercise(word).id for word in (called, called.upper(), f" {called} ")} == {exercise.id}

    @pytest.mark.parametrize(
        ("name", "meant"),
        [
            ("row", "dumbbell-row"),
            ("fly", "reverse-dumbbell-fly"),
            ("deadlift", "dumbbell-deadlift"),
            ("deadl", "dumbbell-deadlift"),
            ("db-dead", "dumbbell-deadlift"),
            ("pullup", "pull-up"),
            ("Pull Up", "pull-up"),
            ("PULL_UP", "pull-up"),
            ("pull", "pull-up"),
            ("chin", "chin-up"),
            ("curl", "dumbbell-curl"),
            ("squat", "goblet-squat"),
            ("shrug", "dumbbell-shrug"),
            ("dumbbell-sh", "dumbbell-shrug"),
            ("bent", "bent-over-dumbbell-row"),
            ("  reverse   fly ", "reverse-dumbbell-fly"),
            ("press", "dumbbell-press"),
            ("band", "assisted-pull-up-band"),
        ],
    )
    def test_names_that_are_clear(self, known: Catalog, name: str, meant: str) -> None:
        """Case does not matter, and blanks, hyphens and underscores are the same."""
        assert known.find_exercise(name).id == meant

    @pytest.mark.parametrize(
        ("name", "candidates"),
        [
            ("dumbbell", ["dumbbell-row", "dumbbell-deadlift"]),
            ("assisted", ["-band", "-chair"]),
            ("dead", ["dead-bug", "dumbbell-deadlift"]),
            ("single", ["single-leg-calf-raise", "single-leg-hip-thrust"]),
        ],
    )
    def test_a_name_that_may_be_several_lists_them(self, known: Catalog, name: str, candidates: list[str]) -> None:
        """An ambiguous beginning is refused with all it may mean."""
        with pytest.raises(UsageError) as caught:
            known.find_exercise(name)
        assert all(one in str(caught.value) for one in candidates)

    def test_a_slip_gets_the_nearest(self, known: Catalog) -> None:
        """A misspelt name is answered with what was probably meant."""
        with pytest.raises(UsageError, match="did you mean 'deadlift'"):
            known.find_exercise("deadlfit")

    def test_a_name_far_from_all_gets_the_listing(self, known: Catalog) -> None:
        """What resembles no exercise is answered with where they are listed, of the few others with their ids."""
        with pytest.raises(UsageError, match="there is no exercise 'zzz'; see 'overload exercises'"):
            known.find_exercise("zzz")
        with pytest.raises(UsageError, match="there is no workout 'zzz'; known: abs, arms"):
            known.find_workout("zzz")

    @pytest.mark.parametrize("name", ["", "  ", "-"])
    def test_nothing_is_not_a_beginning_of_everything(self, known: Catalog, name: str) -> None:
        """An empty name finds nothing."""
        with pytest.raises(UsageError, match="there is no exercise"):
            known.find_exercise(name)

    def test_every_id_and_alias_finds_its_own(self, known: Catalog) -> None:
        """Ids win over aliases, and no alias belongs to two."""
        for one in EXERCISES:
            assert {known.find_exercise(name) for name in (one.id, *one.aliases)} == {one}

    def test_an_exact_id_wins(self, known: Catalog) -> None:
        """An own exercise with the id `row` takes the name from the alias of the built-in one."""
        mine = Exercise("row", "My row", ("lats",))
        assert known.with_own(exercises=[mine]).find_exercise("row") == mine

    @settings(max_examples=60)
    @given(st.text(max_size=12))
    def test_any_text_finds_one_or_is_refused(self, name: str) -> None:
        """Whatever is typed, the answer is an exercise or a usage error."""
        few = Catalog({one.id: one for one in EXERCISES})
        try:
            found = few.find_exercise(name)
        except UsageError:
            return
        assert few.exercises[found.id] is found


class TestOthers:
    """Workouts, calendars, dumbbells, add-ons and rules are found alike."""

    def test_each_by_a_beginning(self, known: Catalog) -> None:
        """An unambiguous beginning is enough."""
        assert known.find_workout("home").id == "home-back"
        assert known.find_calendar("five").id == "five-day"
        assert known.find_dumbbell("liftosaur").id == "liftosaur-default-kg"
        assert known.find_micro("wrist").id == "wrist-weight-2_5-lb"

    def test_exact_wins_over_longer_ones(self, known: Catalog) -> None:
        """`ppl` is the calendar of that id although `ppl-twice` begins alike."""
        assert known.find_calendar("ppl").id == "ppl"
        assert known.find_calendar("four-day-1").id == "four-day-1"
        assert known.find_dumbbell("bowflex-552").id == "bowflex-552"

    def test_rules_are_found_by_name(self) -> None:
        """A rule is found by its name; an unknown one is refused by name."""

        class Mine:
            name = "mine-own"

        catalog = Catalog().with_own(rules=[Mine])
        assert catalog.find_rule("mine") is Mine
        with pytest.raises(UsageError, match="there is no rule 'your'; known: mine-own"):
            catalog.find_rule("your")


class TestOwn:
    """What plugins and plan.toml add."""

    def test_the_later_wins(self, known: Catalog) -> None:
        """A thing with the id of a built-in one takes its place; the catalogue it came from stays as it was."""
        heavy = attrs.evolve(REVERSE_FLY, light=False)
        assert known.with_own(exercises=[heavy]).exercises[heavy.id] == heavy
        assert known.exercises[heavy.id] == REVERSE_FLY

    def test_everything_else_stays(self, known: Catalog) -> None:
        """Adding one thing leaves all others in place."""
        more = known.with_own(exercises=[Exercise("curl", "Curl", ("biceps",))])
        assert list(more.exercises) == [*known.exercises, "curl"]
        assert more.dumbbells == known.dumbbells
        assert more.micros == known.micros
