"""`overload log`: write down what was done, see what comes next."""

from __future__ import annotations

from datetime import date, datetime

import click

from overload.cli import Call, report
from overload.errors import Problem, UsageError
from overload.model.notation import write_sets
from overload.report.tables import slot_loads, slot_sets
from overload.update import Logged, moved, record, unwell_day


@click.command("log", context_settings={"ignore_unknown_options": True})
@click.argument("exercise", required=False)
@click.argument("sets", nargs=-1)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The date it was done (default: today).")
@click.option("--unwell", is_flag=True, help="Not feeling well: what falls short that day is no miss.")
@click.pass_obj
def log_command(call: Call, exercise: str | None, sets: tuple[str, ...], on: datetime | None, unwell: bool) -> int:
    """Record what was done: `overload log row 22.5x10,10,9`.

    EXERCISE is a name, an alias or an unambiguous beginning. SETS are LOADxREPS,REPS,...; a pull-up is `bwx8,7`,
    `+5x6` or `-20x8` (assisted); `L10/R9` where the sides differ; `10,10,9` alone is at the load asked for.
    """
    day = on.date() if on else None
    if exercise is None or not sets:
        return _mark_unwell(call, exercise, day, unwell)
    logged = record(call.path, exercise, " ".join(sets), call.now, day, unwell=unwell)
    for line in answer(logged):
        click.echo(line)
    return report(logged.updated.problems)


def _mark_unwell(call: Call, exercise: str | None, day: date | None, unwell: bool) -> int:
    """Mark a whole day; without --unwell, or with an exercise alone, say what is missing."""
    if exercise is not None or not unwell:
        wanted = f"how many reps of {exercise}" if exercise else "what was done"
        raise UsageError(Problem("", f"say {wanted}", "write it like: overload log row 22.5x10,10,9"))
    marked = unwell_day(call.path, call.now, day)
    click.echo(f"noted: not feeling well on {marked.day:%a %d %b %Y}; what falls short that day is no miss")
    for line in moved(marked.updated.before, marked.updated.plan.published):
        click.echo(line)
    return report(marked.updated.problems)


def answer(logged: Logged) -> list[str]:
    """Say what was recorded, what comes next and why, and what changed in the calendar."""
    entry, session = logged.entry, logged.session
    where = f" of {session.id}" if session else ""
    lines = [f"logged {entry.exercise} {write_sets(entry.sets)} on {entry.on:%a %d %b %Y}{where}"]
    slot = logged.comes_next
    if slot is not None:
        lines.append(f"next: {slot_sets(slot)} @ {slot_loads(slot)}: {slot.prescription.why}")
    return [*lines, *moved(logged.updated.before, logged.updated.plan.published)]
