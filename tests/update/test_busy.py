"""Busy calendars in a training folder: training keeps clear of them, and a bad one costs a line and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from overload.ical.busy import Reading, read_busy

pytestmark = pytest.mark.slow
EVENING = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//test//EN
BEGIN:VEVENT
UID:parents
DTSTAMP:20261101T000000Z
DTSTART;TZID=Europe/Stockholm:20261125T173000
DTEND;TZID=Europe/Stockholm:20261125T203000
SUMMARY:Parents' evening
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
HOSTILE = {
    "every second": EVENING.replace("SUMMARY", "RRULE:FREQ=SECONDLY\r\nSUMMARY"),
    "no interval": EVENING.replace("SUMMARY", "RRULE:FREQ=DAILY;INTERVAL=0\r\nSUMMARY"),
    "no calendar": "<html>not found</html>",
    "nothing": "",
    "endless line": "BEGIN:VCALENDAR\r\nX-" + "A" * 30_000_000,
}


@pytest.fixture
def home(folder: Callable[..., Path]) -> Path:
    """Make a folder that trains on Monday, Wednesday and Friday evenings, with a busy calendar."""
    path = folder("--calendar", "back-only", "--days", "wed,thu", "--zone", "Europe/Stockholm")
    plan = path / "plan.toml"
    plan.write_text(plan.read_text().replace("[calendar]", '[calendar]\nbusy = ["work.ics"]', 1))
    (path / "work.ics").write_text(EVENING, newline="")
    return path


def days(overload: Callable[..., Any], home: Path, now: str = "2026-11-23T05:00") -> list[str]:
    """Return the dates of the sessions of the first week."""
    found = overload(home, "week", "--json", now=now).data
    return [one["session"]["date"] for one in found if one["session"]["date"] < "2026-11-30"]


def test_training_keeps_clear(home: Path, overload: Callable[..., Any]) -> None:
    """The parents' evening on Wednesday sends the session to Thursday."""
    assert overload(home, "update", "--force").code == 0
    assert days(overload, home) == ["2026-11-26"]


def test_the_event_in_the_way_is_named(home: Path, overload: Callable[..., Any]) -> None:
    """Moving a session there by hand is refused, and the refusal names the event."""
    overload(home, "update", "--force")
    done = overload(home, "move", "s1", "2026-11-25")
    assert done.code == 2
    assert "Parents' evening" in done.err


def test_an_unchanged_calendar_is_not_read_again(home: Path, overload: Callable[..., Any]) -> None:
    """A second update has nothing to do, and one after the calendar changed has."""
    overload(home, "update", "--force")
    feed = home / "calendars" / "training.ics"
    before = feed.read_bytes(), feed.stat().st_mtime_ns
    assert overload(home, "update").code == 0
    assert (feed.read_bytes(), feed.stat().st_mtime_ns) == before
    (home / "work.ics").write_text(EVENING.replace("20261125", "20261126"), newline="")
    assert overload(home, "update").code == 0
    assert days(overload, home) == ["2026-11-25"]


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_calendar_costs_a_line(home: Path, overload: Callable[..., Any], kind: str) -> None:
    """One problem that names the file, exit 3, and what the calendar said before still counts."""
    overload(home, "update", "--force")
    (home / "work.ics").write_text(HOSTILE[kind], newline="")
    done = overload(home, "update", now="2026-11-23T06:00")
    assert done.code == 3, done.err
    assert done.err.count("\n") == 1
    assert "work.ics" in done.err
    assert days(overload, home, "2026-11-23T06:00") == ["2026-11-26"]


def test_only_what_cannot_be_read_is_as_it_was(home: Path, overload: Callable[..., Any]) -> None:
    """A rule that breaks leaves its event where it last was; another that is gone is gone."""
    thursday = EVENING.replace("20261125", "20261126").replace("parents", "other").replace("Parents' evening", "Choir")
    both = EVENING.replace("END:VCALENDAR\r\n", "") + thursday.partition("EN\r\n")[2]
    (home / "work.ics").write_text(both, newline="")
    overload(home, "update", "--force")
    assert days(overload, home) != ["2026-11-26"]
    (home / "work.ics").write_text(EVENING.replace("SUMMARY", "RRULE:FREQ=NEVER\r\nSUMMARY"), newline="")
    done = overload(home, "update", now="2026-11-23T06:00")
    assert (done.code, "Parents' evening" in done.err) == (3, True)
    assert days(overload, home, "2026-11-23T06:00") == ["2026-11-26"]


