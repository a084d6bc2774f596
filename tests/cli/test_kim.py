"""Kim: one pair of 10 kg, back-only, nothing else ever told; and nothing much is asked or advised."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).parent.parent / "golden" / "kim-plan.toml"
FIRST = date(2026, 11, 23)
WEEKS = 8
LOOKS = (("update",), ("next",), ("week",), ("check",), ("report",), ("progress",), ("log", "doubts"))

Overload = Callable[..., Any]


@pytest.fixture
def kim(folder: Callable[..., Path]) -> Path:
    """Make the training folder of somebody who says what they own and no more."""
    return folder("--dumbbells", "10 kg", "--calendar", "back-only", "--zone", "Europe/Stockholm")


def test_the_plan_is_short(kim: Path) -> None:
    """Hardly more than twenty lines, each of them needed; GOLDEN=write writes them anew."""
    text = re.sub(r'(?m)^id = "\w+"', 'id = "58342e22c3de"', (kim / "plan.toml").read_text("utf-8"))
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text("utf-8")
    assert len(text.splitlines()) <= 21


@pytest.mark.slow
def test_eight_weeks_without_a_bother(kim: Path, overload: Overload) -> None:
    """Trained as asked: on no day more than one question, in no week more than one line of advice, nothing wrong."""
    for week in range(WEEKS):
        day = FIRST + timedelta(weeks=week)
        said = list(_said_on(kim, overload, day))
        assert len([line for line in said if "?" in line]) <= 1, day
        assert len([line for line in said if line.startswith("advice:")]) <= 1, day


def _said_on(kim: Path, overload: Overload, day: date) -> Iterator[str]:
    """Log the session of a day as asked, look at everything, and yield each line that was said, the feed's as well."""
    for words in (("log", "--done"), *LOOKS):
        done = overload(kim, *words, now=f"{day}T20:00")
        assert (done.code, done.err) == (0, ""), words
        yield from done.out.splitlines()
    yield from (kim / "calendars" / "training.ics").read_text("utf-8").replace("\n ", "").splitlines()


def test_advice_that_cannot_be_followed_is_said_once(kim: Path, overload: Overload, tmp_path: Path) -> None:
    """That once a week is few sets `init` says, and `week` does not, every week anew: once a week is right for Kim."""
    words = ("--yes", "--zone", "UTC", "--dumbbells", "10 kg", "--calendar", "back-only")
    assert (
        "lats 6, mid traps + rhomboids 7.5, upper traps 4.5, rear delts 6"
        in overload("init", tmp_path / "new", *words).out
    )
    assert "advice" not in overload(kim, "week").out


def test_a_week_says_what_is_new_and_not_what_was_chosen(
    folder: Callable[..., Path], overload: Overload, tmp_path: Path
) -> None:
    """That they train the back twice an intermediate hears from `init`, from `week` what has no room."""
    words = ("--calendar", "ppl-twice", "--dumbbells", "10 kg")
    path = folder(*words)
    plan = (path / "plan.toml").read_text(encoding="utf-8")
    (path / "plan.toml").write_text(plan.replace('silence = "unknown"', 'silence = "missed"'), encoding="utf-8")
    assert "the usual advice is once" in overload("init", tmp_path / "new", "--yes", "--zone", "UTC", *words).out
    assert "advice" not in overload(path, "week").out
    said = [line for line in overload(path, "week", now="2026-11-26T05:00").out.splitlines() if "advice:" in line]
    found = [re.findall("has no room|usual advice", line) for line in said]
    assert len(found) == 1
    assert set(found[0]) == {"has no room"}
