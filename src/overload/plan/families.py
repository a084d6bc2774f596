"""Which variation of its family each slot asks for: none that is too heavy, none that has become too easy.

A family is an exercise with its easier and harder neighbours, and what else can take its place. The variation that was
done last is where somebody stands, so the log alone decides. From there it goes a step back where the lightest load is
too heavy for the range, or sets fall far short; and a step on where the heaviest has no more to give. Where strength
can be told, a step on waits until the next variation is worth the bottom of its range. What was refused is left out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

import attrs

from overload.catalog import Catalog
from overload.equipment import Rack
from overload.errors import DataError
from overload.model import (
    Athlete,
    Entry,
    Exercise,
    Ladder,
    LoadedWith,
    Log,
    Measure,
    RepRange,
    WorkoutSlot,
)
from overload.plan.knowing import told as known_of
from overload.plan.lines import Line, lines
from overload.plan.values import PlannedSlot
from overload.progression import chosen, estimated, in_words, said_load
from overload.units import Load, load

LOOKED_AT: Final = 12
"""So many sessions of each variation back."""
USUAL: Final[Mapping[str, float]] = {"beginner": 1.6, "intermediate": 2.8, "experienced": 3.5}
"""Times bodyweight and `start_share` that somebody of an experience is taken to lift once, at the best (ours).

First loads are careful, and this is generous: what a workout asks for stays, unless it is surely too heavy.
"""
USUAL_BODY: Final = load("70 kg")
"""What a body weighs of which nobody said it, to judge by alone."""
BEYOND: Final = 5
"""Reps past the range at the heaviest load from which a harder variation does more than further reps."""
MOST: Final = 30
"""No variation is asked for more reps than this before the next is tried."""
FEWEST: Final = 0.5
"""The share of the bottom of its range that a variation somebody does must be good for, to stay with it."""
NEARLY: Final = 0.75
"""The share of it that is near enough for a first time: how strong somebody is then is a guess."""
MISSES: Final = 3
"""So many sessions in a row below the range end in an easier variation."""
LATER: Final = 3
"""So many more reps each step back asks for, before the harder variation is tried again."""
ONE_SIDE: Final = 0.5
"""The share of a body's push that one side of it has."""


@attrs.frozen
class Taken:
    """A slot as a session asks for it; where it is another variation, of which exercise it takes the place, and why."""

    slot: WorkoutSlot
    instead_of: str = ""
    why: str = ""


@attrs.frozen
class Stage:
    """A variation somebody does: its exercise, what was done of it lately, oldest first, and its ladder there."""

    exercise: Exercise
    entries: tuple[Entry, ...]
    rungs: Ladder


