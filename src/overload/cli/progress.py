"""`overload progress`: looking back, as tables, plain charts, JSON or a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

import attrs
import click

from overload.cli.call import Call, report
from overload.cli.completing import exercises, offers
from overload.cli.output import chart_lines, form_of, is_plain, progress_bar, show_json, show_table
from overload.cli.words import a_day
from overload.errors import Problem, UsageError, how_to_install
from overload.model import MUSCLES, Entry, LoadedWith, Measure
from overload.moments import Toward, day_words
from overload.plan.decided import weighed
from overload.plan.volume import BAND, ENOUGH
from overload.report.chart import bar
from overload.report.example import example_line
from overload.report.progress import (
    MEAN_OF,
    LookingBack,
    Point,
    Progress,
    beside_band,
    in_unit,
    last_weeks,
    looking_back,
    mean_sets,
    progress_data,
)
from overload.report.words import load_words
from overload.store import Store, replace_file
from overload.units import Unit
from overload.update import opened

LONG, PORTION = 5_000, 1_000
"""Entries from which on reading them takes a while, and how many are read at a time then."""


@click.command("progress")
@click.argument("exercise", default="", shell_complete=offers(exercises))
@click.option("--since", metavar="DATE", help="From this day on, like '1 sep' (default: 26 weeks back).")
@click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Draw it: to a .svg or .png file."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def progress_command(call: Call, exercise: str, since: str | None, plot: Path | None, as_json: bool) -> int:
    """Look back: strength, loads, reps, records, weekly sets, and how much of the plan you did.

    With EXERCISE (a name, an alias or the beginning of one) you see that one day by day.
    """
    form = "" if plot is None else form_of(plot)
    with opened(call.path) as folder:
        now = folder.now(call.now)
        wanted = folder.catalog.find_exercise(exercise).id if exercise else None
        plan = folder.plan(now)
        begin = a_day(since, now.date(), "--since", Toward.PAST) if since else last_weeks(now.date(), 26)
        count = folder.store.entry_count()
        with progress_bar("reading the log", is_wanted=count > LONG) as told:
            entries = folder.marked(weighed(_entries(folder.store, told, count), folder.bodyweights))
            found = looking_back(entries, folder.catalog.exercises, plan, begin)
    if wanted is not None:
        chosen = tuple(one for one in found.exercises if one.exercise.id == wanted)
        found = attrs.evolve(found, exercises=chosen)
    if plot is not None:
        _draw(found, plot, form, plan.athlete.unit)
    elif as_json:
        show_json(progress_data(found))
    elif not found.exercises:
        click.echo(f"nothing is logged since then; start with: {example_line(plan)}")
    else:
        _show(found, plan.athlete.unit, now.date(), alone=wanted is not None)
    return report(plan.problems)


def _entries(store: Store, told: Callable[[int, int | None, str], object], count: int) -> Iterator[Entry]:
    """Yield the entries of the log, telling how far the reading is."""
    done = 0
    for some in store.entries_in_portions(PORTION):
        yield from some
        done += len(some)
        told(done, count, "")
    told(0, None, "adding up")


def _draw(found: LookingBack, file: Path, form: str, unit: Unit) -> None:
    if not found.exercises:
        raise UsageError(Problem(str(file), "there is nothing to draw yet", "log some training first"))
    from overload.report.plotting import picture  # noqa: PLC0415 - only for a picture

    try:
        with progress_bar("drawing"):
            data = picture(found, form, unit)
    except ImportError:
        raise UsageError(
            Problem("--plot", "drawing pictures needs libraries that are not installed", how_to_install("plots"))
        ) from None
    replace_file(file.absolute(), data, 0o644)
    click.echo(f"wrote {file}")


def _show(found: LookingBack, unit: Unit, today: date, *, alone: bool) -> None:
    lines = (_one(one, unit, today) for one in found.exercises) if alone else (_all(found, unit, today),)
    for line in chain.from_iterable(lines):
        click.echo(line)


def _one(one: Progress, unit: Unit, today: date) -> Iterator[str]:
    from overload.report.tables import plain_table  # noqa: PLC0415 - only where a table is drawn

    yield f"{one.name}: {len(one.points)} {'day' if len(one.points) == 1 else 'days'}"
    rows = [_row(one, point, unit, today) for point in one.points]
    is_lifted = one.measure is Measure.REPS
    counts = ("Reps", "All reps", f"e1RM, {unit}") if is_lifted else ("Most", f"All {one.measure}")
    show_table(plain_table(("Date", "Top load", *counts, "Record"), rows))
    if not is_lifted and len(one.points) > 1:
        yield f"\nmost {one.measure} of a set, with the heaviest load of the day"
        yield from chart_lines([(point.day, float(point.reps)) for point in one.points], 8, today)
    known = [(point.day, in_unit(point.estimate, unit)) for point in one.points if point.estimate]
    if len(known) > 1:
        yield f"\nestimated one-rep maximum, {unit}" + (" including bodyweight" if _is_bodyweight(one) else "")
        yield from chart_lines(known, 8, today)
    loads = [(point.day, float(point.load.to(unit).amount)) for point in one.points if not point.load.aid]
    if len({load for _, load in loads}) > 1:
        yield f"\ntop load, {unit}"
        yield from chart_lines(loads, 5, today)
    if len(one.points) > 1:
        yield f"\n{one.measure}, all sets added up"
        yield from chart_lines([(point.day, float(point.total)) for point in one.points], 5, today)


def _row(one: Progress, point: Point, unit: Unit, today: date) -> tuple[str, ...]:
    worth = (_estimate(point, unit),) if one.measure is Measure.REPS else ()
    return day_words(point.day, today), _load(one, point), point.count, str(point.total), *worth, point.record


def _all(found: LookingBack, unit: Unit, today: date) -> Iterator[str]:
    from overload.report.tables import plain_table  # noqa: PLC0415 - only where a table is drawn

    rows = []
    for one in found.exercises:
        gained = "" if one.gained is None else f"{one.gained:+.0%}"
        records = sum(1 for point in one.points if point.record)
        last, top = one.points[-1], f"{_load(one, one.best)} x {one.best.count}"
        days, counted = str(len(one.points)), str(records or "")
        rows.append((one.name, days, top, _estimate(last, unit), gained, counted, day_words(last.day, today)))
    show_table(plain_table(("Exercise", "Days", "Best", f"e1RM, {unit}", "Change", "Records", "Last"), rows))
    if found.volume:
        yield from _volume(found)
    if found.adherence:
        done, planned = (sum(getattr(one, name) for one in found.adherence) for name in ("done", "planned"))
        weeks = " ".join(f"{one.done}/{one.planned}" for one in found.adherence[-12:])
        unknown = sum(one.unknown for one in found.adherence)
        besides = f", {unknown} not known" if unknown else ""
        yield f"\ndone: {done} of {planned} sessions ({done / planned:.0%}){besides}; by week: {weeks}"
    for one in found.exercises:
        for point in [point for point in one.points if point.record][-1:]:
            yield f"record: {one.name}, {point.record} ({day_words(point.day, today)})"


def _volume(found: LookingBack) -> Iterator[str]:
    weeks = found.volume[-MEAN_OF:]
    count = len(weeks)
    said = "last week" if count == 1 else f"last {count} weeks"
    yield f"\nweekly sets, {said} with training ({BAND[0]}-{BAND[1]} is best, from {ENOUGH} a muscle grows)"
    mean = mean_sets(weeks)
    most = max([BAND[1], *mean.values()])
    for muscle, sets in mean.items():
        if is_plain():
            yield f"{MUSCLES[muscle]}: " + ", ".join(filter(None, (f"{sets:.1f}", beside_band(sets, muscle))))
            continue
        yield f"  {MUSCLES[muscle]:<24} {sets:>5.1f}  {bar(sets, most):<20} {beside_band(sets, muscle)}".rstrip()


def _load(one: Progress, point: Point) -> str:
    return load_words(point.load, one.exercise.loaded_with)


def _estimate(point: Point, unit: Unit) -> str:
    return f"{in_unit(point.estimate, unit):.1f}" if point.estimate else "-"


def _is_bodyweight(one: Progress) -> bool:
    return one.exercise.loaded_with is LoadedWith.BODYWEIGHT
