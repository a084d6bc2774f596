"""What the system refuses is told as what it is, and where."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from overload.cli import runs as overload_runs
from overload.store import open_store

pytestmark = pytest.mark.slow

Overload = Callable[..., Any]
Folder = Callable[..., Path]


def run(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command whose output goes to a device that is always full."""
    command = [sys.executable, "-m", "overload", "-C", str(path), "--now", "2026-11-25T20:00", *words]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        return subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)


def test_output_that_cannot_be_written_is_no_full_disk(folder: Folder) -> None:
    """With nowhere to print to, the entry is saved, and that is what is said."""
    path = folder()
    done = run(path, "log", "row", "20x10,9,8")
    said = "overload: standard output: no space left on device. Everything that was to be written down is saved\n"
    assert (done.returncode, done.stderr) == (74, said)
    with open_store(path / "overload.db") as store:
        assert len(store.entries()) == 1
    assert run(path, "log", "list").stderr == said
    assert run(path, "log", "export").stderr == said


def test_a_calendar_that_cannot_be_written_is_told_beside_the_set_that_is_saved(
    folder: Folder, overload: Overload
) -> None:
    """Who is told of the calendar alone would write the set down once more."""
    path, now = folder(), "2026-11-25T20:00"
    shutil.rmtree(path / "calendars")
    (path / "calendars").write_text("in the way")
    for words in (
        ("log", "row", "20x10,9,8"),
        ("log", "edit", "1", "20x9"),
        ("skip", "s3"),
        ("log", "bodyweight", "80 kg"),
    ):
        done = overload(path, *words, now=now)
        assert done.code == 74, words
        assert f"{path}/calendars: file exists" in done.err
        assert "what you wrote down is saved, and only the calendar is behind" in done.err, words
    assert "is saved" not in overload(path, "update", now=now).err
    with open_store(path / "overload.db") as store:
        assert [len(one.sets) for one in store.entries()] == [1]


@pytest.mark.parametrize(("at", "byte"), [(18, 7), (19, 7), (16, 7), (28, 7)])
def test_a_header_with_a_byte_turned_is_damage(folder: Folder, overload: Overload, at: int, byte: int) -> None:
    """It is not said that somebody forbade to write it."""
    path = folder()
    for left in path.glob("overload.db-*"):
        left.unlink()
    data = bytearray((path / "overload.db").read_bytes())
    data[at] = byte
    (path / "overload.db").write_bytes(data)
    done = overload(path, "log", "row", "20x10,9,8", now="2026-11-25T20:00")
    assert done.code == 65
    assert "the database is damaged" in done.err
    assert "'overload restore'" in done.err


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "overload: there is not enough memory; free some and run it again."),
        (
            ImportError("No module named 'x'"),
            "overload: a part of the program cannot be loaded (No module named 'x'); ",
        ),
        (OSError(9, "Bad file descriptor"), "overload: bad file descriptor (test_refused_by_the_system.py:"),
        (OSError(5, "Input/output error", "/disk/file"), "overload: /disk/file: input/output error\n"),
    ],
)
def test_each_has_its_words_and_a_place(
    folder: Folder, overload: Overload, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    """Neither is a bug of ours, and each says where it came from."""

    def fail(*_: object) -> None:
        raise error

    path = folder()
    monkeypatch.setattr(overload_runs, "_runs", fail)
    done = overload(path, "runs")
    assert done.code == 74
    assert done.err.startswith(said)
