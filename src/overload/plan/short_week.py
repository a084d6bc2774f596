"""A short week: of each session that is still to come in it, one hard set of each main lift.

The sets ahead of a session end with the hard one, so a single set is a hard one. It is done like any other session: it
counts as trained, its muscles rest as long, and the order of the weekly calendar goes on behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from overload.model import Day, Published, WorkoutSlot
from overload.plan.gaps import LEAST
from overload.plan.inputs import Inputs
from overload.plan.lasting import MAIN_LIFTS
from overload.plan.past import Past
from overload.plan.wanted import Candidate

SAID: Final = "one hard set of each main lift"


def is_short(inputs: Inputs, session: Published) -> bool:
    """Tell whether a session stands in a week that was said to be short, after it was said."""
    return any(short.holds(session.start) for short in inputs.decided.short_weeks)


def will_be_short(inputs: Inputs, past: Past, candidate: Candidate) -> bool:
    """Tell whether a session still to be placed will be short; of an order that rolls on, by where it was shown."""
    if candidate.week is not None:
        return any(short.week == candidate.week for short in inputs.decided.short_weeks)
    return any(session.key == candidate.key and is_short(inputs, session) for session in past.ahead)


def main_lifts(slots: tuple[WorkoutSlot, ...]) -> tuple[WorkoutSlot, ...]:
    """Return a set of each main lift of a session."""
    return tuple(attrs.evolve(slot, sets=1) for slot in slots[:MAIN_LIFTS])


def least_in_free_form(day: Day) -> int:
    """Return how many minutes a day without exercises of its own takes in a short week."""
    return min(day.minutes, LEAST)


def why_short(inputs: Inputs, placed: Iterable[Published], why: Mapping[str, str]) -> dict[str, str]:
    """Return by key what sessions of a short week are told beside `why` they stand there."""
    return {one.key: f"{why[one.key]}; a short week: {SAID}" for one in placed if is_short(inputs, one)}
