"""Plugins as the command line meets them: the policy its options make, the commands they add, what went wrong."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import click

from overload.cli.call import ENTERED, TOLD, Call, report, tell
from overload.errors import OverloadError, Problem, UsageError
from overload.guard import Limit, place_of, told
from overload.opening import read_regular
from overload.plugins import Plugin, Plugins, Policy, current, in_force, load_all
from overload.update import PLAN_FILE, note_trouble

_ENTERED: Final[list[tuple[Limit, Call]]] = []
"""With what limits this process calls plugins, and for whom; once, unless it is tested."""
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
        limit=Limit(last_words=_tell_late if may_restart else None),
        clock=Call(None, ctx.params.get("now_text")).now,
        is_quiet=True,
    )
    _ENTERED.append((policy.limit, Call(ctx.params.get("folder"), ctx.params.get("now_text"))))
    ctx.with_resource(in_force(policy))


def leave(code: int) -> None:
    """End the program, where somebody stands by for its plugins; return where nobody does."""
    watch = _ENTERED[-1][0].watch if _ENTERED else None
    if watch is None:
        return
    for failure in watch.left_behind():
        _tell_late(Problem(failure.place, f"a plugin {failure.message}", "fix it, or disable the plugin in plan.toml"))
        code = code or 3
    watch.leave(code)


def _tell_late(problem: Problem) -> None:
    """Tell what has become of a plugin when the run is over, and note it in the journal."""
    tell(f"overload: {problem}")
    call = _ENTERED[-1][1]
    with contextlib.suppress(OverloadError):
        note_trouble(call.path, call.now, (problem,))


def untold(ctx: click.Context) -> list[Problem]:
    """Return what went wrong with plugins and has not been printed."""
    return [one for one in current().noted if one not in ctx.meta.get(TOLD, ())]


def unheard(ctx: click.Context) -> list[Problem]:
    """Return what went wrong where plugins tell somebody of an update, and has not been printed."""
    return [one for one in current().unheard if one not in ctx.meta.get(TOLD, ())]


def commands(ctx: click.Context, ours: Iterable[str]) -> Mapping[str, click.Command]:
    """Return the commands that plugins add, by name; none takes a name of `ours`."""
    if _COMMANDS not in ctx.meta:
        enter(ctx)
        found = loaded(ctx.params.get("folder"))
        ctx.meta[_COMMANDS] = {
            name: (plugin, _on_stage(plugin, name, one)) for name, (plugin, one) in found.commands(ours).items()
        }
    return {name: one for name, (_, one) in ctx.meta[_COMMANDS].items()}


def _on_stage(plugin: Plugin, name: str, command: click.Command) -> click.Command:
    """Return a command of a plugin as one that whoever stands by knows of; it may take as long as it likes."""
    run, own = command.invoke, copy.copy(command)

    def invoke(ctx: click.Context) -> object:
        from overload.guard.around import taking_its_time  # noqa: PLC0415 - only where there is code that is not ours

        limit = current().limit
        failure = limit.excluded(plugin.home, f"command '{name}'")
        if failure:
            return report([plugin.problem(failure.message, failure.place, name)])
        with taking_its_time(limit, plugin.home, f"command '{name}'"):
            return run(ctx)

    own.invoke = invoke  # type: ignore[method-assign]  # a copy of its own, so that the plugin's stays as it is
    return own


def blamed(ctx: click.Context, command: str, error: Exception) -> Problem:
    """Return what a plugin's command raised, as that plugin's problem."""
    plugin, _ = ctx.meta[_COMMANDS][command]
    problem: Problem = plugin.problem(told(error), place_of(error, plugin.home), command)
    return problem


def loaded(folder: Path | None) -> Plugins:
    """Return the plugins of the training folder that is meant, or without one those that are installed."""
    try:
        path = Call(folder, None).path
        return load_all(path, read_regular(path / PLAN_FILE).decode())
    except (UsageError, OSError, UnicodeDecodeError):
        return load_all()
