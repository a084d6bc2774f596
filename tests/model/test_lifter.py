"""Who trains: what they weigh on each day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.model import Bodyweights, Lifter
from overload.units import Load, load

DAY = date(2026, 11, 23)
SAID = st.lists(
    st.tuples(st.dates(DAY, DAY + timedelta(days=40)), st.integers(60, 90).map(lambda kg: load(f"{kg} kg")))
)


@given(said=SAID, day=st.dates(DAY - timedelta(days=3), DAY + timedelta(days=50)))
def test_a_day_has_the_last_before_it(said: list[tuple[date, Load]], day: date) -> None:
    """A day has its own bodyweight, of several the last said; one without has that of the last before it."""
    known = Bodyweights.of(said, load("80 kg"))
    own = {on: weight for on, weight in said if on <= day}
    assert known.on(day) == (own[max(own)] if own else load("80 kg"))
    assert known.until(day).on(date.max) == known.on(day)
    assert Lifter(bodyweights=known).bodyweight_on(day) == known.on(day)


def test_what_was_noted_that_day_counts_before_anybody_weighed_in() -> None:
    """What stands in an entry of before the first weighing counts more than plan.toml's, and less than a weighing."""
    known = Bodyweights(((DAY, load("81 kg")),), load("80 kg"))
    before = DAY - timedelta(days=1)
    assert known.on(before, load("78 kg")) == load("78 kg")
    assert known.on(before) == load("80 kg")
    assert known.on(DAY, load("78 kg")) == load("81 kg")
    assert Bodyweights().on(DAY) is None


def test_days_have_to_ascend() -> None:
    """Weights that are not in the order of their days are refused: `of` puts them in order."""
    with pytest.raises(ValueError, match="ascend"):
        Bodyweights(((DAY, load("80 kg")), (DAY, load("81 kg"))))
