"""Every rule on a workout of five exercises with a year of history, beside only adding up what that year holds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from overload import Performed, RepRange, SetDone, Slot, strength_of
from overload.equipment import ladder
from overload.model import Place
from overload.plugins import catalog
from overload.units import Unit, load

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

KNOWN = catalog()
HOME = Place("home", ("spinlock-2_5kg-full",), pull_up_bar=True)
EXERCISES = ("dumbbell-deadlift", "pull-up", "dumbbell-row", "dumbbell-shrug", "reverse-dumbbell-fly")
Case = tuple[Slot, tuple[Performed, ...], Any]
PARAMS = {"rep-target": {"total": 30}}


def year(rule: Any, exercise: str) -> Case:
    """Return a slot, 52 sessions in which it did what the rule asked, but for every fifth, and its ladder."""
    rungs = ladder(KNOWN.exercises[exercise], HOME, KNOWN, Unit.KG)
    slot = Slot(exercise, 3, RepRange(8, 12), bodyweight=load("80 kg"), start=rungs.loads[len(rungs) // 4])
    history: list[Performed] = []
    for week in range(52):
        asked = rule.propose(slot, history, rungs)
        done = tuple(SetDone(max(1, one.reps - (week % 5 == 4)), one.load) for one in asked.sets)
        history.append(Performed(date(2026, 1, 5) + timedelta(weeks=week), done, asked))
    # As a plan asks: what the log shows of strength is moved on by a session at a time, and told with the slot.
    return attrs.evolve(slot, strength=strength_of(slot, history)), tuple(history), rungs


@pytest.mark.benchmark(group="a workout of five exercises with a year of history")
def test_adding_up_the_year(benchmark: BenchmarkFixture) -> None:
    """The yardstick: the weight moved in each exercise's year."""
    cases = [year(KNOWN.rules["double-progression"](), one) for one in EXERCISES]

    def add_up() -> float:
        return sum(one.reps * float(one.load.amount) for _, past, _ in cases for day in past for one in day.sets)

    assert benchmark(add_up) > 0


@pytest.mark.benchmark(group="a workout of five exercises with a year of history")
@pytest.mark.parametrize("name", sorted(KNOWN.rules))
def test_rule(benchmark: BenchmarkFixture, name: str) -> None:
    """The next prescription of each of the five; to be had 20,000 times a second, 250 microseconds for all five."""
    rule = KNOWN.rules[name](**PARAMS.get(name, {}))
    cases = [year(rule, one) for one in EXERCISES]
    asked = benchmark(lambda: [rule.propose(*case) for case in cases])
    assert all(one.sets for one in asked)
    benchmark.extra_info["evaluations a second"] = round(len(EXERCISES) / benchmark.stats["median"])
