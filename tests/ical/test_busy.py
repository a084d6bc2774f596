"""Busy calendars as programs really write them: what is certain is read, what is not is told."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from overload.errors import DataError
from overload.ical.busy import Reading, read_busy
from overload.ical.busy.old import modern
from overload.ical.busy.process import Ran
from overload.ical.busy.reader import main
from overload.ical.busy.zones import resolved
from overload.model import BusySource

STOCKHOLM = "Europe/Stockholm"
WINDOWS = {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}


def calendar(*components: str, head: str = "VERSION:2.0") -> str:
    """Return a calendar of components, each given by the lines in it."""
    body = "".join(
        f"BEGIN:VEVENT\n{one}\nEND:VEVENT\n" if not one.startswith("BEGIN") else f"{one}\n" for one in components
    )
    return f"BEGIN:VCALENDAR\n{head}\nPRODID:-//t//t//EN\n{body}END:VCALENDAR\n"


def event(uid: str = "1", start: str = ":20261125T170000Z", end: str = ":20261125T180000Z", more: str = "") -> str:
    """Return the lines of an event."""
    last = f"\nDTEND{end}" if end else ""
    return f"UID:{uid}\nSUMMARY:E{uid}\nDTSTART{start}{last}{f'{chr(10)}{more}' if more else ''}"


def read(text: str | bytes, last_good: str = "") -> Reading:
    """Read a calendar on the wall of Stockholm."""
    raw = text.encode() if isinstance(text, str) else text
    since, until = date(2026, 11, 23), date(2026, 12, 28)
    source = BusySource("work", file="work.ics")
    return read_busy(raw, source, STOCKHOLM, since, until, last_good=last_good.encode())


def read_here(text: str, last_good: str = "") -> Reading:
    """Read a calendar without a child process, for the many that laws are tried with."""

    def ask(question: dict[str, Any], data: bytes, _: BusySource) -> Ran:
        return Ran(0, json.dumps(main(question, data)).encode(), b"")

    with patch("overload.ical.busy._ask", ask):
        return read(text, last_good)


def starts(found: Reading) -> list[str]:
    """Return when the busy times begin."""
    return [f"{one.start:%d %H:%M}" for one in found.times]


def said(found: Reading) -> str:
    """Return all problems as one text."""
    return "; ".join(f"{one.message} ({one.suggestion})" for one in found.problems)


class TestZones:
    """A zone is resolved where that is certain, and else named."""

    @pytest.mark.parametrize(
        ("name", "zone"),
        [
            ("Europe/Stockholm", "Europe/Stockholm"),
            ("europe/stockholm", "Europe/Stockholm"),
            ("/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"),
            ("/freeassociation.sourceforge.net/America/Argentina/Salta", "America/Argentina/Salta"),
            ("GMT Standard Time", "Europe/London"),
            ("GMT Standard Time 1", "Europe/London"),
            ("w. europe standard time", "Europe/Berlin"),
            ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam"),
            ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin"),
            ("(GMT-05:00) Eastern Time (US & Canada)", "America/New_York"),
            ("(UTC) Coordinated Universal Time", "UTC"),
            ("(UTC+10:00) Canberra, Melbourne, Sydney", "Australia/Sydney"),
            ("tzone://Microsoft/Utc", "UTC"),
            ("tzone://Microsoft/Custom", ""),
            ("UTC+2", "UTC+02:00"),
            ("GMT-0330", "UTC-03:30"),
            ("Customized Time Zone", ""),
            ("(UTC+09:00) Amsterdam", ""),
            ("BST", ""),
        ],
    )
    def test_names_of_many_programs(self, name: str, zone: str) -> None:
        """Display names, numbered ones, paths, offsets, any case; what is not certain is none."""
        assert resolved(name, datetime(2026, 11, 25, 17), WINDOWS) == zone

    def test_an_abbreviation_is_certain_only_where_clocks_go_by_it(self) -> None:
        """CEST is Berlin in summer, and nothing in winter."""
        assert resolved("CEST", datetime(2026, 7, 1, 17), WINDOWS) == "Europe/Berlin"
        assert resolved("CEST", datetime(2026, 12, 1, 17), WINDOWS) == ""

    @pytest.mark.parametrize("zone", sorted(set(WINDOWS.values())))
    def test_every_zone_of_the_database_is_itself(self, zone: str) -> None:
        """In capitals and in small letters."""
        for name in (zone.upper(), zone.lower()):
            known = ZoneInfo(resolved(name, datetime(2026, 7, 1), WINDOWS))
            assert known.utcoffset(datetime(2026, 7, 1)) == ZoneInfo(zone).utcoffset(datetime(2026, 7, 1))

    @pytest.mark.parametrize(
        "tzid",
        [
            "America/New_York",
            '"(UTC-05:00) Eastern Time (US & Canada)"',
            "(UTC-05:00) Eastern Time (US & Canada)",
            "Eastern Standard Time 1",
            "america/new_york",
            "UTC-05:00",
        ],
    )
    def test_events_stand_at_their_own_time(self, tzid: str) -> None:
        """Noon in New York is six in the evening in Stockholm."""
        found = read(calendar(event("1", f";TZID={tzid}:20261125T120000", f";TZID={tzid}:20261125T130000")))
        assert (starts(found), found.problems) == (["25 18:00"], ())

    def test_microsoft_s_own_way(self) -> None:
        """`tzone://Microsoft/Utc` holds a colon without quotes."""
        zone = ";TZID=tzone://Microsoft/Utc:20261125T1{}0000"
        assert starts(read(calendar(event("1", zone.format(7), zone.format(8))))) == ["25 18:00"]

    def test_one_that_is_not_known_is_named(self) -> None:
        """It is read on the athlete's clock, and not in silence."""
        found = read(
            calendar(event("1", ";TZID=Somewhere:20261125T170000", ";TZID=Somewhere:20261125T180000"), event("2"))
        )
        assert starts(found) == ["25 17:00", "25 18:00"]
        assert "time zone that is not known, 'Somewhere': 'E1'" in said(found)

    def test_a_zone_that_the_calendar_defines(self) -> None:
        """It is its own, whatever its name means elsewhere, in any case."""
        zone = (
            "BEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-0300\n"
            "TZOFFSETTO:-0300\nEND:STANDARD\nEND:VTIMEZONE"
        )
        found = read(calendar(zone, event("1", ";TZID=OFFICE:20261125T120000", ";TZID=office:20261125T130000")))
        assert (starts(found), found.problems) == (["25 16:00"], ())