@attrs.frozen(slots=False)
class Families:
    """What tells which variation a slot asks for at a place, of which these are all `slots` of the weekly calendar.

    `refused` are exercises that the athlete will not do instead of others, `swapped` sessions in which they chose.
    """

    athlete: Athlete
    catalog: Catalog
    log: Log
    rack: Rack
    slots: tuple[WorkoutSlot, ...]
    refused: frozenset[str] = frozenset()
    swapped: frozenset[int] = frozenset()

    def taken(self, slots: Sequence[WorkoutSlot]) -> tuple[Taken, ...]:
        """Return the slots of a workout with the variations they ask for."""
        return tuple(map(self._taken, slots))

    def _taken(self, slot: WorkoutSlot) -> Taken:
        line = self._lines.get(slot.exercise)
        if line is None or slot.rule:
            return Taken(slot)
        asked = slot.exercise, slot.reps
        if asked not in self._known:
            self._known[asked] = self._found(slot, line)
        found, why = self._known[asked]
        base = self.catalog.exercises[slot.exercise]
        if found.id == base.id:
            return Taken(slot, "", why)
        reps = slot.reps if found.usual_reps == base.usual_reps else found.usual_reps
        other = attrs.evolve(slot, exercise=found.id, reps=reps, rest_s=found.rest_s, params={}, start=None)
        return Taken(other, base.id, why)

    @cached_property
    def _known(self) -> dict[tuple[str, RepRange], tuple[Exercise, str]]:
        return {}

    @cached_property
    def _lines(self) -> Mapping[str, Line]:
        def serves(exercise: Exercise) -> bool:
            return exercise.id not in self.refused and self._rungs(exercise) is not None

        return lines([slot.exercise for slot in self.slots], self.catalog.exercises, serves)

    def _found(self, slot: WorkoutSlot, line: Line) -> tuple[Exercise, str]:
        """Return the variation that is right for a slot, and why it is another one."""
        base, past = self.catalog.exercises[slot.exercise], self._past(line)
        here = self._stage(past[-1].exercise, past) if past else None
        here = here or self._stage(base.id, past)
        if here is None:
            return base, ""
        return _Judge(self.athlete, slot, past, self._stage, self._chosen(slot)).found(line, here)

    def _chosen(self, slot: WorkoutSlot) -> Load | None:
        """Return the load that was chosen to begin with, in any workout."""
        return next((one.start for one in (slot, *self.slots) if one.start and one.exercise == slot.exercise), None)

    def _past(self, line: Line) -> tuple[Entry, ...]:
        """Return what was done of a family, oldest first; of its variations only what was asked for."""
        found = [
            entry
            for name in line.members
            for entry in self.log.history(name, LOOKED_AT)
            if entry.sets and not entry.is_warm_up and entry.session not in self.swapped
            if entry.asked is not None or name == line.base
        ]
        return tuple(sorted(found, key=lambda entry: (entry.on, entry.id)))

    def _stage(self, name: str, past: Sequence[Entry]) -> Stage | None:
        exercise = self.catalog.exercises[name]
        rungs = None if name in self.refused else self._rungs(exercise)
        return None if rungs is None else Stage(exercise, tuple(one for one in past if one.exercise == name), rungs)

    def _rungs(self, exercise: Exercise) -> Ladder | None:
        """Return the ladder of an exercise at the place, None where it cannot be done there."""
        if exercise.id not in self._ladders:
            self._ladders[exercise.id] = self._built(exercise)
        return self._ladders[exercise.id]

    def _built(self, exercise: Exercise) -> Ladder | None:
        try:
            return self.rack.ladder(exercise) if self.rack.can_be_done(exercise) else None
        except DataError:
            return None

    @cached_property
    def _ladders(self) -> dict[str, Ladder | None]:
        return {}


