"""What a session asks for when it is behind us: what its own date asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from overload.model import Decision, Published, SetDone, Status
from overload.plan import Inputs, Plan, Session, build
from overload.plan.asked import slots_asked
from overload.units import load

Make = Callable[..., Any]
REPS = st.lists(st.integers(0, 14), min_size=3, max_size=3)
WEEKS = st.lists(st.one_of(st.none(), REPS), min_size=2, max_size=5)
"""What was done of the row in each week; None is a week without."""


def rows(session: Session) -> list[tuple[int, str]]:
    """Return the sets of the row of a session as its plan asks for them."""
    slot = next(slot for slot in session.slots if slot.exercise.id == "dumbbell-row")
    return [(target.reps, str(target.load)) for target in slot.prescription.sets]


def first_of(plan: Plan, monday: date) -> Session:
    """Return the session of a week."""
    return next(session for session in plan.sessions if session.start.isocalendar()[:2] == monday.isocalendar()[:2])


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(weeks=WEEKS, before=st.booleans())
def test_it_is_what_the_calendar_showed_on_the_day(story: Make, weeks: list[list[int] | None], before: bool) -> None:
    """However the log went on, a missed session asks for what the plan of its own morning asked for."""
    tale = story(use="back-only", more='[calendar.days]\nmon = "18:00"')
    shown: dict[int, list[tuple[int, str]]] = {}
    for number, reps in enumerate(weeks):
        monday = date(2026, 11, 23) + timedelta(weeks=number)
        session = first_of(tale.at(f"{monday}T05:00"), monday)
        shown[session.ordinal] = rows(session)
        if reps is not None:
            sets = tuple(SetDone(count, load("16 kg")) for count in reps)
            tale.log("dumbbell-row", monday, sets, session.ordinal, session.slots[2].prescription)
    late = date(2026, 11, 23) + timedelta(weeks=len(weeks) + 1)
    if before:
        tale.log("dumbbell-row", date(2026, 11, 23) + timedelta(weeks=len(weeks)), (SetDone(12, load("30 kg")),), None)
    plan = tale.at(f"{late}T05:00")
    inputs = tale.inputs(f"{late}T05:00")
    missed = [session for session in plan.sessions if session.status is Status.MISSED and session.ordinal in shown]
    assert len(missed) == sum(reps is None for reps in weeks)
    for session in missed:
        asked = {slot.exercise.id: slot.prescription for slot in slots_asked(inputs, plan, session)}
        assert set(asked) == set(session.exercises)
        targets = [(target.reps, str(target.load)) for target in asked["dumbbell-row"].sets]
        assert targets == shown[session.ordinal]


def test_an_unwell_day_before_it_counts_as_such(story: Make) -> None:
    """A day that was called unwell is no miss, for what was asked after it either."""
    tale = story(use="back-only")
    monday = tale.at("2026-11-23T05:00").sessions[0]
    tale.log(
        "dumbbell-row",
        date(2026, 11, 23),
        (SetDone(1, load("16 kg")),) * 3,
        monday.ordinal,
        monday.slots[2].prescription,
    )
    said = {}
    for is_unwell in (False, True):
        tale.decisions = (Decision(1, monday.start, "unwell", start=monday.start),) if is_unwell else ()
        plan = tale.at("2026-12-10T05:00")
        missed = next(session for session in plan.sessions if session.status is Status.MISSED)
        slots = slots_asked(tale.inputs("2026-12-10T05:00"), plan, missed)
        said[is_unwell] = next(slot.prescription.why for slot in slots if slot.exercise.id == "dumbbell-row")
    assert "fits better" in said[False]
    assert "fits better" not in said[True]


def test_what_a_session_asks_for_is_worked_out_once_for_a_plan(story: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Placing, length, warm-up and lifting all ask it of a session; only the first of them has it worked out."""
    kim, asked = story(), Counter[Published]()
    kim.at("2026-11-23 06:00")
    found = Inputs._own_of

    def counted(inputs: Inputs, shown: Published) -> Any:
        asked[shown] += 1
        return found(inputs, shown)

    inputs = kim.inputs("2026-12-08 06:00")
    monkeypatch.setattr(Inputs, "_own_of", counted)
    plan = build(inputs)
    assert plan.sessions
    # Once for what there is time for, and once for all that belongs to it.
    assert max(asked.values()) == 2
