"""Gathering what is wrong, each mistake under the place where it stands, so that one hides no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from overload.errors import DataError, Problem


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
