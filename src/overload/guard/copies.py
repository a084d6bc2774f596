"""Copies of the process that a call makes (`os.fork`): one that comes back must not go on as if it were the program."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import attrs

from overload.guard.blame import running
from overload.guard.failure import Failure

_exit: Final = os._exit
_WAIT_MS: Final = 200
"""How long a call is waited for whose copy is still busy, in milliseconds."""


@attrs.frozen
class _Copy:
    """A copy that was made: where, whose code it was, and the end of a pipe that tells what has become of it."""

    place: str
    home: str
    pipe: int


@attrs.define
class _Forks:
    """What is known of copies: whose call is going on, the pipe of one being made, our own end if we are one."""

    home: str | None = None
    place: str = ""
    pipe: tuple[int, int] | None = None
    own: int | None = None
    made: list[_Copy] = attrs.field(factory=list)
    is_registered: bool = False

    def before(self) -> None:
        """Make the pipe, where somebody's call makes a copy."""
        if self.home is not None:
            self.place, self.pipe = running(sys._getframe(1), self.home), os.pipe()  # noqa: SLF001 - the line to blame

    def in_original(self) -> None:
        """Keep the end that is read."""
        if self.pipe and self.home is not None:
            os.close(self.pipe[1])
            self.made.append(_Copy(self.place, self.home, self.pipe[0]))
        self.pipe = None

    def in_copy(self) -> None:
        """Keep the end that is written."""
        if self.pipe:
            os.close(self.pipe[0])
            self.own, self.made, self.pipe = self.pipe[1], [], None


_FORKS: Final = _Forks()


@contextmanager
def without_copies(home: str) -> Iterator[None]:
    """End every copy of the process that comes back from what is done within."""
    if not _FORKS.is_registered and hasattr(os, "register_at_fork"):
        _FORKS.is_registered = True
        os.register_at_fork(before=_FORKS.before, after_in_parent=_FORKS.in_original, after_in_child=_FORKS.in_copy)
    process, before, _FORKS.home = os.getpid(), _FORKS.home, home
    try:
        yield
    finally:
        if os.getpid() != process:
            if _FORKS.own is not None:
                os.write(_FORKS.own, b"x")
            _exit(0)
        _FORKS.home = before


def came_back(wait_ms: int = _WAIT_MS) -> Failure | None:
    """Return what a copy did that came back, if one did, waiting so long for those that are busy."""
    until = time.monotonic() + wait_ms / 1000
    while _FORKS.made:
        left_ms = max(0, round((until - time.monotonic()) * 1000))
        poll = select.poll()
        for copy in _FORKS.made:
            poll.register(copy.pipe, select.POLLIN)
        ready = {pipe for pipe, _ in poll.poll(left_ms)}
        if not ready:
            return None
        for copy in [one for one in _FORKS.made if one.pipe in ready]:
            _FORKS.made.remove(copy)
            said = os.read(copy.pipe, 1)
            os.close(copy.pipe)
            if said:
                words = "made a copy of the program (os.fork) that would have gone on as a second one, and was ended"
                return Failure(words, copy.place or copy.home)
    return None
