"""Whatever the program prints for sets, it reads back as the same sets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.importing.export import asked_words
from overload.model import Entry, Exercise, LoadedWith, Measure, Prescription, SetDone, SetKind, SetTarget
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
MEASURES, KINDS = st.sampled_from(Measure), st.sampled_from(SetKind)
UNITS = st.sampled_from((Units(), Units(Unit.KG), Units(Unit.LB)))
EXERCISES = st.sampled_from(
    [
        Exercise("row", "Row", ("lats",), (), LoadedWith.ONE, sides=2),
        Exercise("deadlift", "Deadlift", ("erectors",)),
        Exercise("pull-up", "Pull-up", ("lats",), (), LoadedWith.BODYWEIGHT),
        Exercise("plank", "Plank", ("abs",), (), LoadedWith.BODYWEIGHT, measure=Measure.SECONDS),
        Exercise("carry", "Carry", ("traps",), (), measure=Measure.METRES),
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
    target = st.builds(
        SetTarget,
        st.integers(1, 99),
        st.sampled_from(some),
        st.booleans(),
        MEASURES,
        KINDS,
        st.none() | st.just(90),
        RESERVE,
    )
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
        measure, of_kind = draw(MEASURES), draw(KINDS)
        more = draw(st.booleans())
        one = SetDone(draw(st.integers(0, 99)), load, rir, measure=measure, kind=of_kind, at_least=more)
        kind = draw(st.sampled_from(("both", "both", "sides", "left out")))
        if kind == "sides":
            right = attrs.evolve(one, side="right", reps=draw(st.integers(0, 99)), at_least=draw(st.booleans()))
            sets += [attrs.evolve(one, side="left"), right]
        else:
            out = SetDone(0, load, left_out=True, measure=measure, kind=of_kind)
            sets.append(out if kind == "left out" else one)
    return tuple(sets)


@given(st.data(), UNITS)
def test_what_is_asked_for_is_read_back(data: st.DataObject, units: Units) -> None:
    """`52.5 lb (23.8 kg, dial: 24): 3 x 10 each side, 3 s down`, `with a chair: 8, 8, 8 or more`: as asked."""
    slot = data.draw(_slots())
    sets = slot.prescription.sets
    read = parse_sets(target_line(slot, units, name=""), Unit.KG, measure=slot.exercise.measure)
    assert [attrs.evolve(done, rir=None) for done in read] == [target.ticked() for target in sets]
    read = parse_sets(asked_words(slot.prescription), Unit.KG)
    assert [(done.reps, done.load) for done in read] == [(target.reps, target.load) for target in sets]


@given(st.data(), UNITS)
def test_what_was_done_is_read_back(data: st.DataObject, units: Units) -> None:
    """`22.5 kg: 10 (RIR 1.5), L9/R8, 0, -`: the very sets."""
    slot = data.draw(_slots())
    done = data.draw(_done(slot))
    entry = Entry(1, datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 1), slot.exercise.id, done)
    measure = slot.exercise.measure
    for words in (done_line(slot, entry, units, name=""), write_sets(done, measure)):
        assert parse_sets(words, Unit.KG, measure=measure) == done


@given(st.data())
def test_what_a_line_can_mean_is_read_as_that(data: st.DataObject) -> None:
    """The line shown for a meaning means nothing else, whatever can be made and was asked for."""
    slot = data.draw(_slots())
    done = data.draw(_done(slot))
    made = [target.load for target in slot.prescription.sets] + [Load(Decimal(amount)) for amount in range(1, 11)]
    asked, measure = [target.load for target in slot.prescription.sets], slot.exercise.measure
    line = Meaning(done, measure).line
    assert parse_sets(line, Unit.KG, asked, frozenset(made), measure=measure) == done


@given(st.data())
def test_the_entry_of_a_log_is_read_back(data: st.DataObject) -> None:
    """What `log list` shows of an entry is what `log edit` takes."""
    slot = data.draw(_slots())
    entry = Entry(1, datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 1), slot.exercise.id, data.draw(_done(slot)))
    loads, measure = [done.load for done in entry.sets], slot.exercise.measure
    assert parse_sets(write_sets(entry.sets, measure), Unit.LB, loads, measure=measure) == entry.sets
