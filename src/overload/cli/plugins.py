"""`overload plugins`: what plugins there are, what each adds, and what has become of it."""

from __future__ import annotations

import click

from overload.cli import Call
from overload.cli.output import show_json, show_table
from overload.cli.plugged import loaded
from overload.plugins import Plugins


@click.group("plugins", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@click.pass_context
def plugins_command(ctx: click.Context, as_json: bool) -> None:
    """List the plugins."""
    if ctx.invoked_subcommand is None:
        call: Call = ctx.obj
        _list(loaded(call.folder), as_json=as_json)


def _list(found: Plugins, *, as_json: bool) -> None:
    from overload.report.tables import plain_table  # noqa: PLC0415 - rich

    rows = [(one.name, one.source.where, one.source.version, str(one.state), one.reason) for one in found.all]
    if as_json:
        show_json(rows)
    else:
        show_table(plain_table(("Plugin", "From", "Version", "State", "Why"), rows))
