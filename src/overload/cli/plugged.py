"""Plugins as the command line meets them: the policy its options make, the commands they add, what went wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import click

from overload.cli.call import ENTERED, TOLD, Call
from overload.errors import Problem, UsageError
from overload.guard import Limit, place_of, told
from overload.plugins import Plugins, Policy, current, in_force, load_all
from overload.update import PLAN_FILE

STUCK: Final = "OVERLOAD_STUCK"
"""Places in plugins that would not be stopped, for the process that begins anew; a line each."""
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
        limit=Limit(give_up=_begin_anew if may_restart else None),
        stuck=tuple(os.environ.get(STUCK, "").splitlines()),
    )
    ctx.with_resource(in_force(policy))


def _begin_anew(place: str) -> None:
    """Run the same command line again, without the plugin that would not be stopped; what was written is whole."""
    before = os.environ.get(STUCK, "").splitlines()
    if place in before:
        os.write(2, f"overload: {place}: is taking too long and cannot be stopped; use --no-plugins\n".encode())
        os._exit(70)
    os.environ[STUCK] = "\n".join([*before, place])
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - the very same command line


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
