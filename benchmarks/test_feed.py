"""A feed of 500 events beside stock `ics` with the same ones; and an unchanged plan, for which nothing is written."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

import attrs
import ics
import pytest

from overload.ical import EventContent, digest, events, render, revise
from overload.ical.head import PRODUCT
from overload.model import (
    Athlete,
    Day,
    Exercise,
    FeedChoice,
    Place,
    Placement,
    Prescription,
    Request,
    Revision,
    SetTarget,
    Status,
    WeeklyCalendar,
)
from overload.plan.past import Past
from overload.plan.values import Placing, Plan, PlannedSlot, Session
from overload.units import load

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

EVENTS, LIMIT, ROUNDS = 500, 1.5, 15
NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
NAMES = ("Dumbbell deadlift", "Pull-up", "Dumbbell row", "Dumbbell shrug", "Reverse dumbbell fly")
FEED = FeedChoice("training", title="Kim trains", color="teal", location="Garage", alarms=(timedelta(minutes=30),))


def session(number: int) -> Session:
    """Return a session of five exercises with their reasons."""
    start = NOW + timedelta(days=number)
    slots = tuple(
        PlannedSlot(
            Exercise(name.lower().replace(" ", "-"), name, ("lats",)),
            Prescription((SetTarget(8 + number % 5, load("22.5 kg")),) * 3, f"{name}: 12, 12, 12 met the target."),
            120,
            "dumbbell-increments",
            is_firm=number == 0,
        )
        for name in NAMES
    )
    return Session(
        number + 1,
        f"k{number}",
        Day("back", "Back", ("back",), "home-back"),
        start,
        start + timedelta(minutes=55),
        Place("home"),
        Status.PLANNED,
        "a preferred day",
        slots=slots,
        exercises=tuple(one.exercise.id for one in slots),
    )


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return a plan of 500 sessions."""
    calendar = WeeklyCalendar("back-only", "Back", (), ())
    nowhere = Placing(Past(), (), Request((), (), NOW), Placement(()))
    return Plan("p1", NOW, Athlete("UTC"), calendar, tuple(map(session, range(EVENTS))), (), nowhere, feeds=(FEED,))


def stock(contents: tuple[EventContent, ...], revisions: tuple[Revision, ...]) -> str:
    """Write the same events as `ics` does without anything of ours."""
    calendar = ics.Calendar(creator=PRODUCT)
    for one, revision in zip(contents, revisions, strict=True):
        event = ics.Event(
            name=one.summary,
            begin=one.start,
            end=one.end,
            uid=one.uid,
            description=one.description,
            created=revision.stamped,
            last_modified=revision.stamped,
            location=one.location,
            transparent=one.is_free,
            alarms=[ics.DisplayAlarm(trigger=-before, display_text=one.summary) for before in one.alarms],
            categories=one.categories,
            status=one.status,
        )
        calendar.events.add(event)
    return str(calendar.serialize())


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@pytest.mark.benchmark(group=f"{EVENTS} events")
def test_beside_stock_ics(benchmark: BenchmarkFixture, plan: Plan) -> None:
    """What is written takes at most 1.5 times as long as stock `ics` for the same events, measured in turns."""
    contents = events(plan, FEED)
    revisions = revise(contents, {}, FEED.name, NOW)
    pairs = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # stock ics warns at every alarm; that costs it little, printing would
        for _ in range(ROUNDS):
            ours = seconds(lambda: render(contents, revisions, FEED, plan))
            pairs.append((ours, seconds(lambda: stock(contents, revisions))))
    ratio = median(ours / theirs for ours, theirs in pairs)
    benchmark.extra_info["times stock ics"] = round(ratio, 2)
    benchmark.pedantic(render, args=(contents, revisions, FEED, plan), rounds=ROUNDS)
    assert ratio <= LIMIT


@pytest.mark.benchmark(group="an unchanged plan")
def test_unchanged(benchmark: BenchmarkFixture, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is unchanged is known by its digest; nothing is written to find out."""
    contents = events(plan, FEED)
    was = {one.ordinal: one for one in revise(contents, {}, FEED.name, NOW)}
    before = digest(FEED, plan, was.values())

    def look_again() -> str:
        later = attrs.evolve(plan, now=NOW + timedelta(hours=6))
        return digest(FEED, later, revise(contents, was, FEED.name, later.now))

    monkeypatch.setattr("overload.ical.writing.write", None)
    assert benchmark(look_again) == before
