"""`overload log` on a real terminal: through the session, back and out, and killed in the middle."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import step_by_step

from overload.store import open_store

pytestmark = pytest.mark.slow
DAY = "2026-11-25T19:00"
Terminals = Callable[..., Any]


@pytest.fixture
def path(folder: Callable[..., Path]) -> Path:
    """Return a folder whose back day is today."""
    home = folder("--dumbbells", "bowflex-552", "--bodyweight", "80 kg")
    step_by_step(home)
    return home


def _log(path: Path) -> dict[str, list[int]]:
    with open_store(path / "overload.db") as store:
        return {one.exercise: [done.reps for done in one.sets] for one in store.entries()}


def _left_out(path: Path) -> set[str]:
    with open_store(path / "overload.db") as store:
        return {entry.exercise for entry in store.entries() if all(done.left_out for done in entry.sets)}


def _sets(path: Path) -> Iterator[int]:
    yield from (reps for sets in _log(path).values() for reps in sets)


def test_a_walk_through_the_session(path: Path, overload: Callable[..., Any], terminal: Terminals) -> None:
    """Enter is as asked, reps may come one by one or at once, a dash skips, ? explains, b goes back, q leaves."""
    walk = terminal(path, "log")
    assert "Warm-up" in walk.wait_for(r"Dumbbell deadlift \(1 of 5\).*")
    walk.wait_for("sets> ")
    walk.type("?")
    assert "as asked" in walk.wait_for("sets> ")
    walk.type("")
    walk.wait_for(r"kept: 40lbx8,8,8")
    walk.wait_for(r"next time: .*")
    walk.wait_for(r"Pull-up \(2 of 5\)")
    walk.wait_for("sets> ")
    walk.type("6")
    walk.wait_for("set 2 of 3> ")
    walk.type("nonsense")
    walk.wait_for("is not a number of reps")
    walk.wait_for("set 2 of 3> ")
    walk.type("5,5")
    walk.wait_for(r"Dumbbell row \(3 of 5\)")
    walk.wait_for("sets> ")
    walk.type("b")
    walk.wait_for("is undone; enter it again")
    walk.wait_for("sets> ")
    walk.type("4,4,4")
    walk.wait_for(r"Dumbbell row \(3 of 5\)")
    walk.wait_for("sets> ")
    walk.type("25x10,9,L8/R7")
    walk.wait_for(r"Dumbbell shrug \(4 of 5\)")
    walk.wait_for("sets> ")
    walk.type("-")
    walk.wait_for(r"Reverse dumbbell fly \(5 of 5\)")
    walk.wait_for("sets> ")
    walk.type("q")
    walk.wait_for("still open in s2: Reverse dumbbell fly")
    assert walk.end() == 0
    assert _log(path) == {
        "dumbbell-deadlift": [8, 8, 8],
        "pull-up": [4, 4, 4],
        "dumbbell-row": [10, 9, 8, 7],
        "dumbbell-shrug": [0, 0, 0],
    }
    assert _left_out(path) == {"dumbbell-shrug"}
    again = terminal(path, "log")
    again.wait_for(r"Reverse dumbbell fly \(5 of 5\)")
    again.wait_for("sets> ")
    again.type("")
    again.wait_for("is logged; the calendar is up to date")
    assert again.end() == 0
    assert "Pull, done" in overload(path, "feed", "show", now=DAY).out


def test_sets_and_reps_are_taken_as_they_are_shown(path: Path, terminal: Terminals) -> None:
    """`3x8` below `40 lb: 3 x 8` is three sets of 8 at 40; what can mean two things is asked about."""
    walk = terminal(path, "log")
    walk.wait_for(r"40 lb(?: \(.*\))?: 3 x 8")
    walk.wait_for("sets> ")
    walk.type("3x8")
    walk.wait_for("kept: 40lbx8,8,8")
    walk.wait_for("sets> ")
    walk.type("n")
    walk.wait_for(r"Dumbbell row \(3 of 5\)")
    walk.wait_for("sets> ")
    walk.type("5x10")
    walk.wait_for("can mean two things")
    walk.wait_for(r"which \(1, 2\)> ")
    walk.type("2")
    walk.wait_for("kept: 5lbx10")
    walk.kill()


def test_the_rest_is_counted_down(path: Path, terminal: Terminals) -> None:
    """With --timer, after each set but the last; Enter goes on."""
    walk = terminal(path, "log", "--timer")
    walk.wait_for("sets> ")
    walk.type("8")
    walk.wait_for(r"rest \d:\d\d")
    walk.type("")
    walk.wait_for("set 2 of 3> ")
    walk.kill()


def test_no_acknowledged_set_is_lost(path: Path, terminal: Terminals) -> None:
    """Killed at any moment, what it said it kept is there."""
    draw, kept = random.Random(7), 0
    for _ in range(12):
        if len(list(_sets(path))) >= 13:
            break
        walk = terminal(path, "log")
        for _ in range(draw.randint(1, 3)):
            walk.wait_for(r"(?:sets|set \d of \d)> ")
            walk.type(str(draw.randint(1, 12)))
            walk.wait_for("kept: ")
            kept += 1
        if draw.random() < 0.5:
            walk.wait_for(r"(?:sets|set \d of \d)> ")
            walk.type("9")
            time.sleep(draw.random() * 0.2)  # noqa: TID251 - any moment to be killed at is right
        walk.kill()
        found = len(list(_sets(path)))
        assert found >= kept
        kept = found
    with open_store(path / "overload.db") as store:
        assert store.verify() == ()


def test_enter_answers_only_for_what_was_shown(path: Path, terminal: Terminals) -> None:
    """Two Enters at once write one exercise down, not the one after it; sets typed early are taken."""
    walk = terminal(path, "log")
    walk.wait_for("sets> ")
    walk.type("\n")
    walk.wait_for(r"Pull-up \(2 of 5\)")
    walk.wait_for("before this appeared is ignored")
    walk.wait_for("sets> ")
    assert _log(path) == {"dumbbell-deadlift": [8, 8, 8]}
    walk.type("6,5,5\n9,9,9")
    walk.wait_for(r"Dumbbell shrug \(4 of 5\)")
    walk.wait_for("sets> ")
    walk.type("q")
    walk.wait_for("'overload log undo' undoes the last entry")
    assert walk.end() == 0
    assert _log(path) == {"dumbbell-deadlift": [8, 8, 8], "pull-up": [6, 5, 5], "dumbbell-row": [9, 9, 9]}


def test_no_word_is_broken(path: Path, terminal: Terminals, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal of 34 columns no line is longer, whatever the walk says, and where it went on is indented."""
    monkeypatch.setenv("COLUMNS", "34")
    walk = terminal(path, "log")
    said = walk.wait_for("sets> ")
    walk.type("?")
    said += walk.wait_for("sets> ")
    walk.type("")
    said += walk.wait_for(r"Pull-up \(2 of 5\)")
    walk.kill()
    assert max(len(line) for line in said.splitlines()) <= 34


