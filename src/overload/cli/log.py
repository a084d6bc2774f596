"""`overload log`: write down what was done, see what comes next."""

from __future__ import annotations

from datetime import datetime

import click

from overload.cli import Call, report
from overload.model.notation import write_sets
from overload.report.tables import slot_loads, slot_sets
from overload.update import Logged, moved, record


@click.command("log", context_settings={"ignore_unknown_options": True})
@click.argument("exercise")
@click.argument("sets", nargs=-1, required=True)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The date it was done (default: today).")
@click.pass_obj
def log_command(call: Call, exercise: str, sets: tuple[str, ...], on: datetime | None) -> int:
    """Record what was done: `overload log row 22.5x10,10,9`.

    EXERCISE is a name, an alias or an unambiguous beginning. SETS are LOADxREPS,REPS,...; a pull-up is `bwx8,7`,
    `+5x6` or `-20x8` (assisted); `L10/R9` where the sides differ; `10,10,9` alone is at the load asked for.
    """
    logged = record(call.path, exercise, " ".join(sets), call.now, on.date() if on else None)
    for line in answer(logged):
        click.echo(line)
    return report(logged.updated.problems)


def answer(logged: Logged) -> list[str]:
    """Say what was recorded, what comes next and why, and what changed in the calendar."""
    entry, session = logged.entry, logged.session
    where = f" of {session.id}" if session else ""
    lines = [f"logged {entry.exercise} {write_sets(entry.sets)} on {entry.on:%a %d %b %Y}{where}"]
    slot = logged.comes_next
    if slot is not None:
        lines.append(f"next: {slot_sets(slot)} @ {slot_loads(slot)}: {slot.prescription.why}")
    return [*lines, *moved(logged.updated.before, logged.updated.plan.published)]
