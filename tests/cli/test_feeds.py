"""Several feeds of one training folder, as the page on subscribing shows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest

PAGE = Path(__file__).parents[2] / "docs" / "subscribing.md"


@pytest.fixture
def several(folder: Callable[..., Path], overload: Callable[..., Any]) -> Path:
    """A training folder with the feeds of the page, updated once."""
    path = folder()
    shown = re.findall(r"^```toml\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    plan = path / "plan.toml"
    own = re.sub(r"(?ms)^\[feeds\.training\].*?(?=^\[|^# \[|\Z)", "", plan.read_text(encoding="utf-8"))
    plan.write_text(f"{own}\n{shown[0]}", encoding="utf-8")
    done = overload(path, "update")
    assert (done.code, done.err) == (0, "")
    return path


def uids(path: Path, name: str) -> set[str]:
    """Return the UIDs of a feed."""
    calendar = icalendar.Calendar.from_ical((path / "calendars" / f"{name}.ics").read_bytes())
    return {str(event["UID"]) for event in calendar.walk("VEVENT")}


def test_each_has_a_file(several: Path) -> None:
    """Every feed has a file of its own, private, and no event of it has the name of another's."""
    files = {path.stem: path.stat().st_mode & 0o777 for path in (several / "calendars").glob("*.ics")}
    assert files == {"training": 0o600, "office": 0o600, "back": 0o600}
    names = [uids(several, name) for name in files]
    assert sum(map(len, names)) == len(set.union(*names))


def test_each_shows_what_it_should(several: Path) -> None:
    """The back feed has fewer events than the full one, the office one two weeks of it and no word of training."""
    assert 0 < len(uids(several, "back")) < len(uids(several, "training"))
    assert 0 < len(uids(several, "office")) < len(uids(several, "training"))
    office = (several / "calendars" / "office.ics").read_text(encoding="utf-8").lower()
    assert not re.search("train|back|overload|push|pull|exercise", office)


def test_published_at_once(several: Path, overload: Callable[..., Any]) -> None:
    """`publish = true` makes an unchanged file readable at the next update, and taking it back private again."""
    plan, feed = several / "plan.toml", several / "calendars" / "back.ics"
    before = feed.read_bytes()
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace('show = "back"', 'show = "back"\npublish = true'), encoding="utf-8")
    overload(several, "update")
    assert (feed.stat().st_mode & 0o777, feed.read_bytes()) == (0o644, before)
    plan.write_text(text, encoding="utf-8")
    overload(several, "update")
    assert (feed.stat().st_mode & 0o777, feed.read_bytes()) == (0o600, before)
