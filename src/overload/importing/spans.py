"""How long something took, as apps write it: `1h 2m`, `42m`, `0:00:40`, `01:30`, `3398`."""

from __future__ import annotations

import re
from typing import Final

from overload.errors import DataError, Problem

_WORDS = re.compile(
    r"(?:(\d+)\s*(?:h|hr|hrs|hour|hours|std|t|g|u|ч)\.?)?\s*"
    r"(?:(\d+)\s*(?:m|min|mins|minute|minutes|мин)\.?)?\s*"
    r"(?:(\d+)\s*(?:s|sec|secs|second|seconds|sek|с)\.?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?")
_SECONDS = re.compile(r"(\d{1,9})(?:[.,]\d+)?")
_MOST: Final = 60 * 60 * 24 * 14


def read_span(text: str) -> int | None:
    """Return seconds; None for an empty text. A bare number is seconds, `01:30` minutes and seconds.

    Raises DataError for what is no length of time.
    """
    bare = text.strip()
    if not bare:
        return None
    seconds = _seconds(bare)
    if seconds is None or seconds > _MOST:
        raise DataError(Problem("", f"'{bare}' is not a length of time"))
    return seconds


def _seconds(bare: str) -> int | None:
    if match := _SECONDS.fullmatch(bare):
        return int(match[1])
    if match := _CLOCK.fullmatch(bare) or _WORDS.fullmatch(bare):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + seconds
    return None
