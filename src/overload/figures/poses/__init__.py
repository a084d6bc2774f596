"""How every built-in exercise looks, by the id of the exercise. Names of one file each say what is trained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from overload.figures.poses.gear import GEAR
from overload.figures.poses.legs import LEGS
from overload.figures.poses.pulling import PULLING
from overload.figures.poses.pushing import PUSHING
from overload.figures.poses.trunk import TRUNK
from overload.model import Exercise
from overload.model.figure import Figure

FIGURES: Final[Mapping[str, Figure]] = {**PULLING, **PUSHING, **LEGS, **TRUNK, **GEAR}


def figure_of(exercise: Exercise) -> Figure | None:
    """Return the figure an exercise brings, else the built-in one of its id; None where nobody drew it."""
    return exercise.figure if isinstance(exercise.figure, Figure) else FIGURES.get(exercise.id)
