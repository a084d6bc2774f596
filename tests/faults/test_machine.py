"""What is under the program is full, may not be written to, or is of another version: said with words, nothing lost."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from overload.store import open_store, schema
from overload.web.settings import Clock
from overload.web.work import show_session, take_form

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
    assert "overload.db: not written: read-only file system; the disk is mounted read-only; mount it" in done.err
    assert (home / FEED).read_bytes() == old
    remount(disk, "rw")
    assert overload(home, *words, now=LATER).code == 0
    assert (home / FEED).read_bytes() != old


READERS = [
    *(("next",), ("week",), ("log", "list"), ("report",), ("explain", "row"), ("progress",), ("volume",)),
    *(("feed", "show"), ("log", "export"), ("journal",), ("link", "list"), ("restore", "--dry-run")),
]
"""Commands that change nothing, whatever is asked of them."""


def everything(path: Path) -> dict[Path, bytes]:
    """Return what is in a folder and below."""
    return {one.relative_to(path): one.read_bytes() for one in path.rglob("*") if one.is_file()}


def test_readers_of_a_disk_that_may_not_be_written_to(
    folder: Callable[..., Path], overload: Overload, disk: Path
) -> None:
    """They say what they said before, without a lock; `check` says what is the matter, and nothing changes."""
    home = Path(shutil.copytree(small(folder), disk / "training"))
    assert overload(home, *LOG, now=EVENING).code == 0
    assert overload(home, "update", now=LATER).code == 0
    before = [overload(home, *words, now=LATER) for words in READERS]
    (home / ".overload.lock").unlink()
    stood = everything(home)
    remount(disk, "ro")
    assert [overload(home, *words, now=LATER) for words in READERS] == before
    assert {one.code for one in before} == {0}
    done = overload(home, "check", now=LATER)
    assert (done.code, "nothing can be written down: the disk is mounted read-only" in done.out) == (2, True), done
    assert everything(home) == stood


def test_what_a_crash_left_half_done_on_a_disk_that_may_not_be_written_to(
    folder: Callable[..., Path], overload: Overload, disk: Path
) -> None:
    """An entry that is only in the log written ahead is read; one whose journal says that it was not done is not."""
    home = small(folder)
    assert overload(home, *LOG, now=EVENING).code == 0
    add = "INSERT INTO entries (recorded, on_date, exercise) SELECT recorded, on_date, ? FROM entries LIMIT 1"
    with contextlib.closing(sqlite3.connect(home / "overload.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute(add, ("pull-up",))
        ahead = Path(shutil.copytree(home, disk / "ahead", ignore=shutil.ignore_patterns("*-shm")))
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("PRAGMA cache_size = 1")
        other.execute("BEGIN IMMEDIATE")
        other.execute(add, ("dumbbell-shrug",))
        # More than the cache takes, so that some of it is in the file.
        other.executemany("INSERT INTO meta VALUES (?, ?)", [(f"{n}", "x" * 3000) for n in range(20)])
        undone = Path(shutil.copytree(home, disk / "undone"))
    assert (ahead / "overload.db-wal").stat().st_size > 0
    assert (undone / "overload.db-journal").stat().st_size > 0
    remount(disk, "ro")
    for left in (ahead, undone):
        listed = overload(left, "log", "list", now=LATER).out
        assert ("pull-up" in listed, "dumbbell-shrug" in listed) == (True, False)
        assert overload(left, "next", now=LATER).code == 0


def test_the_page_on_a_disk_that_may_not_be_written_to(folder: Callable[..., Path], disk: Path) -> None:
    """A session is shown; a tap is told that nothing can be written, and why stands in the log of the server."""
    home = Path(shutil.copytree(small(folder), disk / "training"))
    remount(disk, "ro")
    clock = Clock(EVENING)
    assert show_session(home, 1, "/s/x", clock).status == 200
    done = take_form(home, 1, "/s/x", b"key=a-key-of-its-own&exercise=dumbbell-row&do=asked", clock)
    assert (done.status, done.verdict) == (503, "")
    assert "Nothing can be written where your training is kept" in done.body.decode()
    assert "mounted read-only" in done.why


def test_an_older_database_on_a_disk_that_may_not_be_written_to(
    folder: Callable[..., Path], overload: Overload, disk: Path
) -> None:
    """It is brought up to date in memory alone, so that it can be read."""
    home = small(folder)
    (home / "overload.db").unlink()
    with contextlib.closing(sqlite3.connect(home / "overload.db", isolation_level=None)) as old:
        for statement in schema.MIGRATIONS[0]:
            old.execute(statement)
        old.execute("INSERT INTO meta VALUES ('plan_id', 'abc')")
        old.execute("PRAGMA user_version = 1")
    home = Path(shutil.copytree(home, disk / "training"))
    before = everything(home)
    remount(disk, "ro")
    assert overload(home, "next", now=LATER).code == 0
    assert everything(home) == before


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
