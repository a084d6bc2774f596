"""Steps up, shares off and reps that go on."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from overload.model import Ladder, Performed, Prescription, RepRange, Rung, SetDone, SetTarget, Slot
from overload.progression import (
    at_the_end,
    lighter,
    misses_in_a_row,
    readings,
    reps_go_on,
    same_again,
    share_of,
    share_of_max,
    step_up,
)
from overload.rules import overload_rules
from overload.units import Load, load, parse_load


def _ladder(text: str) -> Ladder:
    return Ladder(tuple(Rung(parse_load(one, load("1 kg").unit)) for one in text.split(",")))


RACK = _ladder("10,12.5,15,20,25")
HELP = _ladder("chair,-30,-20,-10,0,5,10")
SLOT = Slot("row", 3, RepRange(5, 8), start=load("15 kg"))
BODY = Slot("pull-up", 3, RepRange(5, 8), bodyweight=load("80 kg"))


@pytest.mark.parametrize(
    ("at", "by", "expected"),
    [
        ("10 kg", None, "12.5 kg"),
        ("10 kg", "1 kg", "12.5 kg"),
        ("10 kg", "5 kg", "15 kg"),
        ("10 kg", "7 kg", "15 kg"),
        ("10 kg", "100 kg", "25 kg"),
        ("10 kg", "11.1 lb", "15 kg"),
        ("25 kg", "1 kg", "None"),
    ],
)
def test_a_step_up_is_at_least_a_rung(at, by, expected):
    """What is added is snapped downwards, but never to nothing."""
    assert str(step_up(load(at), RACK, load(by) if by else None)) == expected


@pytest.mark.parametrize(
    ("at", "slot", "ladder", "expected"),
    [
        # 0.9 x 25 is 22.5
        ("25 kg", SLOT, RACK, "20 kg"),
        # 0.9 x 12.5 is 11.25
        ("12.5 kg", SLOT, RACK, "10 kg"),
        # never below the lightest
        ("10 kg", SLOT, RACK, "None"),
        # 0.9 x (80 - 10) is 63: 17 kg of help
        ("-10 kg", BODY, HELP, "-20 kg"),
        # 0.9 x 80 is 72: 8 kg of help
        ("0 kg", BODY, HELP, "-10 kg"),
        # 0.9 x 90 is 81
        ("10 kg", BODY, HELP, "0 kg"),
        # a body of unknown weight
        ("-10 kg", SLOT, HELP, "-20 kg"),
        ("-30 kg", BODY, HELP, "chair"),
        ("chair", BODY, HELP, "None"),
    ],
)
def test_a_share_off_is_strictly_lighter(at, slot, ladder, expected):
    """A tenth off comes to a lighter rung, and with bodyweight in it to more help."""
    assert str(lighter(load(at), 0.9, slot, ladder)) == expected


def test_a_share_of_help_is_a_share_of_the_system_weight():
    """Nine tenths of 80 kg with 10 kg of help are 63 kg."""
    assert share_of(load("-10 kg"), 0.9, BODY) == load("-17 kg")


@pytest.mark.parametrize(
    ("reps", "rir", "expected"),
    [(1, 0, 1.0), (5, 2, 0.811), (8, 2, 0.739), (3, 1, 0.892), (10, 0, 0.739), (1, 0.5, 0.978), (12, 4, 0.574)],
)
def test_the_chart_gives_the_share_of_a_single(reps, rir, expected):
    """Reps done and reps in reserve weigh the same."""
    assert share_of_max(reps, rir) == pytest.approx(expected)


def test_the_chart_goes_on_falling_past_its_end():
    """Past 16 reps together Epley carries on."""
    shares = [share_of_max(half / 2) for half in range(2, 220)]
    assert all(later < earlier for earlier, later in pairwise(shares))


def _done(*reps: int | None, at: str = "20", asked: int = 5, unwell: bool = False) -> Performed:
    weight = Load(Decimal(at))
    target = Prescription((SetTarget(asked, Load(Decimal(20))),) * 3, "because")
    return Performed(
        date(2026, 1, 5), tuple(SetDone(one or 0, weight, left_out=one is None) for one in reps), target, unwell=unwell
    )


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([_done(5, 5, 5)], 0),
        ([_done(5, 5, 4)], 1),
        ([_done(5, 5, 4), _done(5, 4, 4)], 2),
        ([_done(5, 5, 4), _done(5, 5, 5), _done(5, 4, 4)], 1),
        ([_done(5, 5, 4), _done(4, 4, 4, unwell=True), _done(5, 4, 4)], 2),
        ([_done(5, 5, 4), _done(5, 5, None), _done(5, 4, 4)], 2),
        ([_done(5, 5, 4), _done(5, 5, 0), _done(5, 4, 4)], 3),
        ([_done(5, 5, 4), _done(5, 5, 5, at="15"), _done(5, 4, 4)], 1),
    ],
)
def test_misses_count_while_they_follow_each_other(history, expected):
    """A success or another load ends the count; unwell days and sets left out neither count nor end it."""
    past = readings(history, SLOT, RACK)
    assert misses_in_a_row(next(past), past) == expected


def test_reps_go_on_from_the_weakest_set():
    """At the heaviest load all sets get one more rep than the weakest had, and it says why."""
    heaviest = next(readings([_done(8, 7, 6)], SLOT, RACK))
    asked = reps_go_on(SLOT, heaviest, RACK)
    assert [one.reps for one in asked.sets] == [7, 7, 7]
    assert "heaviest" in asked.why


@pytest.mark.parametrize(
    ("session", "words"),
    [
        (_done(4, 4, 4), "fell short"),
        (_done(5, 5), "left sets out"),
        (_done(3, 3, 3, unwell=True), "not well"),
        (_done(3, 3, 3, at="25"), "too heavy"),
    ],
)
def test_the_same_again_says_why(session, words):
    """The reason names what kind of session it was."""
    asked = same_again(SLOT, next(readings([session], SLOT, RACK)), RACK)
    assert words in asked.why
    assert [one.reps for one in asked.sets] == [5, 5, 5]


END = [
    # reps, sets and tempo met -> reps, sets and tempo asked for
    ([8, 8, 8], 3, "", 9, 3, ""),
    ([30, 29, 31], 3, "", 30, 3, ""),
    ([30, 30, 30], 3, "", 23, 4, ""),
    ([30] * 4, 4, "", 25, 5, ""),
    ([48, 48, 48], 5, "", 15, 3, "3 s down"),
    ([15] * 3, 3, "3 s down", 16, 3, "3 s down"),
    ([30] * 5, 5, "3 s down", 15, 3, "3 s down, 2 s pause"),
    ([30] * 5, 5, "3 s down, 2 s pause", 30, 5, "3 s down, 2 s pause"),
]


@pytest.mark.parametrize(("reached", "sets", "tempo", "reps", "more", "slower"), END)
def test_where_the_ladder_ends_sets_and_tempo_follow_reps(reached, sets, tempo, reps, more, slower):
    """Reps go to 30, then come two sets, then slower reps, then a pause; and it says what would serve better."""
    asked = at_the_end(SLOT, load("25 kg"), reached, sets=sets, tempo=tempo)
    assert ([one.reps for one in asked.sets], asked.tempo) == ([reps] * more, slower)
    assert asked.why.endswith("; something heavier would serve you better.")


@pytest.mark.parametrize("name", [rule.name for rule in overload_rules()])
def test_no_rule_asks_for_reps_without_end(name):
    """Whoever does all that is asked with one pair alone is asked for 30 reps at most, and never for ever the same."""
    rule = next(one for one in overload_rules() if one.name == name)()
    one = Ladder((Rung(load("20 kg")),))
    slot = Slot("row", 3, RepRange(8, 12), start=load("20 kg"))
    past, seen = [], []
    for number in range(60):
        asked = rule.propose(slot, tuple(past), one)
        seen.append((asked.sets, asked.tempo))
        done = tuple(target.met() for target in asked.sets)
        past.append(Performed(date(2026, 1, 5) + timedelta(weeks=number), done, asked))
    assert max(target.reps for sets, _ in seen for target in sets) <= 30
    assert all(len(set(seen[at : at + 5])) > 1 for at in range(len(seen) - 4))
