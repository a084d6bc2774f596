"""JEFIT: one text of many tables, each under a banner; loads and reps of a session are packed into one cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

import attrs

from overload.errors import DataError, Problem
from overload.importing.columns import Names, find_columns
from overload.importing.gathering import Gathering, carried
from overload.importing.moments import read_moments
from overload.importing.numbers import read_number
from overload.importing.table import Row, Table, read_table
from overload.importing.words import is_weight_unit, weight_unit
from overload.model import Imported, ImportedSession, ImportedSet, Reading, Weight
from overload.units import Unit

_BANNER = re.compile(r"^\"?#{2,}\s*([A-Z][A-Z _]+?)\s*#+\"?[,;\t]*\s*$", re.MULTILINE)
_PACKED = re.compile(r"\s*(-?[\d.]+)\s*x\s*(\d+)\s*", re.IGNORECASE)
_LOGS: Final[Names] = {
    "logs": ("logs",),
    "exercise": ("ename",),
    "session": ("belongsession",),
    "date": ("mydate",),
    "at": ("logtime",),
}
_SESSIONS: Final[Names] = {
    "start": ("starttime",),
    "end": ("endtime",),
    "date": ("mydate",),
    "took": ("total time",),
    "id": ("id",),
}


_READ: Final = {"SETTING", "EXERCISE LOGS", "WORKOUT SESSIONS", "CARDIO LOGS"}
_USED: Final = {"logs", "ename", "belongsession", "mydate"}


def recognises(text: str) -> bool:
    """Tell whether a text is an export of JEFIT."""
    return any(match[1] in {"EXERCISE LOGS", "WORKOUT SESSIONS"} for match in _BANNER.finditer(text))


@attrs.frozen
class _Workout:
    start: int
    end: int | None
    day: date | None


def read(text: str, reading: Reading) -> Imported:
    """Return what an export of JEFIT holds."""
    sections = _sections(text)
    if "EXERCISE LOGS" not in sections:
        raise DataError(Problem("", "the section EXERCISE LOGS is missing", "export all of it again"))
    unit = _unit(_table(sections.get("SETTING"))) or reading.unit
    found = Gathering("jefit", "sections", is_strict=reading.is_strict)
    if not re.search(r"#{4,}\"?[,;\t]*\s*$", text.rstrip()):
        found.remark("the last section is not closed: look whether the file is cut off")
    jefit = _Jefit(found, unit, reading, _workouts(_table(sections.get("WORKOUT SESSIONS")), found))
    others = [name for name, section in sections.items() if name not in _READ and _table(section).rows]
    return jefit.all(_table(sections["EXERCISE LOGS"]), _table(sections.get("CARDIO LOGS")), others)


_Section = tuple[int, str]
"""The line a section begins in, and its text, line for line."""


def _sections(text: str) -> Mapping[str, _Section]:
    found: dict[str, _Section] = {}
    banners = list(_BANNER.finditer(text))
    for match, after in zip(banners, [*banners[1:], None], strict=True):
        body = text[match.end() : after.start() if after else len(text)]
        lines = ("" if re.fullmatch(r"\"?#+\"?[,;\t]*\s*", line) else line for line in body.split("\n"))
        found.setdefault(match[1], (text.count("\n", 0, match.end()), "\n".join(lines) + "\n"))
    return found


def _table(section: _Section | None) -> Table:
    if section is None or not section[1].strip():
        return Table((), (), ",")
    above, body = section
    table = read_table(body)
    rows = tuple(attrs.evolve(row, line=row.line + above) for row in table.rows)
    left_out = tuple(attrs.evolve(one, line=one.line + above) for one in table.left_out)
    return attrs.evolve(table, rows=rows, left_out=left_out)


def _cell(table: Table, row: Row, name: str) -> str:
    names = [one.lower() for one in table.header]
    return row.cells[names.index(name)].strip() if name in names else ""


def _unit(table: Table) -> Unit | None:
    words = {_cell(table, row, "mass") for row in table.rows}
    units = {weight_unit(word) for word in words if is_weight_unit(word)}
    if len(units) > 1:
        raise DataError(Problem("SETTING", "mass is said to be in kg and in lb", "say which: --unit kg or --unit lb"))
    return next(iter(units), None)


def _workouts(table: Table, gathered: Gathering) -> Mapping[str, _Workout]:
    """Return the sessions by what a row of the logs may call them: their start, or their id."""
    found = dict[str, _Workout]()
    for _ in table.left_out:
        gathered.remark("a line of WORKOUT SESSIONS cannot be read")
    for row in table.rows:
        start = _unix(_cell(table, row, "starttime"))
        if start is None:
            continue
        ends, took = _unix(_cell(table, row, "endtime")), _cell(table, row, "total_time")
        end = ends or (start + int(took) if took.isdigit() and int(took) else None)
        text = _cell(table, row, "mydate")
        days = read_moments([text], "dmy")
        one = _Workout(start, end, days[text].day if text in days else None)
        for name in (str(start), _cell(table, row, "_id")):
            found.setdefault(name, one)
    return found


def _unix(text: str) -> int | None:
    # Seconds of 1989 to 2100; what is smaller is the number of a session, which stands in the same column.
    return int(text) if text.isdigit() and 600_000_000 < int(text) < 4_102_444_800 else None


@attrs.frozen
class _Jefit:
    found: Gathering
    unit: Unit | None
    reading: Reading
    workouts: Mapping[str, _Workout]

    def all(self, table: Table, cardio: Table, others: list[str]) -> Imported:
        columns = find_columns(table.header, _LOGS)
        absent = [one for one in ("logs", "exercise", "session") if one not in columns]
        if table.rows and absent:
            raise DataError(Problem("EXERCISE LOGS", f"the column of {absent[0]} is missing", "export it again"))
        days = read_moments(
            [text for row in table.rows if (text := _cell(table, row, "mydate"))], self.reading.date_order
        )

        def read_row(row: Row) -> None:
            text = _cell(table, row, "mydate")
            session = self._session(_cell(table, row, "belongsession"), days[text].day if text else None)
            sets = self._sets(_cell(table, row, "logs"), _cell(table, row, "ename"))
            for one in sets:
                self.found.add(session.stated["start_s"] if session.start else session.on, lambda: session, one)
            if not sets:
                self.found.skip("exercise without a set")

        self.found.each(table.rows, read_row)
        self.found.each(cardio.rows, lambda _: self.found.skip("cardio, which is no set"))
        self.found.left_out += (*table.left_out, *cardio.left_out)
        self.found.rows += len(table.left_out) + len(cardio.left_out)
        filled = [name for name in table.header if any(_cell(table, row, name.lower()) for row in table.rows)]
        used = [name for name in filled if name.lower() in _USED]
        unused = [*(name for name in filled if name.lower() not in _USED), *(f"section {name}" for name in others)]
        self.found.columns = tuple(used), tuple(unused)
        return self.found.done()

    def _session(self, name: str, day: date | None) -> ImportedSession:
        known = self.workouts.get(name)
        start = known.start if known else _unix(name)
        on = day or (known.day if known else None)
        stated: dict[str, object] = {}
        if start is not None:
            stated["start_s"] = start
        if known and known.end:
            stated["end_s"] = known.end
        if on:
            stated["date"] = on.isoformat()
        if not stated:
            raise DataError(Problem("", f"the session '{name}' has neither a start nor a date"))
        begin = datetime.fromtimestamp(start, UTC) if start is not None else None
        end = datetime.fromtimestamp(known.end, UTC) if known and known.end else None
        return ImportedSession((), begin, on, end, stated=stated)

    def _sets(self, logs: str, exercise: str) -> list[ImportedSet]:
        sets = []
        for part in (one for one in logs.split(",") if one.strip()):
            match = _PACKED.fullmatch(part)
            if not match:
                raise DataError(Problem("", f"'{part}' is not 'load x reps' (logs)"))
            weight, reps = read_number(match[1], "point"), int(match[2])
            if not reps or weight is None:
                self.found.skip("set without reps", is_row=False)
                continue
            sets.append(ImportedSet(exercise, reps, **carried(exercise, Weight(weight, self.unit))))
        return sets
