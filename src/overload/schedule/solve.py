"""The door of the room: a request in, the best placement out, with a reason for each session."""

from __future__ import annotations

from overload.model import Lost, Opening, Placed, Placement, Request, Wanted
from overload.schedule.problem import prepare
from overload.schedule.reasons import why_lost, why_placed
from overload.schedule.search import search
from overload.schedule.standing import Standing, by_time, standing, trained


def solve(request: Request) -> Placement:
    """Return the placement that keeps every law at the least cost.

    No other placement that keeps the laws has a smaller `cost`. Among equally good ones the choice is always the same.
    """
    chosen = _chosen(request)
    stands = {one.key: standing(one, chosen[one.key].start) for one in request.wanted if one.key in chosen}
    sessions = by_time([*map(trained, request.trained), *stands.values()])
    placed = [
        Placed(one.key, chosen[one.key], why_placed(request, one, chosen[one.key], _others(sessions, stands[one.key])))
        for one in request.wanted
        if one.key in chosen
    ]
    lost = (Lost(one.key, why_lost(request, one, sessions)) for one in request.wanted if one.key not in chosen)
    return Placement(tuple(sorted(placed, key=lambda one: one.opening.start)), tuple(lost))


def _others(sessions: list[Standing], mine: Standing) -> list[Standing]:
    return [one for one in sessions if one is not mine]


def _chosen(request: Request) -> dict[str, Opening]:
    """Return the opening of each session that is not lost, by key."""
    problem = prepare(request)
    found = search(problem)
    chosen = {problem.chain[number].key: problem.openings[place] for number, place in found.chain.items()}
    chosen |= {problem.free[bit].key: problem.openings[place] for bit, place in found.free.items()}
    return chosen | {one.key: _by_hand(request, one) for one in request.wanted if one.fixed}


def _by_hand(request: Request, wanted: Wanted) -> Opening:
    """Return the opening at a session's fixed start, or one of its own where there is none."""
    start = wanted.fixed or request.now
    place = next((one.place for one in request.openings if one.start == start), "")
    return Opening(start, wanted.minutes, place)
