"""What a past session says to a coach."""

from datetime import date
from decimal import Decimal

import attrs
import pytest

from overload.model import Ladder, Performed, Prescription, RepRange, Rung, SetDone, SetTarget, Slot
from overload.progression import readings
from overload.units import Load

LADDER = Ladder(tuple(Rung(Load(Decimal(step))) for step in range(10, 42, 2)))
SLOT = Slot("row", 3, RepRange(8, 12), start=Load(Decimal(20)))


def _asked(*reps, at=20):
    return Prescription(tuple(SetTarget(one, Load(Decimal(at))) for one in reps), "because")


def _done(*sets, asked=None, unwell=False):
    """Return a session of these sets; None in place of reps is a set left out."""
    pairs = ((reps, Load(Decimal(load))) for load, *all_reps in sets for reps in all_reps)
    made = tuple(SetDone(reps or 0, load, left_out=reps is None) for reps, load in pairs)
    return Performed(date(2026, 1, 5), made, asked, unwell=unwell)


def _read(session, slot=SLOT):
    return next(readings((session,), slot, LADDER), None)


def test_a_session_as_asked_is_a_hit():
    """Every set with its reps at its load meets the target."""
    reading = _read(_done((20, 10, 10, 10), asked=_asked(10, 10, 10)))
    assert (reading.is_hit, reading.is_miss, reading.weakest) == (True, False, 10)


def test_the_order_of_the_sets_does_not_matter():
    """Targets of 10, 10, 9 are met by 9, 10, 10."""
    assert _read(_done((20, 9, 10, 10), asked=_asked(10, 10, 9))).is_hit


def test_sets_beyond_those_asked_for_are_left_out():
    """A tired fourth set spoils nothing, and the numbers told are those of the best three."""
    assert _read(_done((20, 12, 12, 12, 4), asked=_asked(12, 12, 12))).reps == (12, 12, 12)


@pytest.mark.parametrize("sets", [(20, 10, 10), (20, 10, None, 10)])
def test_a_set_left_out_is_neither_hit_nor_miss(sets):
    """Two sets of three done well, and one not at all, say nothing of strength."""
    reading = _read(_done(sets, asked=_asked(10, 10, 10)))
    assert (reading.is_hit, reading.is_miss) == (False, False)


def test_a_set_that_fell_short_is_a_miss_whatever_was_skipped():
    """Nine of ten reps and a skipped set are a miss."""
    assert _read(_done((20, 10, 9), asked=_asked(10, 10, 10))).is_miss


def test_another_load_counts_when_it_was_earned():
    """The most common load counts if its weakest set is in the range."""
    reading = _read(_done((20, 10), (22, 9, 8), asked=_asked(10, 10, 10)))
    assert (str(reading.load), str(reading.instead_of), reading.reps) == ("22 kg", "20 kg", (9, 8, 0))


def test_a_heavier_load_that_was_not_earned_says_nothing():
    """What was asked still stands after a heavier load that fell out of the range."""
    reading = _read(_done((24, 7, 6, 5), asked=_asked(10, 10, 10)))
    assert (reading.is_void, str(reading.load)) == (True, "20 kg")


def test_a_lighter_load_that_was_not_earned_is_a_miss():
    """Too few reps at less than was asked for are a miss at what was asked for."""
    reading = _read(_done((16, 7, 6, 5), asked=_asked(10, 10, 10)))
    assert (reading.is_miss, str(reading.load)) == (True, "20 kg")


def test_of_equally_common_loads_the_heavier_counts():
    """A set each at two loads is a session at the heavier one."""
    assert str(_read(_done((22, 9), (24, 9), asked=_asked(10, 10, 10))).load) == "24 kg"


@pytest.mark.parametrize(("sets", "is_void"), [((20, 8, 8, 8), True), ((18, 9, 9, 9), True), ((20, 10, 10, 10), False)])
def test_an_unwell_day_counts_only_for_the_good(sets, is_void):
    """Not feeling well, a target missed or a lighter load says nothing, a target met counts."""
    assert _read(_done(sets, asked=_asked(10, 10, 10), unwell=True)).is_void is is_void


def test_where_nobody_asked_the_bottom_of_the_range_is_the_target():
    """An imported session is judged by the slot: its load, its sets, the bottom of its range."""
    reading = _read(_done((30, 9, 8, 8)))
    assert (str(reading.load), reading.asked, reading.is_hit) == ("30 kg", (8, 8, 8), True)


def test_an_unwell_day_below_target_that_nobody_asked_for_is_passed_over():
    """There is nothing to stand by, so it is as if it had not been."""
    assert _read(_done((30, 5, 5, 5), unwell=True)) is None


