"""Sixty weeks of a life with three feeds: training, misses, moves, time away, edits of the plan; and no churn."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest

from overload.ical.lint import lint

Overload = Callable[..., Any]

WEEKS = 60
MONDAY = datetime(2026, 11, 23)
STAMPS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
FEEDS = ("training", "office", "back")
DIARY, CANCELLED_FOR = timedelta(weeks=52), timedelta(days=14)


@attrs.frozen
class Event:
    """An event as it stands in the file: its own bytes, and what of them subscribers compare."""

    data: bytes
    content: tuple[str, ...]
    stamps: tuple[str, str, int]
    start: datetime
    is_cancelled: bool


def events_of(data: bytes) -> dict[str, Event]:
    """Return the events of a file by UID, each of which is there once."""
    found: dict[str, Event] = {}
    for block in re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", data, re.DOTALL):
        lines = block.decode().replace("\r\n ", "").split("\r\n")
        values = dict(line.split(":", 1) for line in reversed(lines) if ":" in line)
        content = tuple(line for line in lines if line.split(":")[0] not in STAMPS)
        stamps = (values["DTSTAMP"], values["LAST-MODIFIED"], int(values["SEQUENCE"]))
        start = datetime.strptime(values["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        assert values["UID"] not in found
        found[values["UID"]] = Event(block, content, stamps, start, values["STATUS"] == "CANCELLED")
    return found


@attrs.define
class Checker:
    """Compares each file with the one before, as a client does that trusts UID, SEQUENCE and LAST-MODIFIED."""

    path: Path
    data: bytes = b""
    last: dict[str, tuple[str, str, int]] = attrs.field(factory=dict)
    before: dict[str, Event] = attrs.field(factory=dict)
    changes: int = 0

    def look(self, now: datetime) -> set[str]:
        """Compare the file as it is with the one before; return the UIDs of events that are new or changed."""
        data = self.path.read_bytes()
        if data == self.data:
            return set()
        after = events_of(data)
        for uid in self.before.keys() - after.keys():
            self._gone(uid, now)
        changed = {uid for uid, event in after.items() if self._changed(uid, event)}
        self.data, self.before = data, after
        self.changes += len(changed)
        return changed

    def _gone(self, uid: str, now: datetime) -> None:
        """An event goes only when it was cancelled and its date is two weeks past, or when the diary ends."""
        was = self.before[uid]
        old = now - was.start.replace(tzinfo=None)
        assert old > (CANCELLED_FOR if was.is_cancelled else DIARY) - timedelta(days=1), (uid, now)

    def _changed(self, uid: str, event: Event) -> bool:
        """What is the same has the same bytes; what is not has a higher SEQUENCE and later stamps."""
        was = self.before.get(uid)
        if was and was.content == event.content:
            assert was.data == event.data, (uid, "churn")
            return False
        assert event.stamps[0] == event.stamps[1]
        if uid in self.last:
            stamped, modified, sequence = self.last[uid]
            assert event.stamps[0] > stamped, (uid, "DTSTAMP")
            assert event.stamps[1] > modified, (uid, "LAST-MODIFIED")
            assert event.stamps[2] == sequence + 1, (uid, "SEQUENCE")
        else:
            assert event.stamps[2] == 0
        self.last[uid] = event.stamps
        return True


@attrs.define
class Life:
    """What an athlete does, week by week, all of it decided by one seed."""

    path: Path
    overload: Overload
    checkers: list[Checker]
    chance: Random
    done: list[str] = attrs.field(factory=list)

    def do(self, now: datetime, *words: object) -> set[str]:
        """Run a command, look at every feed, and run an update that has nothing left to do; return what changed."""
        answer = self.overload(self.path, *words, now=now.isoformat())
        assert answer.code == 0, (words, answer.err)
        self.done.append(str(words[0]))
        return set().union(*(one.look(now) for one in self.checkers))

    def rest(self, now: datetime) -> None:
        """An update with nothing to change leaves the very files."""
        before = [(one.path.stat().st_ino, one.path.stat().st_mtime_ns) for one in self.checkers]
        assert self.do(now, "update") == set()
        assert before == [(one.path.stat().st_ino, one.path.stat().st_mtime_ns) for one in self.checkers]

    def next_one(self, now: datetime) -> str:
        """Return the id of the first session ahead."""
        events = self.checkers[0].before.items()
        ahead = [
            (one.start, uid) for uid, one in events if not one.is_cancelled and one.start > now.replace(tzinfo=UTC)
        ]
        return min(ahead)[1].split("@")[0]

    def week(self, number: int) -> None:
        """Live a week."""
        monday = MONDAY + timedelta(weeks=number)
        self.do(monday.replace(hour=5), "update")
        if number % 5 == 3:
            self.rest(monday.replace(hour=6))
            assert [lint(one.data) for one in self.checkers] == [()] * len(self.checkers)
        if number in EDITS:
            self.edit(*EDITS[number])
            self.do(monday.replace(hour=7), "update")
        chance = self.chance.random()
        if chance < 0.15:
            day = monday + timedelta(days=self.chance.choice((1, 3, 5)))
            self.do(
                monday.replace(hour=8), "move", self.next_one(monday.replace(hour=8)), day.date(), "19:30", "--force"
            )
        elif chance < 0.25:
            self.do(monday.replace(hour=8), "skip", self.next_one(monday.replace(hour=8)))
        elif chance < 0.32:
            until = monday + timedelta(days=self.chance.choice((5, 9)))
            self.do(monday.replace(hour=8), "away", "add", monday.date(), until.date(), "--why", "holidays")
        if self.chance.random() < 0.8:
            wednesday = monday + timedelta(days=2, hours=20)
            reps = self.chance.choice(("12,12,12", "10,10,9", "8,8,8", "5,4,4"))
            self.do(wednesday, "log", "row", f"25x{reps}")

    def edit(self, old: str, new: str) -> None:
        """Change plan.toml."""
        plan = self.path / "plan.toml"
        text = plan.read_text(encoding="utf-8")
        assert old in text, old
        plan.write_text(text.replace(old, new), encoding="utf-8")


EDITS = {
    7: ('wed = "18:00"', 'wed = "19:15"'),
    15: ('title = "Strong"', 'title = "Stronger; really, \\\\o/"'),
    22: ('use = "ppl"', 'use = "four-day"'),
    23: ('use = "four-day"', 'use = "ppl"'),
    31: ('use = "ppl"', 'weeks = 6\nuse = "ppl"'),
    40: ('location = ""', 'location = "Garage"'),
    47: ('experience = "intermediate"', 'experience = "experienced"'),
}
MORE_FEEDS = """
[feeds.office]
show = "busy"

[feeds.back]
show = "back"
title = "Strong"
location = ""
"""


@pytest.mark.slow
def test_a_year_and_more(folder: Callable[..., Path], overload: Overload) -> None:
    """Whatever happens, each change of an event is announced, and nothing else changes by a single octet."""
    path = folder("--calendar", "ppl", "--dumbbells", "bowflex-552", "--bodyweight", "80 kg")
    plan = path / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8") + MORE_FEEDS, encoding="utf-8")
    checkers = [Checker(path / "calendars" / f"{name}.ics") for name in FEEDS]
    life = Life(path, overload, checkers, Random(5))
    for number in range(WEEKS):
        life.week(number)
    assert {"update", "move", "skip", "away", "log"} <= set(life.done)
    assert min(one.changes for one in checkers) > WEEKS
    uids = [uid for one in checkers for uid in one.last]
    assert len(uids) == len(set(uids))
