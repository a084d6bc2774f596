"""What the server's owner is told: a line for each answer of 500 and more, with what is to blame and why."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

_LOG: Final = logging.getLogger("uvicorn.error")
_LONGEST: Final = 500


def complain(words: str) -> None:
    """Write a line to the server's log; what an athlete chose the letters of does not break it."""
    line = "".join(letter if letter.isprintable() else " " for letter in words)
    _LOG.error("%s", " ".join(line.split())[:_LONGEST])


def say_why(status: int, folder: Path | None, why: str) -> None:
    """Write down why a request was answered so, and not as was asked; the address is a secret, and left out."""
    where = f"{folder}: " if folder else ""
    complain(f"{where}answered with {status}: {why}")
