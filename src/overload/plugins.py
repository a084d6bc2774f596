"""Find plugins, call them one by one and gather what they add into the catalog; a failure becomes a Problem."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from importlib import resources

import pluggy

from overload import hookspecs
from overload import rules as builtin_rules
from overload.catalog import Catalog, builtin
from overload.catalog.dumbbells import parse_dumbbells
from overload.model import Dumbbell, Micro


@cache
def packaged_dumbbells() -> tuple[tuple[Dumbbell, ...], tuple[Micro, ...]]:
    """Return the dumbbells and add-on weights that come with the package (data/dumbbells.toml)."""
    text = resources.files("overload").joinpath("data/dumbbells.toml").read_text(encoding="utf-8")
    return parse_dumbbells(tomllib.loads(text, parse_float=Decimal))


def catalog(plugins: Iterable[object] = ()) -> Catalog:
    """Return the catalog: what is built in and what `plugins` add."""
    manager = pluggy.PluginManager("overload")
    manager.add_hookspecs(hookspecs)
    for plugin in (builtin_rules, *plugins):
        manager.register(plugin)
    found = [rule for rules in manager.hook.overload_rules() for rule in rules]
    dumbbells, micros = packaged_dumbbells()
    return builtin(dumbbells, micros, {rule.name: rule for rule in found})
