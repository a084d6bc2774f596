"""The dumbbells that come with the package."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pkgutil import get_data

from overload.catalog.dumbbells import parse_dumbbells
from overload.model import Dumbbell, Micro


@cache
def packaged_dumbbells() -> tuple[tuple[Dumbbell, ...], tuple[Micro, ...]]:
    """Return the dumbbells and add-on weights that come with the package (data/dumbbells.toml)."""
    # Not importlib.resources: that imports what makes temporary files and archives, which costs more than the reading.
    text = (get_data("overload", "data/dumbbells.toml") or b"").decode()
    return parse_dumbbells(tomllib.loads(text, parse_float=Decimal))
