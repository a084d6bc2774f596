"""What an event says, as values: its meaning, what is remembered of that, and the mark of who wrote it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Final

import attrs

from overload.caldav.instants import Moment, moment_from, moment_text

MARK: Final = "X-WRITTEN-AS"
"""What was written by whom, as a help to a second machine; nothing goes wrong where a server drops it.

Its name says nothing of training: it stands in events that tell others only when one is busy.
"""


@attrs.frozen
class Meaning:
    """What an event says: when, its title, its text above the line, and what stands below it."""

    start: Moment
    end: Moment
    title: str
    text: str = ""
    below: str = ""
    is_cancelled: bool = False
    repeats: bool = False

    @property
    def is_all_day(self) -> bool:
        """Whether it lasts whole days."""
        return not isinstance(self.start, datetime)


@attrs.frozen
class Known:
    """What is remembered of a meaning: enough to tell whether another says the same."""

    start: Moment
    end: Moment
    title: str
    text: str
    is_cancelled: bool = False

    @classmethod
    def of(cls, meaning: Meaning) -> Known:
        """Return what to remember of a meaning."""
        return cls(meaning.start, meaning.end, digest(meaning.title), digest(meaning.text), meaning.is_cancelled)

    def __str__(self) -> str:
        when = moment_text(self.start), moment_text(self.end)
        return "/".join((*when, self.title, self.text, str(int(self.is_cancelled))))

    @classmethod
    def read(cls, written: str) -> Known:
        """Read what `str` wrote. Raises ValueError."""
        start, end, title, text, cancelled = written.split("/")
        return cls(moment_from(start, UTC), moment_from(end, UTC), title, text, cancelled == "1")


@attrs.frozen
class Mark:
    """Who wrote an event last: what was written, the machine, and how much it knew (`rank`).

    `is_by_hand` tells that its time is the athlete's own doing, which every machine of the plan takes for that.
    """

    known: Known
    writer: str
    rank: int
    turn: int
    is_by_hand: bool = False

    def __str__(self) -> str:
        return f"{self.known}/{self.writer}/{self.rank}/{self.turn}/{int(self.is_by_hand)}"

    @classmethod
    def read(cls, written: str) -> Mark | None:
        """Read a mark, None where it is none."""
        try:
            known, writer, rank, turn, by_hand = written.rsplit("/", 4)
            return cls(Known.read(known), writer, int(rank), int(turn), by_hand == "1")
        except ValueError:
            return None


@attrs.frozen
class Event:
    """An event as it was read: its UID, what it means, its SEQUENCE, and who wrote it last, if that is known."""

    uid: str
    meaning: Meaning
    sequence: int = 0
    mark: Mark | None = None


def digest(text: str) -> str:
    """Return a digest of a text as clients leave it alone: without the spaces at its ends."""
    plain = "\n".join(line.strip() for line in text.replace("\r", "").split("\n")).strip()
    return hashlib.sha256(plain.encode(errors="replace")).hexdigest()[:12]
