"""What else is on: openings lose the room that busy times take, and remember to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

import attrs

from overload.model import BusyTime, Opening
from overload.moments import clock_words

MINUTE = timedelta(minutes=1)


def with_busy(openings: Iterable[Opening], busy: Iterable[BusyTime]) -> Iterator[Opening]:
    """Yield the openings (ascending) with the room that is left before the next busy time, none within one.

    An opening without room is kept, so that whoever asks why nothing stands there is told.
    """
    # Both ascend, so each busy time is looked at only by the openings it could touch: a year has thousands of both.
    waiting = sorted((taken for taken in busy if not taken.is_free), key=lambda taken: taken.start, reverse=True)
    near: list[BusyTime] = []
    for opening in openings:
        end = opening.start + opening.minutes * MINUTE
        near = [taken for taken in near if taken.end > opening.start]
        while waiting and waiting[-1].start < end:
            near.append(waiting.pop())
        yield cut(opening, near)


def cut(opening: Opening, busy: Iterable[BusyTime]) -> Opening:
    """Return an opening with the room before the first of the busy times, and what that is."""
    end = opening.start + opening.minutes * MINUTE
    in_the_way = (taken for taken in busy if taken.start < end and taken.end > opening.start and not taken.is_free)
    first = min(in_the_way, key=lambda taken: (max(taken.start, opening.start), taken.end), default=None)
    if first is None:
        return opening
    if first.start <= opening.start:
        return attrs.evolve(opening, minutes=0, ended_by=f"busy: {first}")
    room = (first.start - opening.start) // MINUTE
    return attrs.evolve(opening, minutes=room, ended_by=f"busy from {clock_words(first.start)}: {first}")
