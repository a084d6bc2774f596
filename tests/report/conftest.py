"""Sessions to say something about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from overload.model import Day, Entry, Exercise, LoadedWith, Place, Prescription, SetDone, SetTarget, Status
from overload.plan.values import PlannedSlot, Session
from overload.units import load

EXERCISES = {
    "deadlift": Exercise("dumbbell-deadlift", "Dumbbell deadlift", ("erectors",)),
    "pull-up": Exercise("pull-up", "Pull-up", ("lats",), (), LoadedWith.BODYWEIGHT),
    "row": Exercise("dumbbell-row", "Dumbbell row", ("lats",), (), LoadedWith.ONE, sides=2),
    "shrug": Exercise("dumbbell-shrug", "Dumbbell shrug", ("upper-traps",)),
    "fly": Exercise("reverse-dumbbell-fly", "Reverse dumbbell fly", ("rear-delts",)),
}


@pytest.fixture(scope="session")
def make_slot() -> Callable[..., PlannedSlot]:
    """Make a slot from `(reps, load)` pairs asked for, and from those done if any."""

    def make(
        name: str, asked: list[tuple[int, str]], done: list[tuple[int, str]] | None = None, **more: Any
    ) -> PlannedSlot:
        note, unwell, tempo = more.pop("note", ""), more.pop("unwell", False), more.pop("tempo", "")
        targets = tuple(SetTarget(reps, load(weight)) for reps, weight in asked)
        sets = tuple(SetDone(reps, load(weight)) for reps, weight in done or ())
        entry = Entry(1, datetime(2026, 11, 23, tzinfo=UTC), date(2026, 11, 23), name, sets, note=note, unwell=unwell)
        why = more.pop("why", "All sets reached the top.")
        return PlannedSlot(
            EXERCISES[name],
            Prescription(targets, why, tempo),
            more.pop("rest_s", 120),
            "double-progression",
            done=entry if done else None,
            **more,
        )

    return make


@pytest.fixture(scope="session")
def make_session() -> Callable[..., Session]:
    """Make a session of 57 minutes."""

    def make(*slots: PlannedSlot, status: Status = Status.PLANNED, day: Day | None = None, **more: Any) -> Session:
        start = datetime(2026, 11, 23, 18, tzinfo=UTC)
        exercises = more.pop("exercises", tuple(slot.exercise.id for slot in slots))
        return Session(
            17,
            "2026-W48:0",
            day or Day("back", "Back", ("back",), "home-back"),
            start,
            start + timedelta(minutes=57),
            Place("home"),
            status,
            "a preferred day",
            slots,
            exercises=exercises,
            **more,
        )

    return make
