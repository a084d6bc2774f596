"""Replaying a history: what a rule is told of each session, all of which can be said."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

import attrs
import pytest

from overload.model import Bodyweights, Experience, Ladder, Lifter, Performed, Prescription, RepRange, SetTarget, Slot
from overload.model.notation import parse_sets
from overload.testing import CHECKS, Session, check, replay
from overload.testing.situations import make_ladder
from overload.units import Unit, load

LADDER = make_ladder(["20", "22", "24"])
ROW = Slot("dumbbell-row", 3, RepRange(8, 12))
DAYS = [date(2026, 1, 5), date(2026, 1, 8), date(2026, 1, 11)]


@attrs.frozen
class Listening:
    """Remembers what it is told."""

    name: ClassVar[str] = "listening"
    heard: list[tuple[Slot, Sequence[Performed]]] = attrs.field(factory=list)

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Ask for the lightest load."""
        self.heard.append((slot, history))
        return Prescription((SetTarget(slot.reps.low, ladder.bottom),), "heard")


def _heard(slot: Slot = ROW, sessions: Sequence[Any] = ("20x8", "20x8"), **told: Any) -> list[Slot]:
    rule = Listening()
    replay(rule, slot, LADDER, sessions, **told)
    return [slot for slot, _ in rule.heard]


def test_sessions_follow_each_other() -> None:
    """Each proposal is for the day of its session, so many days after the last, from the slot's date on."""
    assert [slot.date for slot in _heard()] == [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19)]
    assert [slot.date for slot in _heard(every_days=3)] == DAYS
    assert [slot.week for slot in _heard(every_days=3)] == [1, 1, 1]
    assert [slot.week for slot in _heard(attrs.evolve(ROW, date=date(2026, 3, 1), week=3))] == [3, 4, 5]
    dated = (Session(parse_sets("20x8", Unit.KG), date=date(2026, 2, 2)), "20x8")
    assert [slot.date for slot in _heard(sessions=dated)] == [date(2026, 2, 2), date(2026, 2, 9), date(2026, 2, 16)]


def test_workouts_take_turns() -> None:
    """With workouts each has its place in the week, and the past knows it; without, all is the slot's."""
    rule = Listening()
    replay(rule, ROW, LADDER, ["20x8", "20x8"], workouts=("heavy", "light"))
    told = [(slot.workout, slot.session_of_week, slot.sessions_a_week) for slot, _ in rule.heard]
    assert told == [("heavy", 1, 2), ("light", 2, 2), ("heavy", 1, 2)]
    assert [one.workout for one in rule.heard[-1][1]] == ["heavy", "light"]
    own = attrs.evolve(ROW, workout="back", session_of_week=2, sessions_a_week=3)
    assert {(slot.workout, slot.session_of_week) for slot in _heard(own)} == {("back", 2)}


def test_others_are_known_as_far_as_they_went() -> None:
    """The sessions of another exercise are on the days of these, and known from their own day on."""
    heard = _heard(others={"deadlift": ["40x8", "42x8", "44x8", "46x8"]}, every_days=3)
    assert [[one.date for one in slot.others["deadlift"]] for slot in heard] == [DAYS[:1], DAYS[:2], DAYS]
    assert heard[0].others["squat"] == ()
    assert heard[0].others["deadlift"][0].sets[0].load == load("40 kg")


def test_the_bodyweight_is_that_of_the_day() -> None:
    """Where the body is lifted each session has its own weight, before the first weighing the slot's."""
    weighed = Lifter(Experience.EXPERIENCED, "male", Bodyweights(((date(2026, 1, 10), load("82 kg")),)))
    rule = Listening()
    replay(rule, attrs.evolve(ROW, bodyweight=load("80 kg"), athlete=weighed), LADDER, ["20x8", "20x8"])
    assert [slot.bodyweight for slot, _ in rule.heard] == [load("80 kg"), load("82 kg"), load("82 kg")]
    assert [one.bodyweight for one in rule.heard[-1][1]] == [load("80 kg"), load("82 kg")]


def test_what_is_told_can_be_copied_and_compared() -> None:
    """Two slots told the same are equal, and so is a copy, read or not."""
    one, other = (_heard(others={"deadlift": ["40x8"]})[0] for _ in range(2))
    assert one == other
    before = copy.deepcopy(one)
    assert one.others["deadlift"]
    assert one == before
    assert one != _heard(others={"deadlift": ["42x8"]})[0]
    assert hash(ROW) == hash(attrs.evolve(ROW))


@attrs.frozen
class OnTheSecond:
    """Cannot bear the second session of a week, nor a deload week, nor women, nor somebody who did the deadlift."""

    name: ClassVar[str] = "on-the-second"
    at: str = "session"

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Ask for the lightest load, or fail."""
        bad = {
            "session": slot.session_of_week == 2,
            "deload": slot.is_deload_week,
            "sex": slot.athlete.sex == "female",
            "experience": slot.athlete.experience is Experience.EXPERIENCED,
            "others": bool(slot.others["dumbbell-deadlift"]),
            "days": bool(history) and slot.date is not None and (slot.date - history[-1].date).days > 30,
            "workout": any(one.workout == "light" for one in history),
        }
        if bad[self.at]:
            raise ValueError(self.at)
        return Prescription((SetTarget(slot.reps.low, ladder.bottom),), "all well")


@pytest.mark.slow
@pytest.mark.parametrize("at", ["session", "deload", "sex", "experience", "others", "days", "workout"])
def test_the_checks_try_whatever_a_rule_may_know(at: str) -> None:
    """A rule that fails where one of the things it may know is so is found."""
    found = check("total", OnTheSecond(at))
    assert found is not None
    assert "ValueError" in found.message


def test_there_is_such_a_check() -> None:
    """The check of the test above is one of those there are."""
    assert "total" in CHECKS
