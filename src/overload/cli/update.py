"""`overload update`: plan and replace the feeds."""

from __future__ import annotations

import sys

import click

from overload.cli import Call, report
from overload.update import Updated, moved, update


@click.command("update")
@click.option("--weeks", type=click.IntRange(1, 52), help="How many weeks to plan (default: 4, or as in plan.toml).")
@click.option("--dry-run", is_flag=True, help="Print what would change and write nothing.")
@click.pass_obj
def update_command(call: Call, weeks: int | None, dry_run: bool) -> int:
    """Plan the coming weeks and write calendars/training.ics.

    Prints nothing when all is well and nobody is looking (no terminal). Safe to run as often as you like: with
    nothing to change, nothing is written.
    """
    done = update(call.path, call.now, weeks, dry_run=dry_run)
    if dry_run:
        _say_what_would_change(done)
    elif sys.stdout.isatty():
        _say_what_changed(done)
    return report(done.problems)


def _say_what_would_change(done: Updated) -> None:
    for line in moved(done.before, done.plan.published):
        click.echo(line)
    for feed in done.feeds:
        events = len(feed.changed)
        click.echo(f"{feed.choice.name}.ics: {events} {'event' if events == 1 else 'events'} would change")


def _say_what_changed(done: Updated) -> None:
    for line in moved(done.before, done.plan.published):
        click.echo(line)
    for path in done.written:
        click.echo(f"wrote {path}")
    if not done.written:
        click.echo("nothing to change")
