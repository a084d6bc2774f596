"""Opening files that are not ours: nothing that stands in a file's place leads elsewhere, or keeps anybody waiting."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

LARGEST: Final = 50_000_000
"""Bytes of a file of a training folder that are read: a feed of a year is a hundredth of it."""

# NONBLOCK: to open a pipe that somebody put in a file's place would wait for ever for who writes into it. NOCTTY: a
# terminal there would become ours.
_READ: Final = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def open_regular(path: Path | str, *, folder: int | None = None, follow: bool = False) -> int:
    """Open a regular file for reading and return its descriptor; a pipe or a device is refused, and a link.

    Every file that an athlete can put into a folder is opened here. `folder` is a descriptor that `path` is relative
    to. `follow` is for what its owner may keep elsewhere. Raises OSError.
    """
    file = os.open(path, _READ if follow else _READ | os.O_NOFOLLOW, dir_fd=folder)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))
    return file


def open_below(root: Path, *names: str) -> int:
    """Open a regular file below a folder of which no part but the folder itself may be a link. Raises OSError."""
    at = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for name in names[:-1]:
            within = os.open(name, _FOLDER, dir_fd=at)
            os.close(at)
            at = within
        return open_regular(names[-1], folder=at)
    finally:
        os.close(at)


def read_regular(path: Path, most: int = LARGEST, *, follow: bool = False) -> bytes:
    """Return what a regular file holds, which must be no more than `most` bytes. Raises OSError."""
    return read_opened(open_regular(path, follow=follow), most)


def read_opened(descriptor: int, most: int = LARGEST) -> bytes:
    """Return what an open file holds, no more than `most` bytes of it, and close it. Raises OSError."""
    with os.fdopen(descriptor, "rb") as file:
        # Asked before it is read: a file with holes in it can say that it holds more than there is memory for.
        if os.fstat(descriptor).st_size > most:
            raise OSError(errno.EFBIG, f"it is larger than {most // 1_000_000} MB")
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // 1_000_000} MB")
    return data
