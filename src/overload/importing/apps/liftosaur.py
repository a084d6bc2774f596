"""Liftosaur: what was planned and what was done, set by set, in UTC."""

from __future__ import annotations

from typing import Final

import attrs

from overload.importing.columns import Columns, Names
from overload.importing.gathering import Gathering, gathering
from overload.importing.moments import Moment, needed
from overload.importing.sheet import Sheet, sheet
from overload.importing.table import Row, Table
from overload.model import Imported, ImportedSession, ImportedSet, Reading

NAMES: Final[Names] = {
    "start": ("workout datetime",),
    "program": ("program",),
    "workout": ("day name",),
    "exercise": ("exercise",),
    "warmup": ("is warmup set?", "is warmup set"),
    "reps": ("completed reps",),
    "left": ("completed reps left",),
    "amrap": ("is amrap?", "is amrap"),
    "rpe": ("completed rpe",),
    "weight": ("completed weight value",),
    "weight_unit": ("completed weight unit",),
    "notes": ("notes",),
}
REQUIRED: Final = ("start", "exercise", "reps")
_YES: Final = {"1", "true", "yes"}


def read(table: Table, columns: Columns, reading: Reading) -> Imported:
    """Return what an export of Liftosaur holds. Loads are per dumbbell, its author says."""
    made = sheet(table, columns, reading, "left")
    return _Liftosaur(made, gathering("liftosaur", "history", made, NAMES)).all()


@attrs.frozen
class _Liftosaur:
    sheet: Sheet
    found: Gathering

    def all(self) -> Imported:
        look = self.sheet.moments("start")

        def read_row(row: Row) -> None:
            one = self._set(row)
            if one is None:
                self.found.skip("planned set that was not done (no completed reps)")
                return
            start = needed(look(row, "start"), "start")
            key = (start, self.sheet.text(row, "workout"))
            self.found.add(key, lambda: self._session(row, start), one)

        self.found.each(self.sheet.table.rows, read_row)
        return self.found.done(is_per_dumbbell=True)

    def _set(self, row: Row) -> ImportedSet | None:
        reps, left = self.sheet.reps(row), self.sheet.reps(row, "left")
        if not reps and not left:
            return None
        # The left side has a column of its own; what both sides can do is what the weaker one did.
        weaker = min(one for one in (reps, left) if one is not None) if left else reps
        weight = self.sheet.weight(row)
        below = weight is not None and weight.amount < 0
        return ImportedSet(
            self.sheet.exercise(row),
            weaker or None,
            warmup=self.sheet.text(row, "warmup").lower() in _YES,
            kind="amrap" if self.sheet.text(row, "amrap").lower() in _YES else "normal",
            load=None if below else weight,
            assist=attrs.evolve(weight, amount=-weight.amount) if weight is not None and below else None,
            rpe=self.sheet.effort(row) or None,
            note=self.sheet.text(row, "notes"),
        )

    def _session(self, row: Row, start: Moment) -> ImportedSession:
        at = start.at
        written = at.isoformat(timespec="seconds").replace("+00:00", "Z") if at else start.day.isoformat()
        name, program = self.sheet.text(row, "workout"), self.sheet.text(row, "program")
        return ImportedSession((), at, None if at else start.day, None, None, name or None, program, {"start": written})
