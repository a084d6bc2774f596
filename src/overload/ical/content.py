"""What each event of a feed says, before anything is written: the value whose digest decides whether it changed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Final

import attrs

from overload.ical.head import BUSY
from overload.ical.text import block, category, identity, link, one_line
from overload.model import FeedChoice, Status
from overload.plan.values import Plan, Session
from overload.plan.volume import weekly
from overload.report import description, title
from overload.report.words import is_logged

CONFIRMED, CANCELLED = "CONFIRMED", "CANCELLED"
UNNAMED = "Training"
"""What a session or a calendar is called where its name leaves nothing to read; also the category of all events."""
SHORTEST = timedelta(minutes=1)
"""DTEND must be later than DTSTART."""
NO_LINKS: Final[Mapping[int, str]] = MappingProxyType({})


@attrs.frozen
class EventContent:
    """All that one event says. Two of the same content are written with the same bytes.

    `start` and `end` are UTC instants, or dates of which `end` is the day after the last. `alarms` are before the
    start. Texts are clean: they can be written as they are.
    """

    ordinal: int
    uid: str
    start: datetime | date
    end: datetime | date
    summary: str
    description: str = ""
    location: str = ""
    categories: tuple[str, ...] = ()
    status: str = CONFIRMED
    is_free: bool = False
    alarms: tuple[timedelta, ...] = ()
    url: str = ""
    classification: str = ""


def events(plan: Plan, feed: FeedChoice, links: Mapping[int, str] = NO_LINKS) -> tuple[EventContent, ...]:
    """Return what the events of a feed say, in the order of the plan.

    `links` are addresses of log pages by ordinal, if there are any; they appear in full feeds only.
    """
    if feed.show == "busy":
        return tuple(_busy(session, plan, feed) for session in plan.sessions)
    volumes = _volumes(plan.sessions)
    return tuple(
        _full(session, plan, feed, volumes.get(session.ordinal, {}), links.get(session.ordinal, ""))
        for session in plan.sessions
    )


def _busy(session: Session, plan: Plan, feed: FeedChoice) -> EventContent:
    """Return an event that tells when, and nothing else: not even its UID has a word in it."""
    start, end = _times(session, feed)
    return EventContent(
        ordinal=session.ordinal,
        uid=f"{session.ordinal}{uid_ends(plan.plan_id)[1]}",
        start=start,
        end=end,
        summary=BUSY,
        status=_status(session),
        is_free=_is_free(session, feed),
    )


def _full(session: Session, plan: Plan, feed: FeedChoice, volume: Mapping[str, float], log_page: str) -> EventContent:
    start, end = _times(session, feed)
    url = link(log_page)
    return EventContent(
        ordinal=session.ordinal,
        uid=f"s{session.ordinal}{uid_ends(plan.plan_id)[0]}",
        start=start,
        end=end,
        summary=one_line(title(session)) or UNNAMED,
        description="\n\n".join(filter(None, (block(description(session, volume=volume)), url))),
        location=one_line(feed.location or session.place.id),
        categories=tuple(dict.fromkeys(filter(None, (UNNAMED, category(session.day.name))))),
        status=_status(session),
        is_free=_is_free(session, feed),
        alarms=feed.alarms if _is_due(session) else (),
        url=url,
    )


def uid_ends(plan_id: str) -> tuple[str, str]:
    """Return how the UIDs of a plan's events end, in full feeds and in busy ones."""
    secret = hashlib.sha256(f"busy {plan_id}".encode(errors="replace")).hexdigest()[:16]
    return f"@{_plan_name(plan_id)}.overload", f"@{secret}"


def _plan_name(plan_id: str) -> str:
    """Return a plan id that is fit for a UID; one that is not keeps its own by a digest."""
    if plan_id and len(plan_id) <= 64 and plan_id.isascii() and identity(plan_id) == plan_id and "@" not in plan_id:
        return plan_id
    return hashlib.sha256(plan_id.encode(errors="replace")).hexdigest()[:16]


def _times(session: Session, feed: FeedChoice) -> tuple[datetime | date, datetime | date]:
    if feed.all_day:
        day = session.start.date()
        return day, day + timedelta(days=1)
    start = session.start.astimezone(UTC).replace(microsecond=0)
    end = session.end.astimezone(UTC).replace(microsecond=0)
    return start, max(end, start + SHORTEST)


def _status(session: Session) -> str:
    return CANCELLED if session.status is Status.CANCELLED else CONFIRMED


def _is_free(session: Session, feed: FeedChoice) -> bool:
    return feed.all_day or session.status is Status.CANCELLED


def _is_due(session: Session) -> bool:
    """Tell whether there is anything to be reminded of; the end of a free day alone changes nothing."""
    return session.status is Status.PLANNED or (session.status is Status.DONE and not is_logged(session))


def _volumes(sessions: Sequence[Session]) -> dict[int, Mapping[str, float]]:
    """Return per done session the sets of its week up to it, so that a later one does not change what it says."""
    weeks: dict[tuple[int, int], list[Session]] = defaultdict(list)
    volumes: dict[int, Mapping[str, float]] = {}
    for session in sessions:
        if session.status is Status.DONE:
            week = weeks[session.start.isocalendar()[:2]]
            week.append(session)
            volumes[session.ordinal] = weekly(week)[0].sets
    return volumes
