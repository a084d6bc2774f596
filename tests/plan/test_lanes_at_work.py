"""Heavy and light work of one exercise over weeks: each range gets on by itself, strength is shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from overload.model import RepRange, SetDone
from overload.plan import PlannedSlot, Session
from overload.progression import e1rm, reps_possible
from overload.units import load

Make = Callable[..., Any]
HEAVY, LIGHT = RepRange(5, 6), RepRange(12, 15)
STARTS = {HEAVY: "40 lb", LIGHT: "20 lb"}
START = date(2026, 11, 23)


def row(reps: object, start: str = "", more: str = "") -> str:
    """Write a slot of the row."""
    said = f', start = "{start}"' if start else ""
    return f'{{ exercise = "dumbbell-row", reps = "{reps}"{said}{more} }}'


def two_workouts(heavy: str, light: str) -> dict[str, str]:
    """Return the settings of a week with two days: the first has the heavy row, the second the light one."""
    more = (
        '[calendars.two]\ndays = [{ id = "one", workout = "heavy" }, { id = "two", workout = "light" }]\n'
        f"[workouts.heavy]\nslots = [{heavy}]\n[workouts.light]\nslots = [{light}]\n"
    )
    return {"use": "two", "calendar": '[calendar.days]\nmon = "18:00"\nthu = "18:00"', "more": more}


def one_workout(*slots: str) -> dict[str, str]:
    """Return the settings of a week with one day, whose workout has these slots."""
    more = (
        f'[calendars.two]\ndays = [{{ id = "one", workout = "both" }}]\n[workouts.both]\nslots = [{", ".join(slots)}]\n'
    )
    return {"use": "two", "calendar": '[calendar.days]\nmon = "18:00"', "more": more}


def lift(tale: Any, session: Session, maximum: float) -> None:
    """Do a session as somebody would who can lift so much once (in kg), with a rep fewer left in each set."""
    for slot in session.slots:
        sets = tuple(
            SetDone(max(0, min(one.reps, reps_possible(maximum, float(one.load.kg)) - number)), one.load)
            for number, one in enumerate(slot.prescription.sets)
        )
        tale.log(slot.exercise.id, session.start.date(), sets, session.ordinal, slot.prescription)


def weeks(tale: Any, first: int, last: int, growth: float = 0.01) -> list[PlannedSlot]:
    """Live through weeks, training each session at its time; return what was asked in them."""
    asked = []
    for number in range(first * 7, last * 7):
        day = START + timedelta(days=number)
        plan = tale.at(f"{day}T12:00")
        for session in plan.ahead():
            if session.start.date() == day:
                asked += session.slots
                lift(tale, session, e1rm(float(load("45 lb").kg), 6) * (1 + growth * number / 7))
    return asked


def both(rule: str) -> dict[str, dict[str, str]]:
    """Return the settings of a heavy and a light row by a rule: on two days, in one workout, in the other order."""
    heavy, light = (row(lane, start, f', rule = "{rule}"') for lane, start in STARTS.items())
    return {"two": two_workouts(heavy, light), "one": one_workout(heavy, light), "turned": one_workout(light, heavy)}


CASES = {
    f"{rule}, {name}": (settings, stretch)
    for rule, stretch in (("double-progression", 0), ("dumbbell-increments", 8))
    for name, settings in both(rule).items()
}


@pytest.mark.parametrize(("settings", "stretch"), CASES.values(), ids=CASES)
def test_each_range_gets_on_by_itself(story: Make, settings: dict[str, str], stretch: int) -> None:
    """After eight weeks the row 5-6 from 40 lb and the row 12-15 from 20 lb are each within their own range.

    The default rule stretches a range by eight reps at most where the next dumbbell is far away.
    """
    tale = story(dumbbells="rack-lb-5", **settings)
    asked = weeks(tale, 0, 8)
    for lane, heaviest in ((HEAVY, "50 lb"), (LIGHT, "30 lb")):
        own = [slot for slot in asked if slot.lane == lane]
        assert len(own) == 8
        assert own[0].prescription.sets[0].load == load(STARTS[lane])
        for slot in own:
            assert slot.is_firm
            assert slot.prescription.lane == lane
            assert all(lane.low <= target.reps <= lane.high + stretch for target in slot.prescription.sets)
            assert load(STARTS[lane]) <= slot.prescription.sets[0].load <= load(heaviest)
        first, last = (slot.prescription.sets[0] for slot in (own[0], own[-1]))
        assert (last.load, last.reps) > (first.load, first.reps)


def test_a_new_range_begins_with_what_is_known(story: Make) -> None:
    """A second range of an exercise that was trained begins by the strength it showed, and says so."""
    tale = story(dumbbells="rack-lb-5", **two_workouts(row(HEAVY, "40 lb"), row(HEAVY, "40 lb")))
    weeks(tale, 0, 2)
    tale.change(**two_workouts(row(HEAVY, "40 lb"), row(LIGHT)))
    plan = tale.at("2026-12-07T12:00")
    heavy, light = (next(s for one in plan.ahead() for s in one.slots if s.lane == lane) for lane in (HEAVY, LIGHT))
    assert (heavy.is_firm, light.is_firm) == (True, False)
    asked = weeks(tale, 2, 4)
    whys = [slot.prescription.why for slot in asked if slot.lane == LIGHT]
    assert whys[0] == "From 9, 9, 9 at 40 lb on Mon 7 Dec: 35 lb for 12-15 reps."
    assert whys[1].startswith("12, 12, 12 at 35 lb met the target")


def test_another_range_is_no_time_off(story: Make) -> None:
    """Who rowed heavy a week ago comes back to the light row after a month without easing in; its load is its own."""
    tale = story(dumbbells="rack-lb-5", **both("double-progression")["two"])
    weeks(tale, 0, 2)
    plan = tale.at("2026-12-07T12:00")
    for number in range(2, 7):
        session = next(one for one in plan.ahead() if one.start.date() >= START + timedelta(weeks=number))
        assert session.day.id == "one"
        lift(tale, session, 30)
        plan = tale.at(f"{START + timedelta(weeks=number + 1)}T12:00")
    light = next(slot for one in plan.ahead() for slot in one.slots if slot.lane == LIGHT)
    assert "days off" not in light.prescription.why
