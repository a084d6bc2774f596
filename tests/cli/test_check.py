"""`overload check`: a line and a level for monitoring."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FEED = Path("calendars") / "training.ics"
Break = Callable[[Path], object]


def break_plan(home: Path) -> None:
    """Write a mistake into the plan."""
    (home / "plan.toml").write_text((home / "plan.toml").read_text().replace('"ppl"', '"plp"'))


def test_all_is_well(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """Level 0, one line, figures behind a bar; nothing in the folder changes."""
    home = folder()
    before = {one: one.stat().st_mtime_ns for one in home.rglob("*.*")}
    done = overload(home, "check")
    assert (done.code, done.out.count("\n")) == (0, 1)
    assert done.out.startswith("OVERLOAD OK - ")
    assert "last_run=0s;691200;1296000" in done.out.partition("|")[2]
    assert {one: one.stat().st_mtime_ns for one in home.rglob("*.*")} == before


@pytest.mark.parametrize(
    ("change", "level", "said"),
    [
        (break_plan, 2, "did you mean 'ppl'"),
        (lambda home: (home / FEED).unlink(), 2, "training.ics is missing"),
        (lambda home: (home / FEED).write_bytes(b"x"), 1, "is not what the last run wrote"),
        (lambda home: (home / "overload.db").write_bytes(b"x" * 4096), 2, "overload.db"),
        (lambda home: (home / "overload.db").unlink(), 2, "overload.db is missing"),
        (lambda home: (home / "plan.toml").unlink(), 3, "there is no plan.toml"),
    ],
)
def test_what_is_wrong(
    folder: Callable[..., Path], overload: Callable[..., Any], change: Break, level: int, said: str
) -> None:
    """Each fault has its level and its words, in one line."""
    home = folder()
    change(home)
    done = overload(home, "check")
    assert (done.code, done.out.count("\n"), done.err) == (level, 1, "")
    assert said in done.out


@pytest.mark.parametrize(("now", "level"), [("2026-11-30T05:00", 0), ("2026-12-02T05:00", 1), ("2026-12-09T05:00", 2)])
def test_the_age_of_the_last_run(
    folder: Callable[..., Path], overload: Callable[..., Any], now: str, level: int
) -> None:
    """More than eight days is a warning, more than fifteen critical."""
    assert overload(folder(), "check", now=now).code == level


def test_what_the_last_run_said(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """A run that failed is critical, also when the plan has been mended since."""
    home = folder()
    plan = (home / "plan.toml").read_text()
    break_plan(home)
    overload(home, "update", now="2026-11-23T06:00")
    (home / "plan.toml").write_text(plan)
    done = overload(home, "check", now="2026-11-23T07:00")
    assert done.code == 2
    assert "the last run said: plan.toml" in done.out
