"""A trial as it is drawn."""

from __future__ import annotations

from itertools import pairwise

from overload.model import Slot
from overload.report.judged import Lived
from overload.simulation.measures import asked_for
from overload.simulation.trial import Trace

AWAY_DAYS = 13
"""Days between sessions from which somebody was away."""


def lived(trace: Trace, slot: Slot, title: str) -> Lived:
    """Return a trial as it is drawn: strengths and loads in kg, by weeks since its first session."""
    steps = trace.steps
    gaps = pairwise(step.day for step in steps)
    return Lived(
        title,
        weeks=[step.day / 7 for step in steps],
        true=[step.strength for step in steps],
        believed=[asked_for(step, slot) for step in steps],
        load=[float(max(target.load for target in step.asked.sets).kg) for step in steps],
        reps=[sum(target.reps for target in step.asked.sets) for step in steps],
        short=[step.failed > 0 for step in steps],
        away=[(before / 7, after / 7) for before, after in gaps if after - before >= AWAY_DAYS],
    )
