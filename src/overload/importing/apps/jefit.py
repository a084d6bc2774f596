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
from overload.importing.sheet import each_row
from overload.importing.table import Row, Table, read_table
from overload.importing.words import weight_unit
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
    unit = _unit(sections.get("SETTING", "")) or reading.unit
    return _Jefit(Gathering("jefit", "sections"), unit, reading, _workouts(sections.get("WORKOUT SESSIONS", ""))).all(
        _table(sections["EXERCISE LOGS"]), len(_table(sections.get("CARDIO LOGS", "")).rows)
    )


def _sections(text: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    banners = list(_BANNER.finditer(text))
    for match, after in zip(banners, [*banners[1:], None], strict=True):
        body = text[match.end() : after.start() if after else len(text)]
        lines = (line for line in body.split("\n") if line.strip() and not re.fullmatch(r"\"?#+\"?[,;\t]*\s*", line))
        found[match[1]] = "\n".join(lines) + "\n"
    if banners and not re.search(r"#{4,}\"?[,;\t]*\s*$", text.rstrip()):
        raise DataError(Problem("", "the last section is not closed", "the file seems to be cut off; export it again"))
    return found


def _table(body: str) -> Table:
    return read_table(body) if body.strip() else Table((), (), ",")


def _cell(table: Table, row: Row, name: str) -> str:
    names = [one.lower() for one in table.header]
    return row.cells[names.index(name)].strip() if name in names else ""


def _unit(body: str) -> Unit | None:
    table = _table(body)
    words = {_cell(table, row, "mass") for row in table.rows} - {""}
    units = {weight_unit(word) for word in words}
    if len(units) > 1:
        raise DataError(Problem("SETTING", "mass is said to be in kg and in lb", "say which: --unit kg or --unit lb"))
    return next(iter(units), None)


def _workouts(body: str) -> Mapping[str, _Workout]:
    """Return the sessions by what a row of the logs may call them: their start, or their id."""
    table, found = _table(body), dict[str, _Workout]()
    for row in table.rows:
        start = _unix(_cell(table, row, "starttime"))
        if start is None:
            continue
        ends, took = _unix(_cell(table, row, "endtime")), _cell(table, row, "total_time")
        end = ends or (start + int(took) if took.isdigit() and int(took) else None)
        text = _cell(table, row, "mydate")
        one = _Workout(start, end, read_moments([text])[text].day if text else None)
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

    def all(self, table: Table, cardio: int) -> Imported:
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

        each_row(table.rows, read_row)
        for _ in range(cardio):
            self.found.skip("cardio, which is no set")
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
                self.found.skip("set without reps")
                continue
            sets.append(ImportedSet(exercise, reps, **carried(exercise, Weight(weight, self.unit))))
        return sets
