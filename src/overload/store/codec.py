"""Values of the model as rows and JSON, exactly: decimals stay the text they were written as."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from overload.errors import DataError, Problem
from overload.model import (
    Decision,
    Entry,
    Measure,
    Prescription,
    Published,
    RepRange,
    Revision,
    SetDone,
    SetKind,
    SetTarget,
    Status,
    Weighing,
    told_apart,
)
from overload.store.notes import Row, instant_from_text, instant_to_text, whole
from overload.units import Load, Unit


def load_to_json(load: Load) -> dict[str, str]:
    """Return `{"amount": "22.5", "unit": "kg"}`, with `aid` only where there is one."""
    return {"amount": _text(load.amount), "unit": load.unit.value} | ({"aid": load.aid} if load.aid else {})


def _text(number: Decimal) -> str:
    if not number.is_finite():
        raise DataError(Problem("", f"'{number}' is not a number that can be kept", "give a figure"))
    return str(number)


def load_from_json(raw: Mapping[str, str]) -> Load:
    """Read what `load_to_json` wrote. Raises KeyError, ValueError or ArithmeticError when it is none."""
    return load_from_row(raw["amount"], raw["unit"], raw.get("aid", ""))


@lru_cache(maxsize=4096)
def load_from_row(amount: str, unit: str, aid: str) -> Load:
    """Return the load; equal texts share one value, since a log repeats few loads many times."""
    return Load(_finite(amount), Unit(unit), aid)


def _finite(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(f"'{text}' is not a number")
    return number


def prescription_to_json(asked: Prescription) -> str:
    """Write a prescription as JSON with every decimal as text."""
    raw: dict[str, object] = {"sets": [_target_to_json(one) for one in asked.sets], "why": asked.why}
    if asked.tempo:
        raw["tempo"] = asked.tempo
    if asked.is_deload:
        raw["deload"] = True
    if asked.lane is not None:
        raw["lane"] = [asked.lane.low, asked.lane.high, asked.lane.measure.value]
    if asked.at_first:
        raw["at_first"] = [_target_to_json(one) for one in asked.at_first]
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"))


def _target_to_json(one: SetTarget) -> dict[str, object]:
    """Write what differs from a plain set of reps only: most sets are that."""
    raw: dict[str, object] = {"reps": one.reps, "load": load_to_json(one.load)}
    if one.amrap:
        raw["amrap"] = True
    if one.measure is not Measure.REPS:
        raw["measure"] = one.measure.value
    if one.kind is not SetKind.WORK:
        raw["kind"] = one.kind.value
    if one.rest_s is not None:
        raw["rest_s"] = one.rest_s
    if one.rir is not None:
        raw["rir"] = _text(one.rir)
    return raw


def _target_from_json(raw: Mapping[str, Any]) -> SetTarget:
    return SetTarget(
        whole(raw["reps"]),
        load_from_json(raw["load"]),
        bool(raw.get("amrap", False)),
        Measure(raw.get("measure", "reps")),
        SetKind(raw.get("kind", "work")),
        whole(raw["rest_s"]) if "rest_s" in raw else None,
        _finite(raw["rir"]) if "rir" in raw else None,
    )


@lru_cache(maxsize=512)
def prescription_from_json(text: str) -> Prescription:
    """Read what `prescription_to_json` wrote. Raises DataError when it is not a prescription."""
    try:
        raw = json.loads(text)
        sets = tuple(map(_target_from_json, raw["sets"]))
        low, high, measure = raw.get("lane", (0, 0, ""))
        lane = RepRange(whole(low), whole(high), Measure(measure)) if measure else None
        at_first = tuple(map(_target_from_json, raw.get("at_first", ())))
        if at_first and len(at_first) != len(sets):
            raise ValueError(f"{len(sets)} sets, and {len(at_first)} at first")  # noqa: TRY301 - as what is no number
        return Prescription(
            sets, str(raw["why"]), str(raw.get("tempo", "")), bool(raw.get("deload", False)), lane, at_first
        )
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise DataError(Problem("", f"what was asked cannot be read ({error})")) from error


@lru_cache(maxsize=4096)
def _shared_date(text: str) -> date:
    return date.fromisoformat(text)


def entry_to_row(entry: Entry) -> Row:
    """Return the columns of `entries`, in their order."""
    weight = entry.bodyweight
    return (
        entry.id,
        instant_to_text(entry.recorded),
        entry.on.isoformat(),
        entry.exercise,
        entry.session,
        None if weight is None else _text(weight.amount),
        None if weight is None else weight.unit.value,
        entry.note,
        int(entry.unwell),
        entry.replaces,
        int(entry.removed),
        None if entry.asked is None else prescription_to_json(entry.asked),
        entry.unread,
        int(entry.is_sure),
    )


def entry_from_row(row: Row, sets: tuple[SetDone, ...]) -> Entry:
    """Return the entry of a row of `entries` and its sets."""
    number, recorded, on, exercise, session, amount, unit, note, unwell, replaces, removed, asked, unread, is_sure = row
    return Entry(
        id=whole(number),
        recorded=instant_from_text(recorded),
        on=_shared_date(on),
        exercise=sys.intern(exercise),  # ten years name few exercises, thousands of times
        sets=sets,
        session=session,
        asked=None if asked is None else prescription_from_json(asked),
        bodyweight=None if amount is None else load_from_row(amount, unit, ""),
        note=note,
        unwell=bool(unwell),
        replaces=replaces,
        removed=bool(removed),
        unread=unread,
        is_sure=bool(is_sure),
    )


def set_to_row(entry_id: int, position: int, done: SetDone) -> Row:
    """Return the columns of `sets`, in their order."""
    load, rir = done.load, None if done.rir is None else _text(done.rir)
    amount, unit, left_out = _text(load.amount), load.unit.value, int(done.left_out)
    count = (done.reps, amount, unit, load.aid, rir, done.side, left_out)
    of_kind = (done.measure.value, done.kind.value)
    return (entry_id, position, *count, *of_kind, int(done.at_least))


_LEFT_OUT: Final = 8


def sets_from_rows(rows: Sequence[Row]) -> tuple[SetDone, ...]:
    """Return the sets of an entry from its rows of `sets`, in order; older rows do not say which 0 was left out."""
    sets = tuple(_shared_set(*row[2:]) for row in rows)
    return told_apart(sets) if any(row[_LEFT_OUT] is None for row in rows) else sets


@lru_cache(maxsize=4096)
def _shared_set(  # noqa: PLR0913, PLR0917 - the columns of a row
    reps: int,
    amount: str,
    unit: str,
    aid: str,
    rir: str | None,
    side: str,
    left_out: int | None,
    measure: str,
    kind: str,
    at_least: int,
) -> SetDone:
    """Return one value for equal sets: ten years hold many thousand, and few that differ."""
    noted = None if rir is None else _finite(rir)
    load = load_from_row(amount, unit, aid)
    return SetDone(whole(reps), load, noted, side, bool(left_out), Measure(measure), SetKind(kind), bool(at_least))


def decision_to_row(decision: Decision) -> Row:
    """Return the columns of `decisions`, in their order; local times keep the wall clock they have."""
    start = decision.start and decision.start.isoformat()
    until = decision.until and decision.until.isoformat()
    recorded = instant_to_text(decision.recorded)
    return (
        decision.id,
        recorded,
        decision.kind,
        decision.session,
        start,
        until,
        decision.why,
        decision.other,
        decision.place,
    )


def decision_from_row(row: Row) -> Decision:
    """Return the decision of a row of `decisions`."""
    number, recorded, kind, session, start, until, why, other, place = row
    first = None if start is None else datetime.fromisoformat(start)
    last = None if until is None else datetime.fromisoformat(until)
    return Decision(whole(number), instant_from_text(recorded), kind, session, first, last, why, other, place)


def published_to_row(shown: Published) -> Row:
    """Return the columns of `placements`, in their order."""
    start = shown.start.isoformat()
    where = (start, shown.minutes, shown.place, shown.status.value, shown.zone)
    return (shown.ordinal, shown.key, shown.day, *where, shown.change, shown.workout)


def published_from_row(row: Row) -> Published:
    """Return what was shown by a row of `placements`."""
    ordinal, key, day, start, minutes, place, status, zone, change, workout = row
    begins = datetime.fromisoformat(start)
    return Published(whole(ordinal), key, day, begins, whole(minutes), place, Status(status), zone, change, workout)


def weighing_to_row(weighing: Weighing) -> Row:
    """Return the columns of `bodyweights`, in their order, of one that takes nothing back."""
    weight = weighing.weight
    after = (weighing.after_entry, weighing.after_decision)
    recorded = instant_to_text(weighing.recorded)
    return (weighing.id, recorded, weighing.on.isoformat(), _text(weight.amount), weight.unit.value, *after, None)


def weighing_from_row(row: Row) -> Weighing:
    """Return the weighing of a row of `bodyweights` that takes nothing back."""
    number, recorded, on, amount, unit, after_entry, after_decision, _ = row
    weight = load_from_row(amount, unit, "")
    after = whole(after_entry), whole(after_decision)
    return Weighing(whole(number), instant_from_text(recorded), date.fromisoformat(on), weight, *after)


def revision_to_row(revision: Revision) -> Row:
    """Return the columns of `revisions`, in their order."""
    stamped = instant_to_text(revision.stamped)
    return (revision.feed, revision.ordinal, revision.digest, revision.sequence, stamped)


def revision_from_row(row: Row) -> Revision:
    """Return the revision of a row of `revisions`."""
    feed, ordinal, digest, sequence, stamped = row
    return Revision(feed, whole(ordinal), digest, whole(sequence), instant_from_text(stamped))
