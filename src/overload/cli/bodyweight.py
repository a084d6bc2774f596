"""`overload log bodyweight`: write down what you weigh, and see it."""

from __future__ import annotations

import click

from overload.cli.bounds import Whole
from overload.cli.call import Call, report
from overload.cli.output import show_json, show_table
from overload.cli.syncing import sync_after
from overload.cli.words import past_day
from overload.errors import DataError, Problem, UsageError
from overload.model import Bodyweights
from overload.moments import full_day_words
from overload.setup.typed import bodyweight as likely
from overload.units import Load, Unit
from overload.update import calendar_changes
from overload.update.weigh import Weighed, weigh, weights, weights_data


@click.command(
    "bodyweight",
    short_help="Write down what you weigh, or see it.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("weight", nargs=-1)
@click.option("--on", metavar="DATE", help="The day you weighed it (default: today).")
@click.option("--last", type=Whole(1), default=10, show_default=True, help="How many days to see.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def bodyweight_command(call: Call, weight: tuple[str, ...], on: str | None, last: int, as_json: bool) -> int:
    """Write down what you weigh: `overload log bodyweight 81.5 kg`.

    It counts from its day until the next one you write down: for the pull-up, for records and estimates, also of what
    is logged already. For days before the first one, plan.toml's counts. Without a weight you see the latest.
    """
    if weight:
        done = weigh(call.path, call.now, lambda unit: _read(" ".join(weight), unit), past_day(call, on, "--on"))
        if as_json:
            show_json({"date": done.on.isoformat(), "bodyweight": str(done.weight)})
        else:
            click.echo(_told(done))
            for line in calendar_changes(done.updated):
                click.echo(line)
        return max(report(done.updated.problems), sync_after(call, is_told=not as_json))
    if on is not None:
        raise UsageError(Problem("--on", "goes with a weight", "write it like: overload log bodyweight 81.5 --on mon"))
    _show(weights(call.path)[0], last, as_json=as_json)
    return 0


def _read(text: str, unit: Unit) -> Load:
    try:
        weight = likely(unit)(text)
    except DataError:
        weight = None
    if weight is None:
        hint = "write it like '81.5 kg'; an exercise of that name goes by its id"
        raise UsageError(Problem("", f"'{text}' is not a bodyweight", hint))
    return weight


def _told(done: Weighed) -> str:
    before = f" ({done.before} before)" if done.before not in {None, done.weight} else ""
    until = f"; {full_day_words(done.follows[0])} has {done.follows[1]}" if done.follows else ""
    return f"noted: {done.weight} on {full_day_words(done.on)}{before}{until}"


def _show(known: Bodyweights, last: int, *, as_json: bool) -> None:
    newest = known.said[-last:]
    if as_json:
        show_json(weights_data(known)[-last:])
    elif not newest:
        said = f"plan.toml says {known.otherwise}" if known.otherwise else "plan.toml says none"
        click.echo(f"no bodyweight is logged yet, and {said}; start with: overload log bodyweight 81.5 kg")
    else:
        from overload.report.tables import plain_table  # noqa: PLC0415 - only where a table is drawn

        show_table(plain_table(("Date", "Bodyweight"), [(full_day_words(day), str(said)) for day, said in newest]))
