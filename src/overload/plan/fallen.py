"""Why sessions have no place, and what would make room for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import attrs

from overload.model import Lost
from overload.moments import moment_words
from overload.plan.away import Away
from overload.plan.closed import because, idle_away
from overload.plan.inputs import Inputs
from overload.plan.openings import openings, times_of
from overload.plan.values import Placing

if TYPE_CHECKING:
    from overload.schedule.room import Room

WEEKS_TRIED: Final = 2
"""For how many weeks with something lost it is tried what would make room."""


@attrs.frozen
class Fallen:
    """A session without a place: why, and one change that would make room if one was looked for and found."""

    key: str
    why: str
    room: Room | None = None
    is_away: bool = False
    is_over: bool = False
    """Whether its week had training times, and all of them are behind us or before the plan's first day."""

    @property
    def remedy(self) -> str:
        """The change in words, '' for none: `a training time on Sat 5 Dec, 18:00`."""
        if self.room is None:
            return ""
        if self.room.opening is None:
            return f"calendar.sessions_per_day = {self.room.per_day}"
        start, taken = self.room.opening.start, self.room.opening.ended_by
        when = moment_words(start)
        return f"{when}, now {taken}" if taken else f"a training time on {when}"

    @property
    def sentence(self) -> str:
        """Both in one line."""
        return f"{self.why}; what would make room: {self.remedy}" if self.remedy else self.why


def fallen(inputs: Inputs, placing: Placing) -> Mapping[str, Fallen]:
    """Return what is lost, by key, with its reason; of an order that rolls on nothing is.

    What would make room is tried for the first weeks, and where no week holds the second back session for the first.
    """
    weeks = {candidate.key: candidate.week for candidate in placing.wanted}
    extra = {candidate.key for candidate in placing.wanted if candidate.is_extra}
    by_week: dict[date, list[Lost]] = {}
    for lost in placing.placement.lost:
        week = weeks[lost.key]
        if week is not None:
            by_week.setdefault(week, []).append(lost)
    # Trying is a search for each change; the same is usually missing in every week, so the first ones tell enough.
    tried = {*list(by_week)[:1], *[week for week, there in by_week.items() if there[0].key not in extra][:WEEKS_TRIED]}
    found = (
        each
        for week, lost_there in by_week.items()
        for each in _of_week(inputs, placing, week, lost_there, is_tried=week in tried)
    )
    return {each.key: each for each in found}


def _of_week(
    inputs: Inputs, placing: Placing, week: date, lost_there: Sequence[Lost], *, is_tried: bool
) -> Iterator[Fallen]:
    away = _away_all_week(inputs, week)
    if away is not None:
        yield from (Fallen(lost.key, f"you are away{because(away)}", is_away=True) for lost in lost_there)
        return
    from overload.schedule.room import what_makes_room  # noqa: PLC0415 - in most plans nothing is lost

    begins = inputs.config.calendar.start
    closed = [day for day in _dates(week) if day < begins or idle_away(inputs, day) is not None]
    room = what_makes_room(placing.asked, placing.placement, week, closed) if is_tried else None
    is_over = times_of(inputs.config, week) > 0 and not _left(inputs, week)
    for lost in lost_there:
        makes_room = room if room is not None and lost.key in room.placed else None
        yield Fallen(lost.key, lost.why, makes_room, is_over=is_over)


def _away_all_week(inputs: Inputs, week: date) -> Away | None:
    """Return the time away that takes every training day left of a week (the first of several), or None."""
    taken = [idle_away(inputs, day) for day in _left(inputs, week)]
    return taken[0] if taken and None not in taken else None


def _left(inputs: Inputs, week: date) -> list[date]:
    """Return the dates of the training times left of a week."""
    return [opening.start.date() for opening in openings(inputs.config, [week]) if not inputs.is_over(opening.start)]


def _dates(week: date) -> Iterable[date]:
    return (week + timedelta(days=number) for number in range(7))
