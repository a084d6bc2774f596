"""The guarded call: no rule can leave a slot without something to lift."""

import sys
from datetime import date
from decimal import Decimal
from typing import ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.model import Ladder, OpenEnd, Performed, Prescription, RepRange, Rung, SetDone, SetTarget, Slot
from overload.progression import ask, prescribe
from overload.units import Load

TWENTY = Load(Decimal(20))
LADDER = Ladder(tuple(Rung(Load(Decimal(step))) for step in range(10, 42, 2)))
SLOT = Slot("row", 3, RepRange(8, 12), start=Load(Decimal(15)))
GOOD = Prescription((SetTarget(10, TWENTY),) * 3, "because")
HISTORY = [Performed(date(2026, 1, 5), (SetDone(9, TWENTY),) * 3, GOOD)]


def rule(propose):
    """Make a rule that does as it is told."""

    class Told:
        name: ClassVar[str] = "told"

        def propose(self, slot, history, ladder):
            return propose(slot, history, ladder) if callable(propose) else propose

    return Told()


def _raising(error):
    def propose(*_):
        raise error

    return propose


def _recursing(*arguments):
    return _recursing(*arguments)


class UnprintableError(Exception):
    """An error whose message fails as well."""

    def __str__(self):
        raise ValueError


def _one_set(reps=10, load=TWENTY, why="because", tempo=""):
    return Prescription((SetTarget(reps, load),), why, tempo)


FAULTS = {
    "raises": _raising(ZeroDivisionError("by zero\nin two lines")),
    "exits": _raising(SystemExit(3)),
    "unprintable": _raising(UnprintableError()),
    "stops a generator": _raising(GeneratorExit()),
    "recurses": _recursing,
    "none": None,
    "a number": 20,
    "no sets": Prescription((), "because"),
    "sets in a list": Prescription([SetTarget(10, TWENTY)], "because"),
    "too many sets": Prescription((SetTarget(10, TWENTY),) * 21, "because"),
    "not a set": Prescription((10,), "because"),
    "zero reps": _one_set(reps=0),
    "a hundred reps": _one_set(reps=100),
    "half a rep": _one_set(reps=10.0),
    "true reps": _one_set(reps=True),
    "not a number": _one_set(load=Load(Decimal("nan"))),
    "infinite": _one_set(load=Load(Decimal("inf"))),
    "off the ladder": _one_set(load=Load(Decimal(21))),
    "above the ladder": _one_set(load=Load(Decimal(100))),
    "a float load": _one_set(load=Load(20.0)),
    "no load": _one_set(load=20),
    "no reason": _one_set(why=" "),
    "two lines": _one_set(why="a\nb"),
    "no text": _one_set(why=None),
    "tempo in lines": _one_set(tempo="slow\nslower"),
}


@pytest.mark.parametrize("propose", FAULTS.values(), ids=FAULTS)
def test_a_rule_that_fails_costs_one_hold_and_is_named(propose):
    """Whatever a rule does wrong, the last load is asked for again, and reason and problem name the rule."""
    prescription, problem = prescribe(rule(propose), SLOT, HISTORY, LADDER)
    assert {one.load for one in prescription.sets} == {TWENTY}
    assert [one.reps for one in prescription.sets] == [9, 9, 9]
    assert "told" in prescription.why
    assert len(prescription.why.splitlines()) == 1
    assert problem is not None
    assert "told" in problem.message
    assert len(str(problem).splitlines()) == 1
    assert __file__ in problem.place


def test_the_problem_says_what_was_raised():
    """The kind of error and its message are told, and what to do."""
    _, problem = prescribe(rule(FAULTS["raises"]), SLOT, HISTORY, LADDER)
    assert "ZeroDivisionError: by zero in two lines" in str(problem)


def test_a_good_prescription_comes_through_untouched():
    """A rule that keeps the contract is not meddled with."""
    assert prescribe(rule(GOOD), SLOT, HISTORY, LADDER) == (GOOD, None)


def test_without_a_history_the_start_is_held():
    """Where nothing was ever lifted, the starting load at the bottom of the range takes the place."""
    prescription, _ = prescribe(rule(None), SLOT, (), LADDER)
    assert [(one.reps, str(one.load)) for one in prescription.sets] == [(8, "14 kg")] * 3


def _done(sets, asked=GOOD, *, unwell=False):
    """Return a session with these sets done: `40x12,12`, several loads separated by blanks."""
    done = [part.split("x") for part in sets.split()]
    performed = tuple(SetDone(int(reps), Load(Decimal(load))) for load, those in done for reps in those.split(","))
    return Performed(date(2026, 1, 5), performed, asked, unwell=unwell)


