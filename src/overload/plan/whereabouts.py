"""What keeps each session ahead from the other days, asked of the scheduler with the very request of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import attrs

from overload.model import Placement
from overload.plan.build import past_of, wanted_of
from overload.plan.inputs import Inputs
from overload.plan.openings import openings
from overload.plan.request import request
from overload.plan.values import Plan, Session
from overload.schedule import Alternatives, Elsewhere, solve


@attrs.frozen
class Whereabouts:
    """The placement behind a plan and what else there might be, with the names of the days by the keys of sessions."""

    placement: Placement
    alternatives: Alternatives
    names: Mapping[str, str]
    away: Mapping[date, str]
    over: date | None

    def others(self, session: Session, days: Sequence[date]) -> Iterator[Elsewhere]:
        """Yield, for each date but its own, what keeps a session ahead from it."""
        own = session.start.date()
        for day in (one for one in days if one != own):
            if day == self.over:
                yield Elsewhere(day, "in the past")
            elif day in self.away:
                yield Elsewhere(day, f"within your days away{self.away[day]}")
            else:
                yield from self.alternatives.elsewhere(session.key, (day,))

    def knows(self, session: Session) -> bool:
        """Tell whether a session was there to be placed, rather than done, under way or cancelled."""
        return any(one.key == session.key for one in self.placement.placed)


def whereabouts(inputs: Inputs, plan: Plan) -> Whereabouts:
    """Return what a plan's placement came from."""
    past = past_of(inputs)
    wanted = wanted_of(inputs, past)
    asked = request(inputs, past, wanted)
    names = {one.key: one.day.name for one in plan.sessions} | {one.key: one.day.name for one in wanted}
    placement = solve(asked)
    return Whereabouts(placement, Alternatives(asked, placement), names, _away(inputs), _over(inputs))


def _over(inputs: Inputs) -> date | None:
    """Return today where it was a training day and its time is over."""
    today = inputs.wall.date()
    starts = [one.start for one in openings(inputs.config, inputs.horizon) if one.start.date() == today]
    return today if starts and max(starts) <= inputs.wall else None


def _away(inputs: Inputs) -> dict[date, str]:
    days: dict[date, str] = {}
    for one in inputs.decided.away:
        if one.place is None:
            for number in range((one.last - one.first).days + 1):
                days[one.first + timedelta(days=number)] = f" ({one.why})" if one.why else ""
    return days
