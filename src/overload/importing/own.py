"""What `overload log export` wrote, read back: CSV or JSON -> the very entries that were exported."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, Final, TypeVar

import attrs

from overload.errors import DataError, Problem
from overload.importing.export import COLUMNS
from overload.importing.text import decoded
from overload.model import (
    LIKELY_KG,
    Entry,
    Imported,
    ImportedSession,
    ImportedSet,
    Measure,
    Prescription,
    RepRange,
    SetDone,
    SetKind,
    SetTarget,
    Weighing,
    Weight,
    told_apart,
)
from overload.units import Load, Unit, parse_load

APP: Final = "overload"
_HEADER: Final = ",".join(COLUMNS[: COLUMNS.index("left_out")])
"""Files of an earlier version end here: they do not say which sets were left out, nor what is in doubt."""
_RANGE: Final = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?(?: (s|m))?")
_FIRST: Final = "first="
_SHOWN: Final = {SetKind.WORK: "normal", SetKind.WARM_UP: "normal", SetKind.BACK_OFF: "backoff"}
"""What other apps' kinds are called where ours are called otherwise."""
T = TypeVar("T")


@attrs.frozen
class Own:
    """What an exported file holds: the entries that counted, and the bodyweights."""

    entries: tuple[Entry, ...]
    weighings: tuple[Weighing, ...] = ()


def read_own(content: bytes) -> Own | None:
    """Return what an exported file holds, None for a file of another kind.

    Raises DataError, with the place, where one of ours was damaged.
    """
    try:
        text = decoded(content)
    except DataError:
        return None
    if text.startswith(_HEADER):
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        return _from_csv(_read_rows(rows))
    if text.startswith("{") and '"overload"' in text[:200]:
        return _from_json(text)
    return None


def _read_rows(rows: Iterable[dict[str, str]]) -> list[tuple[int, dict[str, str]]]:
    try:
        found = list(enumerate(rows, 2))
    except csv.Error as error:
        raise DataError(Problem("", f"is damaged: {error}", "export it again")) from None
    for number, row in found:
        if None in row or None in row.values():
            raise _damaged(f"row {number}", "does not have as many columns as the header")
    return found


def _damaged(place: str, why: str) -> DataError:
    return DataError(Problem(place, why, "export it again: overload log export"))


def _at(place: str, make: Callable[[], T]) -> T:
    """Return what is made of a part of the file; whatever is wrong with it is told with its place."""
    try:
        return make()
    except DataError as error:
        raise _damaged(place, error.problems[0].message) from None
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError) as error:
        raise _damaged(place, f"cannot be read ({type(error).__name__}: {error})") from None


def _from_csv(rows: Sequence[tuple[int, dict[str, str]]]) -> Own:
    alone: list[tuple[int, dict[str, str]]] = []
    with_sets: list[tuple[int, dict[str, str]]] = []
    for number, row in rows:
        (with_sets if row["entry"] or row["exercise"] else alone).append((number, row))
    weighed = (_at(f"row {number}", lambda row=row: _weighing(row)) for number, row in alone)  # type: ignore[misc]  # mypy cannot tell the type of a default of a lambda
    return Own(tuple(_entries(with_sets)), tuple(weighed))


def _weighing(row: Mapping[str, str]) -> Weighing:
    weight = parse_load(f"{row['bodyweight']} {row['bodyweight_unit']}")
    return _checked(Weighing(0, _instant(row["recorded"]), date.fromisoformat(row["date"]), weight))


def _checked(weighing: Weighing) -> Weighing:
    low, high = LIKELY_KG
    if weighing.weight.aid or not low <= weighing.weight.kg <= high:
        raise ValueError(f"{weighing.weight} is not a bodyweight")
    return weighing


def _entries(rows: Sequence[tuple[int, dict[str, str]]]) -> Iterator[Entry]:
    for _, some in groupby(rows, key=lambda one: one[1]["entry"]):
        group = list(some)
        yield _at(f"row {group[0][0]}", lambda group=group: _entry([row for _, row in group]))  # type: ignore[misc]  # mypy cannot tell the type of a default of a lambda