def test_the_rest_of_an_exercise_is_asked_anew(path: Path, terminal: Terminals) -> None:
    """A first set far off changes what is asked of the rest, which is said; Enter is then as asked anew."""
    walk = terminal(path, "log")
    walk.wait_for(r"40 lb(?: \(.*\))?: 3 x 8")
    walk.wait_for("sets> ")
    walk.type("4")
    walk.wait_for("kept: 40lbx4")
    walk.wait_for(r"40 lb was too heavy today: 35 lb x 8 for the\s+rest")
    walk.wait_for("set 2 of 3> ")
    walk.type("")
    walk.wait_for(r"kept: 40lbx4 35lbx8,8")
    walk.wait_for("sets> ")
    walk.type("b")
    walk.wait_for("is undone; enter it again")
    walk.wait_for(r"40 lb(?: \(.*\))?: 3 x 8")
    walk.kill()


def test_what_was_left_is_taken_with_as_asked(path: Path, terminal: Terminals) -> None:
    """`r2` is as asked with two left in the last set, `r3+` three or more; Enter alone says nothing of it."""
    walk = terminal(path, "log")
    walk.wait_for("r2 as asked with 2 left")
    walk.wait_for("sets> ")
    walk.type("r2")
    walk.wait_for("kept: 40lbx8,8,8@rir2")
    walk.wait_for("sets> ")
    walk.type("5")
    walk.wait_for("set 2 of 3> ")
    walk.type("R3+")
    walk.wait_for(r"kept: \S+x5,5,5@rir3")
    walk.kill()
