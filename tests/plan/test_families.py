"""Families: an exercise that is too heavy or too easy for somebody gives way to a variation of it, and comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from overload.catalog import Catalog
from overload.model import Decision, LoadedWith, SetDone
from overload.plan import PlannedSlot
from overload.plan.lines import lines

Stories = Callable[..., Any]
OWN = """
[dumbbells.ten]
kind = "fixed"
unit = "kg"
settings = [10]
"""
MORNING = "2026-11-23T05:00"


@pytest.fixture
def tale(story: Stories) -> Any:
    """Somebody of 80 kg with one pair of 10 kg and a bar."""
    return story(dumbbells="ten", days="", more=OWN)


def slot(plan: Any, instead_of: str, day: str = "") -> PlannedSlot:
    """Return the first slot ahead that is an exercise or stands in its place."""
    sessions = [one for one in plan.ahead() if not day or one.day.id == day]
    return next(one for each in sessions for one in each.slots if instead_of in {one.exercise.id, one.instead_of})


def done(tale: Any, planned: PlannedSlot, on: str, reps: list[int]) -> None:
    """Write down sets of these reps for a slot, at the loads asked for."""
    sets = tuple(SetDone(count, target.load) for count, target in zip(reps, planned.prescription.sets, strict=False))
    tale.log(planned.exercise.id, date.fromisoformat(on), sets, None, planned.prescription)


class TestTooHeavy:
    """The lightest load is too heavy for the range."""

    def test_an_easier_variation_takes_its_place_and_says_so(self, tale: Any) -> None:
        """With one pair of 10 kg nobody begins with twelve reverse flies of 10 kg."""
        asked = slot(tale.at(MORNING), "reverse-dumbbell-fly")
        assert asked.exercise.id == "rear-delt-row"
        assert asked.prescription.why.startswith(
            "In place of the reverse dumbbell fly: 10 kg is too heavy for 12 reps of it yet. "
        )

    def test_it_comes_back_when_strength_allows(self, tale: Any) -> None:
        """Who is good for twelve of it by what is done instead does it again, and is told."""
        asked = slot(tale.at(MORNING), "reverse-dumbbell-fly")
        done(tale, asked, "2026-11-25", [20, 20, 20])
        assert slot(tale.at("2026-11-26T05:00"), "reverse-dumbbell-fly").exercise.id == "rear-delt-row"
        done(tale, asked, "2026-12-02", [45, 45, 45])
        back = slot(tale.at("2026-12-03T05:00"), "reverse-dumbbell-fly")
        assert back.exercise.id == "reverse-dumbbell-fly"
        assert back.prescription.why.startswith("Back to the reverse dumbbell fly: 12 reps are within reach now. ")

    def test_who_does_it_already_goes_on(self, tale: Any) -> None:
        """A log with twelve reps of 10 kg says that it is not too heavy, whatever is usual."""
        day = date(2026, 11, 20)
        tale.at(MORNING)
        fly = tuple(SetDone(12, target.load) for target in slot(tale.at(MORNING), "dumbbell-curl").prescription.sets)
        tale.log("reverse-dumbbell-fly", day, fly, None)
        assert slot(tale.at(MORNING), "reverse-dumbbell-fly").exercise.id == "reverse-dumbbell-fly"

    def test_nothing_changes_where_there_is_something_light(self, story: Stories) -> None:
        """With adjustable dumbbells every exercise is the one of its workout."""
        plan = story(days="", dumbbells="bowflex-552").at(MORNING)
        assert {one.instead_of for each in plan.ahead() for one in each.slots} == {""}

    def test_a_workout_of_ones_own_stays_as_it_is_written(self, story: Stories) -> None:
        """Whoever wrote which exercises they want does these."""
        own = '[workouts.mine]\nslots = [{ exercise = "lateral-raise", sets = 3 }]'
        tale = story(dumbbells="ten", days='[days]\npush.workout = "mine"', more=f"{OWN}\n{own}")
        assert slot(tale.at(MORNING), "lateral-raise", "push").exercise.id == "lateral-raise"


class TestBodyweight:
    """What is lifted is the body: variations instead of plates."""

    def test_the_top_of_the_range_leads_to_the_next_variation(self, tale: Any) -> None:
        """Three sets of 15 deficit push-ups: the feet go up, at the bottom of that range, for the reason told."""
        asked = slot(tale.at(MORNING), "deficit-push-up")
        done(tale, asked, "2026-11-23", [15, 15, 15])
        plan = tale.at("2026-11-24T05:00")
        harder = slot(plan, "deficit-push-up")
        assert harder.exercise.id == "feet-elevated-push-up"
        assert "has no more to give after 15, 15, 15 at bodyweight" in harder.prescription.why
        assert [one.reps for one in harder.prescription.sets] == [6, 6, 6]

    def test_far_too_few_lead_to_an_easier_one(self, tale: Any) -> None:
        """Two deficit push-ups of eight: on the knees there are eight, and nobody is told of bands."""
        asked = slot(tale.at(MORNING), "deficit-push-up")
        done(tale, asked, "2026-11-23", [2, 1, 1])
        easier = slot(tale.at("2026-11-24T05:00"), "deficit-push-up")
        assert easier.exercise.id == "knee-push-up"
        assert not any(one.load.aid or one.load.amount < 0 for one in easier.prescription.sets)

    def test_what_was_too_hard_waits_for_more_reps(self, tale: Any) -> None:
        """Whoever came back from a harder variation is asked for more before it is tried again."""
        for day, reps in (("2026-11-23", [15] * 3), ("2026-11-30", [2] * 3), ("2026-12-07", [15] * 3)):
            done(tale, slot(tale.at(f"{day}T05:00"), "deficit-push-up"), day, reps)
        stays = slot(tale.at("2026-12-08T05:00"), "deficit-push-up")
        assert stays.exercise.id == "deficit-push-up"
        done(tale, stays, "2026-12-14", [18] * 3)
        assert slot(tale.at("2026-12-15T05:00"), "deficit-push-up").exercise.id == "feet-elevated-push-up"

    def test_a_variation_that_is_refused_is_left_out(self, tale: Any) -> None:
        """`swap back` has the exercise itself again, for good."""
        done(tale, slot(tale.at(MORNING), "deficit-push-up"), "2026-11-23", [15, 15, 15])
        said = datetime(2026, 11, 24, tzinfo=UTC)
        tale.decisions = (Decision(1, said, "refuse", place="feet-elevated-push-up"),)
        assert slot(tale.at("2026-11-24T05:00"), "deficit-push-up").exercise.id != "feet-elevated-push-up"

    def test_what_was_done_stands_in_its_session(self, tale: Any) -> None:
        """A session done is done, although its exercise is another one by now."""
        first = next(one for one in tale.at(MORNING).ahead() if one.day.id == "push")
        for planned in first.slots:
            high = planned.lane.high if planned.exercise.loaded_with is LoadedWith.BODYWEIGHT else planned.lane.low
            sets = tuple(SetDone(max(high, target.reps), target.load) for target in planned.prescription.sets)
            tale.log(planned.exercise.id, date(2026, 11, 23), sets, first.ordinal, planned.prescription)
        plan = tale.at("2026-11-24T05:00")
        past = next(one for one in plan.sessions if one.id == first.id)
        assert past.status.value == "done"
        assert past.exercises == first.exercises
        assert slot(plan, "deficit-push-up").exercise.id == "feet-elevated-push-up"


class TestLines:
    """Who belongs to which exercise."""

    def test_no_bodyweight_variation_serves_two(self, known: Catalog) -> None:
        """What the log says of one is not said of another: each is in one line, and no base in another's."""
        bases = list(dict.fromkeys(slot.exercise for one in known.workouts.values() for slot in one.slots))
        found = lines(bases, known.exercises, lambda _: True)
        members = [name for line in found.values() for name in (*line.before, *line.after)]
        alone = [name for name in members if known.exercises[name].loaded_with is LoadedWith.BODYWEIGHT]
        assert len(alone) == len(set(alone))
        assert not set(members) & set(bases)

    def test_a_pull_up_has_help_instead(self, known: Catalog) -> None:
        """Bands, a chair and lowering serve the pull-up, and no variation."""
        assert "pull-up" not in lines(["pull-up", "push-up"], known.exercises, lambda _: True)
