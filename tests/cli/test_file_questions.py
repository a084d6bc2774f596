"""`overload import` where a file leaves open what its columns mean: asked on a terminal, remembered, else refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from overload.store import open_store

HEAD = "Date,Exercise,Weight (kg),Reps,Sets,Who,Band pull\n"
FIRST = (
    "03/04/2026,Dumbbell Row,20,12,1,Kim,\n"
    "03/04/2026,Dumbbell Row,20,11,2,Kim,\n"
    "03/04/2026,Dumbbell Row,20,10,3,Alex,\n"
    "03/04/2026,Pull-up,,5,1,Kim,25\n"
)
Terminals = Callable[..., Any]


@pytest.fixture
def path(folder: Callable[..., Path]) -> Path:
    """Return a training folder of somebody called Kim."""
    home = folder("--dumbbells", "bowflex-552", "--bodyweight", "80 kg")
    plan = home / "plan.toml"
    plan.write_text(plan.read_text().replace("[athlete]\n", '[athlete]\nname = "Kim"\n', 1))
    return home


def _written(tmp_path: Path, rows: str, name: str = "mine.csv", head: str = HEAD) -> Path:
    file = tmp_path / name
    file.write_text(head + rows)
    return file


def _log(path: Path) -> dict[str, list[str]]:
    with open_store(path / "overload.db") as store:
        return {
            f"{one.on} {one.exercise}": [f"{done.load} x {done.reps}" for done in one.sets] for one in store.entries()
        }


@pytest.mark.slow
def test_each_thing_left_open_is_one_question(
    path: Path, tmp_path: Path, terminal: Terminals, overload: Callable[..., Any]
) -> None:
    """Order of dates, whose sets, what `Sets` is, and what a column with an unknown name holds; then never again."""
    run = terminal(path, "import", _written(tmp_path, FIRST))
    run.wait_for(r"column 'Band pull' \('25'\): what does it hold \(\? shows what it may be\) \[-\]")
    run.type("?")
    assert "yes where the load is help, or the help itself" in run.wait_for("what does it hold .* ")
    run.type("helpful")
    run.wait_for("'helpful': is none of the answers")
    run.wait_for("what does it hold .* ")
    run.type("assisted")
    run.wait_for(r"whose sets are yours \(Kim, Alex\) \[Kim\]")
    run.type("")
    run.wait_for(r"'Sets' runs 1, 2, 3: what is it \(number, count\) \[number\]")
    run.type("")
    run.wait_for(r"'03/04/2026': what comes first in its dates \(dmy, mdy\) \[dmy\]")
    run.type("mdy")
    run.wait_for("does not say which unit its loads are in")  # that of the help
    run.type("kg")
    run.wait_for("2026-03-04 to 2026-03-04")
    run.wait_for("Write this to the log")
    run.type("y")
    run.wait_for("imported 2 entries with 3 sets")
    assert run.end() == 0
    assert _log(path) == {
        "2026-03-04 dumbbell-row": ["20 kg x 12", "20 kg x 11"],
        "2026-03-04 pull-up": ["-25 kg x 5"],
    }
    # The next file of that kind, without a terminal: what was told is said again.
    later = FIRST.replace("03/04/2026", "05/06/2026")
    done = overload(path, "import", _written(tmp_path, later))
    assert (done.code, _log(path)["2026-05-06 pull-up"]) == (0, ["-25 kg x 5"])
    assert "mine.csv: as last time, --column 'Band pull=assist'" in done.err
    assert "mine.csv: as last time, --person Kim" in done.err


@pytest.mark.parametrize(
    ("rows", "flag"),
    [
        (FIRST, "say whose you want: --person 'Kim'"),
        (FIRST.replace("Alex", "Kim"), "--column 'Sets=-' (numbers), or --column 'Sets=sets' (how many)"),
        (FIRST.replace("Alex", "Kim").replace(",1,", ",2,"), "say which: --date-order dmy (day first)"),
    ],
)
def test_without_a_terminal_it_is_refused_with_the_flag(
    path: Path, tmp_path: Path, rows: str, flag: str, overload: Callable[..., Any]
) -> None:
    """Nothing is guessed and nothing is written."""
    done = overload(path, "import", _written(tmp_path, rows))
    assert (done.code, _log(path)) == (65, {})
    assert flag in done.err


def test_a_column_of_an_unknown_name_is_named_where_nobody_is_asked(
    path: Path, tmp_path: Path, overload: Callable[..., Any]
) -> None:
    """It is told not to be used, as every column that is not."""
    rows = "2026-04-03,Dumbbell Row,20,12,2,Kim,25\n"
    done = overload(path, "import", _written(tmp_path, rows), "--dry-run")
    assert (done.code, "columns not used: Band pull" in done.out) == (0, True)


@pytest.mark.slow
def test_two_columns_of_one_kind_and_a_number_that_may_be_thousands(
    path: Path, tmp_path: Path, terminal: Terminals
) -> None:
    """Which of two columns counts, and which mark sets off decimals, are questions too."""
    head, row = "Date;Exercise;Weight (kg);Reps;Wdh.\n", "2026-04-03;Dumbbell Row;22,125;12;10\n"
    run = terminal(path, "import", _written(tmp_path, row, head=head), "--dry-run")
    run.wait_for(r"which column holds the reps \(4, 5\) \[4\]")
    run.type("5")
    run.wait_for(r"'22,125': do its decimals take a comma or a point \(comma, point\) \[comma\]")
    run.type("")
    run.wait_for(r"Dumbbell Row: 1 set -> dumbbell-row")
    assert run.end() == 0
