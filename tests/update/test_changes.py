"""An event that was moved or fell away says why, for as long as it stays there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import icalendar
import pytest

from overload.store.schema import MIGRATIONS

Start = Callable[..., Path]
Overload = Callable[..., Any]


def told(path: Path) -> dict[str, str]:
    """Return the text of each event as it stands in the feed."""
    feed = icalendar.Calendar.from_ical((path / "calendars" / "training.ics").read_bytes())
    return {str(one["UID"]).partition("@")[0]: str(one.get("DESCRIPTION", "")) for one in feed.walk("VEVENT")}


def feed(path: Path) -> bytes:
    """Return the bytes of the feed."""
    return (path / "calendars" / "training.ics").read_bytes()


@pytest.fixture
def path(folder: Start) -> Path:
    """Push, pull and legs on Monday, Wednesday and Friday."""
    return folder("--calendar", "ppl", "--dumbbells", "bowflex-552")


def test_moved_by_hand(overload: Overload, path: Path) -> None:
    """The event names the day it was on; another update, hours later, changes no byte of it."""
    assert overload(path, "move", "s2", "2026-11-26", "--force", now="2026-11-24T08:00").code == 0
    assert "Moved here by hand from Wed 25 Nov." in told(path)["s2"].splitlines()
    before = feed(path)
    overload(path, "update", now="2026-11-24T21:00")
    assert feed(path) == before


def test_a_move_taken_back_is_forgotten(overload: Overload, path: Path) -> None:
    """Where it stands as before, nothing is said of a move any more."""
    before = told(path)["s2"]
    overload(path, "move", "s2", "2026-11-26", "--force", now="2026-11-24T08:00")
    overload(path, "undo", now="2026-11-24T08:05")
    assert told(path)["s2"] == before


def test_skipped_by_hand(overload: Overload, path: Path) -> None:
    """A session called off says that it was called off by hand."""
    assert overload(path, "skip", "s2", now="2026-11-24T08:00").code == 0
    assert told(path)["s2"] == "This session was dropped: skipped by hand."
    before = feed(path)
    overload(path, "update", now="2026-11-27T05:00")
    assert told(path)["s2"] == "This session was dropped: skipped by hand."
    assert before != b""


def test_days_away(overload: Overload, path: Path) -> None:
    """What falls into days away says so, with what was said of them, and says it to the end."""
    assert (
        overload(path, "away", "add", "2026-11-30", "2026-12-06", "--why", "skiing", now="2026-11-24T08:00").code == 0
    )
    gone = [text for text in told(path).values() if text.startswith("This session was dropped")]
    assert set(gone) == {"This session was dropped: you are away (skiing)."}
    overload(path, "update", now="2026-12-05T05:00")
    assert [text for text in told(path).values() if text.startswith("This session was dropped")] == gone


def test_shifted_after_it_was_missed(overload: Overload, folder: Start) -> None:
    """A session that comes later since it was missed says which day that was."""
    path = folder("--calendar", "ppl", "--dumbbells", "bowflex-552")
    plan = (path / "plan.toml").read_text(encoding="utf-8")
    plan = plan.replace('silence = "unknown"', 'silence = "missed"')
    if "missed =" not in plan:
        plan = plan.replace("[calendar]\n", '[calendar]\nmissed = "shift"\n', 1)
    (path / "plan.toml").write_text(plan, encoding="utf-8")
    overload(path, "update", now="2026-11-23T06:00")
    overload(path, "update", now="2026-11-27T05:00")
    moved = [line for text in told(path).values() for line in text.splitlines() if line.startswith("Shifted from")]
    assert moved[:1] == ["Shifted from Wed 25 Nov, which was missed."], told(path)


def test_a_busy_time_moves_a_session(overload: Overload, path: Path) -> None:
    """What stands in the way of where it was is named."""
    (path / "work.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n"
        "DTSTART:20261202T170000Z\r\nDTEND:20261202T210000Z\r\nSUMMARY:Parents' evening\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n",
        encoding="utf-8",
    )
    plan = (path / "plan.toml").read_text(encoding="utf-8") + '\n[busy.work]\nfile = "work.ics"\n'
    (path / "plan.toml").write_text(plan, encoding="utf-8")
    done = overload(path, "update", now="2026-11-24T08:00")
    assert done.code == 0, done.err
    why = [line for text in told(path).values() for line in text.splitlines() if "Parents' evening" in line]
    assert why, told(path)
    before = feed(path)
    overload(path, "update", now="2026-11-24T20:00")
    assert feed(path) == before


def take_back(database: sqlite3.Connection, version: int) -> None:
    """Take from a database all that steps after a version added."""
    with closing(sqlite3.connect(":memory:")) as earlier:
        for statement in (statement for step in MIGRATIONS[:version] for statement in step):
            earlier.execute(statement)
        known = columns(earlier)
    for table, names in columns(database).items():
        if table not in known:
            database.execute(f"DROP TABLE {table}")
            continue
        for name in names - known[table]:
            database.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
    database.execute(f"PRAGMA user_version = {version}")


def columns(database: sqlite3.Connection) -> dict[str, set[str]]:
    """Return the names of the columns of each table."""
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {table: {row[1] for row in database.execute(f"PRAGMA table_info({table})")} for table in tables}


def test_a_folder_of_an_earlier_version(overload: Overload, path: Path) -> None:
    """A database that kept no reasons is brought forward; what was shown stays where and as it was."""
    overload(path, "skip", "s3", now="2026-11-24T08:00")
    overload(path, "update", now="2026-11-24T08:01")
    before = feed(path)
    with closing(sqlite3.connect(path / "overload.db")) as database, database:
        take_back(database, 5)
    assert overload(path, "update", now="2026-11-24T08:02").code == 0
    assert feed(path) == before
