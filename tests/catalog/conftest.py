"""The catalogue as it comes with the package."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest

from overload.catalog import Catalog, builtin
from overload.catalog.dumbbells import parse_dumbbells


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    """The dumbbells that come with the package, as TOML."""
    text = resources.files("overload").joinpath("data/dumbbells.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


@pytest.fixture(scope="session")
def known(document: dict[str, Any]) -> Catalog:
    """All that is built in, but for the rules."""
    return builtin(*parse_dumbbells(document))
