"""Loads as exact decimals with their unit; nothing is converted in silence."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import total_ordering
from typing import Final

import attrs

from overload.errors import DataError, Problem

KG_PER_LB: Final = Decimal("0.45359237")
"""Exact by definition (international avoirdupois pound, 1959)."""

AIDS: Final = ("chair", "partner")
"""Help on a pull-up that has no figure in kg or lb: a rung of its own below every band."""


class Unit(StrEnum):
    """Unit of a load."""

    KG = "kg"
    LB = "lb"


def plain(number: Decimal) -> str:
    """Write a decimal without exponent or trailing zeros: `22.5`, `100`, `-15`."""
    if number == 0:
        return "0"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@total_ordering
@attrs.frozen(eq=False, order=False, repr=False)
class Load:
    """What one hand holds, or what is added to (taken off, if negative) bodyweight.

    `amount` is exact and in `unit`. `aid` names help without a figure (`chair`, `partner`); such a load is below
    every figure and its `amount` is 0. Loads of different units compare by their exact weight.
    """

    amount: Decimal
    unit: Unit = Unit.KG
    aid: str = ""

    @property
    def kg(self) -> Decimal:
        """The exact weight in kilograms."""
        return self.amount if self.unit is Unit.KG else self.amount * KG_PER_LB

    def to(self, unit: Unit) -> Load:
        """Return the same weight in `unit`, unrounded for lb -> kg, to 28 digits for kg -> lb."""
        if unit is self.unit:
            return self
        return Load(self.kg if unit is Unit.KG else self.amount / KG_PER_LB, unit, self.aid)

    def _key(self) -> tuple[int, Decimal]:
        if self.aid:
            return (-1, Decimal(-AIDS.index(self.aid)) if self.aid in AIDS else Decimal(-len(AIDS)))
        return (0, self.kg)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Load):
            return NotImplemented
        # By far the most frequent case, and the search asks it a great many times.
        if self.unit is other.unit and not self.aid and not other.aid:
            return self.amount == other.amount
        return self._key() == other._key()

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Load):
            return NotImplemented
        if self.unit is other.unit and not self.aid and not other.aid:
            return self.amount < other.amount
        return self._key() < other._key()

    def __gt__(self, other: object) -> bool:
        # What total_ordering makes of the two above costs as much again, and the heaviest is what is asked for most.
        return other < self if isinstance(other, Load) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key())  # equal across units, as loads are: 20 kg as pounds is the same key in a dict

    def __str__(self) -> str:
        return self.aid or f"{plain(self.amount)} {self.unit}"

    def __repr__(self) -> str:
        return f"Load({str(self)!r})"


_LOAD = re.compile(r"\s*([+-]?\d+(?:[.,]\d+)?)\s*(kgs?|lbs?|pounds?|kilos?)?\s*", re.IGNORECASE)


def _unit(word: str) -> Unit:
    return Unit.LB if word[0] in "lLpP" else Unit.KG


def parse_load(text: str, unit: Unit | None = None) -> Load:
    """Read `22.5 kg`, `-15kg`, `10 lb`, `bw`, `chair`; a bare number takes `unit`.

    Raises DataError when it is no load, or has no unit and none is given.
    """
    word = text.strip().lower()
    if word in AIDS:
        return Load(Decimal(0), unit or Unit.KG, word)
    if word in {"bw", "bodyweight"}:
        return Load(Decimal(0), unit or Unit.KG)
    match = _LOAD.fullmatch(text)
    # More figures than that are no load, and an exact product of them would be slow.
    if not match or len(match[1]) > 12:
        raise DataError(Problem("", f"'{text}' is not a load", "write it like '22.5 kg' or '10 lb'"))
    if match[2] is None and unit is None:
        raise DataError(Problem("", f"'{text}' has no unit", f"write '{text.strip()} kg' or '{text.strip()} lb'"))
    read = _unit(match[2]) if match[2] else unit or Unit.KG
    return Load(Decimal(match[1].replace(",", ".")), read)


def load(text: str) -> Load:
    """Read a load that names its unit: `load("22.5 kg")`."""
    return parse_load(text)
