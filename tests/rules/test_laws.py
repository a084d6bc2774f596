"""What holds for every rule, whatever the ladder, the slot and the history."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from overload import DoubleProgression, Ladder, Load, Performed, RepRange, Rung, SetDone, Slot, Unit, load
from overload.rules import (
    Amrap,
    DumbbellIncrements,
    DynamicDoubleProgression,
    Linear,
    PullUpLadder,
    RepTarget,
    Rir,
    TripleProgression,
    TwoForTwo,
    Wave,
    overload_rules,
)
from overload.rules.triple_progression import ORDERS

MONDAY = date(2026, 1, 5)
RULES = [rule() for rule in overload_rules()]
VARIANTS = [
    DoubleProgression(earn="last", in_a_row=2),
    DoubleProgression(earn="weakest", rep_step=2),
    DoubleProgression(earn="weakest"),
    DoubleProgression(on_miss="repeat"),
    DumbbellIncrements(formula="brzycki", stretch=2, extra_sets=2, least_reps=1),
    DumbbellIncrements(formula="wathan", tempo="", near=0.3),
    RepTarget(total=25, amrap_last=True),
    DynamicDoubleProgression(rep_step=2, strikes=1),
    *(TripleProgression(order=order) for order in ORDERS[1:]),
    TripleProgression(order="sets-reps-load", extra_sets=1, starts_over=False),
    TwoForTwo(extra=1, sessions=3),
    Linear(step=load("5 lb"), failures=1, deload=0.85),
    Amrap(step=load("2.5 kg"), double_at=1.5, failures=2),
    Rir(reserve=0.5, formula="brzycki"),
    Rir(reserve=3, formula="wathan"),
    Rir(formula="rts"),
    Wave(weeks=3, step=load("2 kg"), deload=0.9),
    Wave(weeks=2, per_week=2),
    PullUpLadder(assisted_low=3, assisted_high=6, earn="weakest", worth=3),
]
every_rule = pytest.mark.parametrize(
    "rule", [*RULES, *(pytest.param(rule, marks=pytest.mark.slow) for rule in VARIANTS)], ids=repr
)
few = settings(max_examples=15, deadline=None)


@st.composite
def _ladders(draw):
    unit = draw(st.sampled_from(Unit))
    amounts = draw(st.lists(st.integers(-120, 400), min_size=1, max_size=12, unique=True))
    figures = (Rung(Load(Decimal(one) / 4, unit)) for one in sorted(amounts))
    return Ladder((*draw(st.sampled_from(HELPS)), *figures))


HELPS = [(), (), (Rung(load("chair")),), (Rung(load("partner")), Rung(load("chair")))]


@st.composite
def _slots(draw, ladder):
    low = draw(st.integers(1, 20))
    start = draw(st.none() | st.sampled_from(ladder.loads) | st.just(Load(Decimal("7.77"))))
    bodyweight = draw(st.none() | st.just(Load(Decimal(80))) | st.just(Load(Decimal(150), Unit.LB)))
    return Slot("row", draw(st.integers(1, 5)), RepRange(low, low + draw(st.integers(0, 8))), 90, 1, bodyweight, start)


@st.composite
def situations(draw, fewest_reps=0):
    """Draw a situation: ladder, slot, and per session (offsets from what is asked, or loads and reps anyhow)."""
    ladder = draw(_ladders())
    anyhow = st.lists(
        st.tuples(st.integers(fewest_reps, 40), st.sampled_from((*ladder.loads, Load(Decimal("3.3"))))), max_size=5
    )
    as_asked = st.lists(st.integers(-3, 3), min_size=1, max_size=5)
    sessions = draw(st.lists(st.tuples(anyhow | as_asked, st.sampled_from("aaarun")), max_size=6))
    return ladder, draw(_slots(ladder)), sessions


def _done(session, proposed, fewest_reps=0, *, rir=False):
    if session and isinstance(session[0], int):
        return tuple(
            SetDone(max(fewest_reps, target.reps + offset), target.load, Decimal(offset + 3) if rir else None)
            for target, offset in zip(proposed.sets, session, strict=False)
        )
    return tuple(SetDone(reps, at) for reps, at in session)


def _replayed(rule, situation, fewest_reps=0):
    """Return the history in which the rule had asked for what it proposes.

    `n`: nobody had asked; `u`: unwell; `r`: reps in reserve noted.
    """
    ladder, slot, sessions = situation
    history = []
    for number, (session, kind) in enumerate(sessions):
        proposed = rule.propose(slot, tuple(history), ladder)
        day = MONDAY + timedelta(days=3 * number)
        done = _done(session, proposed, fewest_reps, rir=kind == "r")
        history.append(Performed(day, done, None if kind == "n" else proposed, slot.bodyweight, kind == "u"))
    return tuple(history)


@every_rule
@few
@given(situation=situations())
def test_it_always_asks_for_something_that_can_be_lifted(rule, situation):
    """Whatever was done: a rung of the ladder, 1 to 99 reps, and one line of reason."""
    ladder, slot, _ = situation
    proposed = rule.propose(slot, _replayed(rule, situation), ladder)
    assert proposed.sets
    assert all(target.load in ladder and 1 <= target.reps <= 99 for target in proposed.sets)
    assert proposed.why.strip()
    assert len(proposed.why.splitlines()) == 1


@every_rule
@few
@given(situation=situations())
def test_it_is_deterministic_and_touches_nothing(rule, situation):
    """The same question has the same answer, and what was given is as it was."""
    ladder, slot, _ = situation
    history = list(_replayed(rule, situation))
    before = copy.deepcopy((slot, history, ladder))
    first = rule.propose(slot, history, ladder)
    assert rule.propose(slot, history, ladder) == first
    assert (slot, history, ladder) == before


@every_rule
@few
@given(situation=situations(fewest_reps=1))
def test_failing_never_raises_the_load(rule, situation):
    """A rep less than asked for in every set never asks for more weight than before."""
    ladder, slot, _ = situation
    history = _replayed(rule, situation)
    asked = rule.propose(slot, history, ladder)
    low = slot.reps.low
    done = tuple(SetDone(min(low, target.reps) - 1, target.load) for target in asked.sets)
    after = rule.propose(slot, (*history, Performed(MONDAY + timedelta(days=99), done, asked)), ladder)
    assert max(target.load for target in after.sets) <= max(target.load for target in asked.sets)


SET_BY_SET = (
    Ladder(tuple(Rung(load(text)) for text in ("-27 lb", "0 lb", "0.25 lb"))),
    Slot("row", 3, RepRange(1, 2), 90, 1, load("80 kg")),
    [([1, 0], "a")],
)
"""A set has moved up before the others, all of which were far too easy."""


@every_rule
@few
@example(situation=SET_BY_SET, extra=[1, 6, 0, 0, 0])
@given(situation=situations(fewest_reps=1), extra=st.lists(st.integers(-4, 6), min_size=5, max_size=5))
def test_one_more_rep_everywhere_never_lowers_the_load(rule, situation, extra):
    """Of two sessions at the load asked for, the one with a rep more in every set asks for no less weight."""
    ladder, slot, _ = situation
    history = _replayed(rule, situation, fewest_reps=1)
    asked = rule.propose(slot, history, ladder)
    reps = [max(1, target.reps + more) for target, more in zip(asked.sets, extra, strict=False)]

    def after(plus):
        done = tuple(SetDone(one + plus, target.load) for one, target in zip(reps, asked.sets, strict=False))
        return rule.propose(slot, (*history, Performed(MONDAY + timedelta(days=99), done, asked)), ladder)

    more, as_it_was = after(1).sets, after(0).sets
    assert all(one.load >= other.load for one, other in zip(more, as_it_was, strict=False))


@every_rule
@few
@given(data=st.data())
def test_thirty_perfect_sessions_reach_the_top_or_keep_adding_reps(rule, data):
    """Doing all that is asked thirty times leads to the top of the ladder, or always to more."""
    ladder = data.draw(_ladders())
    slot = data.draw(_slots(ladder))
    slot = attrs.evolve(slot, reps=RepRange(slot.reps.low, slot.reps.low + 3))
    history, seen = [], []
    for number in range(30):
        proposed = rule.propose(slot, tuple(history), ladder)
        seen.append((proposed.sets[0].load, sum(one.reps for one in proposed.sets), len(proposed.sets), proposed.tempo))
        done = tuple(SetDone(target.reps, target.load) for target in proposed.sets)
        history.append(Performed(MONDAY + timedelta(days=3 * number), done, proposed, slot.bodyweight))
    longest = max(getattr(rule, name, 1) for name in ("in_a_row", "sessions", "per_week"))
    # The last of them may be the light one of a wave.
    best = max(load for load, *_ in seen[-4:])
    assert best == ladder.top or all(seen[at] != seen[at + longest] for at in range(30 - longest))


@every_rule
@few
@given(situation=situations())
def test_a_session_without_a_set_changes_nothing(rule, situation):
    """A session in which nothing was done leaves the next prescription as it was."""
    ladder, slot, _ = situation
    history = _replayed(rule, situation)
    asked = rule.propose(slot, history, ladder)
    none = tuple(SetDone(0, target.load, left_out=True) for target in asked.sets)
    for skipped in ((), none):
        later = (*history, Performed(MONDAY + timedelta(days=99), skipped, asked))
        assert rule.propose(slot, later, ladder).sets == asked.sets
