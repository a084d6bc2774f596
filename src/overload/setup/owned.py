"""The dumbbells somebody owns, as they type them: ids, the loads of fixed pairs, and a handle with its plates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

import attrs

from overload.catalog import Catalog
from overload.catalog.dumbbells import parse_dumbbell
from overload.errors import DataError, Problem, UsageError
from overload.model import Dumbbell, DumbbellKind
from overload.units import Load, Unit, parse_load

PLATES_EXAMPLE: Final = "handle 2 kg, plates 4 x 5, 4 x 2.5, 4 x 1.25"
_NUMBER: Final = r"[0-9]{1,4}(?:\.[0-9]{1,4})?"
_UNIT: Final = r"(kgs?|lbs?)"
_DECIMAL_COMMA: Final = re.compile(r"((?:[x×*]|\bhandles?)\s*[0-9]+),((?:[0-9]{0,2}5)\b)(?!\s*[x×*])", re.IGNORECASE)
"""`4 x 1,25`: what stands behind a multiplication sign and ends in five; any other comma parts two things."""
_BETWEEN: Final = re.compile(r"\s*[,;+]\s*|\s+(?:and|with)\s+|(?<=\s)(?=plates?\s*(?:of\s|[:(0-9]))", re.IGNORECASE)
_FIXED_PAIR: Final = re.compile(rf"\d+(?:\.\d+)?\s*{_UNIT}", re.IGNORECASE)
_HANDLE: Final = re.compile(rf"(?:an?\s+)?handles?\s*(?:of\s+|:\s*)?({_NUMBER})\s*{_UNIT}?", re.IGNORECASE)
_PLATES: Final = re.compile(r"plates?\s*(?:\([^()]*\))?\s*(?:of\s+|:\s*)?", re.IGNORECASE)
_COUNTED: Final = re.compile(
    rf"([0-9]{{1,4}})\s*[x×*]\s*({_NUMBER})\s*{_UNIT}?|({_NUMBER})\s*{_UNIT}\s*[x×*]\s*([0-9]{{1,4}})", re.IGNORECASE
)


@attrs.define
class _Handle:
    """A handle as it is typed, with the plates named behind it."""

    weight: Decimal
    unit: Unit
    plates: Counter[Decimal] = attrs.field(factory=Counter)

    def add(self, word: str) -> None:
        """Add the plates of one word, `4 x 2.5`; raises UsageError for what is none, or of another unit."""
        counted = _COUNTED.fullmatch(word)
        if not counted:
            hint = f"write how many of each, like {PLATES_EXAMPLE}; name what else you own before the handle"
            raise UsageError(Problem("", f"'{word}' says no number of plates", hint))
        count, weight, unit, weight_first, unit_first, count_behind = counted.groups()
        if _unit(unit or unit_first, self.unit) is not self.unit:
            raise UsageError(Problem("", f"'{word}' is not in {self.unit}", "write handle and plates in one unit"))
        self.plates[Decimal(weight or weight_first)] += int(count or count_behind)

    def as_dumbbell(self, number: int) -> Dumbbell:
        """Return it as a dumbbell of the athlete's own, checked as one in plan.toml is; raises UsageError."""
        if not self.plates:
            raise UsageError(Problem("", "a handle without plates", f"write it like {PLATES_EXAMPLE}"))
        name = "my-plates" if number == 1 else f"my-plates-{number}"
        plates = [[weight, self.plates[weight]] for weight in sorted(self.plates, reverse=True)]
        table = {"kind": "plate", "unit": self.unit.value, "handle": self.weight, "plates": plates}
        try:
            return parse_dumbbell(name, table, "")
        except DataError as error:
            raise UsageError(*(attrs.evolve(problem, place="") for problem in error.problems)) from None


def dumbbells(known: Catalog, unit: Unit = Unit.KG) -> Callable[[str], tuple[Dumbbell, ...]]:
    """Return the reader of what is owned: ids, `8 kg, 20 kg`, or PLATES_EXAMPLE; a handle without unit is in `unit`.

    Plates are counted as they are owned, for both handles together. What is read raises UsageError where it is wrong.
    """

    def read(text: str) -> tuple[Dumbbell, ...]:
        words = [word.strip() for word in _BETWEEN.split(_DECIMAL_COMMA.sub(r"\1.\2", text)) if word.strip()]
        if not words:
            raise UsageError(Problem("", "names no dumbbells", "see 'overload dumbbells', or type loads: 8 kg, 20 kg"))
        before, handles = _sorted_out(words, unit)
        pairs = [parse_load(word) for word in before if _FIXED_PAIR.fullmatch(word)]
        named = [_named(word, known) for word in before if not _FIXED_PAIR.fullmatch(word)]
        if any(load.amount <= 0 for load in pairs):
            raise UsageError(Problem("", f"'{text}' has a pair with no weight", "write loads like 8 kg, 20 kg"))
        plates = [handle.as_dumbbell(number) for number, handle in enumerate(handles, start=1)]
        return (*dict.fromkeys(named), *_fixed_pairs(pairs), *plates)

    return read


def _sorted_out(words: Sequence[str], unit: Unit) -> tuple[list[str], list[_Handle]]:
    """Return the words before the first handle, and each handle with the plates behind it."""
    before: list[str] = []
    handles: list[_Handle] = []
    for word in words:
        if handle := _HANDLE.fullmatch(word):
            handles.append(_Handle(Decimal(handle[1]), _unit(handle[2], unit)))
        elif handles:
            handles[-1].add(_PLATES.sub("", word, count=1).strip())
        elif _COUNTED.fullmatch(word) or _PLATES.match(word) or word.lower().startswith("handle"):
            hint = f"write the handle first, with what it weighs: {PLATES_EXAMPLE}"
            raise UsageError(Problem("", f"'{word}' names no handle", hint))
        else:
            before.append(word)
    return before, handles


def _unit(word: str | None, otherwise: Unit) -> Unit:
    return Unit(word.lower().rstrip("s")) if word else otherwise


def _named(word: str, known: Catalog) -> Dumbbell:
    try:
        return known.find_dumbbell(word)
    except UsageError as error:
        if not error.problems[0].suggestion.startswith("known:"):
            raise
    hint = "see 'overload dumbbells', or type the loads of fixed pairs: 8 kg, 20 kg"
    raise UsageError(Problem("", f"there is no dumbbell '{word}'", hint))


def _fixed_pairs(loads: list[Load]) -> list[Dumbbell]:
    """Return fixed dumbbells of the athlete's own, one set for each unit."""
    units = dict.fromkeys(load.unit for load in loads)
    settings = {unit: tuple(sorted({load.amount for load in loads if load.unit is unit})) for unit in units}
    return [
        Dumbbell(f"my-fixed-{unit}", f"my-fixed-{unit}", DumbbellKind.FIXED, unit, settings[unit]) for unit in units
    ]
