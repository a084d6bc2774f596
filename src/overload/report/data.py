"""A plan as plain data, for `--json`: the same content as the tables."""

from __future__ import annotations

from overload.model import SetDone
from overload.plan import PlannedSlot, Session
from overload.report.effort import effort_words
from overload.report.readiness import counted_data, step_data, targets_data, warm_up_data
from overload.report.words import title


def session_data(session: Session) -> dict[str, object]:
    """Return a session as JSON-ready data; loads are text with their unit, times ISO 8601 with offset."""
    return {
        "session": {
            "id": session.id,
            "date": session.start.date().isoformat(),
            "start": session.start.isoformat(),
            "end": session.end.isoformat(),
            "title": title(session),
            "day": session.day.id,
            "place": session.place.id,
            "status": session.status.value,
            "why": session.why,
        },
        "warm_up": warm_up_data(session),
        "slots": [slot_data(slot) for slot in session.slots],
        "loading": [step_data(step) for step in session.loading],
    }


def slot_data(slot: PlannedSlot) -> dict[str, object]:
    """Return a slot as JSON-ready data; `done` stands only where something was logged."""
    data: dict[str, object] = {
        "exercise": slot.exercise.id,
        "range": str(slot.lane or ""),
        "warm_up": targets_data(slot.warm_up),
        "sets": targets_data(slot.prescription.sets),
        "plates": slot.plates,
        "rest_s": slot.rest_s,
        "rule": slot.rule,
        "why": slot.prescription.why,
        "firm": slot.is_firm,
    }
    if effort := effort_words(slot.prescription.sets):
        data["effort"] = effort
    if slot.cautions:
        data["cautions"] = list(slot.cautions)
    if slot.cues:
        data["cues"] = list(slot.cues)
    if slot.superset:
        data["superset"] = slot.superset
    if slot.prescription.tempo:
        data["tempo"] = slot.prescription.tempo
    if slot.done is not None:
        data["done"] = [_done_data(done) for done in slot.done.sets]
        data["record"] = slot.record
    return data


def _done_data(done: SetDone) -> dict[str, object]:
    data: dict[str, object] = {"reps": done.reps, "load": str(done.load), **counted_data(done)}
    if done.at_least:
        data["at_least"] = True
    return data | {"left_out": True} if done.left_out else data