@attrs.frozen
class _Judge:
    """Decides for one slot: its athlete, what was done of its family, and the load chosen to begin with."""

    athlete: Athlete
    slot: WorkoutSlot
    past: tuple[Entry, ...]
    stage: Callable[[str, Sequence[Entry]], Stage | None]
    chosen: Load | None

    def found(self, line: Line, here: Stage) -> tuple[Exercise, str]:
        """Return the variation that is right, and why it is another than the one of the workout or of the last time."""
        base = self.stage(line.base, self.past) or here
        if self._is_too_heavy(here):
            found = self._easier(line, here)
        elif here.exercise.id in line.before:
            found = self._nearer(line, here, base)
        else:
            found = self._harder(line, here)
        return found.exercise, self._why(line, found, here, base)

    def _why(self, line: Line, found: Stage, here: Stage, base: Stage) -> str:
        name = base.exercise.name.lower()
        if found.exercise.id in line.before:
            return self._too_heavy(base)
        if found.exercise.id in line.after:
            return _step_on(base, here)
        if here.exercise.id in line.before:
            return f"Back to the {name}: {self.slot.reps.low} {self.slot.reps.measure} are within reach now"
        return f"Back to the {name}: the {here.exercise.name.lower()} fell short" if found is not here else ""

    def _easier(self, line: Line, here: Stage) -> Stage:
        """Return the nearest easier variation that is not too heavy itself, the same where there is none."""
        easier = list(self._stages(line.easier_than(here.exercise.id)))
        fitting = (one for one in easier if one.exercise.id == line.base or self._share(one, here) >= NEARLY)
        return next(fitting, None) or max((here, *easier), key=lambda stage: self._share(stage, here))

    def _share(self, stage: Stage, here: Stage) -> float:
        """Return of what part of the bottom of its range somebody is good for in a variation."""
        reps = self._reps(stage, here)
        return math.inf if reps is None else reps / self._low(stage)

    def _nearer(self, line: Line, here: Stage, base: Stage) -> Stage:
        """Return the base where strength allows it again, else what is a step nearer to it, else the same."""
        if is_told(here.exercise, base.exercise):
            nearer = base
        else:
            nearer = next(self._stages(line.harder_than(here.exercise.id)), base)
            if not self._is_spent(here, nearer):
                return here
        return nearer if self._is_ready(nearer, here) else here

    def _harder(self, line: Line, here: Stage) -> Stage:
        """Return the next harder variation where this one has no more to give, else the same."""
        further = self._stages(line.harder_than(here.exercise.id))
        harder = next((stage for stage in further if self._is_harder(stage, here)), None)
        if harder is None or not self._is_spent(here, harder) or not self._is_ready(harder, here):
            return here
        return harder

    def _stages(self, names: Sequence[str]) -> Iterator[Stage]:
        return (stage for name in names if (stage := self.stage(name, self.past)) is not None)

    def _is_too_heavy(self, stage: Stage) -> bool:
        """Tell whether the lightest load of what somebody does, or is to begin with, is too heavy for the range."""
        low = self._low(stage)
        if stage.entries and not _is_measured(stage.exercise):
            return _falls_short(stage.entries, low)
        reps = self._reps(stage, None)
        return reps is not None and reps < (FEWEST if stage.entries else NEARLY) * low

    def _is_ready(self, stage: Stage, here: Stage) -> bool:
        """Tell whether somebody is good for the bottom of the range of another variation than they do."""
        reps = self._reps(stage, here)
        return reps is None or reps >= self._low(stage)

    def _is_harder(self, stage: Stage, here: Stage) -> bool:
        """Tell whether the heaviest load of a variation is harder than that of what somebody does now."""
        if not is_told(here.exercise, stage.exercise):
            return True
        there, now = (self._reps(one, here, one.rungs.top) for one in (stage, here))
        return there is None or now is None or there <= now

    def _low(self, stage: Stage) -> int:
        is_own = stage.exercise.id == self.slot.exercise
        return self.slot.reps.low if is_own else stage.exercise.usual_reps.low

    def _high(self, stage: Stage) -> int:
        is_own = stage.exercise.id == self.slot.exercise
        return self.slot.reps.high if is_own else stage.exercise.usual_reps.high

    def _is_spent(self, stage: Stage, harder: Stage) -> bool:
        """Tell whether the heaviest load of a variation was done with all the reps that it is good for."""
        last = stage.entries[-1] if stage.entries else None
        if last is None or last.unwell or last.asked is None or last.asked.is_deload:
            return False
        asked = last.asked.sets
        done = [one for one in last.performed().sets if not one.left_out]
        needed = self._high(stage) + LATER * self._steps_back(stage, harder)
        if stage.exercise.measure is Measure.REPS:
            needed = min(needed + BEYOND * (stage.exercise.loaded_with is not LoadedWith.BODYWEIGHT), MOST)
        is_whole = len(done) >= len(asked) and min((one.load for one in done), default=None) == stage.rungs.top
        return is_whole and min(one.reps for one in done) >= needed

    def _steps_back(self, stage: Stage, harder: Stage) -> int:
        """Return how often somebody came back from a harder variation to this one."""
        names = [entry.exercise for entry in self.past]
        return sum(pair == (harder.exercise.id, stage.exercise.id) for pair in pairwise(names))

    def _reps(self, stage: Stage, here: Stage | None, at: Load | None = None) -> float | None:
        """Return how many reps of a variation the log shows, at its lightest load or another; None: it is mute."""
        strength = self._strength(stage, here)
        lifted = self._weight(stage.exercise, at or stage.rungs.bottom)
        if strength is None or lifted is None:
            return None
        return 30 * (math.exp(strength) / lifted - 1)

    def _strength(self, stage: Stage, here: Stage | None) -> float | None:
        """Return the log of the most somebody lifts once of a variation: by its own log, else by what they do now.

        What was last known of it grows as what is done instead of it does.
        """
        exercise = stage.exercise
        own = self._logged(exercise, stage.entries)
        if here is None or here.exercise.id == exercise.id or not here.entries:
            return own if own is not None else self._prior(exercise)
        since = [one for one in here.entries if not stage.entries or one.on >= stage.entries[-1].on]
        first, now = self._logged(here.exercise, since[:1]), self._logged(here.exercise, since)
        grown = 0.0 if first is None or now is None else max(now - first, 0.0)
        if own is not None:
            return own + grown
        if is_told(here.exercise, exercise) and now is not None:
            return now + math.log(ratio(here.exercise, exercise))
        prior = self._prior(exercise)
        return None if prior is None else prior + grown

    def _prior(self, exercise: Exercise) -> float | None:
        """Return what is known of an exercise that was never done."""
        known = known_of(exercise, self.athlete, exercise.body_moved(self._body))
        if known is not None:
            return known.log
        if exercise.loaded_with is LoadedWith.BODYWEIGHT:
            return None
        if self.chosen is not None and exercise.id == self.slot.exercise:
            return chosen(self.chosen, self.slot.reps.low).log
        times = USUAL.get(self.athlete.experience.value, USUAL["beginner"])
        return math.log(float(self._body.kg) * exercise.start_share * times)

    def _logged(self, exercise: Exercise, entries: Sequence[Entry]) -> float | None:
        is_body = exercise.loaded_with is LoadedWith.BODYWEIGHT
        moved = exercise.body_moved(self._body)
        done = [attrs.evolve(one.performed(), bodyweight=moved) if is_body else one.performed() for one in entries]
        found = estimated(done, moved, known_of(exercise, self.athlete, moved))
        return None if found is None or not entries else found.log

    def _weight(self, exercise: Exercise, at: Load) -> float | None:
        """Return what is lifted in kg; None where that cannot be told as a weight."""
        if exercise.measure is not Measure.REPS or at.aid:
            return None
        moved = exercise.body_moved(self._body)
        if exercise.loaded_with is LoadedWith.BODYWEIGHT and moved is None:
            return None
        weight = float(at.kg) + (float(moved.kg) if moved is not None else 0.0)
        return weight if weight > 0 else None

    @property
    def _body(self) -> Load:
        return self.athlete.bodyweight or USUAL_BODY

    def _too_heavy(self, base: Stage) -> str:
        """Say why something easier takes the place of the base."""
        low, name = f"{self.slot.reps.low} {self.slot.reps.measure}", base.exercise.name.lower()
        if base.exercise.loaded_with is LoadedWith.BODYWEIGHT:
            return f"In place of the {name}, of which {low} are out of reach yet"
        return f"In place of the {name}: {said_load(base.rungs.bottom)} is too heavy for {low} of it yet"


