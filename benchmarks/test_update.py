"""An update with nothing to do beside starting Python; many folders with a year of log, idle and with a new week."""

from __future__ import annotations

import os
import resource
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
COMPARED = 40
EXERCISES = ("dumbbell-deadlift", "pull-up", "dumbbell-row", "dumbbell-shrug", "reverse-dumbbell-fly")
MONDAY = date(2026, 11, 23)


BEFORE = os.environ.get("OVERLOAD_BEFORE", "")
"""The src/ of an older version, to be measured in the same run: `git worktree add /tmp/old a526c6d` has one."""


def overload(*words: object, source: str = "") -> None:
    """Run the program, or another version of it."""
    run_python("-m", "overload", *words, source=source)


def run_python(*words: object, source: str = "") -> None:
    """Run Python with this version of the program, or another."""
    environment = os.environ | ({"PYTHONPATH": source} if source else {})
    subprocess.run([sys.executable, *map(str, words)], check=True, capture_output=True, env=environment)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a training folder with a year of log, up to date on a Monday morning."""
    return made(tmp_path_factory.mktemp("update") / "trained")


def made(path: Path) -> Path:
    """Make such a folder with this version."""
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


def processor_s(trained: Path, root: Path, source: str) -> float:
    """Return the processor time a folder takes of an update of all of them, with a new week."""
    for number in range(COMPARED):
        shutil.copytree(trained, root / f"f{number}")
    overload("--now", f"{MONDAY}T05:05", "update", "--all", root, source=source)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    overload("--now", f"{MONDAY + timedelta(weeks=1)}T05:00", "update", "--all", root, source=source)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) / COMPARED


@pytest.mark.skipif(not BEFORE, reason="OVERLOAD_BEFORE names no src/ of an older version to compare with")
@pytest.mark.benchmark(group=f"{COMPARED} folders with a new week, beside an older version")
def test_beside_an_older_version(benchmark: BenchmarkFixture, trained: Path, tmp_path: Path) -> None:
    """In the same run, in turns, by processor time: the rate should be 1.6 times that of a526c6d."""
    theirs = tmp_path / "trained"
    run_python(__file__, theirs, source=BEFORE)
    taken: dict[str, list[float]] = {"": [], BEFORE: []}

    def compare() -> None:
        for turn in range(3):
            for source, folder in (("", trained), (BEFORE, theirs)):
                taken[source].append(processor_s(folder, tmp_path / f"{turn}{len(source)}", source))

    benchmark.pedantic(compare, rounds=1)
    now, before = min(taken[""]), min(taken[BEFORE])
    benchmark.extra_info["ms a folder"] = round(now * 1000)
    benchmark.extra_info["ms before"] = round(before * 1000)
    benchmark.extra_info["rate beside before"] = round(before / now, 2)


if __name__ == "__main__":
    made(Path(sys.argv[1]))