def test_one_that_breaks_off(home: Path, overload: Callable[..., Any]) -> None:
    """What it says is as it is now, what is missing as it last was, week after week, until it is whole again."""
    weekly = EVENING.replace("SUMMARY", "RRULE:FREQ=WEEKLY\r\nSUMMARY")
    first = EVENING.replace("20261125", "20261126").replace("parents", "first").replace("Parents' evening", "Choir")
    both = first.replace("END:VCALENDAR\r\n", "") + weekly.partition("EN\r\n")[2]
    (home / "work.ics").write_text(both, newline="")
    overload(home, "update", "--force")
    (home / "work.ics").write_text(both.replace("20261126", "20261127")[:-60], newline="")
    done = overload(home, "update", now="2026-11-23T06:00")
    assert (done.code, "ends in the middle: what is whole in it was read" in done.err) == (3, True)
    feed = home / "calendars" / "training.ics"
    assert "could be read only in part since Mon 23 Nov" in feed.read_bytes().decode().replace("\r\n ", "")
    # On Thursday there is no choir any more; the parents of every Wednesday are behind the end.
    assert days(overload, home, "2026-11-23T06:00") == ["2026-11-26"]
    weeks = overload(home, "week", "--json", now="2026-12-07T05:00").data
    assert [day for one in weeks if "2026-12-07" <= (day := one["session"]["date"]) < "2026-12-14"] == ["2026-12-10"]
    (home / "work.ics").write_text(first, newline="")
    done = overload(home, "update", now="2026-12-07T06:00")
    assert (done.err, list((home / ".busy").glob("*.whole"))) == ("", [])
    assert b"could be read" not in feed.read_bytes()


def test_one_that_never_could_be_read(home: Path, overload: Callable[..., Any]) -> None:
    """Without a good copy the plan is made as if the calendar were empty, and says so each time."""
    (home / "work.ics").unlink()
    for _ in range(2):
        done = overload(home, "update")
        assert (done.code, "work.ics" in done.err) == (3, True)
    assert days(overload, home) == ["2026-11-25"]


def test_a_command(home: Path, overload: Callable[..., Any]) -> None:
    """Its output is a calendar; it is not run again within `every`, and afterwards it is."""
    plan = home / "plan.toml"
    text = plan.read_text().replace('busy = ["work.ics"]\n', "", 1)
    plan.write_text(text + '\n[busy.work]\ncommand = "echo ran >> runs; cat work.ics"\nevery = "2 h"\n')
    for now in ("2026-11-23T05:00", "2026-11-23T06:00", "2026-11-23T07:30"):
        assert overload(home, "update", "--force", now=now).code == 0
    assert (home / "runs").read_text().count("ran") == 2
    assert days(overload, home, "2026-11-23T07:30") == ["2026-11-26"]


def test_copies_are_private(home: Path, overload: Callable[..., Any]) -> None:
    """What is kept of a calendar can be read by its owner alone."""
    overload(home, "update", "--force")
    kept = [home / ".busy", *(home / ".busy").iterdir()]
    assert len(kept) == 3
    assert all(one.stat().st_mode & 0o077 == 0 for one in kept)


@pytest.mark.parametrize("has_good_copy", [True, False])
def test_what_failed_is_not_read_again(
    home: Path, overload: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, has_good_copy: bool
) -> None:
    """A calendar that cannot be read is tried once for its bytes and its day; it is told each time all the same."""
    if has_good_copy:
        overload(home, "update", "--force")
    tried = _count_readings(monkeypatch)
    (home / "work.ics").write_text(HOSTILE["no calendar"])
    for now in ("2026-11-23T06:00", "2026-11-23T07:00", "2026-11-23T08:00"):
        done = overload(home, "update", "--force", now=now)
        assert (done.code, "work.ics" in done.err) == (3, True)
        assert days(overload, home, now) == ["2026-11-26" if has_good_copy else "2026-11-25"]
    assert len(tried) == 1
    for now in ("2026-11-24T06:00", "2026-11-24T07:00"):
        overload(home, "update", "--force", now=now)
    # Of another day other weeks are read: of the calendar once more, and of its good copy.
    assert len(tried) == (3 if has_good_copy else 2)
    (home / "work.ics").write_text(EVENING, newline="")
    assert overload(home, "update", "--force", now="2026-11-24T08:00").code == 0
    assert days(overload, home, "2026-11-24T08:00") == ["2026-11-26"]


def _count_readings(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return a list that gets the bytes of every calendar that is read from now on."""
    read: list[bytes] = []

    def counted(data: bytes, *rest: Any) -> Reading:
        read.append(data)
        return read_busy(data, *rest)

    monkeypatch.setattr("overload.update.busy.read_busy", counted)
    return read
