"""What a sync stands between, as it knows them: a calendar, what is remembered of it, a plan, and who syncs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, tzinfo
from typing import Protocol

import attrs

from overload.caldav.found import Changes, There
from overload.caldav.merge import Gesture, Row, Verdict
from overload.ical.content import EventContent


class OnServer(Protocol):
    """A calendar that events can be read from and written to; another transport is one more of these."""

    path: str

    def changes(self, token: str) -> Changes:
        """Return what changed since a token."""
        ...

    def everything(self) -> Changes:
        """Return all that is there."""
        ...

    def fetch(self, hrefs: Iterable[str]) -> dict[str, There | None]:
        """Return the events of these hrefs, None where there is none; what is not known is left out."""
        ...

    def get(self, href: str) -> There | None:
        """Return one event."""
        ...

    def find(self, uid: str) -> There | None:
        """Return the event of a UID."""
        ...

    def put(self, href: str, text: str, etag: str | None) -> str:
        """Write an event and return its ETag."""
        ...

    def delete(self, href: str, etag: str) -> None:
        """Remove an event."""
        ...


@attrs.frozen
class Bookmark:
    """How far a calendar has been read: its token, and the day everything was looked at last (ISO)."""

    token: str = ""
    whole_on: str = ""


class Memory(Protocol):
    """What is remembered of a calendar."""

    def rows(self) -> dict[int, Row]:
        """Return the rows, by ordinal."""
        ...

    def bookmark(self) -> Bookmark:
        """Return how far it was read."""
        ...

    def keep(self, rows: Iterable[Row], bookmark: Bookmark | None = None) -> None:
        """Remember rows, on disk when it returns."""
        ...

    def together(self) -> AbstractContextManager[None]:
        """Keep all that is done in the block, or nothing."""
        ...


class Planner(Protocol):
    """What turns gestures into decisions and says what the events are to say."""

    def decide(self, gestures: Sequence[Gesture]) -> Mapping[Gesture, Verdict]:
        """Store what comes of gestures, and say it."""
        ...

    def contents(self) -> tuple[EventContent, ...]:
        """Return what the events are to say, after all that was decided."""
        ...

    def link(self, ordinal: int) -> str:
        """Return the address of a session's page."""
        ...


@attrs.frozen
class Me:
    """Who syncs, as of when: the plan's id, the name of this machine, how much it knows."""

    plan_id: str
    uid_end: str
    writer: str
    rank: Callable[[], int]
    now: datetime
    zone: tzinfo

    @property
    def today(self) -> date:
        """The date where the athlete is."""
        return self.now.date()

    def number_in(self, href: str) -> int | None:
        """Return the ordinal of an href that has a name as ours have."""
        match = re.fullmatch(rf"s(\d+)(?:-\d+)?-{re.escape(self.plan_id)}\.ics", href.rpartition("/")[2])
        return int(match[1]) if match else None

    def number_of(self, uid: str) -> int | None:
        """Return the ordinal of a UID of this plan."""
        match = re.fullmatch(rf"s?(\d+)(?:\.\d+)?{re.escape(self.uid_end)}", uid)
        return int(match[1]) if match else None

    def fresh(self, path: str, ordinal: int, generation: int = 0) -> Row:
        """Return the row of an event that has yet to be written in the calendar of a path."""
        name = f"s{ordinal}-{generation}" if generation else f"s{ordinal}"
        letter = "s" if self.uid_end.endswith(".overload") else ""
        uid = f"{letter}{ordinal}{f'.{generation}' if generation else ''}{self.uid_end}"
        return Row(ordinal, f"{path}{name}-{self.plan_id}.ics", uid, generation)
