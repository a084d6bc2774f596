"""Sessions in gaps: where a plan cuts them to the time there is, how short they may get, and how long each becomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from overload.model import Fit, Opening, Placed, Published
from overload.moments import WEEKDAYS, monday
from overload.plan.busy import cut as with_room
from overload.plan.inputs import Inputs
from overload.plan.openings import openings

LEAST: Final = 20
"""Minutes of the shortest gap that takes a session: a warm-up and a few hard sets."""


def is_cut_to_gaps(inputs: Inputs) -> bool:
    """Tell whether sessions are cut to the gaps there are."""
    return inputs.config.calendar.fit is Fit.SHORTEN


def least_minutes(inputs: Inputs, minutes: int) -> int:
    """Return how much room a session needs that takes so many minutes as a whole."""
    return min(minutes, LEAST) if is_cut_to_gaps(inputs) else minutes


def gaps_last(inputs: Inputs, openings: Iterable[Opening], longest: int) -> Iterator[Opening]:
    """Yield the openings; where sessions are cut, one that is too short for the `longest` is no preferred one."""
    for opening in openings:
        is_gap = is_cut_to_gaps(inputs) and opening.minutes < longest
        yield attrs.evolve(opening, preferred=False) if is_gap else opening


def minutes_there(inputs: Inputs, placed: Placed, minutes: int) -> int:
    """Return how long a session is at its opening that takes so many minutes as a whole: a multiple of five.

    What was put by hand where there is no time keeps its length.
    """
    if not is_cut_to_gaps(inputs):
        return minutes
    room = min(placed.opening.minutes, with_room(Opening(placed.opening.start), inputs.busy).minutes)
    return min(minutes, room // 5 * 5) if room >= LEAST else minutes


def why_cut(inputs: Inputs, placed: Iterable[Published], why: Mapping[str, str]) -> dict[str, str]:
    """Return by key why sessions that are cut to a gap stand there, which they are told beside `why` they do."""
    if not is_cut_to_gaps(inputs):
        return {}
    found = {}
    for one in placed:
        day = inputs.day(one)
        if one.minutes < inputs.minutes_of(day, inputs.slots(day, one.place)):
            is_usual = any(
                opening.start == one.start and opening.preferred
                for opening in openings(inputs.config, [monday(one.start.date())])
            )
            # A gap is no preferred time for the scheduler, so that it comes last; to the athlete it is one of theirs.
            is_gap = is_usual and "preferred time" in why[one.key]
            here = f"your {WEEKDAYS[one.start.weekday()]} time" if is_gap else why[one.key]
            found[one.key] = f"{here}; cut to the {one.minutes} minutes there are"
    return found
