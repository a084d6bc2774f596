"""Sessions made ready: the plates said for a slot are those of the loading plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

OWN = """
[dumbbells.own]
name = "Own plates"
kind = "plate"
unit = "kg"
handle = 2
plates = [[5, 4], [4, 4], [3, 4], [2, 4], [1, 4]]
"""


def own_plates(folder: Callable[..., Path], deadlift: str, shrug: str) -> Path:
    """Return a folder whose dumbbells make many a load in two ways."""
    path = folder("--calendar", "back-only", "--load", f"deadlift={deadlift}", "--load", f"shrug={shrug}")
    plan = path / "plan.toml"
    text = plan.read_text().replace('"fixed-two-pairs"', '"own"')
    assert '"own"' in text
    plan.write_text(text + OWN)
    return path


def test_the_builds_are_those_of_the_cheapest_way(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """12 kg is 5, or 4 + 1, or 3 + 2 on an end: the fewest plates; 14 kg is 5 + 1 or 4 + 2, as the plan needs them."""
    data = overload(own_plates(folder, "14kg", "14kg"), "next", "--json").data
    slots = {slot["exercise"]: slot for slot in data["slots"]}
    ends: list[str] = []
    for step in data["loading"]:
        for plate in step["take_off"]:
            assert ends.pop() == plate
        ends += step["put_on"]
        if step["exercise"] == "dumbbell-deadlift" and step["load"] == "14 kg":
            break
    asked = " + ".join(sorted(ends, key=float, reverse=True))
    assert slots["dumbbell-deadlift"]["plates"] == f"{asked} kg each end"


def test_a_session_half_done_asks_for_no_light_sets(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """Once the deadlift is logged, the warm-up before the session is over and its plates are no concern."""
    path = own_plates(folder, "14kg", "14kg")
    before = overload(path, "next", "--json").data
    assert {step["exercise"] for step in before["loading"]} >= {"dumbbell-deadlift", "dumbbell-press"}
    assert overload(path, "log", "deadlift", "14x8,8,8", now="2026-11-23T18:20").code == 0
    after = overload(path, "next", "--json", now="2026-11-23T18:21").data
    assert after["session"]["id"] == before["session"]["id"]
    assert after["warm_up"]["light_sets"] == []
    assert not {step["exercise"] for step in after["loading"]} & {"dumbbell-deadlift", "dumbbell-press"}
    assert "Then light sets" not in overload(path, "next", now="2026-11-23T18:21").out
    feed = (path / "calendars" / "training.ics").read_text(encoding="utf-8").replace("\n ", "")
    assert feed.count("press 2 kg: 1 x 10") == feed.count("light sets: ") > 1  # a diary keeps the loads


def test_a_muscle_is_warmed_up_once(story: Callable[..., Any]) -> None:
    """The first exercise has sets on the way to its load; one for muscles worked before begins with its load.

    The light sets are done with the lightest dumbbell there is.
    """
    heavy = '[workouts.home-back]\ndumbbell-deadlift = { start = "50 lb" }\ndumbbell-shrug = { start = "50 lb" }'
    back = story(use="back-only", dumbbells="bowflex-552", more=heavy).at("2026-11-23T05:00").ahead()[0]
    warm_ups = {slot.exercise.id: slot.warm_up for slot in back.slots}
    assert warm_ups["dumbbell-deadlift"]
    assert not warm_ups["dumbbell-shrug"]
    assert back.light_sets
    assert {str(light_set.load) for light_set in back.light_sets} == {"5 lb"}
