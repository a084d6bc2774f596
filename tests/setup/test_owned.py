"""The dumbbells somebody owns, as they type them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from overload import plugins
from overload.cli.catalog import dumbbell_facts
from overload.errors import OverloadError
from overload.model import Dumbbell, DumbbellKind
from overload.setup.owned import PLATES_EXAMPLE, dumbbells
from overload.units import Unit, plain

KNOWN = plugins.catalog()
NOBODY_S = Dumbbell("", "", DumbbellKind.PLATE, Unit.KG)
"""Stands for an error without words: it has neither settings nor plates."""

weights = st.decimals("0.25", "50", places=2).filter(lambda weight: weight > 0)
inventories = st.dictionaries(weights, st.integers(1, 40), min_size=1, max_size=8)


def read(text: str, unit: Unit = Unit.KG) -> tuple[Dumbbell, ...]:
    """Read what is typed."""
    return dumbbells(KNOWN, unit)(text)


def plates(text: str) -> list[tuple[str, int]]:
    """Read one handle and return its plates as words."""
    (own,) = read(text)
    return [(plain(weight), count) for weight, count in own.plates]


spellings = st.tuples(
    st.sampled_from(["x", " x ", "×", " X ", "*"]),
    st.sampled_from([", ", "; ", " and ", " + ", " ,"]),
    st.sampled_from(["plates ", "plate ", "", "plates: ", "Plates of "]),
)


@given(
    handle=weights,
    inventory=inventories,
    unit=st.sampled_from(Unit),
    spelling=spellings,
    order=st.sampled_from(["{count}{sign}{weight}", "{count}{sign}{weight} {unit}", "{weight} {unit}{sign}{count}"]),
)
def test_whatever_is_owned_comes_back(
    handle: Decimal, inventory: dict[Decimal, int], unit: Unit, spelling: tuple[str, str, str], order: str
) -> None:
    """However it is typed: handle, unit, and each weight with its count, the heaviest first."""
    sign, between, word = spelling
    named = [
        order.format(count=count, sign=sign, weight=plain(weight), unit=unit) for weight, count in inventory.items()
    ]
    (own,) = read(f"handle {plain(handle)} {unit}{between}{word}{between.join(named)}")
    assert (own.id, own.kind, own.unit, own.handle) == ("my-plates", DumbbellKind.PLATE, unit, handle)
    assert own.plates == tuple(sorted(inventory.items(), reverse=True))
    assert own.plates_for == "pair"


@given(handle=weights, inventory=inventories)
def test_what_is_said_of_plates_can_be_typed(handle: Decimal, inventory: dict[Decimal, int]) -> None:
    """The line that `overload dumbbells show` prints of a plate set is one that is read the same."""
    (own,) = read(
        f"handle {handle} kg, plates {', '.join(f'{count} x {weight}' for weight, count in inventory.items())}"
    )
    assert read(dumbbell_facts(own)[0])[0] == own


@given(st.lists(st.sampled_from([*"0123456789 ,.;x×*()-:", "handle ", "plates ", " kg", "lb", "and ", "4 x 5", "²"])))
@example(["handle ", "2", " kg", ",", "4 x 5", "0", "0", "0"])
def test_anything_is_read_or_refused_with_words(parts: list[str]) -> None:
    """What is typed is dumbbells that plan.toml takes, or an error that says what to write; never anything else."""
    for own in _read_or_refused("".join(parts)):
        assert own.settings or own.plates
        assert all(0 < count <= 100 and weight > 0 for weight, count in own.plates)


def _read_or_refused(text: str) -> tuple[Dumbbell, ...]:
    try:
        return read(text)
    except OverloadError as error:
        return () if str(error) else (NOBODY_S,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLATES_EXAMPLE, [("5", 4), ("2.5", 4), ("1.25", 4)]),
        ("handle 2 kg, 4x5,4x2.5,10x1.25", [("5", 4), ("2.5", 4), ("1.25", 10)]),
        ("handle 2,5 kg, 4 x 1,25, 4 x 0,5", [("1.25", 4), ("0.5", 4)]),
        ("handle 2 kg with plates 4 x 5", [("5", 4)]),
        ("handle 2 kg plates 4 x 5", [("5", 4)]),
        ("handles 2 kg, 4 x 5 plates, 2 x 5 kg", [("5", 6)]),
        ("a handle of 2 kg, 5 kg x 4", [("5", 4)]),
    ],
)
def test_as_people_write_it(text: str, expected: list[tuple[str, int]]) -> None:
    """Commas of two kinds, `plates` or not, the count before or behind; what is named twice is added up."""
    assert plates(text) == expected


def test_a_handle_without_a_unit_is_in_the_athlete_s() -> None:
    """`handle 5, plates 4 x 10` is in lb for who thinks in lb."""
    (own,) = read("handle 5, plates 4 x 10", Unit.LB)
    assert (own.unit, own.handle) == (Unit.LB, Decimal(5))


def test_several_things_at_once() -> None:
    """Ids, fixed pairs and two handles; each handle has the plates behind it."""
    owned = read("bowflex-552, 8 kg, 20 kg, handle 2 kg, plates 4 x 5, handle 2.5 kg, plates 2 x 10, 2 x 5")
    assert [own.id for own in owned] == ["bowflex-552", "my-fixed-kg", "my-plates", "my-plates-2"]
    assert owned[3].plates == ((Decimal(10), 2), (Decimal(5), 2))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plates 4 x 5", "'plates 4 x 5' names no handle; write the handle first"),
        ("4 x 5", "'4 x 5' names no handle"),
        ("handle, plates 4 x 5", "'handle' names no handle"),
        ("handle 2 kg", "a handle without plates; write it like handle 2 kg"),
        ("handle 2 kg, plates 5, 2.5", "'5' says no number of plates; write how many of each"),
        ("handle 2 kg, 10 kg", "'10 kg' says no number of plates"),
        ("handle 2 kg, plates 4 x 10 lb", "'4 x 10 lb' is not in kg; write handle and plates in one unit"),
        ("handle 2 kg, plates 0 x 5", "0 is not a count of plates"),
        ("handle 0 kg, plates 4 x 5", "0 is not a weight above 0"),
        ("handle 2 kg, plates 4 x 1.0005", "finer than"),
    ],
)
def test_what_is_wrong_is_said(text: str, said: str) -> None:
    """One line that names the word and what to write."""
    with pytest.raises(OverloadError, match=re.escape(said)):
        read(text)
