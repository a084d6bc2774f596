"""What a change in the calendar means, and what of the plan has yet to be written there: pure.

Meanings are compared, never bytes, ETags or clocks. A field is the athlete's own doing where it is neither what was
agreed last nor what a write of ours under way would have made of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

import attrs

from overload.caldav.event import Event, Known, Mark, Meaning, digest
from overload.caldav.instants import Moment, day_of
from overload.ical.content import EventContent

_RULE: Final = re.compile(r"^(\s*)---", re.MULTILINE)
_TICKED: Final = re.compile(r"\s*(?:[✓✔☑✅]|\[x\]|done\b)", re.IGNORECASE)
_ONCE: Final = "?"
_DAY: Final = timedelta(days=1)
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Where nothing ever was: an event that was put somewhere by hand has been moved from there."""


class State(StrEnum):
    """What has become of a session's event."""

    LIVE = "live"
    DEAD = "dead"
    """Taken out of the calendar: never written again, unless that is undone; then a new event takes its place."""
    BURIED = "buried"
    """Taken out for good: it was behind us."""
    HANDS_OFF = "hands-off"
    """It repeats now, and is left alone until it stands once again."""


@attrs.frozen
class Row:
    """A session's event as it is remembered.

    `base` is what was agreed last, `sent` the mark of a write under way, `mark` the one that stood in `text`, the text
    as fetched or written last. `title` and `below` are the athlete's, `is_all_day` and `is_left` tell that they made
    it last whole days, or that it stays where they put it whatever the plan says; `is_by_hand` that its time is their
    doing. `advice` is told in the event.
    `echo` is what a server makes of a text of ours: digests of ours and of its own. `is_unseen` tells that nobody knows
    yet what the server made of what was written. `generation` counts the events that a session has had.
    """

    ordinal: int
    href: str
    uid: str
    generation: int = 0
    state: State = State.LIVE
    etag: str = ""
    base: Known | None = None
    sent: Mark | None = None
    mark: Mark | None = None
    text: str = ""
    sequence: int = 0
    title: str = ""
    below: str = ""
    is_all_day: bool = False
    is_left: bool = False
    is_by_hand: bool = False
    advice: str = ""
    echo: str = ""
    is_unseen: bool = False

    @property
    def is_there(self) -> bool:
        """Whether there is an event of it to look for."""
        return self.state in {State.LIVE, State.HANDS_OFF}


class Kind(StrEnum):
    """What was done to an event."""

    MOVED = "moved"
    RESIZED = "resized"
    DELETED = "deleted"
    DONE = "done"
    NOTED = "noted"
    REPEATS = "repeats"


@attrs.frozen
class Gesture:
    """Something that was done to the event of a session.

    `start` is where it was moved (a day alone keeps the hour), `minutes` how long it is now, `text` what stands
    below the line now, or what its title is.
    """

    kind: Kind
    ordinal: int
    start: Moment | None = None
    minutes: int = 0
    text: str = ""


@attrs.frozen
class Verdict:
    """What came of a gesture: `words` for the report, `advice` for the event.

    `is_left`: nothing came of it and the event stays as it is. `is_buried`: it was taken out for good. `keeps_title`:
    the title is the athlete's own. `is_anew`: its session has another time, and gets another event.
    """

    words: str
    advice: str = ""
    is_left: bool = False
    is_buried: bool = False
    keeps_title: bool = False
    is_anew: bool = False


def look(row: Row, event: Event, etag: str, text: str, zone: tzinfo) -> tuple[Row, tuple[Gesture, ...]]:
    """Return how a row is remembered after a look at its event, and what was done to that meanwhile."""
    said, agreed = event.meaning, _agreed(row, event)
    new = attrs.evolve(
        row,
        etag=etag,
        text=text,
        base=Known.of(said),
        sent=None,
        mark=event.mark,
        sequence=event.sequence,
        below=said.below,
        echo=_echo(row, event),
        is_unseen=False,
    )
    if said.is_cancelled and not any(one.is_cancelled for one in agreed):
        return attrs.evolve(new, state=State.DEAD), (Gesture(Kind.DELETED, row.ordinal),)
    if said.repeats:
        told = (Gesture(Kind.REPEATS, row.ordinal),) if row.state is State.LIVE else ()
        return attrs.evolve(new, state=State.HANDS_OFF), told
    new = attrs.evolve(new, state=State.LIVE)
    new, done = _retitled(new, said, agreed)
    new, times = _retimed(new, said, agreed, zone)
    is_noted = said.below != row.below and row.base is not None
    noted = (Gesture(Kind.NOTED, row.ordinal, text=said.below),) if is_noted else ()
    return new, (*times, *done, *noted)


