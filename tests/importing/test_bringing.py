"""Importing into a training folder: what is asked, what is written, and what a second import does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from overload.model import Entry
from overload.model.notation import write_sets
from overload.store import open_store

SAMPLES = Path(__file__).parent / "samples"


def log_of(folder: Path) -> dict[str, list[str]]:
    """Return the sets of each exercise as they are written."""
    found: dict[str, list[str]] = {}
    for one in entries_of(folder):
        found.setdefault(one.exercise, []).append(write_sets(one.sets))
    return found


def entries_of(folder: Path) -> tuple[Entry, ...]:
    """Return the log."""
    with open_store(folder / "overload.db") as store:
        return store.entries()


class TestWriting:
    """What a file holds becomes entries of the log."""

    def test_sets_become_entries_by_exercise(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """All sets are in the log, help as a negative load, warm-up and drop sets as what they are."""
        path = folder()
        done = overload(path, "import", SAMPLES / "hevy.csv", "--per", "dumbbell")
        assert done.code == 0, done.err
        assert log_of(path) == {
            "dumbbell-deadlift": ["warm-up 12kgx8 24kgx10@rir2,9@rir1"],
            "pull-up": ["bwx6 -15kgx8@rir1.5 5kgx3@rir0"],
            "dumbbell-row": ["20kgx12"],
            "dumbbell-shrug": ["24kgx15"],
            "reverse-dumbbell-fly": ["6kgx14 drop 4kgx10"],
        }
        notes = [one.note for one in entries_of(path)]
        assert notes == ["", "", "left first no twisting", "", ""]
        assert "imported 5 entries with 10 sets\n" in done.out

    def test_a_second_import_adds_nothing(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """However often a file comes, in whichever layout of the app, its workouts are in the log once."""
        path = folder()
        overload(path, "import", SAMPLES / "strong.csv", "--per", "dumbbell")
        before = log_of(path)
        done = overload(path, "import", SAMPLES / "strong.csv")
        assert "nothing new" in done.out
        assert log_of(path) == before

    def test_a_workout_that_has_grown_is_corrected(
        self, folder: Callable[..., Path], overload: Callable[..., Any], tmp_path: Path
    ) -> None:
        """A set written down in the app after the first import is added to its entry by a correction."""
        path, whole = folder(), (SAMPLES / "strong_classic.csv").read_text()
        part = tmp_path / "part.csv"
        part.write_text("\n".join(line for line in whole.split("\n") if '"Deadlift (Dumbbell)",2' not in line))
        assert overload(path, "import", part, "--unit", "kg", "--per", "dumbbell").code == 0
        done = overload(path, "import", SAMPLES / "strong_classic.csv")
        assert "1 entry had changed" in done.out
        assert log_of(path)["dumbbell-deadlift"] == ["24kgx10,9@rir1.5"]

    def test_the_first_prescriptions_come_from_it(
        self, folder: Callable[..., Path], overload: Callable[..., Any]
    ) -> None:
        """The calendar is republished, and what comes next follows from the history."""
        path = folder("--dumbbells", "bowflex-552", "--calendar", "back-only", now="2026-10-08T05:00")
        before = overload(path, "next", "--json", now="2026-10-08T05:00").out
        done = overload(path, "import", SAMPLES / "strong.csv", "--per", "dumbbell", now="2026-10-08T05:00")
        assert done.code == 0, done.err
        after = overload(path, "next", now="2026-10-08T05:00").out
        assert after != before
        assert "Nothing is known yet" not in after

    def test_times_with_a_zone_fall_on_the_athlete_s_date(
        self, folder: Callable[..., Path], overload: Callable[..., Any]
    ) -> None:
        """15:42 UTC is the next day in Auckland."""
        path = folder("--zone", "Pacific/Auckland")
        overload(path, "import", SAMPLES / "liftosaur.csv")
        assert {one.on.isoformat() for one in entries_of(path)} == {"2026-10-07"}


class TestAsking:
    """What a file does not say is asked for, never guessed."""

    def test_a_unit_nobody_states_is_asked_for(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """Without --unit nothing is written; with it once, the answer is remembered."""
        path = folder()
        refused = overload(path, "import", SAMPLES / "strengthlog.csv", "--per", "dumbbell")
        assert (refused.code, log_of(path)) == (2, {})
        assert "add --unit kg or --unit lb" in refused.err
        assert overload(path, "import", SAMPLES / "strengthlog.csv", "--unit", "lb", "--yes").code == 0
        assert log_of(path)["dumbbell-row"] == ["20lbx12,11"]
        assert overload(path, "import", SAMPLES / "strengthlog.csv").code == 0

    def test_loads_of_both_dumbbells_are_halved(
        self, folder: Callable[..., Path], overload: Callable[..., Any]
    ) -> None:
        """--per both halves what a pair lifts and leaves what one hand or the body carries."""
        path = folder()
        refused = overload(path, "import", SAMPLES / "jefit.csv")
        assert refused.code == 2
        assert "add --per dumbbell or --per both" in refused.err
        words = ("--per", "dumbbell", "--per", "Dumbbell Shrug=both")
        assert overload(path, "import", SAMPLES / "jefit.csv", *words).code == 0
        assert log_of(path)["dumbbell-shrug"] == ["12kgx15"]
        assert log_of(path)["dumbbell-deadlift"] == ["24kgx10,10,9"]
        assert log_of(path)["dumbbell-row"] == ["20kgx12,11"]

    def test_names_are_mapped_and_the_mapping_is_remembered(
        self, folder: Callable[..., Path], overload: Callable[..., Any]
    ) -> None:
        """--map says what a name is, - leaves it out, an unknown one is kept as it is called; so it is next time."""
        path = folder()
        words = ("--map", "9001=deadlift", "--map", "9002=-", "--per", "dumbbell")
        done = overload(path, "import", SAMPLES / "wger.json", *words)
        assert done.code == 0, done.err
        assert "left out: 1 x set of '9002', which you left out" in done.out
        assert log_of(path) == {"dumbbell-deadlift": ["24kgx10@rir2,9@rir1"], "9003": ["20kgx12@rir2"]}
        again = overload(path, "import", SAMPLES / "wger.json")
        assert "9001: 2 sets -> dumbbell-deadlift" in again.out

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("--map", "Nonsense=row"), "the file has no exercise of that name"),
            (("--map", "Dumbbell Row=nothing"), "there is no exercise 'nothing'"),
            (("--map", "Dumbbell Row"), "does not name an exercise"),
            (("--per", "hand"), "is neither 'dumbbell' nor 'both'"),
        ],
    )
    def test_a_flag_that_means_nothing_is_wrong_usage(
        self, words: tuple[str, ...], said: str, folder: Callable[..., Path], overload: Callable[..., Any]
    ) -> None:
        """What the flags name has to be there."""
        done = overload(folder(), "import", SAMPLES / "hevy.csv", *words)
        assert done.code == 2
        assert said in done.err

    def test_a_dry_run_writes_nothing(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """It shows what each name would become."""
        path = folder()
        done = overload(path, "import", SAMPLES / "strengthlog.csv", "--dry-run")
        assert done.code == 0, done.err
        assert "Dumbbell Row: 2 sets -> dumbbell-row" in done.out
        assert "it does not say which unit its loads are in" in done.out
        assert log_of(path) == {}

    def test_a_file_that_is_not_there(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """It is named, with the code for files."""
        done = overload(folder(), "import", "nowhere.csv")
        assert (done.code, done.err) == (
            74,
            "overload: nowhere.csv: No such file or directory; name a file that can be read\n",
        )
