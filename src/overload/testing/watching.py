"""What a call reaches for outside its arguments: files, network, clock, random numbers, environment, printing."""

from __future__ import annotations

import gc
import os
import random
import secrets
import socket
import subprocess
import sys
import tempfile
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

_BUILT_IN: Final = {
    "time": "the clock",
    "posix": "the system",
    "nt": "the system",
    "io": "a file",
    "_io": "a file",
    "_random": "a random number",
    "_socket": "the network",
    "_sqlite3": "a database",
    "sqlite3": "a database",
    "_ssl": "the network",
    "_thread": "a thread",
}
"""Module of a built-in function -> what calling it reaches for."""
_NAMES: Final = {"now": "the clock", "utcnow": "the clock", "today": "the clock"}
_FUNCTIONS: Final = {"open": "a file", "input": "the keyboard", "print": "standard output"}
_FILES: Final = {
    random.__file__: "a random number",
    secrets.__file__: "a random number",
    uuid.__file__: "a random number",
    socket.__file__: "the network",
    subprocess.__file__: "a program",
    tempfile.__file__: "a file",
    urllib.request.__file__: "the network",
    os.__file__: "the system",
    "<frozen os>": "the system",
}
"""File of a function written in Python -> what calling it reaches for."""


def deeds(call: Callable[[], object]) -> list[tuple[str, str]]:
    """Call, and return what it reached for outside, each with the line that did (`file:line`).

    Imports on the way do not count.
    """
    found: list[tuple[str, str]] = []

    def watch(frame: FrameType, event: str, argument: Any) -> None:
        what = _built_in(argument) if event == "c_call" else _FILES.get(frame.f_code.co_filename, "")
        if what and event in {"call", "c_call"}:
            line = frame if event == "c_call" else frame.f_back or frame
            if not _is_importing(line):
                found.append((what, f"{line.f_code.co_filename}:{line.f_lineno}"))

    before = sys.getprofile()  # a debugger or a coverage tool may be at work
    with uncollected():
        sys.setprofile(watch)
        try:
            call()
        finally:
            sys.setprofile(before)
    return found


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be collected meanwhile: that runs code of others, at any moment, and some look at the clock."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _built_in(function: Any) -> str:
    name, owner = getattr(function, "__name__", ""), getattr(function, "__self__", None)
    module = getattr(function, "__module__", None) or getattr(owner, "__name__", "")
    if isinstance(owner, type) and owner.__module__ == "datetime":
        return _NAMES.get(name, "")
    if isinstance(owner, random.Random):
        return "a random number"
    if isinstance(owner, socket.SocketType):
        return "the network"
    if module == "builtins":
        return _FUNCTIONS.get(name, "")
    if module in {"posix", "nt"} and name in {"fspath", "getpid"}:
        return ""
    return _FUNCTIONS.get(name, _BUILT_IN[module]) if module in _BUILT_IN else ""


def _is_importing(frame: FrameType | None) -> bool:
    while frame:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
