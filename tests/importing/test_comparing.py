"""Importing again is a comparison by content: the same, corrected, new, or like an entry of one's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.importing.comparing import What, compare
from overload.importing.entries import Brought
from overload.model import Entry, SetDone
from overload.model.notation import write_sets
from overload.store import open_store
from overload.units import load

HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
BACK = (
    ("Deadlift (Dumbbell)", 1, "24.0", 10),
    ("Deadlift (Dumbbell)", 2, "24.0", 9),
    ("Pull Up", 1, "0", 6),
    ("Bent Over One Arm Row (Dumbbell)", 1, "20.0", 12),
)
GERMAN = {
    "Deadlift (Dumbbell)": "Kreuzheben (Kurzhantel)",
    "Pull Up": "Klimmzug",
    "Bent Over One Arm Row (Dumbbell)": "Einarmiges Rudern",
}


def strong(at: str = "2026-10-06 17:42:03", name: str = "Back", sets: Any = BACK) -> str:
    """Return a workout as Strong exports it."""
    return HEAD + "".join(
        f'{at},"{name}",1h,"{one}",{order},{weight},{reps},0,0,"","",\n' for one, order, weight, reps in sets
    )


@pytest.fixture
def bring(folder: Callable[..., Path], overload: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Return what imports a text into one folder."""
    path = folder()

    def run(text: str, *words: str) -> Any:
        file = tmp_path / "export.csv"
        file.write_text(text)
        done = overload(path, "import", file, "--unit", "kg", "--per", "dumbbell", *words)
        assert done.code in {0, 3}, done.err
        return done

    run.path = path
    return run


def log_of(path: Path) -> list[str]:
    """Return the entries that count."""
    with open_store(path / "overload.db") as store:
        return sorted(f"{one.on:%m-%d} {one.exercise} {write_sets(one.sets)}" for one in store.entries())


