"""`overload runs`: the journal of updates."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import attrs
import click

from overload.cli.bounds import Whole
from overload.cli.call import Call
from overload.cli.output import show_json, show_table
from overload.moments import full_moment_words
from overload.settled import DATABASE, last_note
from overload.store import Run, open_store


@click.command("runs")
@click.option("--limit", type=Whole(1, 1000), default=20, help="How many, newest first (default: 20).")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def runs_command(call: Call, limit: int, as_json: bool) -> int:
    """Show the last updates: when they ran, what changed, and what went wrong.

    The last 1000 are kept.
    """
    runs, zone = _runs(call.path / DATABASE, limit)
    if as_json:
        show_json([_data(run) for run in runs])
    elif runs:
        _table(runs, zone)
    else:
        click.echo("no update has run yet; type 'overload update'")
    return 0


def _runs(database: Path, limit: int) -> tuple[tuple[Run, ...], ZoneInfo]:
    """Read the journal even where the plan cannot be read; then its times are in UTC."""
    if not database.is_file():
        return (), ZoneInfo("UTC")
    with open_store(database) as store:
        note = last_note(store)
        return store.runs(limit), ZoneInfo(note.zone if note else "UTC")


def _data(run: Run) -> dict[str, object]:
    return attrs.asdict(run) | {
        "started": run.started.isoformat(),
        "problems": list(run.problems),
        "told": list(run.told),
    }


def _table(runs: tuple[Run, ...], zone: ZoneInfo) -> None:
    from overload.report.tables import plain_table  # noqa: PLC0415 - only where a table is drawn

    titles = ("When", "Placed", "Moved", "Cancelled", "Seconds", "Outcome")
    show_table(plain_table(titles, (_cells(run, zone) for run in runs)))
    for run in runs:
        for line in (*run.told, *run.problems):
            click.echo(f"{full_moment_words(run.started.astimezone(zone))}: {line}")


def _cells(run: Run, zone: ZoneInfo) -> tuple[str, ...]:
    outcome = "failed" if not run.digest else f"problems: {len(run.problems)}" if run.problems else "done"
    changes = (str(one or "-") for one in (run.placed, run.moved, run.cancelled))
    return (full_moment_words(run.started.astimezone(zone)), *changes, f"{run.seconds:.2f}", outcome)
