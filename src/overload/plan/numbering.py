"""Ordinals for life: every session keeps its number, and what becomes of it is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

import attrs

from overload.model import Placed, Placement, Published, Status
from overload.plan.inputs import Inputs
from overload.plan.past import Past
from overload.plan.request import minutes_of
from overload.plan.wanted import Candidate


def number(inputs: Inputs, past: Past, wanted: Mapping[str, Candidate], placement: Placement) -> tuple[Published, ...]:
    """Return every session by time: the placed ones with their ordinal for life, and what has become of the rest."""
    known = {one.key: one.ordinal for one in inputs.published}
    fresh = count(max(known.values(), default=0) + 1)
    placed = [
        _published(inputs, wanted[one.key], one, known[one.key] if one.key in known else next(fresh))
        for one in placement.placed
    ]
    shown = {one.ordinal for one in placed}
    rest = (
        *_as(Status.DONE, past.done),
        *_as(Status.PLANNED, past.due),
        *_as(Status.MISSED, past.missed),
        *_as(Status.CANCELLED, (*past.ahead, *past.cancelled)),
    )
    everything = [*placed, *(one for one in rest if one.ordinal not in shown)]
    return tuple(sorted(everything, key=lambda one: (one.start, one.ordinal)))


def _published(inputs: Inputs, wanted: Candidate, placed: Placed, ordinal: int) -> Published:
    start = placed.opening.start
    place = placed.opening.place or inputs.place_on(start.date())
    minutes = minutes_of(inputs, wanted.day, inputs.slots(wanted.day, place))
    return Published(
        ordinal, placed.key, wanted.day.id, start, minutes, place, Status.PLANNED, inputs.config.athlete.zone
    )


def _as(status: Status, published: Iterable[Published]) -> Iterable[Published]:
    return (attrs.evolve(one, status=status) for one in published)


def remembered(inputs: Inputs, published: Sequence[Published]) -> tuple[Published, ...]:
    """Return what to store: all that is shown, and the older sessions as they were."""
    numbers = {one.ordinal for one in published}
    older = tuple(one for one in inputs.published if one.ordinal not in numbers)
    return tuple(sorted((*older, *published), key=lambda one: one.ordinal))