class TestAgain:
    """A file that comes again adds what is new and no more."""

    @pytest.mark.parametrize(
        "other",
        [
            strong(),
            strong(at="2026-10-06 18:42:03"),
            strong(at="2026-10-06 18:42:03", name="Push"),
            strong(sets=[(GERMAN[name], *rest) for name, *rest in BACK]),
            strong(at="2026-10-07 00:12:03"),
        ],
        ids=["as it was", "an hour later", "renamed", "in German", "behind midnight"],
    )
    def test_the_same_is_not_added(self, bring: Callable[..., Any], other: str) -> None:
        """Whatever it is called, and whichever clock it was written by."""
        bring(strong())
        before = log_of(bring.path)
        done = bring(other)
        assert "nothing new" in done.out
        assert "beside the log: 3 same" in done.out
        assert log_of(bring.path) == before

    def test_another_day_is_another_workout(self, bring: Callable[..., Any]) -> None:
        """The same work on the next day, in a file that holds both, is new."""
        bring(strong())
        done = bring(strong() + strong(at="2026-10-07 17:42:03").removeprefix(HEAD))
        assert "3 new, 3 same" in done.out
        assert len(log_of(bring.path)) == 6

    def test_what_was_corrected_in_the_app_is_corrected(self, bring: Callable[..., Any]) -> None:
        """A weight, and a set that came later; each time, and shown before it is written."""
        bring(strong())
        for weight, sets in (("26.0", BACK), ("28.0", (*BACK, ("Pull Up", 2, "0", 5))), ("30.0", BACK)):
            changed = tuple(
                (name, order, weight if name.startswith("Bent") else was, reps) for name, order, was, reps in sets
            )
            done = bring(strong(sets=changed))
            assert f"2026-10-06 dumbbell-row: {weight[:2]}kgx12 corrects" in done.out
            found = [one for one in log_of(bring.path) if "dumbbell-row" in one]
            assert found == [f"10-06 dumbbell-row {weight[:2]}kgx12"]
        assert len(log_of(bring.path)) == 3

    def test_a_correction_beside_a_moved_clock(self, bring: Callable[..., Any]) -> None:
        """Most of its sets say which entry it is."""
        bring(strong())
        sets = (*BACK[:1], ("Deadlift (Dumbbell)", 2, "24.0", 8), *BACK[2:])
        done = bring(strong(at="2026-10-06 18:42:03", sets=sets))
        assert "2 same, 1 corrected" in done.out
        assert len(log_of(bring.path)) == 3

    @pytest.mark.parametrize("column", [2, 3])
    def test_all_figures_of_an_exercise_corrected_beside_a_moved_clock(
        self, bring: Callable[..., Any], column: int
    ) -> None:
        """Whether it is all loads or all counts, nothing is there twice."""
        bring(strong())
        changed = tuple(
            tuple(
                {2: "18.0", 3: 14}[column] if at == column and "Row" in one[0] else cell for at, cell in enumerate(one)
            )
            for one in BACK
        )
        bring(strong("2026-10-06 18:42:03", sets=changed))
        rows = [one for one in log_of(bring.path) if "row" in one]
        assert len(rows) == 1
        assert {2: "18kgx12", 3: "20kgx14"}[column] in rows[0]

    def test_all_of_an_exercise_corrected_in_a_workout_that_is_known(self, bring: Callable[..., Any]) -> None:
        """What else was done on that date shows that it is the same workout."""
        bring(strong())
        changed = (*BACK[:3], (BACK[3][0], 1, "18.0", 7), (BACK[3][0], 2, "18.0", 6))
        bring(strong("2026-10-06 18:42:03", sets=changed))
        assert [one for one in log_of(bring.path) if "row" in one] == ["10-06 dumbbell-row 18kgx7,6"]

    def test_what_was_changed_here_stays(self, bring: Callable[..., Any], overload: Callable[..., Any]) -> None:
        """A correction by hand is not undone by the file."""
        bring(strong())
        row = next(
            one["entry"]
            for one in overload(bring.path, "log", "list", "--json").data
            if one["exercise"] == "dumbbell-row"
        )
        assert overload(bring.path, "log", "edit", row, "22kgx12").code == 0
        assert "1 changed here since" in bring(strong()).out
        assert "10-06 dumbbell-row 22kgx12" in log_of(bring.path)

    def test_an_entry_of_one_s_own(self, bring: Callable[..., Any], overload: Callable[..., Any]) -> None:
        """What looks like it is left out and named, unless it is asked for."""
        overload(bring.path, "log", "row", "20kgx12", "--on", "2026-10-06")
        assert len(log_of(bring.path)) == 1
        done = bring(strong())
        assert "2 new, 1 like your own" in done.out
        assert "2026-10-06 dumbbell-row: 20kgx12 looks like your own entry" in done.out
        assert len(log_of(bring.path)) == 3
        bring(strong(), "--add-alike")
        assert len(log_of(bring.path)) == 4

    def test_a_dry_run_says_what_it_would_do_with_each(self, bring: Callable[..., Any]) -> None:
        """As JSON, and nothing is written."""
        bring(strong())
        before = log_of(bring.path)
        later = strong(at="2026-10-20 17:42:03", sets=BACK[:1]).removeprefix(HEAD)
        data = bring(strong() + later, "--dry-run", "--json").data
        assert [one["what"] for one in data["entries"]] == ["same", "same", "same", "new"]
        new = {"date": "2026-10-20", "exercise": "dumbbell-deadlift", "sets": "24kgx10", "what": "new"}
        assert data["entries"][-1] == new
        assert log_of(bring.path) == before


SETS = st.lists(
    st.builds(SetDone, st.integers(1, 3), st.sampled_from([load("20 kg"), load("22 kg")])), min_size=1, max_size=3
)
ENTRIES = st.lists(
    st.builds(
        Entry,
        id=st.just(0),
        recorded=st.just(datetime(2026, 1, 1, tzinfo=UTC)),
        on=st.dates(date(2026, 1, 1), date(2026, 1, 7)),
        exercise=st.sampled_from(["row", "shrug", "curl"]),
        sets=SETS.map(tuple),
    ),
    min_size=1,
    max_size=8,
)


@given(ENTRIES, st.booleans())
def test_nothing_is_added_twice_or_lost(entries: list[Entry], is_renamed: bool) -> None:
    """What was imported is the same the next time, by its rows or by its content; what was never there is new."""
    brought = [Brought(attrs.evolve(one, id=0), (f"row{at}",), at) for at, one in enumerate(entries)]
    log = [attrs.evolve(one, id=at + 1) for at, one in enumerate(entries)]
    known = {} if is_renamed else {f"row{at}": at + 1 for at in range(len(entries))}
    found = compare(brought, log, known, frozenset(range(1, len(log) + 1)))
    assert {one.what for one in found} == {What.SAME}
    assert sorted(one.before.id for one in found if one.before) == [one.id for one in log]
    assert {one.what for one in compare(brought, [], {}, frozenset())} == {What.NEW}
    assert What.SAME not in {one.what for one in compare(brought, log, {}, frozenset())}
