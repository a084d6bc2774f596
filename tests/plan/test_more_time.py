"""Whoever has more time loses no more: the law over random lives, each with one training time or free evening more."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

import attrs
import pytest

from overload.model import BusyTime, Placement, Request
from overload.plan.inputs import Inputs
from overload.plan.placing import placed as placing_of
from overload.plan.request import request
from overload.schedule import solve

Stories = Callable[..., Any]
MONDAY = datetime(2026, 11, 23)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = (("18:00",), ("18:00",), ("07:00", "18:00"), ("17:00-21:00",))
SPLITS = ("ppl", "four-day", "five-day", "three-day", "three-day-twice", "ppl-twice", "back-only")
LIVES = 10_000 if os.environ.get("OVERLOAD_LONG") else 24

Days = Mapping[str, Sequence[str]]
Evenings = Sequence[tuple[int, int, int]]


@attrs.frozen
class Life:
    """Training times by weekday, what takes some of them (week, weekday, hour), and what is asked of them."""

    use: str
    experience: str
    weeks: int
    a_day: int
    days: Days
    taken: Evenings

    def inputs(self, story: Stories) -> Inputs:
        """Return all that the plan of its first morning depends on."""
        days = ", ".join(f"{day} = {json.dumps(list(times))}" for day, times in self.days.items() if times)
        calendar = f'order = "week"\nsessions_per_day = {self.a_day}\ndays = {{ {days} }}'
        tale = story(use=self.use, experience=self.experience, calendar=calendar)
        begins = (MONDAY + timedelta(weeks=week, days=day, hours=hour - 1) for week, day, hour in self.taken)
        busy = tuple(BusyTime(start, start + timedelta(hours=4), "choir", "choir") for start in begins)
        return attrs.evolve(tale.inputs("2026-11-23T05:00", self.weeks), busy=busy)


def two_lives(seed: str) -> tuple[Life, Life]:
    """Draw a life, and the same with one thing less that takes a time, or one training time more."""
    random = Random(seed)
    weeks, hours, often = random.choice([3, 4, 6]), random.choice(HOURS), random.choice([0, 0.2, 0.4, 0.6])
    free = sorted(random.sample(range(7), random.randint(1, 7)))
    one = Life(
        use=random.choice(SPLITS),
        experience=random.choice(["intermediate", "experienced"]),
        weeks=weeks,
        a_day=random.choice([1, 1, 1, 2]),
        days={WEEKDAYS[day]: [hour for hour in hours if random.random() < 0.85] or [hours[0]] for day in free},
        taken=[
            (week, day, hour)
            for week in range(weeks)
            for day in range(7)
            for hour in (7, 18)
            if random.random() < often
        ],
    )
    if one.taken and random.random() < 0.5:
        gone = random.choice(one.taken)
        return one, attrs.evolve(one, taken=[each for each in one.taken if each != gone])
    day = random.choice(WEEKDAYS)
    times = {*one.days.get(day, ()), random.choice(["06:00", "12:00", "21:30"])}
    return one, attrs.evolve(one, days={each: one.days.get(each, ()) for each in WEEKDAYS} | {day: sorted(times)})


def loss(asked: Request, placement: Placement) -> int:
    """Return the weight of what a placement loses."""
    weights = {one.key: one.weight for one in asked.wanted}
    return sum(weights[lost.key] for lost in placement.lost)


@pytest.mark.slow
def test_more_time_never_loses_more(story: Stories) -> None:
    """Of a plan made from nothing: one free evening or training time more never raises the weight of what is lost.

    A turn is given beyond that weight: then the question before the turns is held to it, and else the plan itself.
    """
    given = 0
    for number in range(LIVES):
        losses = []
        for life in two_lives(f"more time {number}"):
            inputs = life.inputs(story)
            found = placing_of(inputs)
            asked = request(inputs, found.past, found.wanted)
            given += asked != found.asked
            losses.append(loss(asked, found.placement if asked == found.asked else solve(asked)))
        assert losses[1] <= losses[0], number
    assert given < LIVES, "most lives are without turns"
