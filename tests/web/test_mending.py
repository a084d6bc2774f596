"""Where the log cannot be read its owner sees so on the page, with what a backup would lose, and can put it back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from overload.store import open_store
from overload.web.overview import show_overview, take_in_overview
from overload.web.settings import Clock
from overload.web.work import show_session, take_form

pytestmark = pytest.mark.slow
CLOCK = Clock("2026-11-25T20:00")
FORM = b"key=a-key-of-its-own&do=restore"


def sequences(path: Path) -> dict[str, int]:
    """Return SEQUENCE of each event by UID."""
    feed = (path / "calendars" / "training.ics").read_bytes().decode().replace("\r\n ", "")
    found = {}
    for block in re.findall(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", feed, re.DOTALL):
        values = dict(line.split(":", 1) for line in block.split("\r\n") if ":" in line)
        found[values["UID"]] = int(values["SEQUENCE"])
    return found


def logged(path: Path) -> list[str]:
    """Return which exercises count in the log."""
    with open_store(path / "overload.db") as store:
        return [one.exercise for one in store.entries()]


@pytest.fixture
def damaged(home: Path, overload: Callable[..., Any]) -> Path:
    """Return a folder whose database was damaged after a set that is in no backup."""
    assert overload(home, "log", "row", "10x10", now="2026-11-24T19:00").code == 0
    assert overload(home, "update", now="2026-11-25T05:00").code == 0
    assert overload(home, "log", "shrug", "10x10", now="2026-11-25T19:00").code == 0
    spoil(home)
    return home


def spoil(path: Path) -> None:
    """Damage the database."""
    for left in path.glob("overload.db-*"):
        left.unlink()
    with (path / "overload.db").open("r+b") as file:
        file.write(b"\0" * 4096)


def test_what_is_wrong_and_what_would_be_lost(damaged: Path) -> None:
    """The page of a session and the athlete's page say it, and have a button."""
    shown, overview = show_session(damaged, 2, "/s/x", CLOCK), show_overview(damaged, "/a/x", "", "", CLOCK)
    for answer in (shown, overview):
        assert answer.status == 503
        assert b"The backup of Wed 25 Nov 2026" in answer.body
        assert b"brings back 1 entry in the log" in answer.body
        assert b"Would be lost: whatever was written down after Tue 24 Nov 2026" in answer.body
        assert "the database is damaged" in answer.why
        assert b'value="restore"' in answer.body


def test_it_is_put_back(damaged: Path) -> None:
    """One tap: the log is that of the backup, what was there is kept, and no event falls behind what it was."""
    before = sequences(damaged)
    done = take_form(damaged, 2, "/s/x", FORM, CLOCK)
    assert (done.status, done.location, done.why) == (303, "/s/x", "")
    assert b"damaged" not in show_session(damaged, 2, "/s/x", CLOCK).body
    assert logged(damaged) == ["dumbbell-row"]
    assert show_session(damaged, 2, "/s/x", CLOCK).status == 200
    assert len(list((damaged / "backups").glob("overload-replaced-*.db"))) == 1
    after = sequences(damaged)
    assert after.keys() >= before.keys()
    assert all(after[uid] >= number for uid, number in before.items())


def test_a_log_that_can_be_read_is_left_alone(damaged: Path, overload: Callable[..., Any]) -> None:
    """A form that comes twice, or late, takes nothing back."""
    take_form(damaged, 2, "/s/x", FORM, CLOCK)
    assert overload(damaged, "log", "shrug", "10x10", now="2026-11-25T20:10").code == 0
    assert take_form(damaged, 2, "/s/x", FORM, CLOCK).status == 303
    assert logged(damaged) == ["dumbbell-row", "dumbbell-shrug"]


def test_a_log_that_is_gone(damaged: Path) -> None:
    """A database that is not there at all is put back just so, from the athlete's page as well."""
    (damaged / "overload.db").unlink()
    assert b"The backup of Wed 25 Nov 2026" in show_session(damaged, 2, "/s/x", CLOCK).body
    assert take_in_overview(damaged, "/a/x", "", "", FORM, CLOCK).status == 303
    assert logged(damaged) == ["dumbbell-row"]


def test_without_a_backup(damaged: Path) -> None:
    """Then it is said that there is none, and nothing is offered."""
    shutil.rmtree(damaged / "backups")
    for answer in (show_session(damaged, 2, "/s/x", CLOCK), take_form(damaged, 2, "/s/x", FORM, CLOCK)):
        assert answer.status == 503
        assert b"there is no backup of it" in answer.body or b"cannot be read" in answer.body
        assert b"<form" not in answer.body


@pytest.fixture
def older(home: Path, overload: Callable[..., Any]) -> Path:
    """Return a folder in which an older copy was put in the place of the log by hand; it went on from there."""
    for day, exercise in (("24", "row"), ("25", "shrug"), ("26", "row")):
        assert overload(home, "update", now=f"2026-11-{day}T05:00").code == 0
        assert overload(home, "log", exercise, "10x10", now=f"2026-11-{day}T19:00").code == 0
    assert overload(home, "update", now="2026-11-27T05:00").code == 0
    for left in home.glob("overload.db*"):
        left.unlink()
    shutil.copy(home / "backups" / "overload-2026-11-25.db", home / "overload.db")
    done = overload(home, "update", now="2026-11-27T06:00")
    assert (done.code, done.err) == (0, "")
    told = "the log is older than the calendar: the backup of Fri 27 Nov 2026 has 2 entries that are not in it; "
    assert f"{told}'overload restore' puts it back\n" in done.out
    assert "older" not in overload(home, "update", "--force", now="2026-11-27T06:10").out
    assert overload(home, "log", "fly", "5x12", now="2026-11-27T19:00").code == 0
    return home


LATE = Clock("2026-11-27T20:00")
OLDER = b"Your log is older than your calendar"


def test_a_log_that_is_older_than_the_calendar(older: Path) -> None:
    """The athlete's page says so, what a backup would bring and what would be lost, and a tap puts it back."""
    before = sequences(older)
    shown = show_overview(older, "/a/x", "", "", LATE)
    assert (shown.status, OLDER in shown.body) == (200, True)
    assert (
        b"An older copy is in its place. Putting back the backup of Fri 27 Nov 2026 brings back a log of 3 entries."
        in shown.body
    )
    assert b"Would be lost: Fri 27 Nov reverse-dumbbell-fly 5lbx12." in shown.body
    assert take_in_overview(older, "/a/x", "", "", FORM, LATE).status == 303
    assert logged(older) == ["dumbbell-row", "dumbbell-shrug", "dumbbell-row"]
    assert OLDER not in show_overview(older, "/a/x", "", "", LATE).body
    after = sequences(older)
    assert all(after[uid] >= number for uid, number in before.items())


def test_an_older_log_may_stay(older: Path, overload: Callable[..., Any]) -> None:
    """Whoever meant it is asked no more; and a restore of an older backup by the program was meant."""
    assert take_in_overview(older, "/a/x", "", "", FORM.replace(b"restore", b"leave"), LATE).status == 303
    assert logged(older) == ["dumbbell-row", "reverse-dumbbell-fly"]
    assert OLDER not in show_overview(older, "/a/x", "", "", LATE).body
    assert overload(older, "restore", "2026-11-25", now="2026-11-27T20:00").code == 0
    assert overload(older, "update", "--force", now="2026-11-27T20:10").out == ""
    assert OLDER not in show_overview(older, "/a/x", "", "", Clock("2026-11-27T20:11")).body
