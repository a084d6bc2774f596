"""`overload init`: questions with good defaults, or flags, and a plan.toml comes out."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from overload.cli.asking import ask, tell
from overload.cli.call import Call, report
from overload.cli.completing import calendars, offers
from overload.cli.completing import dumbbells as dumbbells_known
from overload.errors import FileError, Problem, UsageError
from overload.moments import moment_words
from overload.plan import Plan
from overload.setup.interview import DEFAULT_CALENDAR, Flags
from overload.setup.planning import first_plan
from overload.update import PLAN_FILE, start_folder, update


@click.command("init")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Ask nothing; use the defaults.")
@click.option(
    "--calendar",
    metavar="ID",
    shell_complete=offers(calendars),
    help=f"Default: {DEFAULT_CALENDAR}; see `overload calendars`.",
)
@click.option("--experience", metavar="WORD", help="beginner, intermediate, experienced.")
@click.option(
    "--dumbbells",
    metavar="ID,...",
    shell_complete=offers(dumbbells_known, in_list=True),
    help="What you own; see `overload dumbbells`.",
)
@click.option("--days", metavar="mon,wed,...", help="Training days (default: the calendar's).")
@click.option("--time", "times", metavar="HH:MM,...", help="When you start: one time, or one per day.")
@click.option("--minutes", metavar="NUMBER", help="The most a session may take.")
@click.option("--zone", metavar="NAME", help="Time zone (default: this machine's).")
@click.option("--unit", metavar="kg|lb", help="Where none is named (default: kg).")
@click.option("--bodyweight", metavar="LOAD", help="For instance '80 kg'.")
@click.option("--pull-ups", metavar="NUMBER", help="How many you can do in one go; 0 counts.")
@click.option("--start", metavar="DATE", help="First day of the plan (default: today).")
@click.option("--pull-up-bar/--no-pull-up-bar", "bar", default=None, help="Whether you have a bar (default: yes).")
@click.option("--pull-up-help", metavar="LOAD,...", help="What bands take off; or chair, partner.")
@click.option("--alarm", metavar="TIME", help="A reminder before each session: 30min.")
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
    minutes: str | None,
    zone: str | None,
    unit: str | None,
    bodyweight: str | None,
    pull_ups: str | None,
    start: str | None,
    bar: bool | None,
    pull_up_help: str | None,
    alarm: str | None,
    loads: tuple[str, ...],
    name: str,
) -> int:
    """Start a training folder in DIR: a few questions, each with a good default."""
    if (directory / PLAN_FILE).exists():
        raise FileError(Problem(str(directory / PLAN_FILE), "already exists", "edit it, or choose another folder"))
    if not yes and not sys.stdin.isatty():
        raise UsageError(Problem("", "there is no terminal to ask on", "add --yes, and flags for what differs"))
    flags = Flags(
        calendar, experience, dumbbells, days, times, minutes, zone, unit, bodyweight, pull_ups, start, bar,
        pull_up_help, alarm, loads, name,
    )  # fmt: skip
    start_folder(directory, first_plan(flags, call.now, None if yes else ask, tell))
    done = update(directory.absolute(), call.now)
    _say_what_is_there(directory, (*done.plan.advice, *done.plan.remarks))
    _say_what_now(directory, done.plan)
    return report(done.problems)


def _say_what_is_there(directory: Path, advice: Iterable[str]) -> None:
    click.echo(f"made {directory / PLAN_FILE}: yours to read and edit")
    click.echo(f"made {directory / 'calendars' / 'training.ics'}: import it, or publish it and subscribe")
    for line in advice:
        click.echo(f"advice: {line}")


def _say_what_now(directory: Path, plan: Plan) -> None:
    """Say where it goes on: the next session, the page and the phone, a line each."""
    here = shlex.join(["overload", *(() if directory == Path() else ("-C", str(directory)))])
    first = next(iter(plan.ahead()), None)
    when = f"{first.day.name} on {moment_words(first.start, plan.now)}" if first else "none is planned"
    click.echo(f"next session: {when}; see what to lift with: {here} next")
    click.echo(f"page: write sessions down in a browser, with: {here} serve")
    click.echo("phone: how the calendar gets there is in docs/subscribing.md")
