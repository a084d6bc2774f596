"""StrengthLog, the flat layout of 2025 on: Unix times, no unit anywhere, columns only where they are used."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

import attrs

from overload.errors import DataError, Problem
from overload.importing.columns import Columns, Names
from overload.importing.gathering import Gathering, carried, gathering
from overload.importing.sheet import Sheet, sheet
from overload.importing.table import Cells, Mend, Row, Table
from overload.model import Imported, ImportedSession, ImportedSet, Reading, Weight

NAMES: Final[Names] = {
    "workout": ("workout",),
    "start": ("start",),
    "end": ("end",),
    "exercise": ("exercise",),
    "weight": ("weight",),
    "bodyweight": ("bodyweight",),
    "added": ("extraweight", "extra weight"),
    "assist": ("assistingweight", "assisting weight"),
    "distancekm": ("distancekm",),
    "distancem": ("distancem",),
    "distanceft": ("distanceft",),
    "reps": ("reps",),
    "seconds": ("time",),
    "warmup": ("warmup",),
    "max": ("max",),
    "fail": ("fail",),
    "checked": ("checked",),
    "notes": ("setcomment", "set comment"),
}
REQUIRED: Final = ("workout", "start", "exercise", "reps")
_LENGTHS: Final = (("distancekm", "km"), ("distancem", "m"), ("distanceft", "ft"))
_UNIX: Final = re.compile(r"\d{12,13}")
# 1990 to 2100: seconds taken for milliseconds would be in 1970.
_FIRST_MS, _LAST_MS = 631_152_000_000, 4_102_444_800_000
_FLAGS: Final = {"": False, "false": False, "0": False, "true": True, "1": True}


def mending(columns: Columns, width: int) -> Mend | None:
    """Return what puts the name of a workout together again that holds commas without quotes, if all else then fits.

    The name has to come first and the start next, which is a Unix time; nothing before it may be one.
    """

    def mend(cells: Cells) -> Cells | None:
        surplus = len(cells) - width
        name, rest = cells[: surplus + 1], cells[surplus + 1 :]
        if not _UNIX.fullmatch(rest[0]) or any(map(_UNIX.fullmatch, name)):
            return None
        return [",".join(name), *rest]

    return mend if (columns["workout"][0].at, columns["start"][0].at) == (0, 1) else None


def read(table: Table, columns: Columns, reading: Reading) -> Imported:
    """Return what an export of StrengthLog holds."""
    also = [field for field, _ in _LENGTHS]
    made = sheet(table, columns, reading, *also)
    return _StrengthLog(made, gathering("strengthlog", "flat", made, NAMES)).all()


@attrs.frozen
class _StrengthLog:
    sheet: Sheet
    found: Gathering

    def all(self) -> Imported:
        self.found.each(self._in_order(), self._read_row)
        return self.found.done()

    def _in_order(self) -> list[Row]:
        """Return the rows as they were ticked within each workout, where every set done was."""
        rows = list(self.sheet.table.rows)
        if "checked" not in self.sheet.columns:
            return rows
        workouts: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            workouts.setdefault((self.sheet.text(row, "start"), self.sheet.text(row, "workout")), []).append(row)
        return [row for group in workouts.values() for row in self._as_ticked(group)]

    def _as_ticked(self, rows: list[Row]) -> list[Row]:
        ticked = [row for row in rows if self.sheet.text(row, "checked").isdigit()]
        others = [row for row in rows if not self.sheet.text(row, "checked").isdigit()]
        # Sets that were done and never ticked have no place in the order of ticks: then the file's own is kept.
        if any(self.sheet.text(row, "reps") not in {"", "0"} for row in others):
            return rows
        return [*sorted(ticked, key=lambda row: int(self.sheet.text(row, "checked"))), *others]

    def _read_row(self, row: Row) -> None:
        reps, seconds, distance = self.sheet.reps(row), self.sheet.seconds(row), self._distance(row)
        if not (reps or seconds or distance):
            weight = self.sheet.weight(row)
            has_weight = weight is not None and weight.amount
            self.found.skip("set without reps" if has_weight else "template set exported as 0 x 0")
            return
        kind = "failure" if self._flag(row, "fail") else "max" if self._flag(row, "max") else "normal"
        one = ImportedSet(
            self.sheet.exercise(row),
            reps or None,
            warmup=self._flag(row, "warmup"),
            kind=kind,
            seconds=seconds,
            distance=distance,
            note=self.sheet.text(row, "notes"),
            **loads_of(
                self.sheet.text(row, "exercise"),
                self.sheet.weight(row),
                *(self.sheet.weight(row, field) for field in ("bodyweight", "added", "assist")),
            ),
        )
        start, name = self._time(row, "start"), self.sheet.text(row, "workout")
        if start is None:
            raise DataError(Problem("", "a set has no start"))
        self.found.add((start, name), lambda: _session(start, self._time(row, "end"), name), one)

    def _flag(self, row: Row, field: str) -> bool:
        text = self.sheet.text(row, field).lower()
        if text not in _FLAGS:
            raise DataError(Problem("", f"'{text}' is where true or false should be ({field})"))
        return _FLAGS[text]

    def _time(self, row: Row, field: str) -> int | None:
        text = self.sheet.text(row, field)
        if not text:
            return None
        if not text.isdigit() or len(text) > 13:
            raise DataError(Problem("", f"'{text}' is no Unix time in milliseconds ({field})"))
        number = int(text)
        if not _FIRST_MS <= number <= _LAST_MS:
            raise DataError(Problem("", f"'{text}' is not a likely Unix time in milliseconds ({field})"))
        return number

    def _distance(self, row: Row) -> tuple[Decimal, str] | None:
        for field, unit in _LENGTHS:
            number = self.sheet.number(row, field)
            if number:
                return number, unit
        return None


def loads_of(
    exercise: str, weight: Weight | None, body: Weight | None, added: Weight | None, assist: Weight | None
) -> dict[str, Any]:
    """Return the fields of what a set was done with: its weight, or what was taken off the body's or added, 0 too.

    Raises DataError for two of them at once.
    """
    if sum(one is not None and bool(one.amount) for one in (weight, added, assist)) > 1:
        raise DataError(Problem("", "a set has two of a weight, an extra weight and help"))
    fields: dict[str, Any] = {"bodyweight": body} if body and body.amount else {}
    if weight and weight.amount:
        return carried(exercise, weight)
    if assist and assist.amount:
        return {**fields, "assist": attrs.evolve(assist, amount=abs(assist.amount))}
    if added and added.amount < 0:
        return {**fields, "assist": attrs.evolve(added, amount=-added.amount)}
    return {**fields, "added": added or Weight(Decimal(0), body.unit if body else None)} if added or fields else {}


def _session(start: int, end: int | None, name: str) -> ImportedSession:
    stated: dict[str, object] = {"start_ms": start}
    if end is not None:
        stated["end_ms"] = end
    return ImportedSession(
        (), _moment(start), None, None if end is None else _moment(end), None, name or None, "", stated
    )


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds // 1000, UTC)
