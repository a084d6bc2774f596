"""Which app wrote a file: by what is in it, never by its name."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs

from overload.errors import DataError, Problem
from overload.importing.apps import fitnotes, hevy, jefit, liftosaur, strengthlog, strengthlog_legacy, strong, wger
from overload.importing.columns import WEIGHT, Columns, Names, find_columns, missing
from overload.importing.table import Mend, Table, header_of, read_table
from overload.importing.text import decoded
from overload.importing.words import folded
from overload.model import Imported, Reading

APPS: Final = "StrengthLog, Strong, Hevy, FitNotes, JEFIT, Liftosaur and wger"


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


# Asked in this order: what only FitNotes has, a date, is what any table may have, so it comes last.
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
    _App("Strong", strong.NAMES, strong.REQUIRED, ("set_order",), strong.read),
    _App("FitNotes", fitnotes.NAMES, fitnotes.REQUIRED, ("date",), fitnotes.read, fitnotes.mending),
)


def read_file(content: bytes, reading: Reading | None = None) -> Imported:
    """Return what a file holds that one of the apps wrote. Raises DataError for any other, and for what is unclear."""
    reading = reading or Reading()
    text = decoded(content, reading.encoding)
    if text.lstrip()[0] in "[{":  # an empty text has been refused
        return _json(text, reading)
    if jefit.recognises(text):
        return jefit.read(text, reading)
    if strengthlog_legacy.recognises(text):
        return strengthlog_legacy.read(text, reading)
    return _table(text, reading)


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
    app, columns = _app(header)
    table = read_table(text, app.mending(columns, len(header)) if app.mending else None)
    return app.read(table, columns, reading)


def is_bodyweights(header: Sequence[str]) -> bool:
    """Tell whether a table is a date and a weight and no more, as wger exports bodyweights."""
    columns = find_columns([one for one in header if "(" not in one], fitnotes.NAMES)
    return len(header) == 2 and set(columns) == {"date", "weight"}


def _app(header: Sequence[str]) -> tuple[_App, Columns]:
    nearest: tuple[_App, tuple[str, ...]] | None = None
    for app in _TABLES:
        columns = find_columns(header, app.names)
        absent = missing(columns, app.required)
        has_own = any(one in columns for one in app.own)
        if not absent and has_own:
            _refuse_twins(columns, header)
            _refuse_unread_weights(columns, header)
            return app, columns
        if has_own and len(absent) < len(app.required) and nearest is None:
            nearest = app, absent
    if nearest:
        app, absent = nearest
        names = "', '".join(app.names[one][0] for one in absent)
        hint = "export it again with all columns"
        raise DataError(Problem("the header", f"it looks like {app.name}, but has no column '{names}'", hint))
    raise _unknown("this file")


def _refuse_twins(columns: Columns, header: Sequence[str]) -> None:
    """Raise DataError where two columns are one field, save weights and distances in several units."""
    for field, found in columns.items():
        units = {one.unit for one in found}
        if len(found) > 1 and (len(units) < len(found) or field not in {"weight", "distance"}):
            named = " and ".join(f"'{header[one.at]}'" for one in found)
            raise DataError(Problem("the header", f"{named} both seem to be the {field}", "leave one of them out"))


def _refuse_unread_weights(columns: Columns, header: Sequence[str]) -> None:
    """Raise DataError where no weight was found, but a column seems to hold one."""
    odd = [one for one in header if any(word in folded(one) for word in WEIGHT)]
    if "weight" not in columns and odd:
        hint = "rename it to Weight, Weight (kg) or Weight (lbs)"
        raise DataError(Problem("the header", f"'{odd[0]}' seems to hold weights, but cannot be read", hint))


def _unknown(what: str) -> DataError:
    return DataError(Problem("", f"{what} is not from an app known here", f"overload reads {APPS}"))
