"""`overload volume`: weekly sets per muscle against the band, and what would fix what is out of it."""

from __future__ import annotations

from typing import Final

import click

from overload.cli.bounds import Whole
from overload.cli.call import Call, report
from overload.cli.output import show_json, show_table
from overload.model import MUSCLES
from overload.moments import week_words
from overload.plan import Plan, WeekVolume
from overload.plan.volume import BAND, ENOUGH, Tier, options, remedies, tier_of
from overload.update import opened

_MARKS: Final = {Tier.LITTLE: " -", Tier.GROWS: " ~", Tier.OVER: " +"}


@click.command("volume")
@click.option("--weeks", type=Whole(1, 52), help="How many weeks (default: as planned).")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def volume_command(call: Call, weeks: int | None, as_json: bool) -> int:
    """Show the weekly sets for each muscle.

    A set that trains a muscle directly counts 1, one that helps it along 0.5; 10-20 a week is the usual advice. Past
    weeks count what you did, coming weeks what is planned.
    """
    with opened(call.path) as folder:
        plan = folder.plan(folder.now(call.now), weeks)
    shown = [week for week in plan.volume if week.monday.isocalendar()[:2] >= plan.now.isocalendar()[:2]]
    if as_json:
        show_json([{"week": week_words(one.monday), "sets": dict(one.sets), "band": list(BAND)} for one in shown])
    else:
        _show(plan, shown)
    return report(plan.problems)


def _show(plan: Plan, weeks: list[WeekVolume]) -> None:
    from overload.report.tables import plain_table  # noqa: PLC0415 - only where a table is drawn

    muscles = [muscle for muscle in MUSCLES if any(muscle in week.sets for week in weeks)]
    if not muscles:
        click.echo("nothing with sets is planned or done: only workouts with exercises are counted")
        return
    titles = ["Muscle", *(week_words(week.monday) for week in weeks)]
    rows = [[MUSCLES[muscle], *(_cell(week.sets.get(muscle, 0), muscle) for week in weeks)] for muscle in muscles]
    show_table(plain_table(titles, rows))
    tiers = f"- under {ENOUGH} weekly sets: too little, ~ under {BAND[0]}: enough to grow, + over {BAND[1]}: too many"
    click.echo(f"\n{tiers}; only what is in this plan is counted")
    for line in remedies(plan):
        click.echo(f"advice: {line}")
    for line in options(plan):
        click.echo(f"option: {line}")


def _cell(count: float, muscle: str) -> str:
    tier = tier_of(muscle, count)
    return f"{count:g}{_MARKS.get(tier, '') if tier else ''}" if count else ""
