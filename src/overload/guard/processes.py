"""What the system tells of a process, and is told: by /proc and prctl, where there are such."""

from __future__ import annotations

import ctypes
import os
import signal
from pathlib import Path
from typing import IO, Final

import attrs

_PR_SET_PDEATHSIG: Final = 1
_TICKS: Final = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@attrs.frozen
class State:
    """What a process is doing: whether it is stopped, and the processor time it has used."""

    is_stopped: bool = False
    processor_s: float = 0.0


def state_of(process: int) -> State:
    """Return what a process is doing; nothing known where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return State()
    return State(fields[0] in "Tt", (int(fields[11]) + int(fields[12])) / _TICKS)


def die_with_parent(parent: int) -> None:
    """See to it that this process does not outlive the one that it is a copy of."""
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    except (OSError, AttributeError):  # another system
        return
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def unnamed_file() -> IO[bytes]:
    """Return a file without a name, in memory where the system can."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("overload"), "w+b", buffering=0)
    import tempfile  # noqa: PLC0415 - elsewhere than on Linux

    return tempfile.TemporaryFile(buffering=0)
