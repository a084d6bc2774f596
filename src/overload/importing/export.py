"""The log as a file: CSV with a row for each set, or JSON, both without loss."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from overload.model import Entry, Prescription, SetDone
from overload.units import Load, plain

COLUMNS = (
    *("entry", "recorded", "date", "exercise", "session", "set", "reps", "load", "unit", "aid", "rir", "side"),
    *("bodyweight", "bodyweight_unit", "note", "unwell", "asked", "why", "tempo", "deload"),
    *("left_out", "unread", "sure"),
)
"""Of the CSV, the newest last. `asked` is what was asked for, set by set (`10@22.5 kg; 8+@24 kg`), `why` its reason."""


def as_csv(entries: Iterable[Entry]) -> str:
    """Return entries as CSV (RFC 4180): a header, then a row for each set; one without sets has an empty row."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerows(_rows(entry))
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
    for number, one in enumerate(entry.sets, 1):
        rir = "" if one.rir is None else plain(one.rir)
        load = (plain(one.load.amount), one.load.unit.value, one.load.aid)
        yield (*head, number, one.reps, *load, rir, one.side, *about, "yes" if one.left_out else "", *doubt)
    if not entry.sets:
        yield (*head, *[""] * 7, *about, "", *doubt)


def asked_words(asked: Prescription | None) -> str:
    """Return what had been asked for, set by set; '' where nothing had."""
    sets = asked.sets if asked else ()
    return "; ".join(f"{one.reps}{'+' if one.amrap else ''}@{one.load}" for one in sets)


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
    return data


def _asked_data(asked: Prescription | None) -> dict[str, object] | None:
    if asked is None:
        return None
    sets = [{"reps": one.reps, "load": str(one.load), "amrap": one.amrap} for one in asked.sets]
    return {"sets": sets, "why": asked.why, "tempo": asked.tempo, "deload": asked.is_deload}
