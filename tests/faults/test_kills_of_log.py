"""`log` killed at a moment of its own, again and again, in one folder: its log is compared entry by entry."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
import warnings
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from overload.cli import run
from overload.store import open_store

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]

KILLS = 300 if os.environ.get("OVERLOAD_FAULTS") == "long" else 12
MONDAY = datetime(2026, 11, 23, 20)
Entries = dict[str, tuple[int, ...]]


def forked(words: list[str], until_s: float | None) -> tuple[int, str]:
    """Run the program in a copy of this process, killed after so long; return how it ended and what it had said."""
    ours, theirs = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking beside the threads of the test runner
        child = os.fork()
    if child == 0:  # pragma: no cover - another process
        code = 99
        try:
            told = os.fdopen(theirs, "w", buffering=1)
            with told, contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
                code = run(words)
        finally:
            os._exit(code)
    os.close(theirs)
    if until_s is not None:
        time.sleep(until_s)  # noqa: TID251 - the moment of the kill, which may be any
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with os.fdopen(ours) as answer:
        return code, answer.read()


def logged(path: Path) -> Entries:
    """Return what is in the log, by day, each of which is there once, of a database that is whole."""
    with open_store(path / "overload.db") as store:
        assert store.verify() == ()
        entries = store.all_entries()
    found = {entry.on.isoformat(): tuple(one.reps for one in entry.sets) for entry in entries}
    assert len(found) == len(entries), "an entry is there twice"
    return found


def test_every_acknowledged_entry_is_there(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """What was said to be written down is there, once and as it was told; what was not is there whole or not at all."""
    path = folder("--calendar", "back-only", "--dumbbells", "bowflex-552")
    dice = random.Random(11)

    def words(week: int, reps: int) -> list[str]:
        now = (MONDAY + timedelta(weeks=week)).isoformat()
        return ["-C", str(path), "--now", now, "log", "row", f"20x{reps},{reps},{reps}"]

    begun = time.monotonic()  # noqa: TID251 - it only spreads the kills
    assert forked(words(0, 8), None)[0] == 0
    length_s = time.monotonic() - begun  # noqa: TID251 - as above
    kept = logged(path)
    for week in range(1, KILLS + 1):
        reps, day = 6 + week % 9, (MONDAY + timedelta(weeks=week)).date().isoformat()
        code, said = forked(words(week, reps), length_s * dice.random() * 1.1)
        assert "Traceback" not in said
        is_told = code == 0 or "row" in said
        now = logged(path)
        assert {on: sets for on, sets in now.items() if on != day} == kept
        assert now.get(day, (reps,) * 3) == (reps,) * 3, now
        assert day in now or not is_told, f"lost in week {week}: {said}"
        kept = now
    last = (MONDAY + timedelta(weeks=KILLS + 1)).isoformat()
    assert overload(path, "update", now=last).code == 0
    assert overload(path, "check", now=last).code == 0
    assert logged(path) == kept
