"""Sets while a line is being read: their loads may still come."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import attrs

from overload.model.progress import SetDone
from overload.units import Load


@attrs.frozen
class Draft:
    """A set as far as it is known. `is_carried`: its load was named for those before it and goes on."""

    reps: int
    left_out: bool = False
    side: str = ""
    load: Load | None = None
    is_carried: bool = False
    rir: Decimal | None = None


def count(drafts: Sequence[Draft]) -> int:
    """Return how many sets these are; left and right are one."""
    return sum(draft.side != "right" for draft in drafts)


def finished(drafts: Sequence[Draft], asked: Sequence[Load]) -> tuple[SetDone, ...]:
    """Return the sets; those without a load are at the loads asked for, set by set, the last serving those beyond."""
    done = []
    for place, draft in enumerate(drafts):
        load = draft.load or asked[min(count(drafts[: place + 1]) - 1, len(asked) - 1)]
        done.append(SetDone(draft.reps, load, draft.rir, draft.side, draft.left_out))
    return tuple(done)
