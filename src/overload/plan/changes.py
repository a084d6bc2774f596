"""What moved a session, or dropped it, in words that are kept with its place: told when it happens, for good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from overload.model import Placed, Published, Status
from overload.moments import clock_words, day_words
from overload.plan.decided import IN_CALENDAR
from overload.plan.fallen import Fallen
from overload.plan.inputs import Inputs
from overload.plan.values import Placing

_MOVED: Final = "moved from "
"""How the scheduler's reason begins for a session that could not stay where it was shown."""


def came_here(inputs: Inputs, placing: Placing, was: Published | None, placed: Placed) -> str:
    """Return what brought a session to its place: what was said before as long as it stays there."""
    start = placed.opening.start
    if was is None:
        return ""
    if was.start == start:
        return was.change if was.status is not Status.CANCELLED else ""
    if any(missed.ordinal == was.ordinal for missed in placing.past.missed):
        return f"Shifted from {day_words(was.start)}, which was missed"
    before = _place_before(was.start, start)
    if inputs.decided.starts.get(was.ordinal) == start:
        how = IN_CALENDAR if was.ordinal in inputs.decided.in_calendar else "by hand"
        return f"Moved here {how} from {before}"
    reason = placed.why.partition(": ")[2].removesuffix("that time is ") if placed.why.startswith(_MOVED) else ""
    return f"Moved from {before}: {reason}" if reason else f"Moved from {before}"


def _place_before(was: datetime, now: datetime) -> str:
    return clock_words(was) if was.date() == now.date() else day_words(was)


def fell_away(inputs: Inputs, without: Mapping[str, Fallen], was: Published) -> str:
    """Return why a session fell away, as it was when it did."""
    if was.ordinal in inputs.decided.skipped:
        return f"skipped {IN_CALENDAR}" if was.ordinal in inputs.decided.in_calendar else "skipped by hand"
    if was.status is Status.CANCELLED:
        return was.change
    lost = without.get(was.key)
    return lost.why if lost is not None else "it has no place in your plan any more"
