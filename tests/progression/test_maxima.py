"""Estimated one-rep maxima and their inverses."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.progression import brzycki, e1rm, epley, reps_needed, reps_possible, system_weight, wathan
from overload.progression.maxima import FORMULAS
from overload.units import load

formulas = pytest.mark.parametrize("formula", FORMULAS)
weights = st.floats(0.5, 400)


@pytest.mark.parametrize(
    ("formula", "reps", "expected"),
    [
        (epley, 10, 133.33),
        (epley, 5, 116.67),
        (epley, 1, 100.0),
        (brzycki, 10, 133.33),
        (brzycki, 5, 112.5),
        (brzycki, 1, 100.0),
        (brzycki, 30, 514.29),
        (brzycki, 40, 514.29),
        (wathan, 10, 134.75),
        (wathan, 5, 116.58),
        (wathan, 1, 100.0),
    ],
)
def test_the_formulas_are_the_published_ones(formula, reps, expected):
    """A set at 100 is worth what the published formula says."""
    assert formula(100, reps) == pytest.approx(expected, abs=0.01)


@formulas
@given(weight=weights, reps=st.integers(1, 30))
def test_a_set_is_worth_its_own_reps(formula, weight, reps):
    """What a set shows is possible again: the inverse gives back the reps."""
    maximum = e1rm(weight, reps, formula)
    assert reps_possible(maximum, weight, formula) == reps
    assert reps_needed(maximum, weight, formula) == reps


@formulas
@given(weight=weights, maximum=weights)
def test_the_reps_possible_are_the_most_that_the_maximum_allows(formula, weight, maximum):
    """One rep more than possible would show more strength than there is."""
    reps = reps_possible(maximum, weight, formula)
    assert e1rm(weight, reps, formula) <= maximum * (1 + 1e-6)
    if reps < 30:
        assert e1rm(weight, reps + 1, formula) > maximum * (1 - 1e-6)


@formulas
def test_a_weight_above_the_maximum_is_worth_no_rep(formula):
    """Nobody lifts more than their maximum once."""
    assert reps_possible(99, 100, formula) == 0


def test_what_no_number_of_reps_shows_is_none():
    """A hundred reps are never asked for, and Brzycki ends at thirty."""
    assert reps_needed(5, 1, "epley") is None
    assert reps_needed(10, 1, "brzycki") is None
    assert reps_needed(3, 1, "wathan") is None


@formulas
def test_no_reps_show_no_strength(formula):
    """A set without a rep estimates nothing."""
    assert e1rm(100, 0, formula) == 0


def test_the_body_counts_where_it_is_lifted():
    """System weight is load plus bodyweight in kilograms, whatever units they come in."""
    assert system_weight(load("-15 kg"), load("80 kg")) == 65
    assert math.isclose(system_weight(load("10 lb")), float(Decimal("4.5359237")))