def _falls_short(entries: Sequence[Entry], low: int) -> bool:
    """Tell whether sets were far from a range in the last session, or below it in the last few."""
    well = (entry.performed().sets for entry in entries if not entry.unwell)
    sessions = ([one.reps for one in sets if not one.left_out] for sets in well)
    tried = [reps for reps in sessions if reps][-MISSES:]
    if not tried:
        return False
    return max(tried[-1]) < FEWEST * low or (len(tried) == MISSES and all(min(reps) < low for reps in tried))


def _is_measured(exercise: Exercise) -> bool:
    """Tell whether what is done of an exercise tells a strength in the hands."""
    return exercise.loaded_with is not LoadedWith.BODYWEIGHT and exercise.measure is Measure.REPS


def is_told(one: Exercise, other: Exercise) -> bool:
    """Tell whether the strength in an exercise tells that in another: both of a gear, or of a share of the body."""
    if _is_measured(one) or _is_measured(other):
        return _is_measured(one) and _is_measured(other) and one.gear is other.gear
    is_body = one.body_share > 0 and other.body_share > 0
    return is_body and one.measure is other.measure is Measure.REPS and bool(set(one.direct) & set(other.direct))


def ratio(one: Exercise, other: Exercise) -> float:
    """Return what the strength in one exercise is times that in another: by first loads, or by the sides that push."""
    if _is_measured(one):
        return other.start_share / one.start_share
    return {1: 1.0, 2: ONE_SIDE}[other.sides] / {1: 1.0, 2: ONE_SIDE}[one.sides]


