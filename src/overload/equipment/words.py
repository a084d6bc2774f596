"""Builds in words."""

from __future__ import annotations

from overload.model import Build, Rung
from overload.units import Unit, plain


def describe_build(build: Build, unit: Unit) -> str:
    """Return a build in words: `2.5 + 1.25 kg each end`, `empty handle`, `add-ons 0.5 + 0.5 kg`."""
    parts = []
    if build.plates:
        parts.append(f"{' + '.join(map(plain, build.plates))} {unit} each end")
    if build.micro:
        parts.append(f"add-ons {' + '.join(map(plain, build.micro))} {unit}")
    return ", ".join(parts) or "empty handle"


def plates_text(rung: Rung) -> str:
    """Return the first of the minimal builds of a rung in words; empty for a dial or a fixed dumbbell as it is."""
    return describe_build(rung.builds[0], rung.load.unit) if rung.builds else ""
