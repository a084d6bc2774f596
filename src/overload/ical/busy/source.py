"""The bytes of a busy calendar: from a file, or printed by the athlete's own command."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from overload.errors import DataError, Problem
from overload.ical.busy.process import run
from overload.ical.text import one_line
from overload.model import BusySource
from overload.opening import open_regular

LARGEST: Final = 20_000_000
"""Bytes of a calendar that are read: twenty years of a full one are about a quarter of it."""
COMMAND_S: Final = 30.0
"""How long a command may take, in seconds."""


def fetch(source: BusySource, folder: Path, seconds: float = COMMAND_S) -> bytes:
    """Return what a busy calendar says now; `folder` is the training folder. Raises DataError."""
    return _printed(source, folder, seconds) if source.command else _read(source, folder)


def _wrong(source: BusySource, message: str, suggestion: str = "") -> DataError:
    return DataError(Problem(source.place, message, suggestion))


def _too_large(source: BusySource, what: str) -> DataError:
    return _wrong(source, f"{what} more than {LARGEST // 1_000_000} MB", "name a calendar that holds less")


def _read(source: BusySource, folder: Path) -> bytes:
    """Read a plain file; anything else (a pipe, a device) could keep us waiting for ever."""
    try:
        path = folder / Path(source.file).expanduser()
        if path.is_dir():
            raise _wrong(source, "is a folder", "name an .ics file")
        file = open_regular(path, follow=True)
        with os.fdopen(file, "rb") as opened:
            found = os.fstat(file)
            data = opened.read(LARGEST + 1) if found.st_size <= LARGEST else b""
    except (OSError, ValueError, RuntimeError) as error:
        said = (getattr(error, "strerror", None) or str(error)).lower()
        raise _wrong(source, f"cannot be read: {said}", "see plan.toml: busy, or bring the file back") from None
    if found.st_size > LARGEST or len(data) > LARGEST:
        raise _too_large(source, "holds")
    return data


def _printed(source: BusySource, folder: Path, seconds: float) -> bytes:
    try:
        ran = run(["/bin/sh", "-c", source.command], seconds=seconds, most=LARGEST, folder=folder)
    except (OSError, ValueError) as error:
        raise _wrong(source, f"cannot be run: {error}") from None
    if ran.cut == "size":
        raise _too_large(source, "printed")
    if ran.cut == "time":
        raise _wrong(
            source, f"did not finish within {seconds:g} s", "let it give up earlier, like 'curl --max-time 20'"
        )
    if ran.code:
        said = one_line(ran.err.decode(errors="replace"))
        raise _wrong(source, f"failed with exit code {ran.code}{f': {said}' if said else ''}", "try it in a terminal")
    return ran.out