def _entry(rows: Sequence[Mapping[str, str]]) -> Entry:
    first = rows[0]
    weight = f"{first['bodyweight']} {first['bodyweight_unit']}" if first["bodyweight"] else ""
    return Entry(
        id=int(first["entry"]),
        recorded=_instant(first["recorded"]),
        on=date.fromisoformat(first["date"]),
        exercise=_named(first["exercise"]),
        sets=_apart(tuple(map(_set, (row for row in rows if row["set"]))), is_said="left_out" in first),
        session=int(first["session"]) if first["session"] else None,
        asked=_asked(first),
        bodyweight=parse_load(weight) if weight else None,
        note=first["note"],
        unwell=first["unwell"] == "yes",
        unread=first.get("unread", ""),
        is_sure=first.get("sure") == "yes",
    )


def _apart(sets: tuple[SetDone, ...], *, is_said: bool) -> tuple[SetDone, ...]:
    """Return the sets of an entry; a file of an earlier version does not say which 0 was left out."""
    if any(done.left_out and (done.reps or done.at_least) for done in sets):
        raise ValueError("a set that was left out has reps")
    return sets if is_said else told_apart(sets)


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a time without a zone")
    return found.astimezone(UTC)


def _named(text: str) -> str:
    if not text:
        raise ValueError("an exercise without a name")
    return text


def _set(row: Mapping[str, str]) -> SetDone:
    load = Load(Decimal(0), Unit(row["unit"]), row["aid"]) if row["aid"] else parse_load(f"{row['load']} {row['unit']}")
    if row["side"] not in {"", "left", "right"}:
        raise ValueError(f"no side '{row['side']}'")
    reserve = Decimal(row["rir"]) if row["rir"] else None
    of_kind = (Measure(row.get("measure") or "reps"), SetKind(row.get("kind") or "work"))
    is_out, at_least = row.get("left_out") == "yes", row.get("at_least") == "yes"
    return SetDone(int(row["reps"]), load, reserve, row["side"], is_out, *of_kind, at_least)


def _asked(row: Mapping[str, str]) -> Prescription | None:
    if not row["asked"] and not row["why"]:
        return None
    asked = [one for one in row["asked"].split("; ") if one]
    more = row.get("asked_more") or "; " * (len(asked) - 1)
    read = [_target(one, other) for one, other in zip(asked, more.split("; ") if asked else [], strict=True)]
    sets, at_first = tuple(one for one, _ in read), tuple(was for _, was in read)
    lane = _lane(row.get("lane") or None)
    was = at_first if at_first != sets else ()
    return Prescription(sets, row["why"], row["tempo"], row["deload"] == "yes", lane, was)


def _target(text: str, more: str) -> tuple[SetTarget, SetTarget]:
    """Return what was asked of a set, and what at first."""
    reps, _, load = text.partition("@")
    plain_one = SetTarget(int(reps.removesuffix("+")), parse_load(load), reps.endswith("+"))
    words = more.split()
    one = attrs.evolve(plain_one, **dict(_asked_for(word) for word in words if not word.startswith(_FIRST)))
    first = next((word.removeprefix(_FIRST) for word in words if word.startswith(_FIRST)), "")
    if not first:
        return one, one
    reps, _, load = first.partition("@")
    return one, attrs.evolve(one, reps=int(reps), load=parse_load(load))


def _asked_for(word: str) -> tuple[str, Any]:
    """Return the field of a target that a word of `asked_more` fills."""
    name, equals, value = word.partition("=")
    if equals:
        return {"rest": "rest_s", "rir": "rir"}[name], int(value) if name == "rest" else Decimal(value)
    return ("measure", Measure(word)) if word in {one.value for one in Measure} else ("kind", SetKind(word))


def _lane(text: str | None) -> RepRange | None:
    if text is None:
        return None
    match = _RANGE.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is no range")
    measures = {one.sign: one for one in Measure}
    return RepRange(int(match[1]), int(match[2] or match[1]), measures[match[3] or ""])


