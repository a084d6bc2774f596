"""A year of simulated lifters on five exercises, beside asking the rule alone as often: the bodies should cost little.

Five hundred lifters are to live a year on five exercises in under a minute on two cores; what that comes to here is
printed as `500 lifters, seconds on two cores`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs
import pytest

from overload.cli.simulate import DUMBBELLS, case_for, ladder_for
from overload.model import Ladder, Performed, Prescription, Slot
from overload.plugins import catalog
from overload.progression import default_rule, rule_from
from overload.simulation.athletes import Model
from overload.simulation.judging import Case, judge
from overload.simulation.trial import ByRule, Truth

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

KNOWN = catalog()
EXERCISES = ("dumbbell-deadlift", "pull-up", "dumbbell-row", "dumbbell-shrug", "reverse-dumbbell-fly")
LIFTERS = 4


def cases() -> list[Case]:
    """Return a case for each exercise, a year without the breaks that are looked at besides."""
    found = []
    for name in EXERCISES:
        what = KNOWN.exercises[name]
        case = case_for(KNOWN, what, ladder_for(KNOWN, what, DUMBBELLS), "novice", Model.DOSE_RESPONSE, "right", 52, 1)
        found.append(attrs.evolve(case, breaks=()))
    return found


@pytest.mark.benchmark(group="four lifters, a year, five exercises")
def test_asking_alone(benchmark: BenchmarkFixture) -> None:
    """The yardstick: the rule asked about every session of those years again, with nobody living them."""
    asked = []
    for case in cases():
        rule = rule_from(KNOWN.rules[default_rule(case.exercise)], {})
        for lifter in case.lifters(LIFTERS):
            log = Kept(ByRule(rule))
            case.trial(log, lifter)
            asked += [(rule, *each) for each in log.asked]

    benchmark(lambda: [rule.propose(slot, history, rungs) for rule, slot, history, rungs in asked])


class Kept:
    """Asks by a rule, and keeps with what."""

    def __init__(self, asking: ByRule) -> None:
        self._asking = asking
        self.asked: list[tuple[Slot, tuple[Performed, ...], Ladder]] = []

    def ask(self, day: date, slot: Slot, history: Sequence[Performed], ladder: Ladder, truth: Truth) -> Prescription:
        """Keep what is asked with."""
        self.asked.append((slot, tuple(history), ladder))
        return self._asking.ask(day, slot, history, ladder, truth)


@pytest.mark.benchmark(group="four lifters, a year, five exercises")
def test_living(benchmark: BenchmarkFixture) -> None:
    """The same years lived, by the rule and by the oracle, with everything that is looked at."""
    whole = cases()

    def lived() -> int:
        return sum(
            len(judge(case, [rule_from(KNOWN.rules[default_rule(case.exercise)], {})], lifter))
            for case in whole
            for lifter in case.lifters(LIFTERS)
        )

    assert benchmark(lived) == len(whole) * LIFTERS
    seconds = benchmark.stats["median"] * 500 / LIFTERS / 2
    benchmark.extra_info["500 lifters, seconds on two cores"] = round(seconds, 1)
