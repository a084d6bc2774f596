"""Where each wish begins to count."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.model import Opening, Placed, Placement, Request, Trained, Wanted
from overload.schedule import Wish, cost
from overload.schedule.costs import gap_cost

NOW = datetime.fromisoformat("2026-11-30T06:00")
BACK = frozenset({"back"})
MINUTE = timedelta(minutes=1)


def costs(start: datetime, **other: object) -> tuple[int, ...]:
    """Return what one session for the back costs that stands at `start`, the one opening there is."""
    request = Request((Wanted("back", BACK, BACK),), (Opening(start),), NOW, **other)
    return cost(request, Placement((Placed("back", request.openings[0], ""),)))


@pytest.mark.parametrize(
    ("shown", "soon", "moved"),
    [
        (timedelta(hours=48), 1, 1),
        (timedelta(hours=48) + MINUTE, 0, 1),
        (timedelta(0), 1, 1),
        (-MINUTE, 0, 0),
    ],
)
def test_what_was_shown_is_soon_for_48_hours_from_now(shown: timedelta, soon: int, moved: int) -> None:
    """A start from now to just 48 hours ahead is too near to be moved lightly; what has passed is no wish at all."""
    found = costs(NOW + timedelta(days=5), published={"back": NOW + shown})
    assert (found[Wish.SOON], found[Wish.MOVED]) == (soon, moved)


@pytest.mark.parametrize(("days", "gap"), [(1, 6), (2, 2), (3, 0), (4, 0), (5, 2), (6, 6), (7, 12), (20, 12)])
def test_the_best_gap_is_the_rhythm(days: int, gap: int) -> None:
    """Twice a week it is three or four days: the square of the distance from it counts, up to twice the rhythm."""
    found = costs(NOW + timedelta(days=days), trained=(Trained(NOW, BACK, BACK),))
    assert found[Wish.GAP] == gap


@given(st.sampled_from([7 / 6, 7 / 4, 7 / 3, 3.5, 7.0, 10.5]), st.integers(0, 30), st.integers(0, 30))
def test_even_gaps_cost_no_more_than_uneven_ones(rhythm: float, one: int, other: int) -> None:
    """Of two gaps that add up to the same, a long one beside a short one costs no less."""
    if one + other > 2 * rhythm:
        return
    even = gap_cost((one + other) // 2, rhythm) + gap_cost((one + other + 1) // 2, rhythm)
    assert even <= gap_cost(one, rhythm) + gap_cost(other, rhythm) + 1  # costs are whole, so one may be cut off


@pytest.mark.parametrize(("hours", "close"), [(12, 2), (18, 1), (41, 1), (42, 0)])
def test_days_in_a_row_are_told_by_their_dates(hours: int, close: int) -> None:
    """The same date costs two, the next one, however late or early; two dates on costs nothing."""
    legs = frozenset({"legs"})
    found = costs(NOW + timedelta(hours=hours), trained=(Trained(NOW, legs, legs),))
    assert found[Wish.BACK_TO_BACK] == close


@pytest.mark.parametrize(("hours", "muscles"), [(48, 0), (47, 1)])
def test_muscles_are_tired_for_48_hours(hours: int, muscles: int) -> None:
    """A muscle trained again within the recovery counts, at its end no more."""
    found = costs(NOW + timedelta(hours=hours), trained=(Trained(NOW, frozenset({"legs"}), BACK),))
    assert found[Wish.TIRED] == muscles


def test_of_two_preferred_times_on_a_date_the_first_is_meant() -> None:
    """A session at the second preferred time of its date is off by what lies between; a date without one has none."""
    openings = tuple(Opening(NOW + timedelta(hours=hours)) for hours in (1, 6))
    request = Request((Wanted("back", BACK, BACK),), openings, NOW)
    found = cost(request, Placement((Placed("back", openings[1], ""),)))
    assert (found[Wish.OFF_TIME], found[Wish.LATE]) == (5 * 60, 1)
