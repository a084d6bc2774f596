"""Where in the file something stands, and how to say so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from overload.errors import DataError, Problem

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def quoted_key(key: str) -> str:
    """Write a key as TOML does: bare where it can be."""
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def under(place: str, problem: Problem) -> Problem:
    """Return the problem with `place` (a key, or `[2]` for the second of a list) put before its own."""
    between = "." if place and problem.place and not problem.place.startswith("[") else ""
    return Problem(f"{place}{between}{problem.place}", problem.message, problem.suggestion)


@contextmanager
def at(place: str, problems: list[Problem]) -> Iterator[None]:
    """Catch what is wrong inside and add it to `problems` under `place`, so that reading goes on behind it."""
    try:
        yield
    except DataError as error:
        problems.extend(under(place, problem) for problem in error.problems)


def settle(problems: list[Problem]) -> None:
    """Raise DataError with all the problems, if there are any."""
    if problems:
        raise DataError(*problems)
