"""Which events changed: SEQUENCE and the stamps move only when what an event says does.

Subscribers see a calm calendar, and clients that trust either LAST-MODIFIED or SEQUENCE take every real change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

import attrs

from overload.ical.content import EventContent
from overload.ical.head import head
from overload.model import FeedChoice, Revision
from overload.plan.values import Plan

FORMAT = 1
"""Raised when the same content comes to be written with other bytes, so that feeds are written anew."""


def revise(
    contents: Iterable[EventContent], revisions: Mapping[int, Revision], feed_name: str, now: datetime
) -> tuple[Revision, ...]:
    """Return how each event is to be written, given how it was written last (by ordinal).

    `now` is aware. What is unchanged keeps SEQUENCE and stamp; what changed counts one up and is stamped with now, or
    a second after its last stamp where the clock has not moved on; what is new begins at 0.
    """
    stamp = now.astimezone(UTC).replace(microsecond=0)  # iCalendar has no fractions of a second
    return tuple(_revised(one, revisions.get(one.ordinal), feed_name, stamp) for one in contents)


def _revised(content: EventContent, was: Revision | None, feed_name: str, stamp: datetime) -> Revision:
    said = _content_digest(content)
    if was is None:
        return Revision(feed_name, content.ordinal, said, 0, stamp)
    if was.digest == said:
        return was
    return Revision(feed_name, content.ordinal, said, was.sequence + 1, max(stamp, was.stamped + timedelta(seconds=1)))


def _content_digest(content: EventContent) -> str:
    """Leave out what is as it is if nothing is said, so that a field yet to be thought of changes no event."""
    usual = {field.name: field.default for field in attrs.fields(EventContent)}
    return _sha256({name: value for name, value in attrs.asdict(content).items() if value != usual[name]})


def digest(feed: FeedChoice, plan: Plan, revisions: Iterable[Revision]) -> str:
    """Return a digest of all that a feed says: the same digest means the same bytes, without writing them."""
    stamps = [[one.ordinal, one.digest, one.sequence, one.stamped] for one in revisions]
    return _sha256({"format": FORMAT, "head": attrs.asdict(head(feed, plan)), "events": stamps})


def _sha256(value: object) -> str:
    return hashlib.sha256(json.dumps(value, default=str, sort_keys=True).encode()).hexdigest()
