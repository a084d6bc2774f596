"""The dumbbells that come with the package."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pkgutil import get_data

from overload.catalog.dumbbells import parse_dumbbells
from overload.model import Dumbbell, Micro


@cache
def packaged_dumbbells() -> tuple[tuple[Dumbbell, ...], tuple[Micro, ...]]:
    """Return the dumbbells and add-on weights that come with the package (data/dumbbells.toml)."""
    # Read at every start, from what says the same in a form that takes a twentieth of the time; a test makes it.
    # Not importlib.resources: that imports what makes temporary files and archives, which costs more than the reading.
    text = get_data("overload", "data/dumbbells.json") or b""
    return parse_dumbbells(json.loads(text, parse_float=Decimal))
