"""Whether a session may be moved to a time by hand, and which hard rule says no."""

from __future__ import annotations

from datetime import datetime

import attrs

from overload.model import Opening, Placed, Placement, Request, Status
from overload.plan.busy import cut
from overload.plan.closed import closed
from overload.plan.inputs import Inputs
from overload.plan.placing import asked_again
from overload.plan.values import Plan
from overload.schedule import all_standing, obstacle

NOT_PLACED = "no longer open to change: it is done, skipped or out of the calendar"


def objection(inputs: Inputs, plan: Plan, ordinal: int, start: datetime, swapped: int | None = None) -> str:
    """Return the hard rule that keeps a session from a start (local wall clock), '' when none does.

    The other sessions stand where the plan has them; the one it is `swapped` with is on its way elsewhere.
    """
    law = closed(inputs, start)
    if law:
        return law
    session = next(shown for shown in plan.published if shown.ordinal == ordinal)
    asked = asked_again(inputs, plan.placing, session)
    wanted = next((wanted for wanted in asked.wanted if wanted.key == session.key), None)
    if wanted is None:
        return NOT_PLACED
    # Laws bind only what was not set by hand; whether they would let it stand there is just the question.
    movable = attrs.evolve(wanted, fixed=None)
    free = attrs.evolve(asked, wanted=tuple(movable if each is wanted else each for each in asked.wanted))
    others = all_standing(free, _standing(plan, free, {ordinal, swapped}))
    return obstacle(free, movable, cut(Opening(start), inputs.busy), others)


def _standing(plan: Plan, asked: Request, but: set[int | None]) -> Placement:
    """Return where the plan has the sessions asked for, `but` for some."""
    keys = {wanted.key for wanted in asked.wanted}
    stand = (shown for shown in plan.published if shown.status is Status.PLANNED and shown.ordinal not in but)
    return Placement(tuple(Placed(shown.key, Opening(shown.start), "") for shown in stand if shown.key in keys))
