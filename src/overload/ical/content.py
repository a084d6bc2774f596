"""What each event of a feed says, before anything is written: the value whose digest decides whether it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Final

import attrs

from overload.ical.head import BUSY, UNNAMED
from overload.ical.identity import mark_ordinal, uid_end
from overload.ical.text import block, category, link, one_line
from overload.ical.window import shown_marks, shown_sessions
from overload.model import EventExtras, FeedChoice, Status
from overload.moments import clock_words
from overload.plan.away import AWAY
from overload.plan.beginning import ACCEPT, OFFER
from overload.plan.values import Mark, Plan, Session
from overload.plan.volume import weekly
from overload.report.description import Wording, description
from overload.report.words import Units, event_title, is_logged

CONFIRMED, CANCELLED = "CONFIRMED", "CANCELLED"
SHORTEST = timedelta(minutes=1)
"""DTEND must be later than DTSTART."""
_DAY = timedelta(days=1)
NO_LINKS: Final[Mapping[int, str]] = MappingProxyType({})
NO_EXTRAS: Final[Mapping[int, EventExtras]] = MappingProxyType({})
_NONE: Final = EventExtras()


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

    @property
    def is_cancelled(self) -> bool:
        """Whether it is shown only so that clients take it away."""
        return self.status == CANCELLED


def events(
    plan: Plan,
    feed: FeedChoice,
    links: Mapping[int, str] = NO_LINKS,
    extras: Mapping[int, EventExtras] = NO_EXTRAS,
    note: str = "",
) -> tuple[EventContent, ...]:
    """Return what the events of a feed say, in the order of the plan, marked days after the sessions.

    By ordinal of a session, `links` are addresses of log pages and `extras` what else is added to its event. A busy
    feed shows neither. `note` is told in the event of the next session.
    """
    sessions, end = shown_sessions(plan, feed), uid_end(plan.plan_id, feed)
    if feed.show == "busy":
        return tuple(_busy(session, feed, end) for session in sessions)
    volumes = _volumes(plan.sessions)
    coming = next((session.ordinal for session in plan.ahead()), None)
    told = (
        _full(
            one,
            feed,
            end,
            _about(one, feed, volumes, links, _noted(plan, one, note * (one.ordinal == coming))),
            extras.get(one.ordinal, _NONE),
        )
        for one in sessions
    )
    return (*told, *(_marked(mark, feed, end) for mark in shown_marks(plan, feed)))


def _busy(session: Session, feed: FeedChoice, uid_end: str) -> EventContent:
    """Return an event that tells when, and nothing else: not even its UID has a word in it."""
    start, end = _times(session, feed)
    return EventContent(
        ordinal=session.ordinal,
        uid=f"{session.ordinal}{uid_end}",
        start=start,
        end=end,
        summary=BUSY,
        status=_status(session),
        is_free=_is_free(session, feed),
    )


@attrs.frozen
class _About:
    """What is known of a session besides itself: the volume of its week so far, its log page, and what is wrong."""

    volume: Mapping[str, float]
    url: str
    note: str


def _noted(plan: Plan, session: Session, note: str) -> str:
    """Return what is wrong, and in the event in which a beginner is offered to go on, that."""
    offer = f"{OFFER} Say so with '{ACCEPT}', or tap it on your page." if session.ordinal == plan.offer else ""
    return " ".join(filter(None, (note, offer)))


def _about(
    session: Session, feed: FeedChoice, volumes: Mapping[int, Mapping[str, float]], links: Mapping[int, str], note: str
) -> _About:
    # What the text leaves out must not count as a change of the event either.
    is_told = feed.detail == "text"
    volume = volumes.get(session.ordinal, {}) if is_told else {}
    return _About(volume, link(links.get(session.ordinal, "")), note if is_told else "")


def _full(session: Session, feed: FeedChoice, uid_end: str, about: _About, extras: EventExtras) -> EventContent:
    start, end = _times(session, feed)
    categories = (UNNAMED, session.day.name) if feed.categories is None else feed.categories
    return EventContent(
        ordinal=session.ordinal,
        uid=f"s{session.ordinal}{uid_end}",
        start=start,
        end=end,
        summary=one_line(event_title(session, _units(feed), only_name=feed.event_title == "name")) or UNNAMED,
        description="\n\n".join(_paragraphs(session, feed, about, extras)),
        location=one_line(_location(session, feed)),
        categories=_categories((*categories, *extras.categories)),
        status=_status(session),
        is_free=_is_free(session, feed),
        alarms=tuple(dict.fromkeys((*feed.alarms, *extras.alarms))) if _is_due(session) else (),
        url=about.url,
    )


def _paragraphs(session: Session, feed: FeedChoice, about: _About, extras: EventExtras) -> Iterable[str]:
    """Return the parts of the text; the link comes first, where a thumb finds it without scrolling."""
    wording = Wording(feed.detail, _units(feed), feed.how_to, feed.how_to_links, feed.notes)
    added = "\n".join(block(text) for text in extras.lines)
    parts = (
        about.url,
        _start(session, feed),
        block(description(session, wording, about.volume, about.note)),
        block(added),
    )
    return filter(None, parts)


def _location(session: Session, feed: FeedChoice) -> str:
    """Where the session is: away from home neither the feed's place nor the id of ours is true."""
    return "Away" if session.place.id.startswith(AWAY) else feed.location or session.place.id


def _start(session: Session, feed: FeedChoice) -> str:
    """Say when training starts where the event begins before it."""
    return (
        f"Training starts at {clock_words(session.start)}." if feed.before and session.status is Status.PLANNED else ""
    )


def _units(feed: FeedChoice) -> Units:
    return Units(feed.unit, feed.unit_words)


def _categories(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(category, names))))


def _marked(mark: Mark, feed: FeedChoice, uid_end: str) -> EventContent:
    """Return an event of whole days that takes no time."""
    name = "Deload week" if mark.kind == "deload" else "Away"
    why = one_line(mark.text)
    told = "A planned easy week: lighter on purpose." if mark.kind == "deload" else "No training on these days."
    return EventContent(
        ordinal=mark_ordinal(mark),
        uid=f"{mark.kind}-{mark.number}{uid_end}",
        start=mark.first,
        end=mark.last + _DAY,
        summary=one_line(f"{name}: {why}" if why else name),
        description=told if feed.detail == "text" and not mark.has_training else "",
        categories=_categories((UNNAMED,) if feed.categories is None else feed.categories),
        status=CANCELLED if mark.is_cancelled else CONFIRMED,
        is_free=True,
    )


def _times(session: Session, feed: FeedChoice) -> tuple[datetime | date, datetime | date]:
    if feed.all_day:
        day = session.start.date()
        return day, day + _DAY
    # UTC first: minutes before a wall-clock time are wrong by an hour in the night the clocks change.
    start = session.start.astimezone(UTC).replace(microsecond=0) - feed.before
    end = session.end.astimezone(UTC).replace(microsecond=0) + feed.after
    return start, max(end, start + SHORTEST)


def _status(session: Session) -> str:
    return CANCELLED if session.status is Status.CANCELLED else CONFIRMED


def _is_free(session: Session, feed: FeedChoice) -> bool:
    return feed.all_day or session.status is Status.CANCELLED


def _is_due(session: Session) -> bool:
    """Tell whether there is anything to be reminded of; the end of a free day alone changes nothing."""
    return session.status is Status.PLANNED or (
        session.status in {Status.DONE, Status.UNKNOWN} and not is_logged(session)
    )


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
