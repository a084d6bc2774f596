"""Plugins as the command line meets them: the policy its options make, the commands they add, what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import click

from overload.cli.call import ENTERED, TOLD, Call, tell
from overload.errors import Problem, UsageError
from overload.guard import Limit, place_of, told
from overload.plugins import Plugins, Policy, current, in_force, load_all
from overload.update import PLAN_FILE

_IN_FORCE: Final[list[Limit]] = []
"""The limits of this process; it has one, unless it is tested."""
_COMMANDS = "overload.commands"


def enter(ctx: click.Context) -> None:
    """Let the options of the command line hold until it ends."""
    if ctx.meta.get(ENTERED):
        return
    ctx.meta[ENTERED] = True
    may_restart = ctx.obj is True or (isinstance(ctx.obj, Call) and ctx.obj.may_restart)
    policy = Policy(
        is_wanted=not ctx.params.get("no_plugins"),
        is_strict=bool(ctx.params.get("strict")),
        limit=Limit(last_words=_last_words if may_restart else None),
        clock=Call(None, ctx.params.get("now_text")).now,
    )
    _IN_FORCE.append(policy.limit)
    ctx.with_resource(in_force(policy))


def leave(code: int) -> None:
    """End the program, where somebody stands by for its plugins; return where nobody does."""
    watch = _IN_FORCE[-1].watch if _IN_FORCE else None
    if watch:
        watch.leave(code)


def _last_words(problem: Problem) -> None:
    tell(f"overload: {problem}")


def untold(ctx: click.Context) -> list[Problem]:
    """Return what went wrong with plugins and has not been printed."""
    return [one for one in current().noted if one not in ctx.meta.get(TOLD, ())]


def commands(ctx: click.Context, ours: Iterable[str]) -> Mapping[str, click.Command]:
    """Return the commands that plugins add, by name; none takes a name of `ours`."""
    if _COMMANDS not in ctx.meta:
        enter(ctx)
        found = loaded(ctx.params.get("folder"))
        ctx.meta[_COMMANDS] = found.commands(ours)
    return {name: one for name, (_, one) in ctx.meta[_COMMANDS].items()}


def blamed(ctx: click.Context, command: str, error: Exception) -> Problem:
    """Return what a plugin's command raised, as that plugin's problem."""
    plugin, _ = ctx.meta[_COMMANDS][command]
    problem: Problem = plugin.problem(told(error), place_of(error, plugin.home), command)
    return problem


def loaded(folder: Path | None) -> Plugins:
    """Return the plugins of the training folder that is meant, or without one those that are installed."""
    try:
        path = Call(folder, None).path
        return load_all(path, (path / PLAN_FILE).read_text(encoding="utf-8"))
    except (UsageError, OSError, UnicodeDecodeError):
        return load_all()
