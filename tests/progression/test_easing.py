"""Time off, deload weeks and stalls, around any rule."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload import (
    DoubleProgression,
    Ladder,
    Load,
    Performed,
    Prescription,
    RepRange,
    Rung,
    SetDone,
    SetTarget,
    Slot,
    Unit,
    load,
)
from overload.progression import Occasion, prescribe_on

DAY = date(2026, 11, 2)
SLOT = Slot("dumbbell-row", 3, RepRange(8, 12))
LADDER = Ladder(tuple(Rung(Load(Decimal(one), Unit.KG)) for one in range(2, 42, 2)))


def session(day: date, kg: int, *reps: int, asked: int = 8, is_deload: bool = False) -> Performed:
    """Return a session at one load, with what had been asked."""
    weight = Load(Decimal(kg), Unit.KG)
    targets = tuple(SetTarget(asked, weight) for _ in reps)
    return Performed(day, tuple(SetDone(one, weight) for one in reps), Prescription(targets, "asked", "", is_deload))


def ask(
    history: list[Performed], day: date, *, is_deload_week: bool = False, after: int = 6, slot: Slot = SLOT
) -> Prescription:
    """Return what double progression asks for on a day, with the engine around it."""
    occasion = Occasion(day, is_deload_week, after)
    prescription, problem = prescribe_on(occasion, DoubleProgression(), slot, history, LADDER)
    assert problem is None
    return prescription


class TestTimeOff:
    """The longer it was, the further back."""

    @pytest.mark.parametrize(
        ("days", "kg", "reps"),
        [
            (7, "20 kg", 11),
            (13, "20 kg", 11),
            (14, "20 kg", 9),
            (27, "20 kg", 9),
            (28, "18 kg", 8),
            (60, "16 kg", 8),
            (365, "14 kg", 8),
        ],
    )
    def test_steps_back(self, days: int, kg: str, reps: int) -> None:
        """Nothing under 14 days; then fewer reps; from four weeks on a lighter load."""
        next_one = ask([session(DAY, 20, 10, 10, 10, asked=10)], DAY + timedelta(days=days))
        assert {(one.reps, str(one.load)) for one in next_one.sets} == {(reps, kg)}
        assert (f"{days} days" in next_one.why) == (days >= 14)

    def test_goes_on_from_there(self) -> None:
        """The session after coming back builds on what was done then, not on what was before."""
        back = DAY + timedelta(days=40)
        history = [session(DAY, 20, 10, 10, 10, asked=10), session(back, 18, 8, 8, 8)]
        next_one = ask(history, back + timedelta(days=7))
        assert {(one.reps, str(one.load)) for one in next_one.sets} == {(9, "18 kg")}

    def test_bodyweight_is_taken_off_the_system(self) -> None:
        """A share of a load with bodyweight in it is a share of both: ten per cent of 80 kg is 8 kg of help."""
        rungs = Ladder(tuple(Rung(load(f"{kg} kg")) for kg in (-30, -15, -8, 0, 5)))
        slot = Slot("pull-up", 3, RepRange(5, 10), bodyweight=load("80 kg"))
        done = session(DAY, 0, 6, 6, 6, asked=6)
        prescription, _ = prescribe_on(Occasion(DAY + timedelta(days=30)), DoubleProgression(), slot, [done], rungs)
        assert str(prescription.sets[0].load) == "-8 kg"


def test_a_load_that_cannot_be_made() -> None:
    """Where the last load cannot be made here, the reason says so, and which load it is now."""
    lifted = session(DAY, 11, 8, 8, 8)
    again = ask([lifted], DAY + timedelta(days=7))
    assert str(again.sets[0].load) == "10 kg"
    assert again.why == "8, 8, 8 at 11 kg met the target: 9, 9, 9 next; 11 kg cannot be made here, so 10 kg."


class TestDeload:
    """An easy session, meant to be easy."""

    def test_a_planned_week(self) -> None:
        """Half the sets, lighter, at the bottom of the range, and it says so."""
        easy = ask([session(DAY, 20, 10, 10, 10, asked=10)], DAY + timedelta(days=7), is_deload_week=True)
        assert [(one.reps, str(one.load)) for one in easy.sets] == [(8, "18 kg"), (8, "18 kg")]
        assert easy.is_deload
        assert "Deload week" in easy.why

    def test_after_it_all_goes_on(self) -> None:
        """The rule does not see the easy session: the next one asks for what would have come."""
        hard = session(DAY, 20, 10, 10, 10, asked=10)
        easy = session(DAY + timedelta(days=7), 18, 8, 8, is_deload=True)
        assert ask([hard, easy], DAY + timedelta(days=14)).sets == ask([hard], DAY + timedelta(days=7)).sets

    def test_a_stall(self) -> None:
        """Six sessions that beat none before them bring an easy one; the count starts anew after it."""
        history = [session(DAY + timedelta(weeks=week), 20, 10, 9, 8, asked=10) for week in range(7)]
        stalled = ask(history, DAY + timedelta(weeks=7))
        assert stalled.is_deload
        assert "6 sessions without progress" in stalled.why
        easy = session(DAY + timedelta(weeks=7), 18, 8, 8, is_deload=True)
        assert not ask([*history, easy], DAY + timedelta(weeks=8)).is_deload

    def test_never_if_not_wanted(self) -> None:
        """Zero turns the deload on a stall off."""
        history = [session(DAY + timedelta(weeks=week), 20, 10, 9, 8, asked=10) for week in range(20)]
        assert not ask(history, DAY + timedelta(weeks=20), after=0).is_deload

    def test_days_off_sick_are_no_stall(self) -> None:
        """An unwell day neither makes progress nor lacks it."""
        history = [
            attrs.evolve(session(DAY + timedelta(weeks=week), 20, 10, 9, 8, asked=10), unwell=week > 0)
            for week in range(9)
        ]
        assert not ask(history, DAY + timedelta(weeks=9)).is_deload


@given(
    st.lists(st.tuples(st.integers(1, 20), st.lists(st.integers(0, 15), min_size=1, max_size=4)), max_size=8),
    st.integers(0, 400),
    st.booleans(),
)
def test_always_something_that_can_be_lifted(
    past: list[tuple[int, list[int]]], days: int, is_deload_week: bool
) -> None:
    """Whatever happened and however long ago: rungs of the ladder, 1 to 99 reps, a reason of one line."""
    history = [session(DAY + timedelta(weeks=week), 2 * kg, *reps) for week, (kg, reps) in enumerate(past)]
    last = history[-1].date if history else DAY
    asked = ask(history, last + timedelta(days=days), is_deload_week=is_deload_week)
    assert all(one.load in LADDER and 1 <= one.reps <= 99 for one in asked.sets)
    assert asked.why.strip()
    assert "\n" not in asked.why
