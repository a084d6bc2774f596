"""`overload move|pin|skip|shorten|swap|undo|away`: deciding by hand."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import click

from overload.cli.call import Call, report
from overload.cli.catalog import WEEKDAYS
from overload.errors import Problem, UsageError
from overload.plan.decided import in_force
from overload.update import calendar_changes, opened
from overload.update.decide import Enacted, away, described, move, pin, shorten, skip, swap, undo

BY_HAND = frozenset({"move", "pin", "skip", "shorten", "swap", "away", "unwell"})
_FORCE = click.option("--force", is_flag=True, help="Even if a hard rule stands against it.")


def _answer(done: Enacted) -> int:
    click.echo(done.words)
    for line in calendar_changes(done.updated):
        click.echo(line)
    return report(done.updated.problems)


def read_day(text: str, today: date) -> date:
    """Read `2026-11-26`, `today`, `tomorrow` or a weekday (the next one); raises UsageError."""
    word = text.strip().lower()
    if word in {"today", "tomorrow"}:
        return today + timedelta(days=word == "tomorrow")
    names = [name.lower() for name in WEEKDAYS]
    if word[:3] in names and word.isalpha():
        return today + timedelta(days=(names.index(word[:3]) - today.weekday()) % 7)
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise UsageError(Problem(text, "is no date", "write it like 2026-11-26, thu or tomorrow")) from None


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text if ":" in text else f"{text:0>2}:00")
    except ValueError:
        raise UsageError(Problem(text, "is no time", "write it like 18:00")) from None


def _today(call: Call) -> date:
    with opened(call.path) as folder:
        return folder.now(call.now).date()


@click.command("move")
@click.argument("session")
@click.argument("day", metavar="DATE")
@click.argument("at", metavar="[TIME]", required=False)
@_FORCE
@click.pass_obj
def move_command(call: Call, session: str, day: str, at: str | None, force: bool) -> int:
    """Move a session to another day: `overload move s3 thu 18:00`. It stays there.

    SESSION is an id like s3 or a date. DATE is 2026-11-26, a weekday or tomorrow.
    """
    when = read_day(day, _today(call))
    return _answer(move(call.path, call.now, session, when, _clock(at) if at else None, force=force))


@click.command("pin")
@click.argument("session")
@click.pass_obj
def pin_command(call: Call, session: str) -> int:
    """Keep a session where it stands, whatever else changes."""
    return _answer(pin(call.path, call.now, session))


@click.command("skip")
@click.argument("session")
@click.pass_obj
def skip_command(call: Call, session: str) -> int:
    """Call a session off."""
    return _answer(skip(call.path, call.now, session))


@click.command("shorten")
@click.argument("session")
@click.argument("minutes", type=click.IntRange(5, 240))
@click.pass_obj
def shorten_command(call: Call, session: str, minutes: int) -> int:
    """Cut a session short: `overload shorten s3 20` keeps the first exercises, as many as fit into 20 minutes."""
    return _answer(shorten(call.path, call.now, session, minutes))


@click.command("swap")
@click.argument("first")
@click.argument("second")
@_FORCE
@click.pass_obj
def swap_command(call: Call, first: str, second: str, force: bool) -> int:
    """Let two sessions change places: `overload swap s3 s4`."""
    return _answer(swap(call.path, call.now, first, second, force=force))


@click.command("undo")
@click.pass_obj
def undo_command(call: Call) -> int:
    """Take back the last decision: a move, pin, skip, shortening, swap, day off sick or time away."""
    return _answer(undo(call.path, call.now, BY_HAND))


@click.group("away")
def away_command() -> None:
    """Note days away: nothing is placed on them, or training goes on with other dumbbells."""


@away_command.command("add")
@click.argument("first", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("last", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--why", default="", help="For instance holidays.")
@click.option("--with", "equipment", default="", metavar="ID,...", help="Dumbbells to train with there (and bar).")
@click.pass_obj
def add_command(call: Call, first: datetime, last: datetime, why: str, equipment: str) -> int:
    """Be away from FIRST to LAST, both included."""
    words = tuple(word.strip() for word in equipment.split(",") if word.strip())
    return _answer(away(call.path, call.now, first.date(), last.date(), why, words))


@away_command.command("list")
@click.pass_obj
def list_command(call: Call) -> int:
    """List the days away, with the numbers to remove them by."""
    with opened(call.path) as folder:
        for one in in_force(folder.store.decisions()):
            if one.kind == "away":
                click.echo(f"{one.id}: {described(one)}")
    return 0


@away_command.command("remove")
@click.argument("number", type=int)
@click.pass_obj
def remove_command(call: Call, number: int) -> int:
    """Take days away back."""
    return _answer(undo(call.path, call.now, frozenset({"away"}), number))
