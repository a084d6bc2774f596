"""The plan as subscribers were shown it: the same as the plan itself, until something would move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest

from overload.model import Status
from overload.plan import as_shown, build

pytestmark = pytest.mark.slow

Make = Callable[..., Any]


@pytest.mark.parametrize("use", ["ppl", "back-only", "three-day", "four-day"])
@pytest.mark.parametrize("experience", ["intermediate", "experienced"])
def test_right_after_an_update_it_is_the_plan(story: Make, use: str, experience: str) -> None:
    """On every morning and evening of three weeks, with some sessions done and some missed, both ask for the same."""
    tale = story(use=use, experience=experience)
    for hours in range(5, 21 * 24, 30):
        now = f"{datetime(2026, 11, 23) + timedelta(hours=hours):%Y-%m-%dT%H:%M}"
        plan = tale.at(now)
        behind = [session for session in plan.ahead() if session.start < plan.now and session.ordinal % 3]
        for session in behind:
            tale.did(session, only=session.exercises[: session.ordinal % 4])
        tale.at(now)
        inputs = tale.inputs(now)
        assert [_without_reasons(session) for session in as_shown(inputs).sessions] == [
            _without_reasons(session) for session in build(inputs).sessions
        ]


def _without_reasons(session: Any) -> Any:
    return attrs.evolve(session, why="")


def test_nothing_moves_before_an_update(story: Make) -> None:
    """A session that was missed stays where it was shown, though the plan gives it another day."""
    tale = story()
    tale.at("2026-11-23T05:00")
    inputs = tale.inputs("2026-11-27T05:00")
    moved = next(session for session in build(inputs).sessions if session.ordinal == 2)
    shown = next(session for session in as_shown(inputs).sessions if session.ordinal == 2)
    assert (moved.status, moved.start.day) == (Status.PLANNED, 27)
    assert (shown.status, shown.start.day) == (Status.MISSED, 25)


def test_where_nothing_was_shown_it_is_the_plan(story: Make) -> None:
    """Before anything was published there is nothing but the plan."""
    inputs = story().inputs("2026-11-23T05:00")
    assert as_shown(inputs) == build(inputs)
