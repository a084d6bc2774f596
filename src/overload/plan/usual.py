"""Where a session would stand in a week with nothing in the way, and what keeps it from there.

The scheduler knows of the days that are left. Whoever is told "your Friday time" of a session that is on Wednesdays in
every other week wants to know what is the matter with Wednesday.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

import attrs

from overload.model import Opening
from overload.moments import day_words
from overload.plan.busy import cut
from overload.plan.closed import because, idle_away
from overload.plan.inputs import Inputs
from overload.plan.openings import openings
from overload.plan.request import undisturbed
from overload.plan.values import Placing
from overload.plan.wanted import Candidate
from overload.schedule import solve

Usual = Mapping[str, Opening]
"""The openings of a week with nothing in the way, by the keys of its sessions."""
_PLAIN: Final = (" time", "no preferred time left in its week")
"""How reasons end that tell nothing of what is in the way."""


def causes(inputs: Inputs, placing: Placing, why: Mapping[str, str]) -> dict[str, str]:
    """Return by key what sessions are told beside `why` they stand where they do: what closed their usual day."""
    told = _Causes(inputs, placing)
    plain = [one for one in placing.wanted if why.get(one.key, "").endswith(_PLAIN)]
    found = {one.key: told.cause(one) for one in plain}
    return {key: f"{why[key]}; {cause}" for key, cause in found.items() if cause}


@attrs.define
class _Causes:
    """Finds causes, and remembers what a week is like with nothing in the way."""

    inputs: Inputs
    placing: Placing
    known: dict[tuple[object, ...], Mapping[str, timedelta]] = attrs.field(factory=dict)
    disturbed: dict[date, bool] = attrs.field(factory=dict)

    def cause(self, candidate: Candidate) -> str:
        """Return what keeps a session from its usual day, '' where it stands on it or nothing does."""
        week = candidate.week
        if week is None or candidate.is_extra or not self._is_disturbed(week):
            return ""
        usual = self._usual(week)
        mine = usual.get(candidate.key)
        stands = {one.key: one.opening.start for one in self.placing.placement.placed}
        if mine is None or stands[candidate.key].date() == mine.start.date():
            return ""
        if closed := self._closing(mine):
            return closed
        there = next((key for key, start in stands.items() if start == mine.start), "")
        closed = self._closing(usual[there]) if there in usual else ""
        name = next((one.day.name for one in self.placing.wanted if one.key == there), "")
        return f"{name} is on {day_words(mine.start)}, as {closed}" if closed and name else ""

    def _is_disturbed(self, week: date) -> bool:
        """Tell whether anything closes a training time of a week: all its sessions ask that."""
        if week not in self.disturbed:
            self.disturbed[week] = any(map(self._closing, openings(self.inputs.config, [week])))
        return self.disturbed[week]

    def _closing(self, opening: Opening) -> str:
        """Return what closes an opening that is still ahead, '' for nothing; it reads after "as"."""
        if self.inputs.is_over(opening.start):
            return ""
        away = idle_away(self.inputs, opening.start.date())
        if away is not None:
            return f"you are away on {day_words(opening.start)}{because(away)}"
        taken = cut(opening, self.inputs.busy).ended_by
        return f"{day_words(opening.start)} is {taken}" if taken else ""

    def _usual(self, week: date) -> Usual:
        """Return where the sessions of a week would stand with nothing in the way."""
        asked = undisturbed(self.inputs, week)
        begins = datetime.combine(week, datetime.min.time())
        alike = tuple((opening.start - begins, opening.minutes, opening.preferred) for opening in asked.openings)
        if alike not in self.known:
            found = solve(asked).placed
            self.known[alike] = {one.key.partition(":")[2]: one.opening.start - begins for one in found}
        there = {opening.start: opening for opening in asked.openings}
        keys = {one.key.partition(":")[2]: one.key for one in asked.wanted}
        return {keys[place]: there[begins + after] for place, after in self.known[alike].items()}