@pytest.mark.parametrize(
    ("sessions", "held"),
    [
        ([_done("27x9,9", None)], "26x9,9,9"),
        ([_done("40x12,12,12")], "40x12,12,12"),
        ([_done("40x15,12,3")], "40x12,12,8"),
        ([_done("10x8,8,8"), _done("20x0,0,0")], "10x8,8,8"),
        ([_done("14x10,10 20x0 18x9")], "14x10,10,10"),
        ([_done("24x8,8,8"), _done("12x12,12,12", unwell=True)], "24x8,8,8"),
        ([_done("12x12,12,12", unwell=True)], "12x12,12,12"),
        ([_done("20x0,0,0")], "20x10,10,10"),
    ],
    ids=["imported", "heavier", "out of the range", "a try that failed", "several", "unwell", "only unwell", "never"],
)
def test_what_was_last_done_is_held(sessions, held):
    """The load last lifted is asked for again, whatever had been asked for, with the reps done within the range."""
    prescription, _ = prescribe(rule(None), SLOT, sessions, LADDER)
    load, _, reps = held.partition("x")
    assert [str(one.load) for one in prescription.sets] == [f"{load} kg"] * 3
    assert [one.reps for one in prescription.sets] == [int(number) for number in reps.split(",")]


@given(
    st.lists(
        st.builds(
            Performed,
            st.just(date(2026, 1, 5)),
            st.lists(
                st.builds(SetDone, st.integers(0, 30), st.sampled_from([Load(Decimal(step)) for step in range(5, 60)])),
                max_size=5,
            ).map(tuple),
            st.sampled_from([GOOD, None]),
            unwell=st.booleans(),
        ),
        max_size=5,
    )
)
def test_what_is_held_can_be_lifted(history):
    """Whatever the log holds, what is held is a load of the ladder that was done, or one below it, within the range."""
    prescription, _ = prescribe(rule(None), SLOT, history, LADDER)
    assert len(prescription.sets) == SLOT.sets
    assert len({one.load for one in prescription.sets}) == 1
    assert all(8 <= one.reps <= 12 for one in prescription.sets)
    held = prescription.sets[0].load
    done = {one.load for session in history for one in session.sets if one.reps}
    assert held in LADDER
    if done:
        assert held in {LADDER.at_or_below(load) or LADDER.bottom for load in done}


def test_a_rule_cannot_change_the_history():
    """A rule that writes into the history it is given fails alone."""
    history = list(HISTORY)
    _, problem = prescribe(rule(lambda slot, past, ladder: past.clear()), SLOT, history, LADDER)
    assert history == HISTORY
    assert problem is not None


def test_the_athlete_may_interrupt():
    """Ctrl-C ends the program, not the rule."""
    with pytest.raises(KeyboardInterrupt):
        prescribe(rule(_raising(KeyboardInterrupt())), SLOT, HISTORY, LADDER)


def test_something_that_is_no_rule_at_all_is_survived():
    """An object without propose is a failing rule like any other."""
    prescription, problem = prescribe(object(), SLOT, HISTORY, LADDER)
    assert {one.load for one in prescription.sets} == {TWENTY}
    assert problem is not None
    assert sys.exc_info() == (None, None, None)


class TestAnOpenSet:
    """How far it goes, whatever rule asks for it."""

    def _asked(self, last, open_end):
        proposed = Prescription((SetTarget(10, TWENTY), last), "because")
        return prescribe(rule(proposed), attrs.evolve(SLOT, open_end=open_end), HISTORY, LADDER)[0].sets

    @pytest.mark.parametrize("open_end", OpenEnd)
    def test_goes_as_far_as_the_slot_says(self, open_end):
        """A rule that says nothing of it asks for what the exercise allows; closed sets stay as they are."""
        closed, last = self._asked(SetTarget(10, TWENTY, amrap=True), open_end)
        assert (closed.rir, OpenEnd.of(last.rir)) == (None, open_end)

    def test_goes_as_far_as_a_rule_says_that_says_it(self):
        """A rule that asks for failure gets it."""
        _, last = self._asked(SetTarget(10, TWENTY, amrap=True, rir=Decimal(0)), OpenEnd.ONE_LEFT)
        assert OpenEnd.of(last.rir) is OpenEnd.FAILURE

    def test_is_put_together_so(self):
        """`ask` makes the last set open with the end it is told; the sets before it keep their reserve."""
        asked = ask((10, 10), TWENTY, "why", amrap_last=True, open_end=OpenEnd.ONE_LEFT, rir=Decimal(2))
        assert [(one.amrap, one.rir) for one in asked.sets] == [(False, 2), (True, 1)]
