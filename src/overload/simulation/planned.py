"""A whole plan lived by a simulated lifter: its calendar, its scheduler, its rules, and the lifter's own misses.

Everything is as in a training folder: the plan is built anew before each session, from a log that holds what the
lifter did, and what is missed is moved or dropped as the plan says. A twin of the lifter trains in the same sessions
as the oracle asks, so that gains can be told as a share of its gain.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import attrs

from overload.equipment import ladder
from overload.model import Entries, Entry, Exercise, Ladder, LoadedWith, Measure, RepRange, SetDone, Slot
from overload.plan import Inputs, Plan, Session, build
from overload.plan.families import is_told, ratio
from overload.plan.values import PlannedSlot
from overload.simulation.athletes import OF_THE_BODY, Skill, Trainee
from overload.simulation.bodies import Body, Effort
from overload.simulation.lives import ILL_STRENGTH
from overload.simulation.oracle import Oracle
from overload.simulation.trial import AFTERWARDS, Step, Trace, Truth, done_of, system_kg
from overload.units import Load

AHEAD = 2
"""Weeks that are planned ahead each time: as far as the next sessions need."""
ILLNESS, ILL_WEEKS = 0.04, 1
"""Share of weeks that an illness begins in: about two a year."""


@attrs.frozen
class Season:
    """What a lifter came to under a plan.

    `traces` and `oracle` are by exercise, of those counted in reps; `planned` and `done` count sessions with exercises;
    `minutes` of each done; `weeks` are the weekly sets per muscle of the weeks with training.
    """

    traces: Mapping[str, tuple[Slot, Trace]]
    oracle: Mapping[str, Trace]
    planned: int
    done: int
    minutes: tuple[int, ...]
    weeks: tuple[Mapping[str, float], ...]


@attrs.define
class _Family:
    """What an exercise and its variations share: the body that trains by the plan, its twin's, and their beginning."""

    base: Exercise
    body: Body
    twin: Body
    begin: float


@attrs.frozen
class _Variation:
    """A family's body in one of its variations: `times` as strong as in its base, and trained with it.

    A body moves its own weight too, of which the room is half: `power` is what a gain of the family counts there.
    """

    of: Body
    begin: float
    times: float = 1.0
    power: float = 1.0

    def strength(self, day: int) -> float:
        """Return the true one-rep maximum of a day, in kg."""
        return self.times * self.begin * math.exp(self.power * math.log(self.of.strength(day) / self.begin))

    def train(self, day: int, sets: Sequence[Effort]) -> None:
        """Take a session in."""
        self.of.train(day, sets)

    def worth(self, done: Effort) -> float:
        """Return what a set is worth to it, a good one 1."""
        return self.of.worth(done)


@attrs.define
class _Practice:
    """One exercise of a lifter: the body that trains by the plan, and its twin's."""

    skill: Skill
    body: Body
    twin: Body
    begin: float
    chance: Random
    slot: Slot | None = None
    steps: list[Step] = attrs.field(factory=list)


