"""Whole days worth marking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from overload.model import Decision
from overload.plan import Mark

Story = Callable[..., Any]


def away(number: int, first: str, last: str, why: str = "", place: str = "") -> Decision:
    """Return a decision to be away."""
    begin, end = (datetime.fromisoformat(day) for day in (first, last))
    return Decision(number, datetime(2026, 11, 23, tzinfo=UTC), "away", start=begin, until=end, why=why, place=place)


def test_deload_weeks(story: Story) -> None:
    """Every planned deload week of the horizon is marked, Monday to Sunday, and stays when it is over."""
    told = story(more="[deload]\nevery_weeks = 2")
    first = told.at("2026-11-23T06:00").marks
    assert [(one.kind, one.first, one.last) for one in first] == [
        ("deload", date(2026, 11, 30), date(2026, 12, 6)),
        ("deload", date(2026, 12, 14), date(2026, 12, 20)),
    ]
    later = told.at("2026-12-09T06:00").marks
    assert later[: len(first)] == first
    assert len({one.number for one in later}) == len(later)


def test_none_unless_planned(story: Story) -> None:
    """Without planned deloads there is nothing to mark."""
    assert story().at("2026-11-23T06:00").marks == ()


def test_away(story: Story) -> None:
    """Days away are marked with what was said of them, and whether there is training on them."""
    told = story()
    told.decisions = (away(1, "2026-12-01", "2026-12-03", "conference"), away(2, "2026-12-08", "2026-12-08", "", "bar"))
    assert told.at("2026-11-23T06:00").marks == (
        Mark("away", 1, date(2026, 12, 1), date(2026, 12, 3), "conference"),
        Mark("away", 2, date(2026, 12, 8), date(2026, 12, 8), has_training=True),
    )


def test_away_taken_back(story: Story) -> None:
    """Days away that were undone are cancelled until two weeks after, then gone."""
    told = story()
    undo = Decision(2, datetime(2026, 11, 24, tzinfo=UTC), "undo", other=1)
    told.decisions = (away(1, "2026-12-01", "2026-12-03"), undo)
    assert [one.is_cancelled for one in told.at("2026-11-25T06:00").marks] == [True]
    assert [one.is_cancelled for one in told.at("2026-12-16T06:00").marks] == [True]
    assert told.at("2026-12-18T06:00").marks == ()
