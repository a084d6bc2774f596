"""After a deed on the page the athlete's own calendar follows, in a process of its own: no answer waits for it."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

from overload.opening import read_regular
from overload.settled import PLAN_FILE

_RUNNING: Final[list[subprocess.Popen[bytes]]] = []
"""Those that were started, until they have ended: somebody has to look after them."""


def start_sync(folder: Path, now: datetime) -> None:
    """Sync a folder with the calendar that its plan.toml names, if any, and wait for nothing."""
    try:
        if b"caldav" not in read_regular(folder / PLAN_FILE):
            return
    except OSError:
        return
    _RUNNING[:] = [one for one in _RUNNING if one.poll() is None]
    words = [sys.executable, "-m", "overload", "-C", str(folder), "--now", now.isoformat(), "caldav", "sync"]
    nowhere = subprocess.DEVNULL
    _RUNNING.append(
        subprocess.Popen(words, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)  # noqa: S603 - our own words
    )
