"""`overload plugins`: what plugins there are and what has become of each; look at one, check one, begin one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from overload.cli.bounds import Whole
from overload.cli.call import Call, report
from overload.cli.completing import offers, plugins
from overload.cli.output import show_json, show_table
from overload.cli.plugged import loaded
from overload.errors import Problem, UsageError, did_you_mean
from overload.plugins import Plugin, Plugins
from overload.plugins.table import about, adds_words, row, rows

KINDS = ("rule", "exercises", "programme", "notifier")
"""What a new plugin may add."""


@click.group("plugins", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def plugins_command(ctx: click.Context, as_json: bool) -> int | None:
    """List the plugins: where each comes from, what it adds, and whether it works."""
    if ctx.invoked_subcommand is not None:
        return None
    call: Call = ctx.obj
    found = loaded(call.folder)
    if as_json:
        show_json(rows(found))
    else:
        _print_rows(rows(found))
    return 0


def _print_rows(found: list[dict[str, Any]]) -> None:
    from overload.report.tables import plain_table  # noqa: PLC0415 - only where a table is drawn

    titles = ("Plugin", "From", "Version", "State", "Adds")
    show_table(plain_table(titles, map(_line, found)))


def _line(one: dict[str, Any]) -> tuple[str, str, str, str, str]:
    return one["name"], _from(one), one["version"] or "-", one["state"], one["why"] or adds_words(one)


def _from(one: dict[str, Any]) -> str:
    if one["from"] == "folder":
        return f"plugins/{Path(one['where']).name}"
    return str(one["from"]) if one["from"] == "built in" else f"{one['where']}, installed"


@plugins_command.command("show")
@click.argument("name", shell_complete=offers(plugins))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def show_command(call: Call, name: str, as_json: bool) -> int:
    """Show a plugin: its hooks, what it adds, and what is wrong with it."""
    found = loaded(call.folder)
    plugin = _find(found, name)
    data = row(found, plugin)
    if as_json:
        show_json(data)
        return report(plugin.problems)
    click.echo(f"{plugin.name}, {data['state']}\n")
    for line in filter(None, (about(plugin), "")):
        click.echo(f"{line}\n")
    for title, said in _facts(data):
        click.echo(f"{title:<10}{said}")
    return report(plugin.problems)


def _facts(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "from:", " ".join(filter(None, (data["from"], data["where"], data["version"])))
    yield "adds:", adds_words(data)
    for name, place in data["hooks"].items():
        yield "hook:", f"{name} ({place})"
    for said in data["settings"]:
        yield "setting:", said
    if data["why"]:
        yield "why:", data["why"]


def _find(found: Plugins, name: str) -> Plugin:
    known = {one.name: one for one in found.all}
    if name not in known:
        raise UsageError(Problem("", f"there is no plugin '{name}'", did_you_mean(name, known)))
    return known[name]


@plugins_command.command("check")
@click.argument("what", metavar="NAME|PATH", shell_complete=offers(plugins))
@click.option("--notify", "notifies", is_flag=True, help="Also try the hook that tells others of an update.")
@click.pass_obj
def check_command(call: Call, what: str, notifies: bool) -> int:
    """Check a plugin: that it loads, and that its hooks and rules behave.

    Each fault comes with the shortest history that shows it, as a command to paste. Inside a training folder the
    hooks that see sessions are tried on its plan; importers are shown files that are not theirs, commands asked for
    their help. Nobody is notified, unless --notify is given.
    """
    from overload.cli.checking import checked  # noqa: PLC0415 - only for 'plugins check'

    return checked(call, what, notifies=notifies)


@plugins_command.command("trace")
@click.option("--sessions", "count", type=Whole(1, 50), default=1, help="Of how many sessions (default: the next).")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def trace_command(call: Call, count: int, as_json: bool) -> int:
    """Show what each plugin changes in the next session.

    What it gives, which sets and loads it adjusts and what they were before, and what it adds to the event.
    """
    from overload.cli.tracing import trace  # noqa: PLC0415 - only for 'plugins trace'

    return trace(call, count, as_json=as_json)


@plugins_command.command("new")
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), default=KINDS[0], help="What it adds; default: a rule.")
@click.option("--package", "as_package", is_flag=True, help="A folder for pip to install, not a single file.")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the package goes (default: here).",
)
@click.pass_obj
def new_command(call: Call, name: str, kind: str, as_package: bool, into: Path | None) -> None:
    """Start a plugin of your own: one that works, and its test."""
    from overload.plugins.fresh import Kind, indented, new_file, new_package, used  # noqa: PLC0415 - only for 'plugins new'

    if into is not None and not as_package:
        raise UsageError(Problem("--into", "goes with --package", "a file goes to plugins/ of the training folder"))
    files = new_package(into or Path.cwd(), name, Kind(kind)) if as_package else new_file(call.path, name, Kind(kind))
    for file in files:
        click.echo(f"wrote {_nearby(file)}")
    root = files[0].parent
    click.echo(f"\ntest it:  cd {_nearby(root)} && {'pip install --editable . && ' if as_package else ''}pytest")
    own = name.removeprefix("overload-") if as_package else name
    plugin = own if as_package or kind != Kind.NOTIFIER else own.replace("-", "_")
    click.echo("use it:   in plan.toml\n" + indented(used(plugin, Kind(kind))))


def _nearby(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
