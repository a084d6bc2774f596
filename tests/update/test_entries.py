"""What an entry is made of, whoever makes it: its session, what had been asked there, and whether the day was well."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import step_by_step

from overload.model import Entry
from overload.store import open_store

pytestmark = pytest.mark.slow

Overload = Callable[..., Any]

MONDAY, LATER = "2026-11-23T19:00", "2026-11-30T12:00"
"""The evening of the first session; a week on, twelve hours after the first one could last be done on time."""


@pytest.fixture
def path(folder: Callable[..., Path]) -> Path:
    """A folder with one back session a week, on Mondays, and a row that starts at 22.5 lb."""
    home = folder("--calendar", "back-only", "--dumbbells", "bowflex-552", "--load", "row=22.5lb")
    step_by_step(home)
    return home


def logged(path: Path, exercise: str = "dumbbell-row") -> tuple[Entry, ...]:
    """Return what counts of an exercise in the log."""
    with open_store(path / "overload.db") as store:
        return store.entries(exercise=exercise)


def asked(entry: Entry) -> tuple[list[int], set[str]]:
    """Return the reps and the loads that had been asked of an entry; nothing where nobody asked."""
    targets = entry.asked.sets if entry.asked else ()
    return [target.reps for target in targets], {str(target.load) for target in targets}


class TestUnwell:
    """A day is unwell as long as that is in force, whichever came first, that word or the entry."""

    @pytest.mark.parametrize(
        "commands",
        [
            ["log --unwell", "undo", "log row 22.5x8,8,6"],
            ["log --unwell", "log undo", "log row 22.5x8,8,6"],
            ["log row 22.5x8,8,6", "log --unwell", "undo"],
            ["log row 22.5x8,8,6", "log --unwell", "log undo"],
            ["log --unwell", "log row 22.5x8,8,6", "undo", "undo", "log row 22.5x8,8,6"],
            ["log --unwell", "log --unwell", "log row 22.5x8,8,6", "undo", "undo", "log row 22.5x8,8,6"],
        ],
    )
    def test_what_was_taken_back_says_nothing(self, path: Path, overload: Overload, commands: list[str]) -> None:
        """With the word taken back the day counts in full, in whatever order it was all said."""
        for command in commands:
            done = overload(path, *command.split(), now=MONDAY)
            assert done.code == 0, done.err
        story = overload(path, "explain", "row", now=MONDAY).out
        assert "8, 8, 6 at 22.5 lb fell short of 8, 8, 8" in story
        assert "well" not in story
        assert "not well" not in overload(path, "log", "list", now=MONDAY).out

    @pytest.mark.parametrize(
        "commands", [["log --unwell", "log row 22.5x8,8,6"], ["log row 22.5x8,8,6", "log --unwell"]]
    )
    def test_what_is_in_force_is_seen_everywhere(self, path: Path, overload: Overload, commands: list[str]) -> None:
        """The rule, the list, the entry's own page and the export say that the day was unwell."""
        for command in commands:
            assert overload(path, *command.split(), now=MONDAY).code == 0
        assert "You were not well that day" in overload(path, "explain", "row", now=MONDAY).out
        assert "not well" in overload(path, "log", "list", now=MONDAY).out
        assert "not feeling well" in overload(path, "log", "show", "1", now=MONDAY).out
        assert overload(path, "log", "export", "--format", "json", now=MONDAY).data["log"][0]["unwell"] is True

    def test_undo_says_what_it_took_back(self, path: Path, overload: Overload) -> None:
        """The log's own undo takes back the last thing said, the day unwell and then the entry before it."""
        for command in ("log row 22.5x8,8,6", "log --unwell"):
            overload(path, *command.split(), now=MONDAY)
        first, second, third = (overload(path, "log", "undo", now=MONDAY) for _ in range(3))
        assert first.out.splitlines()[0].startswith("undone: not well on ")
        assert second.out.splitlines()[0].startswith("undone: dumbbell-row 22.5lbx8,8,6 on ")
        assert "nothing to undo" in third.err
        assert logged(path) == ()

    def test_an_export_comes_back_whole(self, path: Path, overload: Overload, tmp_path: Path) -> None:
        """What was exported on an unwell day is known when it comes back to the same log, unwell by now or not."""
        for command in ("log row 22.5x8,8,6", "log --unwell"):
            overload(path, *command.split(), now=MONDAY)
        file = tmp_path / "log.csv"
        overload(path, "log", "export", file, now=MONDAY)
        assert "added 0 entries" in overload(path, "import", file, "--yes", now=MONDAY).out
        overload(path, "undo", now=MONDAY)
        assert "added 0 entries" in overload(path, "import", file, "--yes", now=MONDAY).out

    def test_entries_of_earlier_versions_keep_the_word(self, path: Path, overload: Overload) -> None:
        """Where an earlier version wrote the word into entries, the log's undo says what changed on each side."""
        overload(path, "log", "row", "22.5x8,8,6", now=MONDAY)
        with closing(sqlite3.connect(path / "overload.db")) as database, database:
            database.execute(
                "INSERT INTO entries"
                " (id, recorded, on_date, exercise, session, bodyweight, unit, unwell, replaces, asked)"
                " SELECT 2, recorded, on_date, exercise, session, bodyweight, unit, 1, 1, asked FROM entries"
            )
            database.execute(
                "INSERT INTO sets (entry_id, position, reps, amount, unit, aid, rir, side)"
                " SELECT 2, position, reps, amount, unit, aid, rir, side FROM sets"
            )
        assert "You were not well" in overload(path, "explain", "row", now=MONDAY).out
        said = overload(path, "log", "undo", now=MONDAY).out.splitlines()[0]
        before, arrow, after = said.partition(" -> ")
        assert arrow
        assert "not well" in before
        assert "not well" not in after
        assert "fell short" in overload(path, "explain", "row", now=MONDAY).out


