"""Bringing a feed to where it is published: the athlete's own command, run when there is something new to bring."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import IO, Final

from overload.errors import Problem
from overload.model import FeedChoice
from overload.opening import read_regular
from overload.store import Store

DELIVERED_MEMO: Final = "feed-delivered."
"""The name under which the database remembers what the command of a feed last brought, and which command it was."""
VARIABLE: Final = "OVERLOAD_FEED"
PLACEHOLDER: Final = "{file}"
_LAST_WORDS: Final = 4000
"""Octets of what a command printed that are looked at: the last ones."""
_LONGEST_SAID: Final = 200


def deliver(store: Store, choice: FeedChoice, path: Path) -> Problem | None:
    """Run the feed's `publish_command` unless it has brought these very bytes already; return what went wrong.

    The feed itself is written by then, and stays. What failed is tried again by the next update.
    """
    if not choice.publish_command:
        return None
    try:
        wanted = _digest(choice.publish_command, read_regular(path))
    except OSError:
        return None
    if store.get(DELIVERED_MEMO + choice.name) == wanted:
        return None
    failed = _run(choice.publish_command, path, choice.publish_within)
    if failed:
        hint = f"{path.name} itself is up to date; the next update tries again"
        return Problem(f"plan.toml: feeds.{choice.name}.publish_command", failed, hint)
    store.set(DELIVERED_MEMO + choice.name, wanted)
    return None


def has_brought(store: Store, choice: FeedChoice, path: Path) -> bool:
    """Tell whether `publish_command` has brought a feed as it is, also for the folder it was copied from."""
    known = store.get(DELIVERED_MEMO + choice.name)
    if not (choice.publish_command and known):
        return False
    with contextlib.suppress(OSError):
        return known == _digest(choice.publish_command, read_regular(path))
    return False


def _digest(command: Sequence[str], data: bytes) -> str:
    """Return a digest of a command and of what it brings: another command has brought nothing yet."""
    # No word of a command can hold a NUL, so nothing of one can pass for a part of another.
    return hashlib.sha256(b"\0".join((*(word.encode() for word in command), data))).hexdigest()


def _run(command: Sequence[str], path: Path, within: timedelta) -> str:
    """Run a command in the training folder and return what went wrong in one line, or ''.

    What it prints goes to a file and not through a pipe: a connection that it leaves open behind it must not keep
    anybody waiting. It has no terminal to ask for a password on.
    """
    words = [word.replace(PLACEHOLDER, str(path)) for word in command]
    with tempfile.TemporaryFile() as printed:
        try:
            process = subprocess.Popen(  # noqa: S603 - the command is the athlete's own
                words,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=printed,
                cwd=path.parent.parent,
                env={**os.environ, VARIABLE: str(path)},
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            return f"cannot be run: {getattr(error, 'strerror', None) or error}: '{words[0]}'"
        code = _wait(process, within.total_seconds())
        said = _last_line(printed)
    if code is None:
        return f"was stopped after {within.total_seconds():g} seconds{said}"
    how = f"exit code {code}" if code > 0 else f"signal {-code}"
    return f"failed with {how}{said}" if code else ""


def _wait(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    """Wait for a command and return its exit code; one that takes too long is killed with all it started: None."""
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        _kill(process)
        return None
    except BaseException:
        _kill(process)
        raise


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _last_line(printed: IO[bytes]) -> str:
    """Return the last thing a command said, after a colon, on one line that a terminal can show; '' for nothing."""
    size = printed.seek(0, os.SEEK_END)
    printed.seek(max(0, size - _LAST_WORDS))
    # A bar that shows how far it is goes back to the beginning of its line again and again.
    text = printed.read().decode(errors="replace").replace("\r", "\n")
    lines = ("".join(letter if letter.isprintable() else " " for letter in line) for line in text.split("\n"))
    spoken = [line for line in map(str.strip, lines) if line]
    return f": {spoken[-1][:_LONGEST_SAID]}" if spoken else ""
