"""Laws of the bodies: what any body must do, whatever its make."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.catalog.exercises.back import PULL_UP, ROW
from overload.simulation.athletes import PRESETS, Model, lifters
from overload.simulation.bodies import Body, Effort

pytestmark = pytest.mark.slow
EXERCISES = (ROW, PULL_UP)
bodies = st.builds(
    lambda model, preset, number, exercise: lifters(preset, model, number + 1, 5)[number].skill(exercise).fresh,
    st.sampled_from(list(Model)),
    st.sampled_from(sorted(PRESETS)),
    st.integers(0, 5),
    st.sampled_from(EXERCISES),
)
efforts = st.builds(Effort, st.floats(0.3, 0.95), st.integers(1, 30), st.floats(0, 12))
sessions = st.lists(st.lists(efforts, min_size=1, max_size=5), min_size=1, max_size=8)
RESTED = 14
"""Days after which no fatigue is left to speak of."""


def _lived(body: Body, plan: list[list[Effort]], gap: int = 7) -> float:
    for number, sets in enumerate(plan):
        body.train(number * gap, sets)
    return body.strength((len(plan) - 1) * gap + RESTED)


@given(bodies, st.integers(0, 400))
def test_without_training_nothing_is_gained(fresh: object, days: int) -> None:
    """Strength never grows by itself; for three weeks it stays, and in a year most of it is still there."""
    body = fresh()  # type: ignore[operator]  # a maker of bodies
    before = body.strength(0)
    after = body.strength(days)
    assert after <= before * (1 + 1e-12)
    if days <= 14:
        assert math.isclose(after, before)
    assert after > 0.3 * before


@given(bodies, sessions, st.data())
def test_more_effort_never_gains_less(fresh: object, plan: list[list[Effort]], data: st.DataObject) -> None:
    """Fewer reps left in any set of any session never make a weaker body once it is rested."""
    place = data.draw(st.integers(0, len(plan) - 1))
    spot = data.draw(st.integers(0, len(plan[place]) - 1))
    was = plan[place][spot]
    harder = [list(sets) for sets in plan]
    harder[place][spot] = Effort(was.share, was.reps, was.left * data.draw(st.floats(0, 1)))
    assert _lived(fresh(), harder) >= _lived(fresh(), plan) * (1 - 1e-3)  # type: ignore[operator]  # a maker of bodies


@given(bodies, sessions)
def test_a_set_more_never_gains_less(fresh: object, plan: list[list[Effort]]) -> None:
    """One good set more a session never makes a weaker body, and gives less than the first did."""
    more = [[*sets, Effort(0.75, 10, 1)] for sets in plan]
    assert _lived(fresh(), more) >= _lived(fresh(), plan) * (1 - 1e-3)  # type: ignore[operator]  # a maker of bodies


@given(bodies)
def test_gains_have_an_end(fresh: object) -> None:
    """Ten years of full sessions come to less than the room there was, and the last year to next to nothing."""
    body = fresh()  # type: ignore[operator]  # a maker of bodies
    begin = body.strength(0)
    good = [Effort(0.75, 10, 0.5)] * 3
    for week in range(470):
        body.train(7 * week, good)
    nine = body.strength(7 * 470)
    for week in range(470, 520):
        body.train(7 * week, good)
    ten = body.strength(7 * 520)
    assert math.log(ten / begin) < 1.0
    assert abs(math.log(ten / nine)) < 0.02


@given(bodies)
@settings(max_examples=40)
def test_what_was_lost_comes_back_faster(fresh: object) -> None:
    """Ten weeks off cost something, and are made up in less than ten (Halonen et al. 2024: in five)."""
    good = [Effort(0.75, 10, 0.5)] * 3
    body = fresh()  # type: ignore[operator]  # a maker of bodies
    for week in range(40):
        body.train(7 * week, good)
    before, back = body.strength(7 * 40), 7 * 50
    assert body.strength(back) < before
    needed = next(week for week in range(60) if _trained(body, back + 7 * week, good) >= before * 0.995)
    assert needed <= 9


def _trained(body: Body, day: int, sets: list[Effort]) -> float:
    body.train(day, sets)
    return body.strength(day + 6)


@pytest.mark.parametrize("model", list(Model))
def test_a_lifter_is_the_same_for_the_same_seed(model: Model) -> None:
    """Everything about a lifter comes from the seed: others before or after change nothing."""
    few, many = lifters("novice", model, 3, 7), lifters("novice", model, 30, 7)
    assert few == many[:3]
    assert few[1].skill(ROW).fresh().strength(0) == many[1].skill(ROW).fresh().strength(0)
    assert few != lifters("novice", model, 3, 8)
