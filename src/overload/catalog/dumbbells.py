"""Dumbbells as a TOML document describes them -> values, every mistake with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Final, TypeVar

import attrs

from overload.errors import DataError, Problem, did_you_mean
from overload.model import Dumbbell, DumbbellKind, Micro
from overload.units import Unit, plain

Read = TypeVar("Read")
_KEYS: Final = frozenset(one.name for one in attrs.fields(Dumbbell)) | {"id"}
_MICRO_KEYS: Final = frozenset({"id", "name", "unit", "weight", "pieces_per_dumbbell", "confidence", "source"})
_MOST = Decimal(500)


def parse_dumbbells(
    document: Mapping[str, object], place: str = "dumbbells.toml"
) -> tuple[tuple[Dumbbell, ...], tuple[Micro, ...]]:
    """Return the `[[dumbbell]]` and `[[micro]]` entries of a document read with `parse_float=Decimal`.

    Raises DataError with every problem found.
    """
    problems: list[Problem] = []
    dumbbells = _entries(document.get("dumbbell", []), place, parse_dumbbell, problems)
    micros = _entries(document.get("micro", []), place, parse_micro, problems)
    if problems:
        raise DataError(*problems)
    return dumbbells, micros


def _entries(
    entries: object, place: str, parse: Callable[[str, Mapping[str, object], str], Read], problems: list[Problem]
) -> tuple[Read, ...]:
    found = []
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        name = str(entry.get("id", f"#{number + 1}"))
        try:
            found.append(parse(name, {key: value for key, value in entry.items() if key != "id"}, f"{place}: {name}"))
        except DataError as error:
            problems.extend(error.problems)
    return tuple(found)


@attrs.define
class _Table:
    """Reads the keys of one table and collects what is wrong with them."""

    values: Mapping[str, object]
    place: str
    problems: list[Problem] = attrs.field(factory=list)

    def wrong(self, key: str, message: str, suggestion: str = "") -> None:
        self.problems.append(Problem(f"{self.place}.{key}", message, suggestion))

    def text(self, key: str, default: str = "") -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str):
            self.wrong(key, f"{value!r} is not text", "write it in quotes")
            return default
        return value

    def choice(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        choices = list(known)
        value = self.values.get(key, default)
        if value in choices:
            return str(value)
        said = "is missing" if value is None else f"'{value}' is not known"
        self.wrong(key, said, did_you_mean(str(value or ""), choices))
        return choices[0]

    def flag(self, key: str, default: bool) -> bool:
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self.wrong(key, f"{value!r} is neither true nor false", "write true or false")
            return default
        return value

    def number(self, key: str, default: Decimal | None) -> Decimal | None:
        return self._number(key, self.values[key]) if key in self.values else default

    def numbers(self, key: str) -> tuple[Decimal, ...]:
        values = self.values.get(key, [])
        if not isinstance(values, list):
            self.wrong(key, "is not a list", "write it like [5, 10, 15]")
            return ()
        return tuple(self._number(key, value) for value in values)

    def _number(self, key: str, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            self.wrong(key, f"{value!r} is not a number", "write it without quotes")
            return Decimal(1)
        number = Decimal(str(value))
        if not (number.is_finite() and 0 <= number <= _MOST):
            self.wrong(key, f"{value} is not a weight between 0 and {_MOST}")
            return Decimal(1)
        return number

    def count(self, key: str) -> int | None:
        value = self.values.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 1000):
            return value
        self.wrong(key, f"{value!r} is not a whole number above 0")
        return None

    def names(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        return (value,) if isinstance(value, str) else tuple(map(str, value)) if isinstance(value, list) else ()

    def plates(self) -> tuple[tuple[Decimal, int], ...]:
        value = self.values.get("plates", [])
        if not isinstance(value, list):
            self.wrong("plates", "is not a list", "write it like [[2.5, 4], [1.25, 4]]")
            return ()
        return tuple(pair for pair in map(self._plate, value) if pair)

    def _plate(self, value: object) -> tuple[Decimal, int] | None:
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], int) and 0 <= value[1] <= 1000:
            weight = self._number("plates", value[0])
            if weight > 0:
                return weight, value[1]
        self.wrong("plates", f"{value!r} is not a weight and a count", "write it like [2.5, 4]")
        return None

    def unknown(self, known: Iterable[str]) -> None:
        for key in sorted(set(self.values) - set(known)):
            self.wrong(key, "is not known here", did_you_mean(key, known))

    def check(self) -> None:
        if self.problems:
            raise DataError(*self.problems)


def parse_dumbbell(dumbbell_id: str, table: Mapping[str, object], place: str) -> Dumbbell:
    """Return one dumbbell from its table; raises DataError with every problem of it, each under `place`."""
    read = _Table(table, place)
    read.unknown(_KEYS)
    one = Dumbbell(
        id=dumbbell_id,
        name=read.text("name", dumbbell_id),
        kind=DumbbellKind(read.choice("kind", [kind.value for kind in DumbbellKind])),
        unit=Unit(read.choice("unit", [unit.value for unit in Unit])),
        settings=read.numbers("settings"),
        labels_kg=read.numbers("labels_kg"),
        handle=read.number("handle", None) or Decimal(0),
        plates=read.plates(),
        plates_for=read.choice("plates_for", ["pair", "one"], "pair"),
        max_plates_per_side=read.count("max_plates_per_side"),
        max_load_per_side=read.number("max_load_per_side", None),
        symmetric=read.flag("symmetric", default=True),
        unbalanced=read.numbers("unbalanced"),
        stage=read.count("stage"),
        expands=read.text("expands"),
        example=read.flag("example", default=False),
        confidence=read.choice("confidence", ["high", "medium", "low"], "high"),
        source=read.names("source"),
    )
    _check_shape(one, read)
    read.check()
    return one


def _check_shape(one: Dumbbell, read: _Table) -> None:
    if one.kind is DumbbellKind.PLATE:
        if not one.handle:
            read.wrong("handle", "is missing", "weigh the empty handle with its collars")
        if one.settings:
            read.wrong("settings", "do not go with plates", "leave them out; they are computed")
        return
    if not one.settings:
        read.wrong("settings", "are missing", "list every load the dumbbell can be set to")
    if any(low >= high for low, high in pairwise(one.settings)) or any(load <= 0 for load in one.settings):
        read.wrong("settings", "do not ascend from above 0", f"write {sorted(map(float, set(one.settings)))}")
    if one.labels_kg and len(one.labels_kg) != len(one.settings):
        read.wrong("labels_kg", f"has {len(one.labels_kg)} entries for {len(one.settings)} settings")
    for load in one.unbalanced:
        if load not in one.settings:
            read.wrong("unbalanced", f"{plain(load)} is not among the settings")


def parse_micro(micro_id: str, table: Mapping[str, object], place: str) -> Micro:
    """Return one kind of add-on weight from its table; raises DataError."""
    read = _Table(table, place)
    read.unknown(_MICRO_KEYS)
    one = Micro(
        id=micro_id,
        name=read.text("name", micro_id),
        unit=Unit(read.choice("unit", [unit.value for unit in Unit])),
        weight=read.number("weight", None) or Decimal(0),
        pieces=read.count("pieces_per_dumbbell") or 2,
        confidence=read.choice("confidence", ["high", "medium", "low"], "high"),
        source=read.names("source"),
    )
    if not one.weight:
        read.wrong("weight", "is missing")
    read.check()
    return one
