"""Sets while a line is being read: their loads may still come, and so may what they count and what they are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import attrs

from overload.model.notation.known import Known
from overload.model.notation.tokens import Token
from overload.model.progress import SetDone, SetKind, SetTarget
from overload.model.training import Measure
from overload.units import Load

LIGHTER: Final = frozenset({SetKind.WARM_UP, SetKind.BACK_OFF, SetKind.DROP})
"""Sets that are done at another load than the work."""


@attrs.frozen
class Draft:
    """A set as far as it is known, and where it is written.

    `is_carried`: its load was named for those before it and goes on. `each` is how many of `measure` one is: a minute
    is 60 seconds. `at_least`: so many or more, `8+`. What nobody said is None.
    """

    reps: int
    at: Token
    left_out: bool = False
    side: str = ""
    load: Load | None = None
    is_carried: bool = False
    rir: Decimal | None = None
    measure: Measure | None = None
    each: int = 1
    kind: SetKind | None = None
    at_least: bool = False


def count(drafts: Sequence[Draft]) -> int:
    """Return how many sets these are; left and right are one."""
    return sum(draft.side != "right" for draft in drafts)


def carried(drafts: Sequence[Draft]) -> list[Draft]:
    """Return sets that follow one another; a sign serves those before it that have none, then those behind it."""
    found = list(drafts)
    for order in (range(len(found) - 2, -1, -1), range(1, len(found))):
        for place in order:
            near = found[place + 1 if order.step < 0 else place - 1]
            if found[place].measure is None:
                found[place] = attrs.evolve(found[place], measure=near.measure, each=near.each)
    return found


def settled(drafts: Sequence[Draft], known: Known) -> list[Draft]:
    """Return sets with all that is known of them; a load is None where nobody named or asked for one.

    What a line leaves open is as it was asked for: set by set, or kind by kind where it says what its sets are.
    """
    is_told, is_whole = any(draft.kind for draft in drafts), count(drafts) == len(known.asked)
    found: list[Draft] = []
    for place, draft in enumerate(drafts):
        kind = draft.kind or SetKind.WORK
        before = [one for one in drafts[: place + 1] if not is_told or (one.kind or SetKind.WORK) is kind]
        among = [target for target in known.asked if not is_told or target.kind is kind]
        target = among[min(count(before), len(among)) - 1] if among else None
        if target and not is_told and (is_whole or draft.load in {None, target.load}):
            kind = target.kind
        measure = draft.measure or (target.measure if target else known.measure)
        load = draft.load or (target.load if target else _load(kind, measure, found, known))
        found.append(attrs.evolve(draft, load=load, measure=measure, kind=kind))
    return found


def _load(kind: SetKind, measure: Measure, before: Sequence[Draft], known: Known) -> Load | None:
    """Return the load of a set that nobody asked for, where it goes without saying."""
    is_held = measure is not Measure.REPS or known.measure is not Measure.REPS
    if kind in LIGHTER:
        return known.body if is_held else None
    if before and kind is SetKind.MINI:
        return before[-1].load
    asked: SetTarget | None = known.asked[min(count(before), len(known.asked) - 1)] if known.asked else None
    if kind is SetKind.NEGATIVE or (is_held and asked is None):
        return known.body or (asked.load if asked else None)
    return asked.load if asked else None


def done(draft: Draft, load: Load) -> SetDone:
    """Return a settled set."""
    measure, kind = draft.measure or Measure.REPS, draft.kind or SetKind.WORK
    reps = draft.reps * draft.each
    return SetDone(reps, load, draft.rir, draft.side, draft.left_out, measure, kind, draft.at_least)
