"""A plan as plain data, for `--json`: the same content as the tables."""

from __future__ import annotations

from overload.plan import PlannedSlot, Session
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
        "slots": [slot_data(slot) for slot in session.slots],
    }


def slot_data(slot: PlannedSlot) -> dict[str, object]:
    """Return a slot as JSON-ready data; `done` stands only where something was logged."""
    data: dict[str, object] = {
        "exercise": slot.exercise.id,
        "sets": [{"reps": one.reps, "load": str(one.load)} for one in slot.prescription.sets],
        "plates": slot.plates,
        "rest_s": slot.rest_s,
        "rule": slot.rule,
        "why": slot.prescription.why,
        "firm": slot.is_firm,
    }
    if slot.prescription.tempo:
        data["tempo"] = slot.prescription.tempo
    if slot.done is not None:
        data["done"] = [{"reps": one.reps, "load": str(one.load)} for one in slot.done.sets]
    return data
