"""`overload explain EXERCISE` and days off sick."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def start(folder: Callable[..., Path]) -> Path:
    """Return a folder that trains the back on Mondays, rowing from 20 lb."""
    return folder("--calendar", "back-only", "--dumbbells", "bowflex-552", "--load", "row=20lb")


def test_the_chain_from_the_log(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """What was asked, what was done and what follows stand below each other, with the reasons given at the time."""
    path = start(folder)
    overload(path, "log", "row", "20x10,10,9", now="2026-11-23T19:00")
    told = overload(path, "explain", "row", now="2026-11-24T08:00").out
    assert told.index("you did 20lbx10,10,9") < told.index("asked for: 3 x 8") < told.index("Mon 30 Nov 2026 (s2)")
    next_row = overload(path, "next", "--json", now="2026-11-24T08:00").data["slots"][2]
    assert f"because: {next_row['why']}" in told
    assert "forecast" in told


def test_an_unwell_day_is_no_miss(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """What falls short on a day marked as unwell, before or after logging, is asked for again and not eased."""
    path = start(folder)
    overload(path, "log", "row", "20x10,10,10", now="2026-11-23T19:00")
    for now, words in (
        ("2026-11-30T19:00", ["row", "20x5,4,3"]),
        ("2026-11-30T19:01", ["--unwell"]),
        ("2026-12-07T19:00", ["--unwell"]),
        ("2026-12-07T19:01", ["row", "20x6,5,5"]),
    ):
        done = overload(path, "log", *words, now=now)
        assert done.code == 0, done.err
    row = overload(path, "next", "--json", now="2026-12-08T08:00").data["slots"][2]
    assert {one["reps"] for one in row["sets"]} == {11}
    assert "not well" in row["why"]


def test_nothing_said(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """`log` without sets says what to write."""
    path = start(folder)
    done = overload(path, "log")
    assert done.code == 2
    assert "22.5x10,10,9" in done.err
