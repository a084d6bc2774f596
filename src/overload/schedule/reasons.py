"""Why a session stands where it stands, or is lost, in one line, read off the laws and the final placement.

An optimal placement leaves no session that one law would let move to a better opening with the others in place; so
whatever is better for a session by itself has a law in its way, and that law is the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from overload.model import Opening, Request, Wanted
from overload.moments import WEEKDAYS, monday, weekday_words
from overload.schedule.costs import shown
from overload.schedule.laws import obstacle
from overload.schedule.standing_sessions import Standing

BY_HAND = "set by hand"
"""The reason of a session whose time somebody chose."""
MOST_SAID = 3
"""Different obstacles named in one line."""


def why_placed(request: Request, wanted: Wanted, opening: Opening, others: Sequence[Standing]) -> str:
    """Return the reason for a session's opening, the others standing where they do."""
    if wanted.fixed is not None:
        return BY_HAND
    published = request.published.get(wanted.key)
    if published == opening.start and not opening.preferred and _has_a_free_preferred_time(request, wanted, others):
        return "kept where it was"
    if published is not None and published != opening.start:
        return _moved(request, wanted, published, others)
    return _here(request, wanted, opening, others)


def _here(request: Request, wanted: Wanted, opening: Opening, others: Sequence[Standing]) -> str:
    if opening.preferred:
        return f"your {WEEKDAYS[opening.start.weekday()]} time"
    preferred = [opening for opening in _openings(request, wanted) if opening.preferred]
    return _in_the_way(request, wanted, preferred, others, "preferred time")


def _has_a_free_preferred_time(request: Request, wanted: Wanted, others: Sequence[Standing]) -> bool:
    preferred = (opening for opening in _openings(request, wanted) if opening.preferred)
    return any(not obstacle(request, wanted, opening, others) for opening in preferred)


def _moved(request: Request, wanted: Wanted, start: datetime, others: Sequence[Standing]) -> str:
    if shown(request, wanted) is None:
        return f"moved from {weekday_words(start)}, which has passed"
    there = [opening for opening in request.openings if opening.start == start]
    if there:
        law = max(obstacle(request, wanted, opening, others) for opening in there)
        return f"moved from {weekday_words(start)}: that time is {law}"
    same_day = any(opening.start.date() == start.date() for opening in _openings(request, wanted))
    return f"moved from {weekday_words(start)}: {'that time is not free' if same_day else 'no room that day'}"


def why_lost(request: Request, wanted: Wanted, sessions: Sequence[Standing]) -> str:
    """Return the reason a session has no opening, the others standing where they do."""
    return _in_the_way(request, wanted, _openings(request, wanted), sessions)


def _openings(request: Request, wanted: Wanted) -> list[Opening]:
    """Return the openings ahead of the session's week, or all of them when any week will do."""
    ahead = (opening for opening in request.openings if opening.start >= request.now)
    return [opening for opening in ahead if wanted.week is None or monday(opening.start) == wanted.week]


def _in_the_way(
    request: Request, wanted: Wanted, openings: Iterable[Opening], others: Sequence[Standing], noun: str = "opening"
) -> str:
    """Sum up what keeps a session from each of the openings; those of a date with the same law count once."""
    met = {
        (opening.start.date(), obstacle(request, wanted, opening, others) or "needed more by other sessions")
        for opening in openings
    }
    laws = Counter(law for _, law in sorted(met))
    span = " in its week" if wanted.week is not None else ""
    if not laws:
        return f"no {noun} left{span}"
    if len(laws) == 1:
        return f"{'every' if laws.total() > 1 else 'the only'} {noun} left{span} is {next(iter(laws))}"
    said = [f"{count} {law}" for law, count in laws.most_common(MOST_SAID)]
    more = len(laws) - len(said)
    return f"{noun}s left{span}: {', '.join(said)}{f', {more} other' if more else ''}"
