"""What has become of the sessions that were shown: done, due, missed, not known, or fallen away."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Final

import attrs

from overload.model import Entry, Published, Silence, Status
from overload.plan.decided import Decided

FATES = ("done", "due", "missed", "unknown", "ahead", "cancelled")
REST_WAITS: Final = timedelta(hours=36)
"""So long after it began the rest of a session is offered, if its muscles are not trained again before."""


@attrs.frozen
class Past:
    """The published sessions sorted by what has become of them; `logged` holds their entries by ordinal.

    `long_past` are the keys of sessions from before the diary begins: whatever became of them, they never come again.
    """

    done: tuple[Published, ...] = ()
    due: tuple[Published, ...] = ()
    missed: tuple[Published, ...] = ()
    unknown: tuple[Published, ...] = ()
    ahead: tuple[Published, ...] = ()
    cancelled: tuple[Published, ...] = ()
    logged: Mapping[int, Sequence[Entry]] = attrs.field(factory=dict)
    long_past: tuple[str, ...] = ()

    def reopened(self, ordinal: int) -> Past:
        """Return the same past, but with a session that was due, missed or not known ahead again."""
        behind = (*self.due, *self.missed, *self.unknown)
        open_again = tuple(session for session in behind if session.ordinal == ordinal)
        return attrs.evolve(
            self,
            due=tuple(session for session in self.due if session.ordinal != ordinal),
            missed=tuple(session for session in self.missed if session.ordinal != ordinal),
            unknown=tuple(session for session in self.unknown if session.ordinal != ordinal),
            ahead=(*self.ahead, *open_again),
        )


@attrs.frozen
class Terms:
    """What a session is judged by: how long it may stay without a word, and what that means then.

    `following` are per ordinal the starts of the next session that trains what it trains. `is_free_done` says that of a
    day without exercises silence means that it was done, where it means of others that they were missed.
    """

    grace_days: int = 1
    silence: Silence = Silence.MISSED
    following: Mapping[int, datetime] = attrs.field(factory=dict)
    is_free_done: bool = True


def sort_out(
    published: Iterable[Published],
    entries: Iterable[Entry],
    exercises: Mapping[int, Sequence[str]],
    now: datetime,
    decided: Decided,
    terms: Terms,
) -> Past:
    """Sort sessions by what the log says of them at `now` (local wall clock).

    `exercises` are per ordinal those that the session asks for, as often as it does (none: nothing is logged for such a
    day). What the athlete says of a session as a whole counts, but what was logged of it stays: called off it is
    cancelled, unless that was undone. A session without a log is due until its days of grace have ended; while a start
    that was set by hand is still ahead, so is the session, until all of it is done. The rest of one that was begun is
    due for REST_WAITS at most.
    """
    logged: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.session is not None:
            logged[entry.session].append(entry)
    heaps: dict[str, list[Published]] = defaultdict(list)
    for session in published:
        entries_of = logged.get(session.ordinal, [])
        if session.ordinal in decided.called_back and session.status is Status.CANCELLED:
            session = attrs.evolve(session, status=Status.PLANNED)  # noqa: PLW2901 - as if it had never been
        fate = _fate(session, entries_of, exercises.get(session.ordinal, ()), now, decided, terms)
        heaps[fate].append(session if fate == "ahead" else _as_done(session, entries_of))
    done, due, missed, unknown, ahead, cancelled = (tuple(heaps[fate]) for fate in FATES)
    return Past(done, due, missed, unknown, ahead, cancelled, dict(logged))


def _fate(  # noqa: PLR0911 - one of six fates for each way to get there, read from top to bottom
    session: Published,
    logged: Sequence[Entry],
    exercises: Sequence[str],
    now: datetime,
    decided: Decided,
    terms: Terms,
) -> str:
    if logged and _written(logged, exercises) >= len(exercises):
        return "done"
    if decided.starts.get(session.ordinal, now) > now:
        return "ahead"
    if session.ordinal in decided.done:
        return "done"
    if logged:
        # The rest may follow for a while; after that the athlete has left it at what was done.
        is_left = session.ordinal in decided.skipped or now >= _rest_until(session, logged, terms)
        return "done" if is_left else "due"
    if session.ordinal in decided.skipped:
        return "cancelled"
    if session.start > now:
        return "ahead"
    if session.status is Status.CANCELLED:
        return "cancelled"
    # Given another time after that, it is another try.
    if session.start == decided.missed.get(session.ordinal):
        return "missed"
    is_asked = terms.silence is Silence.UNKNOWN
    if not exercises and (is_asked or terms.is_free_done):
        ended = "unknown" if is_asked else "done"
        return ended if session.start + timedelta(minutes=session.minutes) <= now else "due"
    return "due" if now <= grace_end(session.start, terms.grace_days) else terms.silence.value


def _rest_until(session: Published, logged: Sequence[Entry], terms: Terms) -> datetime:
    """Return until when what is left of a session that was begun is offered."""
    ends = datetime.combine(logged[0].on, session.start.time()) + REST_WAITS
    return min(ends, terms.following.get(session.ordinal, ends))


def _written(logged: Sequence[Entry], exercises: Sequence[str]) -> int:
    """Count the slots that are written down: of an exercise as many as it has, however often it was logged."""
    wanted = Counter(exercises)
    times = Counter(entry.exercise for entry in logged)
    return sum(min(number, max(1, wanted[exercise])) for exercise, number in times.items())


def grace_end(start: datetime, grace_days: int) -> datetime:
    """Return the last moment at which a session without a log may still be written down as if on time."""
    return datetime.combine(start.date() + timedelta(days=grace_days), time.max)


def _as_done(session: Published, logged: Sequence[Entry]) -> Published:
    """A session done on another day than planned moves to the day it was done."""
    if not logged or logged[0].on == session.start.date():
        return session
    return attrs.evolve(session, start=datetime.combine(logged[0].on, session.start.time()))
