"""Cautions are laws: wherever a load is past what is safe at home, the first three sessions with it say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.conftest import Story

from overload.catalog import Catalog
from overload.model import Performed, SetDone, SetTarget
from overload.plan.cautions import OF_THINGS, SESSIONS, cautions
from overload.report.description import description
from overload.report.readiness import careful_lines
from overload.units import load

Begin = Callable[..., Story]
BODIES = st.integers(45, 130)
LOADS = st.integers(0, 60)
LIMITS = {
    "goblet-squat": (0.35, "in two hands"),
    "heels-raised-goblet-squat": (0.35, "in two hands"),
    "lateral-lunge": (0.35, "in two hands"),
    "overhead-triceps-extension": (0.35, "in two hands"),
    "dumbbell-press": (0.25, "in each hand"),
    "dumbbell-floor-press": (0.25, "in each hand"),
}
"""The share of bodyweight past which an exercise warns, and words of it."""


def said(known: Catalog, name: str, kg: int, body: int | None, before: tuple[int, ...] = ()) -> str:
    """Return what is said of a set with so many kg, after sessions with other loads."""
    done = [Performed(date(2026, 1, 1), (SetDone(8, load(f"{one} kg")),)) for one in before]
    weight = None if body is None else load(f"{body} kg")
    return "; ".join(cautions(known.exercises[name], [SetTarget(8, load(f"{kg} kg"))], weight, done))


@pytest.mark.parametrize("name", LIMITS)
@given(body=BODIES, kg=LOADS)
def test_what_is_too_heavy_to_get_up_is_said(known: Catalog, name: str, body: int, kg: int) -> None:
    """Two hands past 0.35 of bodyweight, and a press past 0.25 a hand: told then, and only then."""
    share, words = LIMITS[name]
    assert (words in said(known, name, kg, body)) == (kg > share * body)


@pytest.mark.parametrize("name", ["hip-thrust", "glute-bridge", "dumbbell-row", "dumbbell-deadlift", "farmers-carry"])
def test_what_lies_or_hangs_has_no_such_limit(known: Catalog, name: str) -> None:
    """On the hips, or from hanging arms, the same load is nothing to be careful with."""
    assert "hand" not in said(known, name, 40, 60)


@given(body=BODIES, kg=st.integers(-40, 60))
def test_a_bar_is_warned_of_by_all_that_hangs_on_it(known: Catalog, body: int, kg: int) -> None:
    """You and what you hang on yourself past 100 kg: told, with the sum; help counts against it."""
    told = said(known, "pull-up", kg, body)
    assert ("read what your bar is rated for" in told) == (body + kg > 100)
    assert (f"are {body + kg} kg" in told) == (body + kg > 100)


def test_every_bar_exercise_says_how_to_hang(known: Catalog) -> None:
    """No kipping on a doorway bar, whatever is done on it."""
    for one in known.exercises.values():
        assert one.needs_bar == any("do not swing" in caution for caution in cautions(one, [], None, []))


def test_furniture_is_said_wherever_it_is_needed(known: Catalog) -> None:
    """A chair stands against the wall, a sofa does not slide, a towel lies on a smooth floor."""
    for one in known.exercises.values():
        for thing, words in OF_THINGS.items():
            assert (thing in one.needs) == (words in cautions(one, [], None, []))


@given(count=st.integers(0, 6))
def test_three_sessions_tell_it(known: Catalog, count: int) -> None:
    """What an exercise always needs is told in its first three sessions, what a load brings in three with it."""
    told = said(known, "goblet-squat", 40, 60, (10,) * count)
    assert ("collar" in told) == (count < SESSIONS)
    assert "in two hands" in told
    assert ("in two hands" in said(known, "goblet-squat", 40, 60, (40,) * count)) == (count < SESSIONS)


def test_without_a_bodyweight_no_load_is_judged(known: Catalog) -> None:
    """Where nobody said what the body weighs there is no share of it."""
    assert "hand" not in said(known, "dumbbell-press", 60, None).replace("both hands", "")


def test_they_stand_in_the_event_and_with_the_session(story: Begin) -> None:
    """The first three sessions say it, each thing once a session; the fourth does not."""
    plan = story(use="back-only", days="").at("2026-11-22T12:00", weeks=4)
    texts = [description(session) for session in plan.ahead()]
    assert [text.count("do not swing") for text in texts] == [1, 1, 1, 0]
    assert [text.count("no folding chair") for text in texts] == [1, 1, 1, 0]
    assert [line.partition(":")[0] for line in careful_lines(plan.ahead()[0])] == ["Careful, pull-up", "Careful, row"]


def test_furniture_of_two_exercises_is_said_once(story: Begin) -> None:
    """What two exercises of a session need is told with the first of them."""
    plan = story(days="").at("2026-11-22T12:00", weeks=1)
    for session in plan.ahead():
        text = description(session)
        assert all(text.count(words) <= 1 for words in OF_THINGS.values())
