"""`overload restore`: put a backup back, in one step."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import click

from overload.cli.call import Call, report
from overload.cli.syncing import sync_after
from overload.cli.words import past_day
from overload.model.notation import write_entry
from overload.moments import day_words, full_day_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from overload.model import Entry
    from overload.update.restoring import Loss

MOST_NAMED: Final = 20


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
    from overload.update.restoring import loss, restore  # noqa: PLC0415 - nothing of it for --help

    day = past_day(call, date, "DATE")
    if dry_run:
        for line in _told(loss(call.path, day), would=True):
            click.echo(line)
        return 0
    done = restore(call.path, call.now("UTC"), day)
    for line in _told(done.loss, would=False):
        click.echo(line)
    if done.kept is not None:
        click.echo(f"kept what was there: {done.kept}")
    updated = update(call.path, call.now)
    for path in updated.written:
        click.echo(f"wrote {path}")
    return max(report((*updated.problems, *updated.unheard)), sync_after(call))


def _told(found: Loss, *, would: bool) -> Iterator[str]:
    count = "1 entry" if found.copy.entries == 1 else f"{found.copy.entries} entries"
    said = "would put back" if would else "put back"
    yield f"{said} the backup of {full_day_words(found.day)}: {count} in the log"
    lost = "would be lost" if would else "lost"
    if found.entries is None:
        since = full_day_words(found.day - timedelta(days=1))
        yield f"{lost}: whatever was written down after {since} and is not in it; the database of now cannot be read"
        return
    if not found.entries and not found.decisions:
        yield f"{lost}: nothing"
    for entry in found.entries[:MOST_NAMED]:
        yield f"{lost}: {_entry(entry)}"
    if len(found.entries) > MOST_NAMED:
        yield f"{lost}: {len(found.entries) - MOST_NAMED} more entries"
    if found.decisions:
        count = "1 decision" if found.decisions == 1 else f"{found.decisions} decisions"
        yield f"{lost}: {count} (moves, skips, time away)"


def _entry(entry: Entry) -> str:
    if entry.removed:
        return f"{day_words(entry.on)} {entry.exercise}: that it was taken out"
    return f"{day_words(entry.on)} {entry.exercise} {write_entry(entry)}".rstrip()
