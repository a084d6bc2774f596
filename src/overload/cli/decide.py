"""`overload move|pin|skip|did|shorten|swap|undo|away`: deciding by hand."""

from __future__ import annotations

import re

import click

from overload.cli.bounds import Whole
from overload.cli.call import Call, report
from overload.cli.completing import dumbbells, offers, sessions, times_away
from overload.cli.output import show_json
from overload.cli.syncing import sync_after
from overload.cli.words import coming_days, coming_moment, today_of
from overload.model import Decision
from overload.plan.away import IN_ZONE
from overload.plan.decided import in_force
from overload.update import calendar_changes, opened
from overload.update.decide import (
    Enacted,
    away,
    described,
    did,
    move,
    pin,
    refuse,
    short_week,
    shorten,
    skip,
    swap,
    undo,
)
from overload.update.undoing import undo_last

BACK = "back"
"""Before an exercise it says that this is to be swapped for what it took the place of."""
_FORCE = click.option("--force", is_flag=True, help="Even if it breaks a hard rule.")


def _answer(call: Call, done: Enacted) -> int:
    click.echo(done.words)
    for line in calendar_changes(done.updated):
        click.echo(line)
    return max(report(done.updated.problems), sync_after(call))


@click.command("move")
@click.argument("session", shell_complete=offers(sessions))
@click.argument("when", metavar="DATE [TIME]", nargs=-1, required=True)
@_FORCE
@click.pass_obj
def move_command(call: Call, session: str, when: tuple[str, ...], force: bool) -> int:
    """Move a session to another day, for good: `overload move s3 thu 18:00`.

    SESSION is an id like s3, a day like fri or '1 dec', or a name like pull. DATE is tomorrow, fri, 1 dec or
    2026-11-26, and TIME 18:00 or 6pm.
    """
    day, at = coming_moment(call, when)
    return _answer(call, move(call.path, call.now, session, day, at, force=force))


@click.command("pin")
@click.argument("session", shell_complete=offers(sessions))
@click.pass_obj
def pin_command(call: Call, session: str) -> int:
    """Pin a session to its day and time, whatever else changes."""
    return _answer(call, pin(call.path, call.now, session))


@click.command("skip")
@click.argument("session", shell_complete=offers(sessions))
@click.pass_obj
def skip_command(call: Call, session: str) -> int:
    """Skip a session; `overload undo` brings it back."""
    return _answer(call, skip(call.path, call.now, session))


@click.command("did")
@click.argument("session", shell_complete=offers(sessions))
@click.option("--not", "was_not", is_flag=True, help="It was not done.")
@click.pass_obj
def did_command(call: Call, session: str, was_not: bool) -> int:
    """Say that a past session was done, or that what you wrote down was all.

    It counts as trained, but says nothing of your strength: what you lifted goes into 'overload log'. With --not it was
    missed, and 'missed' in plan.toml decides what becomes of it.
    """
    return _answer(call, did(call.path, call.now, session, was_done=not was_not))


@click.command("shorten")
@click.argument("session", shell_complete=offers(sessions))
@click.argument("minutes", type=Whole(5, 240))
@click.pass_obj
def shorten_command(call: Call, session: str, minutes: int) -> int:
    """Cut a session short.

    `overload shorten s3 20` leaves the exercises and sets that do most for their muscles in 20 minutes, and half the
    warm-up.
    """
    return _answer(call, shorten(call.path, call.now, session, minutes))


def answer_short_week(call: Call, day: tuple[str, ...]) -> int:
    """Cut the week of a date in words, this week without any, and say what became of it."""
    when = coming_days(call, day)[0] if day else today_of(call)
    return _answer(call, short_week(call.path, call.now, when))


@click.command("swap")
@click.argument("first", metavar="SESSION", shell_complete=offers(sessions))
@click.argument("second", metavar="SESSION", shell_complete=offers(sessions))
@_FORCE
@click.pass_obj
def swap_command(call: Call, first: str, second: str, force: bool) -> int:
    """Swap two sessions: `overload swap s3 s4`.

    `overload swap back EXERCISE` refuses an easier or harder variation: what it took the place of is done again.
    """
    if first == BACK:
        return _answer(call, refuse(call.path, call.now, second))
    return _answer(call, swap(call.path, call.now, first, second, force=force))


@click.command("undo")
@click.pass_obj
def undo_command(call: Call) -> int:
    """Undo the last thing you did: an entry in the log, a correction, or a session you moved or skipped.

    Run it again to undo the one before. `overload log undo` touches the log alone.
    """
    done = undo_last(call.path, call.now)
    if isinstance(done, Enacted):
        return _answer(call, done)
    from overload.cli.logbook import tell_change  # noqa: PLC0415 - only where the log is corrected

    return tell_change(call, done, "undone")


@click.group("away")
def away_command() -> None:
    """Say when you are away: no training on those days, or training with other dumbbells."""


@away_command.command("add")
@click.argument("days", metavar="FIRST [LAST]", nargs=-1, required=True)
@click.option("--why", default="", metavar="TEXT", help="The reason: holidays, for instance.")
@click.option(
    "--with",
    "equipment",
    default="",
    metavar="ID,...",
    shell_complete=offers(dumbbells, in_list=True),
    help="What is there: dumbbells, pairs (4 kg,10 kg), bar; +16kg: lent to you.",
)
@click.option("--zone", default="", metavar="ZONE", help="The time zone there: Asia/Tokyo.")
@click.pass_obj
def add_command(call: Call, days: tuple[str, ...], why: str, equipment: str, zone: str) -> int:
    """Add days away, from FIRST to LAST inclusive.

    For instance `overload away add tomorrow`, or `overload away add 20 dec to 3 jan`.
    """
    first, last = coming_days(call, days)
    words = tuple(word.strip() for word in re.split(r"[,;]|\band\b", equipment) if word.strip())
    there = (f"{IN_ZONE}{zone}",) if zone else ()
    return _answer(call, away(call.path, call.now, first, last, why, (*words, *there)))


@away_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_command(call: Call, as_json: bool) -> int:
    """List the days away, with the numbers to remove them by."""
    with opened(call.path) as folder:
        times = [one for one in in_force(folder.store.decisions()) if one.kind == "away"]
    if as_json:
        show_json([_away_data(one) for one in times])
    for one in times if not as_json else ():
        click.echo(f"{one.id}: {described(one)}")
    return 0


def _away_data(one: Decision) -> dict[str, object]:
    words = one.place.split(",") if one.place else []
    first, last = (day.date().isoformat() if day else None for day in (one.start, one.until))
    return {
        "number": one.id,
        "first": first,
        "last": last,
        "why": one.why,
        "with": [word for word in words if not word.startswith(IN_ZONE)],
        "zone": next((word.removeprefix(IN_ZONE) for word in words if word.startswith(IN_ZONE)), None),
    }


@away_command.command("remove")
@click.argument("number", type=int, shell_complete=offers(times_away))
@click.pass_obj
def remove_command(call: Call, number: int) -> int:
    """Remove days away: you are at home after all."""
    return _answer(call, undo(call.path, call.now, frozenset({"away"}), number))
