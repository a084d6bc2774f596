"""Ordinals for life: every session keeps its number, and what becomes of it is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

import attrs

from overload.model import Placed, Published, Status
from overload.plan.changes import came_here, fell_away
from overload.plan.fallen import Fallen
from overload.plan.gaps import minutes_there
from overload.plan.inputs import Inputs
from overload.plan.values import Placing
from overload.plan.wanted import Candidate


def number(inputs: Inputs, placing: Placing, without: Mapping[str, Fallen]) -> tuple[Published, ...]:
    """Return every session by time: the placed ones with their ordinal for life, and what has become of the rest.

    `without` is what has no place, and why.
    """
    past = placing.past
    wanted = {candidate.key: candidate for candidate in placing.wanted}
    shown_as = {session.key: session for session in inputs.published}
    known = {key: session.ordinal for key, session in shown_as.items()}
    # Above every number ever given, not only those shown now: a number is a session's name for life.
    fresh = count(max(known.values(), default=0) + 1)
    placed = [
        attrs.evolve(
            _published(inputs, wanted[each.key], each, known[each.key] if each.key in known else next(fresh)),
            change=came_here(inputs, placing, shown_as.get(each.key), each),
        )
        for each in placing.placement.placed
    ]
    shown = {session.ordinal for session in placed}
    rest = (
        *_as(Status.DONE, past.done),
        *_as(Status.PLANNED, past.due),
        *_as(Status.MISSED, past.missed),
        *_as(Status.UNKNOWN, past.unknown),
        *(_gone(inputs, without, session) for session in (*past.ahead, *past.cancelled)),
    )
    everything = [*placed, *(session for session in rest if session.ordinal not in shown)]
    return tuple(sorted(everything, key=lambda session: (session.start, session.ordinal)))


def _published(inputs: Inputs, wanted: Candidate, placed: Placed, ordinal: int) -> Published:
    start = placed.opening.start
    place = placed.opening.place or inputs.place_on(start.date())
    minutes = minutes_there(inputs, placed, inputs.minutes_of(wanted.day, inputs.slots(wanted.day, place)))
    zone, workout = inputs.zones.on(start.date()), wanted.day.workout
    return Published(ordinal, placed.key, wanted.day.id, start, minutes, place, Status.PLANNED, zone, workout=workout)


def _gone(inputs: Inputs, without: Mapping[str, Fallen], was: Published) -> Published:
    return attrs.evolve(was, status=Status.CANCELLED, change=fell_away(inputs, without, was))


def _as(status: Status, published: Iterable[Published]) -> Iterable[Published]:
    return (attrs.evolve(session, status=status) for session in published)


def remembered(inputs: Inputs, published: Sequence[Published]) -> tuple[Published, ...]:
    """Return what to store: all that is shown, and the older sessions as they were."""
    numbers = {session.ordinal for session in published}
    older = tuple(session for session in inputs.published if session.ordinal not in numbers)
    return tuple(sorted((*older, *published), key=lambda session: session.ordinal))