class TestAskedOfTheMissed:
    """What had been asked of a session that was missed is what its own date asked."""

    def test_a_line_after_the_grace(self, path: Path, overload: Overload) -> None:
        """Asked for 8, 8, 8 and done in fewer, what is written down too late falls short all the same."""
        done = overload(path, "log", "row", "22.5x7,7,7", "--on", "2026-11-23", now=LATER)
        assert done.code == 0, done.err
        assert "fell short of 8, 8, 8" in done.out
        assert asked(*logged(path)) == ([8, 8, 8], {"22.5 lb"})

    def test_the_load_is_that_of_its_date(self, path: Path, overload: Overload) -> None:
        """Reps alone are at the load the calendar showed for that date."""
        done = overload(path, "log", "row", "10,10,10", "--on", "2026-11-23", now=LATER)
        assert done.code == 0, done.err
        assert "logged dumbbell-row 22.5lbx10,10,10" in done.out

    def test_as_asked_needs_no_sets(self, path: Path, overload: Overload) -> None:
        """A missed exercise can be written down just as it was asked for, by itself or with all that is left."""
        assert overload(path, "log", "row", "--done", "--on", "2026-11-23", now=LATER).code == 0
        assert asked(*logged(path)) == ([8, 8, 8], {"22.5 lb"})

    def test_what_came_since_is_not_looked_at(self, path: Path, overload: Overload) -> None:
        """A heavier session done in between changes nothing about what had been asked before it."""
        assert overload(path, "log", "row", "35x12,12,12", "--on", "2026-11-30", now="2026-11-30T20:00").code == 0
        done = overload(path, "log", "row", "8,8,8", "--on", "2026-11-23", now="2026-11-30T21:00")
        assert done.code == 0, done.err
        first, second = logged(path)
        assert (first.on, asked(first)) == (date(2026, 11, 23), ([8, 8, 8], {"22.5 lb"}))
        assert second.on == date(2026, 11, 30)

    def test_an_entry_put_on_the_right_date(self, path: Path, overload: Overload) -> None:
        """An entry corrected to the date of a session it belongs to holds what that session asked."""
        overload(path, "log", "row", "22.5x7,7,7", "--on", "2026-11-20", now=MONDAY)
        assert overload(path, "log", "edit", "1", "--on", "2026-11-23", now=MONDAY).code == 0
        (entry,) = logged(path)
        assert (entry.session, asked(entry)) == (1, ([8, 8, 8], {"22.5 lb"}))

    def test_an_import(self, path: Path, overload: Overload, tmp_path: Path) -> None:
        """What another app wrote belongs to the session of its date; nobody asked for it, so none is left out."""
        file = tmp_path / "strong.csv"
        file.write_text(
            "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
            + "".join(
                f'2026-11-23 18:05:00,"Back",1h,"Dumbbell Row",{number},22.5,7,0,0,"","",\n' for number in (1, 2, 3)
            )
        )
        words = ["--unit", "lb", "--map", "Dumbbell Row=row", "--per", "dumbbell", "--yes"]
        done = overload(path, "import", file, *words, now=LATER)
        assert done.code == 0, done.err
        (entry,) = logged(path)
        assert (entry.session, entry.asked) == (1, None)
