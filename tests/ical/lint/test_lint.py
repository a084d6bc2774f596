"""Every seeded fault is found in its line, and what is sound has none."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.ical.lint import Fault, lint

GOLDEN = Path(__file__).parents[1] / "golden"
NODE = Path(__file__).parents[2] / "node"

HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//test//EN",
    "NAME:Test",
    "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
)
EVENT = (
    "BEGIN:VEVENT",
    "UID:1@test",
    "DTSTAMP:20261123T170000Z",
    "LAST-MODIFIED:20261123T170000Z",
    "SEQUENCE:0",
    "DTSTART:20261123T170000Z",
    "DTEND:20261123T180000Z",
    "SUMMARY:Back",
)
ALARM = ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT30M", "DESCRIPTION:Soon", "END:VALARM")
ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Stockholm",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def calendar(*lines: str) -> bytes:
    """Return a calendar with these lines after its head, ended as it should be."""
    return "".join(f"{line}\r\n" for line in (*HEAD, *lines, "END:VCALENDAR")).encode()


def event(*more: str, without: str = "") -> bytes:
    """Return a calendar with one event, these lines in it, and without the property of that name."""
    return calendar(*(line for line in EVENT if line.split(":")[0] != without), *more, "END:VEVENT")


def errors(data: bytes) -> list[Fault]:
    """Return the faults that are no hints."""
    return [one for one in lint(data) if not one.is_hint]


AFTER = len(HEAD) + len(EVENT) + 1
"""The line of the first property added to an event."""

# What is added to an event -> the rule that it breaks, in that line.
ADDED = {
    "DTSTART:20261123T170000Z": "duplicate",
    "SUMMARY:Again": "duplicate",
    "DTEND:20261123T180000Z": "duplicate",
    "DURATION:PT1H": "duplicate",
    "CREATED:20261123T170000": "type",
    "CREATED:20261323T170000Z": "type",
    "CREATED:20261123": "type",
    "CREATED;TZID=Europe/Stockholm:20261123T170000Z": "zone",
    "EXDATE;VALUE=DATE:20261123": "type",
    "EXDATE;TZID=Nowhere/Else:20261123T170000": "zone",
    "RECURRENCE-ID:20261123": "type",
    "RECURRENCE-ID;VALUE=DATE:20261123": "type",
    "PRIORITY:ten": "type",
    "PRIORITY:10": "value",
    "STATUS:DONE": "value",
    "TRANSP:YES": "value",
    "COLOR:#2e8b57": "value",
    "COLOR:seagren": "value",
    "GEO:91;0": "type",
    "GEO:somewhere": "type",
    "URL:example.org/a b": "type",
    "ORGANIZER:Kim": "type",
    "LOCATION:At home, mostly": "escape",
    "LOCATION:At home; mostly": "escape",
    "LOCATION:At \\home": "escape",
    "DESCRIPTION:ends in a backslash\\": "escape",
    "CATEGORIES:a;b": "escape",
    "DESCRIPTION;VALUE=INTEGER:1": "type",
    "ATTACH;VALUE=BINARY:AAAA": "type",
    "RRULE:FREQ=FORTNIGHTLY": "rrule",
    "RRULE:COUNT=3": "rrule",
    "RRULE:FREQ=DAILY;COUNT=3;UNTIL=20261224T000000Z": "rrule",
    "RRULE:FREQ=DAILY;FREQ=WEEKLY": "rrule",
    "RRULE:FREQ=DAILY;INTERVAL=0": "rrule",
    "RRULE:FREQ=WEEKLY;BYDAY=1MO": "rrule",
    "RRULE:FREQ=WEEKLY;BYMONTHDAY=1": "rrule",
    "RRULE:FREQ=MONTHLY;BYWEEKNO=1": "rrule",
    "RRULE:FREQ=MONTHLY;BYSETPOS=1": "rrule",
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=32": "rrule",
    "RRULE:FREQ=DAILY;BYHOUR=24": "rrule",
    "RRULE:FREQ=DAILY;EVERY=2": "rrule",
    "RRULE:FREQ=DAILY;UNTIL=20261224": "rrule",
    "RRULE:FREQ=DAILY;UNTIL=20261224T000000": "rrule",
    "RRULE:FREQ=DAILY;": "rrule",
    "RDATE;VALUE=PERIOD:20261123T170000Z/20261123T160000Z": "type",
    "no property at all": "property",
    "SUMMARY": "property",
    "LOCATION;LANGUAGE:home": "parameter",
    'LOCATION;ALTREP="cid:1:home': "parameter",
    "LOCATION;LANGUAGE=sv;LANGUAGE=en:hemma": "parameter",
    "TRIGGER:-PT30M": "misplaced",
    "END:VTODO": "nesting",
    "BEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD": "nesting",
    "LOCATION:bell\x07": "control",
    "LOCATION:carriage\rreturn": "control",
    f"DESCRIPTION:{'x' * 64}": "line-length",
    "": "empty-line",
}


@pytest.mark.parametrize(("line", "rule"), ADDED.items(), ids=[line[:40] or "empty" for line in ADDED])
def test_a_line_that_does_not_belong(line: str, rule: str) -> None:
    """A wrong line in an event is found in its line and nowhere else, under its rule."""
    found = errors(event(line))
    assert {(one.line, one.rule) for one in found} == {(AFTER, rule)}, found


WRONG_FILES: dict[str, tuple[bytes, str, int]] = {
    "no UID": (event(without="UID"), "required", 6),
    "no DTSTAMP": (event(without="DTSTAMP"), "required", 6),
    "no DTSTART": (event(without="DTSTART"), "required", 6),
    "no PRODID": (event().replace(b"PRODID:-//test//EN\r\n", b""), "required", 1),
    "no VERSION": (event().replace(b"VERSION:2.0\r\n", b""), "required", 1),
    "version 1.0": (event().replace(b"VERSION:2.0", b"VERSION:1.0"), "value", 2),
    "refresh without type": (event().replace(b";VALUE=DURATION", b""), "type", 5),
    "ends as it starts": (event().replace(b"T180000Z", b"T170000Z"), "order", 12),
    "ends before it starts": (event().replace(b"T180000Z", b"T160000Z"), "order", 12),
    "date without VALUE": (event().replace(b"DTSTART:20261123T170000Z", b"DTSTART:20261123"), "type", 11),
    "date to time": (event().replace(b"DTSTART:20261123T170000Z", b"DTSTART;VALUE=DATE:20261123"), "type", 12),
    "half floating": (event().replace(b"DTSTART:20261123T170000Z", b"DTSTART:20261123T170000"), "zone", 12),
    "no such zone": (event().replace(b"DTSTART:20261123T170000Z", b"DTSTART;TZID=A/B:20261123T170000"), "zone", 11),
    "twice the same": (calendar(*EVENT, "END:VEVENT", *EVENT, "END:VEVENT"), "uid", 16),
    "negative sequence": (event().replace(b"SEQUENCE:0", b"SEQUENCE:-1"), "value", 10),
    "empty UID": (event().replace(b"UID:1@test", b"UID:"), "value", 7),
    "never ended": (event().replace(b"END:VEVENT\r\n", b""), "nesting", 14),
    "cut off": (event().replace(b"END:VEVENT\r\nEND:VCALENDAR\r\n", b""), "nesting", 1),
    "cut within a line": (event().removesuffix(b"NDAR\r\n"), "line-end", 15),
    "after the end": (event() + b"UID:2\r\n", "nesting", 16),
    "empty": (b"", "empty", 1),
    "blank": (b"\r\n \r\n", "empty", 1),
    "nothing in it": (calendar(), "empty", 1),
    "not a calendar": (b"<!doctype html>\r\n", "property", 1),
    "no calendar around it": (b"BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261123T170000Z\r\nEND:VEVENT\r\n", "nesting", 1),
    "mark before it": (b"\xef\xbb\xbf" + event(), "bom", 1),
    "UTF-16": (event().decode().encode("utf-16"), "encoding", 1),
    "Latin-1": (event().replace(b"Back", "Rücken".encode("latin-1")), "encoding", 13),
    "bare line feeds": (event().replace(b"\r\n", b"\n"), "line-end", 1),
    "one bare line feed": (event().replace(b"0Z\r\nSUMMARY", b"0Z\nSUMMARY"), "line-end", 12),
    "fold in a character": (event("LOCATION:x").replace(b":x", b":\xc3\r\n \xa4"), "folding", 15),
    "long line after a fold": (event(f"LOCATION:x\r\n {'y' * 75}"), "line-length", 15),
    "fold of nothing": (b" x\r\n" + event(), "folding", 1),
    "alarm without action": (event(*(one for one in ALARM if "ACTION" not in one)), "required", 14),
    "alarm without trigger": (event(*(one for one in ALARM if "TRIGGER" not in one)), "required", 14),
    "alarm without words": (event(*(one for one in ALARM if "DESCR" not in one)), "alarm", 14),
    "alarm of ics": (event(*(one.replace("-PT30M", "P") for one in ALARM)), "type", 16),
    "alarm of ics, days": (event(*(one.replace("-PT30M", "P1W2D") for one in ALARM)), "type", 16),
    "alarm in hours and seconds": (event(*(one.replace("-PT30M", "-PT1H5S") for one in ALARM)), "type", 16),
    "alarm at a local time": (event(*(one.replace(":-PT", ";VALUE=DATE-TIME:-PT") for one in ALARM)), "type", 16),
    "alarm from the middle": (event(*(one.replace(":-PT", ";RELATED=MID:-PT") for one in ALARM)), "alarm", 16),
    "alarm that repeats": (event(*ALARM[:4], "REPEAT:2", "END:VALARM"), "alarm", 14),
    "alarm in a calendar": (calendar(*EVENT, "END:VEVENT", *ALARM), "nesting", 15),
    "zone twice": (calendar(*ZONE, *ZONE, *EVENT, "END:VEVENT"), "zone", 14),
    "zone of nothing": (calendar(*ZONE[:2], ZONE[-1], *EVENT, "END:VEVENT"), "zone", 6),
    "zone with a wrong offset": (
        calendar(*(one.replace("+0100", "+1") for one in ZONE), *EVENT, "END:VEVENT"),
        "type",
        11,
    ),
}


@pytest.mark.parametrize("name", WRONG_FILES)
def test_a_wrong_file(name: str) -> None:
    """What is wrong with a file is found in its line, first of all."""
    data, rule, line = WRONG_FILES[name]
    assert (rule, line) in [(one.rule, one.line) for one in errors(data)], lint(data)


HINTS = {
    "METHOD:PUBLISH": event().replace(b"NAME:Test", b"NAME:Test\r\nMETHOD:PUBLISH"),
    "X-WR-TIMEZONE": event().replace(b"NAME:Test", b"NAME:Test\r\nX-WR-TIMEZONE:Europe/Stockholm"),
    "has no zone": event().replace(b"0000Z\r\nDTEND:20261123T180000Z", b"0000\r\nDTEND:20261123T180000"),
    "no name": event().replace(b"NAME:Test\r\n", b""),
    "look again": event().replace(b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n", b""),
    "without LAST-MODIFIED": event(without="LAST-MODIFIED"),
    "without SEQUENCE": event(without="SEQUENCE"),
    "no title": event(without="SUMMARY"),
    "several lines": event().replace(b"SUMMARY:Back", b"SUMMARY:Back\\nand front"),
    "longer than 255": event().replace(b"UID:1", b"UID:" + b"\r\n ".join([b"1" * 65] * 4)),
    "U+2028": event("LOCATION:a\u2028b"),
    "COMPOSER": event("COMPOSER:Kim"),
    "nothing uses": calendar(*ZONE, *EVENT, "END:VEVENT"),
    "component VPARTY": calendar(*EVENT, "END:VEVENT", "BEGIN:VPARTY", "UID:2", "END:VPARTY"),
    "second VCALENDAR": event() + event(),
}


@pytest.mark.parametrize("words", HINTS)
def test_a_hint(words: str) -> None:
    """What the standard allows and a client stumbles over is a hint, and no more."""
    found = lint(HINTS[words])
    assert [one for one in found if words.split(":", maxsplit=1)[0] in one.message], found
    assert all(one.is_hint for one in found)


class TestSound:
    """What is right is left alone."""

    @pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.ics")), ids=lambda path: path.stem)
    def test_our_feeds(self, path: Path) -> None:
        """A feed we wrote has neither fault nor hint."""
        assert lint(path.read_bytes()) == ()

    def test_what_others_may_write(self) -> None:
        """Zones, rules, exceptions, quoted parameters, small letters and things of one's own are no faults."""
        start = 'DTSTART;TZID=Europe/Stockholm;X-OWN="a;b:c,d":20261123T180000'
        data = calendar(
            *ZONE,
            "begin:vevent",
            *(start if line.startswith("DTSTART") else line for line in EVENT[1:]),
            "RRULE:FREQ=MONTHLY;BYDAY=-1MO;UNTIL=20271123T170000Z;WKST=SU",
            "EXDATE;TZID=Europe/Stockholm:20261130T180000,20261207T180000",
            "CATEGORIES:A,B\\, C",
            'ATTENDEE;CN="Kim; really":mailto:kim@example.org',
            "X-OWN:anything; goes, here\\",
            "DESCRIPTION:folded\r\n \there\r\n\t too",
            *ALARM,
            "End:Vevent",
            "BEGIN:VEVENT",
            *EVENT[1:],
            "RECURRENCE-ID:20261221T170000Z",
            "END:VEVENT",
            "BEGIN:X-OWN",
            "X-ANY:1",
            "END:X-OWN",
        )
        assert lint(data) == ()

    @given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode(errors="replace")))
    def test_anything_can_be_looked_at(self, data: bytes) -> None:
        """No file makes it stumble, and hardly any is a calendar."""
        assert [one for one in lint(data) if not one.is_hint]

    def test_deep_nesting_is_no_trouble(self) -> None:
        """A thousand components in one another are read, and found unended."""
        assert len(lint(b"BEGIN:VEVENT\r\n" * 1_000)) >= 1_000

    def test_numbers_without_end_are_no_trouble(self) -> None:
        """A duration of five thousand digits is no duration."""
        digits = "\r\n ".join(["9" * 50] * 100)
        assert [one.rule for one in errors(event(f"X-PUBLISHED-TTL:PT{digits}H"))] == ["type"]


