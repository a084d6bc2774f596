"""What time off costs."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.progression.time_off import KEPT_DAYS, MOST_LOSS, kept, loss


@pytest.mark.parametrize("days", [0, 1, 7, 14, KEPT_DAYS])
def test_three_weeks_cost_nothing(days: int) -> None:
    """Up to three weeks all the strength is there."""
    assert loss(days) == 0
    assert kept(days) == 1


@pytest.mark.parametrize(
    ("days", "per_cent"), [(28, 0.8), (70, 5.4), (112, 9.9), (365, 22.1), (36500, 22.1)], ids=lambda value: f"{value}"
)
def test_then_it_falls_slowly(days: int, per_cent: float) -> None:
    """Then 0.8 % a week, at most 22 % (a quarter as a logarithm)."""
    assert 100 * (1 - kept(days)) == pytest.approx(per_cent, abs=0.06)


@given(st.integers(0, 40_000), st.integers(0, 40_000))
def test_longer_never_costs_less(one: int, other: int) -> None:
    """More days off never leave more, and never less than the floor."""
    assert loss(min(one, other)) <= loss(max(one, other)) <= MOST_LOSS
    assert math.log(kept(one)) == pytest.approx(-loss(one))
