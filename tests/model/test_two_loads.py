"""A line that gives two loads for the same sets: it is never read, and answered with the lines that can be."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from overload.errors import DataError
from overload.model import Ladder, Rung, SetDone
from overload.model.notation import parse_sets, write_sets
from overload.units import Load, Unit, load

ASKED = [load("20 kg")] * 3
RACK = Ladder(tuple(Rung(load(f"{kg} kg")) for kg in ("5", "10", "14", "20", "22.5", "25")))
KNOWN = st.sampled_from([((), None), (ASKED, None), (ASKED, RACK)])


def _refused(text: str) -> str:
    with pytest.raises(DataError) as raised:
        parse_sets(text, Unit.KG, ASKED, RACK)
    return str(raised.value)


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("52.5lbx25,25,25@2", "'@rir2' for how hard it was; else '52.5lbx25,25,25' or '25,25,25@2kg'"),
        ("20kgx10@9", "'@rpe9'"),
        ("20kg x 10 @ 22.5kg", "'20kg x 10' or '10 @ 22.5kg'"),
        ("20kg x 10 @ 44 lb", "'20kg x 10' or '10 @ 44 lb'"),
        ("20x10@22.5kg", "'20x10', or '10 @22.5kg' or '20 sets of 10 @22.5kg'"),
        ("22.5x10@20", "'22.5x10', or '10 @20'"),
        ("20x10x22.5", "'20x10', or '10 @ 22.5'"),
        ("20x10x25", "'20x10', or '10 @ 25'"),
        ("20kg: 3x8 @ 25kg", "'20kg: 3x8' or '3x8 @ 25kg'"),
        ("with 15 kg of help: 8 @ 20kg", "'with 15 kg of help: 8' or '8 @ 20kg'"),
        ("10@20kg @25kg", "'10@20kg' or '10 @25kg'"),
        ("bw x 8 @ 20kg", "at bodyweight already"),
        ("20kg x 8 with a partner", "at 20 kg already"),
        ("chair x 8 @ 20kg", "with a chair already"),
        ("20kgx10 9@25kg", "'20kgx10 9' or '10 9@25kg'"),
        ("20kgx8 drop 15kgx8@12kg", "'20kgx8 drop 15kgx8' or '20kgx8 drop 8@12kg'"),
        ("20 kg (25 kg) x 10", "'20 kg x 10'"),
        ("20 kg x 10 (25 kg)", "'20 kg x 10'"),
        ("10,9 (25 kg)", "'10,9'"),
        ("20+5x8", "is not a number of reps"),
    ],
)
def test_two_loads_are_refused_with_the_lines_to_write(text: str, instead: str) -> None:
    """The line is answered with one for each load, and for the effort that a small number may be."""
    assert instead in _refused(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("20kg x 10 @ 20kg", "20kgx10"),
        ("20kg: 8, 7 @ 20", "20kgx8,7"),
        ("10@20kg @20kg", "20kgx10"),
        ("20 kg (44 lb) x 10", "20kgx10"),
        ("20 kg (45 lb) x 10", "20kgx10"),
        ("20 x 10 (44.1 lb)", "20kgx10"),
        ("10,9 (20 kg)", "20kgx10,9"),
        ("20kgx10, 9 then 8 @ 25kg", "20kgx10,9 25kgx8"),
        ("20kgx10 drop 8 @ 14kg", "20kgx10 drop 14kgx8"),
        ("10,9@20kg 8@25kg", "20kgx10,9 25kgx8"),
        ("12x3@20kg", "20kgx3,3,3,3,3,3,3,3,3,3,3,3"),
        ("20 sets of 3 @ 20kg", "20kgx" + ",".join("3" * 20)),
    ],
)
def test_the_same_load_twice_and_loads_of_other_sets_are_read(text: str, meant: str) -> None:
    """A load that is given twice says nothing new, and sets that stand apart have loads of their own."""
    assert write_sets(parse_sets(text, Unit.KG, ASKED, RACK)) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("20kg 3x8", "20kgx8,8,8"), ("20kg 12x3", "20kgx12,12,12"), ("bw 3x12", "bwx12,12,12"), ("20kg 2x2", "20kgx2,2")],
)
def test_two_numbers_behind_a_load_are_sets_and_reps(text: str, meant: str) -> None:
    """As beside `3x8` anywhere, the smaller or the one that was asked for is the number of sets."""
    assert write_sets(parse_sets(text, Unit.KG, ASKED, RACK)) == meant


def test_two_small_numbers_behind_a_load_can_mean_two_things() -> None:
    """Where four sets of eight are as likely as eight of four, both are named."""
    assert "'20kgx8,8,8,8' for 4 sets of 8" in _refused("20kg 4x8")


FIGURES = st.sampled_from(["5", "10", "12.5", "20", "22.5", "44", "52.5"])
UNITS = st.sampled_from(["kg", " kg", "lb", " lb"])
LOADS = st.builds("{}{}".format, FIGURES, UNITS)
ANY_LOADS = LOADS | st.sampled_from(["bw", "bw+5", "+5", "-15", "chair", "partner"])
COUNTS = st.sampled_from(["10", "8,7,6", "10 9", "3x8", "L10/R9", "45s", "20m", "8,-", "1:30", "10@rir2"])
FRONTS = st.sampled_from(["{} x {}", "{}x{}", "{}: {}", "{} {}"])
BEHINDS = st.sampled_from([" @ {}", "@{}", " at {}", " with {}", " each side @{}", " drop @ {}", " ({})"])


def _load_of(text: str) -> Load:
    return parse_sets(f"{text} x 1", Unit.KG)[0].load


@given(
    st.builds("{}{}{}".format, st.sampled_from(["", "14kgx3 ", "8,8 then "]), FRONTS, BEHINDS),
    st.tuples(ANY_LOADS, ANY_LOADS),
    COUNTS,
    KNOWN,
)
def test_sets_with_two_different_loads_are_never_read(form: str, loads: tuple[str, str], counts: str, known) -> None:
    """Whatever the loads are and however they are written: one before the counts and another behind is refused."""
    asked, made = known
    one, other = map(_load_of, loads)
    # In brackets stands what a load weighs, rounded.
    assume(one != other and ("(" not in form or abs(one.kg - other.kg) > 2))
    text = form.format(loads[0], counts, loads[1])
    with pytest.raises(DataError):
        parse_sets(text, Unit.KG, asked, made)


NAMED = ["20kg", "20 kg", "22.5kg", "44 lb", "(44 lb)", "(25 kg)", "bw", "+", "2", "20"]
BETWEEN = ["x", " x ", "@", " @ ", ",", " ", ": ", "/", "then ", " with ", "drop ", "w ", "each side"]
COUNTED = ["3x8", "10", "8,7", "L10/R9", "45s", "-", "@rir2"]
PARTS = st.sampled_from([*NAMED, *BETWEEN, *COUNTED])


@given(st.lists(PARTS, min_size=2, max_size=9).map("".join), KNOWN)
def test_no_load_that_was_written_is_lost(text: str, known) -> None:
    """Whatever a line is: if it is read, each load in it is the load of one of its sets."""
    asked, made = known
    try:
        sets = parse_sets(text, Unit.KG, asked, made)
    except DataError:
        return
    for amount, unit in re.findall(r"(\d+(?:\.\d+)?)\s?(kg|lb)", text):
        assert any(_is_at(done, Load(Decimal(amount), Unit(unit))) for done in sets), sets


def _is_at(done: SetDone, said: Load) -> bool:
    return abs(abs(done.load.kg) - said.kg) <= max(said.kg / 40, Decimal("0.3"))
