"""What a plan said is what it would say: answers that are kept, beside answers made anew, over random lives."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from overload.cli import run
from overload.report.blocks import Data, Table, from_text, to_text
from overload.settled import Enquiry, remembered
from overload.update.answers import READERS, answer
from overload.update.folder import opened
from overload.web.overview import overview_blocks
from overload.web.settings import Clock

BEGIN = datetime(2026, 11, 23, 5)
BUSY = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//EN\r
BEGIN:VEVENT\r
UID:1\r
DTSTAMP:20260101T000000Z\r
DTSTART:{0:%Y%m%d}T160000Z\r
DTEND:{0:%Y%m%d}T210000Z\r
SUMMARY:Meeting\r
END:VEVENT\r
END:VCALENDAR\r
"""
PLUGIN = """from overload import hookimpl


@hookimpl
def overload_adjust_session(session):
    return {{}} if {0} else None
"""
PLANS = (
    ("start", lambda text: text),
    ("days", lambda text: text.replace('mon = "18:00"', 'mon = "19:30"')),
    ("shift", lambda text: text.replace("[calendar]", '[calendar]\nmissed = "merge"')),
    ("weeks", lambda text: text.replace("[calendar]", "[calendar]\nweeks = 2")),
    ("busy", lambda text: text.replace("[calendar]", '[calendar]\nbusy = ["work.ics"]')),
    ("window", lambda text: text.replace('wed = "18:00"', 'wed = "07:00-21:00"')),
)
COMMANDS = (
    "update",
    "update --weeks 6",
    "log --done",
    "log row 3x10@20lb",
    "log pull-up 8,8,-",
    "log --unwell",
    "log undo",
    "skip pull",
    "move pull tomorrow",
    "move push fri",
    "pin legs",
    "shorten pull 30",
    "away add tomorrow tomorrow",
    "undo",
)
ASKED = READERS | {"page": overview_blocks}
ENQUIRIES = (
    *(Enquiry(reader, as_json=as_json) for reader in READERS for as_json in (False, True)),
    Enquiry("week", 2),
    Enquiry("page"),
)


class Life(RuleBasedStateMachine):
    """A training folder in which anything may happen; whatever is still known of its plan is what planning says."""

    @initialize(zone=st.sampled_from(["UTC", "Europe/Stockholm", "America/Los_Angeles"]))
    def begin(self, zone: str) -> None:
        """Make a folder."""
        self.home = Path(tempfile.mkdtemp())
        self.path = self.home / "training"
        self.now = BEGIN
        self._run("init", str(self.path), "--yes", "--zone", zone, "--dumbbells", "bowflex-552")
        self.plan = (self.path / "plan.toml").read_text()

    def teardown(self) -> None:
        """Leave no folder behind."""
        if hasattr(self, "home"):
            shutil.rmtree(self.home)

    def _run(self, *words: str) -> None:
        assert run(["--now", self.now.isoformat(), *words]) in {0, 2, 3, 65, 78}

    @rule(command=st.sampled_from(COMMANDS))
    def do(self, command: str) -> None:
        """Type a command; it may be refused."""
        self._run("-C", str(self.path), *command.split())

    @rule(minutes=st.sampled_from([1, 20, 60, 240, 600, 1440, 4320]))
    def wait(self, minutes: int) -> None:
        """Let time go by."""
        self.now += timedelta(minutes=minutes)

    @rule(plan=st.sampled_from(PLANS))
    def edit(self, plan: tuple[str, object]) -> None:
        """Edit plan.toml by hand."""
        (self.path / "plan.toml").write_text(plan[1](self.plan))

    @rule(days=st.integers(0, 9))
    def be_busy(self, days: int) -> None:
        """Change the busy calendar."""
        (self.path / "work.ics").write_text(BUSY.format(self.now + timedelta(days=days)))

    @rule(drops=st.sampled_from(["False", "session.start.day % 2", "True"]))
    def change_a_plugin(self, drops: str) -> None:
        """Edit a plugin by hand, or take it away."""
        file = self.path / "plugins" / "mine.py"
        file.write_text(PLUGIN.format(drops))
        if drops == "False":
            file.unlink()

    @rule(enquiry=st.sampled_from(ENQUIRIES))
    def ask(self, enquiry: Enquiry) -> None:
        """Read the plan; what it says may be kept."""
        answer(self.path, Clock(self.now.isoformat()), enquiry, ASKED[enquiry.reader])

    @invariant()
    def what_is_kept_is_true(self) -> None:
        """Whatever is kept is what planning now would say."""
        if not hasattr(self, "path"):
            return
        clock = Clock(self.now.isoformat())
        kept = {one: text for one in ENQUIRIES if (text := remembered(self.path, clock, one)) is not None}
        if not kept:
            return
        with opened(self.path) as folder:
            for enquiry, text in kept.items():
                plan = folder.plan(folder.now(clock), enquiry.weeks)
                assert from_text(text) == from_text(to_text(ASKED[enquiry.reader](folder, plan, enquiry)))
                assert not plan.problems


Life.TestCase.settings = settings(max_examples=8, stateful_step_count=12, deadline=None)
TestLife = pytest.mark.slow(Life.TestCase)


def test_blocks_are_read_back_as_they_were() -> None:
    """Lines and tables are kept as one text."""
    blocks = ("a line", "", Table(("Id", "What"), (("s1", "two\nlines"), ("s2", ""))), "größer")
    assert from_text(to_text(blocks)) == blocks
    assert from_text(to_text([Data({"größer": [1, None]})])) == ('{\n  "größer": [\n    1,\n    null\n  ]\n}',)
