"""Make the samples in this folder: a plan per weekly calendar, and the four weeks it gives from a fixed date.

`make calendars` runs it; a test checks that what lies here is what it makes. `python calendars/make.py DIR` writes
elsewhere.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from overload.config import default_weekdays
from overload.config.template import Answers, new_plan
from overload.model import Experience
from overload.units import load
from overload.update import known_things, start_folder, update

SAMPLES = ("ppl", "ppl-twice", "three-day", "three-day-twice", "four-day", "five-day", "back-only")
NOW, START = datetime(2026, 11, 23, 5, 0), date(2026, 11, 30)  # noqa: DTZ001 - in the plan's zone
EXPERIENCED = {"ppl-twice", "three-day-twice"}


def answers(name: str) -> Answers:
    """Return what the athlete of a sample would have answered."""
    experience = Experience.EXPERIENCED if name in EXPERIENCED else Experience.INTERMEDIATE
    calendar = known_things(None).calendars[name]
    return Answers(
        plan_id=f"sample-{name}",
        name="Kim",
        experience=experience,
        calendar=name,
        start=START,
        days=dict.fromkeys(default_weekdays(calendar, experience), time(18, 0)),
        zone="Europe/Stockholm",
        bodyweight=load("80 kg"),
        dumbbells=("spinlock-2_5kg-full",),
        pull_ups=10,
        bands=(load("-30 kg"), load("-15 kg")),
        loads={"dumbbell-row": load("14.5 kg"), "reverse-dumbbell-fly": load("3.5 kg")},
    )


def make(folder: Path) -> None:
    """Write NAME.toml and NAME.ics of every sample into `folder`."""
    for name in SAMPLES:
        with tempfile.TemporaryDirectory() as work:
            training = Path(work) / name
            start_folder(training, new_plan(answers(name)))
            update(training, lambda zone: NOW.replace(tzinfo=ZoneInfo(zone)))
            shutil.copyfile(training / "plan.toml", folder / f"{name}.toml")
            shutil.copyfile(training / "calendars" / "training.ics", folder / f"{name}.ics")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
