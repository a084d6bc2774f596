"""The figures of exercises as files of their own: drawn when one is first asked for, kept by browsers for ever."""

from __future__ import annotations

import hashlib
from functools import cache

from markupsafe import Markup

from overload import __version__
from overload.catalog.exercises import EXERCISES
from overload.figures import FIGURES, figure_svg, muscles_svg, picture, standing
from overload.model import Exercise


def figure_address(exercise: Exercise) -> str:
    """Return the address of the figure of a built-in exercise, which changes with it; "" where there is none.

    What an exercise of a plugin brings is not served: nothing of a plugin is loaded by who answers.
    """
    return _address(exercise.id) if exercise.figure is None and exercise.id in FIGURES else ""


def movement(exercise: Exercise) -> str:
    """Return what moves in the figure of a built-in exercise, in words."""
    return FIGURES[exercise.id].words if exercise.id in FIGURES else ""


def muscles_address(exercise: Exercise) -> str:
    """Return the address of the map of the muscles of a built-in exercise, "" where it is none or is another's."""
    known = _built_in().get(exercise.id)
    is_ours = known is not None and (known.direct, known.indirect) == (exercise.direct, exercise.indirect)
    return _muscles_address(exercise.id) if is_ours else ""


@cache
def _built_in() -> dict[str, Exercise]:
    return {one.id: one for one in EXERCISES}


@cache
def _muscles_address(name: str) -> str:
    one = _built_in()[name]
    told = f"{__version__} {one.direct} {one.indirect}"
    return f"/figure/{hashlib.sha256(told.encode()).hexdigest()[:16]}-muscles-of-{name}.svg"


@cache
def drawn(address: str) -> bytes | None:
    """Return the figure, or the map of the muscles, of an address; None where no exercise has that."""
    worked = next((one for one in EXERCISES if _muscles_address(one.id) == address), None)
    if worked is not None:
        return muscles_svg(worked.direct, worked.indirect).encode()
    found = next((one for one in FIGURES if _address(one) == address), None)
    return figure_svg(FIGURES[found], found.replace("-", " ").capitalize()).encode() if found else None


def picture_that_moves(address: str, alt: str) -> Markup:
    """Return the markup of a figure, its words escaped."""
    return Markup(picture(address, alt, moves=True))  # noqa: S704 - the address is ours, the words are escaped


def picture_that_stands(address: str, alt: str) -> Markup:
    """Return the markup of a figure in its end pose, its words escaped."""
    return Markup(standing(address, alt))  # noqa: S704 - the address is ours, the words are escaped


@cache
def _address(exercise: str) -> str:
    told = f"{__version__} {FIGURES[exercise]}"
    return f"/figure/{hashlib.sha256(told.encode()).hexdigest()[:16]}-{exercise}.svg"
