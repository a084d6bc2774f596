"""Rep target: the total decides."""

import pytest

from overload.rules import RepTarget

THIRTY = RepTarget(total=30)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("", "2.5x10,10,10"),
        ("20x12,10,8", "22.5x10,10,10"),
        ("20x15,10,8", "22.5x10,10,10"),
        ("20x11,10,8", "20x10,10,10"),
        ("20x15,15", "22.5x10,10,10"),
        ("20x11,10,8,9", "22.5x10,10,10"),
        ("20x9,9,9,3", "20x10,10,10"),
        ("20x12,10,8 | 22.5x12,10,0", "22.5x10,10,10"),
        ("20x10,10,9 | 22.5x10,10,10", "25x10,10,10"),
        ("20x10,10,9 | 22.5x9,5,4", "20x10,10,10"),
        ("40x12,12,12", "40x13,12,12"),
        ("40x12,12,12 | 40x13,12,12", "40x13,13,12"),
        ("40x12,12,12 | 40x10,10,9", "40x10,10,10"),
        ("20x10,10,9 | ~20x5,5,5", "20x10,10,10"),
    ],
)
def test_the_total_earns_the_rung(play, brief, history, expected):
    """The load goes up when the sets asked for add up to the total, however they are split."""
    assert brief(play(THIRTY, history)[-1]) == expected


def test_a_total_of_36_in_three_sets(play, ladder, brief):
    """Fifty, forty-two and thirty-six reps in three sets each earn the next load of 65, 85, 95, 100."""
    history = "65x20,15,15 | 85x16,14,12 | 95x12,12,12"
    proposed = play(RepTarget(total=36), history, ladder=ladder("65", "85", "95", "100"))
    assert [brief(one) for one in proposed[1:]] == ["85x12,12,12", "95x12,12,12", "100x12,12,12"]


def test_a_total_that_does_not_divide_puts_more_into_the_first_sets(play, brief):
    """25 reps in three sets are asked for as 9, 8, 8."""
    assert brief(play(RepTarget(total=25), "20x8,8,8")[-1]) == "20x9,8,8"


def test_the_default_total_is_the_middle_of_the_range(play):
    """Three sets of 8-12 make 30 reps."""
    assert "30 reps in 3 sets" in play(RepTarget(), "")[0].why


def test_the_last_set_may_be_open(play):
    """With amrap_last the last set alone is as many reps as possible."""
    assert [one.amrap for one in play(RepTarget(amrap_last=True), "20x8,8,8")[-1].sets] == [False, False, True]
