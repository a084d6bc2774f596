"""Dumbbells that are shared: two plans that read each other's feeds never train in the same hour.

Whoever updates keeps clear of what the other has published. Where both published the same hour already, having updated
at once, the plan whose id is smaller stays, and the other one goes: so neither moves for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import attrs

from overload.errors import DataError, Problem
from overload.ical.identity import MAIN, uid_end
from overload.ical.seen import SeenFeed, seen_in
from overload.model import BusyTime, Configuration, FeedChoice, Published, Share, Status, Zones
from overload.opening import read_regular
from overload.update.kept_free import Busy, share_file

_SESSION: Final = re.compile(r"s?\d+@(?P<end>.+\.overload)")
"""The UID of a session in a feed that says what is trained; the other kind does not tell whose it is."""
_HINT: Final = "name the feed of the other folder, like '../kim/calendars/training.ics'"


@attrs.frozen
class _Elsewhere:
    """A session of the other plan (instants), and how the names of that plan's events end."""

    start: datetime
    end: datetime
    plan: str


def shared_times(path: Path, config: Configuration, published: Iterable[Published], zones: Zones) -> Busy:
    """Return when the dumbbells of a folder are in use elsewhere; a feed that cannot be read costs a problem."""
    mine = [
        (one.start, one.start + timedelta(minutes=one.minutes)) for one in published if one.status is Status.PLANNED
    ]
    own = _without_at(uid_end(config.plan_id, FeedChoice(MAIN)))
    times: list[BusyTime] = []
    problems: list[Problem] = []
    for share in config.shares:
        try:
            sessions = list(_sessions(path, share))
        except DataError as error:
            problems += error.problems
            continue
        for one in sessions:
            start, end = zones.wall(one.start), zones.wall(one.end)
            has_to_go = own < one.plan and any(begins < end and start < ends for begins, ends in mine)
            if not has_to_go:
                times.append(BusyTime(start, end, f"{share.name} trains", share.name))
    return Busy(tuple(times), tuple(problems))


def _without_at(end: str) -> str:
    return end.removeprefix("@")


def _sessions(path: Path, share: Share) -> Iterator[_Elsewhere]:
    """Yield the sessions of the other plan, none where nothing was published there yet. Raises DataError."""
    file = share_file(path, share)
    feed = _feed_in(file, share)
    for event in feed.events if feed else ():
        found = _SESSION.fullmatch(event.uid)
        if found is None and not event.uid.endswith(".overload"):
            hint = 'share the feed of the other folder that says what is trained, show = "full"'
            raise DataError(Problem(share.place, "has events that are no sessions of a plan", hint))
        if found is None or event.is_cancelled:
            continue
        if not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
            hint = "share a feed of the other folder without all_day"
            raise DataError(Problem(share.place, "has whole days instead of times", hint))
        # Events of another feed than the usual one bear its name as well, which is that of the file.
        yield _Elsewhere(
            event.start, event.end, found["end"].removeprefix(f"{file.stem}." if file.stem != MAIN else "")
        )


def _feed_in(file: Path, share: Share) -> SeenFeed | None:
    try:
        feed = seen_in(read_regular(file))
    except FileNotFoundError:
        if file.parent.is_dir() or file.parent.parent.is_dir():
            return None
        raise DataError(Problem(share.place, f"there is no folder {file.parent.parent}", _HINT)) from None
    except (OSError, ValueError) as error:
        said = (getattr(error, "strerror", None) or str(error)).lower()
        raise DataError(Problem(share.place, f"{share.feed} cannot be read: {said}", _HINT)) from None
    if feed is None:
        raise DataError(Problem(share.place, f"{share.feed} is not a calendar", _HINT))
    return feed
