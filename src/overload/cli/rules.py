"""`overload rules`: what rules there are, how each works, and what one would ask for after a history."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from pathlib import Path

import attrs
import click

from overload.catalog import Catalog
from overload.cli.call import Call
from overload.cli.completing import dumbbells as dumbbells_known
from overload.cli.completing import exercises, offers, rules
from overload.cli.output import show_json, show_table
from overload.cli.telling import tell
from overload.config import fields
from overload.equipment import ladder
from overload.errors import DataError, Problem, UsageError
from overload.model import (
    Bodyweights,
    Exercise,
    Ladder,
    Lifter,
    LoadedWith,
    Place,
    Prescription,
    RepRange,
    Rule,
    Rung,
    Slot,
)
from overload.model.notation import write_sets
from overload.plugins import load_all
from overload.plugins.sources import from_file
from overload.progression import parameters, rule_from, summary
from overload.report.effort import asked_words
from overload.report.readiness import targets_data
from overload.testing import Session, parse_history, replay
from overload.units import Load, Unit, parse_load

_SLOT = re.compile(r"(\d{1,2})\s*[x×]\s*(.+)", re.ASCII)
_EXAMPLE_LADDER = "16,18,20,22.5,25"
_EXAMPLE_HISTORY = "20x8,8,8 | 20x9,9,9 | 20x12,12,12 | 22.5x8,8,8"


@click.group("rules", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def rules_command(ctx: click.Context, as_json: bool) -> None:
    """List the progression rules, which decide how loads and reps go up."""
    if ctx.invoked_subcommand is not None:
        return
    if as_json:
        known: Catalog = ctx.obj.catalog()
        show_json([_rule_data(rule) for _, rule in sorted(known.rules.items())])
    else:
        _list_rules(ctx.obj.catalog())


def _rule_data(rule: type[Rule]) -> dict[str, object]:
    settings = [
        {"name": one.name, "type": one.type, "default": str(one.default), "help": one.help} for one in parameters(rule)
    ]
    return {"id": rule.name, "summary": summary(rule), "text": inspect.getdoc(rule), "settings": settings}


def _list_rules(known: Catalog) -> None:
    from overload.report.tables import plain_table  # noqa: PLC0415 - only where a table is drawn

    rows = [(name, summary(rule)) for name, rule in sorted(known.rules.items())]
    show_table(plain_table(("Rule", "What it does"), rows))


@rules_command.command("show")
@click.argument("name", shell_complete=offers(rules))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def show_command(call: Call, name: str, as_json: bool) -> None:
    """Explain a rule: what it does, its settings, and an example."""
    from overload.report.tables import plain_table  # noqa: PLC0415 - only where a table is drawn

    rule = call.catalog().find_rule(name)
    if as_json:
        show_json(_rule_data(rule))
        return
    click.echo(f"{rule.name}\n\n{inspect.getdoc(rule)}\n")
    rows = [(one.name, one.type, str(one.default), one.help) for one in parameters(rule)]
    if rows:
        show_table(plain_table(("Parameter", "Type", "Default", "Meaning"), rows))
        click.echo()
    click.echo(f"For example, 3x8-12 on {_EXAMPLE_LADDER} kg:\n")
    slot = Slot("dumbbell-row", 3, RepRange(8, 12))
    rungs = _given_ladder(_EXAMPLE_LADDER, Unit.KG)
    history = parse_history(_EXAMPLE_HISTORY, Unit.KG)
    _show_steps(call.catalog().find_exercise(slot.exercise), history, replay(rule_from(rule, {}), slot, rungs, history))


@rules_command.command("try")
@click.argument("name", shell_complete=offers(rules))
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A setting of the rule.")
@click.option(
    "--exercise",
    default="dumbbell-row",
    metavar="NAME",
    shell_complete=offers(exercises),
    help="Default: dumbbell-row.",
)
@click.option(
    "--dumbbells", metavar="ID,...", shell_complete=offers(dumbbells_known, in_list=True), help="What you lift with."
)
@click.option("--ladder", "loads", metavar="LOAD,...", help="Or the loads themselves: 2,4.5,7.")
@click.option("--unit", type=click.Choice(["kg", "lb"]), default="kg", help="The unit of loads that name none.")
@click.option("--slot", "slot_text", default="3x8-12", metavar="SETSxREPS", help="Default: 3x8-12.")
@click.option("--history", default="", metavar="SESSIONS", help='"20x12,12,12 | 22.5x10,9,8".')
@click.option("--start", metavar="LOAD", help="The first load (default: the history's).")
@click.option("--bodyweight", metavar="LOAD", help="Where it counts, like 80.")
@click.option("--tell", "told", multiple=True, metavar="NAME=VALUE", help="What else it knows, like sex=female.")
@click.option("--plugin", "file", type=click.Path(path_type=Path), metavar="FILE", help="A plugin that has the rule.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: a list, a step each.")
@click.pass_obj
def try_command(
    call: Call,
    name: str,
    settings: tuple[str, ...],
    exercise: str,
    dumbbells: str | None,
    loads: str | None,
    unit: str,
    slot_text: str,
    history: str,
    start: str | None,
    bodyweight: str | None,
    told: tuple[str, ...],
    file: Path | None,
    as_json: bool,
) -> int:
    """Try a rule on a history: see what it asks for after each session.

    Separate sessions with |. To say that something else had been asked for: "[10,10,9]>20x10,9,9". --tell takes what a
    rule may know: date=2026-03-02, workouts=heavy,light, every_days=3, dumbbell-deadlift="30x8 | 32x8". Needs no
    training folder.
    """
    known = call.catalog() if file is None else load_all(more=[from_file(file)]).catalog
    what = known.find_exercise(exercise)
    rungs = _ladder(known, what, dumbbells, loads, Unit(unit))
    bare = rungs.top.unit if loads is None and what.loaded_with is not LoadedWith.BODYWEIGHT else Unit(unit)
    weight = parse_load(bodyweight, Unit(unit)) if bodyweight else None
    slot = _slot(slot_text, what, weight, parse_load(start, bare) if start else None)
    rule = rule_from(known.find_rule(name), dict(map(_setting, settings)))
    sessions = parse_history(history, bare)
    with_more = tell(slot, told, known, bare)
    asked = with_more.replay(rule, rungs, sessions)
    if as_json:
        show_json([step_data(one) for one in asked])
    else:
        _show_steps(what, sessions, asked)
    return 0


def step_data(asked: Prescription) -> dict[str, object]:
    """Return a step as JSON-ready data."""
    data: dict[str, object] = {
        "sets": targets_data(asked.sets),
        "why": asked.why,
    }
    return data | ({"tempo": asked.tempo} if asked.tempo else {})


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(Problem(f"--set {text}", "has no value", "write it like --set rep_step=2"))
    return name.strip().replace("-", "_"), value.strip()


def _slot(text: str, exercise: Exercise, bodyweight: Load | None, start: Load | None) -> Slot:
    match = _SLOT.fullmatch(text.strip())
    if not match or not 1 <= int(match[1]) <= 20:
        raise UsageError(Problem(f"--slot {text}", "is not sets and reps", "write it like 3x8-12"))
    try:
        reps = fields.reps(fields.signed(match[2], exercise.measure))
    except DataError as error:
        raise UsageError(*(attrs.evolve(one, place=f"--slot {text}") for one in error.problems)) from None
    body = bodyweight if exercise.loaded_with is LoadedWith.BODYWEIGHT else None
    athlete = Lifter(bodyweights=Bodyweights(otherwise=bodyweight))
    return Slot(
        exercise.id,
        int(match[1]),
        reps,
        sides=exercise.sides,
        bodyweight=body,
        start=start,
        athlete=athlete,
        open_end=exercise.open_end,
    )


def _ladder(known: Catalog, exercise: Exercise, dumbbells: str | None, loads: str | None, unit: Unit) -> Ladder:
    if loads is not None:
        return _given_ladder(loads, unit)
    if exercise.loaded_with is LoadedWith.BODYWEIGHT:
        raise UsageError(Problem("--ladder", f"is needed for the {exercise.name.lower()}", "--ladder=-30,-15,0,5,10"))
    if dumbbells is None:
        raise UsageError(Problem("", "there is no ladder", "give --dumbbells bowflex-552, or --ladder 10,12.5,15"))
    owned = tuple(known.find_dumbbell(one).id for one in dumbbells.split(","))
    return ladder(exercise, Place("here", owned, use={exercise.id: owned}), known, unit)


def _given_ladder(text: str, unit: Unit) -> Ladder:
    words = [word.strip() for word in text.split(",") if word.strip()]
    if not words:
        raise UsageError(Problem("--ladder", "is empty", "write it like 2,4.5,7"))
    return Ladder(tuple(Rung(load) for load in sorted({parse_load(word, unit) for word in words})))


def _show_steps(exercise: Exercise, sessions: Sequence[Session], asked: Sequence[Prescription]) -> None:
    from overload.report.tables import plain_table  # noqa: PLC0415 - only where a table is drawn

    done = ["-", *(write_sets(one.sets) for one in sessions)]
    rows = [(was, _said(exercise, step), step.why) for was, step in zip(done, asked, strict=True)]
    show_table(plain_table(("Done", "Asked next", "Why"), rows))


def _said(exercise: Exercise, asked: Prescription) -> str:
    return asked_words(asked, exercise)
