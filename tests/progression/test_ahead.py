"""Forecasts, starting loads and the rule an exercise gets when it names none."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from overload.model import Exercise, Ladder, LoadedWith, Measure, RepRange, Rung, Slot
from overload.progression import default_rule, first_session, forecast, start
from overload.rules import DoubleProgression
from overload.units import Load, load

LADDER = Ladder(tuple(Rung(Load(Decimal(step))) for step in range(10, 42, 2)))
DAYS = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(4)]


def _slot(starting=""):
    return Slot("row", 2, RepRange(8, 9), start=load(starting) if starting else None)


def test_a_forecast_assumes_that_targets_are_met():
    """Each prescription ahead follows from the one before done as asked."""
    chain = forecast(DoubleProgression(), _slot("20 kg"), (), LADDER, DAYS)
    assert [(str(one.sets[0].load), one.sets[0].reps) for one, _ in chain] == [
        ("20 kg", 8),
        ("20 kg", 9),
        ("22 kg", 8),
        ("22 kg", 9),
    ]
    assert all(problem is None for _, problem in chain)


def test_a_forecast_leaves_the_history_alone():
    """Looking ahead writes nothing into what was done."""
    history = []
    forecast(DoubleProgression(), _slot(), history, LADDER, DAYS)
    assert history == []


@pytest.mark.parametrize(
    ("starting", "expected"), [("21 kg", "20 kg"), ("5 kg", "10 kg"), ("99 kg", "40 kg"), ("", "10 kg")]
)
def test_the_start_is_a_load_that_can_be_made(starting, expected):
    """The starting load is snapped downwards, to the lightest where all are heavier or none is given."""
    assert str(start(_slot(starting), LADDER)) == expected
    assert first_session(_slot(starting), LADDER).sets[0].load == start(_slot(starting), LADDER)


@pytest.mark.parametrize("kind", list(LoadedWith))
def test_the_rule_by_default_is_that_of_the_measure(kind):
    """Reps follow the strength that the log shows; what is held or carried has none."""
    assert default_rule(Exercise("x", "X", ("lats",), loaded_with=kind)) == "autoregulation"
    held = Exercise("x", "X", ("lats",), loaded_with=kind, measure=Measure.SECONDS)
    assert default_rule(held) == "double-progression"
