"""What was exported comes back as it was, to the last digit; a damaged export is refused with its place."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.errors import DataError
from overload.importing.export import COLUMNS, as_csv, entry_data, log_data
from overload.importing.own import Own, read_own
from overload.model import Entry, Measure, Prescription, RepRange, SetDone, SetKind, SetTarget, Weighing
from overload.units import Load, Unit

DAY = "2026-11-25T19:00"
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)
AMOUNTS = st.decimals(-100, 300, places=2)
LOADS = st.one_of(
    st.builds(Load, AMOUNTS.map(lambda one: one.normalize() + 0), st.sampled_from(Unit)),
    st.just(Load(Decimal(0), Unit.KG, "chair")),
)
TRIED = st.builds(
    SetDone, st.integers(0, 99), LOADS, st.none() | st.sampled_from([Decimal(2), Decimal("1.5")]),
    st.sampled_from(["", "left", "right"]), measure=st.sampled_from(Measure), kind=st.sampled_from(SetKind),
    at_least=st.booleans(),
)  # fmt: skip
RANGES = st.builds(
    lambda low, more, measure: RepRange(low, low + more, measure),
    st.integers(1, 30), st.integers(0, 30), st.sampled_from(Measure),
)  # fmt: skip
TARGETS = st.builds(
    SetTarget, st.integers(1, 99), LOADS, st.booleans(), st.sampled_from(Measure), st.sampled_from(SetKind),
    st.none() | st.integers(0, 600), st.none() | st.sampled_from([Decimal(0), Decimal("1.5")]),
)  # fmt: skip
SETS = st.one_of(TRIED, TRIED, st.builds(SetDone, st.just(0), LOADS, left_out=st.just(True)))
ASKED = st.builds(
    Prescription, st.lists(TARGETS, max_size=4).map(tuple),
    WORDS.filter(bool), st.sampled_from(["", "3 s down"]), st.booleans(), st.none() | RANGES,
)  # fmt: skip
ANEW = st.builds(
    lambda asked, reps, load: attrs.evolve(
        asked, at_first=tuple(attrs.evolve(one, reps=reps, load=load) for one in asked.sets)
    ),
    ASKED.filter(lambda asked: asked.sets), st.just(100), LOADS,
)  # fmt: skip
ENTRIES = st.builds(
    Entry,
    id=st.just(0),
    recorded=st.integers(0, 10**8).map(lambda s: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=s)),
    on=st.dates(date(2010, 1, 1), date(2030, 1, 1)),
    exercise=st.sampled_from(["dumbbell-row", "pull-up"]),
    sets=st.lists(SETS, min_size=1, max_size=5).map(tuple),
    session=st.none() | st.integers(1, 999),
    asked=st.none() | ASKED | ANEW,
    bodyweight=st.none() | st.just(Load(Decimal("80.5"), Unit.KG)),
    note=WORDS,
    unwell=st.booleans(),
)

WEIGHINGS = st.builds(
    Weighing,
    st.just(0),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    st.dates(),
    st.builds(Load, st.decimals(45, 300, places=1), st.sampled_from(Unit)),
)


@pytest.mark.slow
@settings(max_examples=150)
@given(st.lists(ENTRIES, min_size=1, max_size=6), st.lists(WEIGHINGS, max_size=3))
def test_round_trip(entries, weighings) -> None:
    """Both forms give the same entries and bodyweights back, with all that was asked and said."""
    numbered = tuple(attrs.evolve(one, id=number) for number, one in enumerate(entries, 1))
    whole = Own(numbered, tuple(weighings))
    assert read_own(as_csv(numbered, weighings).encode()) == whole
    assert read_own(json.dumps(log_data(numbered, weighings)).encode()) == whole


def test_a_file_of_an_earlier_version_says_what_its_noughts_were() -> None:
    """It has no word for a set left out: where all sets are 0 they were tries, else the 0 was left out."""
    at, when = Load(Decimal(20), Unit.KG), datetime(2026, 1, 1, tzinfo=UTC)
    sets = ((SetDone(0, at), SetDone(0, at)), (SetDone(8, at), SetDone(0, at)))
    entries = [Entry(number, when, when.date(), "dumbbell-row", done) for number, done in enumerate(sets, 1)]
    rows = as_csv(entries).splitlines()
    newer = len(COLUMNS) - COLUMNS.index("left_out")
    older_csv = "\r\n".join(row.rsplit(",", newer)[0] for row in rows) + "\r\n"
    data = [entry_data(entry) for entry in entries]
    for entry in data:
        for done in entry["sets"]:
            done.pop("left_out", None)
    for file in (older_csv, json.dumps({"overload": 1, "log": data})):
        assert [[done.left_out for done in entry.sets] for entry in read_own(file.encode()).entries] == [
            [False, False],
            [False, True],
        ]


@pytest.mark.slow
@settings(max_examples=200)
@given(st.lists(ENTRIES, min_size=1, max_size=3), st.data())
def test_a_damaged_export_is_read_or_refused(entries, data) -> None:
    """Never anything but entries, None, or an error with a place."""
    numbered = tuple(attrs.evolve(one, id=number) for number, one in enumerate(entries, 1))
    said = [data.draw(WEIGHINGS)]
    whole = data.draw(st.sampled_from([as_csv(numbered, said), json.dumps(log_data(numbered, said))]))
    at = data.draw(st.integers(0, len(whole) - 1))
    spoiled = whole[:at] + data.draw(st.sampled_from(["", "x", ",", '"', "\n", "-", "9" * 30])) + whole[at + 1 :]
    with contextlib.suppress(DataError):
        found = read_own(spoiled.encode())
        assert found is None or all(isinstance(one, Entry) for one in found.entries)


def _coming(week):
    """Return the first set of the deadlift that is still ahead."""
    slots = (slot for one in week for slot in one["slots"] if slot["exercise"] == "dumbbell-deadlift")
    return next(slot["sets"][0] for slot in slots if "done" not in slot)


@pytest.mark.parametrize("name", ["log.csv", "log.json"])
def test_a_log_moves_to_another_folder(name, overload, folder, tmp_path) -> None:
    """Exported here and imported there it is the same log, a second time nothing is added, and loads go on from it."""
    path = folder("--dumbbells", "bowflex-552", "--bodyweight", "80 kg")
    overload(path, "log", "row", "25xL10/R9,10@rir2", "--note", 'said "heavy", twice', now=DAY)
    overload(path, "log", "pull-up", "-20x8", "--unwell", now=DAY)
    overload(path, "log", "deadlift", "40x12,12,12", now=DAY)
    overload(path, "log", "edit", "3", "45x12,12,12", now=DAY)
    file = tmp_path / name
    overload(path, "log", "export", file, now=DAY)
    other = tmp_path / "other"
    overload("init", other, "--yes", "--zone", "UTC", "--dumbbells", "bowflex-552", now=DAY)
    done = overload(other, "import", file, now=DAY)
    assert done.code == 0, done.err
    assert done.out.startswith("added 3 entries")
    known, moved = (overload(one, "log", "list", "--json", now=DAY).data for one in (path, other))
    drop = {"entry", "session", "replaces"}
    assert sorted([{k: v for k, v in one.items() if k not in drop} for one in moved], key=str) == sorted(
        [{k: v for k, v in one.items() if k not in drop} for one in known], key=str
    )
    assert "added 0 entries" in overload(other, "import", file, now=DAY).out
    here, there = (_coming(overload(one, "week", "--json", now=DAY).data) for one in (path, other))
    assert here == there
    assert here["load"] == "45 lb"
    assert overload(other, "import", file, "--dry-run", "--json", now=DAY).data["app"] == "overload"
