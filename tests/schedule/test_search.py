"""Narrow passes, lower bounds and forgotten states change the time a search takes, never what it finds."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from random import Random
from unittest import mock

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from overload.model import Opening, Placement, Request, Trained, Wanted
from overload.moments import monday
from overload.schedule import all_standing, cost, obstacle, search, solve
from overload.schedule.blocks import blocks_of
from overload.schedule.contexts import Contexts
from overload.schedule.dominance import Dominance
from overload.schedule.forced import Forced
from overload.schedule.instance import Instance, prepare
from overload.schedule.making_way import with_it
from overload.schedule.sweep import Sweep

MONDAY = datetime.fromisoformat("2026-12-14")
FOCUS = ("back", "chest", "legs", "shoulders")
FOCUS_BACK = frozenset({"back"})


def busy_weeks(seed: int, weeks: int = 3) -> Request:
    """Some weeks with up to four sessions and six openings each, replanned, with fixed and free sessions at times."""
    rng = Random(seed)
    days = [frozenset(rng.sample(FOCUS, rng.choice([1, 1, 2]))) for _ in range(rng.randint(1, 4))]
    hours = rng.choice([(18,), (7, 18), (12, 18, 19)])
    slots = [timedelta(days=day, hours=hour) for day in range(7) for hour in hours]
    openings = tuple(
        Opening(MONDAY + timedelta(weeks=week) + slot, preferred=rng.random() < 0.6)
        for week in range(weeks)
        for slot in sorted(rng.sample(slots, rng.randint(2, 6)))
    )
    wanted, rhythms = [], [rng.choice([3.5, 7.0]) for _ in days]
    is_weekly = rng.random() < 0.8
    for week in range(weeks):
        monday = MONDAY.date() + timedelta(weeks=week) if is_weekly or rng.random() < 0.5 else None
        for place, focus in enumerate(days):
            by_hand = MONDAY + timedelta(weeks=week, days=rng.randrange(7), hours=12) if rng.random() < 0.05 else None
            muscles = focus | set(rng.sample(("glutes", "biceps"), rng.randrange(3)))
            wanted.append(
                Wanted(
                    f"{week}:{place}", focus, muscles, monday, rng.choice([1, 3]), fixed=by_hand, rhythm=rhythms[place]
                )
            )
        if rng.random() < 0.4:
            wanted.append(Wanted(f"{week}:extra", FOCUS_BACK, FOCUS_BACK, monday, 3, free=True))
    now = MONDAY + timedelta(hours=rng.choice([0, 30, 60]))
    return Request(
        tuple(wanted),
        openings,
        now,
        tuple(Trained(now - timedelta(hours=rng.randrange(100)), days[0], days[0]) for _ in range(rng.randrange(3))),
        {one.key: rng.choice(openings).start for one in wanted if openings and rng.random() < 0.3},
        per_day=rng.choice([1, 1, 2]),
        days_in_seven=rng.choice([6, 6, 4]),
    )


def plainly(instance: Instance) -> int:
    """Return the least cost as one pass finds it that drops nothing at all."""
    blocks = blocks_of(instance)
    with mock.patch.object(Dominance, "is_beaten", return_value=False):
        best = Sweep(instance, Contexts(instance), blocks, [0] * len(blocks)).run(None)
    assert best is not None
    return instance.base + best[0]


@example(38)  # of few, where a state that has trained on other days must not be dropped
@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_what_is_dropped_could_not_have_been_better(seed: int) -> None:
    """Passes as narrow as can be end with the same cost as one that keeps every state."""
    instance = prepare(busy_weeks(seed, weeks=2))
    with mock.patch.multiple(search, NARROW=(1,), WIDE=(2, None)):
        assert search.search(instance).cost == plainly(instance)


@pytest.mark.slow
@settings(max_examples=250 if os.environ.get("OVERLOAD_LONG") else 25, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([2, 3]))
def test_what_is_dropped_could_not_have_been_better_in_many_more_cases(seed: int, weeks: int) -> None:
    """The same, over more and longer instances, with the widths as they are and as narrow as can be."""
    instance = prepare(busy_weeks(seed, weeks))
    least = plainly(instance)
    assert search.search(instance).cost == least
    with mock.patch.multiple(search, NARROW=(1,), WIDE=(2, None)):
        assert search.search(instance).cost == least


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_what_later_weeks_cost_at_least_is_never_too_much(seed: int) -> None:
    """Both lower bounds for the weeks after each are at most what these cost by themselves, and pairs are no weaker."""
    instance = prepare(busy_weeks(seed, weeks=4))
    blocks, contexts = blocks_of(instance), Contexts(instance, is_bound=True)
    alone = search.weeks_alone(instance, contexts, blocks)
    pairs = search.weeks_in_pairs(instance, contexts, blocks, alone)
    for place in range(len(blocks) - 1):
        later = blocks[place + 1 :]
        best = Sweep(instance, Contexts(instance), later, [0] * len(later)).run(None)
        assert best is not None
        assert alone[place] <= pairs[place] <= best[0]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_the_cost_searched_by_is_the_cost_told(seed: int) -> None:
    """Packed into one number or added up from the placement, a cost is the same list."""
    request = busy_weeks(seed)
    instance = prepare(request)
    assert instance.scale.unpack(search.search(instance).cost) == cost(request, solve(request))


def free_for(request: Request, placement: Placement, wanted: Wanted) -> list[Opening]:
    """Return the openings at which a session could stand as far as what cannot move is concerned."""
    anchors = [one for one in all_standing(request, placement) if not one.is_movable]
    return [opening for opening in request.openings if not obstacle(request, wanted, opening, anchors)]


@settings(max_examples=250 if os.environ.get("OVERLOAD_LONG") else 12, deadline=None)
@given(st.integers(0, 10**9))
def test_one_instance_answers_for_every_opening_as_a_search_for_each_would(seed: int) -> None:
    """With a session forced to an opening all is as good as with it set there by hand, and no loss is overlooked."""
    request = busy_weeks(seed)
    placement, instance = solve(request), prepare(request)
    alone = search.weeks_known(instance)
    for session in [one for one in request.wanted if one.fixed is None][:3]:
        moved = attrs.evolve(session, free=True)
        asked = attrs.evolve(request, wanted=tuple(moved if one == session else one for one in request.wanted))
        there = free_for(asked, placement, moved)
        touched = {session.week, *(monday(opening.start) for opening in there)}
        known = {week: least for week, least in alone.items() if week not in touched}
        forced = Forced(instance, session.key, there, known)
        for opening in there[:4]:
            by_hand = attrs.evolve(session, fixed=opening.start)
            moved_there = attrs.evolve(
                request, wanted=tuple(by_hand if one == session else one for one in request.wanted)
            )
            best = cost(moved_there, with_it(solve(moved_there), by_hand, opening))
            assert cost(moved_there, with_it(forced.best(opening), by_hand, opening)) == best
            assert forced.losing_less(opening, best[0]) is None
            more = forced.losing_less(opening, best[0] + 1)
            assert more is not None
            assert cost(moved_there, with_it(more, by_hand, opening)) == best
