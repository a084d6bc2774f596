"""Processor time of whole commands as a ratio to Python with its libraries, taken in turn in one run."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

YARDSTICK = ("-c", "import click, attrs, sqlite3")
MONDAY, EVENING, NEXT_MONDAY = "2026-11-23T05:10", "2026-11-23T20:00", "2026-11-30T05:00"
TURNS = 15
BARS = {"next": 2.5, "week": 2.5, "log": 5.0, "update with a new week": 5.0, "update with nothing to do": 1.6}
Turn = Callable[[], float]


def seconds(*words: object) -> float:
    """Run Python and return the processor time of the whole process, user and system, in seconds."""
    # Without this programs compile all they import at every start, which nobody's installation does.
    with_bytecode = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    nowhere = os.open(os.devnull, os.O_RDWR)
    silent = [(os.POSIX_SPAWN_DUP2, nowhere, number) for number in (0, 1, 2)]
    argv = [sys.executable, *map(str, words)]
    child = os.posix_spawn(sys.executable, argv, with_bytecode, file_actions=silent)
    _, status, used = os.wait4(child, 0)
    os.close(nowhere)
    assert os.waitstatus_to_exitcode(status) == 0, words
    return used.ru_utime + used.ru_stime


def overload(folder: Path, now: str, *words: object) -> float:
    """Run the program in a training folder at a time."""
    return seconds("-m", "overload", "-C", folder, "--now", now, *words)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a training folder a year old, up to date on a Monday morning."""
    path = tmp_path_factory.mktemp("commands") / "trained"
    new = ("--yes", "--zone", "UTC", "--dumbbells", "bowflex-552")
    seconds("-m", "overload", "--now", "2025-11-24T05:00", "init", path, *new)
    overload(path, "2026-11-23T05:00", "update")
    return path


def in_a_copy(folder: Path, now: str, *words: object) -> Turn:
    """Return what runs a command that changes the folder, in a fresh copy each time."""

    def turn() -> float:
        copy = folder.with_name("copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        return overload(copy, now, *words)

    return turn


@pytest.mark.benchmark(group="processor time of whole commands")
def test_commands(benchmark: BenchmarkFixture, trained: Path) -> None:
    """Each command costs at most so many times what the yardstick costs; the medians are compared."""
    turns: Mapping[str, Turn] = {
        "next": lambda: overload(trained, MONDAY, "next"),
        "week": lambda: overload(trained, MONDAY, "week"),
        "log": in_a_copy(trained, EVENING, "log", "row", "3x10@20lb"),
        "update with a new week": in_a_copy(trained, NEXT_MONDAY, "update"),
        "update with nothing to do": lambda: overload(trained, MONDAY, "update"),
    }
    for turn in turns.values():
        turn()  # so that bytecode and what is remembered are there
    yardstick: list[float] = []
    taken: dict[str, list[float]] = {name: [] for name in turns}
    for _ in range(TURNS):
        yardstick.append(seconds(*YARDSTICK))
        for name, turn in turns.items():
            taken[name].append(turn())
    ratios = {name: round(median(found) / median(yardstick), 2) for name, found in taken.items()}
    benchmark.extra_info.update({name: f"{ratio} (at most {BARS[name]:g})" for name, ratio in ratios.items()})
    benchmark.pedantic(seconds, args=YARDSTICK, rounds=3)
    assert not {name: ratio for name, ratio in ratios.items() if ratio > BARS[name]}
