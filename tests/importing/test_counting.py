"""What a set of a file counts: reps, seconds or metres, and what of it cannot be a set and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.importing.counting import METRES, Counted, counted, kind_of, kind_said
from overload.importing.entries import EASY, LONG, Settled, as_entries
from overload.model import Imported, ImportedSession, ImportedSet, Measure, SetKind, Weight
from overload.model.notation import write_sets
from overload.store import open_store
from overload.units import Unit

KG20 = Weight(Decimal(20), Unit.KG)


def of(**fields: Any) -> Counted | str:
    """Return how a set of these fields counts."""
    return counted(ImportedSet("Carry", **{"reps": None, **fields}))


@pytest.mark.parametrize(
    ("fields", "count", "measure", "beside"),
    [
        ({"reps": 8}, 8, Measure.REPS, ""),
        ({"reps": 8, "seconds": 40}, 8, Measure.REPS, "8 reps in 40 s"),
        ({"seconds": 45}, 45, Measure.SECONDS, ""),
        ({"distance": (Decimal("0.04"), "km")}, 40, Measure.METRES, ""),
        ({"distance": (Decimal(100), "ft")}, 30, Measure.METRES, "100 ft"),
        ({"distance": (Decimal("0.25"), "mi")}, 402, Measure.METRES, "0.25 mi"),
        ({"distance": (Decimal(20), "m"), "seconds": 18, "load": KG20}, 20, Measure.METRES, "18 s"),
    ],
)
def test_a_set_counts_in_its_own_right(fields: Any, count: int, measure: Measure, beside: str) -> None:
    """Reps before metres before seconds; what a set does not count is told beside."""
    assert of(**fields) == Counted(count, measure, beside)
    assert ImportedSet("Carry", **{"reps": None, **fields}).measure is measure


def test_an_effort_and_a_note_that_are_not_taken_over_are_told() -> None:
    """An RPE below 5 says nothing of reps left, and a note has an end."""
    sets = tuple(
        ImportedSet("Row", 8, load=KG20, rpe=Decimal(rpe), note="x" * 700 + str(rpe)) for rpe in ("4", "4.5", "8")
    )
    found = Imported("table", "by name", (ImportedSession(sets, on=date(2026, 11, 2)),))
    settled = Settled({}, {}, frozenset(), Unit.KG, UTC, date(2026, 11, 23))
    made = as_entries(found, settled, datetime(2026, 11, 23, tzinfo=UTC))
    (brought,) = made.entries
    assert [done.rir for done in brought.entry.sets] == [None, None, Decimal(2)]
    assert len(brought.entry.note) == 1000
    assert made.left_out == {EASY: 2, LONG: 1}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"distance": (Decimal(5), "km"), "seconds": 1500}, "distance in a time without a load (cardio)"),
        ({"distance": (Decimal(20), "?")}, "distance without a unit"),
        ({"distance": (Decimal(20), "laps")}, "distance in a unit that is not known (laps)"),
        ({"distance": (Decimal(9), "km")}, "distance of more than 5000 m"),
        ({"distance": (Decimal(2), "in")}, "distance of less than a metre"),
        ({"seconds": 3601}, "set of more than an hour"),
        ({}, "set with neither reps, time nor distance"),
    ],
)
def test_what_is_no_set_says_why(fields: Any, why: str) -> None:
    """A run, a distance nobody can tell, more than one set can be."""
    assert of(**fields) == why


@given(st.integers(1, 5000), st.sampled_from(sorted(METRES)))
def test_a_distance_is_rounded_once_and_said_where_it_was(metres: int, unit: str) -> None:
    """Converted exactly, no set is further than half a metre from what the file says; a whole one is as it was."""
    amount = (Decimal(metres) / METRES[unit]).quantize(Decimal("0.0001"))
    how = of(distance=(amount, unit))
    if isinstance(how, Counted):
        assert abs(how.count - amount * METRES[unit]) <= Decimal("0.5")
        assert bool(how.beside) == (how.count != amount * METRES[unit])


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("", SetKind.WORK),
        ("Normal", SetKind.WORK),
        ("W", SetKind.WARM_UP),
        ("warm_up", SetKind.WARM_UP),
        ("dropset", SetKind.DROP),
        ("failure", SetKind.WORK),
        ("Negative", SetKind.NEGATIVE),
        ("Back-off", SetKind.BACK_OFF),
        ("Rest-Pause", SetKind.MINI),
    ],
)
def test_words_of_apps_are_kinds(word: str, kind: SetKind) -> None:
    """The words that apps have for the type of a set are ours; one to failure is work."""
    said = kind_said(word)
    assert said is not None
    assert kind_of(ImportedSet("Row", 8, kind=said)) is kind


def test_an_unknown_word_is_none() -> None:
    """A type nobody knows is not guessed at: whoever reads the file says so."""
    assert kind_said("superset of doom") is None


STRONG = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
HEVY = "title,start_time,end_time,exercise_title,set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe"
FITNOTES = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment"
HEVY_DAY = '"Pull","6 Oct 2026, 17:42","6 Oct 2026, 18:42"'
FILES = {
    "strong.csv": [
        STRONG,
        '2026-10-06 17:42:00,"Pull",1h,"Plank",1,0,0,0,45,"","",',
        '2026-10-06 17:42:00,"Pull",1h,"Plank",2,10,0,0,40,"","",',
        '2026-10-06 17:42:00,"Pull",1h,"Running",1,0,0,5000,1500,"","",',
    ],
    "hevy.csv": [
        HEVY,
        f'{HEVY_DAY},"Plank",0,"warmup",,,,20,',
        f'{HEVY_DAY},"Plank",1,"normal",,,,45,',
        f'{HEVY_DAY},"Farmers Walk",0,"normal",24,,0.02,,',
        f'{HEVY_DAY},"Farmers Walk",1,"failure",24,,0.03,,',
    ],
    "fitnotes.csv": [
        FITNOTES,
        "2026-10-06,Plank,Core,,,,,,0:00:45,",
        "2026-10-06,Farmers Walk,Core,24,kgs,,60,ft,,",
        "2026-10-06,Row,Back,20,kgs,10,,,0:00:30,",
    ],
}
WGER = [
    {"id": 1, "date": "2026-10-06T17:00:00Z", "exercise": 9, "weight": "0", "repetitions": "45", "repetitions_unit": 3},
    {"id": 2, "date": "2026-10-06T17:02:00Z", "exercise": 9, "weight": "0", "repetitions": "1", "repetitions_unit": 4},
]


@pytest.mark.parametrize(
    ("name", "log", "said"),
    [
        (
            "strong.csv",
            {"plank": "bwx45s 10kgx40s"},
            ["left out: 1 x distance in a time without a load (cardio)"],
        ),
        (
            "hevy.csv",
            {"plank": "warm-up bwx20s bwx45s", "farmers-walk": "24kgx20m,30m@rir0"},
            [],
        ),
        (
            "fitnotes.csv",
            {"plank": "bwx45s", "farmers-walk": "24kgx18m", "row": "20kgx10"},
            ["kept in notes only: 2 x time or distance of a set"],
        ),
        ("wger.json", {"9": "bwx45s,60s"}, []),
    ],
)
def test_files_of_apps_bring_timed_and_measured_sets(
    name: str,
    log: dict[str, str],
    said: list[str],
    folder: Callable[..., Path],
    overload: Callable[..., Any],
    tmp_path: Path,
) -> None:
    """Timed rows are in the log in seconds, carries in metres, and what cannot be a set is told."""
    path, file = folder(), tmp_path / name
    file.write_text(json.dumps({"count": 2, "results": WGER}) if name == "wger.json" else "\n".join(FILES[name]) + "\n")
    done = overload(path, "import", file, "--unit", "kg", "--yes")
    assert done.code == 0, done.err
    with open_store(path / "overload.db") as store:
        found = {one.exercise: write_sets(one.sets) for one in store.entries()}
    assert found == log
    for line in said:
        assert line in done.out
    assert overload(path, "next").code == 0
