"""StrengthLog, the layout to about 2024: blocks of lines, one per workout, newest first; no time of day, no unit."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from overload.errors import DataError, Problem
from overload.importing.apps.strengthlog import loads_of
from overload.importing.gathering import Gathering
from overload.importing.moments import Moment, read_moments
from overload.importing.numbers import decimal_mark, read_number
from overload.importing.spans import read_span
from overload.importing.table import DELIMITERS, Row
from overload.model import Imported, ImportedSession, ImportedSet, Reading, Weight

_SIGN = re.compile(
    r"^\"?name\"?[,;\t]\"?(language|date)\"?[,;\t]\"?(sex|body ?weight)\"?[,;\t]", re.IGNORECASE | re.MULTILINE
)
_EXERCISE: Final = re.compile(
    r"(?:exercise|övning|øvelse|übung|harjoitus|ejercicio|exercice)[,;:]\s*(.+)", re.IGNORECASE
)
_KNOWN: Final = {"reps", "weight", "bodyweight", "extraweight", "assistingweight", "time", "distancemeter"} | {
    "distancekm", "distanceft", "distancefeet"
}  # fmt: skip
_DISTANCES: Final = {"distancemeter": "m", "distancekm": "km", "distanceft": "ft", "distancefeet": "ft"}


def recognises(text: str) -> bool:
    """Tell whether a text is of this layout."""
    return (
        bool(_SIGN.search(text[:2000]))
        and re.search(r"^\"?Instance of|,\"?Set\"?,|;\"?Set\"?;|\tSet\t|^Workouts", text, re.MULTILINE) is not None
    )


def read(text: str, reading: Reading) -> Imported:
    """Return what an export of the old StrengthLog holds."""
    lines = list(_lines(text))
    sets = [cells for _, cells in lines if _is_set(cells)]
    numbers = [value for cells in sets for key, value in _pairs(cells).items() if key != "time"]
    mark = decimal_mark(numbers, reading.decimal, is_comma_file=_delimiter(text) == ",")
    found = Gathering("strengthlog", "legacy", is_strict=reading.is_strict)
    heads = [cells for _, cells in lines if _is_head(cells)]
    moments = read_moments((cells[_date_at(cells)] for cells in heads), reading.date_order)
    workouts = _Workouts(found, reading, mark, moments)
    found.each((Row(number, list(cells)) for number, cells in _from_first(lines)), workouts.read_row)
    keys = {key for cells in sets for key, value in _pairs(cells).items() if value.strip()}
    found.columns = tuple(sorted(keys & _KNOWN)), tuple(sorted(keys - _KNOWN))
    return found.done()


def _delimiter(text: str) -> str:
    line = next(one for one in text.split("\n") if one.strip())
    return max(DELIMITERS, key=line.count)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    delimiter = _delimiter(text)
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("Instance of '"):
            yield number, _whole([cell.strip() for cell in next(csv.reader([line], delimiter=delimiter))])


def _whole(cells: list[str]) -> list[str]:
    """Put the name of an exercise together again that was written without quotes."""
    at = next((at for at, pair in enumerate(pairwise(cells)) if pair[0].lower() == "set" and pair[1].isdigit()), 0)
    return [", ".join(cells[:at]), *cells[at:]] if at > 1 and _EXERCISE.match(", ".join(cells[:at])) else cells


def _from_first(lines: Sequence[tuple[int, list[str]]]) -> Sequence[tuple[int, list[str]]]:
    """Leave out what stands before the workouts: who the athlete is, and the header."""
    for at, (_, cells) in enumerate(lines):
        if [cell.lower() for cell in cells[:2]] == ["name", "date"]:
            return lines[at + 1 :]
    raise DataError(Problem("", "the header 'Name,Date,Body weight' is missing", "export it again"))


def _is_set(cells: Sequence[str]) -> bool:
    return len(cells) >= 3 and cells[1].lower() == "set"


def _is_head(cells: Sequence[str]) -> bool:
    return not _is_set(cells) and _date_at(cells) > 0


def _date_at(cells: Sequence[str]) -> int:
    """Return where the date of a workout stands: behind its name, which may hold commas without quotes; 0 if none."""
    dates = [at for at, cell in enumerate(cells) if at and re.fullmatch(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}", cell)]
    return dates[-1] if dates else 0  # the last one: a workout may be called by a date


def _pairs(cells: Sequence[str]) -> dict[str, str]:
    rest = cells[3:]
    return {key.lower().replace(" ", ""): value for key, value in zip(rest[::2], rest[1::2], strict=False)}


class _Workouts:
    """Reads line by line, knowing the workout it is in."""

    def __init__(self, found: Gathering, reading: Reading, mark: str, moments: Any) -> None:
        self.found, self.reading, self.mark, self.moments = found, reading, mark, moments
        self.head: tuple[int, str, Moment] | None = None

    def read_row(self, row: Row) -> None:
        """Begin a workout, or add a set to the one begun."""
        if _is_set(row.cells):
            self._set(row)
        elif _is_head(row.cells):
            self.head, at = None, _date_at(row.cells)
            self.head = (row.line, ", ".join(row.cells[:at]), self.moments[row.cells[at]])
            self.found.pass_over()
        else:
            # It may have been the line of a workout: what follows is not to be taken for sets of the one before.
            self.head = None
            raise DataError(Problem("", f"'{','.join(row.cells)[:60]}' is neither a workout nor a set"))

    def _set(self, row: Row) -> None:
        if self.head is None:
            raise DataError(Problem("", "the workout it belongs to could not be read"))
        # Exercise, "Set", its number, then pairs: an even count is a name without its figure.
        if len(row.cells) % 2 == 0 and row.cells[-1]:
            raise DataError(Problem("", "a set ends in the middle", "the file is cut off or damaged"))
        head, values = self.head, _pairs(row.cells)
        one = self._read(_exercise(row.cells[0]), values)
        if one is None:
            self.found.skip("template set exported as 0 x 0")
            return
        line, name, moment = head
        stated = {"date": moment.day.isoformat()}
        self.found.add(line, lambda: ImportedSession((), None, moment.day, name=name or None, stated=stated), one)

    def _read(self, exercise: str, values: dict[str, str]) -> ImportedSet | None:
        reps = self._number(values, "reps")
        if reps is not None and (reps != int(reps) or not 0 <= reps <= 2000):
            raise DataError(Problem("", f"'{values['reps']}' is not a number of reps"))
        seconds = read_span(values.get("time", "")) or None
        distance = next(
            ((number, unit) for key, unit in _DISTANCES.items() if (number := self._number(values, key))), None
        )
        if not (reps or seconds or distance):
            return None
        weights = (self._weight(values, key) for key in ("weight", "bodyweight", "extraweight", "assistingweight"))
        carries = loads_of(exercise, *weights)
        return ImportedSet(exercise, int(reps) if reps else None, seconds=seconds, distance=distance, **carries)

    def _number(self, values: dict[str, str], key: str) -> Any:
        return read_number(values.get(key, ""), self.mark)

    def _weight(self, values: dict[str, str], key: str) -> Weight | None:
        number = self._number(values, key)
        return None if number is None else Weight(number, self.reading.unit)


def _exercise(cell: str) -> str:
    match = _EXERCISE.fullmatch(cell)
    return match[1].strip() if match else cell