class Life:
    """Lives a plan, session by session. Begins with an empty log; what was decided by hand, as times away, stands."""

    def __init__(self, inputs: Inputs, lifter: Trainee) -> None:
        body = inputs.config.athlete.bodyweight
        self._weight = body or Load(Decimal(lifter.bodyweight))
        self._lifter = attrs.evolve(lifter, bodyweight=round(float(self._weight.kg)))
        self._inputs = attrs.evolve(inputs, log=Entries(), published=(), weeks=AHEAD)
        self._first = inputs.now
        self._entries: list[Entry] = []
        self._practices: dict[str, _Practice] = {}
        self._families: dict[str, _Family] = {}
        self._ladders: dict[tuple[str, str], Ladder] = {}
        self._minutes: list[int] = []
        self._volume: dict[date, Mapping[str, float]] = {}
        self._planned = 0

    def lived(self, weeks: int) -> Season:
        """Return what so many weeks come to."""
        chance, end, was_ill, ill_until = self._lifter.chance("plan"), self._first + timedelta(weeks=weeks), False, None
        now, seen = self._first, set[int]()
        while (session := self._next(now)) is not None and session.start < end:
            if chance.random() < ILLNESS / max(1, self._a_week()) and session.ordinal not in seen:
                ill_until, was_ill = session.start + timedelta(weeks=ILL_WEEKS), True
            is_missed = chance.random() < self._lifter.preset.rhythm.missed
            self._planned += bool(session.slots) and session.ordinal not in seen
            seen.add(session.ordinal)
            is_ill = ill_until is not None and session.start < ill_until
            if session.slots and not is_ill and not is_missed:
                self._train(session, is_unwell=was_ill)
                was_ill = False
            now = session.end + timedelta(minutes=5)
        self._plan(now)
        return self._season((now.date() - self._first.date()).days + AFTERWARDS)

    def _a_week(self) -> int:
        return len(self._inputs.days)

    def _next(self, now: datetime) -> Session | None:
        return next((session for session in self._plan(now).ahead() if session.start > now), None)

    def _plan(self, now: datetime) -> Plan:
        plan = build(attrs.evolve(self._inputs, now=now, log=Entries(tuple(self._entries))))
        self._inputs = attrs.evolve(self._inputs, published=plan.published)
        self._volume |= {week.monday: week.sets for week in plan.volume if week.monday < now.date() - timedelta(days=6)}
        return plan

    def _train(self, session: Session, *, is_unwell: bool) -> None:
        day = (session.start.date() - self._first.date()).days
        for planned in session.slots:
            sets = self._did(planned, session, day, is_unwell=is_unwell)
            self._entries.append(
                Entry(
                    id=len(self._entries) + 1,
                    recorded=session.end.astimezone(UTC),
                    on=session.start.date(),
                    exercise=planned.exercise.id,
                    sets=sets,
                    session=session.ordinal,
                    asked=planned.prescription,
                    bodyweight=self._weight if planned.exercise.loaded_with is LoadedWith.BODYWEIGHT else None,
                    unwell=is_unwell,
                )
            )
        self._minutes.append(session.minutes)

    def _did(self, planned: PlannedSlot, session: Session, day: int, *, is_unwell: bool) -> tuple[SetDone, ...]:
        asked = planned.prescription
        if any(one.measure is not Measure.REPS for one in asked.sets):
            # The models know of reps alone: whatever is held or carried is done as asked.
            return tuple(SetDone(one.reps, one.load, measure=one.measure, kind=one.kind) for one in asked.sets)
        practice, slot = self._practice(planned), self._slot(planned)
        noise = math.exp(practice.chance.gauss(0, practice.skill.day)) * (ILL_STRENGTH if is_unwell else 1.0)
        rungs = self._ladder(planned.exercise, session)
        truth = self._truth(practice, practice.body, day, noise, slot, rungs)
        done, efforts, left = done_of(self._lifter, slot, asked, truth, day)
        strength = practice.body.strength(day)
        needs = max(system_kg(one.load, slot) / truth.curve.share(one.reps) for one in asked.sets) / strength
        practice.steps.append(Step(day, asked, done, strength, left, needs, is_unwell))
        practice.slot = practice.slot or slot
        practice.body.train(day, efforts)
        its = self._truth(practice, practice.twin, day, noise, slot, rungs)
        best = Oracle().ask(session.start.date(), slot, (), rungs, its)
        practice.twin.train(day, done_of(self._lifter, slot, best, its, day)[1])
        return done

    def _truth(self, practice: _Practice, body: Body, day: int, noise: float, slot: Slot, rungs: Ladder) -> Truth:
        skill = practice.skill
        weights = {load: system_kg(load, slot) for load in rungs}
        return Truth(body, skill.curve, body.strength(day) * noise, skill.tiring, skill.rest_s, weights)

    def _practice(self, planned: PlannedSlot) -> _Practice:
        exercise = planned.exercise
        if exercise.id not in self._practices:
            skill, family = self._lifter.skill(exercise), self._family(planned)
            body, twin = (_in_variation(one, family, exercise, skill) for one in (family.body, family.twin))
            chance = self._lifter.chance(exercise.id, "days")
            begin = body.times * body.begin
            self._practices[exercise.id] = _Practice(skill, body, twin, begin, chance)
        return self._practices[exercise.id]

    def _family(self, planned: PlannedSlot) -> _Family:
        name = planned.instead_of or planned.exercise.id
        if name not in self._families:
            base = self._inputs.catalog.exercises[name]
            fresh = self._lifter.skill(base).fresh
            self._families[name] = _Family(base, fresh(), fresh(), fresh().strength(0))
        return self._families[name]

    def _ladder(self, exercise: Exercise, session: Session) -> Ladder:
        key = (exercise.id, session.place.id)
        if key not in self._ladders:
            self._ladders[key] = ladder(exercise, session.place, self._inputs.catalog, self._weight.unit)
        return self._ladders[key]

    def _slot(self, planned: PlannedSlot) -> Slot:
        is_body = planned.exercise.loaded_with is LoadedWith.BODYWEIGHT
        reps = planned.lane or RepRange(8, 12)
        # A lever moves no weight that can be told: to these bodies it is as hard as all of their own.
        moved = planned.exercise.body_moved(self._weight) or (self._weight if is_body else None)
        sets, weight = len(planned.prescription.sets), moved
        return Slot(planned.exercise.id, sets, reps, planned.rest_s, planned.exercise.sides, weight)

    def _season(self, last: int) -> Season:
        kept = {name: one for name, one in self._practices.items() if one.slot is not None}
        return Season(
            traces={
                name: (one.slot, Trace(tuple(one.steps), math.log(one.body.strength(last) / one.begin)))
                for name, one in kept.items()
                if one.slot is not None
            },
            oracle={name: Trace((), math.log(one.twin.strength(last) / one.begin)) for name, one in kept.items()},
            planned=self._planned,
            done=len(self._minutes),
            minutes=tuple(self._minutes),
            weeks=tuple(self._volume.values()),
        )


def _in_variation(body: Body, family: _Family, exercise: Exercise, skill: Skill) -> _Variation:
    """Return a family's body in one of its exercises: as plans have it where they can tell, else as it would begin."""
    base = family.base
    if exercise.id == base.id:
        return _Variation(body, family.begin)
    if is_told(base, exercise):
        return _Variation(body, family.begin, ratio(base, exercise))
    kinds = [one.loaded_with is LoadedWith.BODYWEIGHT for one in (base, exercise)]
    power = {(False, True): OF_THE_BODY, (True, False): 1 / OF_THE_BODY}.get((kinds[0], kinds[1]), 1.0)
    return _Variation(body, family.begin, skill.fresh().strength(0) / family.begin, power)


def season(inputs: Inputs, lifter: Trainee, weeks: int) -> Season:
    """Let a lifter live the plan of these inputs for so many weeks from their `now`."""
    return Life(inputs, lifter).lived(weeks)
