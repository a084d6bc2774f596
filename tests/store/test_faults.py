"""Killed, out of space, without permission: what was acknowledged is there, and the error says what to do."""

from __future__ import annotations

import ctypes
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from overload.errors import FileError
from overload.model import Entry
from overload.store import Store, folder_lock, open_store, replace_file

Make = Callable[..., Entry]

LOGGING = textwrap.dedent("""
    import sys
    from datetime import UTC, date, datetime
    from pathlib import Path
    from overload.model import Entry, SetDone
    from overload.store import open_store
    from overload.units import load

    with open_store(Path(sys.argv[1])) as store:
        while True:
            entry = store.append(Entry(0, datetime.now(UTC), date(2026, 11, 30), "pull-up", ()))
            for reps in (8, 7, 6):
                done = store.append_set(entry.id, SetDone(reps, load("-15 kg")))
                print(entry.id, len(done.sets), flush=True)
""")

REPLACING = textwrap.dedent("""
    import sys
    from pathlib import Path
    from overload.store import replace_file

    number = 0
    while True:
        number = number % 9 + 1
        replace_file(Path(sys.argv[1]), str(number).encode() * 20_000)
        print(number, flush=True)
""")


def kill_soon(code: str, path: Path, delay_s: float) -> list[str]:
    """Run code on a path, kill it some time after its first line, and return all the whole lines it printed."""
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(delay_s)  # noqa: TID251 - any moment to be killed at is right
        process.send_signal(signal.SIGKILL)
        lines = (first + process.stdout.read()).split("\n")[:-1]
    assert process.returncode == -signal.SIGKILL
    return lines


def names(folder: Path) -> list[str]:
    """Return everything in a folder."""
    return sorted(one.name for one in folder.iterdir())


class TestKilled:
    """Killed at any moment."""

    def test_no_acknowledged_set_is_missing(self, path: Path) -> None:
        """Killed over and over while logging, every set that was acknowledged is there, and the log is sound."""
        dice = random.Random(3)
        acknowledged: dict[int, int] = {}
        for _ in range(6):
            for line in kill_soon(LOGGING, path, dice.uniform(0, 0.05)):
                entry, sets = map(int, line.split())
                acknowledged[entry] = sets
            with open_store(path) as store:
                kept = {entry.id: len(entry.sets) for entry in store.entries()}
                assert store.verify() == ()
            assert {number: min(kept[number], sets) for number, sets in acknowledged.items()} == acknowledged

    def test_a_file_is_never_half_written(self, tmp_path: Path) -> None:
        """Killed over and over while replacing a file, it is always one of the whole ones; the rest is swept up."""
        path = tmp_path / "training.ics"
        dice = random.Random(5)
        for _ in range(6):
            last = kill_soon(REPLACING, path, dice.uniform(0, 0.03))[-1]
            data = path.read_bytes()
            assert len(data) == 20_000
            assert set(data) in ({ord(last)}, {ord(str(int(last) % 9 + 1))})
        replace_file(path, b"the end")
        assert names(tmp_path) == ["training.ics"]


