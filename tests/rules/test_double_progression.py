"""Double progression: what earns a rung, what a miss does, and what counts at all."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from overload import DoubleProgression, Load, Performed, RepRange, SetDone, Slot

MONDAY = date(2026, 1, 5)
ALL = DoubleProgression()
LAST = DoubleProgression(earn="last")
WEAKEST = DoubleProgression(earn="weakest")


@pytest.mark.parametrize(
    ("done", "upwards"),
    [
        ("120x6,6,6,6", True),
        ("125x6,5,5,4", False),
        ("125x6,6,5,5", False),
        ("125x6,6,6,6", True),
        ("130x6,6,6,5", False),
        ("130x6,6,6,6", True),
    ],
)
def test_the_load_goes_up_only_when_every_set_is_at_the_top(play, ladder, done, upwards):
    """The usual 4 x 4-6 table: the weight rises after four sets of six, and at no other time."""
    racks = ladder("115", "120", "125", "130", "135")
    load = int(done.split("x")[0])
    proposed = play(ALL, done, reps=(4, 6), sets=4, ladder=racks)[-1]
    assert proposed.sets[0].load.amount == (load + 5 if upwards else load)


TABLE = [
    # rule, history, what comes next
    (ALL, "20x12,12,12", "22.5x8,8,8"),
    (ALL, "20x13,12,15", "22.5x8,8,8"),
    (ALL, "20x11,10,9", "20x12,11,10"),
    (ALL, "20x12,12,11", "20x12,12,12"),
    (ALL, "[11,10,9]>20x11,9,10", "20x12,10,11"),
    (ALL, "20x7,7,7", "20x8,8,8"),
    (ALL, "20x12,12,0", "20x12,12,8"),
    (ALL, "20x12,12", "20x12,12,8"),
    (ALL, "20x12,12,12,3", "22.5x8,8,8"),
    (ALL, "20x10,10,10 | 20x12,12,12 10x20,20,20,20", "22.5x8,8,8"),
    (ALL, "20x10,10,10 | 22.5x12,12,12", "25x8,8,8"),
    (ALL, "20x10,10,10 | 22.5x9,8,8", "22.5x10,9,9"),
    (ALL, "20x10,10,10 | 22.5x9,8,7", "20x11,11,11"),
    (ALL, "20x10,10,10 | 17.5x11,11,11", "17.5x12,12,12"),
    (ALL, "20x10,10,10 | 10x7,7,7", "20x11,11,11"),
    (ALL, "20x12,12 22.5x12", "22.5x8,8,8"),
    (ALL, "21x10,10,10", "20x11,11,11"),
    (ALL, "20x10,10,10 | 20x11,11,10", "20x11,11,11"),
    (ALL, "[10,10,10]>20x12,10,9", "20x12,10,10"),
    # the heaviest load there is: reps go on
    (ALL, "40x12,12,12", "40x13,13,13"),
    (ALL, "40x12,12,12 | 40x13,13,12", "40x13,13,13"),
    (ALL, "40x12,12,12 | 40x13,13,13", "40x14,14,14"),
    (ALL, "40x99,99,99", "40x23,23,23,23"),
    (WEAKEST, "40x16,17,17", "40x17,17,17"),
    (DoubleProgression(in_a_row=2), "20x12,12,12 | ~20x8,8,8 | 20x12,12,12", "22.5x8,8,8"),
    (ALL, "20x10,10,10 | 20x0,0,0", "15x8,8,8"),
    (ALL, "20x10,10,10 | ~20x8,5,3", "20x11,11,11"),
    (ALL, "20x10,10,10 | ~20x12,12,12", "22.5x8,8,8"),
    (DoubleProgression(rep_step=2), "20x8,8,8", "20x10,10,10"),
    (DoubleProgression(rep_step=2), "20x11,11,11", "20x12,12,12"),
    (DoubleProgression(in_a_row=2), "20x12,12,12", "20x12,12,12"),
    (DoubleProgression(in_a_row=2), "20x12,12,12 | 20x12,12,12", "22.5x8,8,8"),
    (DoubleProgression(in_a_row=2), "20x12,12,12 | 20x12,12,11 | 20x12,12,12", "20x12,12,12"),
    (DoubleProgression(in_a_row=2), "17.5x12,12,12 | 20x12,12,12", "20x12,12,12"),
    (LAST, "20x10,10,12", "22.5x8,8,8"),
    (LAST, "20x12,12,11", "20x12,12,12"),
    (LAST, "20x12,7,12", "20x12,8,12"),
    (LAST, "20x12,12", "20x12,12,8"),
]


@pytest.mark.parametrize(("rule", "history", "expected"), TABLE)
def test_what_comes_after_a_session(play, brief, rule, history, expected):
    """Sets that met their target get a rep more, others the same again; only what was earned moves the load."""
    assert brief(play(rule, history)[-1]) == expected


MISSES = [
    ("20x10,10,10 | 20x10,10,10", "20x11,11,11"),
    ("20x10,10,10 | 20x10,10,10 | 20x10,10,10", "20x10,10,10"),
    ("20x10,10,10 | 20x10,10,9 | 20x10,10,10", "20x11,11,11"),
    ("20x8,8,7 | 20x8,8,7", "17.5x8,8,8"),
    ("20x7,7,6 | 20x8,7,7", "20x8,8,8"),
    ("20x7,7,7 | 20x7,7,7", "17.5x8,8,8"),
    ("20x7,7,7 | ~20x7,7,7", "20x8,8,8"),
    ("2.5x7,7,7 | 2.5x7,7,7", "2.5x7,7,7"),
    # far too heavy: down at once, to the rung that what was done is worth
    ("20x3,2,1", "15x8,8,8"),
    # far too light: up at once, by e1RM and with two in reserve
    ("10x8,8,30", "15x8,8,8"),
    ("10x8,8,17", "10x9,9,12"),
]


@pytest.mark.parametrize(("history", "expected"), MISSES)
def test_a_miss_repeats_then_eases_then_takes_a_rung_off(play, brief, history, expected):
    """The first miss repeats, a second that is no better eases, and only at the bottom does the load come down."""
    assert brief(play(ALL, history)[-1]) == expected


def test_repeat_never_eases(play, brief):
    """With on_miss `repeat` the same is asked for however often it is missed."""
    rule = DoubleProgression(on_miss="repeat")
    assert {brief(one) for one in play(rule, "|".join(["20x7,7,7"] * 6))[1:]} == {"20x8,8,8"}


TOGETHER = [
    ("20x8,8,8", "20x9,9,9"),
    ("20x10,9,9", "20x10,10,10"),
    ("20x12,12,12", "22.5x8,8,8"),
    # the working load is the most common one, of equally common ones the heavier
    ("[8,8,8]>20x10 22.5x8,8", "22.5x8,8,8"),
    ("[8,8]@20>20x10 22.5x9", "22.5x9,9,9"),
    ("[8,8,8]@20>22.5x8,8,8", "22.5x9,9,9"),
    ("[8,8,8]@20>22.5x8,8,7", "20x8,8,8"),
    # a changed load is adopted only when its weakest set reached the bottom of the range
    ("20x10,10,10 | 22.5x9,8,8", "22.5x9,9,9"),
    ("20x10,10,10 | 22.5x9,8,7", "20x11,11,11"),
    # fewer sets than asked: consolidate
    ("20x10,10,10 | 20x11,11", "20x11,11,11"),
    ("20x10,10,10 | 22.5x9,9", "22.5x9,9,9"),
    # first miss repeats, second eases one set at a time and no higher than what was managed
    ("[10,10,9]>20x10,9,9", "20x10,10,9"),
    ("[10,10,10]>20x10,10,9", "20x10,10,10"),
    ("[10,10,10]>20x10,10,9 | 20x10,10,9", "20x10,10,9"),
    ("[10,10,10]>20x10,9,9 | 20x10,9,9", "20x10,9,9"),
    ("[10,10,10]>20x9,9,9 | 20x10,10,9 | 20x10,9,9", "20x10,9,9"),
    # the load comes down only at the bottom of the range
    ("[9,9,9]>20x8,8,7 | 20x8,8,7", "20x8,8,8"),
    ("[8,8,8]>20x8,8,7 | 20x8,8,7", "17.5x8,8,8"),
    # coming back from n misses only sets - n sets, at least one, get the extra rep, and sets level up first
    ("[10,10,10]>20x10,10,9 | 20x10,10,10", "20x11,11,10"),
    ("[10,10,10]>20x10,10,9 | 20x10,10,10 | 20x11,11,10", "20x11,11,11"),
    ("[8,8,8]>20x8,8,7 | [8,8,8]>20x8,8,7 | [8,8,8]>20x8,8,8", "20x9,8,8"),
    ("[9,8,8]>20x9,8,8", "20x9,9,9"),
]


@pytest.mark.parametrize(("history", "expected"), TOGETHER)
def test_the_weakest_set_moves_all_sets_together(play, brief, history, expected):
    """With earn `weakest` the weakest set decides for all, and the step is smaller after misses."""
    assert brief(play(WEAKEST, history)[-1]) == expected


def test_a_second_adopted_session_is_judged_by_its_own_load(play, brief):
    """Having taken a heavier load and kept it in the range, the athlete goes on from there."""
    assert brief(play(ALL, "20x10,10,10 | 22.5x9,9,9 | 22.5x12,12,12")[-1]) == "25x8,8,8"


def test_the_reason_carries_the_numbers(play):
    """The reason names what was done, at what load, and what follows from it."""
    assert (
        play(ALL, "20x12,12,12")[-1].why
        == "12, 12, 12 at 20 kg reached the top of 8-12: up to 22.5 kg, back to 8 reps."
    )


def test_the_first_load_is_the_start_snapped_down(play, brief):
    """Without a history the starting load is asked for at the bottom of the range."""
    assert brief(play(ALL, "", start="21")[0]) == "20x8,8,8"


def test_a_known_start_holds_against_a_heavier_load_that_was_too_heavy(play, brief):
    """Where a starting load is known, a first session too heavy for the range does not count."""
    assert brief(play(ALL, "30x5,5,5", start="20")[-1]) == "20x8,8,8"


def test_parameters_are_checked():
    """A choice that does not exist is refused when the rule is made."""
    with pytest.raises(ValueError, match="earn"):
        DoubleProgression(earn="best")
    with pytest.raises(ValueError, match="rep_step"):
        DoubleProgression(rep_step=0)


def test_who_cannot_do_a_single_rep_comes_down_a_rung(ladder):
    """Tries without a rep take a rung off at once; sets left out change nothing."""
    slot, rungs = Slot("pull-up", 3, RepRange(5, 10), start=Load(Decimal(0))), ladder("-20", "-10", "0", "5")
    tried = tuple(SetDone(0, Load(Decimal(0))) for _ in range(3))
    left_out = tuple(SetDone(0, Load(Decimal(0)), left_out=True) for _ in range(3))
    for sets, loads in ((tried, ["0 kg", "-10 kg", "-10 kg"]), (left_out, ["0 kg"] * 3)):
        past: list[Performed] = []
        seen = []
        for week in range(3):
            asked = DoubleProgression().propose(slot, tuple(past), rungs)
            seen.append(str(asked.sets[0].load))
            past.append(Performed(MONDAY + timedelta(weeks=week), sets, asked))
        assert seen == loads
