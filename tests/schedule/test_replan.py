"""What has been published stays, unless something has to give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random

import attrs
import pytest

from overload.model import Opening, Placed, Placement, Request, Trained, Wanted
from overload.schedule import broken, cost, solve

SessionsOf = Callable[..., tuple[Wanted, ...]]
TimesOn = Callable[..., tuple[Opening, ...]]
At = Callable[[str], datetime]

MONDAY = datetime.fromisoformat("2026-11-30")
PPL = ("chest shoulders triceps", "back biceps", "legs")


def published(placement: Placement) -> dict[str, datetime]:
    """Return where a placement put each session."""
    return {one.key: one.opening.start for one in placement.placed}


@pytest.fixture
def four_weeks(sessions_of: SessionsOf, times_on: TimesOn, at: At) -> Request:
    """Push, pull, legs over four weeks, every evening open, Monday, Wednesday and Friday preferred; published."""
    request = Request(sessions_of(PPL, 4), times_on(range(7), 4, preferred=(0, 2, 4)), at("Mon 06:00"))
    return attrs.evolve(request, published=published(solve(request)))


def test_nothing_changes_when_nothing_has_changed(four_weeks: Request) -> None:
    """Solving again with what is published gives the same times."""
    assert published(solve(four_weeks)) == four_weeks.published


def test_a_missed_session_moves_alone_if_it_can(four_weeks: Request, at: At) -> None:
    """Monday missed: push goes to Tuesday, the only day before pull, and nothing else moves."""
    placement = solve(attrs.evolve(four_weeks, now=at("Tue 08:00")))
    moved = {one.key: one for one in placement.placed if one.opening.start != four_weeks.published[one.key]}
    assert list(moved) == ["0:0"]
    assert moved["0:0"].opening.start == at("Tue 18:00")
    assert moved["0:0"].why == "moved from Mon 18:00, which has passed"


def test_a_missed_session_without_room_before_the_next_pushes_them_on(four_weeks: Request, at: At) -> None:
    """Monday missed and Tuesday busy: all three still fit the week, so they shift, and the next week stays."""
    busy = tuple(one for one in four_weeks.openings if one.start != at("Tue 18:00"))
    placement = solve(attrs.evolve(four_weeks, now=at("Tue 08:00"), openings=busy))
    starts = published(placement)
    assert placement.lost == ()
    assert starts["0:0"] == at("Wed 18:00")
    assert starts["0:1"] == at("Thu 18:00")
    assert {key: start for key, start in starts.items() if key[0] != "0" or key == "0:2"} == {
        key: start for key, start in four_weeks.published.items() if key[0] != "0" or key == "0:2"
    }


def test_replanning_moves_no_more_published_sessions_than_any_other_way(four_weeks: Request, at: At) -> None:
    """For every evening that falls away, no placement of that week moves fewer published sessions."""
    week = tuple(one for one in four_weeks.wanted if one.key.startswith("0:"))
    for gone in four_weeks.openings[:7]:
        openings = tuple(one for one in four_weeks.openings[:7] if one is not gone)
        request = attrs.evolve(four_weeks, wanted=week, openings=openings)
        moved = [cost(request, one)[:4] for one in every_placement(request)]
        assert cost(request, solve(request))[:4] == min(moved)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_after_one_missed_session_nothing_moves_that_need_not(
    seed: int, calendar: tuple[Sequence[str], Sequence[int]], sessions_of: SessionsOf
) -> None:
    """Of a split on any openings, one session missed: every legal placement loses more, or touches as much at least.

    No published session could be put back to its time, or its day, with all others where they are.
    """
    rng = Random(f"{seed} {calendar}")
    days = calendar[0][:4]
    hours = rng.choice([(18,), (18,), (7, 18)])
    openings = tuple(
        Opening(MONDAY + timedelta(days=day, hours=hour), preferred=day in calendar[1])
        for day in range(7)
        for hour in hours
        if rng.random() < 0.75
    )
    fresh = Request(sessions_of(days), openings, MONDAY)
    shown = published(solve(fresh))
    if not shown:
        return
    missed = rng.choice(sorted(shown))
    now = shown[missed] + timedelta(days=1, hours=-11)
    done = [one for one in fresh.wanted if one.key in shown and shown[one.key] < now and one.key != missed]
    request = attrs.evolve(
        fresh,
        wanted=tuple(one for one in fresh.wanted if one not in done),
        now=now,
        trained=tuple(Trained(shown[one.key], one.focus, one.muscles) for one in done),
        published=shown,
    )
    found = solve(request)
    assert cost(request, found)[:4] == min(cost(request, one)[:4] for one in every_placement(request))
    for placed in found.placed:
        assert not could_stay(request, found, placed)


def could_stay(request: Request, placement: Placement, placed: Placed) -> bool:
    """Tell whether a session that was moved could stand at its published time, with the others where they are."""
    start = request.published.get(placed.key)
    if start is None or start < request.now or start == placed.opening.start:
        return False
    others = tuple(one for one in placement.placed if one is not placed)
    back = (Placement((*others, Placed(placed.key, one, ""))) for one in request.openings if one.start == start)
    return any(not broken(request, one) for one in back)


def every_placement(request: Request) -> list[Placement]:
    """Return every legal placement of sessions of one week, each placed somewhere or lost."""
    found = [Placement(())]
    for wanted in request.wanted:
        one_more = []
        for placement in found:
            for opening in request.openings:
                longer = Placement((*placement.placed, Placed(wanted.key, opening, "")))
                if not broken(request, longer):
                    one_more.append(longer)
        found += one_more
    return found


def test_what_starts_within_two_days_is_touched_last(wanted: Callable[..., Wanted], at: At) -> None:
    """Two sessions want the one opening left between them: the one that starts tomorrow keeps it."""
    soon, later = wanted("soon", "chest", free=True), wanted("later", "chest", free=True)
    openings = (Opening(at("Tue 18:00")), Opening(at("Wed 18:00")), Opening(at("Sun 18:00")))
    shown = {"soon": at("Tue 18:00"), "later": at("Wed 18:00")}
    placement = solve(Request((soon, later), openings, at("Mon 06:00"), published=shown))
    assert published(placement) == {"soon": at("Tue 18:00"), "later": at("Sun 18:00")}
    assert placement.placed[1].why == (
        "moved from Wed 18:00: that time is only 24 h after chest on Tue 18:00, 48 needed"
    )


def test_a_shift_within_the_day_is_better_than_another_day(wanted: Callable[..., Wanted], at: At) -> None:
    """When only the hour is taken, the session stays on its day at the nearest time."""
    openings = tuple(Opening(at(text)) for text in ("Tue 18:00", "Wed 07:00", "Wed 19:00", "Thu 18:00"))
    shown = {"pull": at("Wed 18:00")}
    placement = solve(Request((wanted("pull", "back"),), openings, at("Mon 06:00"), published=shown))
    assert placement.placed[0].opening.start == at("Wed 19:00")
    assert placement.placed[0].why == "moved from Wed 18:00: that time is not free"


def test_a_day_without_room_is_named(wanted: Callable[..., Wanted], at: At) -> None:
    """When the whole day has gone the reason says so."""
    openings = (Opening(at("Thu 18:00")),)
    shown = {"pull": at("Wed 18:00")}
    placement = solve(Request((wanted("pull", "back"),), openings, at("Mon 06:00"), published=shown))
    assert placement.placed[0].why == "moved from Wed 18:00: no room that day"


def test_a_published_time_is_kept_though_another_is_preferred(wanted: Callable[..., Wanted], at: At) -> None:
    """Calm comes before preference."""
    openings = (Opening(at("Wed 18:00")), Opening(at("Thu 18:00"), preferred=False))
    shown = {"pull": at("Thu 18:00")}
    placement = solve(Request((wanted("pull", "back"),), openings, at("Mon 06:00"), published=shown))
    assert [(one.opening.start, one.why) for one in placement.placed] == [(at("Thu 18:00"), "kept where it was")]


def test_a_second_choice_of_time_says_what_was_in_the_way(wanted: Callable[..., Wanted], at: At) -> None:
    """A session on a day that is not preferred names what keeps it from the preferred ones."""
    openings = (Opening(at("Tue 18:00")), Opening(at("Thu 18:00"), preferred=False))
    trained = (Trained(at("Mon 07:00"), frozenset({"back"}), frozenset()),)
    placement = solve(Request((wanted("pull", "back", at("Mon 00:00")),), openings, at("Mon 12:00"), trained))
    assert [one.why for one in placement.placed] == [
        "the only preferred time left in its week is only 35 h after back on Mon 07:00, 48 needed"
    ]


def test_it_is_not_said_to_be_kept_where_nothing_better_is_free(wanted: Callable[..., Wanted], at: At) -> None:
    """A published second choice is kept for calm only if a preferred time is free; else it says what is in the way."""
    openings = (Opening(at("Tue 18:00")), Opening(at("Thu 18:00"), preferred=False))
    trained = (Trained(at("Mon 07:00"), frozenset({"back"}), frozenset()),)
    request = Request((wanted("pull", "back", at("Mon 00:00")),), openings, at("Mon 12:00"), trained)
    placement = solve(attrs.evolve(request, published={"pull": at("Thu 18:00")}))
    assert [one.why for one in placement.placed] == [
        "the only preferred time left in its week is only 35 h after back on Mon 07:00, 48 needed"
    ]


def test_without_a_preferred_time_the_reason_says_so(wanted: Callable[..., Wanted], at: At) -> None:
    """Where no preferred time is left at all, that is the reason for another."""
    openings = (Opening(at("Thu 18:00"), preferred=False),)
    placement = solve(Request((wanted("pull", "back", at("Mon 00:00")),), openings, at("Mon 12:00")))
    assert placement.placed[0].why == "no preferred time left in its week"


def test_twelve_weeks_with_holidays_keep_every_law(sessions_of: SessionsOf, times_on: TimesOn, at: At) -> None:
    """A long plan with a week away and busy days, replanned in its second week, breaks no law and loses no more."""
    days = PPL * 2
    openings = tuple(
        one
        for one in times_on(range(7), 12, hours=(7, 18), preferred=range(6))
        if not at("Mon+4 00:00") <= one.start < at("Mon+5 00:00") and one.start.day not in {9, 17}
    )
    request = Request(sessions_of(days, 12), openings, at("Mon 06:00"))
    first = solve(request)
    assert broken(request, first) == ()
    now = at("Wed+1 12:00")
    done = [one for one in first.placed if one.opening.start < now - timedelta(days=1)]
    keys = {one.key for one in done}
    by_key = {one.key: one for one in request.wanted}
    again = attrs.evolve(
        request,
        wanted=tuple(one for one in request.wanted if one.key not in keys),
        trained=tuple(Trained(one.opening.start, by_key[one.key].focus, by_key[one.key].muscles) for one in done),
        published=published(first),
        now=now,
    )
    second = solve(again)
    assert broken(again, second) == ()
    assert {key: start for key, start in published(second).items() if key.split(":")[0] not in "01"} == {
        key: start for key, start in published(first).items() if key.split(":")[0] not in "01"
    }
