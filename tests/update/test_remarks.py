"""What goes wrong by itself is told in the next event, in one line, until it is mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest

pytestmark = pytest.mark.slow

Overload = Callable[..., Any]
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"


def notes(path: Path) -> dict[str, list[str]]:
    """Return the lines by event that say what is wrong."""
    feed = icalendar.Calendar.from_ical((path / "calendars" / "training.ics").read_bytes())
    told = {str(one["UID"]).partition("@")[0]: str(one.get("DESCRIPTION", "")) for one in feed.walk("VEVENT")}
    found = {key: [line for line in text.splitlines() if line.startswith("Note: ")] for key, text in told.items()}
    return {key: lines for key, lines in found.items() if lines}


@pytest.fixture
def path(folder: Callable[..., Path], overload: Overload) -> Path:
    """A folder with a busy calendar that can be read."""
    made = folder("--calendar", "ppl", "--dumbbells", "bowflex-552")
    (made / "work.ics").write_text(CALENDAR, encoding="utf-8")
    with (made / "plan.toml").open("a", encoding="utf-8") as plan:
        plan.write('\n[busy.work]\nfile = "work.ics"\n')
    assert overload(made, "update", now="2026-11-23T06:00").code == 0
    assert notes(made) == {}
    return made


def test_a_busy_calendar_that_is_gone(overload: Overload, path: Path) -> None:
    """The next event says since when, stays the same byte for byte as days go by, and is as before once it is back."""
    before = (path / "calendars" / "training.ics").read_bytes()
    (path / "work.ics").rename(path / "away.ics")
    assert overload(path, "update", now="2026-11-24T06:00").code == 3
    said = "Note: work.ics could not be read since Tue 24 Nov; sessions may collide with it."
    (where,) = notes(path).items()
    assert where[1] == [said]
    broken = (path / "calendars" / "training.ics").read_bytes()
    overload(path, "update", now="2026-11-24T22:00")
    assert (path / "calendars" / "training.ics").read_bytes() == broken
    overload(path, "update", now="2026-11-26T05:00")
    assert list(notes(path).values()) == [[said]]
    (path / "away.ics").rename(path / "work.ics")
    overload(path, "update", now="2026-11-26T05:10")
    assert notes(path) == {}
    assert before != broken


def test_an_entry_in_doubt(overload: Overload, path: Path) -> None:
    """What is not counted is named, until somebody says what it was."""
    overload(path, "log", "row", "500x10", now="2026-11-25T19:00")
    lines = [line for told in notes(path).values() for line in told]
    assert len(lines) == 1
    assert lines[0].startswith("Note: the row of Wed 25 Nov is not counted until you say what it was: ")
    overload(path, "log", "edit", "1", "20x10", now="2026-11-25T19:05")
    assert notes(path) == {}


def test_a_plugin_that_fails(overload: Overload, path: Path) -> None:
    """A file of the plugins that cannot be loaded is named in one line, however long its error is."""
    (path / "plugins" / "mine.py").write_text("raise ValueError('x' * 999 + ' and more')\n", encoding="utf-8")
    assert overload(path, "update", now="2026-11-24T06:00").code == 3
    (lines,) = notes(path).values()
    assert len(lines) == 1
    assert "plugins/mine.py" in lines[0]
    assert len(lines[0]) < 220
    (path / "plugins" / "mine.py").unlink()
    overload(path, "update", now="2026-11-24T06:10")
    assert notes(path) == {}
