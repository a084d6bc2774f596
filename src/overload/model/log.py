"""What overload.db remembers: performances, decisions, and what subscribers have been shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

import attrs

from overload.model.lifter import Bodyweights
from overload.model.progress import Performed, Prescription, SetDone, SetKind
from overload.units import Load


@attrs.frozen
class Entry:
    """One exercise of one day as logged. Append-only: a correction is a new entry that `replaces` an older one.

    `recorded` is a UTC instant, `on` the athlete's date. `session` is the ordinal it belongs to, if any. An entry
    with `removed` takes back the one it replaces. `unread` are words that could mean several things: they stand
    without sets until somebody says which. Of an entry that `is_sure` no reading is doubted any more: it was read by a
    version that asks, or its athlete stands by it.
    """

    id: int
    recorded: datetime
    on: date
    exercise: str
    sets: tuple[SetDone, ...]
    session: int | None = None
    asked: Prescription | None = None
    bodyweight: Load | None = None
    note: str = ""
    unwell: bool = False
    replaces: int | None = None
    removed: bool = False
    unread: str = ""
    is_sure: bool = True

    @property
    def is_warm_up(self) -> bool:
        """Tell whether there is nothing but warm-up sets in it, which says nothing of what to lift next."""
        return bool(self.sets) and all(done.kind is SetKind.WARM_UP for done in self.sets)

    def performed(self) -> Performed:
        """Return it as a rule reads it: sides of a set joined, the weaker one deciding."""
        return Performed(self.on, join_sides(self.sets), self.asked, self.bodyweight, self.unwell)


def join_sides(sets: tuple[SetDone, ...]) -> tuple[SetDone, ...]:
    """Join each left set with the right set after it (or the other way round) into one with the weaker side's reps."""
    joined: list[SetDone] = []
    waiting: SetDone | None = None
    for done in sets:
        is_other = waiting and done.side and done.side != waiting.side and done.counted_as == waiting.counted_as
        if waiting and is_other and done.load == waiting.load:
            weaker = min(waiting, done, key=lambda side: (side.reps, side.left_out))
            joined[-1] = attrs.evolve(weaker, side="")
            waiting = None
        else:
            joined.append(done)
            waiting = done if done.side else None
    return tuple(joined)


def told_apart(sets: tuple[SetDone, ...]) -> tuple[SetDone, ...]:
    """Return sets of a log that wrote 0 for what failed and for what was left out: a try where all of them are 0.

    Whoever did other sets and has a 0 among them left that one out: nobody tried nothing.
    """
    if not any(done.reps for done in sets):
        return sets
    return tuple(done if done.reps else attrs.evolve(done, left_out=True) for done in sets)


class Status(StrEnum):
    """What has become of a session; `UNKNOWN` is one behind us of which nobody said whether it was done."""

    PLANNED = "planned"
    DONE = "done"
    MISSED = "missed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


@attrs.frozen
class Published:
    """A session as it was last shown: its ordinal for life, what it stands for, and where it was placed.

    `key` is its place in the order of the weekly calendar (`2026-W48:1`, `r3` where the order rolls over weeks).
    `start` is wall-clock time in `zone` (empty: the athlete's). `change` says what moved it there or dropped it.
    `workout` is the id of its workout, empty where there is none or an earlier version did not keep it.
    """

    ordinal: int
    key: str
    day: str
    start: datetime
    minutes: int
    place: str = ""
    status: Status = Status.PLANNED
    zone: str = ""
    change: str = ""
    workout: str = ""


@attrs.frozen
class Revision:
    """How an event of a feed was last written: the digest of its content, its SEQUENCE, and when (UTC) it changed."""

    feed: str
    ordinal: int
    digest: str
    sequence: int
    stamped: datetime


@attrs.frozen
class Decision:
    """Something the athlete decided by hand.

    `kind` is move, pin, skip, shorten, lengthen, swap, away, unwell, done, missed, note, short, refuse or undo. `start`
    and `until` are local wall-clock times: the new start of `session` (and of `other`, in a swap), the start and the
    end left or given to one whose length was set, the start of one that was missed, the first and last day of a time
    away, or from when a week is short and when it ends. Of an undo, `other` is the decision taken back; of a day
    unwell, the newest entry of the log when it was said. `place` lists what is trained with while away, ids of
    dumbbells and `bar`, and the time zone there behind an `@`, or the exercise that is refused as a variation. `why` is
    what the athlete said of it (a note is nothing else), or that it was done in their calendar.
    """

    id: int
    recorded: datetime
    kind: str
    session: int | None = None
    start: datetime | None = None
    until: datetime | None = None
    why: str = ""
    other: int | None = None
    place: str = ""


@attrs.frozen
class Weighing:
    """The bodyweight of a day, as the athlete said. Append-only: of several of one day the last that counts does.

    `recorded` is a UTC instant, `on` the athlete's date. `after_entry` and `after_decision` number the last entry and
    the last decision there was then, so that what was done last can be told.
    """

    id: int
    recorded: datetime
    on: date
    weight: Load
    after_entry: int = 0
    after_decision: int = 0


def bodyweights(weighings: Iterable[Weighing], otherwise: Load | None) -> Bodyweights:
    """Return what an athlete weighs by day, from weighings in the order they were said; `otherwise` is plan.toml's."""
    return Bodyweights.of(((one.on, one.weight) for one in weighings), otherwise)


class Log(Protocol):
    """The log as the core reads it: only what is needed, never ten years at once. Corrections are already applied."""

    def history(self, exercise: str, limit: int) -> Sequence[Entry]:
        """Return the newest `limit` entries of an exercise, oldest first."""
        ...

    def since(self, day: date) -> Sequence[Entry]:
        """Return all entries of that date and later, oldest first."""
        ...

    def exercises(self) -> Set[str]:
        """Return the ids of all exercises that have entries, and perhaps of some whose entries no longer count."""
        ...


@attrs.frozen
class Entries:
    """A log held in memory, oldest first, corrections applied."""

    entries: tuple[Entry, ...] = ()

    def history(self, exercise: str, limit: int) -> Sequence[Entry]:
        """Return the newest `limit` entries of an exercise, oldest first."""
        return [entry for entry in self.entries if entry.exercise == exercise][-limit:]

    def since(self, day: date) -> Sequence[Entry]:
        """Return all entries of that date and later, oldest first."""
        return [entry for entry in self.entries if entry.on >= day]

    def exercises(self) -> Set[str]:
        """Return the ids of all exercises that have entries."""
        return {entry.exercise for entry in self.entries}
