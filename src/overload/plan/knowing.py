"""What is known of the strength in an exercise before it is trained: told by the athlete, or shown by related ones."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import attrs

from overload.model import Athlete, Entry, Exercise, Ladder, LoadedWith, Measure, RepRange
from overload.progression import SPREAD, Estimate, load_worth, seen, told_best
from overload.units import Load

RELATED: Final = 0.85
"""The share of what related exercises tell that a first load takes, since people differ in what is strong (ours)."""


def told(exercise: Exercise, athlete: Athlete, bodyweight: Load | None) -> Estimate | None:
    """Return what the athlete told of an exercise; None where nothing, or where nobody knows what the body weighs.

    `bodyweight` is the part of it that the exercise moves, None where it is not lifted.
    """
    best = athlete.can.get(exercise.id)
    is_lifted = exercise.loaded_with is LoadedWith.BODYWEIGHT
    if best is None or (is_lifted and bodyweight is None):
        return None
    return told_best(best.reps, best.load or Load(Decimal(0), athlete.unit), bodyweight if is_lifted else None)


@attrs.frozen
class Shown:
    """What is known of the strength in an exercise once an entry is in: the estimate, and whether it was measured."""

    entry: Entry
    estimate: Estimate
    measured: bool


def shown(exercise: Exercise, entries: Iterable[Entry], athlete: Athlete) -> Iterator[Shown]:
    """Yield what each entry of an exercise, oldest first, makes of its strength, beginning with what was told.

    Nothing comes of what is not counted in reps, nor of a body whose weight nobody knows.
    """
    is_lifted, now = exercise.loaded_with is LoadedWith.BODYWEIGHT, None
    if exercise.measure is not Measure.REPS:
        return
    for entry in entries:
        moved = exercise.body_moved(entry.bodyweight or athlete.bodyweight) if is_lifted else None
        if is_lifted and moved is None:
            continue
        before = told(exercise, athlete, moved) if now is None else now
        done = attrs.evolve(entry.performed(), bodyweight=moved)
        now = seen(before, done, moved)
        if now is not None:
            yield Shown(entry, now, measured=now.known and _is_surer(now, before, entry.on))


def _is_surer(now: Estimate, before: Estimate | None, day: date) -> bool:
    return before is None or now.variance < before.at(day).variance * 0.9


@attrs.frozen
class Others:
    """The exercises that may tell of one that is new, and what is known of each, asked only of those that count."""

    exercises: Sequence[Exercise]
    known_of: Callable[[Exercise], Estimate | None]

    def alike(self, exercise: Exercise) -> list[tuple[Exercise, Estimate]]:
        """Return those with the same gear of which something is known, and what."""
        found = ((one, self.known_of(one)) for one in self.exercises if _is_alike(one, exercise))
        return [(one, known) for one, known in found if known is not None]

    def near(self, exercise: Exercise) -> Others:
        """Return those alone that train one of the same muscles, as far as they tell more than a load chosen."""
        near = [one for one in self.exercises if set(one.direct) & set(exercise.direct)]
        return Others(near, self._if_sure)

    def _if_sure(self, exercise: Exercise) -> Estimate | None:
        known = self.known_of(exercise)
        return known if known is not None and _is_sure(known) else None


@attrs.frozen
class Guess:
    """A careful first load, and what it goes by, in words; empty where that is bodyweight or nothing."""

    load: Load | None
    by: str = ""


def guessed_start(
    exercise: Exercise,
    reps: RepRange,
    rungs: Ladder,
    athlete: Athlete,
    bodyweight: Load | None,
    others: Others,
) -> Guess:
    """Return a careful first load where none was given; one of None where nothing is known.

    It is what the athlete told of the exercise, else what others show, else a share of bodyweight (`start_share`). A
    body that can be helped begins with the most help there is: nobody learns a pull-up from pull-ups that fail.
    """
    moved = exercise.body_moved(bodyweight)
    if (best := told(exercise, athlete, moved)) is not None:
        return Guess(load_worth(best.log, reps.low, moved), "what you told")
    if exercise.id in athlete.can:  # nobody knows what the body weighs
        bare = athlete.can[exercise.id].load or Load(Decimal(0), athlete.unit)
        return Guess(bare if athlete.can[exercise.id].reps else min(rungs.bottom, bare), "what you told")
    if exercise.loaded_with is LoadedWith.BODYWEIGHT:
        return Guess(min(rungs.bottom, Load(Decimal(0), athlete.unit)))
    if bodyweight is not None:
        # It tells as much as a load somebody chose, or what other muscles did; less than what these did, or was told.
        others = others.near(exercise)
    related = _by_others(exercise, reps, others)
    if related is not None or bodyweight is None:
        return related or Guess(None)
    return Guess(Load(bodyweight.amount * Decimal(str(exercise.start_share)), bodyweight.unit))


def _by_others(exercise: Exercise, reps: RepRange, others: Others) -> Guess | None:
    """Return a careful first load from what is known of other exercises with the same gear; None where nothing is.

    The ratio of two exercises is that of their `start_share`, the share of bodyweight that a first load of each is:
    who rows twice the usual first load is taken to lift about twice the usual elsewhere. Those that train one of the
    same muscles tell first.
    """
    alike = others.alike(exercise)
    near = [pair for pair in alike if set(pair[0].direct) & set(exercise.direct)] or alike
    if not near or not exercise.start_share:
        return None
    shares = sorted(known.log - math.log(one.start_share) for one, known in near)
    middle = (shares[len(shares) // 2] + shares[(len(shares) - 1) // 2]) / 2
    load = load_worth(middle + math.log(exercise.start_share * RELATED), reps.low)
    return Guess(load, f"your {near[0][0].name.lower()}" if len(near) == 1 else "your other lifts")


def _is_sure(known: Estimate) -> bool:
    return known.last is not None or known.variance < SPREAD**2


def _is_alike(one: Exercise, other: Exercise) -> bool:
    is_loaded = one.loaded_with is not LoadedWith.BODYWEIGHT and one.start_share > 0
    return is_loaded and one.id != other.id and one.gear is other.gear
