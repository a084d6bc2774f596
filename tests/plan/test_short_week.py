"""A short week: one hard set of each main lift, fitted into what is free."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest

from overload.model import BusyTime, Decision, Opening, Status
from overload.plan import Session, build
from overload.plan.objections import objection

Stories = Callable[..., Any]
MONDAY = datetime(2026, 11, 23)
NOW = "2026-11-23T05:00"


def said_on(now: datetime, weeks: int = 0) -> Decision:
    """Return the decision that the week is short, or one of the next."""
    week = MONDAY + timedelta(weeks=weeks)
    return Decision(1, datetime(2026, 11, 23, tzinfo=UTC), "short", None, max(now, week), week + timedelta(days=7))


def meetings(minutes: int, days: Iterable[int] = range(7)) -> tuple[BusyTime, ...]:
    """Return evenings of the first week of which only so many minutes from six o'clock on are free."""
    free = (MONDAY + timedelta(days=day, hours=18, minutes=minutes) for day in days)
    return tuple(BusyTime(start, start + timedelta(hours=5), "Meeting", "work") for start in free)


def of_week(sessions: Iterable[Session], week: int = 48) -> list[Session]:
    """Return the sessions of an ISO week."""
    return [one for one in sessions if one.start.isocalendar()[1] == week]


def sets(session: Session) -> list[int]:
    """Return how many sets each exercise of a session asks for."""
    return [len(slot.prescription.sets) for slot in session.slots]


@pytest.mark.parametrize("use", ["ppl", "back-only", "five-day"])
def test_one_hard_set_of_each_main_lift(story: Stories, use: str) -> None:
    """Each session of the week asks for a set of its first two exercises, ended hard; the others are as before."""
    tale = story(use=use, days="")
    before = tale.at(NOW)
    tale.decisions = (said_on(MONDAY + timedelta(hours=5)),)
    plan = build(tale.inputs(NOW))
    for whole, short in zip(of_week(before.ahead()), of_week(plan.ahead()), strict=True):
        assert [slot.exercise for slot in short.slots] == [slot.exercise for slot in whole.slots[:2]]
        assert sets(short) == [1, 1]
        assert all(slot.prescription.sets[-1].amrap for slot in short.slots)
        assert short.start == whole.start
        assert short.minutes < whole.minutes / 2
        assert short.warm_up is not None
        assert whole.warm_up is not None
        assert short.warm_up.minutes < whole.warm_up.minutes
        assert short.why == f"{whole.why}; a short week: one hard set of each main lift"
        assert short.text.startswith("Short week: one hard set of each main lift.")
    later = zip(of_week(before.ahead(), 49), of_week(plan.ahead(), 49), strict=True)
    assert all(sets(one) == sets(other) and one.text == other.text for one, other in later)


def test_it_is_fitted_into_what_is_free(story: Stories) -> None:
    """Half an hour before a meeting has room for each session, which whole ones would not have."""
    tale = story(days="")
    inputs = attrs.evolve(tale.inputs(NOW), busy=meetings(25))
    assert of_week(build(inputs).ahead()) == []
    short = attrs.evolve(inputs, decisions=(said_on(MONDAY + timedelta(hours=5)),))
    found = of_week(build(short).ahead())
    assert [one.start.hour for one in found] == [18, 18, 18]
    assert all(one.minutes <= 25 for one in found)


def test_a_move_by_hand_needs_no_more_room(story: Stories) -> None:
    """Moved into a gap that holds the short session, nothing stands against it."""
    tale = story(days="")
    plan = tale.at(NOW)
    into = datetime(2026, 11, 24, 18)
    for decisions, law in (((), "busy from 18:25: 'Meeting'"), ((said_on(MONDAY + timedelta(hours=5)),), "")):
        inputs = attrs.evolve(tale.inputs(NOW), decisions=decisions, busy=meetings(25, (1,)))
        assert objection(inputs, build(inputs), plan.ahead()[0].ordinal, into) == law


def test_it_counts_as_trained(story: Stories) -> None:
    """With the main lifts written down a session is done, and the next one is where it was."""
    tale = story(days="")
    tale.at(NOW)
    tale.decisions = (said_on(MONDAY + timedelta(hours=5)),)
    push, pull, legs = of_week(tale.at(NOW).ahead())
    tale.did(push)
    plan = build(tale.inputs("2026-11-24T05:00"))
    assert {one.id: one.status for one in plan.sessions}[push.id] is Status.DONE
    assert [(one.id, one.start) for one in of_week(plan.ahead())] == [(pull.id, pull.start), (legs.id, legs.start)]


def test_what_was_before_it_was_said_stays_whole(story: Stories) -> None:
    """Said on Wednesday, Monday's session still asks for all it did, and is begun with its main lifts alone."""
    tale = story(days="")
    push = tale.at(NOW).ahead()[0]
    tale.did(push, only=tuple(slot.exercise.id for slot in push.slots[:2]))
    tale.decisions = (said_on(datetime(2026, 11, 24, 5)),)
    sessions = {one.id: one for one in build(tale.inputs("2026-11-24T05:00")).sessions}
    assert sessions[push.id].status is not Status.DONE
    assert len(sessions[push.id].slots) == len(push.slots)


def test_a_day_in_free_form_is_short_as_well(story: Stories) -> None:
    """Nothing can be left out of a day without exercises: it takes twenty minutes, and says what to do in them."""
    tale = story()
    tale.decisions = (said_on(MONDAY + timedelta(hours=5)),)
    push = tale.at(NOW).ahead()[0]
    assert push.slots == ()
    assert (push.minutes, push.text) == (20, "Short week: one hard set of each main lift.")


def test_an_order_that_rolls_on(story: Stories) -> None:
    """What was shown in the week is short, what follows is whole, and nothing is put off."""
    tale = story(days="", calendar='order = "sequence"')
    before = tale.at(NOW)
    tale.decisions = (said_on(MONDAY + timedelta(hours=5)),)
    plan = build(tale.inputs(NOW))
    assert [(one.id, one.start) for one in plan.ahead()] == [(one.id, one.start) for one in before.ahead()]
    assert [len(one.slots) for one in plan.ahead()[:4]] == [2, 2, 2, len(before.ahead()[3].slots)]
    fitted = attrs.evolve(tale.inputs(NOW), busy=meetings(25))
    assert [one.start for one in build(fitted).ahead()[:3]] == [one.start for one in before.ahead()[:3]]


def test_a_later_week(story: Stories) -> None:
    """Said of the next week, this one is as it was."""
    tale = story(days="")
    before = tale.at(NOW)
    tale.decisions = (said_on(MONDAY + timedelta(hours=5), weeks=1),)
    plan = build(tale.inputs(NOW))
    assert [sets(one) for one in of_week(plan.ahead())] == [sets(one) for one in of_week(before.ahead())]
    assert [sets(one) for one in of_week(plan.ahead(), 49)] == [[1, 1]] * 3


def test_a_gap_and_a_short_week(story: Stories) -> None:
    """Where sessions are cut to gaps as well, a gap of twenty minutes holds one."""
    tale = story(days="", calendar='fit = "shorten"')
    inputs = attrs.evolve(tale.inputs(NOW), busy=meetings(20), decisions=(said_on(MONDAY + timedelta(hours=5)),))
    found = of_week(build(inputs).ahead())
    assert [sets(one) for one in found] == [[1, 1]] * 3
    assert all(one.minutes <= Opening(MONDAY, 20).minutes for one in found)
