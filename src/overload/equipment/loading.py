"""Which plates go on and off between the sets of a session: the fewest there can be, exactly.

What is counted: every plate put on or taken off, on each end of both dumbbells, from empty handles at the first set
back to empty ones after the last. What is held to: plates slide on and off at the outer end only, in any order of
weights; each load is made with one of its minimal builds (a rung keeps no others); a pair carries the same plates on
every end, or what its unlike handles need. Exercises with one dumbbell always use the same one of the two; the other
waits and keeps its plates, unless the one at work borrows them.

The four ends are stacked each for itself, which gives a lower bound; where they cannot agree on the build of a load,
each of its builds is tried in turn, cheapest bound first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from heapq import heappop, heappush
from itertools import count, takewhile
from typing import TYPE_CHECKING, Final

import attrs

from overload.equipment.words import plate_words
from overload.model import Build, Dumbbell, DumbbellKind, Rung
from overload.units import Load, plain

if TYPE_CHECKING:
    from overload.equipment.stacking import Counts, Stacked, Want

Plates = tuple[Decimal, ...]
"""Plates of one end, innermost first."""

AS_IT_IS: Final = "as it is"

_ENDS: Final = ((False, True), (False, False), (True, True), (True, False))
"""Is it the dumbbell that may wait? Is it the end that carries the `extra` of a build?"""


@attrs.frozen
class Lift:
    """A set of the session as the loading plan sees it: the rung it is made with, by a pair or by one dumbbell."""

    exercise: str
    rung: Rung
    is_pair: bool


@attrs.frozen
class LoadingStep:
    """What to do to the plates before a set.

    `take_off` (outermost first) and `put_on` (innermost first) are for one end of the dumbbell that is always in use;
    `moves` counts the plates moved on all ends of both, and `text` says all of it: `-5 +2.5 +1.25 each end`,
    what goes on in that order.
    """

    exercise: str
    load: Load
    build: Build
    take_off: Plates
    put_on: Plates
    moves: int
    text: str


@attrs.frozen
class _Change:
    """What changes on one end."""

    take_off: Plates
    put_on: Plates

    def __str__(self) -> str:
        """Plates come off as they stand, so the heaviest is named first; they go on in the order they are named."""
        off = (f"-{plate_words(plate)}" for plate in sorted(self.take_off, reverse=True))
        on = (f"+{plate_words(plate)}" for plate in self.put_on)
        return " ".join((*off, *on))

    @property
    def moves(self) -> int:
        return len(self.take_off) + len(self.put_on)


def is_loaded(rung: Rung, dumbbells: Mapping[str, Dumbbell]) -> bool:
    """Tell whether a rung is made by putting plates on a handle."""
    return rung.dumbbell in dumbbells and dumbbells[rung.dumbbell].kind is DumbbellKind.PLATE


def loading_plan(lifts: Sequence[Lift], dumbbells: Mapping[str, Dumbbell]) -> tuple[LoadingStep, ...]:
    """Return what to do before each of these sets, in order, with the fewest plates moved in all.

    Every lift is one that `is_loaded`. Plates of different sets of dumbbells are never mixed.
    """
    steps: dict[int, LoadingStep] = {}
    for dumbbell in dict.fromkeys(lift.rung.dumbbell for lift in lifts):
        places = [place for place, lift in enumerate(lifts) if lift.rung.dumbbell == dumbbell]
        steps.update(zip(places, _plan([lifts[place] for place in places], dumbbells[dumbbell]), strict=True))
    return tuple(steps[place] for place in range(len(lifts)))


def _plan(lifts: Sequence[Lift], dumbbell: Dumbbell) -> Iterator[LoadingStep]:
    loading = _Loading(lifts, dumbbell)
    chosen, stacked = loading.solve()
    ends = [loading.stacks(chosen, answer, end) for answer, end in zip(stacked, _ENDS, strict=True)]
    before: tuple[Plates, ...] = ((), (), (), ())
    add_ons: list[Plates] = [(), ()]
    for place, (lift, choice) in enumerate(zip(lifts, chosen, strict=True)):
        now = tuple(end[place] for end in ends)
        changes = [_change(was, shall) for was, shall in zip(before, now, strict=True)]
        build = lift.rung.builds[choice]
        words = [_words(changes, is_pair=lift.is_pair), *_add_ons(add_ons, build.micro, is_pair=lift.is_pair)]
        yield LoadingStep(
            lift.exercise,
            lift.rung.load,
            build,
            changes[1].take_off,
            changes[1].put_on,
            sum(change.moves for change in changes),
            ", ".join(filter(None, words)) or AS_IT_IS,
        )
        before = now


class _Loading:
    """The sets of a session made with one set of plates."""

    def __init__(self, lifts: Sequence[Lift], dumbbell: Dumbbell) -> None:
        self._lifts, self._dumbbell = lifts, dumbbell
        self._kinds = sorted((weight for weight, _ in dumbbell.inventory), reverse=True)
        self._owned = dict(dumbbell.inventory)
        self._known: dict[tuple[Want, ...], Stacked] = {}

    def solve(self) -> tuple[tuple[int, ...], tuple[Stacked, ...]]:
        """Return which build of its rung each set uses, and the cheapest stacking of each end for those."""
        open_sets = tuple(tuple(range(len(lift.rung.builds))) for lift in self._lifts)
        ties = count()
        waiting = [(0, next(ties), open_sets, self._ends(open_sets))]
        while True:
            _, _, allowed, ends = heappop(waiting)
            left = [sorted(set.intersection(*map(set, sets))) for sets in zip(*(e.fitting for e in ends), strict=True)]
            unsettled = next((place for place, sets in enumerate(left) if not sets), None)
            if unsettled is None:
                return tuple(sets[0] for sets in left), ends
            for build in allowed[unsettled]:
                narrowed = (*allowed[:unsettled], (build,), *allowed[unsettled + 1 :])
                answers = self._ends(narrowed)
                heappush(waiting, (sum(end.cost for end in answers), next(ties), narrowed, answers))

    def _ends(self, allowed: tuple[tuple[int, ...], ...]) -> tuple[Stacked, ...]:
        return tuple(self._stack(self._wants(allowed, waits=waits, extra=extra)) for waits, extra in _ENDS)

    def _stack(self, wants: tuple[Want, ...]) -> Stacked:
        from overload.equipment.stacking import stack  # noqa: PLC0415 - a dial has no plates to stack

        if wants not in self._known:
            self._known[wants] = stack(wants, len(self._kinds))
        return self._known[wants]

    def _wants(self, allowed: Sequence[tuple[int, ...]], *, waits: bool, extra: bool) -> tuple[Want, ...]:
        from overload.equipment.stacking import Want  # noqa: PLC0415 - as above

        wants = []
        for lift, open_builds in zip(self._lifts, allowed, strict=True):
            rests = waits and not lift.is_pair
            content = self._room if rests else self._on_extra if extra else self._on
            builds = [(build.other or build) if waits and not rests else build for build in lift.rung.builds]
            wants.append(Want(tuple(map(content, builds)), open_builds, rests, lift.is_pair))
        return tuple(wants)

    def _on(self, build: Build) -> Counts:
        return tuple(build.plates.count(kind) for kind in self._kinds)

    def _on_extra(self, build: Build) -> Counts:
        return tuple((*build.plates, *build.extra).count(kind) for kind in self._kinds)

    def _room(self, build: Build) -> Counts:
        """Return what an end of the waiting dumbbell may keep while the other carries this build.

        Its two ends share what the other's two ends leave, and carry the same; an odd plate stays in the box.
        """
        if self._dumbbell.plates_for == "one":
            return tuple(self._owned[kind] for kind in self._kinds)
        used = zip(self._kinds, self._on(build), self._on_extra(build), strict=True)
        return tuple((self._owned[kind] - left - right) // 2 for kind, left, right in used)

    def stacks(self, chosen: Sequence[int], answer: Stacked, end: tuple[bool, bool]) -> list[Plates]:
        """Return what stands on an end at each set, innermost first; above what is kept inside the lightest is last."""
        wants = self._wants([(build,) for build in chosen], waits=end[0], extra=end[1])
        found: list[tuple[int, ...]] = []
        for want, choice, inside in zip(wants, chosen, answer.inside, strict=True):
            content = want.choices[choice]
            if want.waits:
                found.append(_most(found[-1] if found else (), content))
            else:
                found.append((*inside, *_above(content, inside)))
        return [tuple(self._kinds[kind] for kind in kinds) for kinds in found]


def _above(content: Counts, inside: Sequence[int]) -> Iterator[int]:
    for kind, number in enumerate(content):
        yield from (kind for _ in range(number - inside.count(kind)))


def _most(before: tuple[int, ...], room: Counts) -> tuple[int, ...]:
    """Take off only what must come off: nothing is gained by more before it is needed."""
    fitting = takewhile(
        lambda size: all(before[:size].count(kind) <= most for kind, most in enumerate(room)),
        range(len(before) + 1),
    )
    return before[: max(fitting)]


def _change(before: Plates, now: Plates) -> _Change:
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, now, strict=False)))
    return _Change(tuple(reversed(before[same:])), now[same:])


def _words(changes: Sequence[_Change], *, is_pair: bool) -> str:
    """Say what changes: "each end" where all do alike, else dumbbell by dumbbell; empty where nothing does."""
    one, other = _dumbbell_words(*changes[:2]), _dumbbell_words(*changes[2:])
    if one == other or (not is_pair and not other):
        return one
    if is_pair:
        return f"the one used alone: {one or AS_IT_IS}; the other: {other or AS_IT_IS}"
    return f"the other dumbbell: {other}; this one: {one or AS_IT_IS}"


def _dumbbell_words(left: _Change, right: _Change) -> str:
    if str(left) == str(right):
        return f"{left} each end" if left.moves else ""
    return ", ".join(f"{change} on one end" for change in (left, right) if change.moves)


def _add_ons(on: list[Plates], wanted: Plates, *, is_pair: bool) -> list[str]:
    """Say which add-on pieces the dumbbells in use shall have, where that changes, and write it down in `on`."""
    used = (0, 1) if is_pair else (0,)
    if all(on[place] == wanted for place in used):
        return []
    for place in used:
        on[place] = wanted
    return [f"add-ons {' + '.join(map(plain, wanted))}" if wanted else "add-ons off"]