def _from_json(text: str) -> Own | None:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged("", f"is damaged: {error}") from None
    if not isinstance(raw, dict) or "overload" not in raw or not isinstance(raw.get("log"), list):
        return None
    found = [_at(f"log[{place}]", lambda one=one: _from_data(one)) for place, one in enumerate(raw["log"])]  # type: ignore[misc]  # mypy cannot tell the type of a default of a lambda
    replaced = {one.replaces for one in found}
    counted = tuple(one for one in found if not one.removed and one.id not in replaced)
    said = raw.get("bodyweights", [])
    weighed = (_at(f"bodyweights[{place}]", lambda one=one: _weighing_from(one)) for place, one in enumerate(said))  # type: ignore[misc]  # mypy cannot tell the type of a default of a lambda
    return Own(counted, tuple(weighed))


def _weighing_from(raw: Mapping[str, Any]) -> Weighing:
    on, weight = date.fromisoformat(raw["date"]), parse_load(raw["bodyweight"])
    return _checked(Weighing(0, _instant(raw["recorded"]), on, weight))


def _from_data(raw: Mapping[str, Any]) -> Entry:
    asked = raw["asked"]
    return Entry(
        id=int(raw["entry"]),
        recorded=_instant(raw["recorded"]),
        on=date.fromisoformat(raw["date"]),
        exercise=_named(raw["exercise"]),
        sets=_sets_from_data(raw["sets"]),
        session=None if raw["session"] is None else int(raw["session"]),
        asked=None if asked is None else _prescription(asked),
        bodyweight=None if raw["bodyweight"] is None else parse_load(raw["bodyweight"]),
        note=str(raw["note"]),
        unwell=bool(raw["unwell"]),
        replaces=raw["replaces"],
        removed=bool(raw["removed"]),
        unread=str(raw.get("unread", "")),
        is_sure=bool(raw.get("sure", False)),
    )


def _sets_from_data(raw: Sequence[Mapping[str, Any]]) -> tuple[SetDone, ...]:
    sets = tuple(
        SetDone(
            int(done["reps"]),
            parse_load(done["load"]),
            Decimal(done["rir"]) if "rir" in done else None,
            done.get("side", ""),
            bool(done.get("left_out", False)),
            Measure(done.get("measure", "reps")),
            SetKind(done.get("kind", "work")),
            bool(done.get("at_least", False)),
        )
        for done in raw
    )
    return _apart(sets, is_said=all("left_out" in done for done, read in zip(raw, sets, strict=True) if not read.reps))


def _prescription(raw: Mapping[str, Any]) -> Prescription:
    sets = tuple(map(_target_from_data, raw["sets"]))
    at_first = tuple(map(_target_from_data, raw.get("at_first", ())))
    if at_first and len(at_first) != len(sets):
        raise ValueError(f"{len(sets)} sets, and {len(at_first)} at first")
    return Prescription(sets, str(raw["why"]), str(raw["tempo"]), bool(raw["deload"]), _lane(raw.get("lane")), at_first)


def _target_from_data(one: Mapping[str, Any]) -> SetTarget:
    return SetTarget(
        int(one["reps"]),
        parse_load(one["load"]),
        bool(one["amrap"]),
        Measure(one.get("measure", "reps")),
        SetKind(one.get("kind", "work")),
        int(one["rest_s"]) if "rest_s" in one else None,
        Decimal(one["rir"]) if "rir" in one else None,
    )


def as_imported(entries: Sequence[Entry], variant: str = "") -> Imported:
    """Return entries the way the file of any app is shown: a session a day."""
    days = groupby(sorted(entries, key=lambda one: (one.on, one.id)), key=lambda one: one.on)
    sessions = tuple(
        ImportedSession(tuple(_shown(entry.exercise, one) for entry in some for one in entry.sets), on=day)
        for day, some in days
    )
    return Imported(APP, variant, sessions, is_per_dumbbell=True)


def _shown(exercise: str, one: SetDone) -> ImportedSet:
    weight = Weight(abs(one.load.amount), one.load.unit)
    is_reps, kind = one.measure is Measure.REPS, one.kind
    return ImportedSet(
        exercise,
        one.reps if is_reps else None,
        warmup=kind is SetKind.WARM_UP,
        kind=_SHOWN.get(kind, kind.value),
        load=weight if one.load.amount >= 0 else None,
        assist=weight if one.load.amount < 0 else None,
        rir=one.rir,
        seconds=one.reps if one.measure is Measure.SECONDS else None,
        distance=(Decimal(one.reps), "m") if one.measure is Measure.METRES else None,
        side=one.side,
    )
