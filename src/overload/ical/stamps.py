"""What a published file says of the revisions of its events: nothing is ever published below it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from overload.ical.identity import ordinal_of
from overload.ical.lint.tree import Component, read_tree
from overload.ical.lint.values import moment
from overload.model import Revision

UNKNOWN: Final = ""
"""The digest of an event of which only the stamps are known: whatever it says next counts as a change."""

_SEQUENCE: Final = r"\d{1,9}"
"""Of ten digits some are more than a client can hold (RFC 5545, 3.3.8), and none of them is ours."""
_LAST_YEAR: Final = 9000
"""What somebody stamped later than this leaves no room for what comes after it."""


def stamped_in(data: bytes, uid_end: str, feed_name: str) -> dict[int, Revision]:
    """Return how the events of a published file were last written, by ordinal; other plans' events are left out.

    Never raises: an event without readable stamps says nothing.
    """
    found: dict[int, Revision] = {}
    for calendar in read_tree(data, []):
        for event in calendar.children:
            ordinal = ordinal_of(event.text("UID"), uid_end) if event.name == "VEVENT" else None
            if ordinal is not None:
                found[ordinal] = _revision(event, feed_name, ordinal)
    return found


def _revision(event: Component, feed_name: str, ordinal: int) -> Revision:
    said = re.fullmatch(_SEQUENCE, event.text("SEQUENCE"))
    stamps = [moment(event.text(name)) for name in ("DTSTAMP", "LAST-MODIFIED")]
    known = [one.replace(tzinfo=UTC) for one in stamps if isinstance(one, datetime) and one.year < _LAST_YEAR]
    newest = max(known, default=datetime.min.replace(tzinfo=UTC))
    return Revision(feed_name, ordinal, UNKNOWN, int(said[0]) if said else 0, newest)


def never_below(known: Mapping[int, Revision], published: Mapping[int, Revision]) -> dict[int, Revision]:
    """Return what is known of revisions, with whatever the published file has above it in its place."""
    raised = dict(known)
    for ordinal, shown in published.items():
        was = known.get(ordinal)
        if was is None or (shown.sequence > was.sequence and shown.stamped > was.stamped):
            raised[ordinal] = shown
        elif shown.sequence > was.sequence or shown.stamped > was.stamped:
            above = max(shown.sequence, was.sequence), max(shown.stamped, was.stamped)
            raised[ordinal] = Revision(was.feed, ordinal, UNKNOWN, *above)
    return raised
