"""An exercise of a plugin brings its figure as data."""

import importlib

import attrs
import pytest
from tests.figures.laws import LAWS

import overload
from overload import Exercise, Figure, Foot, Held, Hold, Origin, Pose, Reach
from overload.cli.data import as_data
from overload.figures import FIGURES, figure_of, figure_svg
from overload.plugins.shapes import misfit

SWING = Exercise(
    "kettlebell-swing",
    "Kettlebell swing",
    ("glutes", "hamstrings"),
    figure=Figure(
        "a dumbbell in both hands from between the legs to shoulder height",
        (18, 6),
        Pose(hip=(-14, 46), lean=58, hands=Reach(-12, -9, -33), elbow=(0, 1, 0.2), grip=(0, 0, 1)),
        Pose(hands=Reach(35, -9, -6), elbow=(0, 1, -1), grip=(0, 0, 1)),
        held=(Held(Hold.BOTH),),
    ),
)


def test_the_figure_an_exercise_brings_is_the_one_that_is_drawn() -> None:
    """What a plugin says of its own exercise comes before what is built in, and keeps the same laws."""
    figure = figure_of(SWING)
    assert figure is SWING.figure
    assert [list(law(figure)) for law in LAWS] == [[]] * len(LAWS)
    assert figure_svg(figure, SWING.name).startswith("<svg ")
    assert len(figure_svg(figure, SWING.name).encode()) <= 6 * 1024


def test_a_built_in_exercise_is_found_by_its_id() -> None:
    """An exercise that brings none has the one of its id, and an unknown one has none."""
    assert figure_of(attrs.evolve(SWING, figure=None)) is None
    assert figure_of(Exercise("pull-up", "Pull-up", ("lats",))) is FIGURES["pull-up"]


def test_a_figure_passes_the_border_as_plugins_give_it() -> None:
    """What a plugin says is looked at down to its last number; what cannot be drawn is told, with its place."""
    assert misfit(SWING, Exercise) == ""
    for wrong in (Pose(lean="much"), Pose(hip=(0, float("nan"))), Pose(hands=(1, 2, 3))):
        told = misfit(attrs.evolve(SWING, figure=attrs.evolve(SWING.figure, end=wrong)), Exercise)
        assert "Pose." in told, told


@pytest.mark.parametrize("plugin", ["bands_bar_cable", "hang_and_carry", "kettlebells", "more_back_and_biceps"])
def test_every_exercise_of_the_plugins_beside_the_program_is_drawn(plugin: str) -> None:
    """Shipped exercises have their figures, and these keep every law."""
    for exercise in importlib.import_module(plugin).overload_exercises():
        figure = figure_of(exercise)
        assert figure, exercise.id
        assert [found for law in LAWS for found in law(figure)] == [], exercise.id
        assert len(figure_svg(figure, exercise.name).encode()) <= 6 * 1024, exercise.id


def test_a_free_foot_is_told_from_the_hip() -> None:
    """All a figure is made of is public."""
    up = Pose(left_foot=Foot(24, 0, -36, origin=Origin.BODY))
    assert figure_svg(Figure("on one leg", (20, 6), up, up), "Standing on one leg")
    assert {"Figure", "Foot", "Held", "Hold", "Mark", "Origin", "Pose", "Reach", "Solid"} <= set(overload.__all__)


def test_an_exercise_with_a_figure_is_still_data() -> None:
    """`--json` shows it as plain values."""
    told = as_data(SWING)["figure"]
    assert told["held"][0]["hold"] == "both"
