"""`overload next` and `overload week`: what is due, and the weeks ahead; `week short` where there is no time."""

from __future__ import annotations

import click

from overload.cli.answering import show_answer
from overload.cli.bounds import Whole
from overload.cli.call import Call
from overload.settled import Enquiry


@click.command("next")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def next_command(call: Call, as_json: bool) -> int:
    """Show your next session: what to lift, and why."""
    return show_answer(call, Enquiry("next", as_json=as_json))


@click.group("week", invoke_without_command=True)
@click.option("--weeks", type=Whole(1, 52), help="How many weeks (default: as planned).")
@click.option("--json", "as_json", is_flag=True, help="As JSON: a list of sessions.")
@click.pass_context
def week_command(ctx: click.Context, weeks: int | None, as_json: bool) -> int:
    """Show the weeks ahead, and what a coach would say about them.

    `overload week short` cuts this week to what there is time for.
    """
    asked = Enquiry("week", weeks, as_json=as_json)
    return show_answer(ctx.obj, asked) if ctx.invoked_subcommand is None else 0


@week_command.command("short")
@click.argument("day", metavar="[DATE]", nargs=-1)
@click.pass_obj
def short_command(call: Call, day: tuple[str, ...]) -> int:
    """Cut a week to one hard set of each main lift.

    What is still ahead this week, or in the week of DATE, is fitted into what is free. It counts as trained; 'overload
    undo' makes the week whole again.
    """
    from overload.cli.decide import answer_short_week  # noqa: PLC0415 - `next` and `week` are quick without it

    return answer_short_week(call, day)