def _step_on(base: Stage, here: Stage) -> str:
    """Say why something harder takes the place of the base."""
    name = base.exercise.name.lower()
    last = base.entries[-1] if base.entries else None
    if last is None or here.exercise.id != base.exercise.id:
        return f"A step on from the {name}"
    done = in_words([one.reps for one in last.performed().sets if not one.left_out], base.exercise.measure)
    return f"A step on from the {name}, which has no more to give after {done} at {said_load(base.rungs.top)}"


def told(slots: Sequence[PlannedSlot], taken: Sequence[Taken]) -> tuple[PlannedSlot, ...]:
    """Return slots that say of which exercise they take the place, and why, before why they ask for what they do."""
    left = list(taken)
    found = []
    for slot in slots:
        its = next((one for one in left if (one.slot.exercise, one.slot.reps) == (slot.exercise.id, slot.lane)), None)
        if its is not None:
            left.remove(its)
        found.append(_told(slot, its))
    return tuple(found)


def _told(slot: PlannedSlot, taken: Taken | None) -> PlannedSlot:
    if taken is None or slot.done is not None:
        return slot
    why = f"{taken.why}. {slot.prescription.why}"
    return attrs.evolve(slot, prescription=attrs.evolve(slot.prescription, why=why), instead_of=taken.instead_of)


def as_done(
    slots: Sequence[WorkoutSlot],
    taken: Sequence[Taken],
    entries: Sequence[Entry],
    exercises: Mapping[str, Exercise],
) -> tuple[WorkoutSlot, ...]:
    """Return the slots of a session of which entries are written down, with the variations that were done in them.

    What was asked then stands, whatever variation is right today.
    """
    there, written = {slot.exercise for slot in slots}, {entry.exercise for entry in entries}
    left = {entry.exercise: entry for entry in entries if entry.exercise not in there and entry.asked is not None}
    found: list[WorkoutSlot] = []
    for slot in slots:
        its = (one.instead_of for one in taken if one.instead_of and one.slot.exercise == slot.exercise)
        base = exercises[next(its, slot.exercise)]
        name = next((name for name in left if _is_variation(exercises.get(name), base)), "")
        if slot.exercise in written or not name:
            found.append(slot)
            continue
        asked = left.pop(name).asked
        reps = (asked and asked.lane) or exercises[name].usual_reps
        found.append(attrs.evolve(slot, exercise=name, reps=reps, rest_s=exercises[name].rest_s, start=None))
    return tuple(found)


def _is_variation(one: Exercise | None, base: Exercise) -> bool:
    """Tell whether an exercise may have been done in the place of another."""
    return one is not None and (one.id == base.id or one.swap == base.swap != "" or one.id in base.alternatives)