class TestShapes:
    """What calendars hold besides plain events."""

    def test_free_and_busy_times(self) -> None:
        """A VFREEBUSY keeps its times taken, those it says are free apart."""
        found = read(calendar(
            "BEGIN:VFREEBUSY\nUID:f\nFREEBUSY;FBTYPE=BUSY:20261125T160000Z/PT3H,20261126T160000Z/20261126T170000Z\n"
            "FREEBUSY;FBTYPE=FREE:20261127T160000Z/PT3H\nFREEBUSY:20261128T160000Z/PT1H\nEND:VFREEBUSY"
        ))  # fmt: skip
        assert starts(found) == ["25 17:00", "26 17:00", "28 17:00"]

    @pytest.mark.parametrize(
        ("rule", "days"),
        [
            ("W1 WE #3", ["25", "02", "09"]),
            ("D7 20261209T235959", ["25", "02", "09"]),
            ("W2 WE #0", ["25", "09", "23"]),
            ("W1 WE", ["25", "02"]),
        ],
    )
    def test_old_calendars(self, rule: str, days: list[str]) -> None:
        """Version 1.0 has rules of its own."""
        found = read(calendar(event("1", ":20261125T170000Z", more=f"RRULE:{rule}"), head="VERSION:1.0"))
        assert ([one[:2] for one in starts(found)], found.problems) == (days, ())

    def test_old_words(self) -> None:
        """Quoted text and numbers for free and busy."""
        text = "VERSION:1.0\nSUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:F=C3=B6r=\n=C3=A4lder\nTRANSP:1\n"
        assert modern(text) == "VERSION:2.0\nSUMMARY:Förälder\nTRANSP:TRANSPARENT\n"

    def test_one_uid_for_many_events(self) -> None:
        """All of them count; of versions of one event only the last."""
        other = event("1", ":20261126T170000Z", ":20261126T180000Z")
        assert starts(read(calendar(event("1"), other))) == ["25 18:00", "26 18:00"]
        assert starts(read(calendar(event("1"), f"{other}\nSEQUENCE:2"))) == ["26 18:00"]

    def test_a_changed_occurrence_stays_with_its_series(self) -> None:
        """It is moved, and not there twice."""
        series = event("1", more="RRULE:FREQ=WEEKLY;COUNT=2")
        moved = event("1", ":20261203T170000Z", ":20261203T180000Z", "RECURRENCE-ID:20261202T170000Z")
        assert starts(read(calendar(series, moved))) == ["25 18:00", "03 18:00"]

    @pytest.mark.parametrize("zone", ["", f";TZID={STOCKHOLM}"])
    def test_a_date_as_the_end_of_a_timed_series(self, zone: str) -> None:
        """The whole of that day belongs to it."""
        text = event("1", f"{zone}:20261125T200000", f"{zone}:20261125T210000", "RRULE:FREQ=WEEKLY;UNTIL=20261209")
        found = read(calendar(text))
        assert (starts(found), found.problems) == (["25 20:00", "02 20:00", "09 20:00"], ())

    def test_an_event_that_does_not_say_when_it_ends(self) -> None:
        """An hour is kept free for it, and it is named."""
        found = read(calendar(event("1", end="")))
        assert [(one.end - one.start) for one in found.times] == [timedelta(hours=1)]
        assert "do not say when they end: 'E1'" in said(found)

    def test_an_event_that_ends_before_it_begins(self) -> None:
        """It is left out by name, and costs no other."""
        found = read(calendar(event("1", end=":20261125T160000Z"), event("2")))
        assert (starts(found), found.left_out) == (["25 18:00"], ("E1",))
        assert "events that end before they begin: 'E1'" in said(found)

    def test_two_calendars_in_one_file(self) -> None:
        """Each is read, a broken one beside the other too."""
        other = event("2", ":20261126T170000Z", ":20261126T180000Z")
        assert starts(read(calendar(event("1")) + calendar(other))) == ["25 18:00", "26 18:00"]
        broken = calendar(event("1")).replace("END:VEVENT\n", "")
        found = read(broken + calendar(other))
        assert "26 18:00" in starts(found)
        assert found.components == 2

    @pytest.mark.parametrize("tail", ["\0\0\0", "\n<!-- served by somebody -->\n", "\x1a", "\n\n"])
    def test_bytes_behind_the_end(self, tail: str) -> None:
        """They are not of the calendar."""
        assert starts(read(calendar(event("1")) + tail)) == ["25 18:00"]

    def test_a_zone_of_the_whole_calendar(self) -> None:
        """Times of no zone are in it, if it is known in any of its spellings, and it is named where not."""
        text = calendar(event("1", ":20261125T170000", ":20261125T180000"), head="VERSION:2.0\nX-WR-TIMEZONE:{}")
        for zone in ("UTC", "Etc/UTC", "(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "UTC+00:00"):
            assert (starts(read_here(text.format(zone))), said(read_here(text.format(zone)))) == (["25 18:00"], "")
        assert starts(read_here(text.format("UTC-05:00"))) == ["25 23:00"]
        found = read_here(text.format("Middle-earth"))
        assert starts(found) == ["25 17:00"]
        assert "a time zone that is not known, 'Middle-earth': 'E1'" in said(found)


class TestBreakingOff:
    """A calendar that ends in the middle: what is whole in it is read, what is cut is told."""

    TWO = calendar(event("1"), event("2", ":20261126T170000Z", ":20261126T180000Z"))

    def test_nothing_whole_in_it_is_nothing_to_read(self) -> None:
        """It is refused: all of it would read as free."""
        with pytest.raises(DataError, match="ends in the middle"):
            read(calendar(event("1"))[:-30])

    def test_what_is_whole_is_read(self) -> None:
        """The event that the end is in is named, and that more was to come is told in any case."""
        found = read(self.TWO[:-40])
        assert (starts(found), found.left_out, found.breaks_off) == (["25 18:00"], ("E2",), True)
        assert "ends in the middle: what is whole in it was read (export it again; sessions may collide" in said(found)
        assert "has events that break off in the middle: 'E2'" in said(found)
        between = read(self.TWO.partition("END:VCALENDAR")[0])
        assert (starts(between), between.left_out, between.breaks_off) == (["25 18:00", "26 18:00"], (), True)

    def test_one_of_two_that_breaks_off(self) -> None:
        """The calendar beside it is read whole, whichever comes first."""
        third = calendar(event("3", ":20261127T170000Z", ":20261127T180000Z"))
        for text in (third + self.TWO[:-40], self.TWO[:-40] + "\n" + third, third + "BEGIN:VCALENDAR\nVERSION:2.0\n"):
            found = read(text)
            assert ("27 18:00" in starts(found), found.breaks_off) == (True, True)

    def test_the_last_good_copy_stands_in_only_for_what_could_not_be_read(self) -> None:
        """What is read is as it is now; what is behind the end is as it was; the word for both is said."""
        moved = calendar(event("1", ":20261125T190000Z", ":20261125T200000Z"), event("2"))[:-40]
        found = read(moved, self.TWO)
        assert starts(found) == ["25 20:00"]
        assert [f"{one.start:%d %H:%M} {one.summary}" for one in found.stand_ins] == ["26 18:00 E2"]
        assert "what is missing is kept free as it last was" in said(found)

    def test_a_changed_occurrence_behind_the_end(self) -> None:
        """The series was read, and still the times that it had are kept free: nobody knows which of them moved."""
        weekly = event("1", more="RRULE:FREQ=WEEKLY;COUNT=3")
        moved = event("1", ":20261203T120000Z", ":20261203T130000Z", "RECURRENCE-ID:20261202T170000Z")
        whole = calendar(weekly, event("2"), moved)
        found = read(whole[:-60], whole)
        assert "03 13:00" in [f"{one.start:%d %H:%M}" for one in found.stand_ins]
        assert {one.summary for one in found.stand_ins} == {"E1"}

    def test_events_of_one_uid_behind_the_end(self) -> None:
        """More of that name there were than are read now: those that it had are kept free."""
        whole = calendar(event("1"), event("1", ":20261126T170000Z", ":20261126T180000Z"))
        found = read(whole[:-60], whole)
        assert (starts(found), "26 18:00" in [f"{one.start:%d %H:%M}" for one in found.stand_ins]) == (
            ["25 18:00"],
            True,
        )

    def test_what_was_taken_out_of_a_whole_calendar_stays_out(self) -> None:
        """For a broken event its own times stand in, and for none that is not there any more."""
        broken = calendar(event("1", more="RRULE:FREQ=NEVER"))
        found = read(broken, calendar(event("1"), event("2", ":20261126T170000Z", ":20261126T180000Z")))
        assert (starts(found), [one.summary for one in found.stand_ins]) == ([], ["E1"])

    def test_an_event_without_a_title_has_a_stand_in_too(self) -> None:
        """It is known by its UID."""
        plain = event("1").replace("SUMMARY:E1\n", "")
        found = read(calendar(plain + "\nRRULE:FREQ=NEVER", event("2")), calendar(plain))
        assert [one.summary for one in found.stand_ins] == [""]

    def test_within_a_letter(self) -> None:
        """The title of no event before it is read as something else."""
        text = calendar(event("1").replace("E1", "Möte"), event("2").replace("E2", "Föräldramöte")).encode()
        found = read(text[: text.index(b"dram") - 1])
        assert [one.summary for one in found.times] == ["Möte"]


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(st.data())
def test_wherever_it_breaks_off_nothing_is_lost(data: st.DataObject) -> None:
    """With the last good copy, which is the same but for its end, all is kept free that ever was."""
    texts = [event(str(day), f":202611{day}T170000Z", f":202611{day}T180000Z") for day in range(23, 29)]
    whole = calendar(*texts, "BEGIN:VFREEBUSY\nUID:f\nFREEBUSY:20261130T080000Z/PT2H\nEND:VFREEBUSY")
    text = whole[: data.draw(st.integers(whole.index("END:VEVENT") + len("END:VEVENT"), len(whole) - 1))]
    found, before = read_here(text, whole), read_here(whole)
    assert before.is_whole
    assert {*found.times, *found.stand_ins} == set(before.times)
    assert (found.is_whole, bool(found.problems)) == ((True, False) if "END:VCALENDAR" in text else (False, True))

    @pytest.mark.parametrize("end", ["COUNT=3", "UNTIL=20261125T180000Z"])
    def test_a_finite_rule_of_minutes(self, end: str) -> None:
        """It is read: it ends."""
        text = event("1", end=":20261125T171000Z", more=f"RRULE:FREQ=MINUTELY;INTERVAL=30;{end}")
        assert starts(read(calendar(text))) == ["25 18:00", "25 18:30", "25 19:00"]

    @pytest.mark.parametrize(
        ("rule", "why"),
        [
            ("FREQ=SECONDLY", "repeat without end"),
            ("FREQ=MINUTELY;UNTIL=20991231T000000Z", "repeat without end"),
            ("FREQ=DAILY;INTERVAL=0", "repeat at no interval"),
            ("FREQ=NEVER", "cannot be read"),
        ],
    )
    def test_a_broken_rule_costs_its_event(self, rule: str, why: str) -> None:
        """What stands beside it is certain, and kept."""
        found = read(calendar(event("1", more=f"RRULE:{rule}"), event("2")))
        assert (starts(found), found.left_out) == (["25 18:00"], ("E1",))
        assert f"{why}: 'E1'" in said(found)

    @pytest.mark.parametrize("line", ["DTEND:soon", "DTSTART:20269925T170000Z", "RRULE:", "EXDATE:x"])
    def test_a_broken_line_costs_its_event(self, line: str) -> None:
        """An event is never read without what says when it is."""
        name = line.partition(":")[0]
        lines = [one for one in event("1", more="RRULE:FREQ=WEEKLY").split("\n") if not one.startswith(name)]
        found = read(calendar("\n".join([*lines, line]), event("2")))
        assert found.left_out == ("E1",)
        assert starts(found) == ["25 18:00"]


RULES = st.builds(
    lambda freq, interval, days, until: f"FREQ={freq};INTERVAL={interval}{days if freq == 'WEEKLY' else ''}{until}",
    st.sampled_from(["DAILY", "WEEKLY"]),
    st.integers(1, 5),
    st.sampled_from(["", ";BYDAY=MO,TH", ";BYDAY=SU", ";BYDAY=WE,FR;WKST=SU"]),
    st.sampled_from(["", ";UNTIL=20261210T000000Z", ";UNTIL=20200101T000000Z"]),
)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(RULES, st.datetimes(datetime(2010, 1, 1), datetime(2027, 1, 1))), min_size=1, max_size=12))
def test_a_series_begun_later_is_the_same(series: list[tuple[str, datetime]]) -> None:
    """Whatever its rule and however long ago it began, it falls on the days that all of it would."""
    texts = [
        event(str(at), f";TZID={STOCKHOLM}:{start:%Y%m%dT%H%M00}", "", f"DURATION:PT45M\nRRULE:{rule}")
        for at, (rule, start) in enumerate(series)
    ]
    found = read_here(calendar(*texts))
    whole = icalendar.Calendar.from_ical(calendar(*texts).replace("\n", "\r\n"))
    since, until = datetime(2026, 11, 23), datetime(2026, 12, 28)
    wanted = {
        (str(one["SUMMARY"]), one["DTSTART"].dt.replace(tzinfo=None))
        for one in recurring_ical_events.of(whole).between(since - timedelta(days=1), until)
    }
    got = {(one.summary, one.start) for one in found.times}
    assert got == {(name, start) for name, start in wanted if start + timedelta(minutes=45) > since and start < until}


