"""`overload next` and `overload week`: what is due, and the weeks ahead."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, islice

import click

from overload.cli.bounds import Whole
from overload.cli.call import Call, report
from overload.cli.output import show_json, show_table
from overload.plan import Plan, Session
from overload.report.example import example_line
from overload.update import opened


@click.command("next")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def next_command(call: Call, as_json: bool) -> int:
    """Show your next session: what to lift, and why."""
    with opened(call.path) as folder:
        plan = folder.plan(folder.now(call.now))
        is_new = not folder.store.entry_count()
    ahead = plan.ahead()
    first = ahead[:1]
    to_lift = [session for session in ahead if session.slots][:1]
    if as_json:
        _next_json(first)
    else:
        _next_text(first, [] if first == tuple(to_lift) else to_lift)
        if is_new and to_lift:
            click.echo(f"\nwhen you have trained, write it down: {example_line(plan)}")
    return report(plan.problems)


def _next_json(sessions: tuple[Session, ...]) -> None:
    from overload.report.data import session_data  # noqa: PLC0415 - only for --json

    show_json(session_data(sessions[0]) if sessions else {"session": None, "slots": []})


def _next_text(first: tuple[Session, ...], then: list[Session]) -> None:
    if not first:
        click.echo("no session is planned; see calendar.start and calendar.days in plan.toml")
    for number, session in enumerate([*first, *then]):
        if number:
            click.echo()
        show_session(session)


def show_session(session: Session) -> None:
    """Print a session: its heading, why this day, and its table or text."""
    from overload.report.readiness import loading_lines, warm_up_lines  # noqa: PLC0415 - only for one session, not for a week
    from overload.report.tables import heading, session_table  # noqa: PLC0415 - only where a table is drawn

    click.echo(heading(session))
    if session.why:
        click.echo(f"why this day: {session.why}")
    if session.slots:
        _echo_block(warm_up_lines(session))
        click.echo()
        show_table(session_table(session))
        _echo_block(loading_lines(session))
    elif session.text:
        click.echo(session.text)
    else:
        click.echo(f"your own workout for {', '.join(session.day.focus)}; write it under [days.{session.day.id}]")


def _echo_block(lines: Iterable[str]) -> None:
    """Print lines that stand together, an empty one before them if there are any."""
    for number, line in enumerate(lines):
        if not number:
            click.echo()
        click.echo(line)


@click.command("week")
@click.option("--weeks", type=Whole(1, 52), help="How many weeks (default: as planned).")
@click.option("--json", "as_json", is_flag=True, help="As JSON: a list of sessions.")
@click.pass_obj
def week_command(call: Call, weeks: int | None, as_json: bool) -> int:
    """Show the weeks ahead, and what a coach would say about them."""
    with opened(call.path) as folder:
        plan = folder.plan(folder.now(call.now), weeks)
    if as_json:
        from overload.report.data import session_data  # noqa: PLC0415 - only for --json

        show_json([session_data(session) for week in _weeks(plan, weeks) for session in week])
    else:
        _weeks_text(plan, weeks)
    return report(plan.problems)


def _weeks(plan: Plan, most: int | None) -> list[list[Session]]:
    """Return the sessions of each ISO week from the current one on, at most so many weeks."""
    ahead = (session for session in plan.sessions if session.start.isocalendar()[:2] >= plan.now.isocalendar()[:2])
    weeks = groupby(ahead, key=lambda session: session.start.isocalendar()[:2])
    return [list(sessions) for _, sessions in islice(weeks, most)]


def _weeks_text(plan: Plan, most: int | None) -> None:
    from overload.report.tables import volume_line, week_table  # noqa: PLC0415 - only where a table is drawn

    volumes = {volume.monday.isocalendar()[:2]: number for number, volume in enumerate(plan.volume)}
    for sessions in _weeks(plan, most):
        week = sessions[0].start.isocalendar()[:2]
        click.echo(f"Week {week[1]} of {week[0]}")
        show_table(week_table(sessions))
        if week in volumes and plan.volume[volumes[week]].sets:
            click.echo(f"weekly sets: {volume_line(plan, volumes[week])}")
        click.echo()
    for line in plan.advice[:1]:
        click.echo(f"advice: {line}")
