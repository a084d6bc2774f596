"""Reading a plan.toml that names things of a plugin that failed: what can be done without is left out, and told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from overload import config
from overload.config.edit import remove_value
from overload.errors import PlanError, Problem
from overload.model import Configuration
from overload.plugins import Plugins

_DISPENSABLE: Final = re.compile(r"plan\.toml: ((?:workouts|days)(?:\.[A-Za-z0-9_-]+){2,})")
"""The workout of a day, an exercise instead of another: without it the plan is still the athlete's own."""


def read_around(text: str, found: Plugins) -> Configuration:
    """Read a plan against what plugins add, leaving out what names a thing of a plugin that is not there.

    Raises PlanError, with what failed among the plugins, for all other mistakes.
    """
    try:
        return config.read_plan(text, found.catalog)
    except PlanError as error:
        paths = [_path(one) for one in error.problems]
        if not found.is_whole and all(paths):
            rest = _without(text, paths, found)
            if rest is not None:
                for problem in error.problems:
                    hint = "left out: a plugin that may have it failed or is switched off"
                    found.note(Problem(problem.place, problem.message, hint))
                return rest
        raise PlanError(*found.problems, *error.problems) from None


def _path(problem: Problem) -> tuple[str, ...]:
    """Return the key that names something unknown, if the plan can do without it."""
    place = _DISPENSABLE.fullmatch(problem.place)
    return tuple(place[1].split(".")) if place and problem.message.startswith("no ") else ()


def _without(text: str, paths: Sequence[tuple[str, ...]], found: Plugins) -> Configuration | None:
    try:
        for path in paths:
            text = remove_value(text, path)
        return config.read_plan(text, found.catalog)
    except PlanError:
        return None
