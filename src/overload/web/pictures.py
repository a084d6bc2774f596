"""The figures of exercises as files of their own: drawn when one is first asked for, kept by browsers for ever."""

from __future__ import annotations

import hashlib
from functools import cache

from markupsafe import Markup

from overload import __version__
from overload.figures import FIGURES, figure_svg, picture, standing
from overload.model import Exercise


def figure_address(exercise: Exercise) -> str:
    """Return the address of the figure of a built-in exercise, which changes with it; "" where there is none.

    What an exercise of a plugin brings is not served: nothing of a plugin is loaded by who answers.
    """
    return _address(exercise.id) if exercise.figure is None and exercise.id in FIGURES else ""


def movement(exercise: Exercise) -> str:
    """Return what moves in the figure of a built-in exercise, in words."""
    return FIGURES[exercise.id].words if exercise.id in FIGURES else ""


@cache
def drawn(address: str) -> bytes | None:
    """Return the figure of an address, None where no exercise has that."""
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
