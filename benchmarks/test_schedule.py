"""Twelve weeks of sessions placed exactly, beside a greedy placement of the same: what the best costs in time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from operator import truediv
from random import Random
from typing import TYPE_CHECKING

import attrs
import pytest
from cp_sat import Oracle, UnprovenError

from overload.model import GROUPS, Opening, Placement, Request, Trained, Wanted
from overload.schedule import cost, solve
from overload.schedule.elsewhere import Alternatives, Elsewhere

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

MONDAY = datetime.fromisoformat("2026-11-30")
WEEKS = 12
PUSH, PULL, LEGS, ARMS = "chest shoulders triceps", "back biceps", "legs", "shoulders biceps triceps"
CALENDARS = {
    "ppl": ((PUSH, PULL, LEGS), (0, 2, 4)),
    "ppl-twice": ((PUSH, PULL, LEGS) * 2, (0, 1, 2, 3, 4, 5)),
    "three-day-twice": (("chest back", ARMS, LEGS) * 2, (0, 1, 2, 3, 4, 5)),
    "four-day": (("chest triceps", PULL, LEGS, "shoulders abs"), (0, 1, 3, 4)),
    "five-day": (("chest", "back", "shoulders", "legs", "biceps triceps"), (0, 1, 2, 3, 4)),
}
LIVES = ("own days", "every evening", "three times a day", "half-hours of the evening")


def wanted(days: Sequence[str]) -> Iterator[Wanted]:
    """Yield the sessions of all weeks."""
    for week in range(WEEKS):
        for place, words in enumerate(days):
            focus = frozenset(words.split())
            muscles = {muscle for group in focus for muscle in GROUPS[group]}
            if "back" in focus:
                muscles |= {"glutes", "hamstrings", "biceps"}
            monday = (MONDAY + timedelta(weeks=week)).date()
            yield Wanted(f"{week}:{place}", focus, frozenset(muscles), monday, 3 if "back" in focus else 1)


def openings(weekdays: Sequence[int], life: str, rng: Random) -> Iterator[Opening]:
    """Yield what busy days, single appointments and up to ten days of holidays leave of the times of a life."""
    hours = {"three times a day": (7, 12, 18), "half-hours of the evening": (17, 17.5, 18, 18.5, 19)}.get(life, (18,))
    away, nights = rng.randrange(7 * WEEKS), rng.choice([0, 4, 7, 10])
    for day in range(7 * WEEKS):
        if away <= day < away + nights or rng.random() < 0.12:
            continue
        if life != "own days" or day % 7 in weekdays:
            for hour in hours:
                if rng.random() > 0.1:
                    yield Opening(
                        MONDAY + timedelta(days=day, hours=hour), preferred=day % 7 in weekdays and hour == 18
                    )


def replanned(request: Request, rng: Random) -> Request:
    """Return the request some days later: published, some sessions done, one or two missed, some openings gone."""
    placement = solve(request)
    now = MONDAY + timedelta(days=rng.randrange(2, 9), hours=6)
    starts = {one.key: one.opening.start for one in placement.placed}
    past = [one for one in request.wanted if one.key in starts and starts[one.key] < now]
    missed = {one.key for one in rng.sample(past, min(len(past), rng.choice([1, 2])))}
    done = [one for one in past if one.key not in missed]
    return attrs.evolve(
        request,
        wanted=tuple(one for one in request.wanted if one not in done),
        openings=tuple(one for one in request.openings if rng.random() > 0.08),
        now=now,
        trained=tuple(Trained(starts[one.key], one.focus, one.muscles) for one in done),
        published=starts,
    )


def instances() -> list[Request]:
    """Build 80: five calendars, four lives with two holidays each, fresh and replanned."""
    found = []
    for name, (days, weekdays) in CALENDARS.items():
        for life in LIVES:
            for number in range(2):
                rng = Random(f"{name} {life} {number}")
                fresh = Request(tuple(wanted(days)), tuple(openings(weekdays, life, rng)), MONDAY)
                found += [fresh, replanned(fresh, rng)]
    return found


def greedily(request: Request) -> int:
    """Give each session the first opening with its recovery, preferred ones first; return the weight lost."""
    lost, last = 0, MONDAY
    trained = {group: one.start for one in request.trained for group in one.focus}
    ahead = [one for one in request.openings if one.start >= request.now]
    for one in request.wanted:
        fits = [
            opening
            for opening in ahead
            if opening.start.date() > last.date()
            and one.week == (opening.start - timedelta(days=opening.start.weekday())).date()
            and all(
                opening.start - trained.get(group, MONDAY - 9 * request.recovery) >= request.recovery
                for group in one.focus
            )
        ]
        if not fits:
            lost += one.weight
            continue
        last = min(fits, key=lambda opening: (not opening.preferred, opening.start)).start
        trained |= dict.fromkeys(one.focus, last)
    return lost


@pytest.fixture(scope="module")
def requests() -> list[Request]:
    """Build the instances once."""
    return instances()


@pytest.mark.benchmark(group="80 placements of twelve weeks")
def test_greedy(benchmark: BenchmarkFixture, requests: list[Request]) -> None:
    """The yardstick: one greedy pass over each."""
    lost = benchmark.pedantic(lambda: sum(map(greedily, requests)), rounds=3)
    benchmark.extra_info["weight lost"] = lost


@pytest.mark.benchmark(group="80 placements of twelve weeks")
def test_exact(benchmark: BenchmarkFixture, requests: list[Request]) -> None:
    """The best placement of each; it never loses more than the greedy one."""
    times: list[float] = []

    def solve_all() -> int:
        lost = 0
        for request in requests:
            began = time.perf_counter()
            placement = solve(request)
            times.append((time.perf_counter() - began) * 1000)
            lost += cost(request, placement)[0]
        return lost

    lost = benchmark.pedantic(solve_all, rounds=3)
    benchmark.extra_info |= {
        "weight lost": lost,
        "median ms": round(statistics.median(times), 1),
        "worst ms": round(max(times), 1),
    }
    assert lost <= sum(map(greedily, requests))


@pytest.mark.benchmark(group="20 of them by CP-SAT")
def test_cp_sat(benchmark: BenchmarkFixture, requests: list[Request]) -> None:
    """Every fourth of the same, proven by CP-SAT with our answer as a hint, in ten seconds a half."""
    pytest.importorskip("ortools")
    ours: list[float] = []
    theirs: list[float] = []

    def prove_all() -> int:
        proven = 0
        for request in requests[::4]:
            began = time.perf_counter()
            placement = solve(request)
            ours.append(time.perf_counter() - began)
            began = time.perf_counter()
            try:
                assert Oracle(request, 10).best(placement) == cost(request, placement)
                proven += 1
            except UnprovenError:
                pass
            theirs.append(time.perf_counter() - began)
        return proven

    proven = benchmark.pedantic(prove_all, rounds=1)
    benchmark.extra_info |= {
        "proven": f"{proven} of {len(theirs)}",
        "median ms": round(statistics.median(theirs) * 1000),
        "median ms of ours": round(statistics.median(ours) * 1000, 1),
        "median times ours": round(statistics.median(map(truediv, theirs, ours))),
    }


@pytest.mark.benchmark(group="why not elsewhere, four weeks")
def test_explain(benchmark: BenchmarkFixture, requests: list[Request]) -> None:
    """All of `explain` for four weeks of each instance, as a multiple of one placement of the same."""
    ahead = [four_weeks(request) for request in requests]
    placements = [solve(request) for request in ahead]
    once, all_of_it = [], []
    for request, placement in zip(ahead, placements, strict=True):
        once.append(least_time(lambda request=request: solve(request)))
        all_of_it.append(least_time(lambda both=(request, placement): everything_elsewhere(*both)))
    benchmark.pedantic(lambda: list(map(everything_elsewhere, ahead, placements)), rounds=1)
    benchmark.extra_info |= {
        "times one placement": round(sum(all_of_it) / sum(once), 1),
        "median": round(statistics.median(map(truediv, all_of_it, once)), 1),
        "worst": round(max(map(truediv, all_of_it, once)), 1),
    }


def least_time(work: Callable[[], object]) -> float:
    """Return the least seconds of processor time that a piece of work takes in three goes."""
    times = []
    for _ in range(3):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def four_weeks(request: Request) -> Request:
    """Return the request with no more than four weeks ahead."""
    end = request.now + timedelta(weeks=4)
    wanted = tuple(one for one in request.wanted if one.week is not None and one.week < end.date())
    return attrs.evolve(request, wanted=wanted, openings=tuple(one for one in request.openings if one.start < end))


def everything_elsewhere(request: Request, placement: Placement) -> list[Elsewhere]:
    """Ask of each session placed what keeps it from the other days of its week."""
    told, alternatives = [], Alternatives(request, placement)
    for placed in placement.placed:
        own = placed.opening.start.date()
        week = [own + timedelta(days=day - own.weekday()) for day in range(7)]
        told += alternatives.elsewhere(placed.key, [day for day in week if day != own])
    return told
