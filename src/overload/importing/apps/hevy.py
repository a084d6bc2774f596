"""Hevy: one layout, its months in the phone's language, its units in the names of the columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

import attrs

from overload.errors import DataError
from overload.importing.columns import Columns, Names
from overload.importing.gathering import Gathering, carried, gathering
from overload.importing.moments import Moment, needed
from overload.importing.sheet import Sheet, sheet
from overload.importing.table import Row, Table
from overload.model import Imported, ImportedSession, ImportedSet, Reading
from overload.units import Unit

NAMES: Final[Names] = {
    "workout": ("title", "workout title"),
    "start": ("start time", "starttime"),
    "end": ("end time", "endtime"),
    "exercise": ("exercise title", "exercise"),
    "superset": ("superset id",),
    "notes": ("exercise notes",),
    "set_index": ("set index",),
    "set_type": ("set type",),
    "weight": ("weight",),
    "reps": ("reps",),
    "distance": ("distance",),
    "seconds": ("duration seconds", "duration"),
    "rpe": ("rpe",),
    "rir": ("rir",),
}
REQUIRED: Final = ("start", "exercise", "set_type", "reps")


def read(table: Table, columns: Columns, reading: Reading) -> Imported:
    """Return what an export of Hevy holds."""
    made = sheet(table, columns, reading)
    return _Hevy(made, gathering("hevy", _variant(made), made, NAMES)).all()


def _variant(made: Sheet) -> str:
    units = {"lbs" if column.unit.startswith("lb") else column.unit for column in made.columns.get("weight", ())}
    unit = "both" if len(units) > 1 else next(iter(units), "") or "no-unit"
    starts = {made.text(row, "start").casefold() for row in made.table.rows[:50]}  # one phone wrote them all
    english = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    names = {word for text in starts for word in text.replace(",", " ").split() if word.isalpha()}
    return f"{unit}-{'en' if names <= {*english, 'am', 'pm'} else 'local'}"


@attrs.frozen
class _Hevy:
    sheet: Sheet
    found: Gathering

    def all(self) -> Imported:
        look = self.sheet.moments("start", "end")

        def read_row(row: Row) -> None:
            one = self._set(row)
            if one is None:
                self.found.skip("set with neither reps, time nor distance")
                return
            start, name = needed(look(row, "start"), "start"), self.sheet.text(row, "workout")
            self.found.add((start, name), lambda: _session(start, self._end(look, row), name), one)

        self.found.each(self.sheet.table.rows, read_row)
        return self.found.done()

    def _end(self, look: Callable[[Row, str], Moment | None], row: Row) -> Moment | None:
        try:
            return look(row, "end")
        except DataError:
            self.found.remark(
                f"'{self.sheet.text(row, 'end')}' is not a date known here: when that workout ended is left out"
            )
            return None

    def _set(self, row: Row) -> ImportedSet | None:
        unit = self.sheet.reading.unit
        is_miles = any(column.unit.startswith("lb") for column in self.sheet.columns.get("weight", ()))
        figures = self.sheet.figures(row, "mi" if is_miles or unit is Unit.LB else "km")
        if not figures:
            return None
        exercise, kind = self.sheet.exercise(row), self.found.kind(self.sheet.text(row, "set_type"), "of the type")
        return ImportedSet(
            exercise,
            warmup=kind == "warmup",
            kind=kind,
            rpe=self.sheet.effort(row),
            rir=self.sheet.effort(row, "rir"),
            # Written by Hevy as a backslash and an n, so that a row stays a line.
            note=self.sheet.text(row, "notes").replace("\\n", "\n"),
            **figures,
            **carried(exercise, self.sheet.weight(row)),
        )


def _session(start: Moment, end: Moment | None, name: str) -> ImportedSession:
    stated: dict[str, object] = {"start": _written(start.at, start) if start.at else start.day.isoformat()}
    if end is not None and end.at is not None:
        stated["end"] = _written(end.at, end)
    return ImportedSession((), start.at, start.day, end.at if end else None, None, name or None, stated=stated)


def _written(at: datetime, moment: Moment) -> str:
    return at.isoformat(timespec="seconds" if moment.has_seconds else "minutes")
