"""The plan once it is published: what is planned of what was published, and most of it is not worked out anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest

from overload.errors import Problem
from overload.plan import build, build_through, once_shown
from overload.plan.adjusting import Adjuster
from overload.plan.lifting import Lifting

Make = Callable[..., Any]


@pytest.mark.parametrize("use", ["ppl", pytest.param("four-day", marks=pytest.mark.slow)])
def test_it_is_the_plan_of_what_was_published(story: Make, use: str) -> None:
    """Through three weeks with some sessions done, some missed and some done in part, every field is the same."""
    tale = story(use=use)
    for hours in range(5, 21 * 24, 30):
        now = f"{datetime(2026, 11, 23) + timedelta(hours=hours):%Y-%m-%dT%H:%M}"
        inputs = tale.inputs(now)
        plan = build(inputs)
        assert once_shown(inputs, plan, plan.published) == build(attrs.evolve(inputs, published=plan.published))
        tale.at(now)
        for session in [one for one in plan.ahead() if one.start < plan.now and one.ordinal % 3]:
            tale.did(session, only=session.exercises[: session.ordinal % 4])


def test_no_rule_is_asked_again(story: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing that a rule is told has changed, what it said stands."""
    inputs = story().inputs("2026-11-23T05:00")
    plan = build(inputs)
    monkeypatch.delattr(Lifting, "slots")
    assert once_shown(inputs, plan, plan.published).sessions


def test_who_adjusts_sessions_is_asked_again(story: Make) -> None:
    """Adjusters are told what moved a session, and that is another thing once it was shown."""
    asked: list[str] = []

    def adjust(session: Any, _: object) -> tuple[None, None]:
        asked.append(session.id)
        return None, None

    adjuster = Adjuster(adjust, lambda wrong: Problem("", wrong))
    inputs = attrs.evolve(story().inputs("2026-11-23T05:00"), adjusters=(adjuster,))
    plan = build(inputs)
    once, asked[:] = [*asked], []
    once_shown(inputs, plan, plan.published)
    assert asked == once


def test_what_rules_are_told_of_the_past_counts(story: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a session now stands for another workout than when it was shown, rules are asked anew."""
    tale = story()
    tale.at("2026-11-23T05:00")
    inputs = tale.inputs("2026-11-24T05:00")
    inputs = attrs.evolve(inputs, published=tuple(attrs.evolve(one, workout="another") for one in inputs.published))
    plan = build(inputs)
    monkeypatch.delattr(Lifting, "slots")
    with pytest.raises(AttributeError, match="slots"):
        once_shown(inputs, plan, plan.published)


@pytest.mark.parametrize("use", ["ppl", pytest.param("four-day", marks=pytest.mark.slow)])
def test_through_a_date_it_is_the_same(story: Make, use: str) -> None:
    """What is asked of the sessions up to a date does not hang on those after it, which are left out."""
    tale = story(use=use)
    for days in range(0, 21, 2):
        now = f"{datetime(2026, 11, 23, 5) + timedelta(days=days):%Y-%m-%dT%H:%M}"
        plan, last = build(tale.inputs(now)), datetime(2026, 11, 23).date() + timedelta(days=days * 2)
        through = build_through(tale.inputs(now), last)
        assert through.sessions == tuple(one for one in plan.sessions if one.start.date() <= last)
        assert through.published == plan.published
        tale.at(now)
        for session in [one for one in plan.ahead() if one.start < plan.now and one.ordinal % 3]:
            tale.did(session)
