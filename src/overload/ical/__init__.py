"""Plan -> iCalendar (RFC 5545 and 7986), the way every client takes it. The only importer of `ics`.

    contents = events(plan, feed)
    revisions = revise(contents, old_revisions, feed.name, now)
    data = render(contents, revisions, feed, plan)

Events whose content is what it was keep their SEQUENCE and their stamps, so an unchanged plan gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable

from overload.ical.content import EventContent as EventContent
from overload.ical.content import events as events
from overload.ical.head import head
from overload.ical.identity import uid_end as uid_end
from overload.ical.revisions import digest as digest
from overload.ical.revisions import revise as revise
from overload.ical.seen import SeenEvent as SeenEvent
from overload.ical.seen import SeenFeed as SeenFeed
from overload.ical.seen import seen_as as seen_as
from overload.ical.seen import seen_in as seen_in
from overload.ical.stamps import never_below as never_below
from overload.ical.stamps import stamped_in as stamped_in
from overload.model import FeedChoice, Revision
from overload.plan.values import Plan


def render(contents: Iterable[EventContent], revisions: Iterable[Revision], feed: FeedChoice, plan: Plan) -> bytes:
    """Return the whole file: UTF-8, CRLF, folded at 75 octets, events in the order of their ordinals.

    Every event needs its revision among `revisions`.
    """
    from overload.ical.unread import import_unread  # noqa: PLC0415 - most runs write no feed

    import_unread()
    from overload.ical.writing import write  # noqa: PLC0415 - ics costs 50 ms, and most runs write no feed

    return write(contents, {one.ordinal: one for one in revisions}, head(feed, plan))
