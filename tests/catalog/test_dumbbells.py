"""Dumbbells read from TOML: all that come with the package, and every mistake with its place."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.catalog import Catalog
from overload.catalog.dumbbells import parse_dumbbell, parse_dumbbells, parse_micro
from overload.errors import DataError, Problem
from overload.model import DumbbellKind, Micro
from overload.units import Unit

PLATES = {"kind": "plate", "unit": "kg", "handle": 2, "plates": [[Decimal("1.25"), 4]]}
BANDS = {"kind": "band", "unit": "kg", "settings": [5, 15]}
DIAL = {"kind": "dial", "unit": "lb", "settings": [5, Decimal("7.5"), 10]}


def problems(table: dict[str, Any], place: str = "here") -> list[str]:
    """Return what is wrong with a dumbbell, as people read it."""
    with pytest.raises(DataError) as caught:
        parse_dumbbell("mine", table, place)
    return [str(one) for one in caught.value.problems]


class TestPackaged:
    """What comes with the package."""

    def test_all_are_read(self, known: Catalog) -> None:
        """40 dumbbells and 8 add-on weights, of all kinds but bands."""
        assert len(known.dumbbells) == 40
        assert len(known.micros) == 8
        assert {one.kind for one in known.dumbbells.values()} == {*DumbbellKind} - {DumbbellKind.BAND}

    def test_ids_are_slugs_and_sources_are_named(self, known: Catalog, document: dict[str, Any]) -> None:
        """Ids can be typed; every source is one of the list; a kit expands to a dumbbell that exists."""
        for one in (*known.dumbbells.values(), *known.micros.values()):
            assert re.fullmatch(r"[a-z0-9_-]+", one.id)
            assert one.source
            assert set(one.source) <= set(document["sources"])
        assert {one.expands for one in known.dumbbells.values()} - {""} <= set(known.dumbbells)

    def test_handles_and_plates_of_both_units(self) -> None:
        """A list of handles is one alone or two that differ; a plate marked in the other unit names it."""
        two = parse_dumbbell("mine", {**PLATES, "handle": [2, Decimal("2.5")], "plates": [[5, 4], ["5 lb", 2]]}, "")
        assert (two.handle, two.other_handle, two.single) == (2, Decimal("2.5"), False)
        assert (two.plates, two.foreign_plates) == (((Decimal(5), 4),), ((Decimal(5), 2),))
        alone = parse_dumbbell("mine", {**PLATES, "handle": [2], "plates": [["5 kg", 4]]}, "")
        assert (alone.handle, alone.other_handle, alone.single) == (2, None, True)
        assert (alone.plates, alone.foreign_plates) == (((Decimal(5), 4),), ())
        assert parse_dumbbell("mine", {**PLATES, "handle": [2, 2]}, "").other_handle is None
        assert parse_dumbbell("mine", {**DIAL, "single": True}, "").single

    def test_decimals_are_exact(self, known: Catalog) -> None:
        """52.5 lb is 52.5 lb, and its dial prints 24."""
        bowflex = known.dumbbells["bowflex-552"]
        assert (bowflex.settings[-1], bowflex.labels_kg[-1], bowflex.unit) == (Decimal("52.5"), 24, Unit.LB)
        assert known.micros["platemate-0_625-lb"].weight == Decimal("0.625")

    def test_gaps_are_kept(self, known: Catalog) -> None:
        """There is no 12.5 lb on a gapped dial and no 27.5 lb on the other."""
        assert Decimal("12.5") not in known.dumbbells["powerblock-elite-exp-90"].settings
        assert Decimal("27.5") not in known.dumbbells["bowflex-552"].settings


class TestMistakes:
    """Every mistake has its place and what to do."""

    @pytest.mark.parametrize(
        ("table", "wrong"),
        [
            ({}, "here.kind: is missing; write one of fixed, dial, plate"),
            ({**DIAL, "kind": "dail"}, "here.kind: 'dail' is not known; did you mean 'dial'?"),
            ({**DIAL, "kind": 3}, "here.kind: 3 is not known; known: band, dial, fixed, plate"),
            ({**DIAL, "unit": "stone"}, "here.unit: 'stone' is not known; known: kg, lb"),
            ({**DIAL, "setings": []}, "here.setings: is not known here; did you mean 'settings'?"),
            ({**DIAL, "settings": [5, 10, 7]}, "here.settings: do not ascend; write [5, 7, 10]"),
            ({**DIAL, "settings": [5, 5]}, "here.settings: do not ascend; write [5]"),
            ({**DIAL, "settings": [0, 5]}, "here.settings: 0 is not a weight above 0 and up to 500"),
            ({**DIAL, "settings": [-5]}, "here.settings: -5 is not a weight above 0 and up to 500"),
            ({**DIAL, "settings": [501]}, "here.settings: 501 is not a weight above 0 and up to 500"),
            ({**DIAL, "settings": [Decimal("NaN")]}, "here.settings: NaN is not a weight above 0 and up to 500"),
            ({**DIAL, "settings": [float("inf")]}, "here.settings: inf is not a weight above 0 and up to 500"),
            (
                {**DIAL, "settings": [10**5000]},
                "here.settings: a number that long is not a weight above 0 and up to 500",
            ),
            ({**DIAL, "settings": [Decimal("5.0001")]}, "here.settings: 5.0001 is finer than 0.001"),
            ({**DIAL, "settings": [True]}, "here.settings: True is not a number"),
            ({**DIAL, "settings": ["5"]}, "here.settings: '5' is not a number; write it without quotes and unit"),
            ({**DIAL, "settings": 5}, "here.settings: 5 is not a list; write it like [5, 10, 15]"),
            ({**DIAL, "settings": []}, "here.settings: are missing; list every load the dumbbell can be set to"),
            ({**DIAL, "labels_kg": [2, 3]}, "here.labels_kg: has 2 entries for 3 settings"),
            ({**DIAL, "unbalanced": [6]}, "here.unbalanced: 6 is not among the settings"),
            ({**DIAL, "handle": 2}, "here.handle: does not go with kind 'dial'"),
            ({**DIAL, "name": 5}, "here.name: 5 is not text; write it in quotes"),
            ({**DIAL, "example": "yes"}, "here.example: 'yes' is neither true nor false"),
            ({**DIAL, "source": 7}, "here.source: 7 is not a list of texts"),
            ({**DIAL, "confidence": "hgh"}, "here.confidence: 'hgh' is not known; did you mean 'high'?"),
            ({**DIAL, "names": ["red"]}, "here.names: has 1 entries for 3 settings; write what each setting is called"),
            ({**DIAL, "names": ["a", "5 kg", "c"]}, "here.names: '5 kg' is not a name"),
            ({**DIAL, "at_once": 2}, "here.at_once: is how many bands are taken together; write kind = 'band'"),
            ({**BANDS, "at_once": 4}, "here.at_once: is how many bands are taken together"),
            ({**BANDS, "settings": [15, 5]}, "here.settings: do not ascend"),
            ({**BANDS, "names": ["a", "b"], "labels_kg": [5, 15]}, "here.names: does not go with labels_kg"),
            ({**DIAL, "gear": "ezbar"}, "here.gear: 'ezbar' is not known; did you mean 'ez-bar'?"),
            ({**PLATES, "names": ["red"]}, "here.names: does not go with plates"),
            ({**PLATES, "handle": [2, 2.5, 3]}, "here.handle: lists 3 handles; write those of the two you use"),
            ({**PLATES, "handle": []}, "here.handle: lists 0 handles"),
            ({**PLATES, "handle": [2, 3], "single": True}, "here.handle: lists two handles of what there is one of"),
            ({**PLATES, "handle": [2, 3], "gear": "ez-bar"}, "here.handle: lists two handles of what there is one of"),
            ({**PLATES, "handle": [2], "single": False}, "here.single: is false, and one handle is listed"),
            ({**PLATES, "plates": [["5 pd", 2]]}, "here.plates: '5 pd' is not a load; write 2.5 without quotes, or"),
            ({**PLATES, "plates": [["5", 2]]}, "here.plates: '5' has no unit; write 2.5 without quotes, or '5 lb'"),
            ({**PLATES, "plates": [["-5 lb", 2]]}, "here.plates: -5 is not a weight above 0"),
            (
                {**PLATES, "plates": [*([one, 8] for one in range(1, 5)), ["5 lb", 8], ["10 lb", 8]]},
                "here.plates: in kg and lb make more loads than can be counted; leave out what you use least",
            ),
            ({**PLATES, "settings": [5]}, "here.settings: does not go with plates"),
            ({"kind": "plate", "unit": "kg", "plates": [[1, 4]]}, "here.handle: is missing; weigh the empty handle"),
            ({"kind": "plate", "unit": "kg", "handle": 2}, "here.plates: are missing"),
            ({**PLATES, "plates": [5]}, "here.plates: 5 is not a weight and a count; write it like [2.5, 4]"),
            ({**PLATES, "plates": [[5, 4.0]]}, "here.plates: 4.0 is not a count of plates"),
            ({**PLATES, "plates": [[5, True]]}, "here.plates: True is not a count of plates"),
            ({**PLATES, "plates": [[5, 101]]}, "here.plates: 101 is not a count of plates"),
            ({**PLATES, "plates": [[5, 4], [5, 2]]}, "here.plates: 5 is there twice; add the counts up"),
            ({**PLATES, "plates": [[one, 4] for one in range(1, 10)]}, "here.plates: 9 kinds are more than 8"),
            ({**PLATES, "plates_for": "both"}, "here.plates_for: 'both' is not known; known: one, pair"),
            ({**PLATES, "max_plates_per_side": 0}, "here.max_plates_per_side: 0 is not a whole number from 1 to 100"),
        ],
    )
    def test_one_mistake_is_one_problem(self, table: dict[str, Any], wrong: str) -> None:
        """The message says where, what, and what to do."""
        found = problems(table)
        assert found[0].startswith(wrong)
        assert len(found) == 1 or not table

    def test_all_are_reported_at_once(self) -> None:
        """Mistakes do not hide each other."""
        found = problems({"kind": "plate", "unit": "kgs", "plate": [], "plates": "many", "symmetric": 1})
        assert [one.split(":")[0] for one in found] == [
            "here.plate", "here.unit", "here.plates", "here.symmetric", "here.handle",
        ]  # fmt: skip

    def test_a_document_gathers_the_mistakes_of_all_entries(self) -> None:
        """Problems of several dumbbells and add-ons come together, each with its id."""
        text = """
            schema = 2
            dumbell = []
            [[dumbbell]]
            id = "one"
            kind = "dial"
            unit = "kg"
            settings = [2, 1]
            [[dumbbell]]
            kind = "dial"
            [[micro]]
            id = "tiny"
            unit = "kg"
            [[micro]]
            id = "tiny"
            unit = "kg"
            weight = 0.5
        """
        with pytest.raises(DataError) as caught:
            parse_dumbbells(tomllib.loads(text, parse_float=Decimal))
        assert [one.place for one in caught.value.problems] == [
            "dumbbells.toml: dumbell",
            "dumbbells.toml: schema",
            "dumbbells.toml: dumbbell one.settings",
            "dumbbells.toml: dumbbell 2.id",
            "dumbbells.toml: micro tiny.weight",
        ]

    def test_two_of_one_id_are_refused(self) -> None:
        """An id belongs to one dumbbell."""
        with pytest.raises(DataError, match="dumbbell mine: is there twice"):
            parse_dumbbells({"dumbbell": [{"id": "mine", **DIAL}] * 2})

    @pytest.mark.parametrize("entries", [5, "x", {"a": 1}, [5], [[]], None])
    def test_entries_that_are_no_tables(self, entries: object) -> None:
        """What is no list of tables is refused, not crashed on."""
        with pytest.raises(DataError):
            parse_dumbbells({"dumbbell": entries})

    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=6,
    )

    @settings(max_examples=150)
    @given(st.dictionaries(st.sampled_from([*DIAL, *PLATES, "labels_kg", "unbalanced", "stage", "x"]), values))
    def test_any_table_is_read_or_refused(self, table: dict[str, Any]) -> None:
        """Whatever stands in a table, the answer is a dumbbell or problems with a place under it."""
        found: tuple[Problem, ...] = ()
        try:
            parse_dumbbell("mine", {**DIAL, **table}, "here")
        except DataError as error:
            found = error.problems
        assert all(one.place.startswith("here.") and one.message for one in found)


class TestOwn:
    """Own dumbbells, as plan.toml has them."""

    def test_little_is_needed(self) -> None:
        """Kind, unit and settings are enough; floats are read as they are written."""
        mine = parse_dumbbell("mine", {"kind": "fixed", "unit": "kg", "settings": [6, 16.2]}, "")
        assert (mine.name, mine.settings) == ("mine", (Decimal(6), Decimal("16.2")))

    def test_a_micro_takes_two_pieces_unless_told(self) -> None:
        """One piece per end is the usual way."""
        assert parse_micro("m", {"unit": "kg", "weight": 0.5}, "") == Micro("m", "m", Unit.KG, Decimal("0.5"), 2)
