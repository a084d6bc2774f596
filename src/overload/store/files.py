"""Files replaced whole or not at all, and the lock of a training folder."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from overload.errors import FileError, LockedError, Problem
from overload.opening import open_regular

LOCK_NAME: Final = ".overload.lock"

LEFTOVER_S: Final = 3600
"""A temporary file of a process that still exists is left alone for this long, in seconds."""

LOOKS_AGAIN_S: Final = 0.05
"""How soon a lock that somebody holds is asked for again, in seconds."""

_LOCK: Final = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_HELD: Final = {errno.EAGAIN, errno.EACCES}
"""What is answered of a lock that another process has; some file systems say the latter."""

_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC

_DENIED: Final = "let the user this runs as write there"
_FULL: Final = "make room on the disk and run it again"
READ_ONLY_DISK: Final = "the disk is mounted read-only; mount it for writing"
_SUGGESTIONS: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: READ_ONLY_DISK,
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.ENOENT: "make the folder first",
    errno.ENOTDIR: "there is a file where a folder should be; move it away",
    errno.EISDIR: "there is a folder where the file should be; move it away",
    errno.ELOOP: "it is a symbolic link; remove it",
    errno.EIO: "the disk reports errors; check it, and have a copy of the folder elsewhere",
}


def file_error(error: OSError, path: Path) -> FileError:
    """Return the error of the system as one with a place and what to do about it."""
    message = (error.strerror or str(error) or type(error).__name__).lower()
    return FileError(Problem(str(path), message, _SUGGESTIONS.get(error.errno or 0, "")))


def replace_file(path: Path, data: bytes, mode: int = 0o600) -> bool:
    """Make `path` hold exactly `data`: the old file or the new one at any moment, never half of it.

    Returns False, and leaves the time of the file alone, when it holds these bytes already (its mode is mended all
    the same). A symbolic link at `path` is replaced, never written through. What killed runs left behind goes.
    Raises FileError, and then the old file is untouched.
    """
    try:
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            sweep_leftovers(folder, path.name)
            if _holds(folder, path.name, data, mode):
                return False
            _replace(folder, path.name, data, mode)
        finally:
            os.close(folder)
    except OSError as error:
        raise file_error(error, path) from error
    return True


def _holds(folder: int, name: str, data: bytes, mode: int) -> bool:
    """Tell whether a plain file holds `data`; if so, see to its mode."""
    try:
        file = open_regular(name, folder=folder)
    except OSError:
        return False
    with os.fdopen(file, "rb") as old:
        now = os.fstat(file)
        if now.st_size != len(data) or old.read() != data:
            return False
        if stat.S_IMODE(now.st_mode) != mode:
            os.fchmod(file, mode)
    return True


def _replace(folder: int, name: str, data: bytes, mode: int) -> None:
    # In the same folder, for a rename is whole only within one file system; with our number in its name, so that who
    # sweeps up knows whether we still live.
    temporary = f".{name}.{os.getpid()}.{os.urandom(8).hex()}.tmp"
    file = os.open(temporary, _CREATE, 0o600, dir_fd=folder)
    try:
        with os.fdopen(file, "wb", buffering=0) as new:
            rest = memoryview(data)
            while rest:
                rest = rest[new.write(rest) :]
            os.fchmod(file, mode)
            # Before the rename: else a power cut may keep the new name and lose what it names.
            os.fsync(file)
        os.rename(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary, dir_fd=folder)
        raise
    sync_folder(folder)


def sync_folder(folder: int) -> None:
    """Make the names in an open folder survive a power cut, where its file system can."""
    try:
        os.fsync(folder)
    except OSError as error:
        # What network and FUSE file systems answer that cannot sync a folder; there is no better way there.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise


def sweep_leftovers(folder: int, name: str) -> None:
    """Remove temporary files of `name` whose process is gone, or that are old; failing to is no error."""
    pattern = re.compile(rf"\.{re.escape(name)}\.(\d{{1,9}})\.[0-9a-f]+\.tmp(?:-journal)?")
    for found in os.listdir(folder):
        match = pattern.fullmatch(found)
        if match and (not _is_alive(int(match[1])) or _is_old(folder, found)):
            with contextlib.suppress(OSError):
                os.unlink(found, dir_fd=folder)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is another user's, and lives
        return True
    return True


def _is_old(folder: int, name: str) -> bool:
    try:
        changed = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mtime
    except OSError:
        return False
    # Either way: a clock that was set back would keep a file from the future for ever.
    return abs(time.time() - changed) > LEFTOVER_S


@contextlib.contextmanager
def folder_lock(folder: Path, wait_s: float = 0.0) -> Iterator[None]:
    """Hold the one lock of a training folder, waiting for it up to `wait_s` seconds.

    The kernel frees it however the process ends. Raises LockedError when another run holds it for longer, FileError
    when the lock file cannot be opened (a symbolic link in its place is not followed).
    """
    path = folder / LOCK_NAME
    if not folder.is_dir():
        raise FileError(Problem(str(folder), "no such folder", "name the training folder with -C"))
    until = time.monotonic() + wait_s
    # Nothing wakes whoever waits by a clock, so it is asked for again and again.
    while (lock := _taken(path)) is None:
        left = until - time.monotonic()
        if left <= 0:
            hint = "try again when it is done, or let this one wait with --wait"
            raise LockedError(Problem(str(path), "another run is at work in this folder", hint))
        time.sleep(min(left, LOOKS_AGAIN_S))
    try:
        yield
    finally:
        # Said, not left to closing: a process that divided meanwhile holds it as well, and would keep it.
        fcntl.flock(lock, fcntl.LOCK_UN)
        os.close(lock)


def _taken(path: Path) -> int | None:
    """Return the open file of a lock that is ours now, None where another run has it."""
    try:
        lock = os.open(path, _LOCK, 0o600)
    except OSError as error:
        raise file_error(error, path) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(lock).st_nlink:
            return lock
        # Somebody removed the file in between: whoever comes next would lock another one.
    except OSError as error:
        if error.errno not in _HELD:
            os.close(lock)
            raise file_error(error, path) from error
    os.close(lock)
    return None
