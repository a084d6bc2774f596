"""What the command line says of plugins, without loading any before there is something to plan."""

from __future__ import annotations

import click


def has_usual_plugins() -> bool:
    """Tell whether the command line says nothing of plugins: then what was planned before was planned with the same."""
    params = click.get_current_context().find_root().params
    return not (params.get("no_plugins") or params.get("strict"))


def enter() -> None:
    """Let what the command line says of plugins hold from here on: there is something to plan."""
    from overload.cli import plugged  # noqa: PLC0415 - the plugins, which a run with nothing to do never loads

    plugged.enter(click.get_current_context().find_root())