Mutation = Callable[[list[bytes], int], list[bytes]]
MUTATIONS: dict[str, Mutation] = {
    "dropped": lambda lines, at: [*lines[:at], *lines[at + 1 :]],
    "doubled": lambda lines, at: [*lines[: at + 1], *lines[at:]],
    "swapped": lambda lines, at: [*lines[:at], *lines[at + 1 : at + 2], lines[at], *lines[at + 2 :]],
    "halved": lambda lines, at: [*lines[:at], lines[at][: len(lines[at]) // 2], *lines[at + 1 :]],
    "without colon": lambda lines, at: [*lines[:at], lines[at].replace(b":", b""), *lines[at + 1 :]],
    "cut off": lambda lines, at: lines[: at + 1],
    "indented": lambda lines, at: [*lines[:at], b" " + lines[at], *lines[at + 1 :]],
    "letters for digits": lambda lines, at: [*lines[:at], lines[at].replace(b"2026", b"2O26"), *lines[at + 1 :]],
    "month 13": lambda lines, at: [*lines[:at], lines[at].replace(b"202611", b"202613"), *lines[at + 1 :]],
}


def _refused_by_icalendar(data: bytes) -> bool:
    try:
        read = icalendar.Calendar.from_ical(data)
    except (ValueError, KeyError):
        return True
    return any(component.errors for component in read.walk())


@pytest.mark.oracle
@pytest.mark.parametrize("name", MUTATIONS)
def test_what_parsers_refuse_is_a_fault(name: str, parse_with_ical_js: Callable[[bytes], str]) -> None:
    """A damaged feed that icalendar or ical.js cannot read has a fault, whichever line was damaged, and how."""
    sound = (GOLDEN / "full.ics").read_bytes().removesuffix(b"\r\n").split(b"\r\n")
    for at in range(len(sound)):
        data = b"\r\n".join(MUTATIONS[name](sound, at)) + b"\r\n"
        if data.strip() and (_refused_by_icalendar(data) or parse_with_ical_js(data)):
            assert errors(data), (name, at, sound[at])


@pytest.fixture(scope="module")
def parse_with_ical_js(ical_js: object) -> Iterator[Callable[[bytes], str]]:
    """Return what ical.js says is wrong with a file; it needs what the other reader needs."""
    node = shutil.which("node") or "node"
    with subprocess.Popen([node, "parse.mjs"], cwd=NODE, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout

        def parse(data: bytes) -> str:
            process.stdin.write(json.dumps(data.decode(errors="replace")).encode() + b"\n")
            process.stdin.flush()
            return str(json.loads(process.stdout.readline()))

        yield parse
        process.stdin.close()
