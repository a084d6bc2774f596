"""Sets of what is called by a name, read as those of its load."""

from __future__ import annotations

import pytest

from overload.catalog import Catalog
from overload.config import read_plan, with_own
from overload.errors import DataError
from overload.plan.reading import read_sets
from overload.units import load

PLAN = """
[athlete]
zone = "UTC"
[places.home]
bands = ["red -15 kg", "dark-blue -30 kg", "drop -5 kg"]
bands_at_once = 2
gear = ["pulls", "bells"]
[dumbbells.pulls]
kind = "band"
unit = "kg"
settings = [4, 8]
names = ["yellow", "red"]
[dumbbells.bells]
gear = "kettlebell"
kind = "fixed"
unit = "kg"
settings = [12, 16]
names = ["yellow", "blue"]
[exercises.pull-apart]
direct = ["rear-delts"]
gear = "band"
[exercises.swing]
direct = ["glutes"]
gear = "kettlebell"
"""


@pytest.mark.parametrize(
    ("exercise", "written", "reps", "weight"),
    [
        ("pull-up", "red x 8", [8], "-15 kg"),
        ("pull-up", "redx8,8,7", [8, 8, 7], "-15 kg"),
        ("pull-up", "3x8 @ Red Band", [8, 8, 8], "-15 kg"),
        ("pull-up", "red band (-15 kg): 8, 8", [8, 8], "-15 kg"),
        ("pull-up", "dark-blue 5,5,5", [5, 5, 5], "-30 kg"),
        ("pull-up", "red+dark-blue x 5", [5], "-45 kg"),
        ("pull-up", "red + dark-blue bands (-45 kg): 3 x 5", [5, 5, 5], "-45 kg"),
        ("pull-apart", "red x 15", [15], "8 kg"),
        ("pull-apart", "8 kg (red band): 3 x 12", [12, 12, 12], "8 kg"),
        ("swing", "blue x 20", [20], "16 kg"),
        ("pull-up", "-15x8", [8], "-15 kg"),
    ],
)
def test_a_name_is_its_load(known: Catalog, exercise: str, written: str, reps: list[int], weight: str) -> None:
    """A band, a bell or a pin is written by its name, and as the program prints it, of the exercise it serves."""
    config = read_plan(PLAN, known)
    catalog = with_own(known, config)
    sets = read_sets(config, catalog, catalog.exercises[exercise], written, ())
    assert [one.reps for one in sets] == reps
    assert {one.load for one in sets} == {load(weight)}


@pytest.mark.parametrize(
    ("exercise", "written"), [("swing", "red x 20"), ("dumbbell-row", "red x 8"), ("pull-up", "green x 8")]
)
def test_the_name_of_something_else_is_none(known: Catalog, exercise: str, written: str) -> None:
    """A red band loads no swing and no row; what nothing is called is refused as any other word."""
    config = read_plan(PLAN, known)
    catalog = with_own(known, config)
    with pytest.raises(DataError):
        read_sets(config, catalog, catalog.exercises[exercise], written, (load("10 kg"),))


def test_a_word_of_the_notation_stays_one(known: Catalog) -> None:
    """A band called as a kind of set is written by its figure: `drop` goes on meaning a drop set."""
    config = read_plan(PLAN, known)
    (one,) = read_sets(config, known, known.exercises["pull-up"], "drop -15x8", ())
    assert (one.load, one.kind.value) == (load("-15 kg"), "drop")
