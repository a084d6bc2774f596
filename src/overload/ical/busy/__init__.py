"""Busy calendars -> busy times, read in a child process that can do no harm.

    data = fetch(source, folder)
    reading = read_busy(data, source, zone, since, until)

Nothing here remembers anything: what is done when a calendar cannot be read is decided by who asks.
"""

from __future__ import annotations

import json
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import attrs

from overload.errors import DataError, Problem, UnreadableError, how_to_install
from overload.ical.busy.process import Ran, run
from overload.ical.busy.source import LARGEST as LARGEST
from overload.ical.busy.source import fetch as fetch
from overload.ical.text import one_line
from overload.model import BusySource, BusyTime, titles_pattern

LIBRARIES: Final = ("icalendar", "recurring_ical_events", "x_wr_timezone", "dateutil", "tzdata", "typing_extensions")
"""What the child imports; where each is found is told to it, for it looks nowhere by itself."""
NEEDED: Final = LIBRARIES[:2]
READER: Final = Path(__file__).with_name("reader.py")
CPU_S: Final = 15
WALL_S: Final = 900.0
"""Long enough for a machine that has a fiftieth of a processor for it: what counts is the processor's time."""
MEMORY: Final = 768 * 1024 * 1024
MOST_ANSWERED: Final = 16_000_000
"""Bytes of the child's answer."""
MOST_SAID: Final = 3
BROKEN_OFF: Final = "break off in the middle"
"""What the child says of events in whose middle a calendar ends."""


@attrs.frozen
class Reading:
    """What a calendar says: its busy times, by start, and what in it could not be read.

    `left_out` are the titles of events that were not used. Of `components` in its text `read` were read, be it that
    they are over, free or the athlete's own; those left out and those never found are told. One that `breaks_off` had
    more to say. `stand_ins` are the times that its last good state has for what could not be read.
    """

    times: tuple[BusyTime, ...]
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()
    components: int = 0
    read: int = 0
    breaks_off: bool = False
    stand_ins: tuple[BusyTime, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all of the calendar could be read."""
        return not self.breaks_off and self.read >= self.components


def read_busy(  # noqa: PLR0913, PLR0917 - a calendar and what is asked of it
    data: bytes,
    source: BusySource,
    zone: str | Sequence[tuple[datetime, str]],
    since: date,
    until: date,
    own: Iterable[str] = (),
    last_good: bytes = b"",
) -> Reading:
    """Return the busy times between two dates (`until` excluded), on the wall clock of `zone`.

    Where the athlete is in several it is from which instant on (aware, ascending) which one holds.

    Events whose UID ends like one of `own` are the athlete's own training and left out. The source's `buffer` is not
    in them yet. `last_good` is the calendar as it could last be read. Raises UnreadableError for a calendar that is
    none, or that would take too much time or memory, and DataError when the libraries are not installed or the system
    gives no process.
    """
    question = {
        "zones": [("", zone)] if isinstance(zone, str) else [(at.astimezone(UTC).isoformat(), one) for at, one in zone],
        "since": datetime.combine(since, time()).isoformat(),
        "until": datetime.combine(until, time()).isoformat(),
        "all_day": source.all_day,
        "own": tuple(own),
        "me": source.me,
        "told": titles_pattern(source.trains),
        "libraries": _libraries(source),
        "cpu_s": CPU_S,
        "memory": MEMORY,
        "length": len(data),
    }
    answer = _answer(_ask(question, data + last_good, source), source)
    if "refused" in answer:
        raise UnreadableError(Problem(source.place, one_line(answer["refused"]), "export it again"))
    left_out = [(one_line(title), why) for title, why in answer["left_out"]]
    return Reading(
        tuple(_times(source, answer["times"])),
        tuple(_problems(source, answer, left_out)),
        tuple(title for title, _ in left_out),
        answer["components"],
        answer["read"],
        answer["breaks_off"],
        tuple(_times(source, answer["stand_ins"])),
    )


def _times(source: BusySource, times: list[tuple[str, str, str, bool]]) -> Iterator[BusyTime]:
    for start, end, summary, is_free in times:
        yield BusyTime(
            datetime.fromisoformat(start), datetime.fromisoformat(end), one_line(summary), source.name, is_free=is_free
        )


def _libraries(source: BusySource) -> list[str]:
    found = {name: find_spec(name) for name in LIBRARIES}
    if any(found[name] is None for name in NEEDED):
        raise DataError(Problem(source.place, "needs libraries that are not installed", how_to_install("busy")))
    origins = (spec.origin for spec in found.values() if spec and spec.origin)
    folders = (Path(one).parent.parent if Path(one).stem == "__init__" else Path(one).parent for one in origins)
    return list(dict.fromkeys(map(str, folders)))


def _ask(question: dict[str, object], data: bytes, source: BusySource) -> Ran:
    try:
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            # -I: neither PYTHON* variables, nor the user's packages, nor this folder have a say in the child.
            words = [sys.executable, "-I", "-B", "-W", "ignore", str(READER), json.dumps(question)]
            clean = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
            return run(words, seconds=WALL_S, most=MOST_ANSWERED, stdin=file, environment=clean)
    except OSError as error:
        raise DataError(Problem(source.place, f"could not be read: {error.strerror or error}")) from None


def _answer(ran: Ran, source: BusySource) -> dict[str, Any]:
    # SIGXCPU at the limit of the processor's time, SIGKILL where the system itself ends it.
    if ran.cut == "time" or ran.code in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise UnreadableError(
            Problem(source.place, "takes too long to read", "look for events that repeat without end")
        )
    try:
        answer = json.loads(ran.out) if not (ran.code or ran.cut) else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise UnreadableError(Problem(source.place, "made its reader fail", "export it again"))
    return answer


def _problems(source: BusySource, answer: dict[str, Any], left_out: list[tuple[str, str]]) -> Iterator[Problem]:
    kept = "; what is missing is kept free as it last was" if answer["stand_ins"] else ""
    if answer["breaks_off"]:
        hint = f"export it again{kept or '; sessions may collide with what is missing'}"
        yield Problem(source.place, "ends in the middle: what is whole in it was read", hint)
    for why in dict.fromkeys(why for _, why in left_out):
        titles = [title for title, reason in left_out if reason == why]
        what = f"that {why}" if why else "that cannot be read"
        hint = "they were left out" + ("" if why == BROKEN_OFF else f"; recreate them in that calendar{kept}")
        yield Problem(source.place, f"has events {what}: {_named(titles)}", hint)
    lost = answer["components"] - answer["read"] - len(left_out)
    if lost > 0:
        message = f"has {lost} {'event' if lost == 1 else 'events'} that cannot be made out"
        yield Problem(source.place, message, "export it again")
    for zone, title in answer["zones"]:
        message = f"has events in a time zone that is not known, '{one_line(zone)[:60]}': {_named([one_line(title)])}"
        yield Problem(
            source.place, message, "they are taken to be on your own clock; choose another zone for them there"
        )
    if answer["without_end"]:
        titles = [one_line(one) for one in answer["without_end"]]
        message = f"has events that do not say when they end: {_named(titles)}"
        yield Problem(source.place, message, "an hour is kept free for each; give them an end in that calendar")


def _named(titles: list[str]) -> str:
    names = ", ".join(f"'{title[:60]}'" if title else "one without a title" for title in titles[:MOST_SAID])
    return f"{names} and {len(titles) - MOST_SAID} more" if len(titles) > MOST_SAID else names
