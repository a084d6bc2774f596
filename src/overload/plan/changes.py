"""What moved a session, or dropped it, in words that are kept with its place: told when it happens, for good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from overload.model import Placed, Published, Status
from overload.moments import clock_words, day_words
from overload.plan.closed import because, idle_away
from overload.plan.decided import IN_CALENDAR
from overload.plan.fallen import Fallen
from overload.plan.inputs import Inputs
from overload.plan.values import Placing
from overload.schedule import BY_HAND

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
    reason = _cause(inputs, placing, was) or (placed.why.partition(": ")[2] if placed.why.startswith(_MOVED) else "")
    return f"Moved from {before}: {reason}" if reason else f"Moved from {before}"


def _cause(inputs: Inputs, placing: Placing, was: Published) -> str:
    """Return what took a session's place where it is not the scheduler that knows: days away, or another session."""
    away = idle_away(inputs, was.start.date())
    if away is not None:
        return f"you are away{because(away)}"
    names = {candidate.key: candidate.day.name for candidate in placing.wanted}
    there = next((one for one in placing.placement.placed if one.opening.start == was.start), None)
    if there is None:
        return ""
    missed = next((one for one in placing.past.missed if one.key == there.key), None)
    return f"{names[there.key]}{f', missed on {day_words(missed.start)},' if missed else ''} is there now"


def why_here(change: str, why: str) -> str:
    """Return why a session stands where it does: what brought it there, where that was not the scheduler alone."""
    is_plain = not change or why == BY_HAND
    return why if is_plain else f"{change[:1].lower()}{change[1:]}"


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
