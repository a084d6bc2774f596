"""Ten years of training, 150,000 sets: the next session, an update, looking back and an import, beside an empty log."""

from __future__ import annotations

import resource
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from overload.model import Entry, SetDone
from overload.store import open_store
from overload.units import load

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

EXERCISES = {"dumbbell-deadlift": "40 lb", "pull-up": "0 kg", "dumbbell-row": "30 lb", "dumbbell-shrug": "40 lb"}
LAST = date(2026, 11, 20)
ENTRIES, SETS = 30_000, 5
NOW = "2026-11-23T05:00"


def overload(*words: object) -> None:
    """Run the program."""
    subprocess.run([sys.executable, "-m", "overload", "--now", NOW, *map(str, words)], check=True, capture_output=True)


def made(path: Path) -> Path:
    """Make a training folder."""
    overload("init", path, "--yes", "--zone", "UTC", "--dumbbells", "bowflex-552", "--bodyweight", "80 kg")
    return path


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with nothing written down."""
    return made(tmp_path_factory.mktemp("log") / "empty")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with ten years of log."""
    path = made(tmp_path_factory.mktemp("log") / "full")
    names = list(EXERCISES)
    with open_store(path / "overload.db") as store:
        store.append_many(entry(names[number % len(names)], number) for number in range(ENTRIES))
    overload("-C", path, "update")
    return path


def entry(exercise: str, number: int) -> Entry:
    """Return five sets of an exercise; the last entries are of the last day."""
    on = LAST - timedelta(days=(ENTRIES - 1 - number) * 3652 // ENTRIES)
    recorded = datetime(on.year, on.month, on.day, 18, number % 60, tzinfo=UTC)
    return Entry(0, recorded, on, exercise, (SetDone(8 + number % 4, load(EXERCISES[exercise])),) * SETS)


@pytest.mark.benchmark(group="the next session")
def test_next_on_an_empty_log(benchmark: BenchmarkFixture, empty: Path) -> None:
    """The yardstick."""
    benchmark.pedantic(overload, args=("-C", empty, "next"), rounds=9, warmup_rounds=2)


@pytest.mark.benchmark(group="the next session")
def test_next_on_ten_years(benchmark: BenchmarkFixture, full: Path) -> None:
    """At most twice as long: rules read the entries they need by index."""
    benchmark.pedantic(overload, args=("-C", full, "next"), rounds=9, warmup_rounds=2)


@pytest.mark.benchmark(group="looking back")
def test_progress_on_an_empty_log(benchmark: BenchmarkFixture, empty: Path) -> None:
    """The yardstick."""
    benchmark.pedantic(overload, args=("-C", empty, "progress"), rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="looking back")
def test_progress_on_ten_years(benchmark: BenchmarkFixture, full: Path) -> None:
    """All of it is read."""
    benchmark.pedantic(overload, args=("-C", full, "progress"), rounds=5, warmup_rounds=1)


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write ten years as Strong exports them."""
    file = tmp_path_factory.mktemp("export") / "strong.csv"
    head = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
    names = ("Deadlift (Dumbbell)", "Bent Over One Arm Row (Dumbbell)", "Shrug (Dumbbell)", "Reverse Fly (Dumbbell)")
    with file.open("w", encoding="utf-8") as out:
        print(head, file=out)
        for day in range(ENTRIES // len(names)):
            at = datetime(2006, 1, 1, 7, tzinfo=UTC) + timedelta(days=day)
            for name in names:
                for number in range(SETS):
                    print(f'{at:%Y-%m-%d %H:%M:%S},"Back",1h,"{name}",{number + 1},20.0,10,0,0,"","",', file=out)
    return file


@pytest.mark.benchmark(group="an import of 150,000 sets")
def test_reading_the_lines(benchmark: BenchmarkFixture, export: Path) -> None:
    """The yardstick: Python's csv reads the same file into lists, in a process of its own."""
    code = f"import csv; rows = list(csv.reader(open({str(export)!r}, encoding='utf-8')))"
    benchmark.pedantic(subprocess.run, args=([sys.executable, "-c", code],), kwargs={"check": True}, rounds=3)


@pytest.mark.benchmark(group="an import of 150,000 sets")
def test_import(benchmark: BenchmarkFixture, export: Path, tmp_path: Path) -> None:
    """Into an empty log, the calendar published at the end; the most memory of any process here is told."""
    path = made(tmp_path / "imported")
    words = ("-C", path, "import", export, "--unit", "kg", "--per", "dumbbell", "--yes")
    benchmark.pedantic(overload, args=words, rounds=1)
    with open_store(path / "overload.db") as store:
        assert sum(len(one.sets) for one in store.entries()) == ENTRIES * SETS
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    benchmark.extra_info["MB at most"] = most
