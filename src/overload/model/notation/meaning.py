"""A line that can mean two things: both of them, and what to write for each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import attrs

from overload.errors import DataError, Problem
from overload.model.notation.writing import write_sets
from overload.model.progress import SetDone, SetKind
from overload.model.training import Measure
from overload.units import Load


@attrs.frozen
class Meaning:
    """One of the things a line can mean: its sets, the line that means just them, and how it is said.

    `measure` is what a bare count of the exercise counts.
    """

    sets: tuple[SetDone, ...]
    measure: Measure = Measure.REPS

    @property
    def line(self) -> str:
        """What to write for it: `20kgx10,10,10`."""
        return write_sets(self.sets, self.measure)

    @property
    def words(self) -> str:
        """How it is said: `3 sets of 10 at 20 kg`, `1 set of 10 at 3 kg`."""
        groups = groupby(self.sets, key=lambda done: (done.reps, done.load, *done.counted_as, done.at_least))
        return ", ".join(_words(done, len([done, *same])) for _, same in groups for done in [next(same)])


def _words(done: SetDone, sets: int) -> str:
    kind = "" if done.kind is SetKind.WORK else f"{done.kind}: "
    count = f"{done.reps} {done.measure.sign}".strip() + (" or more" if done.at_least else "")
    return f"{kind}{sets} {'set' if sets == 1 else 'sets'} of {count} {at_load(done.load)}"


def at_load(load: Load) -> str:
    """Say what a set is done at: `at 20 kg`, `at bodyweight`, `with a chair`."""
    return f"with a {load}" if load.aid else f"at {load}" if load.amount else "at bodyweight"


class UnclearError(DataError):
    """A line can mean two things; whoever can be asked is asked which, and then `line` of it is what to read."""

    def __init__(self, text: str, meanings: Sequence[Meaning]) -> None:
        self.text, self.meanings = text, tuple(meanings)
        first, second = self.meanings
        hint = f"write '{first.line}' for {first.words}, '{second.line}' for {second.words}"
        super().__init__(Problem(f"'{text}'", "can mean two things", hint))
