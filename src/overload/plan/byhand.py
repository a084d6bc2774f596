"""Whether a session may be moved to a time by hand, and which hard rule says no."""

from __future__ import annotations

from datetime import datetime

import attrs

from overload.model import Decision, Opening, Placed, Placement, Status
from overload.plan.build import past_of, wanted_of
from overload.plan.busy import cut
from overload.plan.inputs import Inputs
from overload.plan.request import request
from overload.plan.values import Plan
from overload.schedule import all_standing, obstacle


def objection(inputs: Inputs, plan: Plan, ordinal: int, start: datetime, swapped: int | None = None) -> str:
    """Return the hard rule that keeps a session from a start (local wall clock), '' when none does.

    The other sessions stand where the plan has them; the one it is `swapped` with is on its way elsewhere.
    """
    away = inputs.decided.away_on(start.date())
    if away is not None and away.place is None:
        return f"within your days away{f' ({away.why})' if away.why else ''}"
    if start <= inputs.wall:
        return "in the past"
    tried = attrs.evolve(inputs, decisions=(*inputs.decisions, Decision(0, inputs.now, "move", ordinal, start)))
    past = past_of(tried)
    asked = request(tried, past, wanted_of(tried, past))
    key = next(one.key for one in plan.published if one.ordinal == ordinal)
    wanted = next((one for one in asked.wanted if one.key == key), None)
    if wanted is None:
        return "not to be placed any more: it is done, skipped or out of the calendar"
    stand = [one for one in plan.published if one.status is Status.PLANNED and one.ordinal not in {ordinal, swapped}]
    others = Placement(tuple(Placed(one.key, Opening(one.start), "") for one in stand))
    movable = attrs.evolve(wanted, fixed=None)
    free = attrs.evolve(asked, wanted=tuple(movable if one is wanted else one for one in asked.wanted))
    return obstacle(free, movable, cut(Opening(start), inputs.busy), all_standing(free, others))
