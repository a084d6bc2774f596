"""The door of the room: a request in, the best placement out, with a reason for each session."""

from __future__ import annotations

from collections.abc import Mapping

from overload.model import Lost, Opening, Placed, Placement, Request, Wanted
from overload.schedule.instance import Instance, prepare
from overload.schedule.reasons import why_lost, why_placed
from overload.schedule.search import Found, search
from overload.schedule.standing_sessions import Standing, by_time, standing, trained


def solve(request: Request) -> Placement:
    """Return the placement that keeps every law at the least cost.

    No other placement that keeps the laws has a smaller `cost`. Among equally good ones the choice is always the same.
    """
    instance = prepare(request)
    return explained(request, _chosen(instance, search(instance)))


def unexplained(instance: Instance, found: Found) -> Placement:
    """Return what was found as a placement, without reasons."""
    return Placement(tuple(Placed(key, opening, "") for key, opening in _chosen(instance, found).items()))


def explained(request: Request, chosen: Mapping[str, Opening]) -> Placement:
    """Return the placement of sessions at openings known already, by key, with a reason for each; no search."""
    stands = {
        wanted.key: standing(wanted, chosen[wanted.key].start) for wanted in request.wanted if wanted.key in chosen
    }
    sessions = by_time([*map(trained, request.trained), *stands.values()])
    placed = [
        Placed(
            wanted.key,
            chosen[wanted.key],
            why_placed(request, wanted, chosen[wanted.key], _others(sessions, stands[wanted.key])),
        )
        for wanted in request.wanted
        if wanted.key in chosen
    ]
    lost = (
        Lost(wanted.key, why_lost(request, wanted, sessions)) for wanted in request.wanted if wanted.key not in chosen
    )
    return Placement(tuple(sorted(placed, key=lambda session: session.opening.start)), tuple(lost))


def _others(sessions: list[Standing], mine: Standing) -> list[Standing]:
    return [session for session in sessions if session is not mine]


def _chosen(instance: Instance, found: Found) -> dict[str, Opening]:
    """Return the opening of each session that is not lost, by key."""
    request = instance.request
    chosen = {instance.chain[number].key: instance.openings[place] for number, place in found.chain.items()}
    chosen |= {instance.free[bit].key: instance.openings[place] for bit, place in found.free.items()}
    return chosen | {wanted.key: _by_hand(request, wanted) for wanted in request.wanted if wanted.fixed}


def _by_hand(request: Request, wanted: Wanted) -> Opening:
    """Return the opening at a session's fixed start, or one of its own where there is none."""
    start = wanted.fixed or request.now
    place = next((opening.place for opening in request.openings if opening.start == start), "")
    return Opening(start, wanted.minutes, place)
