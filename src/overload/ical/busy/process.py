"""Run a program for a limited time, and take a limited amount of what it prints."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Final

import attrs

LAST_WORDS: Final = 4000
"""Bytes of standard error that are kept: the last ones."""


@attrs.frozen
class Ran:
    """What became of a program: its exit code (negative: the signal), what it printed, and what cut it short.

    `cut` is `time`, `size` or ''; then the program was killed, and what it started with it.
    """

    code: int
    out: bytes
    err: bytes
    cut: str = ""


def run(
    words: Sequence[str],
    *,
    seconds: float,
    most: int,
    stdin: IO[bytes] | int = subprocess.DEVNULL,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Ran:
    """Run a program to its end, for at most so many seconds and bytes of output. Raises OSError."""
    with subprocess.Popen(  # noqa: S603 - the command is the athlete's own, or this program's
        words,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment,
        start_new_session=True,  # so that what it starts can be killed with it
        bufsize=0,
    ) as process:
        try:
            out, err, cut = _watch(process, time.monotonic() + seconds, most)
        except BaseException:
            _kill(process)
            raise
        if cut:
            _kill(process)
        return Ran(process.wait(), out, err, cut)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the program and all that it started in its session."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _watch(process: subprocess.Popen[bytes], deadline: float, most: int) -> tuple[bytes, bytes, str]:
    """Read both outputs until the program ends; return them, and what it has too much of."""
    out, err = bytearray(), bytearray()
    with selectors.DefaultSelector() as waiting:
        for stream in (process.stdout, process.stderr):
            waiting.register(stream, selectors.EVENT_READ)  # type: ignore[arg-type] # both are pipes
        while waiting.get_map():
            ready = waiting.select(max(0.0, deadline - time.monotonic()))
            if not ready and time.monotonic() >= deadline:
                return bytes(out), bytes(err), "time"
            for key, _ in ready:
                data = os.read(key.fd, 1 << 16)
                if not data:
                    waiting.unregister(key.fileobj)
                elif key.fileobj is process.stdout:
                    out += data
                else:
                    err = (err + data)[-LAST_WORDS:]  # the last words say what went wrong
            if len(out) > most:
                return bytes(out[:most]), bytes(err), "size"
            if time.monotonic() >= deadline:
                return bytes(out), bytes(err), "time"
    try:
        process.wait(max(0.01, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return bytes(out), bytes(err), "time"
    return bytes(out), bytes(err), ""
