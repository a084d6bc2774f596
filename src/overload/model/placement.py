"""What the scheduler is asked and what it answers. All times are local wall clock, without a zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import attrs


@attrs.frozen
class Wanted:
    """A session to be placed.

    `key` is unique. Wanted sessions that are not `free` keep their order in `Request.wanted`. `week` is the Monday of
    the ISO week it must fall in, None when any week will do. Between two sessions that share a `focus` group the
    minimum recovery is a law; any other shared muscle only costs. `weight` is what losing it costs. A `free` session
    may stand anywhere among its week's others. `fixed` is a start decided by hand; `on` is the only date it may stand
    on, to see what that would cost. `rhythm` is how many days after the last session that shares a focus group it
    stands best.
    """

    key: str
    focus: frozenset[str]
    muscles: frozenset[str]
    week: date | None = None
    weight: int = 1
    minutes: int = 60
    free: bool = False
    fixed: datetime | None = None
    on: date | None = None
    rhythm: float = 3.5


@attrs.frozen
class Opening:
    """A time training may start, with the room after it (minutes), where, and whether it is a preferred one.

    `ended_by` says what ends the room, if it is something with a name (`busy: 'Parents' evening'`).
    """

    start: datetime
    minutes: int = 24 * 60
    place: str = ""
    preferred: bool = True
    ended_by: str = ""


@attrs.frozen
class Trained:
    """A session already behind us (or under way): it needs recovery from, and counts among the days of a week.

    Of what is trained elsewhere, `called` is what it is.
    """

    start: datetime
    focus: frozenset[str]
    muscles: frozenset[str]
    called: str = ""


@attrs.frozen
class Request:
    """Everything a placement depends on. `openings` ascend; `published` is where subscribers saw each key last.

    `elsewhere` is what the athlete trains besides: its focus groups have their recovery on both sides of it.
    It asks for nothing else.
    """

    wanted: tuple[Wanted, ...]
    openings: tuple[Opening, ...]
    now: datetime
    trained: tuple[Trained, ...] = ()
    published: Mapping[str, datetime] = attrs.field(factory=dict)
    recovery: timedelta = timedelta(hours=48)
    per_day: int = 1
    days_in_seven: int = 6
    elsewhere: tuple[Trained, ...] = ()


@attrs.frozen
class Placed:
    """A session with its opening, and in one line why there."""

    key: str
    opening: Opening
    why: str


@attrs.frozen
class Lost:
    """A session for which there is no room, and in one line why."""

    key: str
    why: str


@attrs.frozen
class Placement:
    """The best placement: sessions in order of time, and those that were lost."""

    placed: tuple[Placed, ...]
    lost: tuple[Lost, ...] = ()
