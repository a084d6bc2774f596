"""Whatever the program prints for sets, it reads back as the same sets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.importing.export import asked_words
from overload.model import Entry, Exercise, LoadedWith, Prescription, SetDone, SetTarget
from overload.model.notation import Meaning, parse_sets, write_sets
from overload.plan.values import PlannedSlot
from overload.report.words import Units, done_line, target_line
from overload.units import Load, Unit

pytestmark = pytest.mark.slow

LOADS = st.one_of(
    st.builds(Load, st.decimals(0, 199, places=2), st.sampled_from(Unit)),
    st.builds(Load, st.sampled_from((Decimal(0), Decimal(20), Decimal("22.5"))), st.sampled_from(Unit)),
)
ADDED = st.one_of(
    st.builds(Load, st.decimals(-99, 99, places=1), st.sampled_from(Unit)),
    st.sampled_from([Load(Decimal(0), Unit.KG, "chair"), Load(Decimal(0), Unit.KG, "partner"), Load(Decimal(0))]),
)
RESERVE = st.none() | st.sampled_from([Decimal(0), Decimal(2), Decimal("1.5")])
UNITS = st.sampled_from((Units(), Units(Unit.KG), Units(Unit.LB)))
EXERCISES = st.sampled_from(
    [
        Exercise("row", "Row", ("lats",), (), LoadedWith.ONE, sides=2),
        Exercise("deadlift", "Deadlift", ("erectors",)),
        Exercise("pull-up", "Pull-up", ("lats",), (), LoadedWith.BODYWEIGHT),
    ]
)


@st.composite
def _loads(draw: st.DrawFn, exercise: Exercise) -> Load:
    return draw(ADDED if exercise.loaded_with is LoadedWith.BODYWEIGHT else LOADS)


@st.composite
def _slots(draw: st.DrawFn) -> PlannedSlot:
    """Draw a slot with anything asked for in it."""
    exercise = draw(EXERCISES)
    some = [draw(_loads(exercise)) for _ in range(draw(st.integers(1, 3)))]
    target = st.builds(SetTarget, st.integers(1, 99), st.sampled_from(some), st.booleans())
    sets = tuple(draw(st.lists(target, min_size=1, max_size=6)))
    labels = {load: draw(st.sampled_from(("", "24", "18 kg", "52.5 lb"))) for load in some}
    tempo = draw(st.sampled_from(("", "3 s down", "2 s hold")))
    return PlannedSlot(exercise, Prescription(sets, "why", tempo), 120, "double-progression", labels=labels)


@st.composite
def _done(draw: st.DrawFn, slot: PlannedSlot) -> tuple[SetDone, ...]:
    """Draw sets done in a slot: with sides, efforts, failed tries, some left out."""
    loads = [target.load for target in slot.prescription.sets]
    sets: list[SetDone] = []
    for _ in range(draw(st.integers(1, 6))):
        load, rir = draw(st.sampled_from(loads)), draw(RESERVE)
        one = draw(st.builds(SetDone, st.integers(0, 99), st.just(load), st.just(rir)))
        kind = draw(st.sampled_from(("both", "both", "sides", "left out")))
        if kind == "sides":
            sets += [attrs.evolve(one, side="left"), SetDone(draw(st.integers(0, 99)), load, rir, "right")]
        else:
            sets.append(SetDone(0, load, left_out=True) if kind == "left out" else one)
    return tuple(sets)


@given(st.data(), UNITS)
def test_what_is_asked_for_is_read_back(data: st.DataObject, units: Units) -> None:
    """`52.5 lb (23.8 kg, dial: 24): 3 x 10 each side, 3 s down`, `with a chair: 8, 8, 8 or more`: as asked."""
    slot = data.draw(_slots())
    sets = slot.prescription.sets
    for words in (target_line(slot, units, name=""), asked_words(slot.prescription)):
        read = parse_sets(words, Unit.KG)
        assert [(done.reps, done.load) for done in read] == [(target.reps, target.load) for target in sets]


@given(st.data(), UNITS)
def test_what_was_done_is_read_back(data: st.DataObject, units: Units) -> None:
    """`22.5 kg: 10 (RIR 1.5), L9/R8, 0, -`: the very sets."""
    slot = data.draw(_slots())
    done = data.draw(_done(slot))
    entry = Entry(1, datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 1), slot.exercise.id, done)
    for words in (done_line(slot, entry, units, name=""), write_sets(done)):
        assert parse_sets(words, Unit.KG) == done


@given(st.data())
def test_what_a_line_can_mean_is_read_as_that(data: st.DataObject) -> None:
    """The line shown for a meaning means nothing else, whatever can be made and was asked for."""
    slot = data.draw(_slots())
    done = data.draw(_done(slot))
    made = [target.load for target in slot.prescription.sets] + [Load(Decimal(amount)) for amount in range(1, 11)]
    asked = [target.load for target in slot.prescription.sets]
    assert parse_sets(Meaning(done).line, Unit.KG, asked, frozenset(made)) == done


@given(st.data())
def test_the_entry_of_a_log_is_read_back(data: st.DataObject) -> None:
    """What `log list` shows of an entry is what `log edit` takes."""
    slot = data.draw(_slots())
    entry = Entry(1, datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 1), slot.exercise.id, data.draw(_done(slot)))
    assert parse_sets(write_sets(entry.sets), Unit.LB, [done.load for done in entry.sets]) == entry.sets
