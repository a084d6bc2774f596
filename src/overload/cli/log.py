"""`overload log`: write down what was done, see what comes next."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import Final

import click

from overload.cli.call import Call, report
from overload.cli.completing import exercises, offers
from overload.cli.doubts import settle
from overload.cli.example import no_reps, nothing_said
from overload.cli.syncing import sync_after
from overload.cli.words import past_day
from overload.errors import FileError, OverloadError, PlanError, Problem, UsageError
from overload.model.notation import write_sets
from overload.moments import full_day_words
from overload.report.words import target_line
from overload.update import calendar_changes
from overload.update.entries import checked_note
from overload.update.record import Logged, record, record_session, unwell_day

RECORD = "record"
BESIDE: Final[Mapping[str, str]] = {
    "bodyweight": "bodyweight",
    **dict.fromkeys(("list", "show", "edit", "undo", "remove", "doubts", "keep", "verify", "export"), "logbook"),
}
"""Command -> the module of this room it lives in; imported only when it is called: most people just log."""


class LogCommands(click.Group):
    """What is no command of its own is an exercise with its sets; commands win over beginnings of names."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put what records in front of everything that is not a command."""
        first = args[0] if args else ""
        if first not in BESIDE and first not in {RECORD, "-h", "--help"}:
            args = [RECORD, *args]
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands alone: the options are told with the examples, and --help is known by who reads it."""
        self.format_commands(ctx, formatter)

    def list_commands(self, _: click.Context) -> list[str]:
        """Return the commands, without the one that needs no name."""
        return sorted(BESIDE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None."""
        return _beside_named(cmd_name) if cmd_name in BESIDE else super().get_command(ctx, cmd_name)


def _beside_named(name: str) -> click.Command:
    command: click.Command = getattr(import_module(f"overload.cli.{BESIDE[name]}"), f"{name}_command")
    return command


@click.group("log", cls=LogCommands)
def log_command() -> None:
    """Write down what you did, look it up, correct it.

    \b
    overload log                     be walked through the session that is due
    overload log row --done          as planned; without row, the whole session
    overload log row 10,10,8         at the planned load; 0 failed, - left out
    overload log row 22.5x10,10,9    at 22.5; also 3x10@22.5kg, 20x10 9 22.5x8
    overload log pull-up bw+5x8,7    bodyweight + 5; bw-20x8 with 20 of help
    overload log row L10/R9,10@rir2  left and right; two reps in reserve
    overload log plank 45s,40s       also 20m@16kg, neg 5, 20x8 drop 15x8
    Options: --on DATE, --note TEXT, --unwell, --timer (rests during the walk).
    """  # noqa: D301 - click reads the character, not the letters


def _beside(_: Call) -> Iterator[tuple[str, str]]:
    """Find what may stand in place of an exercise: looking things up, correcting them."""
    yield from ((name, _beside_named(name).get_short_help_str()) for name in BESIDE)


@log_command.command(RECORD, hidden=True, context_settings={"ignore_unknown_options": True})
@click.argument("exercise", required=False, shell_complete=offers(_beside, exercises))
@click.argument("sets", nargs=-1)
@click.option("--on", metavar="DATE", help="The day it was done, like yesterday, mon or '1 dec' (default: today).")
@click.option("--note", default="", help="A word on it.")
@click.option("--done", is_flag=True, help="Just as asked: the exercise, or all that is left of the session.")
@click.option("--unwell", is_flag=True, help="Not feeling well: falling short that day is not a miss.")
@click.option("--timer", is_flag=True, help="Count down the rest between sets.")
@click.pass_obj
def record_command(
    call: Call,
    exercise: str | None,
    sets: tuple[str, ...],
    on: str | None,
    note: str,
    done: bool,
    unwell: bool,
    timer: bool,
) -> int:
    """Record what was done: `overload log row 22.5x10,10,9`."""
    day, text, note = past_day(call, on, "--on"), " ".join(sets), checked_note(note)
    if done and text:
        raise UsageError(Problem("--done", "means just as asked", "leave it out, or the sets"))
    if exercise is None and done:
        return _whole_session(call, day, note)
    if exercise is None and not unwell and sys.stdin.isatty() and sys.stdout.isatty():
        from overload.cli.walk import walk  # noqa: PLC0415 - only on a terminal

        return walk(call, with_timer=timer)
    if exercise is None or not (text or done):
        return _mark_unwell(call, exercise, day, unwell)
    try:
        logged = record(call.path, exercise, text, call.now, day, unwell=unwell, note=note)
    except (PlanError, FileError) as error:
        if not text or day is not None:
            raise
        return _keep(call, exercise, text, note, error, unwell=unwell)
    for line in answer(logged):
        click.echo(line)
    return max(
        report((*logged.updated.problems, *settle(call, [logged.doubt] if logged.doubt else ()))), sync_after(call)
    )


def _keep(call: Call, exercise: str, text: str, note: str, why: OverloadError, *, unwell: bool) -> int:
    """Keep what was typed where no plan can be read."""
    from overload.update.kept_words import keep_words  # noqa: PLC0415 - only where nothing else is left

    kept = keep_words(call.path, call.now, exercise, text, note, why, unwell=unwell)
    entry = kept.entry
    click.echo(f"kept {entry.exercise} '{entry.unread}' on {full_day_words(entry.on)}: not read yet")
    return report(kept.problems)


def _whole_session(call: Call, day: date | None, note: str) -> int:
    done = record_session(call.path, call.now, day, note=note)
    for entry in done.entries:
        click.echo(
            f"logged {entry.exercise} {write_sets(entry.sets)} on {full_day_words(entry.on)} of {done.session.id}"
        )
    for line in calendar_changes(done.updated):
        click.echo(line)
    return max(report(done.updated.problems), sync_after(call))


def _mark_unwell(call: Call, exercise: str | None, day: date | None, unwell: bool) -> int:
    """Mark a whole day; without --unwell, or with an exercise alone, say what is missing."""
    if exercise is not None or not unwell:
        if exercise is None:
            raise UsageError(nothing_said(call))
        raise UsageError(no_reps(call, exercise))
    marked = unwell_day(call.path, call.now, day)
    click.echo(f"noted: not feeling well on {full_day_words(marked.day)}; falling short that day is not a miss")
    for line in calendar_changes(marked.updated):
        click.echo(line)
    return max(report(marked.updated.problems), sync_after(call))


def answer(logged: Logged) -> Sequence[str]:
    """Say what was recorded, what comes next and why, and what changed in the calendar."""
    entry, session = logged.entry, logged.session
    where = f" of {session.id}" if session else ""
    added = f", after {write_sets(logged.before.sets)}" if logged.before else ""
    sets = entry.sets[len(logged.before.sets) if logged.before else 0 :]
    if entry.unread:
        return [f"kept {entry.exercise} '{entry.unread}' on {full_day_words(entry.on)}{where}: not read yet"]
    lines = [f"logged {entry.exercise} {write_sets(sets)} on {full_day_words(entry.on)}{where}{added}"]
    lines += [logged.remark] if logged.remark else []
    if logged.anew:
        lines.append(logged.anew)
    slot = logged.comes_next
    if slot is not None:
        lines += [f"next: {target_line(slot)}", f"why: {slot.prescription.why}"]
    return [*lines, *calendar_changes(logged.updated)]
