"""An event read for what it means."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo
from typing import Final

from overload.caldav.event import MARK, Event, Mark, Meaning
from overload.caldav.instants import Moment, Zones
from overload.caldav.lines import blocks, name_of, parts_of, top, unfolded

_RULE: Final = re.compile(r"^\s*-{3,}.*$", re.MULTILINE)
_DURATION: Final = re.compile(r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_REPEATS: Final = frozenset({"RRULE", "RDATE", "EXRULE", "RECURRENCE-ID"})


def read_event(text: str, zone: tzinfo) -> Event | None:
    """Return the event of an object, None where there is none that can be read; `zone` is that of floating times."""
    lines = unfolded(text)
    events = blocks(lines, "VEVENT")
    if not events:
        return None
    masters = [block for block in events if not any(name_of(line) == "RECURRENCE-ID" for line in top(block))]
    properties = top((masters or events)[0])
    said = {name: (parameters, value) for name, parameters, value in map(parts_of, properties)}
    try:
        zones = Zones(lines, zone)
        start = zones.moment(said["DTSTART"])
        end = _end(said, start, zones)
    except (KeyError, ValueError, OverflowError):
        return None
    above, below = _divided(_plain(said, "DESCRIPTION"))
    meaning = Meaning(
        start,
        end,
        _plain(said, "SUMMARY").strip(),
        above,
        below,
        is_cancelled=_plain(said, "STATUS").upper() == "CANCELLED",
        repeats=len(events) > 1 or bool(_REPEATS & said.keys()),
    )
    sequence = _plain(said, "SEQUENCE")
    number = int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0
    return Event(_plain(said, "UID"), meaning, number, Mark.read(_plain(said, MARK)))


def _end(said: dict[str, tuple[dict[str, str], str]], start: Moment, zones: Zones) -> Moment:
    """Return where an event ends: DTEND, or DURATION, or as RFC 5545 has it where neither is said (3.6.1)."""
    if "DTEND" in said:
        return zones.moment(said["DTEND"])
    if "DURATION" in said:
        return start + _length(said["DURATION"][1])
    return start if isinstance(start, datetime) else start + timedelta(days=1)


def _length(text: str) -> timedelta:
    match = _DURATION.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    weeks, days, hours, minutes, seconds = (int(one or 0) for one in match.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if match[1] == "-" else length


def _divided(text: str) -> tuple[str, str]:
    """Divide a text at the line: above is ours, below the athlete's."""
    match = _RULE.search(text)
    if match is None:
        return text.strip(), ""
    return text[: match.start()].strip(), text[match.end() :].strip()


def _plain(said: dict[str, tuple[dict[str, str], str]], name: str) -> str:
    value = said.get(name, ({}, ""))[1]
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
