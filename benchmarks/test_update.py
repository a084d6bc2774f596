"""An update with nothing to do beside starting Python; many folders with a year of log, idle and with a new week."""

from __future__ import annotations

import shutil
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

FOLDERS = 200
EXERCISES = ("dumbbell-deadlift", "pull-up", "dumbbell-row", "dumbbell-shrug", "reverse-dumbbell-fly")
MONDAY = date(2026, 11, 23)


def overload(*words: object) -> None:
    """Run the program."""
    subprocess.run([sys.executable, "-m", "overload", *map(str, words)], check=True, capture_output=True)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a training folder with a year of log, up to date on a Monday morning."""
    path = tmp_path_factory.mktemp("update") / "trained"
    overload("--now", "2025-11-24T05:00", "init", path, "--yes", "--zone", "UTC", "--dumbbells", "bowflex-552")
    done = [load("20 lb"), load("0 kg"), load("20 lb"), load("20 lb"), load("10 lb")]
    with open_store(path / "overload.db") as store:
        for week in range(52):
            on = MONDAY - timedelta(weeks=52 - week) + timedelta(days=2)
            recorded = datetime(on.year, on.month, on.day, 19, tzinfo=UTC)
            store.append_many(
                Entry(0, recorded, on, exercise, tuple(SetDone(8 + week % 4, weight) for _ in range(3)))
                for exercise, weight in zip(EXERCISES, done, strict=True)
            )
    overload("-C", path, "--now", f"{MONDAY}T05:00", "update")
    return path


@pytest.mark.benchmark(group="an update with nothing to do")
def test_python_and_its_libraries(benchmark: BenchmarkFixture) -> None:
    """The yardstick: Python, click, attrs and sqlite3; an idle update may take 3.5 times as long."""
    command = [sys.executable, "-c", "import click, attrs, sqlite3"]
    benchmark.pedantic(subprocess.run, args=(command,), kwargs={"check": True}, rounds=15, warmup_rounds=2)


@pytest.mark.benchmark(group="an update with nothing to do")
def test_idle(benchmark: BenchmarkFixture, trained: Path) -> None:
    """The same folder, the same hour."""
    words = ("-C", trained, "--now", f"{MONDAY}T05:10", "update")
    benchmark.pedantic(overload, args=words, rounds=15, warmup_rounds=2)


@pytest.mark.benchmark(group=f"{FOLDERS} folders with a year of log")
@pytest.mark.parametrize("what", ["nothing to do", "a new week"])
def test_many(benchmark: BenchmarkFixture, trained: Path, tmp_path: Path, what: str) -> None:
    """All below a root, in as many processes as there are cores."""
    for number in range(FOLDERS):
        shutil.copytree(trained, tmp_path / f"f{number}")
    now = f"{MONDAY}T05:10" if what == "nothing to do" else f"{MONDAY + timedelta(weeks=1)}T05:00"
    # A folder that was copied is another one; the first run sees that.
    overload("--now", f"{MONDAY}T05:05", "update", "--all", tmp_path)
    benchmark.pedantic(overload, args=("--now", now, "update", "--all", tmp_path), rounds=1)
    benchmark.extra_info["folders a second"] = FOLDERS / benchmark.stats["mean"]
