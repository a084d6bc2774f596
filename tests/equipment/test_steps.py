"""Steps on a ladder: always a rung, or clearly none. Checked against looking at every rung."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.model import Ladder, Rung
from overload.units import AIDS, Load, Unit, load

amounts = st.integers(-400, 800).map(lambda quarters: Decimal(quarters) / 4)
figures = st.builds(Load, amounts, st.sampled_from(Unit))
aids = st.sampled_from([Load(Decimal(0), Unit.KG, aid) for aid in AIDS])
loads = figures | aids
ladders = st.lists(loads, min_size=1, max_size=12, unique=True).map(
    lambda some: Ladder(tuple(Rung(one) for one in sorted(some)))
)


@given(ladders, loads)
def test_up_and_down_are_the_neighbours(ladder: Ladder, one: Load) -> None:
    """The next rung up is the lightest above, the next down the heaviest below, or there is none."""
    assert ladder.next_up(one) == min((rung for rung in ladder if rung > one), default=None)
    assert ladder.next_down(one) == max((rung for rung in ladder if rung < one), default=None)
    assert ladder.at_or_below(one) == max((rung for rung in ladder if rung <= one), default=None)


@given(ladders, loads)
def test_a_load_is_on_the_ladder_or_not(ladder: Ladder, one: Load) -> None:
    """Membership is by exact weight; the rung found weighs just that."""
    found = ladder.rung(one)
    assert (found is not None) == (one in ladder) == any(rung == one for rung in ladder)
    assert found is None or found.load == one


@given(ladders, figures)
def test_the_nearest_figure_is_nearest(ladder: Ladder, one: Load) -> None:
    """No rung with a figure is nearer; of two equally near it is the lighter; help without a figure is never near."""
    nearest = ladder.nearest(one)
    counted = [rung for rung in ladder if not rung.aid]
    assert nearest in ladder
    if counted:
        assert nearest == min(counted, key=lambda rung: (abs(rung.kg - one.kg), rung))


@given(ladders, aids)
def test_the_nearest_to_help_is_help_or_the_bottom(ladder: Ladder, one: Load) -> None:
    """Help without a figure is nearest to other such help, else to the lightest figure there is."""
    nearest = ladder.nearest(one)
    helped = [rung for rung in ladder if rung.aid]
    assert nearest in (helped or [ladder.bottom])
    assert one not in helped or nearest == one


@given(ladders)
def test_climbing_meets_every_rung(ladder: Ladder) -> None:
    """From the bottom, step by step up, every rung is met once; and down again the same."""
    up = [ladder.bottom]
    while (step := ladder.next_up(up[-1])) is not None:
        up.append(step)
    down = [ladder.top]
    while (step := ladder.next_down(down[-1])) is not None:
        down.append(step)
    assert up == list(ladder) == down[::-1]
    assert len(up) == len(ladder)


@pytest.mark.parametrize(
    ("wanted", "found"), [("9 kg", "8 kg"), ("9.1 kg", "10 kg"), ("99 kg", "10 kg"), ("-5 kg", "6 kg")]
)
def test_nearest_by_example(wanted: str, found: str) -> None:
    """Halfway goes down; beyond an end is the end."""
    ladder = Ladder(tuple(Rung(load(text)) for text in ("6 kg", "8 kg", "10 kg")))
    assert ladder.nearest(load(wanted)) == load(found)


def test_one_load_of_two_units_is_one_rung() -> None:
    """0.45359237 kg is found where the ladder has 1 lb."""
    ladder = Ladder((Rung(load("1 lb")), Rung(load("2 lb"))))
    assert load("0.45359237 kg") in ladder
    assert load("0.4536 kg") not in ladder
    assert "1 lb" not in ladder
