"""Time away: when, on which clock, and what there is to train with there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import attrs

from overload.errors import DataError
from overload.model import Decision, Dumbbell, DumbbellKind, Place
from overload.units import Load, parse_load

AWAY: Final = "away-"
"""How the id of the place begins that is trained at while away."""
BAR: Final = "bar"
IN_ZONE: Final = "@"
BESIDES: Final = "+"
"""What stands, in the words of a time away, for a pull-up bar, before a time zone, and before what is lent."""


@attrs.frozen
class Away:
    """Days away, both included. With dumbbells the training goes on there; without, nothing is placed.

    `dumbbells` are ids, `pairs` fixed pairs by what one of them weighs; where they are there `is_besides` what the
    athlete has at home, that is there too. `zone` is the time zone there, where one was said.
    """

    number: int
    first: date
    last: date
    why: str = ""
    dumbbells: tuple[str, ...] = ()
    pull_up_bar: bool = False
    zone: str = ""
    pairs: tuple[Load, ...] = ()
    is_besides: bool = False

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to train with."""
        return not (self.dumbbells or self.pairs)

    @property
    def fixed(self) -> tuple[Dumbbell, ...]:
        """The fixed pairs as dumbbells, one set for each unit."""
        units = dict.fromkeys(load.unit for load in self.pairs)
        return tuple(
            Dumbbell(
                f"{AWAY}{self.number}-{unit}",
                ", ".join(str(load) for load in self.pairs if load.unit is unit),
                DumbbellKind.FIXED,
                unit,
                tuple(sorted({load.amount for load in self.pairs if load.unit is unit})),
                is_own=True,
            )
            for unit in units
        )

    def place(self, home: Place) -> Place | None:
        """Return the place to train at while away, None where there is nothing to; `home` is the usual one."""
        if self.is_idle:
            return None
        there = (*self.dumbbells, *(one.id for one in self.fixed))
        if self.is_besides:
            both = tuple(dict.fromkeys((*home.dumbbells, *there)))
            return attrs.evolve(home, id=f"{AWAY}{self.number}", dumbbells=both)
        return Place(f"{AWAY}{self.number}", there, self.pull_up_bar)

    def holds(self, day: date) -> bool:
        """Tell whether a date lies in it."""
        return self.first <= day <= self.last


def as_pair(word: str) -> Load | None:
    """Return the load of a fixed pair that a word names, `16 kg`, None where it is no load."""
    try:
        return parse_load(word)
    except DataError:
        return None


def away_of(decision: Decision) -> Away:
    """Return a time away as it was decided."""
    first = decision.start.date() if decision.start else date.max
    words = decision.place.split(",") if decision.place else []
    gear = [word.removeprefix(BESIDES) for word in words if word != BAR and not word.startswith(IN_ZONE)]
    pairs = [(word, as_pair(word)) for word in gear]
    return Away(
        decision.id,
        first,
        decision.until.date() if decision.until else first,
        decision.why,
        tuple(word for word, load in pairs if load is None),
        BAR in words,
        next((word.removeprefix(IN_ZONE) for word in words if word.startswith(IN_ZONE)), ""),
        tuple(load for _, load in pairs if load is not None),
        any(word.startswith(BESIDES) for word in words),
    )


def lent(times: Iterable[Away]) -> Iterator[Dumbbell]:
    """Yield the dumbbells that are known from times away alone."""
    for away in times:
        yield from away.fixed
