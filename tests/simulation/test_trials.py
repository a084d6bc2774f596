"""Laws of trials: the truth is kept beside what was asked, and nobody does better than the oracle."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.simulation.conftest import DUMBBELLS, case, catalog

from overload.model import SetTarget
from overload.progression import rule_from
from overload.simulation.athletes import PRESETS, Model
from overload.simulation.behaviours import Behaviour, Finish
from overload.simulation.curves import hyperbola, logarithm
from overload.simulation.judging import Case, judge, verdict, verdicts
from overload.simulation.lives import Rhythm, life, with_break
from overload.simulation.oracle import Oracle
from overload.simulation.trial import ByRule
from overload.units import load

pytestmark = pytest.mark.slow
RULES = sorted(catalog().rules)


def _rule(name: str) -> ByRule:
    return ByRule(rule_from(catalog().rules[name], {}))


@pytest.mark.parametrize("model", list(Model))
@pytest.mark.parametrize("dumbbells", DUMBBELLS)
def test_the_oracle_is_never_beaten_by_more_than_noise(dumbbells: str, model: Model) -> None:
    """No rule that keeps to the sets of its slot gains more than the oracle, but for what chance gives."""
    given_case = case(dumbbells, "always-as-asked", model, weeks=30)
    for lifter in given_case.lifters(3):
        oracle = given_case.trial(Oracle(), lifter)
        for name in RULES:
            trace = given_case.trial(_rule(name), lifter)
            if all(len(step.asked.sets) <= 3 for step in trace.steps):
                assert trace.gain <= oracle.gain * 1.03 + 0.003, name


def test_the_same_seed_gives_the_same_trial() -> None:
    """A trial is its arguments and nothing else; another seed gives another."""
    for preset in PRESETS:
        one, again, other = (case(preset=preset, seed=seed, weeks=12) for seed in (3, 3, 4))
        traces = [each.trial(_rule("double-progression"), each.lifters(2)[1]) for each in (one, again, other)]
        assert traces[0] == traces[1] != traces[2]


def test_rules_meet_the_same_days() -> None:
    """Two rules are judged on the same sessions of the same life, with the same strength as long as nothing differs."""
    found = case(weeks=20)
    lifter = found.lifters(1)[0]
    one, other = (found.trial(_rule(name), lifter) for name in ("linear", "double-progression"))
    assert [step.day for step in one.steps] == [step.day for step in other.steps]
    assert one.steps[0].strength == other.steps[0].strength


def test_what_is_not_told_is_not_known() -> None:
    """A rule's trial does not change with the truth it is not told: the same log gives the same asks."""
    found = case(preset="always-as-asked", weeks=10)
    for lifter in found.lifters(4):
        steps = found.trial(_rule("double-progression"), lifter).steps
        met = [step for step in steps if not step.failed]
        assert all([done.reps for done in step.done] == [one.reps for one in step.asked.sets] for step in met)


@given(st.floats(4, 20), st.floats(0.35, 1.0))
def test_a_curve_and_its_inverse_agree(at_80: float, share: float) -> None:
    """Reps at a share, and the share for those reps; the maximum is one rep, and lighter is never fewer."""
    for curve in (hyperbola(at_80), logarithm(at_80)):
        assert curve.share(curve.reps(share)) == pytest.approx(share)
        assert curve.reps(1.0) == pytest.approx(1.0)
        assert curve.reps(0.8) == pytest.approx(at_80)
        assert curve.reps(share * 0.9) > curve.reps(share)


@given(st.sampled_from(list(Finish)), st.integers(1, 20), st.floats(0, 40), st.booleans(), st.booleans())
def test_nobody_does_more_than_they_can(finish: Finish, asked: int, can: float, is_open: bool, is_last: bool) -> None:
    """No set ends past failure; whoever can do what is asked does at least that."""
    done = Behaviour(finish).reps(SetTarget(asked, load("20 kg"), is_open), can, is_last=is_last)
    assert 0 <= done <= can
    assert done >= min(asked, int(can))
    if finish is Finish.STOPS:
        assert done <= asked


@given(st.sampled_from((1, 2, 3)), st.sampled_from((0.0, 0.1, 1 / 3)), st.integers(24, 60), st.integers(0, 99))
@settings(max_examples=50)
def test_a_life_has_what_lives_have(a_week: int, missed: float, weeks: int, seed: int) -> None:
    """Sessions come in order, begin on the first day, and two illnesses and a holiday leave their gaps."""
    from random import Random

    lived = life(Rhythm(a_week, missed), weeks, Random(seed))
    days = [one.day for one in lived]
    assert days == sorted(set(days))
    assert days[0] == 0
    assert days[-1] < 7 * weeks
    assert max(after - before for before, after in pairwise(days)) >= 21
    assert 1 <= sum(one.is_unwell for one in lived) <= 2
    later = with_break(lived, 7 * 12, 10)
    assert [one.day for one in later if one.day <= 84] == [day for day in days if day <= 84]
    assert all(one.day - day in {0, 70} for one, day in zip(later, days, strict=True))


def test_a_verdict_is_what_its_lifters_come_to() -> None:
    """The share is the median, the fall-short and reserve means, the rest the most; the order of lifters is all one."""
    found = case(weeks=16)
    rules = [rule_from(catalog().rules[name], {}) for name in ("linear", "double-progression")]
    judged = [judge(found, rules, lifter)[1] for lifter in found.lifters(5)]
    said = verdict(judged)
    assert said.share == median(one.figures.share for one in judged)
    assert said.freeze == max(one.figures.freeze for one in judged)
    assert verdict(judged[::-1]) == said
    assert verdicts(found, rules, 5)[1] == said


def _share(found: Case, name: str, count: int = 12) -> float:
    rule = rule_from(catalog().rules[name], {})
    return verdicts(found, [rule], count)[0].share


@pytest.mark.parametrize("model", list(Model))
def test_heavier_by_rule_beats_never_heavier(model: Model) -> None:
    """The judge tells rules apart: who goes up gains more than who lifts the first load for ever."""
    found = case("spin-lock", "novice", model)
    still = case("two-pairs", "novice", model)
    assert _share(found, "double-progression") > 0.5
    oracle_far = still.trial(Oracle(), still.lifters(1)[0]).gain
    assert found.trial(Oracle(), found.lifters(1)[0]).gain >= oracle_far - 0.02
