"""A feed never comes out empty or much smaller than it was, unless somebody meant it to."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest

pytestmark = pytest.mark.slow

Overload = Callable[..., Any]
Folder = Callable[..., Path]
_ELSEWHERE = re.compile(rb"(UID:s(?:1[3-9]|[2-9]\d)@)[0-9a-f]+")
"""The names of all but the first twelve sessions."""


def feed_of(path: Path) -> Path:
    """Return the file of the first feed."""
    return path / "calendars" / "training.ics"


def ahead(path: Path) -> list[str]:
    """Return the starts of the events that are not cancelled, and after the day on which all tests begin."""
    events = icalendar.Calendar.from_ical(feed_of(path).read_bytes()).events
    shown = [one for one in events if one.get("STATUS") != "CANCELLED"]
    return sorted(str(one.decoded("DTSTART").date()) for one in shown if str(one.decoded("DTSTART")) > "2026-11-24")


def forget(path: Path, overload: Overload, weeks: int) -> bytes:
    """Publish more weeks, then put back the database of before, and let the feed have those weeks from elsewhere.

    Under their own names they would be taken up again. Returns the bytes of the feed.
    """
    database = (path / "overload.db").read_bytes()
    assert overload(path, "update", "--weeks", weeks).code == 0
    (path / "overload.db").write_bytes(database)
    feed_of(path).write_bytes(_ELSEWHERE.sub(rb"\1elsewhere", feed_of(path).read_bytes()))
    return feed_of(path).read_bytes()


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text in plan.toml."""
    plan = path / "plan.toml"
    assert old in plan.read_text(encoding="utf-8")
    plan.write_text(plan.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture
def path(folder: Folder, overload: Overload) -> Path:
    """Return a folder with a published feed of twelve sessions."""
    made = folder("--calendar", "ppl", "--dumbbells", "bowflex-552")
    assert overload(made, "update").code == 0
    assert len(ahead(made)) == 11
    return made


class TestUnexplained:
    """Where nobody said so, the file of before stays."""

    def test_the_old_feed_stays_and_the_exit_code_says_why(self, path: Path, overload: Overload) -> None:
        """More than half of the sessions ahead would go: not a byte changes, exit code 3, one line."""
        data = forget(path, overload, 9)
        done = overload(path, "update")
        assert (done.code, feed_of(path).read_bytes()) == (3, data)
        assert done.err.startswith(
            "overload: calendars/training.ics: 15 of 27 upcoming sessions would disappear, the first on Mon 21 Dec"
        )
        assert done.err.endswith("; if you meant it: 'overload update --force'\n")
        assert done.err.count("\n") == 1

    def test_half_of_it_may_go(self, path: Path, overload: Overload) -> None:
        """Exactly half is not more than half."""
        forget(path, overload, 8)
        assert overload(path, "update").code == 0
        assert len(ahead(path)) == 11

    def test_it_stays_until_it_is_forced(self, path: Path, overload: Overload) -> None:
        """Every update says so again; --force replaces the feed, and then all is quiet."""
        data = forget(path, overload, 12)
        assert [overload(path, "update").code for _ in range(2)] == [3, 3]
        assert feed_of(path).read_bytes() == data
        assert overload(path, "update", "--force").code == 0
        assert len(ahead(path)) == 11
        assert overload(path, "update").code == 0

    def test_the_log_is_kept_all_the_same(self, path: Path, overload: Overload) -> None:
        """What is logged meanwhile is stored; the feed catches up with it when it is forced."""
        data = forget(path, overload, 12)
        done = overload(path, "log", "row", "22.5x10,10,10", now="2026-11-25T19:00")
        assert (done.code, feed_of(path).read_bytes()) == (3, data)
        assert overload(path, "update", "--force", now="2026-11-26T05:00").code == 0
        assert b"Pull\\, begun" in feed_of(path).read_bytes()

    def test_a_dry_run_says_so_too(self, path: Path, overload: Overload) -> None:
        """`feed diff` names what would go, and that it will not."""
        forget(path, overload, 12)
        done = overload(path, "feed", "diff")
        assert done.code == 3
        assert done.out.count(" is gone.") == 24
        assert "would disappear" in done.err

    def test_nothing_at_all_is_not_published(self, folder: Folder, overload: Overload) -> None:
        """A first feed without a single event is not written."""
        path = folder()
        for one in (path / "overload.db", *(path / "backups").glob("*"), feed_of(path)):
            one.unlink(missing_ok=True)
        overload(path, "away", "add", "2026-11-01", "2027-03-01")
        done = overload(path, "update")
        assert (done.code, feed_of(path).exists()) == (3, False)
        assert "there is nothing to show" in done.err


class TestExplained:
    """Where somebody said so, the feed follows."""

    def test_away(self, path: Path, overload: Overload) -> None:
        """Away for all of it: every session is cancelled."""
        assert overload(path, "away", "add", "2026-11-23", "2027-03-01").code == 0
        assert ahead(path) == []

    def test_skipped(self, path: Path, overload: Overload) -> None:
        """One after the other is called off by hand."""
        for number in range(1, 13):
            assert overload(path, "skip", f"s{number}").code == 0
        assert ahead(path) == []

    def test_another_calendar(self, path: Path, overload: Overload) -> None:
        """Another weekly calendar, on other days."""
        edit(path, 'use = "ppl"', 'use = "back-only"')
        edit(path, "\ndays = ", "\n# days = ")
        assert overload(path, "update").code == 0
        assert len(ahead(path)) < 6

    def test_another_start(self, path: Path, overload: Overload) -> None:
        """The plan is put off by months."""
        edit(path, "start = 2026-11-23", "start = 2027-03-01")
        assert overload(path, "update").code == 0
        assert ahead(path)[0] == "2027-03-01"

    def test_another_kind_of_feed(self, path: Path, overload: Overload) -> None:
        """A feed that becomes a busy one has other ids for everything."""
        edit(path, "[feeds.training]", '[feeds.training]\nshow = "busy"')
        assert overload(path, "update").code == 0
        assert len(ahead(path)) == 11

    def test_time_that_passes(self, path: Path, overload: Overload) -> None:
        """After three months of silence the feed goes on; after two years too."""
        for now in ("2027-02-23T05:00", "2028-11-23T05:00"):
            assert overload(path, "update", now=now).code == 0
            assert overload(path, "feed", "check", feed_of(path), now=now).code == 0

    def test_missed_sessions_that_shift(self, folder: Folder, overload: Overload) -> None:
        """With one week planned and its last session lost to a missed one, nothing is held back."""
        path = folder("--calendar", "ppl", "--dumbbells", "bowflex-552")
        edit(path, "[calendar]", "[calendar]\nweeks = 1")
        for day in range(23, 30):
            assert overload(path, "update", now=f"2026-11-{day}T23:59").code == 0, day
