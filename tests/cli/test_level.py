"""`overload workouts level`, and the offer that a beginner takes by a command or a tap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from overload.plan.beginning import OFFER
from overload.web.overview import show_overview, take_in_overview
from overload.web.work import show_session, take_form

Overload = Callable[..., Any]
BUTTON = b'value="go-on"'


def clock(now: str) -> Callable[[str], datetime]:
    """Return a clock that stands still."""
    return lambda zone: datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))


@pytest.fixture
def begun(folder: Callable[..., Path]) -> Path:
    """Return a folder of somebody new to it."""
    return folder("--calendar", "back-only", "--days", "mon", "--experience", "beginner", now="2026-11-22T12:00")


class TestTheLevel:
    """How much training somebody has behind them."""

    def test_is_asked_for_and_written(self, begun: Path, overload: Overload) -> None:
        """Who says that they are new is planned for so, and told what that means where they look."""
        assert 'experience = "beginner"' in (begun / "plan.toml").read_text(encoding="utf-8")
        assert overload(begun, "workouts", "level").out.startswith("beginner;")
        assert "beginner: 10 sets" in overload("workouts", "show", "home-back").out
        assert "Every exercise: stop with 3 left." in overload(begun, "next", now="2026-11-22T12:00").out

    def test_is_changed_by_one_command(self, begun: Path, overload: Overload) -> None:
        """The plan has the sets of the new level at once, and plan.toml keeps all else."""
        before = (begun / "plan.toml").read_text(encoding="utf-8")
        done = overload(begun, "workouts", "level", "intermediate", now="2026-11-22T12:00")
        assert "intermediate from now on" in done.out
        assert (begun / "plan.toml").read_text(encoding="utf-8") == before.replace('"beginner" ', '"intermediate" ', 1)
        assert "stop with 3" not in overload(begun, "next", now="2026-11-22T12:00").out
        again = overload(begun, "workouts", "level", "intermediate", now="2026-11-22T12:00")
        assert again.out == "intermediate, as before\n"

    def test_a_word_that_is_none_is_refused(self, begun: Path, overload: Overload) -> None:
        """It names those that are."""
        done = overload(begun, "workouts", "level", "elite")
        assert done.code == 2
        assert "write beginner, intermediate or experienced" in done.err


def trained_for_eight_weeks(path: Path, overload: Overload) -> str:
    """Say of eight sessions that they were done; return the Monday after, in the morning."""
    for week in range(8):
        monday = datetime(2026, 11, 23, 20) + timedelta(weeks=week)
        assert overload(path, "did", f"s{week + 1}", now=monday.isoformat()).code == 0
    now = "2027-01-18T06:00"
    assert overload(path, "update", now=now).code == 0
    return now


@pytest.mark.slow
def test_after_eight_weeks_a_tap_goes_on(begun: Path, overload: Overload) -> None:
    """Event, `week` and both pages offer it; a tap on either does it, once, and nothing offers it any more."""
    now = trained_for_eight_weeks(begun, overload)
    calendar = (begun / "calendars" / "training.ics").read_text(encoding="utf-8").replace("\n ", "").replace("\r", "")
    assert calendar.count("go on as an intermediate") == 1
    assert OFFER in overload(begun, "week", now=now).out
    shown = show_overview(begun, "/a/x", "", "", clock(now))
    assert BUTTON in shown.body
    assert BUTTON in show_session(begun, 9, "/s/x", clock(now)).body
    assert BUTTON not in show_session(begun, 10, "/s/x", clock(now)).body
    for number, (take, where) in enumerate(((take_in_overview, ("", "")), (take_form, ()))):
        body = f"key=tapped-{number}-once&do=go-on".encode()
        address = (begun, "/a/x", *where) if where else (begun, 9, "/s/x")
        assert take(*address, body, clock(now)).status == 303
        assert overload(begun, "workouts", "level").out.startswith("intermediate;")
    assert BUTTON not in show_overview(begun, "/a/x", "", "", clock(now)).body
    assert OFFER not in overload(begun, "week", now=now).out


@pytest.mark.slow
def test_a_tap_that_nothing_offered_changes_nothing(begun: Path, overload: Overload) -> None:
    """A form made up by somebody with the link makes nobody an intermediate."""
    answer = take_in_overview(begun, "/a/x", "", "", b"key=made-up-key&do=go-on", clock("2026-11-24T06:00"))
    assert answer.status == 409
    assert overload(begun, "workouts", "level").out.startswith("beginner;")
