"""What the tests of the commands share: the program on a real terminal."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sys
import time
from pathlib import Path

import pytest

DAY = "2026-11-25T19:00"


class Terminal:
    """The program on a pseudo-terminal: type, and wait for what it says."""

    def __init__(self, path: Path, *words: object) -> None:
        command = [sys.executable, "-m", "overload", "--now", DAY, "-C", str(path), *map(str, words)]
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execv(sys.executable, command)  # noqa: S606 - the program itself
        self.said = ""

    def wait_for(self, pattern: str, seconds: float = 30) -> str:
        """Return what was said up to a pattern, which is used up."""
        until = time.monotonic() + seconds
        while not (found := re.search(pattern, self.said)):
            if not select.select([self.fd], [], [], max(0.0, until - time.monotonic()))[0]:
                raise AssertionError(f"waited for {pattern!r}, got: {self.said}")
            try:
                self.said += os.read(self.fd, 65536).decode(errors="replace")
            except OSError:
                raise AssertionError(f"ended before {pattern!r}: {self.said}") from None
        text, self.said = self.said[: found.end()], self.said[found.end() :]
        return text

    def type(self, line: str) -> None:
        """Type a line."""
        os.write(self.fd, f"{line}\n".encode())

    def end(self) -> int:
        """Wait for the end and return the exit code; what was said last is in `said`."""
        while True:
            try:
                rest = os.read(self.fd, 65536)
            except OSError:
                break
            if not rest:
                break
            self.said += rest.decode(errors="replace")
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def kill(self) -> None:
        """End it as a dying machine would."""
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


@pytest.fixture
def terminal() -> type[Terminal]:
    """Start the program on a terminal: `terminal(folder, "log")`."""
    return Terminal
