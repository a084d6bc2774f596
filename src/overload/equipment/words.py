"""Builds in words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from overload.model import Build, Rung
from overload.units import Unit, plain


def describe_build(build: Build, unit: Unit) -> str:
    """Return a build in words: `2.5 + 1.25 kg each end`, `no plates`, `no plates, add-ons 0.5 + 0.5 kg`."""
    parts = [f"{_sum(build.plates)} {unit} each end"] if build.plates else []
    if build.extra:
        parts.append(f"{_sum(build.extra)} {unit} on one end only")
    return ", ".join([", ".join(parts) or "no plates", *_add_ons(build, unit)])


def plates_text(rung: Rung) -> str:
    """Return the first of the minimal builds of a rung in words; empty for a dial or a fixed dumbbell as it is.

    What a dial or a fixed dumbbell has on it besides is told without the plates it has none of.
    """
    if not rung.builds:
        return ""
    build, unit = rung.builds[0], rung.load.unit
    return ", ".join(_add_ons(build, unit)) if rung.label else describe_build(build, unit)


def _sum(weights: Iterable[Decimal]) -> str:
    return " + ".join(map(plain, weights))


def _add_ons(build: Build, unit: Unit) -> list[str]:
    return [f"add-ons {_sum(build.micro)} {unit}"] if build.micro else []
