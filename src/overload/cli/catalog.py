"""`overload calendars|workouts|exercises|dumbbells`: what there is, and `show NAME`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

import attrs
import click

from overload.catalog import Catalog
from overload.cli.call import Call
from overload.cli.completing import Find, calendars, dumbbells, exercises, offers, workouts
from overload.cli.data import as_data
from overload.cli.output import show_json, show_table
from overload.model import (
    MUSCLES,
    THINGS,
    Day,
    Dumbbell,
    DumbbellKind,
    Exercise,
    LoadedWith,
    WeeklyCalendar,
    Workout,
    WorkoutSlot,
)
from overload.moments import WEEKDAYS as NAMES
from overload.setup.explained import dumbbell_facts
from overload.units import plain

Thing = TypeVar("Thing", Dumbbell, Exercise, WeeklyCalendar, Workout)
WEEKDAYS = tuple(name[:3] for name in NAMES)


@attrs.frozen
class _Kind(Generic[Thing]):
    """A kind of things of the catalog: all of them, one by its name, how they are listed and how one is shown."""

    all: Callable[[Catalog], Mapping[str, Thing]]
    find: Callable[[Catalog, str], Thing]
    listing: Callable[[Catalog], None]
    show: Callable[[Catalog, Thing], None]
    open: Callable[[Thing], None] | None = None
    """Shows one in a browser, where there are pictures of it."""


def _group(name: str, help_text: str, kind: _Kind[Thing], offered: Find) -> click.Group:
    """Return a command that lists, and shows one with `show NAME`."""

    @click.group(name, invoke_without_command=True, help=help_text)
    @click.option("--json", "as_json", is_flag=True, help="As JSON.")
    @click.pass_context
    def group(ctx: click.Context, as_json: bool) -> None:
        if ctx.invoked_subcommand is not None:
            return
        known = ctx.obj.catalog()
        if as_json:
            show_json([as_data(thing) for thing in kind.all(known).values()])
        else:
            kind.listing(known)

    @group.command("show", help="Show one, by its id or the beginning of it.")
    @click.argument("name", shell_complete=offers(offered))
    @click.option("--json", "as_json", is_flag=True, help="As JSON.")
    @click.pass_obj
    def show_command(call: Call, name: str, as_json: bool, opens: bool = False) -> None:
        known = call.catalog()
        thing = kind.find(known, name)
        if opens and kind.open:
            kind.open(thing)
        elif as_json:
            show_json(as_data(thing))
        else:
            kind.show(known, thing)

    if kind.open:
        opening = "See how it moves and what it works, in a browser."
        show_command.params.append(click.Option(["--open", "opens"], is_flag=True, help=opening))
    return group


def _print_table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from overload.report.tables import plain_table  # noqa: PLC0415 - only where a table is drawn

    show_table(plain_table(titles, rows))


def _muscles(muscles: Iterable[str]) -> str:
    return ", ".join(MUSCLES[muscle] for muscle in muscles) or "-"


def _list_exercises(known: Catalog) -> None:
    rows = [
        (one.id, one.name, one.gear.value, _muscles(one.direct), _muscles(one.indirect))
        for one in known.exercises.values()
    ]
    _print_table(("Id", "Exercise", "Gear", "Works", "Also works"), rows)


def _show_exercise(_: Catalog, one: Exercise) -> None:
    from overload.report.effort import open_end_words  # noqa: PLC0415 - only where one exercise is shown

    click.echo(f"{one.name} ({one.id})\n")
    click.echo(f"{one.instructions}\n")
    for cue in one.cues:
        click.echo(f"  - {cue}")
    click.echo(f"\nworks: {_muscles(one.direct)}\nalso works: {_muscles(one.indirect)}")
    click.echo(f"done with: {one.gear}\nloaded with: {_loaded_with(one)}")
    click.echo(f"an open set goes: {open_end_words(one.open_end, one.measure)}")
    if one.alternatives:
        click.echo(f"instead: {', '.join(one.alternatives)}")
    if one.needs:
        click.echo(f"needs: {', '.join(THINGS[thing] for thing in one.needs)}")
    if one.easier or one.harder:
        ways = (f"{way} {name}" for way, name in (("easier:", one.easier), ("harder:", one.harder)) if name)
        click.echo("; ".join(ways))
    if one.aliases:
        click.echo(f"also called: {', '.join(one.aliases)}")


def _open_exercise(one: Exercise) -> None:
    from overload.cli.pictured import open_exercise  # noqa: PLC0415 - only where one is drawn

    open_exercise(one)


def _loaded_with(one: Exercise) -> str:
    if one.loaded_with is LoadedWith.BODYWEIGHT:
        words = f"bodyweight, {'less help or ' if one.is_helped else ''}plus load"
    else:
        words = f"a {one.gear.words} in each hand" if one.loaded_with is LoadedWith.PAIR else f"one {one.gear.words}"
    return words + (", left then right" if one.sides == 2 else "")


def _list_workouts(known: Catalog) -> None:
    rows = [(one.id, one.name, ", ".join(map(_slot, one.slots))) for one in known.workouts.values()]
    _print_table(("Id", "Workout", "Slots"), rows)


def _slot(slot: WorkoutSlot) -> str:
    return f"{slot.exercise} {slot.sets}x{slot.reps}"


def _show_workout(known: Catalog, one: Workout) -> None:
    click.echo(f"{one.name} ({one.id})")
    if one.summary:
        click.echo(one.summary)
    if one.warm_up:
        light = ", ".join(f"{known.exercises[exercise].name} {reps} reps" for exercise, reps in one.warm_up.light_sets)
        click.echo(f"\nwarm-up ({one.warm_up.minutes} min): {one.warm_up.general}\nthen light: {light}")
    _slots_table(known, one)


def _in_superset(slot: WorkoutSlot, known: Catalog) -> str:
    return f"{slot.superset.upper()} {known.exercises[slot.exercise].name}".strip()


def _slots_table(known: Catalog, one: Workout) -> None:
    for edition, slots in (("beginner", one.beginner), ("intermediate", one.slots), ("experienced", one.experienced)):
        if slots:
            click.echo(f"\n{edition}: {sum(slot.sets for slot in slots)} sets")
            rows = [(_in_superset(slot, known), str(slot.sets), str(slot.reps), f"{slot.rest_s} s") for slot in slots]
            _print_table(("Exercise", "Sets", "Reps", "Rest"), rows)


def _list_calendars(known: Catalog) -> None:
    rows = [
        (one.id, one.name, _weekdays(one.weekdays), " / ".join(day.name for day in one.days))
        for one in known.todays_calendars()
    ]
    _print_table(("Id", "Weekly calendar", "Days", "Order"), rows)


def _weekdays(days: Iterable[int]) -> str:
    return " ".join(WEEKDAYS[day] for day in days)


def _show_calendar(_: Catalog, one: WeeklyCalendar) -> None:
    click.echo(f"{one.name} ({one.id})")
    if one.summary:
        click.echo(one.summary)
    _print_table(("Day", "Session", "Focus", "Workout"), _calendar_rows(one.weekdays, one.days))
    if one.days_experienced or one.weekdays_experienced:
        click.echo("\nexperienced:")
        rows = _calendar_rows(one.weekdays_experienced or one.weekdays, one.days_experienced or one.days)
        _print_table(("Day", "Session", "Focus", "Workout"), rows)


def _calendar_rows(weekdays: Iterable[int], days: Iterable[Day]) -> list[tuple[str, str, str, str]]:
    pairs = zip(weekdays, days, strict=False)
    return [(WEEKDAYS[when], day.name, ", ".join(day.focus), day.workout or "your own") for when, day in pairs]


def _list_dumbbells(known: Catalog) -> None:
    rows = [
        (one.id, one.name, one.gear.value, one.kind.value, one.unit.value, one.confidence)
        for one in known.dumbbells.values()
    ]
    _print_table(("Id", "Dumbbell", "Gear", "Kind", "Unit", "Confidence"), rows)


def _show_dumbbell(known: Catalog, one: Dumbbell) -> None:
    click.echo(f"{one.name} ({one.id})")
    click.echo(f"gear: {one.gear}; kind: {one.kind.value}; loads are per {one.gear.words}, in {one.unit}")
    for line in dumbbell_facts(one):
        click.echo(line)
    sources = f"; source: {', '.join(one.source)}" if one.source else ""
    click.echo(f"confidence: {one.confidence}{sources}")
    _show_ladders(known, one)
    _show_what_it_loads(known, one)


def _show_ladders(known: Catalog, one: Dumbbell) -> None:
    from overload.equipment import can_be_done, ladder  # noqa: PLC0415 - only to show one pair of dumbbells
    from overload.model import Place  # noqa: PLC0415 - only to show one pair of dumbbells

    if one.kind is not DumbbellKind.PLATE:
        return
    place = Place("here", (one.id,))
    ways = {"loads": LoadedWith.ONE} if one.is_alone else {"a pair": LoadedWith.PAIR, "one alone": LoadedWith.ONE}
    for words, loaded_with in ways.items():
        exercise = Exercise("", "", (), loaded_with=loaded_with, gear=one.gear)
        if can_be_done(exercise, place, known):
            rungs = ladder(exercise, place, known, one.unit)
            click.echo(f"{words}: {', '.join(plain(load.amount) for load in rungs)} {one.unit}")
        else:
            click.echo(f"{words}: none, no plates make the two handles equal")


def _show_what_it_loads(known: Catalog, one: Dumbbell) -> None:
    from overload.equipment import loaded_by  # noqa: PLC0415 - only to show one pair of dumbbells

    names = [known.exercises[exercise].name for exercise in loaded_by(one, known)]
    click.echo(f"serves: {', '.join(names) or 'no exercise that is known'}")


calendars_command = _group(
    "calendars",
    "List the weekly calendars: which muscles on which day.",
    _Kind(
        lambda known: {one.id: one for one in known.todays_calendars()},
        Catalog.find_calendar,
        _list_calendars,
        _show_calendar,
    ),
    calendars,
)


@calendars_command.command("adopt")
@click.pass_obj
def adopt_command(call: Call) -> int:
    """Switch to what your weekly calendar is today."""
    from overload.cli.update import switched  # noqa: PLC0415 - the planner, which is not needed to list

    return switched(call)


workouts_command = _group(
    "workouts",
    "List the workouts: exercises with their sets and reps.",
    _Kind(lambda known: known.workouts, Catalog.find_workout, _list_workouts, _show_workout),
    workouts,
)


@workouts_command.command("level")
@click.argument("word", metavar="[LEVEL]", required=False)
@click.pass_obj
def level_command(call: Call, word: str | None) -> int:
    """Say which level you train, or train another one.

    LEVEL is beginner, intermediate or experienced. 'overload workouts show NAME' has the sets of each.
    """
    from overload.cli.update import levelled  # noqa: PLC0415 - the planner, which is not needed to list

    return levelled(call, word)


exercises_command = _group(
    "exercises",
    "List the exercises; `show` explains how to do one.",
    _Kind(lambda known: known.exercises, Catalog.find_exercise, _list_exercises, _show_exercise, _open_exercise),
    exercises,
)
dumbbells_command = _group(
    "dumbbells",
    "List the dumbbells, adjustable and fixed; `show` gives the loads of one.",
    _Kind(lambda known: known.dumbbells, Catalog.find_dumbbell, _list_dumbbells, _show_dumbbell),
    dumbbells,
)
