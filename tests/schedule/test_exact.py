"""The solver against exhaustive search: laws and costs are written out here once more, from their definitions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.model import Opening, Placement, Request, Trained, Wanted
from overload.schedule import Alternatives, broken, cost, solve

MONDAY = datetime.fromisoformat("2026-12-28")
"""Its week is ISO week 53, and the year ends in it."""

GROUPS = ("back", "chest", "legs")
MUSCLES = ("lats", "biceps", "pecs", "glutes")
HOUR = timedelta(hours=1)

Starts = dict[str, datetime]


def everything(request: Request, starts: Starts) -> list[tuple[datetime, int, Wanted | Trained]]:
    """List what stands, in order of time."""
    stand: list[tuple[datetime, int, Wanted | Trained]] = [(one.start, 0, one) for one in request.trained]
    stand += [(starts[one.key], 1, one) for one in request.wanted if one.key in starts]
    return sorted(stand, key=lambda one: one[:2])


def is_legal(request: Request, starts: Starts) -> bool:
    """Check the laws between sessions, pair by pair and week by week."""
    stand = everything(request, starts)
    movable = [(at, one) for at, _, one in stand if isinstance(one, Wanted) and one.fixed is None]
    for at, one in movable:
        for other_at, _, other in stand:
            if other is one:
                continue
            if one.focus & other.focus and abs(at - other_at) < request.recovery:
                return False
            if isinstance(other, Wanted):
                end, other_end = at + timedelta(minutes=one.minutes), other_at + timedelta(minutes=other.minutes)
                if at < other_end and other_at < end:
                    return False
        if sum(other_at.date() == at.date() for other_at, _, _ in stand) > request.per_day:
            return False
        for back in range(7):
            first = at.date() - timedelta(days=back)
            days = {other_at.date() for other_at, _, _ in stand if 0 <= (other_at.date() - first).days < 7}
            if len(days) > request.days_in_seven:
                return False
    places = [request.wanted.index(one) for _, one in movable if not one.free]
    return places == sorted(places)


def price(request: Request, chosen: dict[str, Opening | None]) -> tuple[int, ...]:
    """Add up the wishes of a placement; None stands for a time set by hand."""
    starts = {one.key: one.fixed or chosen[one.key].start for one in request.wanted if one.key in chosen}  # type: ignore[union-attr]
    lost = sum(one.weight for one in request.wanted if one.key not in chosen)
    near = days = shift = off = late = 0
    for one in request.wanted:
        shown = request.published.get(one.key)
        if shown is not None and shown >= request.now:
            at = starts.get(one.key)
            near += at != shown and shown - request.now <= 48 * HOUR
            days += at is None or at.date() != shown.date()
            shift += 0 if at is None else int(abs(at - shown) / timedelta(minutes=1))
    for opening in filter(None, chosen.values()):
        same = [one.start for one in request.openings if one.preferred and one.start.date() == opening.start.date()]
        off += int(abs(opening.start - same[0]) / timedelta(minutes=1)) if same else 0
        late += sum(one.start < opening.start for one in request.openings)
    plain = sum(not opening.preferred for opening in chosen.values() if opening)
    crowded, close, gaps = look_back(request, starts)
    return (lost, near, days, shift, plain, crowded, close, gaps, off, late)


def look_back(request: Request, starts: Starts) -> tuple[int, int, int]:
    """Return the costs of how sessions follow each other."""
    stand = everything(request, starts)
    crowded = close = gaps = 0
    for place, (at, _, one) in enumerate(stand):
        if isinstance(one, Trained):
            continue
        for before, _, other in stand[:place]:
            if at - before < request.recovery:
                crowded += len(one.muscles & other.muscles)
        same = [before for before, _, other in stand[:place] if other.focus & one.focus]
        days = (at.date() - same[-1].date()).days if same else 99
        gaps += {0: 2, 1: 2, 2: 1, 3: 0, 4: 1}.get(days, 2)
    for (before, _, _), (at, _, one) in pairwise(stand):
        if isinstance(one, Wanted):
            close += {0: 2, 1: 1}.get((at.date() - before.date()).days, 0)
    return crowded, close, gaps


def cheapest(request: Request) -> tuple[int, ...]:
    """Try every placement."""
    best: list[tuple[int, ...]] = []
    fixed: dict[str, Opening | None] = {one.key: None for one in request.wanted if one.fixed}
    movable = [one for one in request.wanted if not one.fixed]

    def try_from(place: int, chosen: dict[str, Opening | None]) -> None:
        starts = {one.key: one.fixed or chosen[one.key].start for one in request.wanted if one.key in chosen}  # type: ignore[union-attr]
        if not is_legal(request, starts):
            return
        if place == len(movable):
            best[:] = [min([*best, price(request, chosen)])]
            return
        one = movable[place]
        try_from(place + 1, chosen)
        for opening in request.openings:
            monday = opening.start.date() - timedelta(days=opening.start.weekday())
            held = one.on in (None, opening.start.date())
            if held and one.week in (None, monday) and opening.start >= request.now and one.minutes <= opening.minutes:
                try_from(place + 1, {**chosen, one.key: opening})

    try_from(0, fixed)
    return best[0]


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
@settings(max_examples=150, deadline=None)
@given(requests())
def test_elsewhere_names_the_first_wish_that_suffers(request: Request) -> None:
    """Held to another date, whatever else is lost, the best of all placements costs just what is told more."""
    placement = solve(request)
    alternatives, usual = Alternatives(request, placement), cheapest(request)
    days = sorted({one.start.date() for one in request.openings})
    for placed in placement.placed:
        for told in alternatives.elsewhere(placed.key, days):
            costs = cheapest_on(request, placed.key, told.day)
            if costs is None:
                assert told.law
                continue
            grown = next(
                (place for place, (now, then) in enumerate(zip(usual, costs, strict=True)) if now != then), None
            )
            if grown is None or costs < usual:
                assert (told.law, told.wish) == ("", None)
            else:
                assert (told.law, told.wish, told.more) == ("", grown, costs[grown] - usual[grown])


def cheapest_on(request: Request, key: str, day: date) -> tuple[int, ...] | None:
    """Return the cheapest placement with a session on a date, None where there is none; it is let go if fixed."""
    dear = 1000
    wanted = tuple(
        attrs.evolve(one, on=day, fixed=None, weight=dear) if one.key == key else one for one in request.wanted
    )
    costs = cheapest(attrs.evolve(request, wanted=wanted))
    return costs if costs[0] < dear else None


@pytest.mark.slow
@settings(max_examples=1200, deadline=None)
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
    own_laws = all(
        one.opening.start >= request.now
        and wanted[one.key].minutes <= one.opening.minutes
        and wanted[one.key].week in (None, one.opening.start.date() - timedelta(days=one.opening.start.weekday()))
        for one in moved
    )
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
@settings(max_examples=80, deadline=None)
@given(requests(most=7))
def test_every_reason_names_what_is_in_the_way(request: Request) -> None:
    """No session is lost or moved that a law would let stand; so every reason has its obstacle, in one line."""
    placement = solve(request)
    reasons = [one.why for one in (*placement.placed, *placement.lost)]
    assert all(reasons)
    assert not [why for why in reasons if why.endswith(" is ") or "worth more" in why or "\n" in why]
