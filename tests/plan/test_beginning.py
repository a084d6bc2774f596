"""A beginner: fewer and easier sets on every day, three reps left in each, and one offer to go on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from tests.plan.conftest import Story

from overload.catalog import Catalog
from overload.model import COUNTED_ONLY, MUSCLES, Athlete, CalendarChoice, Configuration, Experience, Measure, Place
from overload.plan import Plan
from overload.plan.beginning import OFFER
from overload.plan.lasting import minutes_of
from overload.plan.split import days_of, slots_of
from overload.plan.volume import volume_of
from overload.report.description import description
from overload.report.looking_ahead import week_blocks

CALENDARS = ("ppl", "ppl-twice", "three-day", "three-day-twice", "four-day", "five-day", "back-only")
Begin = Callable[..., Story]
each_calendar = pytest.mark.parametrize("use", CALENDARS)
BUILT_IN = {"experience": "beginner", "days": ""}


@each_calendar
@pytest.mark.parametrize("bar", [True, False], ids=["bar", "no-bar"])
@pytest.mark.parametrize("has", [None, ()], ids=["what-any-home-has", "an-empty-room"])
def test_a_day_is_two_sets_of_each_in_forty_minutes(
    known: Catalog, use: str, bar: bool, has: tuple[str, ...] | None
) -> None:
    """Every day has exercises, two sets of each, none of them in turns, and is over in forty minutes."""
    place = Place("home", ("bowflex-552",), pull_up_bar=bar, has=has)
    athlete = Athlete("UTC", experience=Experience.BEGINNER)
    config = Configuration("id", athlete, (place,), CalendarChoice(use, date(2026, 11, 23), ()))
    for day in days_of(known.calendars[use], config, known):
        slots = slots_of(day, place, config, known)
        assert {(slot.sets, slot.superset) for slot in slots} == {(2, "")}
        assert minutes_of(known, day, slots) <= 40, day.id


@each_calendar
def test_each_major_muscle_has_enough_to_grow(known: Catalog, use: str) -> None:
    """A week of a beginner gives each of the fifteen at least four sets, and none too much."""
    if use == "back-only":
        return
    workouts = [known.workouts[day.workout] for day in known.calendars[use].days]
    sets = volume_of((known.exercises[slot.exercise], slot.sets) for one in workouts for slot in one.beginner)
    assert {one: sets.get(one, 0) for one in set(MUSCLES) - COUNTED_ONLY if not 4 <= sets.get(one, 0) <= 20} == {}


def test_every_workout_has_an_edition_for_them(known: Catalog) -> None:
    """No day of a beginner falls back on what is asked of an intermediate."""
    assert [one.id for one in known.workouts.values() if not one.beginner] == []


def test_no_exercise_has_an_easier_one_of_its_family(known: Catalog) -> None:
    """What is done with the body is the easiest of its chain: nobody begins with push-ups from the floor."""
    hard = {"push-up", "deficit-push-up", "close-grip-push-up", "hanging-knee-raise", "bulgarian-split-squat"}
    assert {slot.exercise for one in known.workouts.values() for slot in one.beginner}.isdisjoint(hard)


@each_calendar
def test_every_set_stops_with_three_left(story: Begin, use: str) -> None:
    """No set is open or near failure, in no week; what is held stops a little early as well."""
    plan = story(use=use, **BUILT_IN).at("2026-11-22T12:00", weeks=3)
    targets = [target for one in plan.ahead() for slot in one.slots for target in slot.prescription.sets]
    assert targets
    assert {(target.rir, target.amrap) for target in targets} == {(3, False)}
    assert {target.measure for target in targets} <= set(Measure)


def test_others_are_asked_as_ever(story: Begin) -> None:
    """An intermediate keeps no such reserve."""
    plan = story(days="").at("2026-11-22T12:00")
    assert {target.rir for one in plan.ahead() for slot in one.slots for target in slot.prescription.sets} != {3}


def test_the_event_has_the_cues(story: Begin) -> None:
    """What to keep in mind stands below each exercise of a beginner, and of nobody else."""
    (first, *_) = story(**BUILT_IN).at("2026-11-22T12:00").ahead()
    text = description(first)
    assert text.count("Cues, ") == len(first.slots)
    assert "Every exercise: stop with 3 left." in text
    (other, *_) = story(days="").at("2026-11-22T12:00").ahead()
    assert "Cues, " not in description(other)


def weeks_of_training(begun: Story, weeks: int) -> Plan:
    """Train as asked for so many weeks, from Monday to Sunday; return the plan on the Monday after."""
    for week in range(weeks):
        monday = datetime(2026, 11, 23, 6) + timedelta(weeks=week)
        plan = begun.at(monday.isoformat(), weeks=2)
        for session in plan.ahead():
            if session.start.date() < monday.date() + timedelta(days=7):
                begun.did(session)
    return begun.at((datetime(2026, 11, 23, 6) + timedelta(weeks=weeks)).isoformat(), weeks=2)


def told(plan: Plan) -> bool:
    """Tell whether the printed week offers to go on."""
    return any(isinstance(line, str) and OFFER in line for line in week_blocks(plan, None))


class TestTheOffer:
    """Eight weeks done, somebody who began is offered more."""

    def test_is_made_after_eight_weeks_with_the_next_session(self, story: Begin) -> None:
        """It stands in the printed week and belongs to one session, and to no other once that is over."""
        begun = story(use="back-only", experience="beginner")
        plan = weeks_of_training(begun, 8)
        assert plan.offer == plan.ahead()[0].ordinal
        assert told(plan)
        begun.did(plan.ahead()[0])
        after = begun.at("2027-01-19T06:00", weeks=2)
        assert after.offer is None
        assert not told(after)

    def test_is_not_made_before(self, story: Begin) -> None:
        """Seven weeks are not eight, however many have passed by."""
        begun = story(use="back-only", experience="beginner")
        weeks_of_training(begun, 7)
        late = begun.at("2027-03-01T06:00", weeks=2)
        assert late.offer is None

    def test_is_not_made_to_others(self, story: Begin) -> None:
        """Who is an intermediate is offered nothing of the kind."""
        assert weeks_of_training(story(use="back-only"), 9).offer is None


@pytest.mark.parametrize("bar", ["true", "false"])
def test_no_variation_makes_a_session_longer(story: Begin, bar: str) -> None:
    """With two pairs, where raises are done an arm at a time, the push day is over in forty minutes as well."""
    plan = story(dumbbells="fixed-two-pairs", bar=bar, **BUILT_IN).at("2026-11-22T12:00", weeks=1)
    assert max(session.minutes for session in plan.ahead()) <= 40
