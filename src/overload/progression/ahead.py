"""What comes if every target is met, and which rule serves an exercise that names none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from overload.errors import Problem
from overload.model import Exercise, Ladder, Measure, Performed, Prescription, Rule, Slot
from overload.progression.guard import prescribe


def forecast(
    rule: Rule, slot: Slot, history: Sequence[Performed], ladder: Ladder, dates: Iterable[date]
) -> tuple[tuple[Prescription, Problem | None], ...]:
    """Return the prescription of each date, each but the first assuming that the one before was done as asked."""
    past = list(history)
    chain = []
    for day in dates:
        told = attrs.evolve(slot, date=day)
        prescription, problem = prescribe(rule, told, past, ladder)
        chain.append((prescription, problem))
        past.append(as_asked(prescription, day, told))
    return tuple(chain)


def as_asked(prescription: Prescription, day: date, slot: Slot) -> Performed:
    """Return the session in which exactly what was asked for is done."""
    done = tuple(target.met() for target in prescription.sets)
    return Performed(day, done, prescription, slot.bodyweight, workout=slot.workout, day=slot.day)


def default_rule(exercise: Exercise) -> str:
    """Return the name of the rule that serves an exercise where the workout and the athlete name none."""
    return "autoregulation" if exercise.measure is Measure.REPS else "double-progression"
