"""Files are replaced whole or not at all, and nothing is written through a link."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from overload.errors import FileError, LockedError
from overload.store import folder_lock, replace_file

HOLD = "import sys, pathlib; from overload.store import folder_lock\n"


def mode_of(path: Path) -> int:
    """Return the permission bits."""
    return stat.S_IMODE(path.lstat().st_mode)


def names(folder: Path) -> list[str]:
    """Return everything in a folder."""
    return sorted(one.name for one in folder.iterdir())


class TestReplaceFile:
    """One call, one whole file."""

    def test_a_new_file_holds_the_bytes_and_is_private(self, tmp_path: Path) -> None:
        """A new file holds exactly the bytes, only its owner may read it, and nothing else is left in the folder."""
        old = os.umask(0)
        try:
            assert replace_file(tmp_path / "training.ics", b"BEGIN\r\n") is True
        finally:
            os.umask(old)
        assert (tmp_path / "training.ics").read_bytes() == b"BEGIN\r\n"
        assert mode_of(tmp_path / "training.ics") == 0o600
        assert names(tmp_path) == ["training.ics"]

    def test_a_published_file_is_readable_whatever_the_umask(self, tmp_path: Path) -> None:
        """The mode asked for is the mode the file gets, under any umask."""
        old = os.umask(0o077)
        try:
            replace_file(tmp_path / "training.ics", b"x", 0o644)
        finally:
            os.umask(old)
        assert mode_of(tmp_path / "training.ics") == 0o644

    def test_the_same_bytes_are_not_written_again(self, tmp_path: Path) -> None:
        """The same bytes leave the very file and its time alone."""
        path = tmp_path / "training.ics"
        replace_file(path, b"same")
        os.utime(path, (1, 1))
        before = path.stat()
        assert replace_file(path, b"same") is False
        assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)

    def test_the_mode_is_mended_even_so(self, tmp_path: Path) -> None:
        """A file that others may read becomes private again, its time kept."""
        path = tmp_path / "training.ics"
        replace_file(path, b"same", 0o644)
        os.utime(path, (1, 1))
        assert replace_file(path, b"same", 0o600) is False
        assert (mode_of(path), path.stat().st_mtime) == (0o600, 1)

    @pytest.mark.parametrize("data", [b"", b"longer than before", b"befora"])
    def test_other_bytes_replace_the_file(self, tmp_path: Path, data: bytes) -> None:
        """Any other content, of the same length too, replaces it."""
        path = tmp_path / "training.ics"
        replace_file(path, b"before")
        assert replace_file(path, data) is True
        assert path.read_bytes() == data

    def test_a_reader_keeps_the_old_file(self, tmp_path: Path) -> None:
        """Who has the old file open reads the old bytes to the end."""
        path = tmp_path / "training.ics"
        replace_file(path, b"old")
        with path.open("rb") as reader:
            replace_file(path, b"new and longer")
            assert reader.read() == b"old"


class TestLinks:
    """A link planted in the way is never followed."""

    def test_a_link_at_the_target_is_replaced(self, tmp_path: Path) -> None:
        """The link itself gives way; the file it names is untouched."""
        victim = tmp_path / "victim"
        victim.write_bytes(b"precious")
        (tmp_path / "training.ics").symlink_to(victim)
        assert replace_file(tmp_path / "training.ics", b"feed") is True
        assert victim.read_bytes() == b"precious"
        assert not (tmp_path / "training.ics").is_symlink()
        assert (tmp_path / "training.ics").read_bytes() == b"feed"

    def test_a_link_to_the_same_bytes_is_replaced_too(self, tmp_path: Path) -> None:
        """A link to a file with the same bytes does not count as holding them, and that file's mode is left alone."""
        victim = tmp_path / "victim"
        victim.write_bytes(b"feed")
        victim.chmod(0o644)
        (tmp_path / "training.ics").symlink_to(victim)
        assert replace_file(tmp_path / "training.ics", b"feed") is True
        assert mode_of(victim) == 0o644

    def test_a_link_at_the_temporary_name_is_not_written_through(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Even with the random name guessed, a planted link stops the write."""
        victim = tmp_path / "victim"
        victim.write_bytes(b"precious")
        monkeypatch.setattr("os.urandom", lambda _: b"\xab")
        (tmp_path / f".training.ics.{os.getpid()}.ab.tmp").symlink_to(victim)
        with pytest.raises(FileError, match="exists"):
            replace_file(tmp_path / "training.ics", b"feed")
        assert victim.read_bytes() == b"precious"

    def test_a_pipe_at_the_target_does_not_hang(self, tmp_path: Path) -> None:
        """A named pipe is replaced like anything that is not the file."""
        os.mkfifo(tmp_path / "training.ics")
        assert replace_file(tmp_path / "training.ics", b"feed") is True
        assert (tmp_path / "training.ics").read_bytes() == b"feed"


class TestFailures:
    """What goes wrong names the file and what to do, and leaves the old file."""

    def test_a_missing_folder_is_named(self, tmp_path: Path) -> None:
        """A folder that is not there is said so, with the path and exit code 74."""
        with pytest.raises(FileError, match=r"away/training\.ics: no such file.*make the folder") as raised:
            replace_file(tmp_path / "away" / "training.ics", b"feed")
        assert raised.value.exit_code == 74

    def test_a_folder_in_the_way_is_named(self, tmp_path: Path) -> None:
        """A folder of the file's name stays, and no temporary file is left."""
        (tmp_path / "training.ics").mkdir()
        with pytest.raises(FileError, match="there is a folder where the file should be"):
            replace_file(tmp_path / "training.ics", b"feed")
        assert names(tmp_path) == ["training.ics"]

    @pytest.mark.parametrize("call", ["fsync", "rename", "fchmod"])
    def test_a_call_that_fails_leaves_the_old_file_and_no_other(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
    ) -> None:
        """When syncing, renaming or the mode fails, the old file stays and the temporary one goes."""
        replace_file(tmp_path / "training.ics", b"old")

        def fail(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patched:
            patched.setattr(os, call, fail)
            with pytest.raises(FileError, match="no space left on device; make room"):
                replace_file(tmp_path / "training.ics", b"new")
        assert (tmp_path / "training.ics").read_bytes() == b"old"
        assert names(tmp_path) == ["training.ics"]

    def test_leftovers_of_killed_runs_go(self, tmp_path: Path) -> None:
        """The temporary file of a process that is gone, or an old one, goes; a fresh one of a living run stays."""
        with subprocess.Popen([sys.executable, "-c", ""]) as gone:
            gone.wait()
        dead = tmp_path / f".training.ics.{gone.pid}.0a.tmp"
        old = tmp_path / f".training.ics.{os.getpid()}.0b.tmp"
        fresh = tmp_path / f".training.ics.{os.getpid()}.0c.tmp"
        other = tmp_path / ".training.ics.mine.tmp"
        for left in (dead, old, fresh, other):
            left.touch()
        long_ago = time.time() - 7200
        os.utime(old, (long_ago, long_ago))
        replace_file(tmp_path / "training.ics", b"feed")
        assert names(tmp_path) == sorted([fresh.name, other.name, "training.ics"])


class TestFolderLock:
    """One run per training folder."""

    def test_it_is_private_and_free_again_afterwards(self, tmp_path: Path) -> None:
        """The lock file is private, and the lock can be taken again once it was left."""
        for _ in range(2):
            with folder_lock(tmp_path, 0):
                assert mode_of(tmp_path / ".overload.lock") == 0o600

    def test_a_second_run_is_told(self, tmp_path: Path) -> None:
        """While another process holds it, a run gets a LockedError (75) naming the lock; killed, it frees it."""
        code = f"{HOLD}with folder_lock(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
        command = [sys.executable, "-c", code, str(tmp_path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == b"held\n"
            with pytest.raises(LockedError, match="another run is at work") as raised, folder_lock(tmp_path, 0.1):
                pass
            other.kill()
        assert raised.value.exit_code == 75
        with folder_lock(tmp_path, 0):
            pass

    def test_it_waits_as_long_as_asked(self, tmp_path: Path) -> None:
        """A run that may wait gets the lock when the other lets go."""
        code = f"{HOLD}with folder_lock(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
        command = [sys.executable, "-c", code, str(tmp_path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdin is not None
            assert other.stdout is not None
            other.stdout.readline()
            other.stdin.close()
            with folder_lock(tmp_path, 3600):
                pass

    def test_a_copy_of_the_process_frees_it_for_both(self, tmp_path: Path) -> None:
        """Where the process divides while it has the lock, it is free once the copy that goes on has let go."""
        code = (
            f"{HOLD}import os\nfolder = pathlib.Path(sys.argv[1])\n"
            "with folder_lock(folder):\n    copy = os.fork()\n    if copy: os._exit(os.waitpid(copy, 0)[1])\n"
            "with folder_lock(folder): print('again')"
        )
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "again\n"), done.stderr

    def test_an_error_inside_frees_it(self, tmp_path: Path) -> None:
        """Whatever happens inside, the lock is let go."""
        with pytest.raises(ValueError, match="inside"), folder_lock(tmp_path, 0):
            raise ValueError("inside")
        with folder_lock(tmp_path, 0):
            pass

    def test_a_planted_link_is_not_followed(self, tmp_path: Path) -> None:
        """A symbolic link at the lock's name is refused, and what it names is neither made nor changed."""
        victim = tmp_path / "victim"
        (tmp_path / ".overload.lock").symlink_to(victim)
        with pytest.raises(FileError, match="symbolic link; remove it"), folder_lock(tmp_path, 0):
            pass
        assert not victim.exists()
        victim.write_bytes(b"precious")
        with pytest.raises(FileError, match="symbolic link; remove it"), folder_lock(tmp_path, 0):
            pass
        assert victim.read_bytes() == b"precious"

    def test_a_lock_that_is_removed_in_between_is_none(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the file goes between opening and locking it, the one that is there afterwards is locked."""
        path, left, flock = tmp_path / ".overload.lock", [1, 1], fcntl.flock

        def removing(file: int, how: int) -> None:
            if left:
                path.unlink()
                left.pop()
            flock(file, how)

        monkeypatch.setattr(fcntl, "flock", removing)
        with folder_lock(tmp_path, 60):
            assert not left
            mine = os.open(path, os.O_RDWR)
            with pytest.raises(BlockingIOError):
                flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.close(mine)

    def test_a_missing_folder_is_not_made(self, tmp_path: Path) -> None:
        """A folder that is not there is an error, not a new folder."""
        with pytest.raises(FileError, match="no such folder"), folder_lock(tmp_path / "away", 0):
            pass
        assert names(tmp_path) == []
