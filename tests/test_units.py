"""Loads: exact, with their unit, in order."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.errors import DataError
from overload.units import AIDS, KG_PER_LB, Load, Unit, load, parse_load, plain

amounts = st.integers(-40_000, 40_000).map(lambda number: Decimal(number) / 100)
units = st.sampled_from(Unit)
figures = st.builds(Load, amounts, units)
loads = figures | st.builds(Load, st.just(Decimal(0)), units, st.sampled_from(AIDS))


def weight(one: Load) -> tuple[int, Fraction]:
    """Weigh a load in exact fractions of a kilogram; help without a figure is below all, a partner's lowest."""
    if one.aid:
        return (-1, Fraction(-AIDS.index(one.aid)))
    return (0, Fraction(one.amount) * (Fraction(KG_PER_LB) if one.unit is Unit.LB else 1))


class TestOrder:
    """Loads compare by what they weigh."""

    @given(loads, loads)
    def test_by_exact_weight_whatever_the_unit(self, one: Load, other: Load) -> None:
        """Less, equal and more agree with exact fractions, and equal loads hash alike."""
        assert (one < other) == (weight(one) < weight(other))
        assert (one > other) == (weight(one) > weight(other))
        assert (one == other) == (weight(one) == weight(other))
        assert one != other or hash(one) == hash(other)

    @pytest.mark.parametrize("aid", AIDS)
    def test_help_without_a_figure_is_below_every_band(self, aid: str) -> None:
        """A chair or a partner is below the strongest band."""
        assert load(aid) < load("-200 kg")
        assert load(aid) != load("0 kg")

    def test_a_load_is_no_number(self) -> None:
        """A load equals no bare number and is not compared with one."""
        assert load("5 kg") != Decimal(5)
        with pytest.raises(TypeError):
            _ = load("5 kg") < 5


class TestUnits:
    """Nothing is converted in silence."""

    def test_a_pound_is_exact(self) -> None:
        """One pound is 0.45359237 kg."""
        assert load("1 lb").kg == Decimal("0.45359237")
        assert load("100 lb") == load("45.359237 kg")

    @given(figures)
    def test_there_and_back(self, one: Load) -> None:
        """To kg it stays exact; to lb and back it is the same to far below a gram."""
        assert one.to(Unit.KG) == one
        assert abs(one.to(Unit.LB).kg - one.kg) < Decimal("1e-20")
        assert one.to(one.unit) is one

    def test_help_stays_help(self) -> None:
        """A chair is a chair in any unit."""
        assert load("chair").to(Unit.LB).aid == "chair"


class TestReading:
    """What people write."""

    @pytest.mark.parametrize(
        ("text", "amount", "unit"),
        [
            ("22.5 kg", "22.5", Unit.KG),
            ("22,5 kg", "22.5", Unit.KG),
            ("-15kg", "-15", Unit.KG),
            ("+5 kg", "5", Unit.KG),
            ("10 lb", "10", Unit.LB),
            ("10 LBS", "10", Unit.LB),
            ("10 pounds", "10", Unit.LB),
            (" 7 kilos ", "7", Unit.KG),
            ("bw", "0", Unit.KG),
            ("Bodyweight", "0", Unit.KG),
        ],
    )
    def test_with_a_unit(self, text: str, amount: str, unit: Unit) -> None:
        """Units in many spellings, decimals with a point or a comma."""
        read = load(text)
        assert (read.amount, read.unit, read.aid) == (Decimal(amount), unit, "")

    def test_a_bare_number_takes_the_unit_given(self) -> None:
        """A number without a unit is in the unit of the one who asks; one with a unit keeps its own."""
        assert parse_load("20", Unit.LB) == load("20 lb")
        assert parse_load("20 kg", Unit.LB) == load("20 kg")

    def test_help_by_name(self) -> None:
        """Chair and partner are loads without a figure."""
        assert [load(word).aid for word in ("chair", "Partner ")] == ["chair", "partner"]

    def test_without_a_unit_it_is_refused(self) -> None:
        """A bare number where no unit is known says what to write."""
        with pytest.raises(DataError, match="'20' has no unit; write '20 kg' or '20 lb'"):
            load("20")

    @pytest.mark.parametrize("text", ["", "kg", "5 stone", "1e3 kg", "5 5 kg", "nan kg", "1.2.3 kg", "9" * 13 + " kg"])
    def test_what_is_no_load(self, text: str) -> None:
        """Anything else is refused with an example."""
        with pytest.raises(DataError, match="is not a load; write it like"):
            load(text)

    @given(st.text(max_size=20))
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        """Whatever is typed, the answer is a finite load or a DataError."""
        try:
            read = parse_load(text, Unit.KG)
        except DataError:
            return
        assert read.amount.is_finite()

    @given(loads)
    def test_what_is_written_is_read_again(self, one: Load) -> None:
        """Writing and reading gives the same load in the same unit."""
        again = parse_load(str(one), one.unit)
        assert (again.amount, again.unit, again.aid) == (one.amount, one.unit, one.aid)


@pytest.mark.parametrize(
    ("number", "text"),
    [("22.50", "22.5"), ("100", "100"), ("1E+2", "100"), ("-0.0", "0"), ("-15.10", "-15.1"), ("0.625", "0.625")],
)
def test_numbers_are_written_plainly(number: str, text: str) -> None:
    """No exponent and no trailing zeros."""
    assert plain(Decimal(number)) == text
