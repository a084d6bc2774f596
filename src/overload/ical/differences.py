"""What subscribers will notice: a feed as it is published beside the feed as it is about to be, in sentences."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from itertools import islice

import attrs

from overload.ical.seen import SeenEvent, SeenFeed
from overload.moments import day_words, moment_words
from overload.report.words import joined


@attrs.frozen
class Difference:
    """One thing subscribers will notice: its kind, the UID of its event ('' for the calendar itself), a sentence.

    `kind` is `new`, `moved`, `changed`, `cancelled`, `back` (no longer cancelled) or `gone`. `lines` are those of the
    event's text that go (`- ...`) and come (`+ ...`).
    """

    kind: str
    uid: str
    sentence: str
    lines: tuple[str, ...] = ()


def differences(old: SeenFeed | None, new: SeenFeed, zone: tzinfo | None) -> tuple[Difference, ...]:
    """Return what is noticed when `new` takes the place of `old` (None: nothing is published), in order of time.

    Times are said in `zone`.
    """
    before = {one.uid: one for one in old.events} if old else {}
    after = {one.uid for one in new.events}
    gone = [one for uid, one in before.items() if uid not in after]
    found: list[tuple[datetime, Difference]] = []
    for one in (*new.events, *gone):
        was = before.get(one.uid)
        noticed = (
            _gone(one, zone) if one.uid not in after else _new(one, zone) if was is None else _both(was, one, zone)
        )
        found += [(one.instant, noticed)] if noticed else []
    ordered = (noticed for _, noticed in sorted(found, key=lambda pair: pair[0]))
    return (*_head(old, new), *ordered)


def _head(old: SeenFeed | None, new: SeenFeed) -> Iterator[Difference]:
    if old and old.name != new.name:
        yield Difference("changed", "", f"The calendar '{old.name}' is now called '{new.name}'.")
    if old and old.color != new.color:
        yield Difference("changed", "", f"The calendar's colour is now {new.color or 'left to the client'}.")


def when(one: SeenEvent, zone: tzinfo | None) -> str:
    """Say when an event begins: `Thu 26 Nov 18:00`, or `Thu 26 Nov` where it lasts the whole day."""
    if isinstance(one.start, datetime):
        return moment_words(one.start.astimezone(zone))
    return day_words(one.start)


def _named(one: SeenEvent, zone: tzinfo | None) -> str:
    return f"'{one.title}' on {when(one, zone)}"


def _new(one: SeenEvent, zone: tzinfo | None) -> Difference | None:
    """A cancelled event that nobody has seen is nothing to notice."""
    return None if one.is_cancelled else Difference("new", one.uid, f"{_named(one, zone)} is new.")


def _gone(one: SeenEvent, zone: tzinfo | None) -> Difference:
    how = "no longer shown as cancelled, it is gone" if one.is_cancelled else "gone"
    return Difference("gone", one.uid, f"{_named(one, zone)} is {how}.")


def _both(was: SeenEvent, now: SeenEvent, zone: tzinfo | None) -> Difference | None:
    if was == now:
        return None
    lines = tuple(_changed_lines(was.text, now.text))
    if now.is_cancelled != was.is_cancelled:
        kind, how = ("cancelled", "is cancelled") if now.is_cancelled else ("back", "is no longer cancelled")
        at = "" if was.start == now.start else f", and moves to {when(now, zone)}"
        return Difference(kind, now.uid, f"{_named(was, zone)} {how}{at}.", lines)
    if was.start != now.start:
        rest = joined([*_changes(was, now)])
        also = f"; {rest}" if rest else ""
        moves = f"'{now.title}' moves from {when(was, zone)} to {when(now, zone)}"
        return Difference("moved", now.uid, f"{moves}{also}.", lines)
    changes = joined([*_changes(was, now)]) or "details of it change"
    return Difference("changed", now.uid, f"{_named(was, zone)}: {changes}.", lines)


def _changes(was: SeenEvent, now: SeenEvent) -> Iterator[str]:
    if was.title != now.title:
        yield f"its title is now '{now.title}'"
    if (was.end, was.start) != (now.end, now.start) and _length(was) != _length(now):
        yield f"it lasts {_said(_length(now))} instead of {_said(_length(was))}"
    if was.location != now.location:
        yield f"its place is now '{now.location}'" if now.location else "it no longer has a place"
    if was.alarms != now.alarms:
        yield f"its reminders are now {_reminders(now.alarms)}"
    if was.text != now.text:
        yield "its text changes"
    if was.categories != now.categories:
        yield f"its categories are now {', '.join(now.categories) or 'none'}"
    if was.url != now.url:
        yield "its link changes"


def _length(one: SeenEvent) -> timedelta:
    if isinstance(one.start, datetime) and isinstance(one.end, datetime):
        return one.end - one.start
    return timedelta(days=one.end.toordinal() - one.start.toordinal())


def _said(length: timedelta) -> str:
    minutes = length // timedelta(minutes=1)
    if minutes and minutes % 1440 == 0:
        return f"{minutes // 1440} {'day' if minutes == 1440 else 'days'}"
    return f"{minutes} min"


def _reminders(alarms: tuple[timedelta, ...]) -> str:
    return ", ".join(f"{_said(-one)} before" if one else "at the start" for one in alarms) or "none"


def _changed_lines(was: str, now: str) -> Iterator[str]:
    compared = difflib.unified_diff(was.split("\n"), now.split("\n"), n=0, lineterm="")
    for line in islice(compared, 2, None):  # after the two lines with the names of files
        if line[0] in "-+" and line[1:].strip():
            yield f"{line[0]} {line[1:]}"
