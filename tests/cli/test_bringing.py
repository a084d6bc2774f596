"""`overload import` on a real terminal: what it asks, what it shows before it writes, and its bar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from overload.store import open_store

pytestmark = pytest.mark.slow
HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
ROWS = (
    ("Deadlift (Dumbbell)", 24, 10),
    ("Heavy Dumbbell Rowing", 20, 12),
    ("Garden Work", 5, 20),
)
Terminals = Callable[..., Any]


@pytest.fixture
def path(folder: Callable[..., Path]) -> Path:
    """Return a training folder."""
    return folder("--dumbbells", "bowflex-552", "--bodyweight", "80 kg")


@pytest.fixture
def file(tmp_path: Path) -> Callable[[int], Path]:
    """Write an export of so many days that says neither a unit nor whether loads are of one dumbbell."""

    def write(days: int) -> Path:
        lines = [
            f'{date(2026, 11, 1) - timedelta(days=day)} 07:05:11,"Back",1h,"{name}",1,{weight},{reps},0,0,"","",'
            for day in range(days)
            for name, weight, reps in ROWS
        ]
        made = tmp_path / "strong.csv"
        made.write_text("\n".join((HEAD, *lines, "")), encoding="utf-8")
        return made

    return write


def loads(path: Path) -> dict[str, set[str]]:
    """Return the loads in the log, by exercise."""
    found: dict[str, set[str]] = {}
    with open_store(path / "overload.db") as store:
        for entry in store.entries():
            found.setdefault(entry.exercise, set()).update(str(one.load) for one in entry.sets)
    return found


def test_it_asks_for_what_the_file_does_not_say(path: Path, file: Callable[[int], Path], terminal: Terminals) -> None:
    """A name that is near one known, per dumbbell or both, the unit; a wrong answer is asked again, nothing is lost."""
    run = terminal(path, "import", file(2))
    run.wait_for(r"'Heavy Dumbbell Rowing': which exercise is it .*\[dumbbell-row\]")
    run.type("sqat")
    run.wait_for("no exercise 'sqat'")
    run.wait_for(r"\[dumbbell-row\]")
    run.type("")
    run.wait_for(r"'Deadlift \(Dumbbell\)': are its loads for one dumbbell, or for both together")
    run.type("both")
    run.wait_for("does not say which unit its loads are in")
    run.type("stone")
    run.wait_for("not one of")
    run.type("lb")
    shown = run.wait_for(r"Write this to the log\? \[Y/n\]")
    assert "2 workouts, 6 sets" in shown
    assert "loads of both dumbbells together, halved" in shown
    assert "loads without a unit are in lb" in shown
    assert loads(path) == {}
    run.type("")
    assert run.end() == 0, run.said
    assert "imported 6 entries with 6 sets" in run.said
    assert loads(path) == {"dumbbell-deadlift": {"12 lb"}, "dumbbell-row": {"20 lb"}, "garden-work": {"5 lb"}}


def test_no_leaves_everything_as_it_was(path: Path, file: Callable[[int], Path], terminal: Terminals) -> None:
    """Declined after the summary, nothing is written and nothing remembered."""
    run = terminal(path, "import", file(1), "--unit", "kg", "--per", "dumbbell")
    run.wait_for(r"\[dumbbell-row\]")
    run.type("-")
    assert "left out" in run.wait_for(r"Write this to the log\?")
    run.type("n")
    assert run.end() != 0
    assert loads(path) == {}
    again = terminal(path, "import", file(1), "--unit", "kg", "--per", "dumbbell")
    again.wait_for(r"\[dumbbell-row\]")
    again.kill()


def test_answers_are_remembered(path: Path, file: Callable[[int], Path], terminal: Terminals) -> None:
    """The next export of the same app is asked about nothing that was answered, and adds what is new."""
    run = terminal(path, "import", file(1))
    for answer in ("", "dumbbell", "kg", ""):
        run.wait_for(r"\]: ")
        run.type(answer)
    assert run.end() == 0, run.said
    again = terminal(path, "import", file(2))
    assert "which exercise" not in again.wait_for(r"Write this to the log\?")
    again.type("")
    assert again.end() == 0, again.said
    assert "imported 3 entries" in again.said


def test_long_work_has_a_bar(path: Path, file: Callable[[int], Path], terminal: Terminals) -> None:
    """Thousands of sets: bars on the terminal while they are read, written and looked back at, none in a pipe."""
    flags = ("--unit", "kg", "--per", "dumbbell", "--map", "Heavy Dumbbell Rowing=dumbbell-row", "--yes")
    run = terminal(path, "import", file(2500), *flags)
    run.wait_for(r"reading .*━")
    run.wait_for(r"writing .*━")
    assert run.end() == 0, run.said
    assert "imported 7,500 entries" in run.said
    looking = terminal(path, "progress", "--since", "2020-01-01")
    looking.wait_for(r"reading the log .*━")
    looking.wait_for(r"Dumbbell row")
    assert looking.end() == 0, looking.said
    drawing = terminal(path, "progress", "row", "--plot", path / "row.svg")
    drawing.wait_for(r"drawing .*━")
    drawing.wait_for(r"wrote ")
    assert drawing.end() == 0, drawing.said


def test_in_a_pipe_there_is_no_bar(path: Path, file: Callable[[int], Path], overload: Callable[..., Any]) -> None:
    """Only words, and only what was done."""
    flags = ("--unit", "kg", "--per", "dumbbell", "--yes")
    done = overload(path, "import", file(1500), *flags)
    assert (done.code, "━" in done.out + done.err) == (0, False)
