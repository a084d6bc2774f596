"""`overload simulate`: judge a rule by simulated lifters before a body is."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import attrs
import click

from overload.catalog import Catalog
from overload.cli.bounds import Whole
from overload.cli.call import Call, report
from overload.cli.completing import dumbbells as dumbbells_known
from overload.cli.completing import exercises, offers, rules
from overload.cli.lived import lived
from overload.cli.output import chart_lines, form_of, progress_bar, show_json, show_table
from overload.equipment import ladder
from overload.errors import Problem, UsageError, did_you_mean, how_to_install
from overload.model import Band, Exercise, Ladder, LoadedWith, Place, RepRange, Rule, WorkoutSlot
from overload.plugins import load_all
from overload.plugins.sources import from_file
from overload.progression import default_rule, rule_from
from overload.report.judged import Lived
from overload.simulation.athletes import PRESETS, Model, Trainee
from overload.simulation.judging import BREAKS, Case, Each, Verdict, typical_lifter, verdicts
from overload.simulation.starts import STARTS
from overload.simulation.trial import FIRST_DAY, ByRule
from overload.store import replace_file
from overload.units import Unit, load

DUMBBELLS: Final = "spinlock-2_5kg-full"
BANDS: Final = ("-30 kg", "-15 kg")
ADDED: Final = ("2.5 kg", "5 kg", "7.5 kg", "10 kg", "12.5 kg", "15 kg", "20 kg")
"""What the simulated lifters have for a pull-up."""
MOST_LIFTERS: Final = 100_000
JUDGED: Final = 200
LIVED: Final = 10
"""Lifters of a rule, and of a whole plan, where nobody says how many."""
Result = TypeVar("Result")


def athletes(_: Call) -> Iterator[tuple[str, str]]:
    """Find the kinds of lifters."""
    return ((name, one.summary) for name, one in PRESETS.items())


@click.command("simulate")
@click.option("--plan", "of_plan", is_flag=True, help="The plan of your folder, as it is.")
@click.option("--rule", metavar="RULE", shell_complete=offers(rules), help="Default: the exercise's own.")
@click.option(
    "--against", metavar="RULE,...", shell_complete=offers(rules, in_list=True), help="Rules to stand beside it."
)
@click.option("--plugin", "file", type=click.Path(path_type=Path), metavar="FILE", help="A plugin that has the rule.")
@click.option("--exercise", default="dumbbell-row", metavar="NAME", shell_complete=offers(exercises))
@click.option("--dumbbells", default=DUMBBELLS, metavar="ID,...", shell_complete=offers(dumbbells_known, in_list=True))
@click.option("--athlete", default="novice", metavar="KIND", shell_complete=offers(athletes), help="Default: novice.")
@click.option(
    "--start",
    type=click.Choice(list(STARTS)),
    default="right",
    metavar="TOLD",
    help="First load: right, nothing, x0.35, x0.6, x1.5.",
)
@click.option("--weeks", type=Whole(4, 520), default=52, help="Default: 52.")
@click.option("--lifters", "count", type=Whole(1, MOST_LIFTERS), help="Default: 200; of a plan, 10.")
@click.option("--seed", type=int, default=1, metavar="N", help="Other lifters, other days.")
@click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Draw one: to a .svg or .png file."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def simulate_command(
    call: Call,
    of_plan: bool,
    rule: str | None,
    against: str | None,
    file: Path | None,
    exercise: str,
    dumbbells: str,
    athlete: str,
    start: str,
    weeks: int,
    count: int | None,
    seed: int,
    plot: Path | None,
    as_json: bool,
) -> int:
    """Judge a rule by simulated lifters, whose bodies adapt, on your own dumbbells.

    Gains are a share of an oracle's, which knows the true strength of each day. Every figure comes twice, under two
    models of a body: dose-response / fitness-fatigue.
    """
    if athlete not in PRESETS:
        raise UsageError(Problem(f"--athlete {athlete}", "is no kind of lifter", did_you_mean(athlete, PRESETS)))
    form = "" if plot is None else form_of(plot)
    if of_plan:
        return _of_plan(call, athlete, weeks, count or LIVED, seed, as_json=as_json)
    count = count or JUDGED
    known = call.catalog() if file is None else load_all(more=[from_file(file)]).catalog
    what = known.find_exercise(exercise)
    chosen = _rules(known, what, rule, against)
    rungs = ladder_for(known, what, dumbbells)
    cases = [case_for(known, what, rungs, athlete, model, start, weeks, seed) for model in Model]
    with progress_bar("simulating") as told, on_all_cores(count * len(cases), told) as each:
        found = [verdicts(case, tuple(chosen.values()), count, each) for case in cases]
    if plot is not None:
        draw(cases[0], chosen, plot, form)
    if as_json:
        show_json(_data(cases, tuple(chosen), found))
        return 0
    slot = slot_in(known, what)
    who = f"{count} x {athlete} ({PRESETS[athlete].summary}), {weeks} weeks, seed {seed}"
    click.echo(f"{what.name}, {slot.sets} x {slot.reps} on {dumbbells}; first load: {start}\n{who}\n")
    _show(tuple(chosen), found)
    _show_typical(cases[0], chosen)
    return 0


def _of_plan(call: Call, athlete: str, weeks: int, count: int, seed: int, *, as_json: bool) -> int:
    from overload.cli.seasons import live, show_lived, show_lived_json  # noqa: PLC0415 - only for a plan
    from overload.update import opened  # noqa: PLC0415 - only for a plan

    with opened(call.path) as folder:
        inputs = folder.inputs(folder.now(call.now))
    with progress_bar("simulating") as told, on_all_cores(count * len(Model), told) as each:
        found = live(inputs, athlete, weeks, count, seed, each)
    if as_json:
        show_lived_json(found)
        return 0
    click.echo(f"your plan, lived by {count} x {athlete} ({PRESETS[athlete].summary}), {weeks} weeks, seed {seed}\n")
    show_lived(found)
    return report(inputs.problems)


def _rules(known: Catalog, what: Exercise, rule: str | None, against: str | None) -> dict[str, Rule]:
    names = [rule or default_rule(what), *(name for name in (against or "").split(",") if name.strip())]
    found = [known.find_rule(name.strip()) for name in names]
    return {one.name: rule_from(one, {}) for one in found}


def slot_in(known: Catalog, what: Exercise) -> WorkoutSlot:
    """Return the slot an exercise has in the workouts there are, or a usual one."""
    slots = (slot for workout in known.workouts.values() for slot in workout.slots if slot.exercise == what.id)
    low, high = (5, 10) if what.loaded_with is LoadedWith.BODYWEIGHT else (8, 12)
    return next(slots, WorkoutSlot(what.id, 3, RepRange(low, high)))


def ladder_for(known: Catalog, what: Exercise, dumbbells: str) -> Ladder:
    """Return the loads simulated lifters have for an exercise: dumbbells by id, bands and belt for a pull-up."""
    owned = tuple(known.find_dumbbell(one.strip()).id for one in dumbbells.split(","))
    bands, added = tuple(Band(load(band)) for band in BANDS), tuple(map(load, ADDED))
    place = Place("here", owned, bands=bands, added=added, use={what.id: ("both",)})
    return ladder(what, place, known, Unit.KG)


def case_for(
    known: Catalog, what: Exercise, rungs: Ladder, athlete: str, model: Model, start: str, weeks: int, seed: int
) -> Case:
    """Return what rules are judged in."""
    slot = slot_in(known, what)
    few = Ladder(rungs.rungs[:1]) if PRESETS[athlete].is_one_pair else rungs
    return Case(what, slot.sets, slot.reps, slot.rest_s, few, athlete, model, start, weeks, seed)


@contextmanager
def on_all_cores(total: int, told: Callable[[int, int | None, str], object]) -> Iterator[Each]:
    """Yield a `map` over lifters that uses every core, and tells how far it is; the results are in their order."""
    workers, done = os.cpu_count() or 1, 0

    def count(results: Iterable[Result]) -> Iterator[Result]:
        nonlocal done
        for one in results:
            done += 1
            told(done, total, "")
            yield one

    def spread(judge: Callable[[Trainee], Result], lifters: Sequence[Trainee]) -> Iterator[Result]:
        if workers == 1 or len(lifters) == 1 or "fork" not in multiprocessing.get_all_start_methods():
            yield from count(map(judge, lifters))
            return
        # Forked, a worker has all that is here, plugins of whatever file too, and nothing needs to be sent to it.
        forked, portion = multiprocessing.get_context("fork"), max(1, min(20, len(lifters) // (4 * workers)))
        with ProcessPoolExecutor(workers, forked, initializer=_begin, initargs=(judge,)) as pool:
            yield from count(pool.map(_judged, lifters, chunksize=portion))

    yield spread


_JUDGES: list[Callable[[Trainee], object]] = []
"""In a worker: what it does for each lifter."""


def _begin(judge: Callable[[Trainee], object]) -> None:
    _JUDGES[:] = [judge]


def _judged(lifter: Trainee) -> Any:
    return _JUDGES[0](lifter)


ROWS: Final[Sequence[tuple[str, Callable[[Verdict], str]]]] = (
    ("Share of the oracle's gain", lambda one: f"{one.share:.2f}"),
    ("  worst tenth", lambda one: f"{one.worst:.2f}"),
    ("Sets that fell short", lambda one: f"{one.failed:.0%}"),
    ("Sessions until the load is right", lambda one: _or_never(one.right)),
    *(
        (f"Sessions to regain {weeks} weeks off", lambda one, at=at: _or_never(one.regained[at]))
        for at, weeks in enumerate(BREAKS)
    ),
    ("Longest run of one ask", lambda one: str(one.freeze)),
    ("Largest ask over strength shown", lambda one: f"{one.highest:.2f}"),
    ("Reps left at the end of a set", lambda one: f"{one.reserve:.1f}"),
    ("Most reps ever asked", lambda one: str(one.most_reps)),
    ("Minutes a session", lambda one: f"{one.minutes:.0f}"),
    ("Sets a week", lambda one: f"{one.sets:.1f}"),
)
"""What is shown of a verdict, a row each."""


def _or_never(count: float | None) -> str:
    return "never" if count is None else f"{count:g}"


def _show(names: Sequence[str], found: Sequence[Sequence[Verdict]]) -> None:
    from overload.report.tables import plain_table  # noqa: PLC0415 - only where a table is drawn

    rows = [
        (title, *(" / ".join(said(those[place]) for those in found) for place in range(len(names))))
        for title, said in ROWS
    ]
    show_table(plain_table(("", *names), rows))
    click.echo("two figures: dose-response / fitness-fatigue")


def lives_of(case: Case, chosen: Mapping[str, Rule]) -> list[Lived]:
    """Return the life of the typical lifter of a case under each rule, as it is drawn."""
    first = next(iter(chosen.values()))
    lifter, _ = typical_lifter(case, first)
    return [
        lived(case.trial(ByRule(rule), lifter), case.slot(lifter), f"{name} ({case.model})")
        for name, rule in chosen.items()
    ]


def draw(case: Case, chosen: Mapping[str, Rule], file: Path, form: str) -> None:
    """Draw the typical lifter of a case under each rule."""
    from overload.report.judged import judged_picture  # noqa: PLC0415 - only for a picture

    try:
        data = judged_picture(lives_of(case, chosen), form)
    except ImportError:
        raise UsageError(
            Problem("--plot", "drawing pictures needs libraries that are not installed", how_to_install("plots"))
        ) from None
    replace_file(file.absolute(), data, 0o644)
    click.echo(f"wrote {file}", err=True)


def _show_typical(case: Case, chosen: Mapping[str, Rule]) -> None:
    """Show the true strength of the typical lifter beside what the first rule takes it for."""
    shown = lives_of(case, dict(list(chosen.items())[:1]))[0]
    days = [FIRST_DAY + timedelta(weeks=week) for week in shown.weeks]
    for title, values in (("true strength", shown.true), ("what is asked takes it for", shown.believed)):
        click.echo(f"\nthe typical lifter under {shown.title}: {title}, kg")
        for line in chart_lines(list(zip(days, map(round, values), strict=True)), 6, days[0] - timedelta(days=366)):
            click.echo(line)


def _data(cases: Sequence[Case], names: Sequence[str], found: Sequence[Sequence[Verdict]]) -> list[dict[str, object]]:
    return [
        {"rule": name, "model": case.model, "athlete": case.preset, "start": case.start, "weeks": case.weeks}
        | attrs.asdict(verdict)
        for case, those in zip(cases, found, strict=True)
        for name, verdict in zip(names, those, strict=True)
    ]
