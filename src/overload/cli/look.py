"""`overload next` and `overload week`: what is due, and the weeks ahead."""

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


@click.command("week")
@click.option("--weeks", type=Whole(1, 52), help="How many weeks (default: as planned).")
@click.option("--json", "as_json", is_flag=True, help="As JSON: a list of sessions.")
@click.pass_obj
def week_command(call: Call, weeks: int | None, as_json: bool) -> int:
    """Show the weeks ahead, and what a coach would say about them."""
    return show_answer(call, Enquiry("week", weeks, as_json=as_json))
