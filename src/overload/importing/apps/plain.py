"""A table with a set a row, read by the names of its columns: what Fitbod and Lyfta write, and anybody by hand."""

from __future__ import annotations

from typing import Final

import attrs

from overload.importing import columns as words
from overload.importing.apps import strong
from overload.importing.columns import Columns, Names
from overload.importing.gathering import Gathering, gathering
from overload.importing.moments import Moment, needed
from overload.importing.sheet import Sheet, sheet
from overload.importing.table import Row, Table
from overload.importing.words import folded
from overload.model import Imported, ImportedSession, ImportedSet, Reading

NAMES: Final[Names] = {
    "date": (
        *words.DATE,
        "day",
        "tag",
        "workout date",
        "date time",
        "datetime",
        "start time",
        "start",
        "workout start",
    ),
    "workout": (*strong.NAMES["workout"], "title", "session", "routine"),
    "exercise": words.EXERCISE,
    "set_order": (*strong.NAMES["set_order"], "set number", "set no", "set no.", "set #"),
    "weight": words.WEIGHT,
    "weight_unit": (*words.unit_names(words.WEIGHT), *words.UNITS),
    "reps": words.REPS,
    "distance": words.DISTANCE,
    "distance_unit": words.unit_names(words.DISTANCE),
    "seconds": (*words.SECONDS, "duration", "duration seconds"),
    "notes": words.NOTES,
}
FITBOD: Final[Names] = {**NAMES, "multiplier": ("multiplier",)}
LYFTA: Final[Names] = {
    **{field: names for field, names in NAMES.items() if field != "seconds"},
    "seconds": words.SECONDS,
    "superset": ("superset id",),
    "duration": ("duration",),
}
REQUIRED: Final = ("date", "exercise", "reps")


def read(table: Table, columns: Columns, reading: Reading) -> Imported:
    """Return what a table holds that no app known here writes."""
    found = _reader(table, columns, reading, "table", "by name", NAMES)
    found.found.remark("no app known here writes this table: it is read by the names of its columns")
    return found.all()


def read_fitbod(table: Table, columns: Columns, reading: Reading) -> Imported:
    """Return what an export of Fitbod holds."""
    return _reader(table, columns, reading, "fitbod", "sets", FITBOD).all()


def read_lyfta(table: Table, columns: Columns, reading: Reading) -> Imported:
    """Return what an export of Lyfta holds."""
    return _reader(table, columns, reading, "lyfta", "sets", LYFTA).all()


def _reader(table: Table, columns: Columns, reading: Reading, app: str, variant: str, names: Names) -> _Plain:
    made = sheet(table, columns, reading)
    return _Plain(made, gathering(app, variant, made, names))


@attrs.frozen
class _Plain:
    sheet: Sheet
    found: Gathering

    def all(self) -> Imported:
        look = self.sheet.moments("date")

        def read_row(row: Row) -> None:
            one = self._set(row)
            if one is not None:
                start, name = needed(look(row, "date"), "date"), self.sheet.text(row, "workout")
                self.found.add((start, name), lambda: _session(start, name), one)

        self.found.each(self.sheet.table.rows, read_row)
        return self.found.done()

    def _set(self, row: Row) -> ImportedSet | None:
        if folded(self.sheet.text(row, "set_order")) in strong.REST:
            self.found.skip("rest timer")
            return None
        figures = self.sheet.figures(row)
        if not figures:
            self.found.skip("set with neither reps, time nor distance")
            return None
        return strong.marked_set(self.sheet, self.found, row, figures)


def _session(start: Moment, name: str) -> ImportedSession:
    stated: dict[str, object] = {"start": start.at.isoformat()} if start.at else {"date": start.day.isoformat()}
    on = None if start.at and start.at.tzinfo else start.day
    return ImportedSession((), start.at, on, name=name or None, stated=stated)
