"""`overload restore`: put a backup back, in one step."""

from __future__ import annotations

import contextlib
import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from overload.cli.call import Call, report
from overload.cli.syncing import sync_after
from overload.cli.words import a_day
from overload.moments import Toward
from overload.opening import read_regular
from overload.settled import PLAN_FILE


def _zone(path: Path) -> str:
    """Return where the athlete is by plan.toml alone: the database is what may not open, nor may one be made."""
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
        zone = str(tomllib.loads(read_regular(path / PLAN_FILE).decode())["athlete"]["zone"])
        return ZoneInfo(zone).key
    return "UTC"


@click.command("restore")
@click.argument("date", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would come back and be lost; change nothing.")
@click.pass_obj
def restore_command(call: Call, date: str | None, dry_run: bool) -> int:
    """Put back the backup of a date, or the newest one, and publish.

    Says what comes back and what is lost. What was there is kept beside the backups. Subscribers keep their events:
    nothing is published below what they have.
    """
    from overload.update import update  # noqa: PLC0415 - nothing of it for --help
    from overload.update.restoring import loss, loss_words, restore  # noqa: PLC0415 - nothing of it for --help

    day = None if date is None else a_day(date, call.now(_zone(call.path)).date(), "DATE", Toward.PAST)
    if dry_run:
        for line in loss_words(loss(call.path, day), would=True):
            click.echo(line)
        return 0
    done = restore(call.path, call.now("UTC"), day)
    for line in loss_words(done.loss, would=False):
        click.echo(line)
    if done.kept is not None:
        click.echo(f"kept what was there: {done.kept}")
    updated = update(call.path, call.now)
    for path in updated.written:
        click.echo(f"wrote {path}")
    return max(report((*updated.problems, *updated.unheard)), sync_after(call))
