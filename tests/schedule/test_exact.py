"""The solver against exhaustive search, in which laws and costs are written out once more, from their definitions."""

from __future__ import annotations

import os
import re
from collections import Counter
from datetime import date, datetime, timedelta

import attrs
import pytest
from exhaustive import cheapest, is_legal, price, suits
from hypothesis import given, settings
from hypothesis import strategies as st
from obstacles import Case, dates_by_law, laws, said

from overload.model import Opening, Placement, Request, Trained, Wanted
from overload.schedule import Wish, broken, cost, solve
from overload.schedule.elsewhere import Alternatives

MONDAY = datetime.fromisoformat("2026-12-28")
"""Its week is ISO week 53, and the year ends in it."""

GROUPS = ("back", "chest", "legs")
MUSCLES = ("lats", "biceps", "pecs", "glutes")
HOUR = timedelta(hours=1)


def chosen_by(placement: Placement, request: Request) -> dict[str, Opening | None]:
    """Return the placement in the form exhaustive search uses."""
    fixed = {one.key for one in request.wanted if one.fixed}
    return {one.key: None if one.key in fixed else one.opening for one in placement.placed}


def moments(last_day: int) -> st.SearchStrategy[datetime]:
    """Few hours and close days, so that sessions get in each other's way."""
    return st.builds(
        lambda day, hour: MONDAY + timedelta(days=day, hours=hour),
        st.integers(0, last_day),
        st.sampled_from([7, 12, 18]),
    )


def groups() -> st.SearchStrategy[frozenset[str]]:
    """Up to two focus groups; a day of free text may have none."""
    return st.sets(st.sampled_from(GROUPS), max_size=2).map(frozenset)


def muscles() -> st.SearchStrategy[frozenset[str]]:
    """Any muscles."""
    return st.sets(st.sampled_from(MUSCLES), max_size=3).map(frozenset)


