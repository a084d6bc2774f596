"""What keeps each session ahead from the other days, asked of the scheduler with the very request of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from overload.plan.closed import closed_day
from overload.plan.inputs import Inputs
from overload.plan.values import Placing, Plan, Session
from overload.schedule.elsewhere import Alternatives, Elsewhere


@attrs.frozen
class OtherDays:
    """The placing of a plan and what else there might be, with the names of the days by the keys of sessions."""

    inputs: Inputs
    placing: Placing
    alternatives: Alternatives
    names: Mapping[str, str]

    def why_not(self, session: Session, days: Sequence[date]) -> Iterator[Elsewhere]:
        """Yield, for each date but its own, what keeps a session ahead from it."""
        others = [day for day in days if day != session.start.date()]
        closed = {day: law for day in others if (law := closed_day(self.inputs, day))}
        told = self.alternatives.elsewhere(session.key, [day for day in others if day not in closed])
        for day in others:
            yield Elsewhere(day, closed[day]) if day in closed else next(told)

    def knows(self, session: Session) -> bool:
        """Tell whether a session was there to be placed, rather than done, under way or cancelled."""
        return self.placing.has_placed(session.key)


def other_days(inputs: Inputs, plan: Plan) -> OtherDays:
    """Return what a plan, built of these inputs, would say of other days; nothing is solved anew."""
    placing = plan.placing
    names = {session.key: session.day.name for session in plan.sessions}
    names |= {candidate.key: candidate.day.name for candidate in placing.wanted}
    return OtherDays(inputs, placing, Alternatives(placing.asked, placing.placement), names)
