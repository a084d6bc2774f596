"""A table of sets read field by field: numbers, weights with their units, dates; errors carry the line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

import attrs

from overload.errors import DataError, Problem
from overload.importing.columns import Column, Columns
from overload.importing.moments import Moment, read_moments
from overload.importing.numbers import column_marks, read_number
from overload.importing.spans import read_span
from overload.importing.table import Row, Table
from overload.importing.words import distance_unit, weight_unit
from overload.model import Reading, Weight
from overload.units import KG_PER_LB, Unit

NUMBERS: Final = ("weight", "bodyweight", "added", "assist", "reps", "rpe", "rir", "distance")
MOST_WEIGHT: Final = 2000
MOST_REPS: Final = 2000
_WITH_UNIT = re.compile(r"\s*([-+−]?[\d.,'’\s]*\d)\s*([^\W\d]+)\.?\s*")
# A file of ten years says the same few numbers many times.
_number = lru_cache(maxsize=65536)(read_number)
_span = lru_cache(maxsize=65536)(read_span)


@attrs.frozen
class Sheet:
    """A table whose columns are known by field, with what is settled for the whole of it."""

    table: Table
    columns: Columns
    marks: Mapping[int, str]
    reading: Reading
    best_weight: Column | None = None
    asked: set[str] = attrs.field(factory=set)
    """The fields that were looked at: what is in no such column was not used."""

    def has(self, field: str) -> bool:
        """Tell whether the file has a column for a field."""
        return field in self.columns

    def text(self, row: Row, field: str) -> str:
        """Return a cell without blanks around it; empty where the file has no such column."""
        self.asked.add(field)
        columns = self.columns.get(field)
        return row.cells[columns[0].at].strip() if columns else ""

    def number(self, row: Row, field: str) -> Decimal | None:
        """Return the number in a cell, or None where it is empty."""
        text = self.text(row, field)
        return _number(text, self._mark(self.columns[field][0])) if text else None

    def _mark(self, column: Column) -> str:
        return self.marks.get(column.at, "point")

    def exercise(self, row: Row) -> str:
        """Return the name of the exercise, which has to be there. Raises DataError."""
        name = self.text(row, "exercise")
        if not name:
            raise DataError(Problem("", "a set has no exercise"))
        return name

    def effort(self, row: Row, field: str = "rpe") -> Decimal | None:
        """Return an RPE or reps in reserve; None where there is none. Raises DataError for what can be neither."""
        number = self.number(row, field)
        if number is not None and not 0 <= number <= (10 if field == "rpe" else 99):
            raise DataError(Problem("", f"'{self.text(row, field)}' is not an {field.upper()}"))
        return number

    def reps(self, row: Row, field: str = "reps") -> int | None:
        """Return whole reps, or None where the cell is empty."""
        number = self.number(row, field)
        if number is None:
            return None
        if number != int(number) or not 0 <= number <= MOST_REPS:
            raise DataError(Problem("", f"'{self.text(row, field)}' is not a number of reps"))
        return int(number)

    def seconds(self, row: Row, field: str = "seconds") -> int | None:
        """Return a length of time in seconds; None where there is none."""
        text = self.text(row, field)
        if not text:
            return None
        if re.fullmatch(r"[\d.,]+", text):
            column = self.columns[field][0]
            number = _number(text, self._mark(column))
            return int(number * (60 if column.unit.startswith("min") else 1)) or None if number else None
        return _span(text) or None

    def distance(self, row: Row, default: str = "") -> tuple[Decimal, str] | None:
        """Return a distance and its unit; None where there is none or it is 0."""
        self.asked.add("distance")
        for column in self.columns.get("distance", ()):
            text = row.cells[column.at].strip()
            number = _number(text, self._mark(column)) if text else None
            if number:
                unit = column.unit or self.text(row, "distance_unit") or default
                return number, distance_unit(unit) or "?"
        return None

    def figures(self, row: Row, unit: str = "") -> dict[str, Any]:
        """Return what a set counts, as its fields: reps, seconds, distance; nothing where a row says none of them.

        `unit` is the one of distances that name none.
        """
        reps, seconds, distance = self.reps(row), self.seconds(row), self.distance(row, unit)
        is_set = reps or seconds or distance
        return {"reps": reps or None, "seconds": seconds, "distance": distance} if is_set else {}

    def weight(self, row: Row, field: str = "weight") -> Weight | None:
        """Return what a row's weight columns say together; None where they are empty."""
        self.asked.add(field)
        found = [
            (column, self._weight(row, field, column))
            for column in self.columns.get(field, ())
            if row.cells[column.at].strip()
        ]
        if not found:
            return None
        if len(found) > 1:
            # A column that is always there says 0 where the other one was meant.
            return self._agreed([(column, one) for column, one in found if one.amount] or found[:1])
        return found[0][1]

    def _weight(self, row: Row, field: str, column: Column) -> Weight:
        text = row.cells[column.at].strip()
        own = _WITH_UNIT.fullmatch(text)
        number = _number(own[1] if own else text, self._mark(column))
        units = {
            weight_unit(word) for word in (column.unit, own[2] if own else "", self.text(row, f"{field}_unit")) if word
        } - {None}
        if len(units) > 1:
            raise DataError(Problem("", f"'{text}' is said to be in kg and in lb"))
        if number is None or abs(number) > MOST_WEIGHT:
            raise DataError(Problem("", f"'{text}' is not a likely weight"))
        unit = weight_unit(own[2]) if own else weight_unit(column.unit) or next(iter(units), None)
        return Weight(number, unit or self.reading.unit)

    def _agreed(self, found: Sequence[tuple[Column, Weight]]) -> Weight:
        """Return the weight that several columns give; they must mean the same."""
        kilograms = [_kg(one) for _, one in found]
        # Apps convert with 2.2 or 2.205 and round: two in a hundred, and for light ones the rounding itself.
        if max(kilograms) - min(kilograms) > max(abs(kilograms[0]) / 50, Decimal("0.3")):
            said = " and ".join(f"{one.amount} {one.unit or '?'}" for _, one in found)
            raise DataError(Problem("", f"the weight columns disagree: {said}"))
        return next((one for column, one in found if column == self.best_weight), found[0][1])

    def moments(self, *fields: str) -> Callable[[Row, str], Moment | None]:
        """Read every date of these columns, and return what looks one up."""
        texts = {self.text(row, field) for row in self.table.rows for field in fields}
        known = read_moments((text for text in texts if text), self.reading.date_order)

        def look(row: Row, field: str) -> Moment | None:
            text = self.text(row, field)
            return known[text] if text else None

        return look

    def columns_used(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names of the columns that hold something and were looked at, and of those that were not."""
        used = {column.at for field in self.asked for column in self.columns.get(field, ())}
        filled = [at for at in range(len(self.table.header)) if any(row.cells[at].strip() for row in self.table.rows)]
        named = [(at, self.table.header[at] or f"column {at + 1}, without a name") for at in filled]
        return tuple(name for at, name in named if at in used), tuple(name for at, name in named if at not in used)


def _kg(one: Weight) -> Decimal:
    return one.amount * KG_PER_LB if one.unit is Unit.LB else one.amount


def sheet(table: Table, columns: Columns, reading: Reading, *also: str) -> Sheet:
    """Settle how numbers are written and which of several weight columns is the athlete's own; `also` are numbers."""
    at = [column.at for field in (*NUMBERS, *also) for column in columns.get(field, ())]
    texts = {index: [_bare(one) for one in {row.cells[index] for row in table.rows}] for index in at}
    marks = column_marks(texts, reading.decimal, is_comma_file=table.delimiter == ",")
    weights = columns.get("weight", ())
    best = min(weights, key=lambda one: _places(table, one, marks[one.at])) if len(weights) > 1 else None
    return Sheet(table, columns, marks, reading, best)


def _bare(text: str) -> str:
    own = _WITH_UNIT.fullmatch(text)
    return own[1] if own else text


def _places(table: Table, column: Column, mark: str) -> int:
    """Return how many digits stand behind the points of a column: what was converted has more."""
    point = "," if mark.endswith("comma") else "."
    cells = (row.cells[column.at].strip().rstrip("0") for row in table.rows)
    return sum(len(cell.partition(point)[2]) for cell in cells if point in cell)
