"""Keeps what attrs compiles for our classes beside Python's own bytecode, so that a start need not compile it again.

attrs writes the text of `__init__`, `__eq__` and the like of each class as the class is made, and compiles it. Python
keeps the bytecode of a module, but not of text that the module has made: with some two hundred classes a command would
spend a quarter of its time on compiling what it compiled the last time. So the code is kept under the name of its class
and used while the text is the same. Where nothing can be kept, or attrs no longer asks `compile`,
everything works as it would without.
"""

from __future__ import annotations

import contextlib
import importlib.util
import marshal
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import CodeType
from typing import Final

import attr._make

OURS: Final = " overload."
"""Stands in the name that attrs gives the text of our classes; a plugin may be gone tomorrow, so its is not kept."""


SALTED: Final = "return hash(("


class Compiled:
    """Compiles as `compile` does, but for what is kept already: by name of a class its text and its code."""

    def __init__(self, kept: Mapping[str, tuple[str, bytes]]) -> None:
        self.kept = dict(kept)
        self.has_more = False

    def __call__(self, source: str, filename: str, mode: str) -> CodeType:
        """Return the code of a text; raises what `compile` raises."""
        unsalted = _unsalted(source)
        text, code = self.kept.get(filename, ("", b""))
        if text == unsalted:
            known: CodeType = marshal.loads(code)  # noqa: S302 - as safe as the bytecode beside it
            return known
        compiled: CodeType = compile(source, filename, mode)
        if OURS in filename:
            self.kept[filename] = (unsalted, marshal.dumps(compiled))
            self.has_more = True
        return compiled


def _unsalted(source: str) -> str:
    """Return a text without the number that attrs gives the hash of a class, which is another in every process.

    It only keeps the hashes of two classes apart, so that the number of an earlier process does as well.
    """
    salt = source.find(SALTED)
    return source if salt < 0 else source[:salt] + source[source.find(",", salt) :]


def place() -> Path:
    """Return where the code is kept: with the bytecode of this module, under the tag of this Python."""
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(".attrs")


def read(path: Path) -> dict[str, tuple[str, bytes]]:
    """Return what is kept there for this very Python; nothing where that cannot be read."""
    magic = importlib.util.MAGIC_NUMBER
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        written = path.read_bytes()
        if written.startswith(magic):
            return dict(marshal.loads(written[len(magic) :]))  # noqa: S302 - as above
    return {}


def write(path: Path, kept: Mapping[str, tuple[str, bytes]]) -> None:
    """Keep it for the next start; where that is not possible nothing happens, as with bytecode."""
    beside = path.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        try:
            beside.write_bytes(importlib.util.MAGIC_NUMBER + marshal.dumps(dict(kept)))
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def begin() -> Compiled:
    """Let attrs compile by what is kept, from here on."""
    compiled = Compiled(read(place()))
    vars(attr._make)["compile"] = compiled
    return compiled


def keep(compiled: Compiled) -> None:
    """Keep what was new, unless Python is told to write no bytecode."""
    if compiled.has_more and not sys.dont_write_bytecode:
        write(place(), compiled.kept)
