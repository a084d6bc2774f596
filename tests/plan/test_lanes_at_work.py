"""Heavy and light work of one exercise over weeks: each range gets on by itself, strength is shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import attrs
import pytest

from overload.errors import Problem
from overload.model import Ladder, Prescription, RepRange, SetDone, SetTarget, Status
from overload.plan import Plan, PlannedSlot, Session, build
from overload.plan.adjusting import Adjusted, Adjuster
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
    assert whys[0].startswith("Your log says about ")
    assert whys[0].endswith(" at 35 lb.")
    assert " at 35 lb" in whys[1]


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
    assert "off, about" not in light.prescription.why


def test_a_range_edited_mid_way_takes_its_lane_along(story: Make) -> None:
    """12-15 becomes 10-12: it goes on from the light sessions, while the heavy row stays as it was."""
    settings = both("double-progression")["two"]
    tale = story(dumbbells="rack-lb-5", **settings)
    weeks(tale, 0, 3)
    before = {slot.lane: slot.prescription for one in tale.at("2026-12-14T12:00").ahead()[:2] for slot in one.slots}
    tale.change(more=settings["more"].replace("12-15", "10-12"))
    plan = tale.at("2026-12-14T12:01")
    after = {slot.lane: slot.prescription for one in plan.ahead()[:2] for slot in one.slots}
    assert after[HEAVY] == before[HEAVY]
    assert after[RepRange(10, 12)].sets[0].load == load("25 lb")
    assert "14, 14, 14 at 20 lb reached the top of 10-12" in after[RepRange(10, 12)].why


@pytest.mark.parametrize("how", ["rule", "rest", "name", "day", "sets", "workout"])
def test_what_is_no_range_leaves_lanes_alone(story: Make, how: str) -> None:
    """Another rule, rest, name, day or number of sets changes nothing of what was learnt: both rows carry on."""
    settings = both("double-progression")["two"]
    tale = story(dumbbells="rack-lb-5", **settings)
    weeks(tale, 0, 3)
    changed = {
        "rule": ("double-progression", "two-for-two"),
        "rest": ('reps = "', 'rest = "3:00", reps = "'),
        "sets": ('reps = "', 'sets = 4, reps = "'),
        "name": ("[workouts.heavy]\n", '[workouts.heavy]\nname = "Strong"\n'),
        "day": ('"one"', '"uno"'),
        "workout": ("heavy", "strength"),
    }[how]
    tale.change(more=settings["more"].replace(*changed))
    plan = tale.at("2026-12-14T12:00")
    asked = {slot.lane: slot.prescription for one in plan.ahead()[:2] for slot in one.slots}
    assert asked[HEAVY].sets[0].load in {load("45 lb"), load("40 lb")}
    assert asked[LIGHT].sets[0].load == load("20 lb")
    for lane in (HEAVY, LIGHT):
        assert "known" not in asked[lane].why
        assert "First session" not in asked[lane].why


def test_a_session_is_done_when_both_are_written_down(story: Make) -> None:
    """One of two rows leaves the session open until the day is over; with both it is done at once."""
    tale = story(dumbbells="rack-lb-5", **both("double-progression")["one"])
    first = tale.at("2026-11-23T12:00").ahead()[0]
    heavy, light = first.slots
    assert (heavy.key, light.key) == ("dumbbell-row@5-6", "dumbbell-row@12-15")
    for slot, status in ((light, Status.PLANNED), (heavy, Status.DONE)):
        sets = tuple(target.met() for target in slot.prescription.sets)
        tale.log("dumbbell-row", START, sets, first.ordinal, slot.prescription)
        now = next(one for one in tale.at("2026-11-23T20:00").sessions if one.ordinal == first.ordinal)
        assert now.status is status
        assert [slot.done is not None for slot in now.slots] == [status is Status.DONE, True]


def test_an_adjuster_says_which_slot_it_means(story: Make) -> None:
    """By key each of two rows is adjusted by itself; the exercise alone is refused with the keys to write instead."""
    tale = story(dumbbells="rack-lb-5", **both("double-progression")["one"])

    def asking(*names: str) -> Plan:
        def ask(session: Session, ladders: Mapping[str, Ladder]) -> Adjusted:
            rungs = ladders["dumbbell-row"]
            asked = {name: Prescription((SetTarget(9, rungs.bottom),), f"{name} said so") for name in names}
            return asked, None

        adjuster = Adjuster(ask, lambda wrong: Problem("mine.py", wrong))
        return build(attrs.evolve(tale.inputs("2026-11-23T12:00"), adjusters=(adjuster,)))

    plan = asking("dumbbell-row@12-15")
    heavy, light = plan.ahead()[0].slots
    assert light.prescription.why == "dumbbell-row@12-15 said so"
    assert light.prescription.lane == LIGHT
    assert heavy.prescription.why.startswith("First session")
    plan = asking("dumbbell-row")
    (problem,) = plan.problems
    assert "more than once; name 'dumbbell-row@5-6' or 'dumbbell-row@12-15'" in str(problem)


def test_a_missed_light_row_joins_a_heavy_session(story: Make) -> None:
    """Where missed sessions are merged, the light row joins a session that has the heavy one only."""
    calendar = '[calendar.days]\nmon = "18:00"\nthu = "18:00"'
    settings = both("double-progression")["two"] | {"calendar": f'missed = "merge"\n{calendar}'}
    tale = story(dumbbells="rack-lb-5", **settings)
    tale.at("2026-11-23T12:00")
    thursday = next(one for one in tale.at("2026-11-25T12:00").ahead() if one.day.id == "two")
    assert [slot.key for slot in thursday.slots] == ["dumbbell-row@5-6", "dumbbell-row@12-15"]
