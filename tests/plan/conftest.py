"""A training folder in memory: a plan file, what has been shown and what has been done, and the plan of any moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import attrs
import pytest

from overload import plugins
from overload.catalog import Catalog
from overload.config import read_plan, with_own
from overload.model import Decision, Entries, Entry, Log, Prescription, Published, SetDone, Weighing
from overload.plan import Inputs, Plan, Session, build
from overload.units import load

PLAN = """
id = "kim"
[athlete]
zone = "{zone}"
experience = "{experience}"
bodyweight = "80 kg"
[places.home]
dumbbells = ["{dumbbells}"]
pull_up_bar = {bar}
[calendar]
use = "{use}"
start = {start}
{calendar}
{days}
{more}
"""
FREE_DAYS = """
[days]
back.workout = "home-back"
push.text = ""
legs.text = ""
shoulders-arms.text = ""
chest-biceps.text = ""
legs-full.text = ""
shoulders-triceps.text = ""
chest-abs.text = ""
quads-hams.text = ""
shoulders-calves.text = ""
arms.text = ""
"""
"""Only the back has a workout, the five exercises: what a plan asks for can be counted on the fingers of a hand."""
USUAL = {
    "zone": "Europe/Stockholm",
    "experience": "intermediate",
    "dumbbells": "spinlock-2_5kg-full",
    "bar": "true",
    "use": "ppl",
    "start": "2026-11-23",
    "calendar": "",
    "days": FREE_DAYS,
    "more": "",
}


@attrs.define
class Story:
    """What has happened so far. `at` builds the plan of a moment and remembers what it published, as an update does."""

    known: Catalog
    settings: dict[str, str]
    published: tuple[Published, ...] = ()
    entries: tuple[Entry, ...] = ()
    decisions: tuple[Decision, ...] = ()
    weighings: tuple[Weighing, ...] = ()

    def change(self, **settings: str) -> None:
        """Edit the plan file."""
        self.settings = {**self.settings, **settings}

    def inputs(self, now: str, weeks: int = 4) -> Inputs:
        """Return everything the plan depends on at a moment, given in local time."""
        config = read_plan(PLAN.format(**self.settings), self.known)
        moment = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(self.settings["zone"]))
        log: Log = Entries(self.entries)
        catalog = with_own(self.known, config)
        done = (self.published, self.decisions, weeks)
        return Inputs(config, catalog, log, moment, *done, weighings=self.weighings)

    def at(self, now: str, weeks: int = 4) -> Plan:
        """Update at a moment."""
        plan = build(self.inputs(now, weeks))
        self.published = plan.published
        return plan

    def weighs(self, on: str, weight: str) -> None:
        """Log a bodyweight."""
        recorded = datetime(2026, 12, 31, tzinfo=UTC)
        added = Weighing(len(self.weighings) + 1, recorded, date.fromisoformat(on), load(weight))
        self.weighings = (*self.weighings, added)

    def did(self, session: Session, on: str | None = None, only: tuple[str, ...] = ()) -> None:
        """Log a session (or `only` some exercises) as it was asked for, on its day or another."""
        day = date.fromisoformat(on) if on else session.start.date()
        for slot in session.slots:
            if not only or slot.exercise.id in only:
                sets = tuple(SetDone(target.reps, target.load) for target in slot.prescription.sets)
                self.log(slot.exercise.id, day, sets, session.ordinal, slot.prescription)

    def log(
        self,
        exercise: str,
        day: date,
        sets: tuple[SetDone, ...],
        session: int | None,
        asked: Prescription | None = None,
    ) -> None:
        """Add one entry."""
        recorded = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
        entry = Entry(len(self.entries) + 1, recorded, day, exercise, sets, session, asked)
        self.entries = (*self.entries, entry)


@pytest.fixture(scope="session")
def known() -> Catalog:
    """All that is built in."""
    return plugins.catalog()


@pytest.fixture
def story(known: Catalog) -> Callable[..., Story]:
    """Begin a story; settings differ from a push/pull/legs plan of an intermediate from Monday, 23 November 2026."""
    return lambda **settings: Story(known, {**USUAL, **settings})


@pytest.fixture
def placed() -> Callable[[Plan], list[str]]:
    """Return the sessions ahead as words: `Mon 23 Nov push`."""
    return lambda plan: [f"{one.start:%a %d %b} {one.day.id}" for one in plan.ahead()]
