"""`session_minutes`: how long a session may be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.plan.conftest import FREE_DAYS

from overload.model import Published, Status
from overload.plan import Plan, Session

pytestmark = pytest.mark.slow

Stories = Callable[..., Any]
MORNING = "2026-11-23T05:00"


def workout(plan: Plan) -> Session:
    """Return the first session ahead that has exercises."""
    return next(session for session in plan.ahead() if session.slots)


def exercises(session: Session) -> list[str]:
    """Return the exercises of a session, in order."""
    return [slot.exercise.id for slot in session.slots]


def test_the_first_exercises_that_fit_stay(story: Stories) -> None:
    """Of the back workout of 55 minutes 40 leave deadlift, pull-up and row, and the event ends by then."""
    session = workout(story(calendar="session_minutes = 40").at(MORNING))
    assert exercises(session) == ["dumbbell-deadlift", "pull-up", "dumbbell-row"]
    assert session.minutes == 40
    assert session.exercises == ("dumbbell-deadlift", "pull-up", "dumbbell-row")


def test_the_weekly_sets_are_those_that_are_done(story: Stories) -> None:
    """What there is no time for is not counted."""
    short, full = (story(calendar=limit).at(MORNING).volume[0].sets for limit in ("session_minutes = 40", ""))
    assert full["rear-delts"] > short["rear-delts"]


def test_a_day_in_free_form_is_no_longer_either(story: Stories) -> None:
    """A push day, of which nothing is known but that it takes an hour, is given the 40 minutes there are."""
    plan = story(calendar="session_minutes = 40").at(MORNING)
    assert {session.minutes for session in plan.ahead() if session.day.id == "push"} == {40}


def test_a_session_is_done_when_what_fits_is_done(story: Stories) -> None:
    """With its three exercises logged a session is done, and says three of three."""
    tale = story(use="back-only", calendar="session_minutes = 40")
    session = workout(tale.at(MORNING))
    tale.did(session)
    done = next(each for each in tale.at("2026-11-23T21:00").sessions if each.id == session.id)
    assert done.status is Status.DONE
    assert len(done.exercises) == len(done.slots) == 3


def test_what_was_done_stays_when_the_time_gets_less(story: Stories) -> None:
    """All five exercises logged, and then only 40 minutes: the diary keeps five, the next session has three."""
    tale = story(use="back-only")
    session = workout(tale.at(MORNING))
    tale.did(session)
    tale.change(calendar="session_minutes = 40")
    plan = tale.at("2026-11-24T08:00")
    assert len(next(each for each in plan.sessions if each.id == session.id).slots) == 5
    assert len(workout(plan).slots) == 3


def test_what_joins_a_session_fits_as_well(story: Stories) -> None:
    """The first exercise of a missed session joins the next one, which still takes no longer than a session may."""
    limit = 'session_minutes = 40\nmissed = "merge"\ndays = { mon = "18:00", wed = "18:00" }'
    workouts = '[workouts.swing]\nslots = [{ exercise = "dumbbell-shrug", sets = 2 }]'
    days = FREE_DAYS.replace('push.text = ""', 'push.workout = "swing"')
    tale = story(calendar=limit, days=days, more=workouts)
    tale.at(MORNING)
    plan = tale.at("2026-11-25T06:00")
    assert exercises(workout(plan)) == ["dumbbell-shrug", "dumbbell-deadlift", "pull-up"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    limit=st.integers(10, 300),
    use=st.sampled_from(["ppl", "back-only", "four-day", "ppl-twice"]),
    experience=st.sampled_from(["intermediate", "experienced"]),
    bar=st.booleans(),
)
def test_no_session_is_longer_than_said(story: Stories, limit: int, use: str, experience: str, bar: bool) -> None:
    """Unless its first exercise alone is; and no exercise is left out that would have fitted."""
    shape = {"use": use, "experience": experience, "bar": str(bar).lower()}
    tale = story(calendar=f"session_minutes = {limit}", **shape)
    inputs = tale.inputs(MORNING, 1)
    plan = tale.at(MORNING, 1)
    for shown in plan.published:
        session = next(session for session in plan.sessions if session.ordinal == shown.ordinal)
        assert session.minutes == shown.minutes
        assert session.minutes <= limit or len(session.slots) == 1
        _nothing_more_fits(inputs, session, shown, limit)


def _nothing_more_fits(inputs: Any, session: Session, shown: Published, limit: int) -> None:
    whole = inputs.workout(session.day, shown.place)
    kept = len(session.slots)
    assert exercises(session) == [slot.exercise for slot in whole[:kept]]
    assert kept == len(whole) or inputs.minutes_of(session.day, whole[: kept + 1]) > limit
