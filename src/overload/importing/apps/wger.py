"""wger: the answer of its `workoutlog` address, one page or several, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import attrs

from overload.errors import DataError, Problem
from overload.importing.gathering import Gathering, carried
from overload.importing.moments import Moment, read_moments
from overload.importing.numbers import tidy
from overload.importing.table import Row
from overload.model import Imported, ImportedSession, ImportedSet, Reading, Weight
from overload.units import Unit

# Units have numbers in wger: of weights these, of repetitions (1) seconds, minutes, miles and kilometres as below.
_UNITS: Final = {1: Unit.KG, 2: Unit.LB}
_BODYWEIGHT: Final = 3
_SECONDS: Final = {3: 1, 4: 60}
_USED: Final = {
    "id", "date", "session", "workout_session", "exercise", "exercise_base", "repetitions", "reps", "repetitions_unit",
    "weight", "weight_unit", "rir", "next_log",
}  # fmt: skip
_DISTANCES: Final = {5: "mi", 6: "km"}


def recognises(data: Any) -> bool:
    """Tell whether JSON is a page of wger's log, or several."""
    rows = list(_rows(data))
    return bool(rows) and all(
        isinstance(row, Mapping)
        and ("repetitions" in row or "reps" in row)
        and ("exercise" in row or "exercise_base" in row)
        and "weight" in row
        for row in rows
    )


def _rows(data: Any) -> Sequence[Any]:
    if isinstance(data, Mapping):
        results = data.get("results")
        return results if isinstance(results, list) else []
    if isinstance(data, list):
        if data and all(isinstance(page, Mapping) and isinstance(page.get("results"), list) for page in data):
            return [row for page in data for row in page["results"]]
        return data
    return []


def read(data: Any, reading: Reading) -> Imported:
    """Return what pages of wger's log hold."""
    rows = _once(_rows(data))
    found = Gathering("wger", "api-v2-workoutlog", is_strict=reading.is_strict)
    count = data.get("count") if isinstance(data, Mapping) else None
    if isinstance(count, int) and count > len(rows):
        found.remark(f"this is one page of more: {len(rows)} of {count} sets; fetch all with ?limit={count}")
    days = read_moments([str(row.get("date")) for row in rows], reading.date_order)
    # A set points at the one that goes on from it without a rest: that one is the drop.
    dropped = {row["next_log"] for row in rows if row.get("next_log")}
    wger = _Wger(found, reading, days, frozenset(map(str, dropped)), _starts(rows, days))
    found.each((Row(number, []) for number in range(1, len(rows) + 1)), lambda row: wger.read(rows[row.line - 1]))
    filled = dict.fromkeys(key for row in rows for key, value in row.items() if value not in (None, ""))
    found.columns = tuple(key for key in filled if key in _USED), tuple(key for key in filled if key not in _USED)
    return found.done()


def _once(rows: Sequence[Any]) -> Sequence[Any]:
    """Leave out sets that come again: pages fetched at different times overlap."""
    return list({str(row.get("id", f"row {at}")): row for at, row in enumerate(rows)}.values())


def _key(row: Mapping[str, Any], moment: Moment) -> object:
    return row.get("session") or row.get("workout_session") or moment.day


def _starts(rows: Sequence[Mapping[str, Any]], days: Mapping[str, Moment]) -> Mapping[object, Moment]:
    """Return the first moment of each session."""
    starts: dict[object, Moment] = {}
    for row in rows:
        moment = days.get(str(row.get("date")))
        if moment is None:
            continue
        known = starts.setdefault(_key(row, moment), moment)
        if moment.at and known.at and moment.at.timestamp() < known.at.timestamp():
            starts[_key(row, moment)] = moment
    return starts


@attrs.frozen
class _Wger:
    found: Gathering
    reading: Reading
    days: Mapping[str, Moment]
    dropped: frozenset[str]
    starts: Mapping[object, Moment]

    def read(self, row: Mapping[str, Any]) -> None:
        """Read a set. Raises DataError."""
        one, why_not = self._set(row)
        if one is None:
            self.found.skip(why_not)
            return
        moment = self.days[str(row.get("date"))]
        key = _key(row, moment)
        self.found.add(key, lambda: _session(self.starts[key]), one)

    def _set(self, row: Mapping[str, Any]) -> tuple[ImportedSet | None, str]:
        amount = _decimal(row, "repetitions") if "repetitions" in row else _decimal(row, "reps")
        kind = _whole(row.get("repetitions_unit"), 1)
        if not amount:
            return None, "set without reps"
        if _whole(row.get("weight_unit"), 1) not in {1, 2, _BODYWEIGHT} and _decimal(row, "weight"):
            return None, "set whose load is not a weight (plates, speed)"
        exercise = str(row.get("exercise") or row.get("exercise_base"))
        is_reps = kind not in _SECONDS and kind not in _DISTANCES
        if is_reps and (amount != int(amount) or not 0 < amount <= 2000):
            raise DataError(Problem("", f"'{amount}' is not a number of reps"))
        one = ImportedSet(
            exercise,
            int(amount) if is_reps else None,
            kind="drop" if str(row.get("id")) in self.dropped else "failure" if kind == 2 else "normal",
            rir=_decimal(row, "rir"),
            seconds=int(amount * _SECONDS[kind]) if kind in _SECONDS else None,
            distance=(amount, _DISTANCES[kind]) if kind in _DISTANCES else None,
            **carried(exercise, self._weight(row)),
        )
        return one, ""

    def _weight(self, row: Mapping[str, Any]) -> Weight | None:
        number, unit = _decimal(row, "weight"), row.get("weight_unit")
        if number is None or _whole(unit, 1) == _BODYWEIGHT:
            return None
        return Weight(number, self.reading.unit if unit is None else _UNITS[_whole(unit, 1)])


def _decimal(row: Mapping[str, Any], field: str) -> Decimal | None:
    value = row.get(field)
    if value is None or value == "":
        return None
    try:
        number = Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        raise DataError(Problem("", f"'{value}' is not a number ({field})")) from None
    if not number.is_finite() or abs(number) > 100_000:
        raise DataError(Problem("", f"'{value}' is not a likely number ({field})"))
    return tidy(number)


def _whole(value: object, default: int) -> int:
    if isinstance(value, Mapping):
        value = value.get("id")
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | str) or not str(value).isdigit():
        raise DataError(Problem("", f"'{value}' is not a unit known here"))
    return int(value)


def _session(moment: Moment) -> ImportedSession:
    at: datetime | None = moment.at
    stated: dict[str, object] = {"start": at.isoformat(timespec="seconds")} if at else {"date": moment.day.isoformat()}
    return ImportedSession((), at, None if at else moment.day, stated=stated)
