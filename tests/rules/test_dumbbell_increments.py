"""Dumbbell increments: near rungs as usual, far ones only when strength reaches them."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from overload import DoubleProgression, Load, Performed, RepRange, SetDone, Slot, e1rm
from overload.rules import DumbbellIncrements

RULE = DumbbellIncrements()


@pytest.mark.parametrize("history", ["20x12,12,12", "20x11,10,9", "20x7,7,7 | 20x7,7,7", "20x10,10,10 | 22x9,9,8"])
def test_it_is_plain_double_progression_where_the_next_rung_is_near(play, ladder, brief, history):
    """Where a tenth more is the next rung, it asks exactly what double progression asks."""
    near = ladder("16", "18", "20", "22", "24", "26")
    plain = play(DoubleProgression(), history, ladder=near)[-1]
    assert brief(play(RULE, history, ladder=near)[-1]) == brief(plain)


COARSE = [
    # 12 reps at 20 kg are worth 7.3 at 22.5 kg by Epley; 13 are worth 8.2
    ("20x12,12,12", "20x13,13,13"),
    ("20x13,13,13", "22.5x8,8,8"),
    ("20x13,13,12", "20x13,13,13"),
    # 10 kg to 15 kg is half as much again: 27 reps, more than the stretch allows
    ("10x20,20,20", "10x12,12,12,12"),
]


@pytest.mark.parametrize(("history", "expected"), COARSE)
def test_reps_go_on_until_the_next_rung_is_worth_the_bottom_of_the_range(play, ladder, brief, history, expected):
    """Past the top of the range reps go on as long as e1RM asks for it and the stretch limit allows."""
    assert brief(play(RULE, history, ladder=ladder("10", "15", "20", "22.5", "25"))[-1]) == expected


def test_a_far_rung_is_approached_by_reps_then_a_set_then_tempo(play, ladder):
    """From 2 kg to 4.5 kg: 20 reps, then a fourth set, then slower, then on with reps; never an impossible jump."""
    rule, far = RULE, ladder("2", "4.5")
    proposed = play(rule, "2x20,20,20 | 2x20,20,20,20 | 2x20,20,20 | 2x29,29,29", ladder=far)
    assert [len(one.sets) for one in proposed] == [3, 4, 3, 3, 3]
    assert [one.tempo for one in proposed] == ["", "", "3 s down", "3 s down", "3 s down"]
    assert {str(one.sets[0].load) for one in proposed} == {"2 kg"}
    assert [one.sets[0].reps for one in proposed[1:]] == [12, 8, 21, 30]


@pytest.mark.parametrize(("tempo", "tempi"), [("3 s down", 3), ("5 s down", 3), ("", 1)])
def test_before_a_far_rung_no_set_is_more_than_thirty(ladder, tempo, tempi):
    """4 kg before 10 is 30 reps at most, then two sets more, then slower reps; at last it says what would help."""
    rule, slot, past = DumbbellIncrements(tempo=tempo), Slot("row", 3, RepRange(8, 12)), []
    for number in range(150):
        asked = rule.propose(slot, tuple(past), ladder("4", "10"))
        done = tuple(SetDone(one.reps, one.load) for one in asked.sets)
        past.append(Performed(date(2026, 1, 5) + timedelta(days=number), done, asked))
    asks = [one.asked for one in past]
    assert {str(set_.load) for one in asks for set_ in one.sets} == {"4 kg"}
    assert max(set_.reps for one in asks for set_ in one.sets) == 30
    assert max(len(one.sets) for one in asks) == 5
    assert len({one.tempo for one in asks}) == tempi
    assert "a load between the two would serve you better" in asks[-1].why
    firm = asks.index(asks[-1])
    assert all(one != other for one, other in pairwise(asks[:firm]))


def test_the_far_rung_is_taken_at_what_it_is_worth_when_all_else_is_used_up(play, ladder, brief):
    """4.5 kg for 26 reps is worth 6 reps at 7 kg: after set and tempo it is taken for those, then climbs on."""
    far = ladder("4.5", "7", "9")
    proposed = play(RULE, "4.5x20,20,20 | 4.5x20,20,20,20 | 4.5x26,26,26 | 7x6,6,6", ladder=far)
    assert [brief(one) for one in proposed[3:]] == ["7x6,6,6", "7x7,7,7"]


def test_no_jump_asks_for_more_than_e1rm_allows(ladder):
    """Whoever does all that is asked reaches the top, and no load on the way is asked for above what was shown."""
    far, slot = ladder("4.5", "7", "9.5", "12", "16", "24", "32"), Slot("row", 3, RepRange(8, 12))
    past: list[Performed] = []
    for number in range(300):
        proposed = RULE.propose(slot, tuple(past), far)
        load, reps = proposed.sets[0].load, proposed.sets[0].reps
        if past and load > past[-1].sets[0].load:
            shown = e1rm(float(past[-1].sets[0].load.kg), min(one.reps for one in past[-1].sets))
            assert e1rm(float(load.kg), reps) <= shown * (1 + 1e-9)
        done = tuple(SetDone(one.reps, one.load) for one in proposed.sets)
        past.append(Performed(date(2026, 1, 5) + timedelta(days=number), done, proposed))
    assert past[-1].sets[0].load == far.top


def test_at_the_top_of_the_ladder_reps_go_on_and_it_says_so(play, ladder, brief):
    """The heaviest dumbbell is no end: reps go on past the range, and the reason names the load as the heaviest."""
    proposed = play(RULE, "12x12,12,12 | 12x14,14,14", ladder=ladder("10", "12"))
    assert [brief(one) for one in proposed[1:]] == ["12x13,13,13", "12x15,15,15"]
    assert "12 kg is the heaviest" in proposed[-1].why


def test_a_load_lighter_than_any_there_is(play, ladder, brief):
    """Whoever lifted less than the lightest load of this place begins there at the bottom of the range."""
    proposed = play(RULE, "10x10,10,10", ladder=ladder("16"))[-1]
    assert brief(proposed) == "16x8,8,8"
    assert "10 kg, which cannot be made here: 16 kg is the lightest" in proposed.why


def test_a_jump_named_near_is_taken_when_the_range_is_full(play, ladder, brief):
    """`near` sets the jump that is taken at once."""
    assert brief(play(DumbbellIncrements(near=0.25), "10x12,12,12", ladder=ladder("10", "12.5"))[-1]) == "12.5x8,8,8"


def test_a_near_jump_worth_no_rep_is_refused(play, ladder):
    """However near a jump is said to be, it is not asked for when it is worth less than one rep."""
    proposed = play(DumbbellIncrements(near=5.0), "2x12,12,12", ladder=ladder("2", "4.5"))[-1]
    assert str(proposed.sets[0].load) == "2 kg"


@pytest.mark.parametrize("formula", ["brzycki", "wathan"])
def test_strength_may_be_compared_by_another_formula(play, ladder, formula):
    """Every formula lets a near rung through in the end."""
    proposed = play(DumbbellIncrements(formula=formula), "20x16,16,16", ladder=ladder("20", "22.5"))[-1]
    assert str(proposed.sets[0].load) == "22.5 kg"


def test_bodyweight_counts_where_it_is_lifted(ladder):
    """5 kg more on 80 kg of bodyweight is a near rung, though it doubles the added load."""
    slot = Slot("pull-up", 1, RepRange(5, 10), bodyweight=Load(Decimal(80)))
    history = (Performed(date(2026, 1, 5), (SetDone(10, Load(Decimal(5))),)),)
    assert RULE.propose(slot, history, ladder("5", "10")).sets[0].load == Load(Decimal(10))
