"""Sessions that nobody wrote down are not known; `overload did` says what became of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

Overload = Callable[..., Any]
LATER = "2026-11-30T06:00"
NOT_KNOWN = "nobody said whether it was done: overload did s1, or overload did s1 --not"


@pytest.fixture
def path(folder: Callable[..., Path], overload: Overload) -> Path:
    """Return a folder of push, pull and legs, whose sessions have been shown."""
    made = folder("--calendar", "ppl", "--dumbbells", "rack-kg-2", "--load", "row=20kg")
    assert overload(made, "update", now="2026-11-23T06:00").code == 0
    return made


def status(overload: Overload, path: Path, number: int = 1) -> str:
    """Return what has become of a session by the end of its week."""
    found = overload(path, "week", "--json", now="2026-11-28T06:00").data
    return str(next(one for one in found if one["session"]["id"] == f"s{number}")["session"]["status"])


class TestSilence:
    """Nobody said a word for a week."""

    def test_is_asked_about_until_the_next(self, overload: Overload, path: Path) -> None:
        """Once its days of grace are over `next` asks, until the next session; an update says nothing."""
        assert NOT_KNOWN not in overload(path, "next", now="2026-11-24T20:00").out
        assert overload(path, "update", now="2026-11-25T06:00").out == ""
        assert NOT_KNOWN in overload(path, "next", now="2026-11-25T06:00").out
        assert NOT_KNOWN not in overload(path, "next", now="2026-11-25T19:00").out
        assert status(overload, path) == "unknown"

    def test_is_counted_as_such(self, overload: Overload, path: Path) -> None:
        """Report, week and progress say how many are not known; the week has no sets of them."""
        overload(path, "update", now=LATER)
        told = overload(path, "report", now=LATER).out
        assert "\nDone" not in told
        assert "Not known: 3" in told
        assert "Missed" not in told
        assert "Push, not known" in overload(path, "week", now="2026-11-28T06:00").out
        overload(path, "log", "row", "20x8,8,8", "--on", "2026-11-25", now=LATER)
        assert "2 not known" in overload(path, "progress", now=LATER).out

    def test_moves_nothing(self, overload: Overload, path: Path) -> None:
        """It may well have been done: nothing shifts, the order goes on."""
        overload(path, "update", now="2026-11-25T06:00")
        found = overload(path, "week", "--json", now="2026-11-25T06:01").data
        days = [(one["session"]["id"], one["session"]["start"][:10]) for one in found[:3]]
        assert days == [("s1", "2026-11-23"), ("s2", "2026-11-25"), ("s3", "2026-11-27")]

    def test_was_missed_where_that_is_what_it_means(self, overload: Overload, path: Path) -> None:
        """With `silence = "missed"`, and in plans from before there was a choice, it is missed as ever."""
        plan = path / "plan.toml"
        kept = [line for line in plan.read_text(encoding="utf-8").splitlines() if not line.startswith("silence")]
        plan.write_text("\n".join(kept) + "\n", encoding="utf-8")
        overload(path, "update", now="2026-11-28T06:00")
        assert status(overload, path) == "missed"


class TestSaying:
    """`overload did`, however long ago it was."""

    def test_it_was_done(self, overload: Overload, path: Path) -> None:
        """It is done at once, without a figure; undo takes that back."""
        done = overload(path, "did", "s1", now="2026-11-28T06:00")
        assert (done.code, done.out.splitlines()[0]) == (0, "s1 Push of Mon 23 Nov 18:00 is done")
        assert status(overload, path) == "done"
        assert overload(path, "undo", now="2026-11-28T06:01").out.startswith("undone: s1 was done\n")
        assert status(overload, path) == "unknown"

    def test_it_was_not(self, overload: Overload, path: Path) -> None:
        """It is missed, and comes again in its week; given another time it is a new try."""
        done = overload(path, "did", "s1", "--not", now="2026-11-24T06:00")
        assert (done.code, done.out.splitlines()[0]) == (0, "s1 Push of Mon 23 Nov 18:00 was not done")
        overload(path, "update", now="2026-11-28T06:00")
        overload(path, "did", "s2", "--not", now="2026-11-28T06:00")
        assert status(overload, path, 2) == "missed"

    def test_that_was_all(self, overload: Overload, path: Path) -> None:
        """What is begun is offered, beside the next session from the day after; said to be all, it is done."""
        overload(path, "log", "row", "20x8,8,8", now="2026-11-25T19:00")
        told = overload(path, "next", now="2026-11-26T06:00").out
        assert "Pull, begun: 1 of " in told
        assert "Legs: " in told
        assert overload(path, "did", "s2", now="2026-11-26T06:01").code == 0
        assert "Pull" not in overload(path, "next", now="2026-11-26T06:02").out
        refused = overload(path, "did", "s2", "--not", now="2026-11-26T06:03")
        assert (refused.code, "something of Pull is written down" in refused.err) == (2, True)

    def test_what_is_ahead_is_neither(self, overload: Overload, path: Path) -> None:
        """Nobody has done what is still to come; what is to fall away is skipped."""
        assert "Pull is on Wed 25 Nov 2026" in overload(path, "did", "s2", now="2026-11-23T06:00").err
        assert "overload skip s2" in overload(path, "did", "s2", "--not", now="2026-11-23T06:00").err

    def test_all_as_asked(self, overload: Overload, path: Path) -> None:
        """`log --done --on` of a session that is not known writes all of it down."""
        overload(path, "update", now="2026-11-28T06:00")
        assert overload(path, "log", "--done", "--on", "2026-11-23", now="2026-11-28T06:00").code == 0
        assert status(overload, path) == "done"
