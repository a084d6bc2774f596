"""The ways in which people write sets elsewhere: each is read as it is meant, or answered with the line to write."""

from __future__ import annotations

import pytest

from overload.errors import DataError
from overload.model import Ladder, Rung
from overload.model.notation import UnclearError, parse_sets, write_sets
from overload.units import Unit, load

ASKED = [load("20 kg")] * 3
RACK = Ladder(tuple(Rung(load(f"{kg} kg")) for kg in ("5", "10", "12.5", "14", "20", "22.5", "25")))


def _read(text: str) -> str:
    return write_sets(parse_sets(text, Unit.KG, ASKED, RACK))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3x10@22.5kg", "22.5kgx10,10,10"),
        ("3 x 10 @ 22.5 kg", "22.5kgx10,10,10"),
        ("3x10@22,5", "22.5kgx10,10,10"),
        ("22.5x10/10/9", "22.5kgx10,10,9"),
        ("50lb 12-12-10", "50lbx12,12,10"),
        ("20x10,20x10,20x9", "20kgx10,10,9"),
        ("bw+5x8", "5kgx8"),
        ("bw-30x8", "-30kgx8"),
        ("10,9@rpe8", "20kgx10,9@rir2"),
        ("10,9 RPE 8.5", "20kgx10@rir1.5,9@rir1.5"),
        ("20# x 10", "20lbx10"),
        ("22,5x10", "22.5kgx10"),
        ("22,5 kg x 10, 9", "22.5kgx10,9"),
        ("14x12x3", "14kgx12,12,12"),
        ("3x12x14", "14kgx12,12,12"),
        ("11L/9R", "20kgxL11/R9"),
        ("R9/L11", "20kgxL11/R9"),
        ("12.5 x 10 10 9", "12.5kgx10,10,9"),
        ("20x10 9 22.5x8 7", "20kgx10,9 22.5kgx8,7"),
        ("20x10 9 -", "20kgx10,9,-"),
        ("3x10", "20kgx10,10,10"),
        ("3x10,9,8", "20kgx10,9,8"),
        ("3x10@rpe8", "20kgx10@rir2,10@rir2,10@rir2"),
        ("3 sets of 10 at 22.5 kg", "22.5kgx10,10,10"),
        ("3x8@-15kg", "-15kgx8,8,8"),
        ("8, 8, 8+ @ 20 kg", "20kgx8,8,8+"),
        ("0,0,-", "20kgx0,0,-"),
        ("22.5 kg: 3 x 8 each side", "22.5kgx8,8,8"),
        ("with 15 kg of help (band): 8, 7, 6 or more", "-15kgx8,7,6+"),
    ],
)
def test_what_is_meant_is_what_is_read(text: str, meant: str) -> None:
    """Whatever stands first, the load, the reps or the number of sets."""
    assert _read(text) == meant


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("12 - 12 - 10", "write '12,12,10'"),
        ("22,7x10", "write '22.7x10'"),
        ("3x10@8", "'@rpe8' for how hard it was, '@8kg' for the load"),
        ("20kg", "write it like '20kgx10,10,9'"),
        ("20x888", "write 'LOADxREPS'"),
        ("10@rpe11", "write '@rir2' or '@rpe8'"),
        ("20 kg @ 25 kg", "write it like '20kgx10,10,9'"),
    ],
)
def test_what_is_refused_is_answered_with_the_line_to_write(text: str, instead: str) -> None:
    """What cannot be read says how to write it."""
    with pytest.raises(DataError) as raised:
        _read(text)
    assert instead in str(raised.value)


class TestALoadOrSets:
    """`3x10` is three sets of ten or one set at a load of three."""

    @pytest.mark.parametrize(("text", "sets", "one"), [("5x10", "20kgx10,10,10,10,10", "5kgx10")])
    def test_where_both_fit_both_are_answered(self, text: str, sets: str, one: str) -> None:
        """Each meaning comes with its sets, the line that means nothing else, and its words."""
        with pytest.raises(UnclearError) as raised:
            _read(text)
        first, second = raised.value.meanings
        assert (first.line, second.line) == (sets, one)
        assert [write_sets(parse_sets(line, Unit.KG, ASKED, RACK)) for line in (first.line, second.line)] == [sets, one]
        assert (first.words, second.words) == ("5 sets of 10 at 20 kg", "1 set of 10 at 5 kg")
        assert sets in str(raised.value)
        assert one in str(raised.value)

    def test_without_a_ladder_it_is_a_load(self) -> None:
        """Where nothing is known of what can be made, as in a history for a rule, the first number is the load."""
        assert write_sets(parse_sets("3x10", Unit.KG, ASKED)) == "3kgx10"

    def test_before_the_very_sets_it_means_them(self) -> None:
        """Who has `5 x 8 @ 20 kg` before the eyes and writes 5x8 means that, though there is a load of 5."""
        asked = [load("20 kg")] * 5
        assert write_sets(parse_sets("5x8", Unit.KG, asked, RACK, is_shown=True)) == "20kgx8,8,8,8,8"

    def test_the_load_asked_for_is_no_number_of_sets(self) -> None:
        """Asked for three sets at 5 kg, 5x10 is a set at 5 kg."""
        assert write_sets(parse_sets("5x10", Unit.KG, [load("5 kg")] * 3, RACK)) == "5kgx10"

    def test_many_sets_are_a_load(self) -> None:
        """20x10 is a load of 20 whether or not it can be made: nobody does twenty sets."""
        assert _read("23x10") == "23kgx10"

    def test_what_cannot_be_made_needs_a_load(self) -> None:
        """Three sets of ten, and no load asked for: the load is asked for in the error."""
        with pytest.raises(DataError, match="write '3x10@20kg'"):
            parse_sets("3x10", Unit.KG, (), RACK)
