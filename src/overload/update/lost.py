"""What the database lost and the published files still know: revisions, the numbers of sessions, the plan's own id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

import attrs

from overload.ical.identity import MAIN, ordinal_of, uid_end
from overload.ical.seen import seen_in
from overload.ical.stamps import stamped_in
from overload.model import FeedChoice, Revision, Zones
from overload.plan import Inputs
from overload.settled import FEED_MEMO

if TYPE_CHECKING:
    from overload.ical.seen import SeenEvent
    from overload.plan.taking_up import Shown
    from overload.update.folder import Folder
    from overload.update.home import Home

_OWN_NAME: Final = re.compile(rb"^UID:s[0-9]{1,9}@([0-9A-Za-z_-]{1,40})\.overload\r?$", re.MULTILINE)
MEANT: Final = "older log meant"
"""What a log remembers that was put back by the program, until the update after it: it may be older than the feed."""
_NOON: Final = time(12)
"""When a session began of which only the date was shown."""


def published_revisions(folder: Folder, choice: FeedChoice) -> dict[int, Revision]:
    """Return how the events stand in the published file of a feed; nothing where the database wrote that very file."""
    data = _data_of(folder, choice)
    return stamped_in(data, uid_end(folder.config.plan_id, choice), choice.name) if data else {}


def with_lost(folder: Folder, inputs: Inputs) -> Inputs:
    """Return inputs that know every session which subscribers were shown, under the number it has for life."""
    known = {one.ordinal for one in inputs.published}
    shown: dict[int, Shown] = {}
    # What a feed says in full goes before what one says that hides its words.
    for choice in sorted(folder.config.feeds, key=lambda one: (one.show == "busy", one.all_day)):
        for one in _sessions_in(folder, choice):
            shown.setdefault(one.ordinal, one)
    # A number that was damaged in the file is no other session: the one it was stands there without.
    nameless = {one.start for one in inputs.published if one.ordinal not in shown}
    lost = [one for one in shown.values() if one.ordinal not in known and one.start not in nameless]
    if not lost:
        return inputs
    from overload.plan.taking_up import taken_up  # noqa: PLC0415 - only where the database lost something

    return attrs.evolve(inputs, published=(*inputs.published, *taken_up(inputs, lost)))


def plan_id_of(home: Home) -> str | None:
    """Return the id of the plan whose events stand in the main feed of a training, None where none do."""
    try:
        found = _OWN_NAME.search(home.feed(MAIN).read())
    except OSError:
        return None
    return found[1].decode() if found else None


def _data_of(folder: Folder, choice: FeedChoice) -> bytes:
    """Return the published file of a feed where it is another than the database last wrote, else nothing."""
    file = folder.feed_file(choice.name)
    written = (folder.store.get(f"{FEED_MEMO}{choice.name}") or "").split()[1:2]
    if written == [file.digest()]:
        return b""
    try:
        return file.read()
    except OSError:
        return b""


def _sessions_in(folder: Folder, choice: FeedChoice) -> Iterator[Shown]:
    seen = seen_in(_data_of(folder, choice))
    end = uid_end(folder.config.plan_id, choice)
    for event in seen.events if seen else ():
        ordinal = ordinal_of(event.uid, end)
        if ordinal is not None and ordinal > 0:
            yield _shown(event, ordinal, choice, folder.zones)


def _shown(event: SeenEvent, ordinal: int, choice: FeedChoice, zones: Zones) -> Shown:
    from overload.plan.taking_up import Shown  # noqa: PLC0415 - only where a feed was written by somebody else

    names = (*event.categories, event.title, event.title.split(":")[0], event.title.split(",")[0])
    if not (isinstance(event.start, datetime) and isinstance(event.end, datetime)):
        day: date = event.start
        return Shown(ordinal, datetime.combine(day, _NOON), 60, names, event.is_cancelled)
    start = zones.wall(event.start) + choice.before
    minutes = (event.end - event.start - choice.before - choice.after).total_seconds() // 60
    return Shown(ordinal, start, max(1, int(minutes)), names, event.is_cancelled)
