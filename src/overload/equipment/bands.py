"""Elastic bands: what each takes off or pulls, alone and several at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from overload.model import Band
from overload.units import Load, plain


def stacked(bands: Sequence[Band], at_once: int) -> Iterator[tuple[Load, str]]:
    """Yield what bands make, and what that is called, the fewer bands the earlier: up to `at_once` of them together.

    Bands of different units are not added up: the sum would be a figure nobody can read off.
    """
    for number in range(1, at_once + 1):
        for chosen in combinations(bands, number):
            if len({band.load.unit for band in chosen}) == 1:
                yield Load(sum((band.load.amount for band in chosen), Decimal(0)), chosen[0].load.unit), _called(chosen)


def _called(chosen: Sequence[Band]) -> str:
    """Return `red band`, `red + black bands`; of one without a name the kind alone."""
    if len(chosen) == 1:
        return f"{chosen[0].name} band" if chosen[0].name else "band"
    names = (band.name or f"{plain(abs(band.load.amount))} {band.load.unit}" for band in chosen)
    return f"{' + '.join(names)} bands"
