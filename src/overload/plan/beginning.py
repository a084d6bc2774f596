"""After eight weeks of training a beginner is offered to go on as an intermediate: once, and never unasked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from overload.model import Configuration, Published, Status
from overload.moments import monday

WEEKS: Final = 8
"""Weeks with training in them after which most have learnt the movements (a choice of ours)."""
ACCEPT: Final = "overload workouts level intermediate"
OFFER: Final = (
    "You have trained for eight weeks. If that feels easy, go on as an intermediate: three sets and more of most "
    "exercises, closer to your limit, up to an hour."
)


def offered_in(config: Configuration, published: Iterable[Published]) -> int | None:
    """Return the session with which it is offered: the first after eight weeks of training; None: nothing is offered.

    So it is offered once: when that session is over, or was done, it is said no more.
    """
    if config.athlete.experience.knows_failure:
        return None
    shown = sorted(published, key=lambda one: (one.start, one.ordinal))
    weeks = sorted({monday(one.start.date()) for one in shown if one.status is Status.DONE})
    if len(weeks) < WEEKS:
        return None
    from_day = weeks[WEEKS - 1] + timedelta(days=7)
    after = (one for one in shown if one.start.date() >= from_day and one.status is not Status.CANCELLED)
    first = next(after, None)
    return first.ordinal if first is not None and first.status is Status.PLANNED else None
