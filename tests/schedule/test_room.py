"""What would make room: the change that is named does place what was lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random

import attrs
import pytest

from overload.model import Opening, Request, Wanted
from overload.schedule import solve
from overload.schedule.room import Room, what_makes_room

MONDAY = datetime.fromisoformat("2026-11-30")
WEEK = MONDAY.date()
At = Callable[[str], datetime]


def changed(request: Request, room: Room) -> Request:
    """Make the change a room names."""
    if room.opening is None:
        return attrs.evolve(request, per_day=room.per_day)
    others = [one for one in request.openings if one.start != room.opening.start]
    openings = sorted((*others, Opening(room.opening.start)), key=lambda one: one.start)
    return attrs.evolve(request, openings=tuple(openings))


def lost(request: Request) -> set[str]:
    """Return the keys that have no place."""
    return {one.key for one in solve(request).lost}


class TestOneChange:
    """Tried in turn: an appointment, another training time, a second session on a day."""

    @pytest.fixture
    def three(self, sessions_of: Callable[..., tuple[Wanted, ...]], at: At) -> Request:
        """Three sessions and two evenings."""
        days = ["chest", "back", "legs"]
        return Request(sessions_of(days), (Opening(at("Mon 18:00")), Opening(at("Wed 18:00"))), MONDAY)

    def room(self, request: Request, closed: Sequence[datetime] = ()) -> Room | None:
        """Ask what would make room in the week."""
        return what_makes_room(request, solve(request), WEEK, {one.date() for one in closed})

    def test_an_appointment_in_the_way_is_named_first(self, three: Request, at: At) -> None:
        """An opening that something else takes would do."""
        busy = Opening(at("Fri 18:00"), 0, ended_by="busy: 'Concert'")
        room = self.room(attrs.evolve(three, openings=(*three.openings, busy)))
        assert room is not None
        assert (room.opening, room.placed) == (busy, ("0:2",))

    def test_else_a_training_time_on_another_day(self, three: Request, at: At) -> None:
        """The first day on which the time of the others would do, with nothing published moved for it."""
        room = self.room(three)
        assert room is not None
        assert (room.opening, room.placed) == (Opening(at("Tue 18:00")), ("0:2",))
        shown = {"0:0": at("Mon 18:00"), "0:1": at("Wed 18:00")}
        calmer = self.room(attrs.evolve(three, published=shown))
        assert calmer is not None
        assert calmer.opening == Opening(at("Thu 18:00"))

    def test_no_time_is_proposed_on_days_that_are_closed(self, three: Request, at: At) -> None:
        """Days away stay days away."""
        room = self.room(three, [at("Tue 18:00")])
        assert room is not None
        assert room.opening == Opening(at("Thu 18:00"))

    def test_else_a_second_session_a_day(self, three: Request, at: At) -> None:
        """Where every other day is closed and there is a second time on a day, two sessions may share it."""
        openings = (Opening(at("Mon 07:00")), *three.openings)
        room = self.room(attrs.evolve(three, openings=openings), [MONDAY + timedelta(days=day) for day in range(7)])
        assert room == Room(("0:2",), per_day=2)

    def test_there_may_be_none(self, three: Request) -> None:
        """With every other day closed and one time on each nothing helps; nor is there anything to help if all fits."""
        assert self.room(three, [MONDAY + timedelta(days=day) for day in range(7)]) is None
        assert self.room(attrs.evolve(three, wanted=three.wanted[1:])) is None


@pytest.mark.parametrize("seed", range(40))
def test_the_change_named_places_what_it_says(
    seed: int, calendar: tuple[Sequence[str], Sequence[int]], sessions_of: Callable[..., tuple[Wanted, ...]]
) -> None:
    """Made, the change loses less of the week, and what it says it places is placed when the other weeks stay put."""
    rng = Random(f"{seed} {calendar}")
    days, weekdays = calendar
    openings = [
        Opening(MONDAY + timedelta(days=day, hours=18), *((0, "", True, "busy: 'X'") if rng.random() < 0.2 else ()))
        for day in range(14)
        if day % 7 in weekdays and rng.random() < 0.8
    ]
    request = Request(sessions_of(days, 2), tuple(openings), MONDAY)
    room = what_makes_room(request, solve(request), WEEK)
    before = lost(request)
    if room is None:
        assert not any(key.startswith("0:") for key in before)
        return
    starts = {one.key: one.opening.start for one in solve(request).placed}
    held = [attrs.evolve(one, fixed=starts.get(one.key) if one.week != WEEK else None) for one in request.wanted]
    after = lost(attrs.evolve(changed(request, room), wanted=tuple(held)))
    weights = {one.key: one.weight for one in request.wanted if one.week == WEEK}
    assert set(room.placed) <= before - after
    assert sum(weights.get(key, 0) for key in after) < sum(weights.get(key, 0) for key in before)
