"""An ask that is worth less: fewer reps first, and never a rung that is worth far less."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload import Ladder, Measure, RepRange, SetTarget, Slot, load
from overload.progression.lesser import FAR, MOST, less_by, said
from overload.progression.time_off import loss as loss_of
from overload.testing.situations import make_ladder
from overload.units import Unit

SPIN_LOCK = make_ladder([str(kg / 2) for kg in range(10, 81, 5)])
POWERBLOCK = make_ladder(["5", "15", "25", "35", "45"], Unit.LB)
TWO_PAIRS = make_ladder(["6", "16"])
ONE = make_ladder(["20"])
BANDS = make_ladder(["-30", "-15", "0", "5", "10"])
LB_BANDS = make_ladder(["-60", "-30", "0", "10"], Unit.LB)
ROW = Slot("row", 3, RepRange(8, 12))
PULL_UP = Slot("pull-up", 3, RepRange(5, 10), bodyweight=load("80 kg"))
LADDERS = [(SPIN_LOCK, ROW), (POWERBLOCK, ROW), (TWO_PAIRS, ROW), (ONE, ROW), (BANDS, PULL_UP), (LB_BANDS, PULL_UP)]


def left_of(text: str, reps: tuple[int, ...], loss: float, ladder: Ladder, slot: Slot = ROW) -> str:
    """Return what is left of sets at a load."""
    return said(less_by(loss, [SetTarget(one, load(text)) for one in reps], slot, ladder))


@pytest.mark.parametrize(
    ("at", "reps", "loss", "ladder", "slot", "left"),
    [
        ("20 kg", (12, 12, 12), 0.008, SPIN_LOCK, ROW, "11, 11, 11 at 20 kg"),
        ("20 kg", (12, 11, 10), 0.056, SPIN_LOCK, ROW, "9, 8, 7 at 20 kg"),
        ("20 kg", (8, 8, 8), 0.008, SPIN_LOCK, ROW, "7, 7, 7 at 20 kg"),
        ("20 kg", (8, 8, 8), 0.056, SPIN_LOCK, ROW, "11, 11, 11 at 17.5 kg"),
        ("20 kg", (8, 8, 8), 0.25, SPIN_LOCK, ROW, "9, 9, 9 at 15 kg"),
        ("45 lb", (8, 8, 8), 0.008, POWERBLOCK, ROW, "7, 7, 7 at 45 lb"),
        ("45 lb", (8, 8, 8), 0.056, POWERBLOCK, ROW, "16, 16, 16 at 35 lb"),
        ("45 lb", (8, 8, 8), 0.104, POWERBLOCK, ROW, "14, 14, 14 at 35 lb"),
        ("16 kg", (10, 10, 10), 0.008, TWO_PAIRS, ROW, "9, 9, 9 at 16 kg"),
        ("16 kg", (8, 8, 8), 0.056, TWO_PAIRS, ROW, "5, 5, 5 at 16 kg"),
        ("0 kg", (5, 5, 5), 0.008, BANDS, PULL_UP, "4, 4, 4 at bodyweight"),
        ("0 kg", (5, 5, 5), 0.104, BANDS, PULL_UP, "8, 8, 8 at -15 kg"),
        ("10 lb", (5, 5, 5), 0.016, LB_BANDS, PULL_UP, "4, 4, 4 at 10 lb"),
        ("0 kg", (1, 1, 1), 0.008, BANDS, PULL_UP, "1, 1, 1 at bodyweight"),
    ],
)
def test_worked(at: str, reps: tuple[int, ...], loss: float, ladder: Ladder, slot: Slot, left: str) -> None:
    """Four weeks cost .008, ten .056, sixteen .104: first reps, then the rung on which the reps fit the range again."""
    assert left_of(at, reps, loss, ladder, slot) == left


def test_the_table_of_the_documentation() -> None:
    """What the page on progression says of four, ten and sixteen weeks is what is asked for."""
    page = (Path(__file__).parents[2] / "docs" / "progression.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) at (\d+ kg), (rungs|pairs) .* \| (.+) \| (.+) \| (.+) \|$", page, re.MULTILINE)
    assert len(rows) == 3
    for reps, at, kind, *said_there in rows:
        ladder = SPIN_LOCK if kind == "rungs" else TWO_PAIRS
        assert [left_of(at, (int(reps),), loss_of(7 * weeks), ladder) for weeks in (4, 10, 16)] == said_there


@pytest.mark.parametrize("loss", [0.008, 0.056])
@pytest.mark.parametrize("start", [5, 8, 12])
def test_help_without_a_figure_stays(loss: float, start: int) -> None:
    """Of a chair, and of a body whose weight nobody knows, no share can be taken: the reps alone say less."""
    chair = make_ladder(["0"], aids=["chair"])
    for slot, at in ((PULL_UP, "chair"), (Slot("pull-up", 3, RepRange(5, 10)), "0 kg")):
        (one,) = less_by(loss, [SetTarget(start, load(at))], slot, chair)
        assert str(one.load) == at
        assert 1 <= one.reps < start


def test_a_hold_gets_shorter_by_whole_steps() -> None:
    """Seconds and metres are taken in steps of five, and never all of them."""
    slot = Slot("plank", 3, RepRange(30, 60, Measure.SECONDS))
    held = [SetTarget(count, load("0 kg"), measure=Measure.SECONDS) for count in (60, 45, 5)]
    assert said(less_by(0.008, held, slot, ONE)) == "55, 40, 5 s at bodyweight"
    assert said(less_by(0.25, held, slot, ONE)) == "15, 10, 5 s at bodyweight"


@given(
    st.sampled_from(LADDERS),
    st.data(),
    st.lists(st.integers(1, 20), min_size=1, max_size=4),
    st.floats(0.005, 0.25),
)
def test_worth_what_is_left_and_never_far_less(
    known: tuple[Ladder, Slot], data: st.DataObject, reps: list[int], loss: float
) -> None:
    """Every set is a rung of the ladder, worth no more than is left, and far less only where nothing comes nearer."""
    ladder, slot = known
    at = data.draw(st.sampled_from(ladder.loads))
    body = float(slot.bodyweight.kg) if slot.bodyweight else 0.0
    for count, one in zip(reps, less_by(loss, [SetTarget(n, at) for n in reps], slot, ladder), strict=True):
        weight, there = body + float(at.kg), body + float(one.load.kg)
        left = weight * (1 + count / 30) * math.exp(-loss)
        assert one.load in ladder
        assert one.load <= at
        assert 1 <= one.reps <= (count if one.load == at else MOST)
        if one.reps > 1:
            assert there * (1 + one.reps / 30) <= left * (1 + 1e-9)
        nearer = [
            rung
            for rung in ladder
            if rung <= at
            and FAR * left <= (body + float(rung.kg)) * (1 + MOST / 30)
            and (body + float(rung.kg)) * 1.1 <= left
        ]
        if nearer and len(set(reps)) == 1:
            assert there * (1 + one.reps / 30) >= FAR * left


@given(st.sampled_from(LADDERS), st.integers(3, 20), st.floats(0.005, 0.25))
def test_always_a_rep_less(known: tuple[Ladder, Slot], reps: int, loss: float) -> None:
    """At the same load every set has at least a rep less: a loss that is real is asked for."""
    ladder, slot = known
    (one,) = less_by(loss, [SetTarget(reps, ladder.top)], slot, ladder)
    assert one.load < ladder.top or one.reps < reps
