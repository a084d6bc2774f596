"""`overload init`: questions with good defaults, or flags, and a plan.toml comes out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from overload.cli.call import Call, report
from overload.cli.completing import calendars, offers
from overload.cli.completing import dumbbells as dumbbells_known
from overload.cli.interview import DEFAULT_CALENDAR, Flags, Interview
from overload.config import new_plan, read_plan
from overload.errors import FileError, PlanError, Problem, UsageError
from overload.update import PLAN_FILE, known_things, start_folder, update


@click.command("init")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Ask nothing; use the defaults.")
@click.option(
    "--calendar",
    metavar="ID",
    shell_complete=offers(calendars),
    help=f"Default: {DEFAULT_CALENDAR}; `overload calendars` lists them.",
)
@click.option("--experience", metavar="WORD", help="intermediate (the default) or experienced.")
@click.option(
    "--dumbbells",
    metavar="ID,...",
    shell_complete=offers(dumbbells_known, in_list=True),
    help="What you own; see `overload dumbbells`.",
)
@click.option("--days", metavar="mon,wed,...", help="Training days (default: the calendar's).")
@click.option("--time", "times", metavar="HH:MM,...", help="When you start: one time, or one per day.")
@click.option("--zone", metavar="NAME", help="Time zone (default: this machine's).")
@click.option("--unit", metavar="kg|lb", help="Where none is named (default: kg).")
@click.option("--bodyweight", metavar="LOAD", help="For instance '80 kg'.")
@click.option("--start", metavar="DATE", help="First day of the plan (default: today).")
@click.option("--pull-up-bar/--no-pull-up-bar", "bar", default=None, help="Whether you have a bar (default: yes).")
@click.option("--load", "loads", multiple=True, metavar="EXERCISE=LOAD", help="A starting load: row=20kg.")
@click.option("--name", default="", metavar="TEXT", help="Whose plan it is.")
@click.pass_obj
def init_command(
    call: Call,
    directory: Path,
    yes: bool,
    calendar: str | None,
    experience: str | None,
    dumbbells: str | None,
    days: str | None,
    times: str | None,
    zone: str | None,
    unit: str | None,
    bodyweight: str | None,
    start: str | None,
    bar: bool | None,
    loads: tuple[str, ...],
    name: str,
) -> int:
    """Start a training folder in DIR: plan.toml and the first calendar.

    Asks a few questions, each with a good default.
    """
    if (directory / PLAN_FILE).exists():
        raise FileError(Problem(str(directory / PLAN_FILE), "is there already", "edit it, or choose another folder"))
    if not yes and not sys.stdin.isatty():
        raise UsageError(Problem("", "there is no terminal to ask on", "add --yes, and flags for what differs"))
    flags = Flags(calendar, experience, dumbbells, days, times, zone, unit, bodyweight, start, bar, loads, name)
    start_folder(directory, _plan_of(flags, call, asks=not yes))
    done = update(directory.absolute(), call.now)
    _say_what_is_there(directory, (*done.plan.advice, *done.plan.remarks))
    return report(done.problems)


def _plan_of(flags: Flags, call: Call, *, asks: bool) -> str:
    """Return the text of plan.toml; what would not be read again is refused before anything is written."""
    known = known_things(None)
    text = new_plan(Interview(known, flags, call, asks).answers())
    try:
        read_plan(text, known)
    except PlanError as error:
        raise UsageError(*error.problems) from None
    return text


def _say_what_is_there(directory: Path, advice: Iterable[str]) -> None:
    click.echo(f"made {directory / PLAN_FILE}: yours to read and edit")
    click.echo(f"made {directory / 'calendars' / 'training.ics'}: import it, or publish it and subscribe")
    for line in advice:
        click.echo(f"advice: {line}")
