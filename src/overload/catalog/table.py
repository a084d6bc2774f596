"""Reads the keys of one table of dumbbells and collects all that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

import attrs

from overload.errors import DataError, Problem, did_you_mean
from overload.units import Load, Unit, parse_load

HEAVIEST: Final = 500
"""No weight of a dumbbell or a plate is above this, in its own unit."""
FINEST: Final = Decimal("0.001")
MOST_PLATES: Final = 100
"""Plates of one weight there can be."""
_STANDS_IN: Final = Decimal(1)


@attrs.define
class Table:
    """The values of a table, its place, and the problems found so far; a value that is wrong gets one standing in."""

    values: Mapping[str, object]
    place: str
    problems: list[Problem] = attrs.field(factory=list)
    _wrong: set[str] = attrs.field(factory=set)

    def wrong(self, key: str, message: str, suggestion: str = "") -> None:
        """Note a problem with a key."""
        self._wrong.add(key)
        self.problems.append(Problem(f"{self.place}.{key}", message, suggestion))

    def is_right(self, *keys: str) -> bool:
        """Tell whether nothing was wrong with these keys so far."""
        return not self._wrong.intersection(keys)

    def settle(self) -> None:
        """Raise DataError with all problems, if there are any."""
        if self.problems:
            raise DataError(*self.problems)

    def unknown(self, known: Iterable[str]) -> None:
        """Note the keys that are not known."""
        for key in sorted(set(self.values) - set(known)):
            self.wrong(key, "is not known here", did_you_mean(key, known))

    def text(self, key: str, default: str = "") -> str:
        """Read text."""
        value = self.values.get(key, default)
        if isinstance(value, str):
            return value
        self.wrong(key, f"{shown(value)} is not text", "write it in quotes")
        return default

    def choice(self, key: str, known: Sequence[str], default: str | None = None) -> str:
        """Read one of the words that are known; without a default it must be there."""
        value = self.values.get(key, default)
        if isinstance(value, str) and value in known:
            return str(value)
        if value is None:
            self.wrong(key, "is missing", f"write one of {', '.join(known)}")
        else:
            self.wrong(
                key, f"{shown(value)} is not known", did_you_mean(value if isinstance(value, str) else "", known)
            )
        return known[0]

    def flag(self, key: str, *, default: bool) -> bool:
        """Read true or false."""
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        self.wrong(key, f"{shown(value)} is neither true nor false", "write true or false, without quotes")
        return default

    def weight(self, key: str) -> Decimal | None:
        """Read a weight above 0, or None where it is not given."""
        return self._weight(key, self.values[key]) if key in self.values else None

    def weights(self, key: str) -> tuple[Decimal, ...]:
        """Read a list of weights above 0."""
        return tuple(self._weight(key, value) for value in self._list(key, "[5, 10, 15]"))

    def _weight(self, key: str, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            self.wrong(key, f"{shown(value)} is not a number", "write it without quotes and unit")
        elif _is_nan(value) or not 0 < value <= HEAVIEST:
            self.wrong(key, f"{shown(value)} is not a weight above 0 and up to {HEAVIEST}")
        elif (weight := Decimal(str(value))) % FINEST:
            self.wrong(key, f"{shown(value)} is finer than {FINEST}", "write no more than three decimals")
        else:
            return weight
        return _STANDS_IN

    def count(self, key: str) -> int | None:
        """Read a whole number above 0, or None where it is not given."""
        value = self.values.get(key)
        if value is None or (_is_whole(value) and isinstance(value, int) and 0 < value <= MOST_PLATES):
            return value
        self.wrong(key, f"{shown(value)} is not a whole number from 1 to {MOST_PLATES}")
        return None

    def words(self, key: str) -> tuple[str, ...]:
        """Read a list of texts, or a single one."""
        value = self.values.get(key, [])
        values = [value] if isinstance(value, str) else value
        if isinstance(values, list) and all(isinstance(one, str) for one in values):
            return tuple(values)
        self.wrong(key, f"{shown(value)} is not a list of texts", 'write it like ["weighed at home"]')
        return ()

    def one_or_more_weights(self, key: str) -> tuple[Decimal, ...]:
        """Read a weight above 0, or a list of them; none where it is not given."""
        value = self.values.get(key, [])
        return tuple(self._weight(key, one) for one in (value if isinstance(value, list) else [value]))

    def plates(self, key: str, unit: Unit) -> tuple[tuple[Load, int], ...]:
        """Read plates as weights with their counts; a weight of the other unit than `unit` names it, `["5 lb", 2]`."""
        return tuple(self._plate(key, value, unit) for value in self._list(key, "[[2.5, 4], [1.25, 4]]"))

    def _plate(self, key: str, value: object, unit: Unit) -> tuple[Load, int]:
        if not isinstance(value, list) or len(value) != 2:
            self.wrong(key, f"{shown(value)} is not a weight and a count", "write it like [2.5, 4]")
            return Load(_STANDS_IN, unit), 0
        weight, count = self._marked(key, value[0], unit), value[1]
        if _is_whole(count) and 0 < count <= MOST_PLATES:
            return weight, count
        self.wrong(key, f"{shown(count)} is not a count of plates", f"write a whole number from 1 to {MOST_PLATES}")
        return weight, 0

    def _marked(self, key: str, value: object, unit: Unit) -> Load:
        """Read a weight in `unit`, or a text that names its own."""
        if not isinstance(value, str):
            return Load(self._weight(key, value), unit)
        try:
            load = parse_load(value)
        except DataError as error:
            self.wrong(key, error.problems[0].message, f"write 2.5 without quotes, or '5 lb' for one marked in {unit}")
            return Load(_STANDS_IN, unit)
        return Load(self._weight(key, load.amount), load.unit)

    def _list(self, key: str, example: str) -> Sequence[object]:
        value = self.values.get(key, [])
        if isinstance(value, list):
            return value
        self.wrong(key, f"{shown(value)} is not a list", f"write it like {example}")
        return ()


def _is_nan(value: float | Decimal) -> bool:
    """Tell what a decimal would refuse to be compared with."""
    return isinstance(value, Decimal) and value.is_nan()


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def shown(value: object) -> str:
    """Return a value as it can stand in a message, however long or odd it is."""
    if isinstance(value, int) and abs(value) > 10**20:
        return "a number that long"
    if isinstance(value, Decimal):
        return str(value)
    text = f"'{value}'" if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
