"""Why sessions have no place, and what would make room for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import attrs

from overload.model import Lost, Placement, Request
from overload.plan.inputs import Inputs
from overload.plan.openings import openings
from overload.plan.wanted import Candidate
from overload.schedule import Room, what_makes_room

WEEKS_TRIED: Final = 2
"""For how many weeks with something lost it is tried what would make room."""


@attrs.frozen
class Fallen:
    """A session without a place: why, and one change that would make room if one was looked for and found."""

    key: str
    why: str
    room: Room | None = None
    is_away: bool = False

    @property
    def remedy(self) -> str:
        """The change in words, '' for none: `a training time on Sat 5 Dec, 18:00`."""
        if self.room is None:
            return ""
        if self.room.opening is None:
            return f"calendar.sessions_per_day = {self.room.per_day}"
        start, taken = self.room.opening.start, self.room.opening.ended_by
        when = f"{start:%a} {start.day} {start:%b, %H:%M}"
        return f"{when}, now {taken}" if taken else f"a training time on {when}"

    @property
    def sentence(self) -> str:
        """Both in one line."""
        return f"{self.why}; what would make room: {self.remedy}" if self.remedy else self.why


def fallen(inputs: Inputs, asked: Request, wanted: Sequence[Candidate], placement: Placement) -> Mapping[str, Fallen]:
    """Return what is lost, by key, with its reason; of an order that rolls on nothing is.

    What would make room is tried for the first weeks, and where no week holds the second back session for the first.
    """
    weeks = {one.key: one.week for one in wanted}
    extra = {one.key for one in wanted if one.is_extra}
    by_week: dict[date, list[Lost]] = {}
    for one in placement.lost:
        week = weeks[one.key]
        if week is not None:
            by_week.setdefault(week, []).append(one)
    tried = {*list(by_week)[:1], *[week for week, lost in by_week.items() if lost[0].key not in extra][:WEEKS_TRIED]}
    found = (
        one
        for week, lost in by_week.items()
        for one in _of_week(inputs, asked, placement, week, lost, is_tried=week in tried)
    )
    return {one.key: one for one in found}


def _of_week(
    inputs: Inputs, asked: Request, placement: Placement, week: date, lost: Sequence[Lost], *, is_tried: bool
) -> Iterator[Fallen]:
    away = _away(inputs, week)
    if away is not None:
        yield from (Fallen(one.key, f"you are away{away}", is_away=True) for one in lost)
        return
    closed = [day for day in _dates(week) if _is_away(inputs, day)]
    room = what_makes_room(asked, placement, week, closed) if is_tried else None
    for one in lost:
        yield Fallen(one.key, one.why, room if room is not None and one.key in room.placed else None)


def _away(inputs: Inputs, week: date) -> str | None:
    """Return the reason for being away on every training day left of a week, None where there is another one."""
    days = [one.start.date() for one in openings(inputs.config, [week]) if one.start > inputs.wall]
    if not days or not all(_is_away(inputs, day) for day in days):
        return None
    away = inputs.decided.away_on(days[0])
    return f" ({away.why})" if away and away.why else ""


def _is_away(inputs: Inputs, day: date) -> bool:
    away = inputs.decided.away_on(day)
    return away is not None and away.place is None


def _dates(week: date) -> Iterable[date]:
    return (week + timedelta(days=number) for number in range(7))
