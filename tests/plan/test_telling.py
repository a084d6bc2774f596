"""What a rule is told of the session it is asked for, of the past and of who trains, whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any, ClassVar

import attrs
import pytest

from overload.catalog.exercises import EXERCISES
from overload.model import (
    Experience,
    Ladder,
    OpenEnd,
    Performed,
    Prescription,
    SetDone,
    SetTarget,
    Slot,
    Status,
)
from overload.plan import Plan
from overload.plan.asked import slots_asked
from overload.plan.telling import WEEKS_OF_LEARNING, open_end_of
from overload.units import load

Make = Callable[..., Any]
EXERCISES_BY_ID = {one.id: one for one in EXERCISES}
BACK = "back"
"""The day of the home back workout."""
ROW = """
[workouts.home-back.dumbbell-row]
rule = "listening"
[workouts.home-back.pull-up]
rule = "listening"
"""


@attrs.frozen
class Listening:
    """Remembers what it is told, and asks for the lightest load."""

    name: ClassVar[str] = "listening"
    heard: ClassVar[list[tuple[Slot, Sequence[Performed]]]] = []
    others: ClassVar[list[dict[str, Sequence[Performed]]]] = []

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Ask for the bottom of the range."""
        self.heard.append((slot, history))
        self.others.append({name: slot.others[name] for name in ("dumbbell-deadlift", "dumbbell-press", slot.exercise)})
        return Prescription((SetTarget(slot.reps.low, ladder.bottom),), "heard")


@pytest.fixture
def tale(story: Make) -> Iterator[Any]:
    """Begin a story in which the row and the pull-up are served by a rule that listens."""
    Listening.heard.clear()
    begun = story(more=ROW)
    begun.known = attrs.evolve(begun.known, rules={**begun.known.rules, "listening": Listening})
    yield begun
    Listening.heard.clear()


def told(exercise: str = "dumbbell-row") -> list[Slot]:
    """Return what was told of the slots of an exercise, in the order it was asked."""
    return [slot for slot, _ in Listening.heard if slot.exercise == exercise]


def test_the_session_is_named(tale: Any) -> None:
    """A rule knows the date, the workout, the day and the place in the week of the session it is asked for."""
    plan: Plan = tale.at("2026-11-23T05:00")
    pulls = [session for session in plan.sessions if session.day.id == BACK]
    assert [slot.date for slot in told()] == [session.start.date() for session in pulls]
    assert {(slot.day, slot.workout) for slot in told()} == {("back", "home-back")}
    assert {(slot.session_of_week, slot.sessions_a_week) for slot in told()} == {(2, 3)}
    assert [slot.week for slot in told()] == [1, 2, 3, 4]


def test_a_session_that_is_moved_keeps_its_place(tale: Any) -> None:
    """A session moved to another day is still the second of its week."""
    tale.at("2026-11-23T05:00")
    tale.change(calendar='[calendar.days]\ntue = "18:00"\nsat = "18:00"\nsun = "18:00"')
    Listening.heard.clear()
    tale.at("2026-11-23T06:00")
    assert told()[0].date == date(2026, 11, 28)
    assert told()[0].session_of_week == 2


def test_the_order_that_rolls_on_counts_its_round(tale: Any) -> None:
    """With fewer training times than days, the place is that in the round of the calendar."""
    tale.change(calendar='[calendar.days]\nmon = "18:00"\nthu = "18:00"')
    tale.at("2026-11-23T05:00")
    assert {(slot.session_of_week, slot.sessions_a_week) for slot in told()} == {(2, 3)}


def test_the_second_back_session_of_the_experienced_has_the_last_place(tale: Any) -> None:
    """A session that is added to a week comes after those of the calendar."""
    days = "\n".join(f'{day} = "18:00"' for day in ("mon", "tue", "wed", "thu", "fri", "sat"))
    tale.change(experience="experienced", use="four-day", calendar=f"[calendar.days]\n{days}")
    tale.at("2026-11-23T05:00")
    assert {slot.sessions_a_week for slot in told()} == {5}
    assert {slot.session_of_week for slot in told()} == {3, 5}


def test_a_deload_week_is_known(tale: Any) -> None:
    """A rule knows of a planned deload week, and of no other."""
    tale.change(more=f"{ROW}[deload]\nevery_weeks = 3")
    tale.at("2026-11-23T05:00")
    assert [slot.is_deload_week for slot in told()] == [False, False, True, False]


def test_the_athlete_is_known(tale: Any) -> None:
    """A rule knows how long somebody trains, their sex where they say so, and their bodyweight on each day."""
    tale.change(experience='intermediate"\nsex = "female')
    tale.weighs("2026-11-20", "81 kg")
    tale.weighs("2026-11-24", "82 kg")
    tale.at("2026-11-23T05:00")
    athlete = told()[0].athlete
    assert (athlete.experience, athlete.sex) == (Experience.INTERMEDIATE, "female")
    days = [date(2026, 11, day) for day in (19, 20, 23, 24, 30)]
    assert [athlete.bodyweight_on(day) for day in days] == [load(f"{kg} kg") for kg in (80, 81, 81, 82, 82)]


