"""What the calls of a run may use up together: processor time all of them, memory each plugin."""

from __future__ import annotations

import math
import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Final

from overload.guard.failure import Failure

try:
    import resource
except ImportError:  # another system
    resource = None  # type: ignore[assignment]  # asked for before it is used

SECONDS: Final = 30.0
MEMORY: Final = "2 GB"
_MEMORY: Final = r"(\d{1,6})\s*(MB|GB)"
_DATA_FIELD: Final = 5
"""Of /proc/self/statm: what is data and stack, in pages."""


def bytes_of(text: object) -> int | None:
    """Return how many bytes `512 MB` or `2 GB` are; None for what is written otherwise, or less than 1 MB."""
    match = re.fullmatch(_MEMORY, text.strip(), re.IGNORECASE) if isinstance(text, str) else None
    return (int(match[1]) * (1 << 30 if match[2].upper() == "GB" else 1 << 20) or None) if match else None


def seconds_of(number: object) -> float | None:
    """Return a number of seconds above zero; None for what is none."""
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        return None
    return float(number) if 0 < number < math.inf else None


class Purse:
    """What is left for a run, and who has used how much of it.

    `seconds` is processor time of all calls together. `memory` is how much each plugin may make the process grow.
    """

    def __init__(self, seconds: float = SECONDS, memory: int | None = bytes_of(MEMORY)) -> None:
        self.seconds, self.memory = seconds, memory
        self._used: dict[tuple[str, str], float] = {}
        self._grown: dict[str, int] = {}
        self._is_open = False

    def empty(self) -> Failure | None:
        """Return why no further call is made, or None."""
        if sum(self._used.values()) < self.seconds:
            return None
        place, name = max(self._used, key=lambda one: self._used[one])
        most = f"{name}{' at ' if name and place else ''}{place}"
        together = f"the plugins of this run have used up their {self.seconds:g} seconds of processor time"
        return Failure(f"was not asked: {together}; {self._used[place, name]:.1f} of them went to {most}")

    def too_much(self) -> str:
        """Say what somebody did who took more memory than there is for them."""
        return f"took more memory than the {(self.memory or 0) >> 20} MB that a plugin may"

    @contextmanager
    def paid(self, home: str, what: str, place: str) -> Iterator[None]:
        """Let a call use up what it does; one within another is paid for by that."""
        if self._is_open:
            yield
            return
        self._is_open, began = True, time.thread_time()
        try:
            with self._bounded(home):
                yield
        finally:
            self._is_open = False
            key = place or home, what
            self._used[key] = self._used.get(key, 0.0) + time.thread_time() - began

    @contextmanager
    def _bounded(self, home: str) -> Iterator[None]:
        """Let the process grow by what is left to this plugin, no more."""
        before = _data() if self.memory is not None and threading.current_thread() is threading.main_thread() else 0
        if not before or self.memory is None:
            yield
            return
        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        most = before + max(self.memory - self._grown.get(home, 0), 0)
        bounds = [one for one in (soft, hard, most) if one != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_DATA, (min(bounds), hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
            self._grown[home] = self._grown.get(home, 0) + max(_data() - before, 0)


def grow_at_most(by: int) -> None:
    """Let this process grow by so many bytes from here on, for good; what takes more raises MemoryError."""
    before = _data()
    if before:
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        most = before + by
        resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


_STATM: list[tuple[int, int]] = []
"""The process whose file is open, and the file: read before and after each call, it stays open."""


def _data() -> int:
    """Return how many bytes of data this process has; 0 where the system does not tell."""
    process = os.getpid()
    try:
        if not _STATM or _STATM[0][0] != process:
            _STATM[:] = [(process, os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC))]
        pages = int(os.pread(_STATM[0][1], 200, 0).split()[_DATA_FIELD])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGESIZE")
