"""Which plugins are wanted, decided before any is imported: options, environment, and [plugins] of plan.toml."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Final

import attrs

from overload.errors import Problem
from overload.guard import MEMORY, SECONDS, Limit, bytes_of, limited, seconds_of

ENVIRONMENT: Final = "OVERLOAD_PLUGINS"
"""`none` switches plugins off; otherwise the names of those that are wanted, separated by commas (empty: all)."""
_NONE: Final = frozenset({"none", "off", "no", "0", "false"})


@attrs.frozen
class Policy:
    """What the command line says of plugins: whether they are wanted, and whether one that fails stops the work.

    `noted` gathers what goes wrong with plugins in this run, for those who print, and `unheard` what goes wrong where
    they tell somebody of an update. `clock` reads the time in a zone (IANA name). Where a run `is_quiet`, standard
    error is for problems alone: nothing that plugins log goes there.
    """

    is_wanted: bool = True
    is_strict: bool = False
    limit: Limit = attrs.field(factory=Limit)
    noted: list[Problem] = attrs.field(factory=list)
    unheard: list[Problem] = attrs.field(factory=list)
    clock: Callable[[str], datetime] | None = None
    is_quiet: bool = False

    def note(self, *problems: Problem) -> None:
        """Keep problems, each once."""
        self.noted.extend(problem for problem in dict.fromkeys(problems) if problem not in self.noted)


_POLICY: ContextVar[Policy | None] = ContextVar("policy", default=None)


def current() -> Policy:
    """Return the policy in force."""
    return _POLICY.get() or Policy()


def anew() -> Policy:
    """Return the policy in force with nothing noted yet."""
    return attrs.evolve(current(), noted=[], unheard=[])


@contextmanager
def in_force(policy: Policy) -> Iterator[None]:
    """Treat plugins as the policy says, and limit their time."""
    token = _POLICY.set(policy)
    try:
        with limited(policy.limit):
            yield
    finally:
        _POLICY.reset(token)


@attrs.frozen
class Choice:
    """What is wanted of the plugins of a folder.

    `only` are the names wanted (None: all), `disabled` those that plan.toml switches off, `settings` its tables by
    name, `rules` the rules that it names, `zone` where the athlete is. `seconds` (of processor time) and `memory`
    (bytes) are what they may use up in a run.
    """

    is_wanted: bool = True
    only: frozenset[str] | None = None
    disabled: frozenset[str] = frozenset()
    settings: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)
    rules: tuple[str, ...] = ()
    zone: str = "UTC"
    seconds: float = SECONDS
    memory: int | None = bytes_of(MEMORY)

    def why_not(self, name: str) -> str:
        """Say why a plugin is not wanted; empty if it is."""
        if not self.is_wanted:
            return "plugins are switched off"
        if self.only is not None and name not in self.only:
            return f"not among {ENVIRONMENT}"
        return "disabled in plan.toml" if name in self.disabled else ""


def chosen(plan: str = "") -> Choice:
    """Return the choice from policy, environment and the text of plan.toml.

    A plan that is no TOML chooses nothing: whoever reads all of it says what is wrong with it.
    """
    words = {word.strip() for word in os.environ.get(ENVIRONMENT, "").split(",") if word.strip()}
    try:
        data: dict[str, Any] = tomllib.loads(plan)
    except (ValueError, RecursionError):
        data = {}
    table = data.get("plugins")
    table = table if isinstance(table, dict) else {}
    disable = table.get("disable")
    return Choice(
        is_wanted=current().is_wanted and not words & _NONE,
        only=frozenset(words) if words and "all" not in words else None,
        disabled=frozenset(name for name in _list(disable) if isinstance(name, str)),
        settings={name: own for name, own in table.items() if isinstance(own, dict)},
        rules=tuple(dict.fromkeys(_rules(data.get("workouts")))),
        zone=_zone(data.get("athlete")),
        seconds=seconds_of(table.get("seconds")) or SECONDS,
        memory=bytes_of(table.get("memory", MEMORY)) or bytes_of(MEMORY),
    )


def _zone(athlete: object) -> str:
    zone = athlete.get("zone") if isinstance(athlete, dict) else None
    return zone if isinstance(zone, str) else "UTC"


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _rules(value: object) -> Iterator[str]:
    """Yield the rules named anywhere in [workouts]."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "rule" and isinstance(each, str):
                yield each
            else:
                yield from _rules(each)
    elif isinstance(value, list):
        for item in value:
            yield from _rules(item)
