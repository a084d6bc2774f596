"""Where rules change their mind, to the rep."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from overload import Load, Performed, RepRange, SetDone, Slot
from overload.rules import (
    Autoregulation,
    DumbbellIncrements,
    PullUpLadder,
    RepTarget,
    TripleProgression,
    TwoForTwo,
    overload_rules,
)
from overload.testing import replay

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


@pytest.mark.parametrize("name", [rule.name for rule in overload_rules()])
def test_zero_reps_come_down_at_once(name, ladder):
    """Where there is a lighter load, one session without a single rep leads to it, under every rule."""
    rule = next(one for one in overload_rules() if one.name == name)()
    slot = Slot("row", 3, RepRange(8, 12), start=Load(Decimal(20)))
    asked = replay(rule, slot, ladder("10", "12.5", "15", "17.5", "20", "22.5"), ["20x0,0,0"])[-1]
    assert asked.sets[0].load < Load(Decimal(20))


def test_who_cannot_do_one_pull_up_lowers_the_body_until_a_rep_comes(ladder):
    """By default it is negatives then: more as they go well, hanging where they do not, and a try in between."""
    slot = Slot("pull-up", 3, RepRange(5, 10), start=Load(Decimal(0)), bodyweight=Load(Decimal(80)))
    lines = ["0x0,0,0", "neg 0x3,3,3", "neg 0x4,3,3", "neg 0x0,0,0", "0x10s,10s,10s", "0x30s,30s,30s"]
    asked = replay(Autoregulation(), slot, ladder("0", "5", "10"), lines)
    written = [[f"{one.reps} {one.measure.sign or one.kind}".strip() for one in each.sets] for each in asked]
    assert written == [
        ["5 work"] * 3,
        ["3 negative"] * 3,
        ["4 negative"] * 3,
        ["3 negative"] * 3,
        ["10 s"] * 3,
        ["15 s"] * 3,
        ["1 negative"] * 3,
    ]
    assert asked[1].tempo == "5 s down"


def test_a_pull_up_is_tried_again_after_six_sessions_of_lowering(ladder):
    """The first set is open then, and the lowering follows; one that comes is asked for each time from then on."""
    slot = Slot("pull-up", 3, RepRange(5, 10), start=Load(Decimal(0)), bodyweight=Load(Decimal(80)))
    lowered = [f"neg 0x{reps},{reps},{reps}" for reps in (3, 4, 5, 6, 6, 6)]
    asked = replay(Autoregulation(), slot, ladder("0", "5"), ["0x0,0,0", *lowered, "0x1, neg 6, neg 6"])
    assert [(one.reps, one.kind, one.amrap) for one in asked[-2].sets[:2]] == [
        (1, "work", True),
        (6, "negative", False),
    ]
    assert [(one.reps, one.kind) for one in asked[-1].sets[:2]] == [(1, "work"), (6, "negative")]
    assert "within reach" in asked[-1].why
    three = replay(Autoregulation(), slot, ladder("0", "5"), ["0x0,0,0", *lowered, "0x2,1,1"])[-1]
    assert {one.kind for one in three.sets} == {"work"}


CLIMBS_BY_REPS = [
    rule.name for rule in overload_rules() if rule.name not in {"autoregulation", "dynamic-double-progression"}
]


@pytest.mark.parametrize("name", CLIMBS_BY_REPS)
def test_who_cannot_do_one_rep_of_the_lightest_is_asked_for_one_and_climbs_back(name, ladder):
    """With nothing lighter it asks for one rep, says what to do instead, and goes on a rep at a time."""
    rule = next(one for one in overload_rules() if one.name == name)()
    slot = Slot("pull-up", 3, RepRange(5, 10), start=Load(Decimal(0)), bodyweight=Load(Decimal(80)))
    asked = replay(rule, slot, ladder("0", "5", "10"), ["0x0,0,0", "0x0,0,0", "0x1,1,1", "0x2,2,2"])
    assert [one.sets[0].reps for one in asked[1:]] == [1, 1, 2, 3]
    assert "lower yourself slowly instead" in asked[1].why
    assert {str(one.sets[0].load) for one in asked} == {"0 kg"}


@pytest.mark.parametrize("rule", [RepTarget(), TripleProgression(), TwoForTwo()], ids=lambda rule: rule.name)
def test_a_start_that_is_too_heavy_comes_down(rule, ladder):
    """Twice below the range and no better is a rung less."""
    slot = Slot("row", 3, RepRange(8, 12), start=Load(Decimal(20)))
    asked = replay(rule, slot, ladder("15", "17.5", "20", "22.5"), ["20x6,6,5", "20x6,6,5"])
    assert [str(one.sets[0].load) for one in asked] == ["20 kg", "20 kg", "17.5 kg"]


@pytest.mark.parametrize("name", [rule.name for rule in overload_rules()])
def test_far_too_light_is_found_out(name, ladder):
    """Thirty reps in the last set take the load to about what they are worth, under every rule."""
    rule = next(one for one in overload_rules() if one.name == name)()
    slot = Slot("row", 3, RepRange(8, 12), start=Load(Decimal(10)))
    asked = replay(rule, slot, ladder("10", "11", "12", "13", "14", "15", "16"), ["10x12,12,30"])[-1]
    assert Load(Decimal(12)) < asked.sets[0].load
    assert all(float(one.load.kg) * (1 + one.reps / 30) <= 1.12 * 20 for one in asked.sets)


def test_a_pull_up_that_was_too_hard_is_tried_again_only_when_it_is_worth_it(ladder):
    """With one band it goes round in no loop: reps go on with it until the body is worth the bottom of its range."""
    slot = Slot("pull-up", 3, RepRange(5, 10), bodyweight=Load(Decimal(80)), start=Load(Decimal(-30)))
    band = ladder("-30", "0", "5")
    history = ["-30x8,8,8", "0x1,0,0", "-30x8,8,8", "-30x25,25,25", "-30x26,26,26"]
    asked = replay(PullUpLadder(), slot, band, history)[1:]
    assert [(str(one.sets[0].load), one.sets[0].reps) for one in asked] == [
        ("0 kg", 5), ("-30 kg", 5), ("-30 kg", 9), ("-30 kg", 26), ("0 kg", 5),
    ]  # fmt: skip


def test_a_rung_taken_is_not_said_to_be_out_of_reach(play, ladder):
    """Where the rung is taken the reason does not say what it still needs."""
    why = play(DumbbellIncrements(), "20x12,12,12 | 20x13,13,13", ladder=ladder("20", "22.5"))[-1].why
    assert why == "13, 13, 13 at 20 kg says it is time: up to 22.5 kg, back to 8 reps."
