"""Two plans that keep clear of each other's feeds as of any busy calendar: one of them waits for the other to go.

Having updated at once they may have published the same hour. If both went they would meet again, for ever. A feed of
this program tells whose it is, so of two the plan whose id is smaller stays for a while, in which the other one goes.
What still stands there then does not read us: it is kept clear of like any event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

import attrs

from overload.ical.identity import named_in_uids, plan_of
from overload.ical.seen import seen_in
from overload.model import BusySource, BusyTime, Configuration, Published, Status, Zones
from overload.update.kept_free import Busy

WAITS: Final = timedelta(days=1)
"""For so long after its event was last changed another plan may be about to make way, or half the time to its start."""


def waiting(
    found: Busy,
    config: Configuration,
    now: datetime,
    published: Iterable[Published],
    zones: Zones,
    data_of: Callable[[BusySource], bytes],
) -> Busy:
    """Return what busy calendars say without the sessions of other plans that are to make way for ours.

    `data_of` returns what a calendar says. Once a plan has had its day to make way, it is to be looked at again.
    """
    mine = [
        (one.start, one.start + timedelta(minutes=one.minutes)) for one in published if one.status is Status.PLANNED
    ]
    gone: set[BusyTime] = set()
    again: list[datetime] = []
    for source in config.busy:
        theirs = {one for one in found.times if one.calendar == source.name and not one.is_free}
        met = {one for one in theirs if any(start < one.end and one.start < end for start, end in mine)}
        for start, end, title, until in _about_to_go(data_of(source), config.plan_id, now) if met else ():
            told = source.told(BusyTime(zones.wall(start), zones.wall(end), title, source.name))
            hours = {(each.start, each.end) for each in told}
            if going := {each for each in met if (each.start, each.end) in hours}:
                gone |= going
                again.append(until)
    if not gone:
        return found
    times = tuple(one for one in found.times if one not in gone)
    return attrs.evolve(found, times=times, again=(*found.again, *again))


def _about_to_go(data: bytes, plan_id: str, now: datetime) -> Iterator[tuple[datetime, datetime, str, datetime]]:
    """Yield the sessions of another plan, whose id is greater, that may still go, and until when that is waited for."""
    feed = seen_in(data) if b".overload" in data else None
    for one in feed.events if feed else ():
        plan = plan_of(one.uid)
        if plan is None or plan <= named_in_uids(plan_id) or one.is_cancelled:
            continue
        start, end, changed = one.start, one.end, one.changed
        if isinstance(start, datetime) and isinstance(end, datetime) and isinstance(changed, datetime):
            until = changed + min(WAITS, (start - changed) / 2)
            if now < until:
                yield start, end, one.title, until
