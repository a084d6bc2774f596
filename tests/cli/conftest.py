"""What the tests of the commands share: the program on a real terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest

DAY = "2026-11-25T19:00"
LOOKS = 60
"""So many seconds in a row asleep and silent, and a program waits for something else than the test does."""


@attrs.define
class Terminal:
    """The program on a pseudo-terminal: type, and wait for what it says.

    However long it works for an answer, that is waited for: it is given up only when it ends, or sleeps.
    """

    process: subprocess.Popen[bytes]
    screen: int
    seen: str = ""
    used: int = 0

    @property
    def said(self) -> str:
        """What was said since the last thing that was waited for."""
        return self.seen[self.used :]

    def wait_for(self, pattern: str) -> str:
        """Return what was said up to a pattern, which is used up."""
        while not (found := re.search(pattern, self.said)):
            assert self._hears(), f"ended before {pattern!r}: {self.said}"
        text = self.said[: found.end()]
        self.used += found.end()
        return text

    def type(self, line: str) -> None:
        """Type a line."""
        os.write(self.screen, f"{line}\n".encode())

    def answer(self, question: str, text: str) -> None:
        """Wait for a question and type the answer, with Enter."""
        self.wait_for(re.escape(question) + r"[^\r\n]*: $")
        self.type(text)

    def end(self) -> int:
        """Wait for the end and return the exit code; what was said last is in `said`."""
        while self._hears():
            pass
        return self.process.wait()

    def interrupt(self) -> int:
        """Press Ctrl-C when it is asleep at its question, and return the exit code.

        One that comes in the moment before it begins to read is missed, and one too many hits it while it ends.
        """
        while self.process.poll() is None:
            if _pulse(self.process.pid).startswith("S"):
                os.write(self.screen, b"\x03")
                self._hears()
            else:
                time.sleep(0.01)  # noqa: TID251 - until the next look
        return self.end()

    def kill(self) -> None:
        """End it as a dying machine would."""
        self.process.kill()
        self.process.wait()

    def _hears(self) -> bool:
        """Read what is said next; False at the end."""
        looks, pulse = 0, ""
        while not select.select([self.screen], [], [], 1)[0]:
            before, pulse = pulse, _pulse(self.process.pid)
            looks = looks + 1 if pulse == before and pulse[:1] in {"", "S"} else 0
            assert looks < LOOKS, f"it waits, having said: {self.said}"
        try:
            data = os.read(self.screen, 65536)
        except OSError:  # Linux says EIO when the program has closed its end
            return False
        self.seen += data.decode(errors="replace")
        return bool(data)


def _pulse(process: int) -> str:
    """Return the state of a process and the processor time it had; '' where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return f"{fields[0]} {fields[11]} {fields[12]}"


def _takes_the_terminal() -> None:
    """Let Ctrl-C reach the program, wherever the tests were started from."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def on_a_terminal() -> Iterator[Callable[..., Terminal]]:
    """Start `overload ARGUMENTS...` on a terminal of its own, with more environment and in another folder if told."""
    started: list[Terminal] = []

    def start(*words: object, cwd: Path | None = None, **environment: str) -> Terminal:
        screen, inside = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "overload", *map(str, words)],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            cwd=cwd,
            env={**os.environ, **environment},
            start_new_session=True,
            preexec_fn=_takes_the_terminal,  # noqa: PLW1509 - this process has no threads
        )
        os.close(inside)
        started.append(Terminal(process, screen))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        os.close(one.screen)


@pytest.fixture
def terminal(on_a_terminal: Callable[..., Terminal]) -> Callable[..., Terminal]:
    """Start a command for a training folder on a terminal: `terminal(folder, "log")`."""
    return lambda path, *words: on_a_terminal("--now", DAY, "-C", path, *words)


@pytest.fixture
def full(folder, overload, tmp_path: Path) -> Path:
    """A training folder in which everything that can be listed is there."""
    made: Path = folder("--calendar", "ppl", "--dumbbells", "bowflex-552", "--load", "row=22.5lb")
    for line in ("log row 22.5x10,9,9", "log row 25x8,8,8 --on 16.11.", "log bodyweight 81.5",
                 "away add 20 dec to 3 jan --why skiing",
                 "link add --base-url https://a.example --no-qr", f"log export {tmp_path / 'log.json'}"):  # fmt: skip
        done = overload(made, *line.split(), now="2026-11-25T21:00")
        assert done.code in {0, 3}, (line, done.err)
    return made
