"""One lifter, one exercise, one way of asking, over a life: what was asked, what was done, and the truth beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Protocol

import attrs

from overload.model import Ladder, Measure, Performed, Prescription, Rule, SetDone, SetKind, SetTarget, Slot
from overload.progression import Estimate, Occasion, prescribe_on, seen
from overload.simulation.athletes import Skill, Trainee
from overload.simulation.bodies import Body, Effort
from overload.simulation.curves import Curve
from overload.simulation.lives import ILL_STRENGTH, Meeting
from overload.units import Load

FIRST_DAY: Final = date(2026, 1, 5)
HISTORY: Final = 120
"""How many past sessions a rule sees, as in a training folder."""
AIDED: Final = 0.6
"""Share of the body that is left to lift with help that has no figure (an estimate of ours)."""
LOWERS: Final = 1.4
"""Times what can be lifted that can be lowered (Nuzzo et al. 2023, doi 10.1007/s40279-023-01851-y)."""
AFTERWARDS: Final = 7
"""Days after the last session that strength is measured at, for fatigue to be gone."""


@attrs.frozen
class Truth:
    """What only the oracle is told: the body, its strength today, how sets tire it, and each load in kg as lifted."""

    body: Body
    curve: Curve
    today: float
    tiring: float
    rest_s: float
    weights: Mapping[Load, float]


class Asking(Protocol):
    """A way of asking for the next session."""

    def ask(self, day: date, slot: Slot, history: Sequence[Performed], ladder: Ladder, truth: Truth) -> Prescription:
        """Return what to lift."""
        ...


@attrs.frozen
class ByRule:
    """Asks as a training folder does: the rule, and what the engine does around any rule."""

    rule: Rule

    def ask(self, day: date, slot: Slot, history: Sequence[Performed], ladder: Ladder, truth: Truth) -> Prescription:
        """Return what to lift; the truth is not looked at."""
        del truth
        return prescribe_on(Occasion(day), self.rule, slot, history, ladder)[0]


@attrs.frozen
class Step:
    """A session of a trial: what was asked and done, the true strength (kg, without the day's noise), reps left.

    `left` is per set, negative where it fell short by so many. `needs` is the share of the true strength that the
    hardest set asked for would take.
    """

    day: int
    asked: Prescription
    done: tuple[SetDone, ...]
    strength: float
    left: tuple[float, ...]
    needs: float
    is_unwell: bool = False

    @property
    def failed(self) -> int:
        """How many sets fell short of what was asked."""
        return sum(done.reps < target.reps for done, target in zip(self.done, self.asked.sets, strict=True))


@attrs.frozen
class Trace:
    """A whole trial: its steps, and the log of the strength gained in all."""

    steps: tuple[Step, ...]
    gain: float


def system_kg(load: Load, slot: Slot) -> float:
    """Return what is lifted in kg, the body included where it is lifted too."""
    if slot.bodyweight is None:
        return float(load.kg)
    body = float(slot.bodyweight.kg)
    return body * AIDED if load.aid else body + float(load.kg)


def trial(
    asking: Asking, lifter: Trainee, skill: Skill, slot: Slot, ladder: Ladder, meetings: Sequence[Meeting]
) -> Trace:
    """Let a lifter live through these sessions as asked; the same arguments give the same trace."""
    body, history, steps = skill.fresh(), list[Performed](), list[Step]()
    known: Estimate | None = None
    begin = body.strength(0)
    weights = {load: system_kg(load, slot) for load in ladder}
    # Chance by the session, not by what was asked: two rules meet the same days.
    chance = lifter.chance(slot.exercise, "days")
    for meeting in meetings:
        noise, hand = chance.gauss(0, skill.day), chance.random()
        strength = body.strength(meeting.day)
        today = strength * math.exp(noise) * (ILL_STRENGTH if meeting.is_unwell else 1.0)
        day = FIRST_DAY + timedelta(days=meeting.day)
        truth = Truth(body, skill.curve, today, skill.tiring, skill.rest_s, weights)
        told_strength = None if known is None else known.told(slot.reps, day)
        told = attrs.evolve(slot, date=day, week=1 + meeting.day // 7, strength=told_strength)
        asked = asking.ask(day, told, history[-HISTORY:], ladder, truth)
        done, efforts, left = done_of(lifter, slot, asked, truth, meeting.day)
        lifted = [one for one in asked.sets if one.measure is Measure.REPS]
        needs = max((_needs(one, truth) for one in lifted), default=0.0) / strength
        steps.append(Step(meeting.day, asked, done, strength, left, needs, meeting.is_unwell))
        body.train(meeting.day, efforts)
        if hand >= lifter.preset.behaviour.forgets:
            history.append(Performed(day, done, asked, slot.bodyweight, meeting.is_unwell))
            known = seen(known, history[-1], slot.bodyweight)
    end = body.strength(meetings[-1].day + AFTERWARDS) if meetings else begin
    return Trace(tuple(steps), math.log(end / begin))


def _needs(target: SetTarget, truth: Truth) -> float:
    """Return the maximum in kg that a set as asked takes; one that is only lowered takes less."""
    takes = truth.weights[target.load] / truth.curve.share(target.reps)
    return takes / LOWERS if target.kind is SetKind.NEGATIVE else takes


def done_of(
    lifter: Trainee, slot: Slot, asked: Prescription, truth: Truth, day: int
) -> tuple[tuple[SetDone, ...], list[Effort], tuple[float, ...]]:
    """Return the sets as done and logged, as the body sees them, and the reps that were left."""
    behaviour = lifter.preset.behaviour
    chance = lifter.chance(slot.exercise, "told", day) if behaviour.notes_reserve else None
    tired, done, efforts, left = 0.0, list[SetDone](), list[Effort](), list[float]()
    for place, target in enumerate(asked.sets):
        weight = truth.weights[target.load] / (LOWERS if target.kind is SetKind.NEGATIVE else 1.0)
        if target.measure is not Measure.REPS:  # a hold: nobody's maximum limits it, and it trains next to nothing
            done.append(target.met())
            efforts.append(Effort(0.0, 0, 0.0))
            left.append(0.0)
            continue
        possible = truth.curve.reps(weight / (truth.today * math.exp(-tired)))
        reps = behaviour.reps(target, possible, is_last=place == len(asked.sets) - 1)
        over = possible - reps
        rir = lifter.teller.told(over, reps, chance) if chance is not None and reps else None
        done.append(SetDone(reps, target.load, rir, kind=target.kind))
        efforts.append(Effort(weight / truth.today, reps, max(over, 0.0)))
        left.append(over if reps >= target.reps else possible - target.reps)
        tired = after_set(tired, reps, possible, target, slot, truth)
    return tuple(done), efforts, tuple(left)


def after_set(tired: float, reps: int, possible: float, target: SetTarget, slot: Slot, truth: Truth) -> float:
    """Return how tired the next set begins: a set to failure tires fully, rest takes it away."""
    rest = slot.rest_s if target.rest_s is None else target.rest_s
    return (tired + truth.tiring * min(1.0, reps / max(possible, 1.0))) * math.exp(-rest / truth.rest_s)
