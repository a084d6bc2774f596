"""Where rules change their mind, to the rep."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from overload import Load, Performed, RepRange, SetDone, Slot
from overload.rules import DumbbellIncrements, PullUpLadder

SLOWED = "4.5x20,20,20 | 4.5x20,20,20,20"
"""The stretch limit reached, a set added, and then the tempo slowed."""


@pytest.mark.parametrize(("up", "expected"), [("13", "13x8,8,8"), ("13.2", "10x12,12,12,12")])
def test_a_rung_that_needs_just_the_stretch_limit_is_taken(play, ladder, brief, up, expected):
    """10 kg for 20 reps is worth 8 at 13 kg, and 20 is the limit; 13.2 kg would need 21, so a set is added."""
    proposed = play(DumbbellIncrements(), "10x20,20,20", ladder=ladder("10", up, "20"))
    assert brief(proposed[-1]) == expected


def test_the_way_to_such_a_rung_names_its_reps(play, ladder):
    """On the way the reason says how many reps earn the rung, not that it is far."""
    proposed = play(DumbbellIncrements(), "10x14,14,14", ladder=ladder("10", "13", "20"))
    assert "(13 kg needs 20 reps here first)" in proposed[-1].why


@pytest.mark.parametrize(("reps", "expected"), [(25, "7x5,5,5"), (24, "4.5x25,25,25")])
def test_the_far_rung_is_taken_from_just_the_least_reps(play, ladder, brief, reps, expected):
    """When all else is used up, 25 reps at 4.5 kg are worth 5 at 7 kg, which is enough; 24 are worth only 4."""
    proposed = play(DumbbellIncrements(), f"{SLOWED} | 4.5x{reps},{reps},{reps}", ladder=ladder("4.5", "7", "9"))
    assert brief(proposed[-1]) == expected


@pytest.mark.parametrize(("worth", "load", "reps"), [(0, "0", 5), (3, "0", 5), (4, "-10", 9)])
def test_help_is_taken_off_when_the_next_rung_is_worth_enough(ladder, worth, load, reps):
    """8 reps with 10 kg of help at 80 kg are worth 3 without: enough for 3, not for 4, and 0 does not ask."""
    slot = Slot("pull-up", 1, RepRange(5, 10), bodyweight=Load(Decimal(80)))
    history = (Performed(date(2026, 1, 5), (SetDone(8, Load(Decimal(-10))),)),)
    (proposed,) = PullUpLadder(worth=worth).propose(slot, history, ladder("-10", "0", "5")).sets
    assert (proposed.load, proposed.reps) == (Load(Decimal(load)), reps)


@pytest.mark.parametrize(("reps", "expected"), [(8, "0"), (7, "-10")])
def test_help_is_taken_off_at_the_top_of_its_range(ladder, reps, expected):
    """With help the range ends at 8 reps: 8 take the next help off, 7 do not."""
    slot = Slot("pull-up", 1, RepRange(5, 10), bodyweight=Load(Decimal(80)))
    history = (Performed(date(2026, 1, 5), (SetDone(reps, Load(Decimal(-10))),)),)
    assert PullUpLadder().propose(slot, history, ladder("-10", "0")).sets[0].load == Load(Decimal(expected))
