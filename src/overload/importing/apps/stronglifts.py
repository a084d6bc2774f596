"""StrongLifts: a row for an exercise of a workout, its sets side by side, the unit in the names of their columns."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import attrs

from overload.errors import DataError, Problem
from overload.importing.columns import Columns, Names
from overload.importing.gathering import Gathering, carried, gathering
from overload.importing.moments import Moment, needed
from overload.importing.sheet import Sheet, sheet
from overload.importing.table import Row, Table
from overload.model import Imported, ImportedSession, ImportedSet, Reading

MOST: Final = 30
"""So many sets a row may have."""
NAMES: Final[Names] = {
    "date": ("date (yyyy/mm/dd)", "date (dd/mm/yyyy)", "date (mm/dd/yyyy)", "date"),
    "workout": ("workout name",),
    "start": ("start time (h:mm)", "start time"),
    "bodyweight": ("body weight",),
    "exercise": ("exercise",),
    "notes": ("notes",),
    "setsxreps": ("setsxreps", "sets×reps"),
    **{f"reps{number}": (f"set {number} (reps)",) for number in range(1, MOST + 1)},
    **{f"weight{number}": (f"set {number}",) for number in range(1, MOST + 1)},
}
REQUIRED: Final = ("date", "exercise", "reps1", "weight1")


def read(table: Table, columns: Columns, reading: Reading) -> Imported:
    """Return what an export of StrongLifts holds."""
    also = [field for field in columns if field.startswith(("reps", "weight"))]
    made = sheet(table, columns, reading, *also)
    return _StrongLifts(made, gathering("stronglifts", "workouts", made, NAMES)).all()


@attrs.frozen
class _StrongLifts:
    sheet: Sheet
    found: Gathering

    def all(self) -> Imported:
        look = self.sheet.moments("date")

        def read_row(row: Row) -> None:
            sets = self._sets(row)
            if not sets:
                self.found.skip("exercise without a set (skipped)")
                return
            day, name = needed(look(row, "date"), "date"), self.sheet.text(row, "workout")
            start = self.sheet.text(row, "start")
            for one in sets:
                self.found.add((day.day, start, name), lambda: _session(day, name), one)

        self.found.each(self.sheet.table.rows, read_row)
        return self.found.done()

    def _sets(self, row: Row) -> list[ImportedSet]:
        exercise, sets = self.sheet.exercise(row), list[ImportedSet]()
        body, note = self.sheet.weight(row, "bodyweight"), self.sheet.text(row, "notes")
        for number in range(1, MOST + 1):
            reps = self.sheet.reps(row, f"reps{number}")
            weight = self.sheet.weight(row, f"weight{number}")
            if reps:
                fields: dict[str, Any] = carried(exercise, weight)
                if body and body.amount > Decimal(0):
                    fields["bodyweight"] = body
                sets.append(ImportedSet(exercise, reps, note="" if sets else note, **fields))
            elif reps == 0:
                self.found.skip("set of 0 reps", is_row=False)
            elif weight is not None and weight.amount:
                raise DataError(Problem("", f"set {number} has a load and no reps"))
        return sets


def _session(day: Moment, name: str) -> ImportedSession:
    return ImportedSession((), None, day.day, name=name or None, stated={"date": day.day.isoformat()})
