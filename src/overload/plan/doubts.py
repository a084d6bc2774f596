"""What of the log may have been written down otherwise than it was meant, and the lines that would say what was meant.

Whoever wrote `row 3x10` meant three sets of ten, and not ten reps with 3 kg that nobody owns. What is in doubt stays in
the log as it is, and is asked about; until somebody answers, it says nothing to a rule and makes no record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from decimal import Decimal
from typing import Final

import attrs

from overload.catalog import Catalog
from overload.errors import DataError
from overload.model import Configuration, Entry, Exercise, Ladder, LoadedWith, Log, SetDone
from overload.model.notation import UnclearError
from overload.plan.reading import ladders, read_sets
from overload.units import Load

SAME_KG: Final = Decimal("0.7")
"""So far from a rung a load in the other unit may be and still be that dumbbell: printed figures are rounded so far."""
SLIP: Final = 10
"""A decimal point left out makes ten times the load."""
FAR: Final = 2
"""Twice the heaviest load there is, or half the lightest, was lifted elsewhere or is a slip."""
MOST_SETS_MEANT: Final = 10
"""A small whole number before the `x` may have been meant as a number of sets; nobody does more of one exercise."""


@attrs.frozen
class Doubt:
    """An entry that may have been meant otherwise: what is odd about it, and sets it may have meant, likeliest first.

    An entry that holds `unread` words has nothing to stand by: one of what is meant has to be chosen.
    """

    entry: Entry
    why: str
    meant: tuple[tuple[SetDone, ...], ...] = ()


class Doubts:
    """Looks at entries beside what the athlete can lift with, at any of the places."""

    def __init__(self, config: Configuration, catalog: Catalog) -> None:
        self._config, self._catalog = config, catalog
        self._ladders: dict[str, tuple[Ladder, ...]] = {}

    def of(self, entry: Entry, last: Load | None = None) -> Doubt | None:
        """Return what is odd about an entry, None where nothing is or its athlete stands by it.

        `last` is the heaviest load of the time before, where that is known.
        """
        exercise = self._catalog.exercises.get(entry.exercise)
        if entry.unread:
            readings = self._readings(entry, exercise)
            why = "has not been read yet" if len(readings) == 1 else "can mean two things"
            return Doubt(entry, f"'{entry.unread}' {why}", readings)
        if entry.is_sure or exercise is None or not entry.sets:
            return None
        if not any(done.reps or done.left_out for done in entry.sets):
            return _all_nought(entry)
        return self._made_up(entry) or self._of_load(entry, exercise, last)

    def among(self, entries: Iterable[Entry]) -> Iterator[Doubt]:
        """Yield the doubts among entries, oldest first, each compared with the time before that was not in doubt."""
        last: dict[str, Load] = {}
        for entry in entries:
            doubt = self.of(entry, last.get(entry.exercise))
            if doubt is not None:
                yield doubt
            elif entry.sets:
                last[entry.exercise] = max(done.load for done in entry.sets)

    def _readings(self, entry: Entry, exercise: Exercise | None) -> tuple[tuple[SetDone, ...], ...]:
        """Return what words that were kept can mean, as far as they can be read with what is owned now."""
        if exercise is None:
            return ()
        asked = entry.asked.sets if entry.asked else ()
        try:
            return (read_sets(self._config, self._catalog, exercise, entry.unread, asked),)
        except UnclearError as error:
            return tuple(meaning.sets for meaning in error.meanings)
        except DataError:
            return ()

    def _made_up(self, entry: Entry) -> Doubt | None:
        """Doubt sets after the first at just the loads asked for: `12.5 x 10 10 9` was once read that way."""
        asked = [target.load for target in entry.asked.sets] if entry.asked else []
        first, rest = entry.sets[0].load, [done.load for done in entry.sets[1:]]
        goes_back = bool(rest) and rest == asked[1 : len(entry.sets)] and first not in asked
        if not goes_back:
            return None
        meant = tuple(attrs.evolve(done, load=first) for done in entry.sets)
        return Doubt(entry, f"the first set is at {first}, the others at what had been asked for", (meant,))

    def of_new(self, entry: Entry, last: Load | None) -> Doubt | None:
        """Return what is odd about an entry that was read just now: only its load can be a slip."""
        exercise = self._catalog.exercises.get(entry.exercise)
        if exercise is None or not entry.sets:
            return None
        return self._too_heavy(entry, last) or self._nobodys(entry, exercise, ())

    def remark(self, entry: Entry) -> str:
        """Say which dumbbell here is meant by a load in the other unit, or that these sets are not what is asked for.

        '' where there is nothing to say.
        """
        exercise = self._catalog.exercises.get(entry.exercise)
        if exercise is not None and (said := _of_another_measure(entry, exercise)):
            return said
        odd = self._strange(entry, exercise) if exercise else None
        near = self._same_dumbbell(odd, exercise) if odd and exercise else None
        return f"{odd} is the {near} you have here" if near is not None else ""

    def _of_load(self, entry: Entry, exercise: Exercise, last: Load | None) -> Doubt | None:
        return self._too_heavy(entry, last) or self._nobodys(entry, exercise, tuple(self._as_sets(entry)))

    def _too_heavy(self, entry: Entry, last: Load | None) -> Doubt | None:
        heaviest = max(done.load for done in entry.sets)
        if last is None or not 0 < last.kg * SLIP <= heaviest.kg:
            return None
        return Doubt(entry, f"{heaviest} is ten times the {last} of last time", (_divided(entry.sets),))

    def _nobodys(self, entry: Entry, exercise: Exercise, as_sets: tuple[tuple[SetDone, ...], ...]) -> Doubt | None:
        """Doubt a load that cannot be made here where something else was likely meant, or nothing here is near it."""
        odd = self._strange(entry, exercise)
        if odd is None or self._same_dumbbell(odd, exercise) is not None:
            return None
        slip = self._can_be_made(Load(odd.amount / SLIP, odd.unit), exercise) and odd.amount > 0
        meant = (*as_sets, *((_divided(entry.sets),) if slip else ()))
        # What hangs on a belt or in a rucksack is not in plan.toml: only a likely slip is asked about there.
        is_far = exercise.loaded_with is not LoadedWith.BODYWEIGHT and self._is_far(odd, exercise)
        return Doubt(entry, f"{odd} cannot be made with what you own", meant) if meant or is_far else None

    def _strange(self, entry: Entry, exercise: Exercise) -> Load | None:
        """Return a load that was lifted and can neither be made here nor had been asked for."""
        known = {target.load for target in entry.asked.sets} if entry.asked else set()
        lifted = (done.load for done in entry.sets if done.reps and not done.load.aid and done.load not in known)
        return next((load for load in lifted if not self._can_be_made(load, exercise)), None)

    def _can_be_made(self, load: Load, exercise: Exercise) -> bool:
        rungs = self._rungs(exercise)
        return not rungs or any(found.rung(load) is not None for found in rungs)

    def _is_far(self, load: Load, exercise: Exercise) -> bool:
        """Tell whether a load is out of reach of all that can be made, rather than between two rungs of it."""
        rungs = self._rungs(exercise)
        top, bottom = max(found.top.kg for found in rungs), min(found.bottom.kg for found in rungs)
        return load.kg > FAR * top or load.kg * FAR < bottom

    def _as_sets(self, entry: Entry) -> Iterator[tuple[SetDone, ...]]:
        """Yield the sets that `3x10` means, of which an earlier version made ten reps with 3."""
        asked = tuple(target.load for target in entry.asked.sets) if entry.asked else ()
        first = entry.sets[0]
        number = first.load.amount
        if len(entry.sets) == 1 and asked and number == int(number) and 2 <= number <= MOST_SETS_MEANT:
            loads = [asked[min(place, len(asked) - 1)] for place in range(int(number))]
            yield tuple(attrs.evolve(first, load=load) for load in loads)

    def _same_dumbbell(self, odd: Load, exercise: Exercise) -> Load | None:
        """Return the rung a load in the other unit stands for: 35 lb are the 16 kg dumbbell."""
        loads = (rung.load for found in self._rungs(exercise) for rung in found.rungs)
        near = [load for load in loads if load.unit is not odd.unit and abs(load.kg - odd.kg) <= SAME_KG]
        return min(near, key=lambda load: abs(load.kg - odd.kg), default=None)

    def _rungs(self, exercise: Exercise) -> tuple[Ladder, ...]:
        if exercise.id not in self._ladders:
            self._ladders[exercise.id] = tuple(ladders(self._config, self._catalog, exercise))
        return self._ladders[exercise.id]


def _of_another_measure(entry: Entry, exercise: Exercise) -> str:
    """Say it where all that was done counts otherwise than what is asked of the exercise."""
    asked = {target.measure for target in entry.asked.sets} if entry.asked else {exercise.measure}
    done = {one.measure for one in entry.sets}
    if not done or done & asked:
        return ""
    usual, other = min(asked), min(done)
    return f"{exercise.name} is asked for in {usual} here: these {other} are kept, and say nothing to its plan"


def _all_nought(entry: Entry) -> Doubt:
    """Doubt sets without a single rep: an earlier version wrote 0 for a failed try and for what was left out."""
    tried = tuple(attrs.evolve(done, left_out=False) for done in entry.sets)
    left_out = tuple(attrs.evolve(done, left_out=True) for done in entry.sets)
    return Doubt(entry, "it does not say whether you tried and failed or left it out", (tried, left_out))


def _divided(sets: Sequence[SetDone]) -> tuple[SetDone, ...]:
    return tuple(attrs.evolve(done, load=attrs.evolve(done.load, amount=done.load.amount / SLIP)) for done in sets)


@attrs.frozen
class HeardLog:
    """A log as rules hear it: without what is in doubt. That a session took place is known all the same."""

    log: Log
    doubts: Doubts

    def history(self, exercise: str, limit: int) -> Sequence[Entry]:
        """Return the newest `limit` entries of an exercise that are not in doubt, oldest first."""
        found = self.log.history(exercise, limit)
        if all(entry.is_sure and not entry.unread for entry in found):
            return found
        doubted = {doubt.entry.id for doubt in self.doubts.among(found)}
        return [entry for entry in found if entry.id not in doubted]

    def since(self, day: date) -> Sequence[Entry]:
        """Return all entries of that date and later, oldest first."""
        return self.log.since(day)

    def exercises(self) -> Set[str]:
        """Return the ids of all exercises that have entries, in doubt or not."""
        return self.log.exercises()
