"""Which app wrote a file: by what is in it, never by its name."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs

from overload.errors import DataError, Problem
from overload.importing import unclear
from overload.importing.apps import (
    fitnotes,
    hevy,
    jefit,
    liftosaur,
    plain,
    strengthlog,
    strengthlog_legacy,
    strong,
    stronglifts,
    wger,
)
from overload.importing.columns import CATEGORY, WEIGHT, Column, Columns, Names, find_columns, missing
from overload.importing.meaning import names_with
from overload.importing.sayings import NAMES as MEANINGS
from overload.importing.table import Mend, Table, header_of, read_table
from overload.importing.text import decoded
from overload.importing.unclear import UnclearFileError
from overload.importing.words import folded
from overload.model import Imported, Reading

APPS: Final = "StrengthLog, Strong, Hevy, FitNotes, JEFIT, Liftosaur, Fitbod, StrongLifts, Lyfta and wger"
MOST_SHOWN: Final = 3
"""So many cells of a column are shown where it is asked what it holds."""
_WITHOUT_SETS: Final = {
    "Garmin Connect": ({"activity type", "favorite"}, {"activity type", "avg hr"}, {"activity type", "total sets"}),
    "Strava": ({"activity id", "activity date"},),
}
"""Tables of apps that hold no sets, by columns that only they have."""


@attrs.frozen
class _App:
    """An app whose export is a table: its columns, those it cannot do without, those only it has, and its reader.

    `mending` returns what puts rows with too many cells right, for the columns and how many there are.
    """

    name: str
    names: Names
    required: Sequence[str]
    own: Sequence[str]
    read: Callable[[Table, Columns, Reading], Imported]
    mending: Callable[[Columns, int], Mend | None] | None = None


# Asked in this order: what any table has, a date, an exercise and reps, comes last.
_TABLES: Final = (
    _App("Liftosaur", liftosaur.NAMES, liftosaur.REQUIRED, ("start", "reps"), liftosaur.read),
    _App("Hevy", hevy.NAMES, hevy.REQUIRED, ("set_type", "set_index"), hevy.read),
    _App(
        "StrengthLog",
        strengthlog.NAMES,
        strengthlog.REQUIRED,
        ("warmup", "checked", "max", "fail", "added"),
        strengthlog.read,
        strengthlog.mending,
    ),
    _App("StrongLifts", stronglifts.NAMES, stronglifts.REQUIRED, ("reps1",), stronglifts.read),
    _App("Strong", strong.NAMES, strong.REQUIRED, ("number", "workout", "duration", "workout_notes"), strong.read),
    _App("Fitbod", plain.FITBOD, plain.REQUIRED, ("multiplier",), plain.read_fitbod),
    _App("Lyfta", plain.LYFTA, plain.REQUIRED, ("superset",), plain.read_lyfta),
    _App("FitNotes", fitnotes.NAMES, fitnotes.REQUIRED, ("category",), fitnotes.read, fitnotes.mending),
    _App("a table", plain.NAMES, plain.REQUIRED, ("date",), plain.read, fitnotes.mending),
)


def read_file(content: bytes, reading: Reading | None = None) -> Imported:
    """Return what a file holds that one of the apps wrote. Raises DataError for any other, and for what is unclear."""
    reading = reading or Reading()
    text = decoded(content, reading.encoding)
    try:
        return _read(text, reading)
    except UnclearFileError as error:
        error.kind = error.kind or _kind(text)
        raise


def _read(text: str, reading: Reading) -> Imported:
    if text.lstrip()[0] in "[{":  # an empty text has been refused
        return _json(text, reading)
    if jefit.recognises(text):
        return jefit.read(text, reading)
    if strengthlog_legacy.recognises(text):
        return strengthlog_legacy.read(text, reading)
    return _table(text, reading)


def _kind(text: str) -> str:
    """Return what a file is as far as the meaning of its columns goes: its app, else its very header."""
    if text.lstrip()[0] in "[{":
        return "wger"
    if jefit.recognises(text) or strengthlog_legacy.recognises(text):
        return "JEFIT" if jefit.recognises(text) else "StrengthLog"
    header, _ = header_of(text)
    app = _app(header, Reading())
    return ", ".join(header) if app.read is plain.read else app.name


def _json(text: str, reading: Reading) -> Imported:
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(Problem("", f"the file is not complete JSON ({error})", "export or fetch it again")) from None
    if wger.recognises(data):
        return wger.read(data, reading)
    raise _unknown("this JSON")


def _table(text: str, reading: Reading) -> Imported:
    header, _ = header_of(text)
    if is_bodyweights(header):
        raise DataError(Problem("", "this file has bodyweights, not sets", "export the workouts"))
    _check_said(header, reading)
    app = _app(header, reading)
    columns = find_columns(header, names_with(app.names), reading.columns)
    table = read_table(text, app.mending(columns, len(header)) if app.mending else None)
    columns = _single(columns, table)
    if reading.asks_all and app.read is plain.read:
        _ask_about_others(columns, table, reading)
    found = app.read(table, columns, reading)
    if not any(field.startswith(("weight", "added", "assist")) for field in columns):
        remark = "it has no column of weights: every set is taken as done without one"
        return attrs.evolve(found, remarks=(*found.remarks, remark))
    return found


def is_bodyweights(header: Sequence[str]) -> bool:
    """Tell whether a table is a date and a weight and no more, as wger exports bodyweights."""
    columns = find_columns([one for one in header if "(" not in one], fitnotes.NAMES)
    return len(header) == 2 and set(columns) == {"date", "weight"}


def _check_said(header: Sequence[str], reading: Reading) -> None:
    """Raise DataError where there is no such column as is said, or it can hold no such thing."""
    known = {"-", *MEANINGS, *plain.NAMES, *(field for app in _TABLES for field in app.names)}
    names = {folded(one) for one in header} | {str(number) for number in range(1, len(header) + 1)}
    for name, field in reading.columns:
        if folded(name) not in names:
            named = ", ".join(f"'{one}'" for one in header if one)
            raise DataError(Problem(f"--column {name}={field}", "the file has no such column", f"it has {named}"))
        if field not in known:
            fields = ", ".join(sorted({*plain.NAMES, *MEANINGS}))
            hint = f"it may hold {fields}, or - for nothing that matters"
            raise DataError(Problem(f"--column {name}={field}", f"there is no meaning '{field}'", hint))


def _app(header: Sequence[str], reading: Reading) -> _App:
    nearest: tuple[_App, tuple[str, ...]] | None = None
    for app in _TABLES:
        columns = find_columns(header, app.names, reading.columns)
        absent = missing(columns, app.required)
        own = sum(one in columns for one in app.own)
        if not own:
            continue
        if not absent and (nearest is None or app.read is not plain.read):
            _refuse_unread_weights(columns, header)
            return app
        # What one of them would have called by another name is not taken for a table that anybody wrote.
        if nearest is None and app.read is not plain.read and len(absent) == 1 and (own > 1 or len(app.own) == 1):
            nearest = app, absent
    if nearest:
        app, absent = nearest
        names = "', '".join(app.names[one][0] for one in absent)
        hint = "export it again with all columns"
        raise DataError(Problem("the header", f"it looks like {app.name}, but has no column '{names}'", hint))
    folded_names = {folded(one) for one in header}
    for name, signs in _WITHOUT_SETS.items():
        if any(sign <= folded_names for sign in signs):
            message = f"this is a list of activities of {name}, which says nothing of sets"
            raise DataError(Problem("", message, f"export the sets from the app you lift with; overload reads {APPS}"))
    raise _unknown("this file")


def _single(columns: Columns, table: Table) -> Columns:
    """Return columns with one for each field, save weights and distances in several units.

    Of those that say the same one is enough. Raises DataError where they say different things.
    """
    return {field: _one_of(field, found, table) for field, found in columns.items()}


def _one_of(field: str, found: tuple[Column, ...], table: Table) -> tuple[Column, ...]:
    units = {one.unit for one in found}
    if len(found) == 1 or (len(units) == len(found) and field in {"weight", "distance"}):
        return found
    filled = [one for one in found if any(row.cells[one.at].strip() for row in table.rows)] or [found[0]]
    if all(row.cells[one.at] == row.cells[filled[0].at] for row in table.rows for one in filled):
        return (filled[0],)
    named = " and ".join(f"'{table.header[one.at]}'" for one in found)
    hint = f"say which is not: --column '{found[-1].at + 1}=-'"
    problem = Problem("the header", f"{named} both seem to be the {field}", hint)
    raise unclear.one_of_two(problem, field, {str(one.at + 1): table.header[one.at] for one in found})


def _ask_about_others(columns: Columns, table: Table, reading: Reading) -> None:
    """Raise UnclearFileError for the first column whose name tells nothing, and of which nobody said what it holds."""
    known = {one.at for found in columns.values() for one in found}
    said = {folded(name) for name, _ in reading.columns}
    for at, name in enumerate(table.header):
        called = name if table.header.count(name) == 1 and name else str(at + 1)
        some = tuple(dict.fromkeys(cell for row in table.rows if (cell := row.cells[at].strip())))[:MOST_SHOWN]
        if some and at not in known and folded(name) not in CATEGORY and not {folded(called), str(at + 1)} & said:
            raise unclear.held_by(called, some)


def _refuse_unread_weights(columns: Columns, header: Sequence[str]) -> None:
    """Raise DataError where no weight was found, but a column seems to hold one."""
    odd = [one for one in header if any(word in folded(one) for word in WEIGHT)]
    if not any(field.startswith("weight") for field in columns) and odd:
        hint = "rename it to Weight, Weight (kg) or Weight (lbs)"
        raise DataError(Problem("the header", f"'{odd[0]}' seems to hold weights, but cannot be read", hint))


def _unknown(what: str) -> DataError:
    return DataError(Problem("", f"{what} is not from an app known here", f"overload reads {APPS}"))
