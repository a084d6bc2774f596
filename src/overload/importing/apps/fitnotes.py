"""FitNotes: of Android, of Android before 2021, and FitNotes 2 of iOS; one session a date."""

from __future__ import annotations

from datetime import time
from typing import Final

import attrs

from overload.errors import DataError, Problem
from overload.importing import columns as words
from overload.importing.columns import Columns, Names, unit_names
from overload.importing.gathering import Gathering, carried, gathering
from overload.importing.moments import Moment, needed
from overload.importing.sheet import Sheet, sheet
from overload.importing.table import Cells, Mend, Row, Table
from overload.model import Imported, ImportedSession, ImportedSet, Reading

NAMES: Final[Names] = {
    "date": words.DATE,
    "exercise": words.EXERCISE,
    "category": words.CATEGORY,
    "weight": words.WEIGHT,
    "weight_unit": (*unit_names(words.WEIGHT), *words.UNITS),
    "reps": words.REPS,
    "distance": words.DISTANCE,
    "distance_unit": unit_names(words.DISTANCE),
    "seconds": words.SECONDS,
    "notes": words.NOTES,
    "kind": ("kind",),
}
REQUIRED: Final = ("date", "exercise", "reps")


def variant(columns: Columns) -> str:
    """Name the layout by where its units stand."""
    if "kind" in columns or len(columns.get("weight", ())) > 1:
        return "ios"
    return "android" if "weight_unit" in columns else "android-old"


def mending(columns: Columns, width: int) -> Mend | None:
    """Return what gives surplus fields to the comment, without quotes: the last column, or the last but kind."""
    at = next((one.at for one in columns.get("notes", ())), -1)
    behind = width - 1 - at
    is_last_but_kind = behind == 1 and any(one.at == width - 1 for one in columns.get("kind", ()))

    def mend(cells: Cells) -> Cells:
        while len(cells) > width and not behind and not cells[-1].strip():
            cells = cells[:-1]
        end = len(cells) - behind
        return [*cells[:at], ",".join(cells[at:end]), *cells[end:]]

    return mend if at >= 0 and (not behind or is_last_but_kind) else None


def read(table: Table, columns: Columns, reading: Reading) -> Imported:
    """Return what an export of FitNotes holds."""
    made = sheet(table, columns, reading)
    return _FitNotes(made, gathering("fitnotes", variant(columns), made, NAMES)).all()


@attrs.frozen
class _FitNotes:
    sheet: Sheet
    found: Gathering

    def all(self) -> Imported:
        look = self.sheet.moments("date")

        def read_row(row: Row) -> None:
            one = self._set(row)
            if one is None:
                self.found.skip("set with neither reps, time nor distance")
                return
            moment = needed(look(row, "date"), "date")
            # A table of a date, a name and reps may be of many apps; this is how another one is noticed.
            if moment.at and moment.at.time() != time.min and self.found.variant != "ios":
                message = f"'{self.sheet.text(row, 'date')}' has a time of day, which FitNotes does not write"
                hint = "if it is from another app, export it again with the phone set to English"
                raise DataError(Problem("", message, hint))
            self.found.add(moment.day, lambda: _session(moment), one)

        self.found.each(self.sheet.table.rows, read_row)
        return self.found.done()

    def _set(self, row: Row) -> ImportedSet | None:
        figures = self.sheet.figures(row)
        if not figures:
            return None
        exercise, kind = self.sheet.exercise(row), self.found.kind(self.sheet.text(row, "kind"), "of the kind")
        return ImportedSet(
            exercise,
            warmup=kind == "warmup",
            kind=kind,
            note=self.sheet.text(row, "notes"),
            **figures,
            **carried(exercise, self.sheet.weight(row)),
        )


def _session(moment: Moment) -> ImportedSession:
    return ImportedSession((), None, moment.day, stated={"date": moment.day.isoformat()})