LINES = st.sampled_from(
    [
        "DTSTART:20261125T170000Z", "DTSTART;VALUE=DATE:20261125", "DTSTART;TZID=Nowhere:20261125T170000", "DTSTART:x",
        "DTEND:20261125T180000Z", "DTEND:20261124T180000Z", "DURATION:PT1H", "DURATION:x", "RRULE:FREQ=WEEKLY",
        "RRULE:FREQ=SECONDLY", "RRULE:x", "RECURRENCE-ID:20261125T170000Z", "EXDATE:20261125T170000Z",
        "STATUS:CANCELLED", "SEQUENCE:x", "UID:same", "SUMMARY:a", "BEGIN:VALARM",
        "END:VEVENT", "nonsense", "X:1", "DTSTART", ";:", "",
    ]
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["VEVENT", "VFREEBUSY"]), st.lists(LINES, max_size=6)), min_size=1, max_size=5)
)
def test_every_component_is_read_or_told(components: list[tuple[str, list[str]]]) -> None:
    """As many as the text has: read, dated, or told of in a problem; and what is good beside them is read."""
    body = "".join(
        f"BEGIN:{name}\n{''.join(f'{one}{chr(10)}' for one in lines)}END:{name}\n" for name, lines in components
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:t\n{body}BEGIN:VEVENT\n{event('good')}\nEND:VEVENT\nEND:VCALENDAR\n"
    found = read_here(text)
    assert found.components == len(components) + 1
    missing = found.components - found.read
    assert missing >= len(found.left_out)
    assert bool(missing) <= bool(found.problems)
    assert "Egood" in {one.summary for one in found.times}


class TestWhoIsFree:
    """What takes no time, whatever else is said of it."""

    def test_of_outlook_and_of_invitations(self) -> None:
        """Free and working elsewhere take no time in Outlook; nor does what was declined, by any of the addresses."""
        outlook = "X-MICROSOFT-CDO-BUSYSTATUS:"
        whole = (";VALUE=DATE:20261126", ";VALUE=DATE:20261127")
        declined = "ATTENDEE;PARTSTAT=DECLINED:"
        text = calendar(
            event("free", more=f"{outlook}FREE"),
            event("elsewhere", more=f"TRANSP:OPAQUE\n{outlook}WORKINGELSEWHERE"),
            event("tentative", more=f"{outlook}TENTATIVE"),
            event("office", more=f"{outlook}OOF"),
            event("leave", *whole, more=f"{outlook}OOF"),
            event("remote", *whole, more=f"TRANSP:OPAQUE\n{outlook}WORKINGELSEWHERE"),
            event("no", more=f"{declined}mailto:Kim@Example.org"),
            event("no-2", more="ATTENDEE;EMAIL=kim@example.org;PARTSTAT=DECLINED:urn:uuid:1\nATTENDEE:mailto:x@y.org"),
            event("not-me", more=f"{declined}mailto:lee@example.org"),
            event("yes", more="ATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org"),
        )
        source = BusySource("work", file="work.ics", me=("kim@example.org",))
        found = read_busy(text.encode(), source, STOCKHOLM, date(2026, 11, 23), date(2026, 12, 28))
        assert {one.summary for one in found.times} == {"Etentative", "Eoffice", "Eleave", "Enot-me", "Eyes"}
        assert not found.problems

    def test_what_is_asked_for_by_its_title(self) -> None:
        """What trains is read though it is free, and said to be; cancelled or declined it is not."""
        text = calendar(
            event("run", more="TRANSP:TRANSPARENT"),
            event("run off", more="STATUS:CANCELLED"),
            event("run no", more="ATTENDEE;PARTSTAT=DECLINED:mailto:kim@example.org"),
            event("swim", more="TRANSP:TRANSPARENT"),
        ).replace("SUMMARY:E", "SUMMARY:")
        source = BusySource("work", file="work.ics", me=("kim@example.org",), trains={"Run": ("legs",)})
        found = read_busy(text.encode(), source, STOCKHOLM, date(2026, 11, 23), date(2026, 12, 28))
        assert [(one.summary, one.is_free) for one in found.times] == [("run", True)]
