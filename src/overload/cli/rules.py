"""`overload rules`: what rules there are, and how each works."""

from __future__ import annotations

import inspect

import click

from overload.catalog import Catalog
from overload.cli import Call
from overload.cli.output import show_table
from overload.model import Rule
from overload.progression import parameters


@click.group("rules", invoke_without_command=True)
@click.pass_context
def rules_command(ctx: click.Context) -> None:
    """List the progression rules; `show` explains one."""
    if ctx.invoked_subcommand is None:
        _list_rules(ctx.obj.catalog())


def _list_rules(known: Catalog) -> None:
    from overload.report.tables import plain_table  # noqa: PLC0415 - rich

    rows = [(name, summary(rule)) for name, rule in sorted(known.rules.items())]
    show_table(plain_table(("Rule", "What it does"), rows))


def summary(rule: type[Rule]) -> str:
    """Return the first sentence of a rule's docstring."""
    return (inspect.getdoc(rule) or "").split("\n\n")[0].replace("\n", " ")


@rules_command.command("show")
@click.argument("name")
@click.pass_obj
def show_command(call: Call, name: str) -> None:
    """Explain a rule and its parameters."""
    from overload.report.tables import plain_table  # noqa: PLC0415 - rich

    rule = call.catalog().find_rule(name)
    click.echo(f"{rule.name}\n\n{inspect.getdoc(rule)}\n")
    rows = [(one.name, one.type, str(one.default), one.help) for one in parameters(rule)]
    show_table(plain_table(("Parameter", "Type", "Default", "Meaning"), rows))
