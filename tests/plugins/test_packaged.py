"""The dumbbells that come with the package, and all else that is built in."""

from __future__ import annotations

import json
import os
import tomllib
from decimal import Decimal
from importlib import resources
from pathlib import Path

from overload.catalog.dumbbells import parse_dumbbells
from overload.plugins import catalog, sense
from overload.plugins.packaged import packaged_dumbbells

DATA = Path(str(resources.files("overload"))) / "data"


def test_what_is_read_at_each_start_says_what_the_description_says() -> None:
    """The form that is quick to read holds what dumbbells.toml holds, to the digit; GOLDEN=write makes it anew."""
    described = (DATA / "dumbbells.toml").read_text(encoding="utf-8")
    if os.environ.get("GOLDEN") == "write":
        quick = json.dumps(tomllib.loads(described), ensure_ascii=False, separators=(",", ":"))
        (DATA / "dumbbells.json").write_text(f"{quick}\n", encoding="utf-8")
        packaged_dumbbells.cache_clear()
    assert repr(packaged_dumbbells()) == repr(parse_dumbbells(tomllib.loads(described, parse_float=Decimal)))


def test_everything_built_in_makes_sense() -> None:
    """What comes with the program would pass as a plugin's; that is not asked again at each start."""
    known = catalog()
    for things in (
        known.exercises, known.workouts, known.calendars, known.dumbbells, known.micros, known.rules,
    ):  # fmt: skip
        assert things
        assert {name: sense.fault(thing, known) for name, thing in things.items()} == dict.fromkeys(things, "")