def _agreed(row: Row, event: Event) -> tuple[Known, ...]:
    """Return what of an event nobody but we ourselves can have said."""
    mark = event.mark
    if mark is not None and mark == row.sent:
        return (mark.known,)
    if mark is not None and mark != row.mark:
        # A second machine wrote it, or this one before its database was restored. What it was told by hand, all are.
        if not mark.is_by_hand:
            return (mark.known,)
        begin = row.base.start if row.base else _NEVER
        end = row.base.end if row.base else _NEVER + _length(mark.known.start, mark.known.end)
        return (attrs.evolve(mark.known, start=begin, end=end),)
    found = [one for one in (row.base, row.sent.known if row.sent and mark is None else None) if one]
    # An event of ours of which nothing is known is taken as it lies there.
    return tuple(found) or (Known.of(event.meaning),)


def _echo(row: Row, event: Event) -> str:
    """Return what a server makes of a text, found at the first look after it was written."""
    has_arrived = event.mark is not None and event.mark == row.sent
    is_first = row.is_unseen and event.mark in {None, row.mark}
    mark = row.sent if has_arrived else row.mark
    if mark is None or not (has_arrived or is_first):
        return row.echo
    found = f"{mark.known.text}/{digest(event.meaning.text)}"
    if found.endswith(f"/{mark.known.text}"):
        return ""
    # Once it may be the athlete who wrote there meanwhile; twice the same is the server.
    return found if row.echo in {found, f"{found}{_ONCE}"} else f"{found}{_ONCE}"


def _retitled(row: Row, said: Meaning, agreed: Sequence[Known]) -> tuple[Row, tuple[Gesture, ...]]:
    if any(one.title == digest(said.title) for one in agreed):
        return row, ()
    if _TICKED.match(said.title):
        return attrs.evolve(row, title=""), (Gesture(Kind.DONE, row.ordinal, text=said.title),)
    return attrs.evolve(row, title=said.title), ()


def _retimed(row: Row, said: Meaning, agreed: Sequence[Known], zone: tzinfo) -> tuple[Row, tuple[Gesture, ...]]:
    is_moved = all(one.start != said.start for one in agreed)
    is_resized = all(_length(one.start, one.end) != _length(said.start, said.end) for one in agreed)
    if not is_moved and not is_resized:
        return row, ()
    free = attrs.evolve(row, is_all_day=said.is_all_day, is_left=False, is_by_hand=True, advice="")
    if said.is_all_day:
        same_day = any(day_of(one.start, zone) == said.start for one in agreed)
        return free, () if same_day else (Gesture(Kind.MOVED, row.ordinal, said.start),)
    found = [Gesture(Kind.MOVED, row.ordinal, said.start)] if is_moved else []
    was_day = any(not isinstance(one.start, datetime) for one in agreed)
    if is_resized and not was_day:
        found.append(
            Gesture(Kind.RESIZED, row.ordinal, said.start, _length(said.start, said.end) // timedelta(minutes=1))
        )
    return free, tuple(found)


def _length(start: Moment, end: Moment) -> timedelta:
    return end - start if isinstance(start, datetime) and isinstance(end, datetime) else _DAY


def judged(row: Row, gesture: Gesture, verdict: Verdict) -> Row:
    """Return a row after what came of a gesture on it."""
    row = attrs.evolve(row, advice=verdict.advice or row.advice, is_left=row.is_left or verdict.is_left)
    if verdict.keeps_title:
        row = attrs.evolve(row, title=gesture.text)
    return attrs.evolve(row, state=State.BURIED) if verdict.is_buried else row


def wanted(row: Row, content: EventContent, zone: tzinfo) -> Meaning:
    """Return what the event of a session is to say: the plan's words, and whatever of it is the athlete's."""
    start, end = content.start, content.end
    if row.is_left and row.base is not None:
        start, end = row.base.start, row.base.end
    elif row.is_all_day:
        start = day_of(content.start, zone)
        end = start + _DAY
    text = _RULE.sub(r"\1– – –", content.description)
    if row.advice and text:
        text = f"{row.advice}\n\n{text}"
    return Meaning(start, end, row.title or content.summary, text, row.below, content.is_cancelled)


def is_to_write(row: Row, meaning: Meaning, writer: str, rank: int) -> bool:
    """Tell whether an event has to be written: it says something else than it should, and none knows better."""
    if row.state is not State.LIVE or row.base is None:
        return False
    new = Known.of(meaning)
    is_echo = row.echo == f"{new.text}/{row.base.text}"
    if new == row.base or (is_echo and _without_text(new) == _without_text(row.base)):
        return False
    mark = row.mark
    is_theirs = mark is not None and mark.writer != writer and mark.known == row.base
    # Of two machines with one plan, the one that knows more writes, and the other leaves that as it is.
    return not (is_theirs and mark is not None and (mark.rank, mark.writer) > (rank, writer))


def _without_text(known: Known) -> Known:
    return attrs.evolve(known, text="")


def is_mass(gone: int, live: int) -> bool:
    """Tell whether so many events vanished at once that somebody has to be asked."""
    return gone >= 3 and 2 * gone > live
