"""Builds in words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from overload.model import Build, Marked, Rung, printed
from overload.units import Unit, plain


def describe_build(build: Build, unit: Unit) -> str:
    """Return a build in words: `2.5 + 1.25 kg each end`, `2.5 kg + 5 lb each end`, `no plates, add-ons 0.5 kg`."""
    parts = [_one(build, unit)]
    if build.other is not None:
        parts.append(f"on the other handle {_one(build.other, unit)}")
    return ", ".join([*parts, *_add_ons(build, unit)])


def plate_words(plate: Decimal) -> str:
    """Return what a plate is called: its figure, `2.5`, or what is marked on it in the other unit, `5 lb`."""
    return plate.marked if isinstance(plate, Marked) else plain(plate)


def plates_text(rung: Rung) -> str:
    """Return the first of the minimal builds of a rung in words; empty for a dial or a fixed dumbbell as it is.

    What a dial or a fixed dumbbell has on it besides is told without the plates it has none of.
    """
    if not rung.builds:
        return ""
    build, unit = rung.builds[0], rung.load.unit
    return ", ".join(_add_ons(build, unit)) if rung.label else describe_build(build, unit)


def names_of(rung: Rung) -> tuple[str, ...]:
    """Return what somebody may write for a rung that has a name: `red band` and `red`, `red + black`; else nothing."""
    is_band = rung.label.endswith((" band", " bands"))
    if not rung.label or not (rung.dumbbell or is_band) or printed(rung.label):
        return ()
    short = rung.label.rsplit(" ", 1)[0] if is_band else rung.label
    return tuple(dict.fromkeys((rung.label, short, short.replace(" + ", "+"))))


def _one(build: Build, unit: Unit) -> str:
    parts = [f"{_sum(build.plates, unit)} each end"] if build.plates else []
    if build.extra:
        parts.append(f"{_sum(build.extra, unit)} on one end only")
    return ", ".join(parts) or "no plates"


def _sum(weights: Iterable[Decimal], unit: Unit) -> str:
    """Return weights as a sum: the unit once where they share it, else behind each."""
    known = list(weights)
    if not any(isinstance(weight, Marked) for weight in known):
        return f"{' + '.join(map(plain, known))} {unit}"
    return " + ".join(plate_words(one) if isinstance(one, Marked) else f"{plain(one)} {unit}" for one in known)


def _add_ons(build: Build, unit: Unit) -> list[str]:
    return [f"add-ons {_sum(build.micro, unit)}"] if build.micro else []
