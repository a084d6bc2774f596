"""Whoever owns next to nothing has every day of every weekly calendar, with a first ask that makes sense."""

from __future__ import annotations

import os
from datetime import datetime
from itertools import product
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from overload.catalog import Catalog
from overload.config import read_plan, with_own
from overload.model import Entries, Measure
from overload.plan import Inputs, build

CALENDARS: Final = ("ppl", "ppl-twice", "three-day", "three-day-twice", "four-day", "five-day", "back-only")
OWNERS: Final = (("beginner", 55), ("intermediate", 70), ("experienced", 90))
DUMBBELLS: Final = ("settings = [10]", "settings = [8]\nsingle = true")
ROOMS: Final = ("", "has = []")
EVERY: Final = [*product(CALENDARS, OWNERS, DUMBBELLS, ROOMS)]
SAMPLE: Final = EVERY if os.environ.get("OVERLOAD_LONG") else Random(8).sample(EVERY, 14)
PLAN: Final = """
id = "a1b2c3d4e5f6"
[athlete]
zone = "UTC"
bodyweight = "{body} kg"
experience = "{experience}"
[places.home]
dumbbells = ["all-there-is"]
pull_up_bar = false
{room}
[dumbbells.all-there-is]
kind = "fixed"
unit = "kg"
{dumbbells}
[calendar]
use = "{use}"
start = 2026-11-30
"""


@pytest.mark.slow
@pytest.mark.parametrize(("use", "owner", "dumbbells", "room"), SAMPLE)
def test_every_day_can_be_trained(known: Catalog, use: str, owner: tuple[str, int], dumbbells: str, room: str) -> None:
    """With one pair of 10 kg, or a single 8 kg, and no bar, no slot is lost and no set asked for is absurd."""
    experience, body = owner
    text = PLAN.format(use=use, experience=experience, body=body, dumbbells=dumbbells, room=room)
    config = read_plan(text, known)
    now = datetime(2026, 11, 30, 5, tzinfo=ZoneInfo("UTC"))
    plan = build(Inputs(config, with_own(known, config), Entries(), now, weeks=1))
    assert plan.problems == ()
    assert plan.ahead()
    met: set[str] = set()
    for session in plan.ahead():
        assert session.slots, session.day.id
        assert len(session.slots) == len(session.exercises)
        for slot in session.slots:
            reps = [one.reps for one in slot.prescription.sets if one.measure is Measure.REPS]
            is_first, met = slot.exercise.id not in met, met | {slot.exercise.id}
            assert not is_first or all(5 <= one <= 30 for one in reps), (session.day.id, slot.exercise.id, reps)
