"""`overload log bodyweight`: what is weighed, from when on it counts, and for what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Overload = Callable[..., Any]
MONDAY = "2026-11-23T19:00"


@pytest.fixture
def path(folder: Callable[..., Path]) -> Path:
    """Return a folder that trains the back on Mondays, of somebody who weighed 80 kg when it began."""
    return folder("--calendar", "back-only", "--dumbbells", "bowflex-552", "--bodyweight", "80 kg")


def _known(path: Path, overload: Overload) -> list[tuple[str, str]]:
    rows = overload(path, "log", "bodyweight", "--json", now=MONDAY).data
    return [(row["date"], row["bodyweight"]) for row in rows]


def test_what_is_said_is_seen(path: Path, overload: Overload) -> None:
    """A weight is kept for its day, with its unit or the athlete's, and said with what it was before."""
    first = overload(path, "log", "bodyweight", "81,5", now=MONDAY)
    assert first.out.splitlines()[0] == "noted: 81.5 kg on Mon 23 Nov 2026 (80 kg before)"
    late = overload(path, "log", "bodyweight", "179", "lb", "--on", "fri", now=MONDAY)
    said = "noted: 179 lb on Fri 20 Nov 2026 (80 kg before); Mon 23 Nov 2026 has 81.5 kg"
    assert late.out.splitlines()[0] == said
    assert _known(path, overload) == [("2026-11-20", "179 lb"), ("2026-11-23", "81.5 kg")]


def test_said_twice_it_is_kept_once(path: Path, overload: Overload) -> None:
    """The same weight of the same day adds nothing, so that one undo takes it back."""
    for _ in range(2):
        assert overload(path, "log", "bodyweight", "81.5 kg", now=MONDAY).code == 0
    assert overload(path, "undo", now=MONDAY).out.startswith("undone: bodyweight 81.5 kg on Mon 23 Nov 2026")
    assert _known(path, overload) == []


def test_before_the_first_one_plan_toml_says_it(path: Path, overload: Overload) -> None:
    """Without a weight the latest are shown; where there are none, what counts instead and how to begin."""
    told = overload(path, "log", "bodyweight", now=MONDAY).out
    assert told == (
        "no bodyweight is logged yet, and plan.toml says 80 kg; start with: overload log bodyweight 81.5 kg\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("8.15", "kg"), "8.15 kg is not a likely bodyweight; write it like '80 kg'"),
        (("815",), "815 kg is not a likely bodyweight"),
        (("-80",), "'-80' is not a bodyweight"),
        (("squat", "10,10"), "'squat 10,10' is not a bodyweight; write it like '81.5 kg'"),
        (("81", "--on", "tomorrow"), "is in the future"),
        (("--on", "mon"), "goes with a weight"),
    ],
)
def test_what_is_no_bodyweight_is_refused(path: Path, overload: Overload, words: tuple[str, ...], said: str) -> None:
    """A slip of the finger, an exercise and a day to come are refused with words, and nothing is kept."""
    done = overload(path, "log", "bodyweight", *words, now=MONDAY)
    assert done.code in {2, 65}
    assert said in done.err
    assert _known(path, overload) == []


def test_undo_takes_back_what_was_done_last(path: Path, overload: Overload) -> None:
    """Weights, entries, days not well and moves are taken back in the order they were said, the last first."""
    for words in (
        ("log", "bodyweight", "81 kg"),
        ("log", "row", "20x8"),
        ("log", "--unwell"),
        ("log", "bodyweight", "82 kg"),
        ("away", "add", "2026-12-21", "2026-12-27"),
        ("log", "bodyweight", "83 kg"),
    ):
        assert overload(path, *words, now=MONDAY).code == 0, words
    undone = [overload(path, "undo", now=MONDAY).out.splitlines()[0] for _ in range(6)]
    assert [line.removeprefix("undone: ").split(" on ")[0].split(" Mon ")[0] for line in undone] == [
        "bodyweight 83 kg", "away", "bodyweight 82 kg", "not well", "dumbbell-row 20lbx8", "bodyweight 81 kg",
    ]  # fmt: skip
    assert overload(path, "undo", now=MONDAY).code == 2


def test_log_undo_takes_it_back_too(path: Path, overload: Overload) -> None:
    """`log undo` takes back the last change of the log, a bodyweight among them."""
    overload(path, "log", "row", "20x8", now=MONDAY)
    overload(path, "log", "bodyweight", "83 kg", now=MONDAY)
    assert overload(path, "log", "undo", now=MONDAY).out.startswith("undone: bodyweight 83 kg")
    assert overload(path, "log", "undo", now=MONDAY).out.startswith("undone: dumbbell-row")


def test_it_counts_for_what_is_logged_already(path: Path, overload: Overload) -> None:
    """A weight said late serves what was done since: estimates go by it, and the entry tells what was noted then."""
    overload(path, "log", "pull-up", "bwx8", now=MONDAY)
    before = overload(path, "progress", "pull-up", "--json", now=MONDAY).data
    overload(path, "log", "bodyweight", "90 kg", now=MONDAY)
    after = overload(path, "progress", "pull-up", "--json", now=MONDAY).data
    estimates = [data["exercises"][0]["days"][0]["e1rm_kg"] for data in (before, after)]
    assert estimates[1] == pytest.approx(estimates[0] * 90 / 80, rel=0.001)
    assert "bodyweight: 90 kg (80 kg when it was written down)" in overload(path, "log", "show", "1").out
    assert overload(path, "log", "show", "1", "--json").data[0]["bodyweight"] == "80 kg"


def test_the_next_update_takes_account_of_it(path: Path, overload: Overload) -> None:
    """A weight of the day is in what the next entry notes."""
    overload(path, "log", "bodyweight", "90 kg", "--on", "sun", now=MONDAY)
    overload(path, "log", "pull-up", "bwx8", now=MONDAY)
    assert overload(path, "log", "show", "1", "--json").data[0]["bodyweight"] == "90 kg"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_export_carries_it(
    path: Path, overload: Overload, tmp_path: Path, folder: Callable[..., Path], form: str
) -> None:
    """What is exported comes back elsewhere, weights too, and once."""
    overload(path, "log", "row", "20x8", now=MONDAY)
    overload(path, "log", "bodyweight", "83 kg", now=MONDAY)
    file = tmp_path / f"log.{form}"
    assert overload(path, "log", "export", str(file)).out == f"wrote 1 entry and 1 bodyweight to {file}\n"
    path.rename(tmp_path / "before")
    there = folder("--calendar", "back-only", "--dumbbells", "bowflex-552")
    assert overload(there, "import", str(file), now=MONDAY).out.startswith("added 1 entry and 1 bodyweight")
    assert overload(there, "import", str(file), now=MONDAY).out.startswith("added 0 entries, 1 entry there already")
    assert _known(there, overload) == [("2026-11-23", "83 kg")]
