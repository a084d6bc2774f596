"""plan.toml -> Configuration, or a PlanError with every mistake in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import attrs
from cattrs import BaseConverter

from overload.catalog import Catalog
from overload.catalog.dumbbells import parse_dumbbell
from overload.config.bands import Bands, read_bands
from overload.config.build import build, check_best, check_dials
from overload.config.clock import Clock, DayWord, weekdays_of
from overload.config.fields import Reps, name, shown
from overload.config.known import ExerciseId, Known
from overload.config.mistakes import at, settle
from overload.config.sections import Days, Moment, OwnDumbbells, PlanFile, PluginTables, WorkoutTables
from overload.config.shapes import SHAPES, LightSets, Password
from overload.config.slots import SlotReader
from overload.config.tables import Table, as_table, new_converter, read_table
from overload.config.written import quoted_key
from overload.errors import DataError, PlanError, Problem
from overload.guard import bytes_of, seconds_of
from overload.model import Configuration, Dumbbell, PasswordSource, WorkoutSlot

# Patterns are compiled when they are first used: most plans hold no such mistake.
_AT = r"\s*\(at line (\d+), column (\d+)\)$|\s*\(at end of document\)$"
_BARE_VALUE = r"""(?x)[=\[{,]\s*(
        \d{1,2}:\d\d(?!:)
        | [-+]?\d+(?:\.\d+)?\s*[a-z]+
        | \d+-\d+(?!-)(?:\s*[a-z]+)?
        | (?!true|false|inf|nan)[A-Za-z][\w/ -]*
    )(?=\s*(?:[,}\]#]|$))"""
"""A value that lacks its quotes: `18:00`, `80 kg`, `8-12`, `Europe/Stockholm`."""


def read_plan(
    text: str, catalog: Catalog, *, plan_id: str = "", zone: str = "", file: str = "plan.toml"
) -> Configuration:
    """Read the text of a plan file.

    `plan_id` and `zone` stand in where the file names none; to have no zone at all is a mistake. Raises PlanError
    with all mistakes at once, each with its place: `plan.toml: athlete.unit`.
    """
    return read_tables(parse(text, file), catalog, plan_id=plan_id, zone=zone, file=file)


def read_tables(
    data: Table, catalog: Catalog, *, plan_id: str = "", zone: str = "", file: str = "plan.toml"
) -> Configuration:
    """Read the tables of a plan file, as `parse` returns them. The rest is as `read_plan`'s."""
    known = Known(catalog, data)
    try:
        sections = read_table(_converter(known), _with_zone(data, zone), PlanFile)
        check_dials(sections, catalog)
        check_best(sections, known)
    except DataError as error:
        raise PlanError(*(_in(file, problem) for problem in error.problems)) from None
    return build(sections, catalog, plan_id)


def _in(file: str, problem: Problem) -> Problem:
    place = f"{file}: {problem.place}" if problem.place else file
    return Problem(place, problem.message, problem.suggestion)


def _with_zone(data: Table, zone: str) -> Table:
    """Return the file's table with an [athlete] in it, so that what is missing is missing there."""
    athlete = data.get("athlete", {})
    if not isinstance(athlete, dict):
        return data
    return {**data, "athlete": {"zone": zone, **athlete} if zone else athlete}


def parse(text: str, file: str = "plan.toml") -> Table:
    """Return the tables of a plan file, numbers exact. Raises PlanError for what is no TOML."""
    try:
        return tomllib.loads(text, parse_float=Decimal)  # 2.5 kg is exact, 2.5 as a float only happens to be
    except RecursionError:  # tomllib walks into brackets by recursion: a file of a thousand `[` reaches the limit
        raise PlanError(Problem(file, "lists or tables are nested too deeply")) from None
    except ArithmeticError:  # an exponent of twenty digits is TOML, and more than a Decimal takes
        raise PlanError(Problem(file, "has a number that is far too large")) from None
    except ValueError as error:
        raise PlanError(_syntax_problem(text, str(error), file)) from None


def _syntax_problem(text: str, said: str, file: str) -> Problem:
    """Say where the file stops being TOML, show the line, and guess at missing quotes."""
    found = re.search(_AT, said)
    what = re.sub(_AT, "", said)[:200]
    if not found or not found[1]:
        where = " at the end of the file" if found else ""
        hint = _syntax_hint(what, "") or "a bracket or a quote may be open"
        return Problem(file, f"is not TOML: {what}{where}", hint)
    lines = text.replace("\r\n", "\n").split("\n")
    line = lines[int(found[1]) - 1].strip()[:80] if int(found[1]) <= len(lines) else ""
    return Problem(
        f"{file}: line {found[1]}, column {found[2]}", f"is not TOML: {what} in: {line}", _syntax_hint(what, line)
    )


def _syntax_hint(said: str, line: str) -> str:
    if said.startswith("Cannot"):
        return "the same key or table is there twice: merge the two"
    bare = None if line.startswith("[") else re.search(_BARE_VALUE, line)
    return f'put quotes around text, times and loads: "{bare[1].strip()}"' if bare else ""


def _converter(known: Known) -> BaseConverter:
    """Return the converter for this plan: the ids it knows, and the parts that are read in a way of their own."""
    converter = new_converter(known.readers(), SHAPES)
    slots = SlotReader(converter, known)
    converter.register_structure_hook(WorkoutTables, lambda value, _: slots.workouts(value))
    converter.register_structure_hook(WorkoutSlot, lambda value, _: slots.slot(value))
    converter.register_structure_hook(LightSets, lambda value, _: _light_sets(converter, value))
    converter.register_structure_hook(Moment, lambda value, _: _moment(converter, value))
    converter.register_structure_hook(Days, lambda value, _: _training_days(converter, value))
    converter.register_structure_hook(Bands, lambda value, _: read_bands(converter, value))
    converter.register_structure_hook(OwnDumbbells, lambda value, _: _dumbbells(value))
    converter.register_structure_hook(Password, lambda value, _: _password(converter, value))
    converter.register_structure_hook(PluginTables, lambda value, _: _plugins(converter, value))
    return converter


def _light_sets(converter: BaseConverter, value: object) -> LightSets:
    kind: Any = Mapping[ExerciseId, Reps]
    return LightSets(tuple(converter.structure(value, kind).items()))


def _moment(converter: BaseConverter, value: object) -> Moment:
    if isinstance(value, dict):
        return read_table(converter, value, Moment)
    begin, dash, end = value.partition("-") if isinstance(value, str) else (value, "", "")
    if dash:
        return Moment(time=converter.structure(begin, Clock), until=converter.structure(end, Clock))
    return Moment(time=converter.structure(value, Clock))


def _training_days(converter: BaseConverter, value: object) -> Days:
    """Read the training days: a table of weekdays with their times, or a list of weekdays."""
    if not isinstance(value, list | dict):
        raise DataError(Problem("", f"expected weekdays, not {shown(value)}", 'write days = { mon = "18:00" }'))
    days: Mapping[DayWord, tuple[Moment, ...]]
    if isinstance(value, list):
        days = dict.fromkeys(converter.structure(value, tuple[DayWord, ...]), (Moment(),))
    else:
        days = converter.structure(value, Mapping[DayWord, tuple[Moment, ...]])  # type: ignore[type-abstract]  # cattrs takes an abstract type
    # What is said of one day stands before what is said of several.
    ordered = sorted(days.items(), key=lambda said: len(weekdays_of(said[0])), reverse=True)
    return Days({day: moments for word, moments in ordered for day in weekdays_of(word)})


def _password(converter: BaseConverter, value: object) -> Password:
    """Read where a password is found; itself it is never written here, and never shown."""
    if not isinstance(value, dict):
        hint = 'write password = { command = ["pass", "show", "cal"] }, or { env, keyring or file = "..." }'
        raise DataError(Problem("", "a password does not belong into plan.toml", hint))
    return Password(converter.structure(value, PasswordSource))


def _plugins(converter: BaseConverter, value: object) -> PluginTables:
    """Check the shape of [plugins]; what a plugin's own table may hold is the plugin's business."""
    problems: list[Problem] = []
    for key, given in as_table(value).items():
        with at(quoted_key(key), problems):
            if key == "disable":
                converter.structure(given, tuple[str, ...])
            elif key in _OF_A_RUN and not isinstance(given, dict):
                _of_a_run(key, given)
            elif not isinstance(given, dict):
                raise DataError(Problem("", "no such key", f"write [plugins.{quoted_key(key)}], or disable = [...]"))
    settle(problems)
    return PluginTables(as_table(value))


_OF_A_RUN: Final = {
    "seconds": (seconds_of, "a number of seconds", "30"),
    "memory": (bytes_of, "an amount of memory", '"512 MB"'),
}
"""What all plugins may use up in a run: key -> its reader, what it is, and an example."""


def _of_a_run(key: str, given: object) -> None:
    read, what, example = _OF_A_RUN[key]
    if read(given) is None:
        raise DataError(Problem("", f"{shown(given)} is not {what}", f"write it like {key} = {example}"))


def _dumbbells(value: object) -> OwnDumbbells:
    problems: list[Problem] = []
    found: list[Dumbbell] = []
    for key, table in as_table(value).items():
        with at(quoted_key(key), problems):
            found.append(_dumbbell(name(key), as_table(table)))
    settle(problems)
    return OwnDumbbells(tuple(found))


def _dumbbell(dumbbell_id: str, table: Table) -> Dumbbell:
    """Read own dumbbells by the reader of the catalogue, which knows their keys and puts its place and a dot before."""
    try:
        return attrs.evolve(parse_dumbbell(dumbbell_id, table, ""), is_own=True)
    except DataError as error:
        problems = (Problem(problem.place[1:], problem.message, problem.suggestion) for problem in error.problems)
        raise DataError(*problems) from None