@st.composite
def requests(draw: st.DrawFn, most: int = 4) -> Request:
    """Up to `most` sessions over two weeks of few openings, some fixed, free, published or already behind."""
    ahead = draw(st.sampled_from([5, 9, 13]))
    starts = sorted(draw(st.lists(moments(ahead), min_size=1, max_size=7)))
    openings = tuple(
        Opening(start, draw(st.sampled_from([1440, 1440, 60])), draw(st.sampled_from("ab")), draw(st.booleans()))
        for start in starts
    )
    is_weekly = draw(st.booleans())
    wanted = []
    for number in range(draw(st.integers(1, most))):
        week = MONDAY.date() + timedelta(days=7 * draw(st.integers(0, ahead // 7)))
        is_fixed = draw(st.integers(0, 5)) == 0
        wanted.append(
            Wanted(
                f"k{number}",
                draw(groups()),
                draw(muscles()),
                week if is_weekly or draw(st.booleans()) else None,
                draw(st.sampled_from([1, 1, 3])),
                draw(st.sampled_from([60, 60, 90, 400])),
                free=draw(st.integers(0, 3)) == 0,
                fixed=draw(moments(ahead)) if is_fixed else None,
                rhythm=draw(st.sampled_from([3.5, 7.0, 7 / 3])),
            )
        )
    if is_weekly and draw(st.booleans()):
        wanted.sort(key=lambda one: str(one.week))
    now = MONDAY + draw(st.sampled_from([0, 0, 8, 30, 60])) * HOUR
    trained = tuple(
        Trained(now - draw(st.integers(-4, 120)) * HOUR, draw(groups()), draw(muscles()))
        for _ in range(draw(st.integers(0, 2)))
    )
    shown = [one.key for one in wanted if draw(st.booleans())]
    on_openings = st.one_of(st.sampled_from(starts), moments(ahead))
    return Request(
        tuple(wanted),
        openings,
        now,
        trained,
        {key: draw(on_openings) for key in shown},
        draw(st.sampled_from([48, 48, 24, 60])) * HOUR,
        draw(st.sampled_from([1, 1, 2, 3])),
        draw(st.sampled_from([6, 6, 3, 2, 1])),
        tuple(
            draw(
                st.lists(st.builds(Trained, moments(ahead), groups(), st.just(frozenset()), st.just("run")), max_size=2)
            )
        ),
    )


@settings(max_examples=150, deadline=None)
@given(requests())
def test_nothing_is_better_than_what_is_found(request: Request) -> None:
    """The placement costs what the best of all legal placements costs, and is legal."""
    placement = solve(request)
    chosen = chosen_by(placement, request)
    starts = {one.key: one.opening.start for one in placement.placed}
    assert is_legal(request, starts)
    assert price(request, chosen) == cheapest(request)


@pytest.mark.slow
@settings(max_examples=1000 if os.environ.get("OVERLOAD_LONG") else 30, deadline=None)
@given(requests(most=3))
def test_elsewhere_loses_what_a_move_there_would(request: Request) -> None:
    """What is told to be lost on another date is what the best placement loses with the session set there by hand.

    What is told breaks no law, and where no law lets the session stand there whatever the others do, that is told.
    """
    placement = solve(request)
    alternatives = Alternatives(request, placement)
    wanted, openings = {one.key: one for one in request.wanted}, {one.key: one.opening for one in placement.placed}
    days = sorted({one.start.date() for one in request.openings})
    usual = cost(request, placement)[Wish.LOST]
    for placed in placement.placed:
        for told in alternatives.elsewhere(placed.key, days):
            if told.law:
                assert not may_stand(request, placed.key, told.day)
                continue
            there = attrs.evolve(wanted[placed.key], fixed=told.start)
            moved = attrs.evolve(
                request, wanted=tuple(there if one.key == placed.key else one for one in request.wanted)
            )
            more = told.more if told.wish == Wish.LOST else 0
            assert cheapest(moved)[Wish.LOST] in {usual + more, *(range(usual) if not told.lost else ())}
            stands = {one: opening.start for one, opening in openings.items() if one not in told.lost}
            stands |= {placed.key: told.start, **dict(told.moves)}
            assert is_legal(moved, {key: start for key, start in stands.items() if start is not None})


def may_stand(request: Request, key: str, day: date) -> bool:
    """Tell whether a session has a legal placement on a date, whatever else is lost; it has left the order."""
    dear = 1000
    wanted = tuple(
        attrs.evolve(one, on=day, fixed=None, weight=dear, free=True) if one.key == key else one
        for one in request.wanted
    )
    return cheapest(attrs.evolve(request, wanted=wanted))[Wish.LOST] < dear


@pytest.mark.slow
@settings(max_examples=2000 if os.environ.get("OVERLOAD_LONG") else 200, deadline=None)
@given(requests(most=5))
def test_nothing_is_better_in_many_more_cases(request: Request) -> None:
    """The same, over more and larger instances."""
    assert price(request, chosen_by(solve(request), request)) == cheapest(request)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(requests(most=7))
def test_cost_is_what_the_wishes_add_up_to(request: Request) -> None:
    """`cost` tells what the wishes add up to, and `broken` names no law in a placement of the solver."""
    placement = solve(request)
    assert cost(request, placement) == price(request, chosen_by(placement, request))
    assert broken(request, placement) == ()


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(requests(most=7), st.data())
def test_broken_names_exactly_what_is_not_legal(request: Request, data: st.DataObject) -> None:
    """A placement put together at random breaks a law according to `broken` just when it is not legal."""
    placement = solve(request)
    moved = tuple(
        attrs.evolve(one, opening=data.draw(st.sampled_from([one.opening, *request.openings])))
        for one in placement.placed
        if one.key not in {wanted.key for wanted in request.wanted if wanted.fixed}
    )
    kept = tuple(
        one for one in placement.placed if one.key in {wanted.key for wanted in request.wanted if wanted.fixed}
    )
    mixed = Placement(moved + kept)
    wanted = {one.key: one for one in request.wanted}
    starts = {one.key: one.opening.start for one in mixed.placed}
    own_laws = all(suits(request, wanted[one.key], one.opening) for one in moved)
    assert (broken(request, mixed) == ()) == (own_laws and is_legal(request, starts))


@settings(max_examples=50, deadline=None)
@given(requests(most=7))
def test_the_same_request_gets_the_same_answer(request: Request) -> None:
    """Solving twice gives equal placements, reasons included, and each session is either placed or lost."""
    placement = solve(request)
    assert solve(request) == placement
    keys = [one.key for one in placement.placed] + [one.key for one in placement.lost]
    assert sorted(keys) == sorted(one.key for one in request.wanted)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(requests(most=7))
def test_every_reason_names_what_is_in_the_way(request: Request) -> None:
    """Each law a reason names stands in the way at an opening; without that obstacle the session could stand there.

    Where it is the only one, that is: what is named first may have another behind it. No opening is left without.
    """
    placement = solve(request)
    placed = {one.key: one.opening for one in placement.placed}
    starts = {key: opening.start for key, opening in placed.items()}
    wanted = {one.key: one for one in request.wanted}
    told = {one.key: one.why for one in (*placement.placed, *placement.lost)}
    assert told.keys() == wanted.keys()
    for key, why in told.items():
        others = {other: start for other, start in starts.items() if other != key}
        week = wanted[key].week
        monday = {one: one.start.date() - timedelta(days=one.start.weekday()) for one in request.openings}
        own = [one for one in request.openings if one.start >= request.now and week in (None, monday[one])]
        if key in placed and (plain := plain_reason(request, wanted[key], placed[key], own)):
            assert why in plain
            continue
        if why == "kept where it was":
            preferred = [Case(request, wanted[key], one, others) for one in own if one.preferred]
            assert request.published[key] == starts[key]
            assert not all(map(laws, preferred)), "no better time would have been free"
            continue
        moved = re.fullmatch(r"moved from \w{3} [\d:]{5}: that time is (.*)", why)
        if moved:
            there = [one for one in request.openings if one.start == request.published[key]]
            cases = [Case(request, wanted[key], one, others) for one in there]
            noun, counts, more = "opening", Counter({moved[1]: -1}), 0
        else:
            noun, counts, more = said(why) or pytest.fail(why)
            cases = [Case(request, wanted[key], one, others) for one in own if one.preferred or noun == "opening"]
        assert bool(counts) == bool(cases)
        may, must, _ = dates_by_law(cases)
        for law, count in counts.items():
            assert may[law] if count < 0 else must[law] <= count <= may[law], (why, law)
        assert moved or more or not must.keys() - counts.keys()
        for case in cases:
            in_the_way = laws(case)
            assert in_the_way, "an opening that nothing closes"
            for law in in_the_way.keys() & counts.keys():
                freed = in_the_way[law]
                assert law not in laws(freed)
                if len(in_the_way) == 1:
                    assert is_legal(freed.request, {**freed.starts, key: freed.opening.start})


def plain_reason(request: Request, wanted: Wanted, opening: Opening, own: list[Opening]) -> set[str]:
    """Return the reasons there can be for a session that no law keeps from anywhere, or that stands on a good time."""
    shown, start = request.published.get(wanted.key), opening.start
    if wanted.fixed:
        return {"set by hand"}
    if shown is not None and shown != start:
        was = f"moved from {shown:%a %H:%M}"
        if shown < request.now:
            return {f"{was}, which has passed"}
        if not any(one.start == shown for one in request.openings):
            same_day = any(one.start.date() == shown.date() for one in own)
            return {f"{was}: that time is not free" if same_day else f"{was}: no room that day"}
        return set()
    return {f"your {start:%A} time"} if opening.preferred else set()
