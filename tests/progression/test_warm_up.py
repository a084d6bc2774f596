"""Warm-up sets: where they stand, and where there are none."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.catalog.exercises.back import DEADLIFT, PULL_UP, REVERSE_FLY, ROW, SHRUG
from overload.model import Exercise, Ladder, Prescription, Rung, SetTarget
from overload.progression.warm_up import warm_up_sets
from overload.units import Load, Unit

DIAL = (5, "7.5", 10, "12.5", 15, "17.5", 20, "22.5", 25, 30, 35, 40, 45, 50, "52.5")


def ladder_of(*amounts: int | str | Decimal, unit: Unit = Unit.KG) -> Ladder:
    """Return a ladder of these loads."""
    return Ladder(tuple(Rung(Load(Decimal(amount), unit)) for amount in amounts))


def asked(*amounts: int | str | Decimal, unit: Unit = Unit.KG) -> Prescription:
    """Return sets of ten with these loads."""
    return Prescription(tuple(SetTarget(10, Load(Decimal(amount), unit)) for amount in amounts), "because")


@pytest.mark.parametrize(
    ("working", "expected"),
    [
        ("9.5", []),
        (10, ["5 x 5 kg", "5 x 8 kg"]),
        (18, ["5 x 9 kg", "5 x 14 kg"]),
        (20, ["5 x 6 kg", "5 x 10 kg", "5 x 16 kg"]),
    ],
)
def test_heavier_work_gets_more_of_them(working: int | str, expected: list[str]) -> None:
    """None below 10 kg a hand, 50 and 80 % from there, 30 % too from 20 kg."""
    found = warm_up_sets(DEADLIFT, asked(working, working), ladder_of(*range(2, 31)))
    assert [f"{one.reps} x {one.load}" for one in found] == expected


def test_pounds_are_weighed_and_stay_pounds() -> None:
    """45 lb is more than 20 kg: three sets, on the rungs of the dial."""
    found = warm_up_sets(DEADLIFT, asked(45, unit=Unit.LB), ladder_of(*DIAL, unit=Unit.LB))
    assert [str(one.load) for one in found] == ["12.5 lb", "22.5 lb", "35 lb"]


def test_a_rung_is_not_lifted_twice() -> None:
    """On a coarse ladder shares that snap to the same rung are one set, and those with no rung below them none."""
    found = warm_up_sets(DEADLIFT, asked(24), ladder_of(8, 24))
    assert [str(one.load) for one in found] == ["8 kg"]
    assert warm_up_sets(DEADLIFT, asked(24), ladder_of(24)) == ()


def test_the_first_set_is_what_they_lead_to() -> None:
    """Where the load goes up from set to set, the warm-up ends below the first."""
    found = warm_up_sets(DEADLIFT, asked(10, 20, 30), ladder_of(*range(2, 31)))
    assert [str(one.load) for one in found] == ["5 kg", "8 kg"]


@pytest.mark.parametrize("exercise", [PULL_UP, attrs.evolve(PULL_UP, direct=())])
def test_the_pull_up_has_none(exercise: Exercise) -> None:
    """A share of bodyweight cannot be lifted, whatever is hung on."""
    assert warm_up_sets(exercise, asked(25), ladder_of(-15, 0, 5, 10, 25)) == ()


@pytest.mark.parametrize(
    ("exercise", "earlier", "warm"),
    [
        (DEADLIFT, (), False),
        (ROW, (DEADLIFT,), False),
        (ROW, (DEADLIFT, PULL_UP), True),
        (SHRUG, (DEADLIFT,), True),
        (REVERSE_FLY, (DEADLIFT, SHRUG), False),
    ],
)
def test_only_the_first_exercises_of_a_muscle_have_any(
    exercise: Exercise, earlier: tuple[Exercise, ...], warm: bool
) -> None:
    """Once all that an exercise trains has been at work, it starts with its first set."""
    worked = {muscle for one in earlier for muscle in (*one.direct, *one.indirect)}
    found = warm_up_sets(exercise, asked(20), ladder_of(*range(2, 31)), worked)
    assert (found == ()) is warm


def test_nothing_asked_for_needs_none() -> None:
    """A prescription without sets has nothing to warm up for."""
    assert warm_up_sets(DEADLIFT, asked(), ladder_of(5, 10)) == ()


@given(
    st.sets(st.decimals(1, 60, places=2), min_size=1, max_size=20).map(sorted),
    st.decimals(1, 60, places=2),
    st.sampled_from(Unit),
)
def test_they_ascend_on_the_ladder_below_the_working_load(amounts: list[Decimal], working: Decimal, unit: Unit) -> None:
    """Whatever the ladder and the load: rungs, each heavier than the one before, all lighter than the work."""
    rungs = ladder_of(*amounts, unit=unit)
    found = [one.load for one in warm_up_sets(DEADLIFT, asked(working, unit=unit), rungs)]
    assert all(load in rungs for load in found)
    assert all(one < other for one, other in pairwise(found))
    assert all(load < Load(working, unit) for load in found)
    assert len(found) <= 3