@pytest.fixture
def foreign() -> Iterator[Path]:
    """Make a folder of root's that everybody may enter and nobody else may write to."""
    if os.getuid() != 0:
        pytest.skip("only root can act as another user")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def as_nobody(action: Callable[[], object]) -> str:
    """Do something as the user nobody in a process of its own, and return its FileError's text (or what else came)."""
    ours, theirs = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking beside the threads of the test runner
        child = os.fork()
    if child == 0:  # pragma: no cover - another process
        said = "nothing went wrong"
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            action()
        except FileError as error:
            said = f"{error.exit_code} {error}"
        except BaseException as error:  # noqa: BLE001 - it is what the test looks at
            said = repr(error)
        os.write(theirs, said.encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def lock(folder: Path) -> None:
    """Take the lock and let it go."""
    with folder_lock(folder, 0):
        pass


def append(path: Path, entry: Entry) -> None:
    """Open the store and log an entry."""
    with open_store(path) as store:
        store.append(entry)


class TestReadOnly:
    """A folder that belongs to somebody else."""

    def test_nothing_can_be_written_and_it_says_so(self, foreign: Path, make_entry: Make) -> None:
        """A file, the lock and a new database are each refused with exit code 74, a path and what to do."""
        for action in (
            lambda: replace_file(foreign / "training.ics", b"feed"),
            lambda: lock(foreign),
            lambda: open_store(foreign / "overload.db"),
        ):
            said = as_nobody(action)
            assert said.startswith(f"74 {foreign}")
            assert "permission denied; let the user this runs as write there" in said
        assert names(foreign) == []

    def test_a_log_that_can_be_read_is_not_written(self, foreign: Path, make_entry: Make) -> None:
        """Somebody who may only read the log can look at it, but logging is refused, and nothing changes."""
        path = foreign / "overload.db"
        append(path, make_entry())
        path.chmod(0o644)
        before = path.read_bytes()

        def look() -> None:
            with open_store(path) as store:
                assert len(store.entries()) == 1

        assert as_nobody(look) == "nothing went wrong"
        said = as_nobody(lambda: append(path, make_entry()))
        assert said.startswith(f"74 {path}: ")
        assert "let the user this runs as" in said
        assert path.read_bytes() == before

    def test_a_log_that_cannot_be_read_is_a_file_error(self, foreign: Path, make_entry: Make) -> None:
        """A private log of somebody else is refused with its path."""
        path = foreign / "overload.db"
        append(path, make_entry())
        assert as_nobody(lambda: open_store(path)).startswith(f"74 {path}: unable to open database file")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 512 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"tmpfs", bytes(folder), b"tmpfs", 0, b"size=512k") != 0:
        pytest.skip(f"cannot mount a small disk: {os.strerror(ctypes.get_errno())}")
    try:
        yield folder
    finally:
        libc.umount2(bytes(folder), 2)


class TestFullDisk:
    """A disk with no room left."""

    def test_the_old_file_stays(self, small_disk: Path) -> None:
        """A file that does not fit is refused, the old one stays whole, and nothing is left behind."""
        path = small_disk / "training.ics"
        replace_file(path, b"old" * 1000)
        with pytest.raises(FileError, match="no space left on device; make room on the disk"):
            replace_file(path, b"new" * 300_000)
        assert path.read_bytes() == b"old" * 1000
        assert names(small_disk) == ["training.ics"]

    def test_the_log_keeps_what_was_acknowledged(self, small_disk: Path, make_entry: Make) -> None:
        """When the disk fills up while logging, everything acknowledged stays, and with room made it goes on."""
        kept: list[Entry] = []

        def fill(store: Store) -> None:
            while True:
                kept.append(store.append(make_entry(note="x" * 5000)))

        (small_disk / "ballast").write_bytes(bytes(100_000))
        with open_store(small_disk / "overload.db") as store:
            with pytest.raises(FileError, match="full; make room on the disk") as raised:
                fill(store)
            assert raised.value.exit_code == 74
            assert store.entries() == tuple(kept)
        (small_disk / "ballast").unlink()
        with open_store(small_disk / "overload.db") as store:
            assert store.entries() == tuple(kept)
            assert store.verify() == ()
            assert store.append(make_entry()).id == len(kept) + 1

    def test_no_half_copy_is_left(self, small_disk: Path, make_entry: Make) -> None:
        """A backup that does not fit is refused and leaves nothing of itself."""
        with open_store(small_disk / "overload.db") as store:
            store.append_many(make_entry(note="x" * 5000) for _ in range(60))
            with pytest.raises(FileError, match="make room on the disk"):
                store.backup_daily(make_entry().on)
            assert names(small_disk / "backups") == []
            assert len(store.entries()) == 60
