"""The dumbbells that come with the package."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib import resources

from overload.catalog.dumbbells import parse_dumbbells
from overload.model import Dumbbell, Micro


@cache
def packaged_dumbbells() -> tuple[tuple[Dumbbell, ...], tuple[Micro, ...]]:
    """Return the dumbbells and add-on weights that come with the package (data/dumbbells.toml)."""
    text = resources.files("overload").joinpath("data/dumbbells.toml").read_text(encoding="utf-8")
    return parse_dumbbells(tomllib.loads(text, parse_float=Decimal))