def test_a_bodyweight_counts_from_its_day_on(tale: Any) -> None:
    """The pull-up of a day is told that day's bodyweight, and nothing that was weighed later."""
    tale.weighs("2026-12-01", "85 kg")
    tale.at("2026-12-01T05:00")
    slots = told("pull-up")
    assert [slot.bodyweight for slot in slots] == [load("85 kg")] * len(slots)
    assert told("dumbbell-row")[0].bodyweight is None


def test_the_past_has_its_workout(tale: Any) -> None:
    """A past session has the day and the workout it was shown with; what belongs to none has neither."""
    pull = next(one for one in tale.at("2026-11-23T05:00").sessions if one.day.id == BACK)
    tale.did(pull)
    tale.log("dumbbell-row", date(2026, 11, 26), (SetDone(8, load("16 kg")),), None)
    own = '[workouts.mine]\nname = "Mine"\nslots = [{ exercise = "dumbbell-row", rule = "listening" }]'
    tale.change(more=f"{ROW}{own}", days='[days]\nback.workout = "mine"\npush.text = ""\nlegs.text = ""')
    Listening.heard.clear()
    tale.at("2026-11-27T05:00")
    slot, history = next(pair for pair in Listening.heard if pair[0].exercise == "dumbbell-row")
    assert slot.workout == "mine"
    assert [(one.day, one.workout) for one in history] == [("back", "home-back"), ("", "")]


def test_what_an_earlier_version_showed_has_the_workout_of_its_day(tale: Any) -> None:
    """Where the workout of a session was not kept it is the one its day has."""
    pull = next(one for one in tale.at("2026-11-23T05:00").sessions if one.day.id == BACK)
    tale.did(pull)
    tale.published = tuple(attrs.evolve(one, workout="") for one in tale.published)
    Listening.heard.clear()
    tale.at("2026-11-27T05:00")
    assert [one.workout for one in Listening.heard[0][1]] == ["home-back"]


def test_other_exercises_are_known(tale: Any) -> None:
    """A rule reads the history of any exercise: what was done, and what this plan asks for until then."""
    pull = next(one for one in tale.at("2026-11-23T05:00").sessions if one.day.id == BACK)
    tale.did(pull)
    Listening.others.clear()
    Listening.heard.clear()
    plan = tale.at("2026-11-26T05:00")
    days = [one.start.date() for one in plan.sessions if one.day.id == BACK]
    rows = [others for (slot, _), others in zip(Listening.heard, Listening.others, strict=True) if slot in told()]
    # The deadlift comes before the row.
    assert [[one.date for one in others["dumbbell-deadlift"]] for others in rows] == [days[:2], days[:3], days[:4]]
    assert [[one.date for one in others["dumbbell-row"]] for others in rows] == [days[:1], days[:2], days[:3]]
    assert rows[0]["dumbbell-press"] == ()
    with pytest.raises(KeyError):
        Listening.heard[0][0].others["no-such-lift"]


def test_what_was_asked_is_asked_with_the_same(tale: Any) -> None:
    """Of a session behind us the rule is told what it was told on its morning: nothing that came to be known since."""
    tale.weighs("2026-11-23", "81 kg")
    tale.at("2026-11-25T05:00")
    pulled, pull_up = told()[0], told("pull-up")[0]
    tale.weighs("2026-11-29", "99 kg")
    plan = tale.at("2026-12-03T05:00")
    missed = next(one for one in plan.sessions if one.status is Status.MISSED and one.day.id == BACK)
    Listening.heard.clear()
    slots_asked(tale.inputs("2026-12-03T05:00"), plan, missed)
    assert attrs.evolve(told()[0], others={}) == attrs.evolve(pulled, others={})
    assert attrs.evolve(told("pull-up")[0], others={}) == attrs.evolve(pull_up, others={})


def test_how_far_an_open_set_goes_is_known(tale: Any) -> None:
    """A rule is told of its exercise how far an open set goes, as the catalogue has it."""
    tale.at("2026-11-23T05:00")
    assert {one.open_end for one in told()} == {OpenEnd.CLEAN_REP}
    row = attrs.evolve(tale.known.exercises["dumbbell-row"], open_end=OpenEnd.FAILURE)
    tale.known = attrs.evolve(tale.known, exercises={**tale.known.exercises, "dumbbell-row": row})
    Listening.heard.clear()
    tale.at("2026-11-23T06:00")
    assert {one.open_end for one in told()} == {OpenEnd.FAILURE}


def test_whoever_is_new_keeps_one_back_for_a_month() -> None:
    """Who cannot tell a clean rep from the last one stops one short in everything for four weeks, then as anybody."""
    row = EXERCISES_BY_ID["dumbbell-row"]
    new: Any = SimpleNamespace(knows_failure=False)
    ends = [open_end_of(row, new, week) for week in range(WEEKS_OF_LEARNING + 3)]
    assert ends == [OpenEnd.ONE_LEFT] * 5 + [OpenEnd.CLEAN_REP] * 2
    assert open_end_of(row, Experience.INTERMEDIATE, 1) is OpenEnd.CLEAN_REP
