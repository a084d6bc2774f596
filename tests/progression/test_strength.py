"""The estimate of strength: its worked examples, by hand, and the laws it keeps whatever the log says."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.model import Ladder, Performed, Prescription, RepRange, Rung, SetDone, SetTarget, Slot
from overload.progression import Estimate, Fitting, estimated, seen, strength_of
from overload.progression.estimate import MARGIN
from overload.rules.autoregulation import Autoregulation
from overload.units import Load, Unit

DAY = date(2026, 1, 5)
LANE = RepRange(8, 12)
PLATES = Ladder(tuple(Rung(Load(Decimal(step) * Decimal("2.5"))) for step in range(1, 41)))
FIRST_ASK = (8, 8, 8)


def session(
    reps: Sequence[int], kg: float = 20, asked: Sequence[int] = FIRST_ASK, day: date = DAY, unit: Unit = Unit.KG
) -> Performed:
    """Return a session asked at one load, its last set open."""
    load = Load(Decimal(str(kg)), unit)
    targets = [SetTarget(one, load) for one in asked]
    targets[-1] = attrs.evolve(targets[-1], amrap=True)
    return Performed(day, tuple(SetDone(one, load) for one in reps), Prescription(tuple(targets), "", lane=LANE))


WORKED = [
    ((8, 8, 8), 30.07, 0.300, 20, (8, 8, 8)),
    ((8, 8, 12), 31.11, 0.049, 20, (13, 12, 10)),
    ((8, 8, 14), 32.63, 0.049, 20, (15, 14, 12)),
    ((8, 8, 20), 37.20, 0.049, 25, (11, 10, 9)),
    ((8, 8, 30), 50.07, 0.300, 32.5, (9, 8, 7)),
    ((8, 7, 5), 25.44, 0.045, 17.5, (10, 9, 8)),
    ((3, 2, 1), 22.09, 0.045, 15, (11, 9, 8)),
    ((0, 0, 0), 20.32, 0.045, 12.5, (15, 14, 12)),
]
"""What is done of 20 kg x 8, 8, 8 or more -> e1RM, its uncertainty, and what is asked a week later."""


def test_far_less_than_was_asked_says_no_more_than_that_it_was_done() -> None:
    """Whoever takes 2.5 kg where 20 were asked stops where they like: nobody is weaker, stronger or unsurer for it."""
    before = estimated([session((8, 8, 12))])
    lighter = session((20, 20, 20), day=DAY + timedelta(days=7))
    light = attrs.evolve(lighter, sets=tuple(attrs.evolve(one, load=Load(Decimal("2.5"))) for one in lighter.sets))
    after = seen(before, light)
    assert before is not None
    assert after == attrs.evolve(before.at(light.date), log=before.log)


@pytest.mark.parametrize(("done", "maximum", "spread", "load", "reps"), WORKED)
def test_worked_examples(done: tuple[int, ...], maximum: float, spread: float, load: float, reps: object) -> None:
    """One first session is enough to know much, and what follows is worked out by hand from it."""
    found = seen(None, session(done))
    assert found is not None
    assert math.exp(found.log) == pytest.approx(maximum, abs=0.006)
    assert math.sqrt(found.variance) == pytest.approx(spread, abs=0.0006)
    slot = Slot("dumbbell-row", 3, LANE, date=DAY + timedelta(days=7), start=Load(Decimal(20)))
    asked = Autoregulation().propose(slot, [session(done)], PLATES)
    assert (float(asked.sets[0].load.amount), tuple(one.reps for one in asked.sets)) == (load, reps)
    assert [one.amrap for one in asked.sets] == [False, False, True]


BREAKS = [
    (7, 31.81, 22.5, (10, 9, 8)),
    (21, 31.81, 22.5, (10, 9, 8)),
    (28, 31.56, 20, (15, 13, 12)),
    (70, 30.08, 20, (12, 11, 10)),
    (112, 28.67, 20, (10, 9, 7)),
    (365, 24.78, 15, (12, 11, 9)),
]


@pytest.mark.parametrize(("days", "maximum", "load", "reps"), BREAKS)
def test_worked_breaks(days: int, maximum: float, load: float, reps: object) -> None:
    """Three weeks take nothing, and each week after them a little."""
    known = Estimate(math.log(31.81), 0.028**2, DAY, margins=((LANE, 0.043, 9),), shown=(math.log(30.0),)).told(
        LANE, DAY + timedelta(days=days)
    )
    assert float(known.e1rm.kg) == pytest.approx(maximum, abs=0.01)
    slot = Slot("dumbbell-row", 3, LANE, date=DAY + timedelta(days=days))
    fit = Fitting(known, slot).best(PLATES, Load(Decimal(20)))
    assert (float(fit.load.amount), fit.reps) == (load, reps)


POUNDS = Ladder(tuple(Rung(Load(Decimal(step), Unit.LB)) for step in (5, 15, 25, 35, 45)))
TWO = Ladder(tuple(Rung(Load(Decimal(step))) for step in (6, 16)))
FAR = [
    (POUNDS, 18, "25 lb", (14, 13, 11)),
    (POUNDS, 20, "25 lb", (19, 17, 16)),
    (POUNDS, 24, "35 lb", (12, 10, 9)),
    (TWO, 18, "6 kg", (53, 51, 48)),
    (TWO, 20, "16 kg", (4, 3, 2)),
    (TWO, 24, "16 kg", (11, 10, 9)),
]


@pytest.mark.parametrize(("ladder", "maximum", "load", "reps"), FAR)
def test_worked_far_rungs(ladder: Ladder, maximum: float, load: str, reps: object) -> None:
    """A far rung is taken once it is no further below the range than the one before is above it."""
    known = Estimate(math.log(maximum), 0.04**2, DAY).told(LANE, DAY + timedelta(days=7))
    assert known.margin == MARGIN
    fit = Fitting(known, Slot("dumbbell-row", 3, LANE, date=DAY)).best(ladder)
    assert (str(fit.load), fit.reps) == (load, reps)


reps_asked = st.lists(st.integers(3, 30), min_size=1, max_size=4)


@st.composite
def sessions(draw: st.DrawFn) -> tuple[Performed, ...]:
    """Return a log of one exercise: asked and unasked, met and missed, open or not, reserve noted, days apart."""
    day, found = DAY, []
    for _ in range(draw(st.integers(1, 6))):
        day += timedelta(days=draw(st.sampled_from([2, 3, 7, 7, 14, 30, 90, 400])))
        asked = draw(reps_asked)
        load = Load(Decimal(draw(st.integers(2, 60))))
        is_open = draw(st.booleans())
        targets = [SetTarget(one, load) for one in asked]
        targets[-1] = attrs.evolve(targets[-1], amrap=is_open)
        done = [draw(_done(one, load)) for one in asked]
        asked_for = draw(st.sampled_from([Prescription(tuple(targets), "", lane=LANE)] * 4 + [None]))
        if asked_for is not None and draw(st.integers(0, 9)) == 0:
            asked_for = attrs.evolve(asked_for, is_deload=True)
        found.append(Performed(day, tuple(done), asked_for, unwell=draw(st.integers(0, 9)) == 0))
    return tuple(found)


@st.composite
def _done(draw: st.DrawFn, asked: int, load: Load) -> SetDone:
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return SetDone(0, load, left_out=True)
    reps = draw(st.integers(0, asked)) if kind < 3 else asked + draw(st.integers(0, 8)) * (kind > 6)
    other = Load(load.amount + draw(st.sampled_from([0, 0, 0, 0, 2, -1])))
    return SetDone(reps, other, Decimal(draw(st.integers(0, 5))) if kind == 5 and reps else None)


@given(sessions().filter(lambda past: past[-1].asked is not None))
def test_an_open_set_passed_over_says_what_one_stopped_at_its_number_does(past: tuple[Performed, ...]) -> None:
    """At least so many is a bound and no measurement, and tells nothing of whether somebody goes on in open sets."""
    asked = past[-1].asked
    assert asked is not None
    closed = tuple(attrs.evolve(one, amrap=False) for one in asked.sets)
    passed_over, stopped = (
        estimated((*past[:-1], attrs.evolve(past[-1], asked=attrs.evolve(asked, sets=sets), sets=done)))
        for sets, done in ((asked.sets, [one.ticked() for one in asked.sets]), (closed, [one.met() for one in closed]))
    )
    assert passed_over == stopped


def test_no_rep_of_what_nobody_asked_for_is_less_than_one() -> None:
    """Whoever tried and could not is not thought stronger than whoever could, once."""
    first, second = session((3,)), session((0,), day=DAY + timedelta(days=7))
    tried = [attrs.evolve(second, sets=(SetDone(reps, second.sets[0].load),), asked=None) for reps in (0, 1)]
    none, one = (estimated([attrs.evolve(first, asked=None), last]) for last in tried)
    assert none is not None
    assert one is not None
    assert none.log < one.log


def test_a_try_in_vain_of_what_is_out_of_reach_makes_nothing_surer() -> None:
    """That somebody cannot lift what was known to be too heavy for them is no news: as strong, and no surer of it."""
    known = estimated([session((8, 8, 8))])
    assert known is not None
    heavy = attrs.evolve(session((8, 8, 8)), sets=(SetDone(0, Load(Decimal(60))),) * 3)
    after = seen(known, heavy)
    assert after is not None
    assert (after.log, after.variance) == (known.log, known.variance)


@given(sessions(), st.data())
def test_one_rep_more_never_lowers_it(past: tuple[Performed, ...], data: st.DataObject) -> None:
    """Whoever does a rep more in one set of the last session, all else as it was, is not thought weaker for it."""
    last = past[-1]
    place = data.draw(st.integers(0, len(last.sets) - 1))
    done = last.sets[place]
    if done.left_out:
        return
    more = attrs.evolve(done, reps=done.reps + 1)
    better = attrs.evolve(last, sets=(*last.sets[:place], more, *last.sets[place + 1 :]))
    before, after = estimated(past), estimated((*past[:-1], better))
    if before is not None:
        assert after is not None
        assert after.log >= before.log - 1e-12


@given(sessions())
def test_a_miss_shows_no_more_than_was_done(past: tuple[Performed, ...]) -> None:
    """Who fell short, and beat nothing, is not thought stronger than before or than what the sets showed."""
    before = estimated(past[:-1])
    last = past[-1]
    targets = last.asked.sets if last.asked else ()
    pairs = [one for one in zip(last.sets, targets, strict=False) if not one[0].left_out]
    fell = any(done.reps < asked.reps and done.load <= asked.load for done, asked in pairs)
    beat = any(asked.amrap and done.reps > asked.reps for done, asked in pairs)
    if before is None or not fell or beat:
        return
    after = estimated(past)
    assert after is not None
    reserves = [
        float(done.rir) + 0.9 + 0.15 * max(0, done.reps - 12) if done.rir is not None else 0 for done, _ in pairs
    ]
    shown = [
        math.log(float(done.load.kg) * (1 + (done.reps + left) / 30)) + 0.03 * place
        for place, ((done, _), left) in enumerate(zip(pairs, reserves, strict=True))
        if done.reps
    ]
    assert after.log <= max(before.at(last.date).log, *shown, -math.inf) + 1e-12


@given(sessions(), st.integers(0, 4000))
def test_time_never_adds_strength_nor_knowledge(past: tuple[Performed, ...], days: int) -> None:
    """A day without training makes nobody stronger, and nothing surer; for three weeks it takes nothing."""
    found = estimated(past)
    if found is None or found.last is None:
        return
    later = found.at(found.last + timedelta(days=days))
    assert later.log <= found.log
    assert later.variance >= found.variance
    assert days > 21 or later.log == found.log


@given(sessions())
def test_it_is_moved_on_by_one_session_at_a_time(past: tuple[Performed, ...]) -> None:
    """The same log gives the same, and a session more needs nothing but what was known before it."""
    assert seen(estimated(past[:-1]), past[-1]) == estimated(past)


@given(sessions())
def test_it_is_always_a_number(past: tuple[Performed, ...]) -> None:
    """Whatever was written down, it stays finite, and its state stays small."""
    found = estimated(past)
    assert found is None or (math.isfinite(found.log) and math.isfinite(found.variance) and found.variance >= 0)
    assert found is None or max(len(found.opened), len(found.shown)) <= 6


@given(sessions())
def test_units_change_nothing(past: tuple[Performed, ...]) -> None:
    """The same weights in pounds show the same strength."""
    in_pounds = tuple(_in(Unit.LB, one) for one in past)
    one, other = estimated(past), estimated(in_pounds)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert other.log == pytest.approx(one.log, abs=1e-9)
        assert other.variance == pytest.approx(one.variance, abs=1e-9)


def _in(unit: Unit, one: Performed) -> Performed:
    asked = one.asked and attrs.evolve(
        one.asked, sets=tuple(attrs.evolve(each, load=each.load.to(unit)) for each in one.asked.sets)
    )
    return attrs.evolve(one, sets=tuple(attrs.evolve(each, load=each.load.to(unit)) for each in one.sets), asked=asked)


@given(sessions(), st.sampled_from([PLATES, POUNDS, TWO]), st.integers(1, 4))
def test_what_is_asked_can_be_made_and_is_no_leap(past: tuple[Performed, ...], ladder: Ladder, sets: int) -> None:
    """Only rungs, and nothing over 1.12 of what was shown, but a single at the lightest there is."""
    known = estimated(past)
    if known is None or known.last is None:
        return
    slot = Slot("dumbbell-row", sets, LANE, date=known.last + timedelta(days=7))
    told = known.told(LANE, known.last + timedelta(days=7))
    asked = Autoregulation().propose(attrs.evolve(slot, strength=told), past, ladder)
    assert len(asked.sets) == sets
    for one in asked.sets:
        assert one.load in ladder
        assert 1 <= one.reps <= 30
        if told.shown is not None and (one.load, one.reps) != (ladder.bottom, 1):
            assert float(one.load.kg) * (1 + one.reps / 30) <= 1.12 * float(told.shown.kg) * (1 + 1e-6)


@given(sessions(), st.sampled_from([PLATES, POUNDS, TWO]))
def test_the_best_rung_is_the_best_of_all(past: tuple[Performed, ...], ladder: Ladder) -> None:
    """What is found by looking at few rungs is what looking at every one of them finds."""
    known = estimated(past)
    if known is None or known.last is None:
        return
    slot = Slot("dumbbell-row", 3, LANE, date=known.last)
    fitting, last = Fitting(known.told(LANE, known.last), slot), ladder.loads[len(ladder) // 2]
    every = [fitting.at(load, last) for load in reversed(ladder.loads)]
    best = min(every, key=lambda fit: fit.cost)
    assert fitting.best(ladder, last) == (best if math.isfinite(best.cost) else fitting.at(ladder.bottom, last))


@given(st.integers(1, 60), st.sampled_from([PLATES, POUNDS, TWO]))
def test_zero_reps_come_down(kg: int, ladder: Ladder) -> None:
    """Whoever gets not a single rep is asked for a lighter load, or at the lightest for as little as can be."""
    load = ladder.nearest(Load(Decimal(kg)))
    slot = Slot("dumbbell-row", 3, LANE, date=DAY + timedelta(days=7), start=load)
    failed = session((0, 0, 0), float(load.amount), unit=load.unit)
    asked = Autoregulation().propose(slot, [failed], ladder).sets
    assert asked[0].load < load or (load == ladder.bottom and asked[0].reps < 8)


def test_a_slot_that_knows_is_believed_before_its_history() -> None:
    """What the engine knows from the whole log counts before what one range shows."""
    known = Estimate(math.log(50), 0.04**2, DAY).told(LANE, DAY)
    slot = Slot("dumbbell-row", 3, LANE, date=DAY, strength=known)
    assert strength_of(slot, [session((8, 8, 8))]) is known


@pytest.mark.parametrize("beyond", [0, 5, 15])
def test_a_week_with_light_dumbbells_takes_nothing(beyond: int) -> None:
    """What a light pair elsewhere allows says nothing of strength: at home the next ask is what it would have been."""
    known = [session((8, 8, 12), day=DAY), session((13, 12, 12), asked=(13, 12, 10), day=DAY + timedelta(days=7))]
    away = session((20, 20, 20 + beyond), kg=8, asked=(20, 20, 20), day=DAY + timedelta(days=14))
    slot = Slot("dumbbell-row", 3, LANE, date=DAY + timedelta(days=21), start=Load(Decimal(20)))
    with_it, without = (estimated(past) for past in ([*known, away], known))
    assert with_it is not None
    assert without is not None
    assert with_it.log == without.log
    asks = [
        Autoregulation().propose(attrs.evolve(slot, strength=one.told(LANE, slot.date or DAY)), known, PLATES)
        for one in (with_it, without)
    ]
    assert asks[0].sets[0].load == asks[1].sets[0].load
    assert all(abs(one.reps - other.reps) <= 1 for one, other in zip(asks[0].sets, asks[1].sets, strict=True))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([session((8, 8, 12))], Ladder(tuple(Rung(Load(Decimal(step), Unit.LB)) for step in range(20, 80, 5)))),
        ([session((8, 8, 12), kg=44, unit=Unit.LB)], PLATES),
    ],
)
def test_other_dumbbells_carry_on(before: list[Performed], after: Ladder) -> None:
    """With another set of dumbbells, in another unit, what is asked is worth what it was: nothing begins anew."""
    slot = Slot("dumbbell-row", 3, LANE, date=DAY + timedelta(days=7))
    asked = Autoregulation().propose(slot, before, after).sets
    done = before[-1].sets[-1]
    was, now = (
        float(load.kg) * (1 + reps / 30) for load, reps in ((done.load, done.reps), (asked[0].load, asked[0].reps))
    )
    assert 0.9 * was <= now <= 1.12 * was


@pytest.mark.parametrize(("low", "high"), [(4, 6), (12, 15), (15, 20)])
def test_another_range_carries_on(low: int, high: int) -> None:
    """Asked for in another range, the load is another and the strength the same."""
    slot = Slot("dumbbell-row", 3, RepRange(low, high), date=DAY + timedelta(days=7), start=Load(Decimal(20)))
    known = estimated([session((8, 8, 12))])
    assert known is not None
    told = attrs.evolve(slot, strength=known.told(slot.reps, DAY + timedelta(days=7)), is_start_guessed=True)
    asked = Autoregulation().propose(told, [], PLATES).sets
    assert low - 1 <= asked[1].reps <= high + 1


def test_a_heavier_body_lifts_less_added() -> None:
    """A pull-up is moved by the whole body: with ten kilos more on the scales the same is asked of the two together."""
    loads = Ladder(tuple(Rung(Load(Decimal(step))) for step in (0, 5, 10, 15, 20, 25, 30)))
    belt = Load(Decimal(20))
    targets = tuple(SetTarget(8, belt, amrap=place == 2) for place in range(3))
    done = Performed(
        DAY, tuple(SetDone(reps, belt) for reps in (8, 8, 12)), Prescription(targets, ""), Load(Decimal(80))
    )
    worths = []
    for body in (80, 90):
        slot = Slot("pull-up", 3, LANE, bodyweight=Load(Decimal(body)), date=DAY + timedelta(days=7))
        first = Autoregulation().propose(slot, [done], loads).sets[0]
        worths.append((body + float(first.load.kg)) * (1 + first.reps / 30))
    assert worths[1] == pytest.approx(worths[0], rel=0.03)
