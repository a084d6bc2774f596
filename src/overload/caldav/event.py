"""An event as text: read for what it means, and rewritten with only our own lines replaced.

Everything else in it - colours, guests, reminders, places, what clients add of their own - stays as it was fetched.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from overload.ical.content import EventContent
from overload.ical.text import escape, finish, link

MARK: Final = "X-WRITTEN-AS"
"""What was written by whom, as a help to a second machine; nothing goes wrong where a server drops it.

Its name says nothing of training: it stands in events that tell others only when one is busy.
"""
BELOW: Final = "--- Your own notes go below this line ---"
"""What stands below it in the text of an event is the athlete's."""
_RULE: Final = re.compile(r"^\s*-{3,}.*$", re.MULTILINE)
_DURATION: Final = re.compile(r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_LINE: Final = re.compile(
    r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^":;]*)(?:,(?:"[^"]*"|[^":;]*))*)*):(.*)', re.DOTALL
)
_PARAMETER: Final = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^":;]*)')
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_OURS: Final = frozenset(
    {"DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "X-ALT-DESC", "URL", "SEQUENCE", "DTSTAMP",
     "LAST-MODIFIED", "STATUS", MARK}
)  # fmt: skip
_REPEATS: Final = frozenset({"RRULE", "RDATE", "EXRULE", "RECURRENCE-ID"})

Moment = datetime | date
"""A UTC instant, or the day of an event that lasts whole days."""


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
        return "/".join((_moment(self.start), _moment(self.end), self.title, self.text, str(int(self.is_cancelled))))

    @classmethod
    def read(cls, written: str) -> Known:
        """Read what `str` wrote. Raises ValueError."""
        start, end, title, text, cancelled = written.split("/")
        return cls(_read_moment(start, None, UTC), _read_moment(end, None, UTC), title, text, cancelled == "1")


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


def read_event(text: str, zone: tzinfo) -> Event | None:
    """Return the event of an object, None where there is none that can be read; `zone` is that of floating times."""
    lines = _unfolded(text)
    blocks = _blocks(lines, "VEVENT")
    if not blocks:
        return None
    masters = [block for block in blocks if not any(_name(line) == "RECURRENCE-ID" for line in _top(block))]
    top = _top((masters or blocks)[0])
    said = {name: (parameters, value) for name, parameters, value in map(_parts, top)}
    try:
        zones = _Zones(lines, zone)
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
        repeats=len(blocks) > 1 or bool(_REPEATS & said.keys()),
    )
    sequence = _plain(said, "SEQUENCE")
    number = int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0
    return Event(_plain(said, "UID"), meaning, number, Mark.read(_plain(said, MARK)))


def _end(said: dict[str, tuple[dict[str, str], str]], start: Moment, zones: _Zones) -> Moment:
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


class _Zones:
    """Time zones as an object names them: by the name of one, or by what it says of it itself."""

    def __init__(self, lines: Sequence[str], floating: tzinfo) -> None:
        self._lines, self._floating = lines, floating

    def moment(self, said: tuple[dict[str, str], str]) -> Moment:
        """Return the UTC instant or the day of a DTSTART or DTEND. Raises ValueError."""
        parameters, value = said
        return _read_moment(value.strip(), parameters.get("TZID"), self._floating, self)

    def named(self, name: str) -> tzinfo:
        """Return a zone by its TZID; one that nobody knows is read as the object describes it. Raises ValueError."""
        tail = "/".join(name.strip("/").split("/")[-2:])
        for one in (name, tail, self._location(name)):
            try:
                return ZoneInfo(one)
            except (KeyError, ValueError, OSError):
                continue
        return self._described(name)

    def _block(self, name: str) -> list[str]:
        blocks = _blocks(self._lines, "VTIMEZONE")
        return next((one for one in blocks if any(_parts(line)[::2] == ("TZID", name) for line in one)), [])

    def _location(self, name: str) -> str:
        return next((_parts(line)[2] for line in self._block(name) if _name(line) == "X-LIC-LOCATION"), "")

    def _described(self, name: str) -> tzinfo:
        from dateutil.tz import tzical  # noqa: PLC0415 - only for zones of a client's own

        lines = self._block(name)
        # Not all that clients write there is understood, and nothing but the offsets matters.
        kept = [line for line in lines if _name(line) in _ZONE_LINES]
        try:
            found = tzical(io.StringIO("\r\n".join(kept))).get() if kept else None
        except (ValueError, KeyError, IndexError, AttributeError, TypeError):
            found = None
        if found is None:
            raise ValueError(f"no zone {name}")
        zone: tzinfo = found
        return zone


_ZONE_LINES: Final = frozenset(
    {"BEGIN", "END", "TZID", "DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"}
)


def _read_moment(value: str, name: str | None, floating: tzinfo, zones: _Zones | None = None) -> Moment:
    if len(value) == 8:
        return datetime.strptime(value, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    wall = datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - its zone is given below
    if value.endswith("Z"):
        return wall.replace(tzinfo=UTC)
    zone = zones.named(name.strip('"')) if name and zones else floating
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _moment(moment: Moment) -> str:
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC):%Y%m%dT%H%M%S}Z"
    return f"{moment:%Y%m%d}"


def day_of(moment: Moment, zone: tzinfo) -> date:
    """Return the date of a moment where the athlete is."""
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


def at_start_of(day: date, zone: tzinfo) -> datetime:
    """Return the first instant of a day where the athlete is."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _divided(text: str) -> tuple[str, str]:
    """Divide a text at the line: above is ours, below the athlete's."""
    match = _RULE.search(text)
    if match is None:
        return text.strip(), ""
    return text[: match.start()].strip(), text[match.end() :].strip()


def _plain(said: dict[str, tuple[dict[str, str], str]], name: str) -> str:
    value = said.get(name, ({}, ""))[1]
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _unfolded(text: str) -> list[str]:
    joined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n ", "").replace("\n\t", "")
    return [line for line in joined.split("\n") if line]


def _name(line: str) -> str:
    return re.split("[:;]", line, maxsplit=1)[0].upper()


def _parts(line: str) -> tuple[str, dict[str, str], str]:
    match = _LINE.fullmatch(line)
    if match is None:
        return _name(line), {}, line.partition(":")[2]
    return match[1].upper(), {key.upper(): value.strip('"') for key, value in _PARAMETER.findall(match[2])}, match[3]


def _blocks(lines: Iterable[str], kind: str) -> list[list[str]]:
    """Return the components of a kind, each with its BEGIN and END."""
    found: list[list[str]] = []
    inside: list[str] | None = None
    for line in lines:
        if line.upper() == f"BEGIN:{kind}":
            inside = []
        if inside is not None:
            inside.append(line)
        if line.upper() == f"END:{kind}" and inside is not None:
            found.append(inside)
            inside = None
    return found


def _top(block: Sequence[str]) -> list[str]:
    """Return the properties of a component itself, not those of its alarms."""
    depth, kept = 0, []
    for line in block:
        depth += line.upper().startswith("BEGIN:")
        if depth == 1 and not line.upper().startswith(("BEGIN:", "END:")):
            kept.append(line)
        depth -= line.upper().startswith("END:")
    return kept


@attrs.frozen
class Writing:
    """What is written with a meaning: SEQUENCE, the time of it (UTC), the address of the page, and our mark."""

    sequence: int
    stamp: datetime
    url: str
    mark: Mark


def _our_lines(meaning: Meaning, writing: Writing, *, is_discreet: bool) -> list[str]:
    kind = ";VALUE=DATE" if meaning.is_all_day else ""
    stamp = _moment(writing.stamp)
    cut = "" if is_discreet and not meaning.below else f"{BELOW}\n{meaning.below}".strip()
    text = "\n\n".join(filter(None, (meaning.text, cut)))
    lines = [
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{writing.sequence}",
        f"DTSTART{kind}:{_moment(meaning.start)}",
        f"DTEND{kind}:{_moment(meaning.end)}",
        f"SUMMARY:{escape(meaning.title)}",
        f"STATUS:{'CANCELLED' if meaning.is_cancelled else 'CONFIRMED'}",
        f"{MARK}:{writing.mark}",
    ]
    lines += [f"DESCRIPTION:{escape(text)}"] if text else []
    lines += [f"URL:{link(writing.url)}"] if writing.url else []
    return lines


def new_text(uid: str, content: EventContent, meaning: Meaning, writing: Writing) -> str:
    """Return the text of a new event, with its place, its categories and its alarms; later those are the athlete's."""
    is_discreet = not content.description
    alarms = [
        line
        for before in content.alarms
        for line in (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:-PT{int(before.total_seconds()) // 60}M",
            f"DESCRIPTION:{escape(content.summary)}",
            "END:VALARM",
        )
    ]
    place = [f"LOCATION:{escape(content.location)}"] if content.location else []
    groups = [f"CATEGORIES:{','.join(escape(one) for one in sorted(content.categories))}"] if content.categories else []
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_product(is_discreet=is_discreet)}",
        "BEGIN:VEVENT",
        f"UID:{uid}",
    ]
    lines += [*_our_lines(meaning, writing, is_discreet=is_discreet), *place, *groups, *alarms]
    return _written([*lines, "END:VEVENT", "END:VCALENDAR"])


def _product(*, is_discreet: bool) -> str:
    return "-//calendar//busy//EN" if is_discreet else "-//overload//training//EN"


def rewritten(text: str, meaning: Meaning, writing: Writing) -> str:
    """Return the text that was fetched, with only our own lines replaced."""
    lines, kept = _unfolded(text), []
    depth, is_written = 0, False
    for line in lines:
        upper = line.upper()
        if upper == "BEGIN:VEVENT" and not is_written:
            depth = 1
            kept += [line, *_our_lines(meaning, writing, is_discreet=not meaning.text)]
            is_written = True
            continue
        if depth:
            depth += upper.startswith("BEGIN:")
            if depth == 1 and _name(line) in _OURS:
                continue
            depth -= upper.startswith("END:")
        kept.append(line)
    return _written(kept)


def _written(lines: Iterable[str]) -> str:
    return finish("\r\n".join(lines) + "\r\n").decode()
