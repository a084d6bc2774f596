"""What is known where sets are written down, and so what a bare number can be: a load, or a number of sets."""

from __future__ import annotations

from collections.abc import Container
from enum import Enum, auto
from typing import Final

import attrs

from overload.model.notation.limits import MOST_BARE_SETS
from overload.model.progress import SetTarget
from overload.model.training import Measure
from overload.units import Load, Unit, plain

_SETS_BEYOND: Final = 2
"""So many sets more than were asked for somebody may well do."""


class Bare(Enum):
    """What the first number of `3x10` is."""

    LOAD = auto()
    SETS = auto()
    EITHER = auto()
    NEITHER = auto()


@attrs.frozen
class Known:
    """The unit of a bare load, what was asked for, set by set, and the loads that can be made (see `parse_sets`)."""

    unit: Unit
    asked: tuple[SetTarget, ...]
    made: Container[Load] | None
    is_shown: bool
    measure: Measure = Measure.REPS
    body: Load | None = None

    def example_load(self, otherwise: str) -> str:
        """Return a load as hints write it: the first one asked for, so that the hint fits who reads it."""
        if not self.asked:
            return otherwise
        load = self.asked[0].load
        if load.amount <= 0:
            return "bw"
        return plain(load.amount) + ("" if load.unit is self.unit else load.unit)

    def can_be_made(self, load: Load) -> bool:
        """Tell whether a load can be made, as far as that is known, or was asked for."""
        return self.made is not None and (load in self.made or self.is_asked(load))

    def is_asked(self, load: Load) -> bool:
        """Tell whether a load was asked for."""
        return any(target.load == load for target in self.asked)

    def first_number(self, count: int, load: Load, groups: int, *, is_named: bool, is_held: bool = False) -> Bare:
        """Return what the first number is of a line that goes on with so many sets.

        `is_named`: a load was named before it, or none has to be. Without a ladder it is a load, unless so few times
        something is held or carried (`is_held`). What can be made is one, unless it is as likely the number of sets;
        what cannot be made is sets where so few are done.
        """
        has_load = bool(self.asked) or is_named
        if self.made is None:
            is_few = groups == 1 and 1 <= count <= MOST_BARE_SETS
            return Bare.SETS if is_held and is_few and has_load else Bare.LOAD
        if groups > 1:
            return Bare.SETS if count == groups and has_load and not self.can_be_made(load) else Bare.LOAD
        if not 1 <= count <= MOST_BARE_SETS:
            return Bare.LOAD
        if not self.can_be_made(load):
            return Bare.SETS if has_load else Bare.NEITHER
        return self._of_both(count, load) if has_load else Bare.LOAD

    def _of_both(self, count: int, load: Load) -> Bare:
        is_as_asked = count == len(self.asked)
        if is_as_asked and self.is_shown:
            return Bare.SETS
        is_likely = is_as_asked or (not self.is_asked(load) and count <= max(len(self.asked), 1) + _SETS_BEYOND)
        return Bare.EITHER if is_likely else Bare.LOAD

    def is_rather_a_load(self, count: int, load: Load) -> bool:
        """Tell whether a first number is a load although one stands behind: too many for sets, and it can be made."""
        return count > MOST_BARE_SETS and (self.made is None or self.can_be_made(load))

    def sets_of_two(self, first: int, second: int) -> Bare:
        """Return what the first of two numbers behind a load is: sets, or reps (`LOAD`) and the second one sets."""
        if first == second or (first > MOST_BARE_SETS) is not (second > MOST_BARE_SETS):
            return Bare.SETS if first <= MOST_BARE_SETS else Bare.LOAD
        if len(self.asked) in {first, second}:
            return Bare.SETS if first == len(self.asked) else Bare.LOAD
        return Bare.EITHER

    def load_of_three(self, counts: tuple[int, int], loads: tuple[Load, Load]) -> Bare:
        """Return what the first number of `14x12x3` is, where the last one may be the load as well."""
        if self.made is not None:
            can = tuple(map(self.can_be_made, loads))
            if can[0] != can[1]:
                return Bare.SETS if can[1] else Bare.LOAD
        if max(counts) > MOST_BARE_SETS:
            return Bare.SETS if counts[0] <= MOST_BARE_SETS else Bare.LOAD
        return Bare.LOAD if self.made is None else Bare.EITHER
