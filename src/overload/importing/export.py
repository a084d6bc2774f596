"""The log as a file: CSV with a row for each set, or JSON, both without loss."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from overload.model import Entry, Measure, Prescription, SetDone, SetKind, SetTarget, Weighing
from overload.units import Load, plain

COLUMNS = (
    *("entry", "recorded", "date", "exercise", "session", "set", "reps", "load", "unit", "aid", "rir", "side"),
    *("bodyweight", "bodyweight_unit", "note", "unwell", "asked", "why", "tempo", "deload"),
    *("left_out", "unread", "sure"),
    *("measure", "kind", "asked_more", "lane", "at_least"),
)
"""Of the CSV, the newest last. `asked` is what was asked for, set by set (`10@22.5 kg; 8+@24 kg`), `why` its reason.

`asked_more` says in the same order what else was asked of each set (`; drop rest=15 rir=2`, and `first=8@25kg` where it
was adjusted after the first set was far off), nothing where that was plain reps; `lane` is the
range they were asked in (`30-60 s`). `at_least` is `yes` where so many reps were done or more (`8+`).
"""


def as_csv(entries: Iterable[Entry], weighings: Iterable[Weighing] = ()) -> str:
    """Return a log as CSV (RFC 4180): a header, then a row for each set; an entry without sets has an empty row.

    A bodyweight that was logged by itself has a row without entry and exercise.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerows(_rows(entry))
    writer.writerows(map(_weighing_row, weighings))
    return text.getvalue()


def _rows(entry: Entry) -> Iterator[tuple[object, ...]]:
    head = (entry.id, entry.recorded.isoformat(), entry.on, entry.exercise, entry.session or "")
    weight, asked = entry.bodyweight, entry.asked
    about = (
        *((plain(weight.amount), weight.unit.value) if weight else ("", "")),
        *(entry.note, "yes" if entry.unwell else "", asked_words(entry.asked)),
        *((asked.why, asked.tempo, "yes" if asked.is_deload else "") if asked else ("", "", "")),
    )
    doubt = (entry.unread, "yes" if entry.is_sure else "")
    lane = (asked_more(asked), str(asked.lane) if asked and asked.lane else "")
    for number, one in enumerate(entry.sets, 1):
        rir = "" if one.rir is None else plain(one.rir)
        load = (plain(one.load.amount), one.load.unit.value, one.load.aid)
        is_out, of_kind = "yes" if one.left_out else "", (one.measure.value, one.kind.value)
        more = "yes" if one.at_least else ""
        yield (*head, number, one.reps, *load, rir, one.side, *about, is_out, *doubt, *of_kind, *lane, more)
    if not entry.sets:
        yield (*head, *[""] * 7, *about, "", *doubt, "", "", *lane, "")


def _weighing_row(one: Weighing) -> tuple[object, ...]:
    said = {
        "recorded": one.recorded.isoformat(),
        "date": one.on,
        "bodyweight": plain(one.weight.amount),
        "bodyweight_unit": one.weight.unit.value,
    }
    return tuple(said.get(name, "") for name in COLUMNS)


def asked_words(asked: Prescription | None) -> str:
    """Return what had been asked for, set by set; '' where nothing had."""
    sets = asked.sets if asked else ()
    return "; ".join(f"{one.reps}{'+' if one.amrap else ''}@{one.load}" for one in sets)


def asked_more(asked: Prescription | None) -> str:
    """Return what was asked of each set beside its count and load; '' where that was nothing."""
    if asked is None:
        return ""
    said = "; ".join(" ".join(_more(*one)) for one in zip(asked.sets, asked.began, strict=True))
    return said if said.strip("; ") else ""


def _more(one: SetTarget, at_first: SetTarget) -> Iterator[str]:
    if one.measure is not Measure.REPS:
        yield one.measure.value
    if one.kind is not SetKind.WORK:
        yield one.kind.value
    if one.rest_s is not None:
        yield f"rest={one.rest_s}"
    if one.rir is not None:
        yield f"rir={plain(one.rir)}"
    if one != at_first:
        yield f"first={at_first.reps}@{at_first.load}".replace(" ", "")


def entry_data(entry: Entry) -> dict[str, object]:
    """Return an entry as JSON-ready data, nothing left out; loads are text with their unit."""
    return {
        "entry": entry.id,
        "recorded": entry.recorded.isoformat(),
        "date": entry.on.isoformat(),
        "exercise": entry.exercise,
        "session": entry.session,
        "sets": [_set_data(one) for one in entry.sets],
        "bodyweight": _load(entry.bodyweight),
        "note": entry.note,
        "unwell": entry.unwell,
        "asked": _asked_data(entry.asked),
        "replaces": entry.replaces,
        "removed": entry.removed,
        "unread": entry.unread,
        "sure": entry.is_sure,
    }


def log_data(entries: Iterable[Entry], weighings: Iterable[Weighing] = ()) -> dict[str, object]:
    """Return a log as JSON-ready data, the way `read_own` reads it back."""
    return {
        "overload": 1,
        "log": [entry_data(one) for one in entries],
        "bodyweights": [
            {"recorded": one.recorded.isoformat(), "date": one.on.isoformat(), "bodyweight": str(one.weight)}
            for one in weighings
        ],
    }


def _load(load: Load | None) -> str | None:
    return None if load is None else str(load)


def _set_data(one: SetDone) -> dict[str, object]:
    data: dict[str, object] = {"reps": one.reps, "load": str(one.load)}
    if one.rir is not None:
        data["rir"] = plain(one.rir)
    if one.side:
        data["side"] = one.side
    if not one.reps:
        data["left_out"] = one.left_out
    if one.measure is not Measure.REPS:
        data["measure"] = one.measure.value
    if one.kind is not SetKind.WORK:
        data["kind"] = one.kind.value
    if one.at_least:
        data["at_least"] = True
    return data


def _asked_data(asked: Prescription | None) -> dict[str, object] | None:
    if asked is None:
        return None
    return {
        "sets": [_target_data(one) for one in asked.sets],
        "why": asked.why,
        "tempo": asked.tempo,
        "deload": asked.is_deload,
        "lane": str(asked.lane) if asked.lane else None,
        **({"at_first": [_target_data(one) for one in asked.at_first]} if asked.at_first else {}),
    }


def _target_data(one: SetTarget) -> dict[str, object]:
    data: dict[str, object] = {"reps": one.reps, "load": str(one.load), "amrap": one.amrap}
    if one.measure is not Measure.REPS:
        data["measure"] = one.measure.value
    if one.kind is not SetKind.WORK:
        data["kind"] = one.kind.value
    if one.rest_s is not None:
        data["rest_s"] = one.rest_s
    if one.rir is not None:
        data["rir"] = plain(one.rir)
    return data
