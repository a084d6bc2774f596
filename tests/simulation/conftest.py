"""Ladders and cases to judge rules in."""

from __future__ import annotations

from functools import cache

from overload import plugins
from overload.catalog import Catalog
from overload.cli.simulate import case_for, ladder_for
from overload.simulation.athletes import Model
from overload.simulation.judging import Case

DUMBBELLS = {
    "spin-lock": "spinlock-2_5kg-full",
    "powerblock": "powerblock-elite-exp-50-no-adders",
    "snode": "snode-ad80",
    "two-pairs": "fixed-two-pairs",
    "bowflex": "bowflex-552",
    "nuobell": "nuobell-580",
}
"""What is lifted with, by a short name."""


@cache
def catalog() -> Catalog:
    """Return the catalog without a training folder."""
    return plugins.catalog()


def case(  # noqa: PLR0917 - what a case is made of
    dumbbells: str = "spin-lock",
    preset: str = "novice",
    model: Model = Model.DOSE_RESPONSE,
    start: str = "right",
    exercise: str = "dumbbell-row",
    weeks: int = 52,
    seed: int = 1,
) -> Case:
    """Return a case by short names."""
    what = catalog().exercises[exercise]
    rungs = ladder_for(catalog(), what, DUMBBELLS[dumbbells])
    return case_for(catalog(), what, rungs, preset, model, start, weeks, seed)
