"""What `overload next` says around the table: the warm-up, and the plates from set to set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest

LOADS = ("--load", "deadlift=20kg", "--load", "row=18kg", "--load", "shrug=21kg", "--load", "fly=3.5kg")

BEFORE = """\
Then light sets: deadlift, row and press 2.5 kg: 1 x 10
Before the deadlift, 6 kg: 1 x 5, then 10 kg: 1 x 5, then 16 kg: 1 x 5
"""
AFTER = """\
Plates, from empty handles: outer ones come off first, new ones go on in the order named.
  deadlift 2.5 kg:    as it is
  row 2.5 kg:         as it is
  press 2.5 kg:       as it is
  deadlift 6 kg:      +1.25 +0.5 each end
  deadlift 10 kg:     -0.5 +2.5 each end
  deadlift 16 kg:     -2.5 +5 +0.5 each end
  deadlift 20 kg:     -0.5 +2.5 each end
  row 17.5 kg:        -5 -2.5 -1.25 +5 +2.5 each end
  shrug 21 kg:        the one used alone: +1.25 +0.5 each end; the other: +0.5 each end
  reverse fly 3.5 kg: -5 -2.5 -1.25 -0.5 +0.5 each end
"""


@pytest.fixture
def plates(folder: Callable[..., Path]) -> Path:
    """Return a folder with plate dumbbells and known starting loads."""
    return folder("--calendar", "back-only", "--dumbbells", "spinlock-2_5kg-full", "--bodyweight", "90 kg", *LOADS)


def test_the_warm_up_and_the_plates_are_printed(plates: Path, overload: Callable[..., Any]) -> None:
    """The light sets and the ramp stand above the table, what to do with the plates below it."""
    out = overload(plates, "next").out
    above, below = out.split("Exercise ")
    assert "\nWarm-up: Two or three minutes" in above
    assert BEFORE in above
    assert AFTER in below


def test_json_says_the_same(plates: Path, overload: Callable[..., Any]) -> None:
    """The light sets, the warm-up sets of a slot and each step of the plates are there as data."""
    data = overload(plates, "next", "--json").data
    assert [(one["exercise"], one["load"]) for one in data["warm_up"]["light_sets"]] == [
        ("dumbbell-deadlift", "2.5 kg"),
        ("dumbbell-row", "2.5 kg"),
        ("dumbbell-press", "2.5 kg"),
    ]
    slots = {slot["exercise"]: slot for slot in data["slots"]}
    assert slots["dumbbell-deadlift"]["warm_up"] == [{"reps": 5, "load": f"{load} kg"} for load in (6, 10, 16)]
    assert [slots[one]["warm_up"] for one in slots if one != "dumbbell-deadlift"] == [[], [], [], []]
    assert [step["text"] for step in data["loading"]] == [
        line.split(": ", 1)[1].strip() for line in AFTER.splitlines()[1:]
    ]
    assert data["loading"][4] == {
        "exercise": "dumbbell-deadlift",
        "load": "10 kg",
        "take_off": ["0.5"],
        "put_on": ["2.5"],
        "moves": 8,
        "text": "-0.5 +2.5 each end",
    }


def test_the_event_says_how_to_warm_up(plates: Path) -> None:
    """The calendar has the loads of the light sets and the ramp of the deadlift."""
    events = icalendar.Calendar.from_ical((plates / "calendars" / "training.ics").read_bytes()).walk("VEVENT")
    text = " ".join(str(events[0]["DESCRIPTION"]).split())
    assert "Then light sets: deadlift, row and press 2.5 kg: 1 x 10" in text
    assert "Before the deadlift, 6 kg: 1 x 5, then 10 kg: 1 x 5, then 16 kg: 1 x 5" in text


def test_fixed_dumbbells_have_no_plates_to_change(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """With two fixed pairs nothing is said of plates, and the light sets take the light pair."""
    path = folder("--calendar", "back-only", "--bodyweight", "90 kg")
    done = overload(path, "next")
    assert "Plates" not in done.out
    assert "Then light sets: deadlift, row and press 6 kg: 1 x 10" in done.out
    assert overload(path, "next", "--json").data["loading"] == []
