"""`overload move|pin|skip|shorten|swap|undo|away`: deciding by hand."""

from __future__ import annotations

import click

from overload.cli.call import Call, report
from overload.cli.words import coming_days, coming_moment
from overload.plan.decided import in_force
from overload.update import calendar_changes, opened
from overload.update.decide import Enacted, away, described, move, pin, shorten, skip, swap, undo
from overload.update.undoing import undo_last

_FORCE = click.option("--force", is_flag=True, help="Even if a hard rule stands against it.")


def _answer(done: Enacted) -> int:
    click.echo(done.words)
    for line in calendar_changes(done.updated):
        click.echo(line)
    return report(done.updated.problems)


@click.command("move")
@click.argument("session")
@click.argument("when", metavar="DATE [TIME]", nargs=-1, required=True)
@_FORCE
@click.pass_obj
def move_command(call: Call, session: str, when: tuple[str, ...], force: bool) -> int:
    """Move a session to another day: `overload move s3 thu 18:00`. It stays there.

    SESSION is an id like s3, a day like fri or '1 dec', or the name of one, like pull. DATE and TIME are like tomorrow,
    fri, 1 dec or 2026-11-26, and 18:00 or 6pm.
    """
    day, at = coming_moment(call, when)
    return _answer(move(call.path, call.now, session, day, at, force=force))


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
    """Take back what was done last, and say what: an entry of the log or its correction, or what was decided by hand.

    Again: what was done before that. `overload log undo` keeps to the log.
    """
    done = undo_last(call.path, call.now)
    if isinstance(done, Enacted):
        return _answer(done)
    from overload.cli.logbook import tell_change  # noqa: PLC0415 - only where the log is corrected

    return tell_change(done, "took back")


@click.group("away")
def away_command() -> None:
    """Note days away: nothing is placed on them, or training goes on with other dumbbells."""


@away_command.command("add")
@click.argument("days", metavar="FIRST [LAST]", nargs=-1, required=True)
@click.option("--why", default="", help="For instance holidays.")
@click.option("--with", "equipment", default="", metavar="ID,...", help="Dumbbells to train with there (and bar).")
@click.pass_obj
def add_command(call: Call, days: tuple[str, ...], why: str, equipment: str) -> int:
    """Be away from FIRST to LAST, both included: `away add tomorrow`, `away add 20 dec to 3 jan`."""
    first, last = coming_days(call, days)
    words = tuple(word.strip() for word in equipment.split(",") if word.strip())
    return _answer(away(call.path, call.now, first, last, why, words))


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
