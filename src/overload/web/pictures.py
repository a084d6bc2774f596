"""The figures of exercises as files of their own: drawn when one is first asked for, kept by browsers for ever."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from markupsafe import Markup

from overload import __version__
from overload.catalog.exercises import EXERCISES
from overload.figures import FIGURES, figure_svg, muscles_svg, picture, standing
from overload.figures.muscles import MAPPED
from overload.model import Exercise

_ORDER: Final = tuple(sorted(MAPPED))
"""The muscles on the map, in the order of the bits by which an address of a week names them."""


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


def week_address(best: Iterable[str], growing: Iterable[str]) -> str:
    """Return the address of the map of a week: muscles with the best number of sets, and those with enough to grow.

    It holds them itself, so that any week has one and nothing need be remembered.
    """
    ten = _bits(best)
    return f"{_weeks()}{ten:x}-{_bits(growing) & ~ten:x}.svg"


@cache
def _weeks() -> str:
    """Return how the address of every map of a week begins; it changes with how they are drawn."""
    return f"/figure/{hashlib.sha256(f'{__version__} {_ORDER}'.encode()).hexdigest()[:16]}-week-"


def _bits(muscles: Iterable[str]) -> int:
    return sum(1 << _ORDER.index(one) for one in set(muscles) if one in MAPPED)


def _week_of(address: str) -> list[list[str]] | None:
    """Return the muscles of the map of a week by its address, None where it is none."""
    found = re.fullmatch(f"{re.escape(_weeks())}([0-9a-f]{{1,6}})-([0-9a-f]{{1,6}})\\.svg", address)
    if found is None:
        return None
    sides = [[one for place, one in enumerate(_ORDER) if int(mask, 16) >> place & 1] for mask in found.groups()]
    return sides if week_address(*sides) == address else None


@lru_cache(maxsize=512)
def drawn(address: str) -> bytes | None:
    """Return the figure, or the map of muscles, of an address; None where there is none."""
    if (week := _week_of(address)) is not None:
        return muscles_svg(*week).encode()
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


def map_of(address: str, alt: str) -> Markup:
    """Return the markup of a map of muscles, its words escaped."""
    return Markup(picture(address, alt))  # noqa: S704 - the address is ours, the words are escaped


@cache
def _address(exercise: str) -> str:
    told = f"{__version__} {FIGURES[exercise]}"
    return f"/figure/{hashlib.sha256(told.encode()).hexdigest()[:16]}-{exercise}.svg"
