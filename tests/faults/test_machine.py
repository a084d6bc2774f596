"""What is under the program is full, may not be written to, or is of another version: said with words, nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from overload.store import open_store

pytestmark = pytest.mark.slow

FEED = Path("calendars") / "training.ics"
EVENING, LATER = "2026-11-23T20:00", "2026-12-01T05:00"
LOG = ("log", "row", "20x10,9,9")
Overload = Callable[..., Any]


@pytest.fixture
def disk() -> Iterator[Path]:
    """A disk of its own with 900 kB on it."""
    if os.getuid() != 0:
        pytest.skip("only root can mount")
    place = Path(tempfile.mkdtemp())
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", str(place)], check=False).returncode:
        place.rmdir()
        pytest.skip("this machine lets nobody mount")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)
        place.rmdir()


def remount(disk: Path, how: str) -> None:
    """Let a disk be read only ('ro'), or written to again ('rw')."""
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


def logged(path: Path) -> list[tuple[str, tuple[int, ...]]]:
    """Return what is in the log of a database that is whole."""
    with open_store(path / "overload.db") as store:
        assert store.verify() == ()
        return [(entry.exercise, tuple(one.reps for one in entry.sets)) for entry in store.all_entries()]


def small(folder: Callable[..., Path]) -> Path:
    """Make a folder with the back workout alone."""
    return folder("--calendar", "back-only", "--dumbbells", "bowflex-552")


def test_a_log_on_a_full_disk(folder: Callable[..., Path], overload: Overload, disk: Path) -> None:
    """With no room for an entry `log` says so with 74, and what was there is; with room again it is taken, once."""
    home = Path(shutil.copytree(small(folder), disk / "training"))
    with (disk / "ballast").open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(512))
            except OSError:
                break
    old, before = (home / FEED).read_bytes(), logged(home)
    done = overload(home, *LOG, now=EVENING)
    assert (done.code, "make room" in done.err) == (74, True), done.err
    assert (logged(home), (home / FEED).read_bytes()) == (before, old)
    (disk / "ballast").unlink()
    assert overload(home, *LOG, now=EVENING).code == 0
    assert logged(home) == [("dumbbell-row", (10, 9, 9))]


@pytest.mark.parametrize("words", [("update",), LOG, ("move", "s2", "2026-12-02")], ids=lambda words: words[0])
def test_a_disk_that_may_not_be_written_to(
    folder: Callable[..., Path], overload: Overload, disk: Path, words: tuple[str, ...]
) -> None:
    """Mounted read-only, as after an error of the disk: 74 and why; nothing changes, and all is done once it can be."""
    home = Path(shutil.copytree(small(folder), disk / "training"))
    old = (home / FEED).read_bytes()
    remount(disk, "ro")
    done = overload(home, *words, now=LATER)
    assert done.code == 74, done
    assert "read-only" in done.err
    assert (home / FEED).read_bytes() == old
    remount(disk, "rw")
    assert overload(home, *words, now=LATER).code == 0
    assert (home / FEED).read_bytes() != old


def test_a_database_of_a_newer_version(folder: Callable[..., Path], overload: Overload) -> None:
    """It is refused with words by what writes and what reads, and neither it nor the feed is touched."""
    home = small(folder)
    database = home / "overload.db"
    with sqlite3.connect(database) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    kept = database.read_bytes(), (home / FEED).read_bytes()
    for words in (("update",), LOG, ("next",), ("week",), ("check",)):
        done = overload(home, *words, now=LATER)
        assert done.code == (2 if words == ("check",) else 65), words
        assert "newer" in done.out + done.err
        assert (database.read_bytes(), (home / FEED).read_bytes()) == kept, words
