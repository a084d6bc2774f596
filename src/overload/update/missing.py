"""Reading a plan that names things of a plugin that is not there: what can be done without is left out, and told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs

from overload import config
from overload.errors import PlanError, Problem
from overload.model import Configuration
from overload.plugins import Absence, Plugins

# Patterns are compiled when they are first used: most plans miss nothing.
_UNKNOWN: Final = r"no (.+?) '(.+)'"
_PARTS: Final = {
    "rule": "rules",
    "exercise": "exercises",
    "workout": "workouts",
    "built-in workout": "workouts",
    "add-on weight": "dumbbells",
    "dumbbells": "dumbbells",
    "gear": "dumbbells",
    "weekly calendar": "calendars",
}
"""What a mistake calls a thing -> the part of the catalog it would be in."""
_DISPENSABLE: Final = frozenset({"exercise", "workout", "built-in workout", "add-on weight"})
"""Without these a plan is still the athlete's own; without its weekly calendar or its dumbbells it is another's."""
_STEP: Final = r'("(?:[^"\\]|\\.)*")|\[(\d+)\]|([A-Za-z0-9_-]+)'
_ROUNDS: Final = 9
"""What is left out may bring up the next: so many times."""


def read_without_missing(text: str, found: Plugins) -> Configuration:
    """Read a plan against what plugins add, leaving out what names a thing of a plugin that is not there.

    Raises PlanError, with what failed among the plugins, for all other mistakes; a thing that a plugin gave is told
    with the plugin's name.
    """
    try:
        return config.read_plan(text, found.catalog)
    except PlanError as error:
        left_out = list[Problem]()
        chosen = _without(text, error.problems, found, left_out)
        if chosen is None:
            told = (_named(problem, found.gathered.absence) for problem in error.problems)
            raise PlanError(*found.problems, *told) from None
        found.note_all(left_out)
        return chosen


def _without(text: str, problems: Sequence[Problem], found: Plugins, left_out: list[Problem]) -> Configuration | None:
    """Return the plan without what its mistakes name, told in `left_out`; None where it cannot do without."""
    data: Any = None
    for _ in range(_ROUNDS):
        hints = [_why_dispensable(problem, found.gathered.absence) for problem in problems]
        if not all(hints):
            return None
        for problem, hint in zip(problems, hints, strict=True):
            left_out.append(attrs.evolve(problem, suggestion=f"left out: {hint}"))
        data = config.parse(text) if data is None else data  # not sooner: it may be no TOML at all
        # From the end of each list on, so that what is left keeps its number until its turn comes.
        for path in sorted({_path(problem) for problem in problems}, key=_order, reverse=True):
            _remove(data, path)
        try:
            return config.read_tables(data, found.catalog)
        except PlanError as error:
            problems = error.problems
    return None


def _why_dispensable(problem: Problem, absence: Absence) -> str:
    """Say what has become of the thing a mistake names, if the plan can do without it; empty if it cannot."""
    named = re.fullmatch(_UNKNOWN, problem.message)
    return absence.why(_PARTS[named[1]], named[2]) if named and named[1] in _DISPENSABLE else ""


def _named(problem: Problem, absence: Absence) -> Problem:
    """Return a mistake with the plugin that gave what it names, where that is remembered."""
    named = re.fullmatch(_UNKNOWN, problem.message)
    hint = absence.hint(_PARTS[named[1]], named[2]) if named and named[1] in _PARTS else ""
    return attrs.evolve(problem, suggestion=hint) if hint else problem


def _path(problem: Problem) -> tuple[str | int, ...]:
    """Return where in the tables of the plan something is to be left out; a slot goes with its exercise."""
    path = tuple(_steps(problem.place.partition(": ")[2]))
    return path[:-1] if path[-1] == "exercise" else path


def _steps(place: str) -> Iterator[str | int]:
    for quoted, number, bare in re.findall(_STEP, place):
        yield int(number) - 1 if number else str(json.loads(quoted)) if quoted else bare


def _order(path: tuple[str | int, ...]) -> tuple[tuple[str, int], ...]:
    return tuple(("", step) if isinstance(step, int) else (step, 0) for step in path)


def _remove(data: Any, path: tuple[str | int, ...]) -> None:
    *way, last = path
    for step in way:
        data = data[step]
    del data[last]
