"""The line that hints show for writing down what was done: of the plan's own exercise, load and reps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from overload.model import Exercise, LoadedWith, SetTarget
from overload.model.notation import write_sets
from overload.plan.values import Plan, PlannedSlot

ANYBODYS: Final = "22.5x10,10,9"
"""What is shown where no plan asks for anything."""


def example_line(plan: Plan, exercise: str = "") -> str:
    """Return `overload log deadlift 16kgx8,8,8`: what the next session asks for, or asks of this exercise (an id).

    A lift with a weight in the hands shows best how it is written; bodyweight stands for it where there is no other.
    """
    slot = _next_slot(plan, exercise)
    if slot is None:
        return f"overload log {exercise or 'row'} {ANYBODYS}"
    return f"overload log {_said(slot.exercise)} {example_sets(slot.prescription.sets)}"


def example_sets(asked: Sequence[SetTarget]) -> str:
    """Return sets as they are written down when they are done as asked: `16kgx8,8,8`."""
    return write_sets([target.met() for target in asked]) if asked else ANYBODYS


def _next_slot(plan: Plan, exercise: str) -> PlannedSlot | None:
    slots = [
        slot
        for session in plan.ahead()
        for slot in session.slots
        if slot.prescription.sets and slot.done is None and exercise in {"", slot.exercise.id}
    ]
    loaded = (slot for slot in slots if slot.exercise.loaded_with is not LoadedWith.BODYWEIGHT)
    return next(loaded, slots[0] if slots else None)


def _said(exercise: Exercise) -> str:
    """Return the word of an exercise's id that it answers to, `row` of `dumbbell-row`, else the id."""
    return next((word for word in exercise.id.split("-") if word in exercise.aliases), exercise.id)
