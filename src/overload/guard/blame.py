"""Whose line it was: what was raised in words, and the deepest line of somebody's own code that it went through."""

from __future__ import annotations

import os
import sys
from types import FrameType, TracebackType
from typing import Final

MOST_SAID: Final = 200


def told(error: BaseException) -> str:
    """Say what was raised in one line: `raised ValueError: too light`."""
    if isinstance(error, SystemExit):
        return f"called sys.exit({'' if error.code is None else error.code!r})"
    try:
        text = " ".join(str(error.msg if isinstance(error, SyntaxError) else error).split())
    except Exception:  # noqa: BLE001 - even its message may fail
        text = ""
    return f"raised {type(error).__name__}" + (f": {text[:MOST_SAID]}" if text else "")


def place_of(error: BaseException, home: str) -> str:
    """Return `file:line` of the deepest line in `home` that an error went through, or of what is no Python there."""
    if isinstance(error, SyntaxError) and error.filename and is_in(error.filename, home):
        return f"{error.filename}:{error.lineno or 1}"
    return deepest(error.__traceback__, home)


def file_of(kind: type) -> str:
    """Return the file a class is written in; empty where that cannot be told."""
    return getattr(sys.modules.get(kind.__module__), "__file__", None) or ""


def is_in(file: str, home: str) -> bool:
    """Tell whether a file is `home`, or in it."""
    return bool(home) and (file == home or file.startswith(home.rstrip(os.sep) + os.sep))


def deepest(trace: TracebackType | None, home: str) -> str:
    """Return the deepest line of `home` in a traceback."""
    place = ""
    while trace:
        if is_in(trace.tb_frame.f_code.co_filename, home):
            place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def running(frame: FrameType | None, home: str) -> str:
    """Return the line of `home` that is being run."""
    while frame and not is_in(frame.f_code.co_filename, home):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else ""