def test_a_session_without_sets_is_passed_over():
    """Neither an empty session nor one whose sets were left out says anything."""
    assert _read(_done()) is None
    assert _read(_done((20, None, None, None), asked=_asked(8, 8, 8))) is None


@pytest.mark.parametrize("asked", [_asked(8, 8, 8), None])
def test_sets_tried_without_a_rep_are_a_miss(asked):
    """Nought of eight, three times, fell short as much as seven would have."""
    reading = _read(_done((20, 0, 0, 0), asked=asked))
    assert (reading.is_miss, reading.is_void, reading.weakest) == (True, False, 0)
    assert reading.told == "0, 0, 0 at 20 kg"


def test_a_failed_try_is_told_apart_from_a_set_left_out():
    """Of 10, 0 and one left out the 0 is a miss; without the 0 there is none, and words say which was which."""
    failed, left_out = (_read(_done(sets, asked=_asked(10, 10, 10))) for sets in ((20, 10, 0, None), (20, 10, None)))
    assert (failed.is_miss, failed.told) == (True, "10, 0, - at 20 kg")
    assert (left_out.is_miss, left_out.told) == (False, "10, -, - at 20 kg")


def test_a_failed_try_at_another_load_says_nothing_of_the_load_that_was_done():
    """Three sets as asked and a heavier one tried in vain are the three sets."""
    reading = _read(_done((20, 10, 10, 10), (24, 0), asked=_asked(10, 10, 10)))
    assert (reading.is_hit, str(reading.load)) == (True, "20 kg")


def test_the_first_choice_of_a_load_stands_where_only_a_guess_was_asked_for():
    """Without a starting load the lightest is a guess, and the first session says what it should have been."""
    guessing = Slot("row", 3, RepRange(8, 12))
    reading = _read(_done((30, 7, 7, 7), asked=_asked(8, 8, 8, at=10)), guessing)
    assert (str(reading.load), reading.is_miss) == ("30 kg", True)


def test_sessions_come_newest_first():
    """A rule walks back only as far as it needs to."""
    history = [_done((20, reps, reps, reps), asked=_asked(8, 8, 8)) for reps in (8, 9, 10)]
    assert [one.weakest for one in readings(history, SLOT, LADDER)] == [10, 9, 8]


def test_a_set_done_heavier_counts_as_met_below():
    """9 at 24 kg and two sets of 8 at 20 are three sets of 8 at 20, and a staircase is all of it at its lightest."""
    heavier = _read(_done((24, 9), (20, 8, 8), asked=_asked(8, 8, 8)))
    assert (heavier.is_hit, str(heavier.load), heavier.reps) == (True, "20 kg", (9, 8, 8))
    rising = _read(_done((20, 8), (22, 8), (24, 8), asked=_asked(8, 8, 8)))
    assert (rising.is_hit, str(rising.load), rising.reps) == (True, "20 kg", (8, 8, 8))


def test_a_set_done_heavier_counts_by_what_it_is_worth():
    """8 at 24 kg are worth more than 10 at 20, so they meet 10; a single at 24 does not, and stays out."""
    worth, single = (_read(_done((24, reps), (20, 10, 10), asked=_asked(10, 10, 10))) for reps in (8, 1))
    assert (worth.is_hit, worth.reps, worth.told) == (True, (10, 10, 10), "8 at 24 kg, 10, 10 at 20 kg")
    assert (single.is_hit, single.is_miss, single.told) == (False, False, "10, 10, - at 20 kg")


@pytest.mark.parametrize(("first", "second"), [(22, 24), (24, 22)])
def test_two_sets_of_two_loads_are_both_at_the_lighter(first, second):
    """Of a slot with two sets neither was left out, whichever came first: both were at the lighter load at least."""
    slot = attrs.evolve(SLOT, sets=2)
    reading = _read(_done((first, 9), (second, 9), asked=_asked(9, 9, at=24)), slot)
    assert (str(reading.load), reading.reps, reading.untried) == ("22 kg", (9, 9), 0)


def test_ascending_sets_earn_the_lightest_of_them():
    """16, 18 and 20 kg where 9 at 20 were asked are three sets at 16 kg, not one there and two left out."""
    rising = _read(_done((16, 8), (18, 8), (20, 8), asked=_asked(9, 9, 9)))
    assert (str(rising.load), rising.reps, rising.untried) == ("16 kg", (8, 8, 8), 0)


def test_nothing_is_left_out_where_nobody_asked():
    """One imported set is one set, met, of however many the slot has."""
    reading = _read(_done((20, 11)))
    assert (reading.is_hit, reading.asked, reading.untried) == (True, (8,), 0)
