"""The line of each exercise of a weekly calendar: its easier and harder variations, each of which serves one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from overload.model import Exercise, LoadedWith


@attrs.frozen(slots=False)
class Line:
    """The variations of a base: `before` it, the nearest first, and `after` it, each harder than the one before."""

    base: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    chain: int = 0

    @cached_property
    def members(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.before, self.base, *self.after)

    def easier_than(self, name: str) -> Sequence[str]:
        """Return what is easier than a member, the nearest first."""
        if name in self.before:
            return self.before[self.before.index(name) + 1 :]
        down = (self.base, *self.after)
        return (*reversed(down[: down.index(name)]), *(self.before if name == self.base else ()))

    def harder_than(self, name: str) -> Sequence[str]:
        """Return what is harder than a member, the nearest first; of a stand-in only the base is."""
        if name in self.before:
            place = self.before.index(name)
            return (*reversed(self.before[: min(place, self.chain)]), self.base) if place < self.chain else (self.base,)
        up = (self.base, *self.after)
        return up[up.index(name) + 1 :]


def lines(
    bases: Sequence[str], exercises: Mapping[str, Exercise], serves: Callable[[Exercise], bool]
) -> Mapping[str, Line]:
    """Return the line of each base, of the exercises that can serve; a base is in no other's line.

    What several could have goes to the one whose neighbour it is the nearest, then to the first; only then come others
    that can take a base's place.
    """
    found = dict.fromkeys(name for name in bases if not exercises[name].is_helped)
    taken, given = {*found, *bases}, set[str]()

    def may_serve(name: str) -> bool:
        return name not in taken and serves(exercises[name])

    chains = {(base, way): [*_followed(base, way, exercises)] for base in found for way in ("easier", "harder")}
    claims = sorted(
        (distance, order, base, way, name)
        for order, ((base, way), names) in enumerate(chains.items())
        for distance, name in enumerate(names)
        if may_serve(name)
    )
    own: dict[tuple[str, str], list[str]] = {key: [] for key in chains}
    for _, _, base, way, name in claims:
        if name not in given:
            given.add(name)
            own[base, way].append(name)
    others: dict[str, list[str]] = {}
    # How heavy a load is can be told of each by itself, so that what is loaded may serve more than one.
    for base in found:
        own_chain, is_loaded = {*own[base, "easier"], *own[base, "harder"]}, _is_loaded(exercises[base])
        others[base] = [
            name
            for name in _others(exercises[base], exercises)
            if name not in given or (is_loaded and name not in own_chain and _is_loaded(exercises[name]))
            if may_serve(name)
        ]
        given.update(others[base])
    return {
        base: Line(
            base, (*own[base, "easier"], *others[base]), tuple(own[base, "harder"]), chain=len(own[base, "easier"])
        )
        for base in found
    }


def _followed(name: str, way: str, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    """Yield the neighbours one after the other."""
    one = exercises[name]
    while (name := getattr(one, way)) and name in exercises:
        one = exercises[name]
        yield name


def _others(base: Exercise, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    """Yield what else can take the place of a base: its alternatives, best first, then what is loaded in its group."""
    named = [name for name in base.alternatives if name in exercises]
    same = (name for name, one in exercises.items() if one.swap == base.swap and name != base.id) if base.swap else ()
    alike = [name for name in same if _is_loaded(exercises[name])]
    yield from dict.fromkeys((*named, *alike))


def _is_loaded(exercise: Exercise) -> bool:
    return exercise.loaded_with is not LoadedWith.BODYWEIGHT
