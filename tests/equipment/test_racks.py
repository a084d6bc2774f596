"""The ladders of a place, each made once."""

from __future__ import annotations

import pytest

from overload.catalog import Catalog
from overload.equipment import Rack, can_be_done, ladder
from overload.errors import DataError
from overload.model import Ladder, Place
from overload.units import Unit, load

PLACES = [
    Place("home", ("fixed-two-pairs",), help="chair", bands=()),
    Place("home", ("spinlock-2kg-owner",), use={"dumbbell-press": ("light",), "pull-up": ("spinlock-2kg-owner",)}),
    Place("home", ("fixed-two-pairs",), use={"dumbbell-row": ("both",), "lateral-raise": ("heavy",)}),
    Place("home", ("bowflex-552",), added=(load("5 kg"),), pull_up_bar=False),
    Place("home", ()),
]


def answer(rack: Rack, exercise: str, known: Catalog) -> Ladder | tuple[str, ...]:
    """Return a ladder of a rack, or what is said where there is none."""
    try:
        return rack.ladder(known.exercises[exercise])
    except DataError as error:
        return tuple(map(str, error.problems))


@pytest.mark.parametrize("place", PLACES)
def test_a_rack_says_what_is_said_of_each_exercise_alone(known: Catalog, place: Place) -> None:
    """Whatever was asked before, the ladder is that of the exercise, and so is the mistake where there is none."""
    rack = Rack(place, known, Unit.KG)
    for name, exercise in known.exercises.items():
        assert answer(rack, name, known) == answer(Rack(place, known, Unit.KG), name, known), name
        assert rack.can_be_done(exercise) == can_be_done(exercise, place, known)
    for name, exercise in known.exercises.items():
        try:
            alone: Ladder | tuple[str, ...] = ladder(exercise, place, known, Unit.KG)
        except DataError as error:
            alone = tuple(map(str, error.problems))
        assert answer(rack, name, known) == alone, name


def test_exercises_that_are_loaded_alike_share_a_ladder(known: Catalog) -> None:
    """So that a session of seven exercises makes two or three."""
    rack = Rack(PLACES[0], known, Unit.KG)
    floor, row, fly, raise_ = (
        rack.ladder(known.exercises[name])
        for name in ("dumbbell-floor-press", "dumbbell-row", "reverse-dumbbell-fly", "lateral-raise")
    )
    assert fly is raise_
    assert floor is not fly
    assert [rung.load for rung in row.rungs] == [rung.load for rung in floor.rungs]
