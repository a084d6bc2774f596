"""How a life begins: with the right first load, with none told, or with one that is far off."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import attrs

from overload.model import Bodyweights, Exercise, Lifter, LoadedWith, RepRange, Slot
from overload.simulation.athletes import Skill, Trainee
from overload.units import Load, Unit

STARTS: Final = {"right": 1.0, "nothing": None, "x0.35": 0.35, "x0.6": 0.6, "x1.5": 1.5}
"""What is told of the first load: how many times the right one it is; None where nothing is."""


def slot_of(  # noqa: PLR0913, PLR0917 - what a slot is made of
    exercise: Exercise, sets: int, reps: RepRange, rest_s: int, trainee: Trainee, skill: Skill, start: str
) -> Slot:
    """Return the slot of a lifter whose first load is told like that."""
    is_body = exercise.loaded_with is LoadedWith.BODYWEIGHT
    body = Load(Decimal(trainee.bodyweight), Unit.KG)
    athlete = Lifter(trainee.preset.experience, bodyweights=Bodyweights(otherwise=body))
    slot = Slot(
        exercise.id,
        sets,
        reps,
        rest_s,
        exercise.sides,
        exercise.body_moved(body),
        athlete=athlete,
        open_end=exercise.open_end,
    )
    times = STARTS[start]
    if times is None:
        guess = Decimal(0) if is_body else body.amount * Decimal(str(exercise.start_share))
        return attrs.evolve(slot, start=Load(guess), is_start_guessed=True)
    return attrs.evolve(slot, start=_times(skill.right_load(reps, slot.bodyweight), times, slot))


def _times(right: Load, times: float, slot: Slot) -> Load:
    """Return so many times a load; where the body is lifted too it is that of the system weight, at half the way."""
    if slot.bodyweight is None:
        return Load((right.amount * Decimal(str(times))).quantize(Decimal("0.01")))
    system = slot.bodyweight.amount + right.amount
    half = Decimal(str((1 + times) / 2))
    return Load((system * half - slot.bodyweight.amount).quantize(Decimal("0.01")))
