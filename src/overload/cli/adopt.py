"""`overload adopt`: a copied training folder gets a life of its own."""

from __future__ import annotations

import click

from overload.cli.call import Call, report


@click.command("adopt")
@click.pass_obj
def adopt_command(call: Call) -> int:
    """Give a copied folder a life of its own; run it in the copy.

    A copy answers to the links of the folder it was made from, and its events have the same names. This gives it names
    and links of its own. Its log, plan and backups stay. Whoever subscribed to the copy sees the same sessions as new
    events; the old ones go on where they came from.
    """
    from overload.update.adopting import adopt_copy  # noqa: PLC0415 - nothing of it for --help

    done = adopt_copy(call.path, call.now)
    click.echo(f"{call.path} has a life of its own: its events have new names, and the links in them are new")
    if done.links:
        count = "1 address" if done.links == 1 else f"{done.links} addresses"
        click.echo(f"{count} of the other folder no longer open it; 'overload link add' makes its own")
    for path in done.updated.written:
        click.echo(f"wrote {path}")
    return report((*done.updated.problems, *done.updated.unheard))
