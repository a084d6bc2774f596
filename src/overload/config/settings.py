"""[plugins.NAME] -> a value of the class by which a plugin says what its own table holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

from overload.config import clock
from overload.config.mistakes import under
from overload.config.tables import Table, new_converter, read_table
from overload.config.written import quoted_key
from overload.errors import DataError, Problem

T = TypeVar("T")


def read_settings(table: Table, kind: type[T], name: str, file: str = "plan.toml") -> T:
    """Read a plugin's own table as the attrs class `kind`: a key per field, of the type of the field.

    Raises DataError with every mistake in its place, `plan.toml: plugins.NAME.every`.
    """
    place = f"{file}: plugins.{quoted_key(name)}"
    try:
        return read_table(new_converter({timedelta: clock.span}), _exact(table), kind)
    except DataError as error:
        raise DataError(*(under(place, problem) for problem in error.problems)) from None
    except (TypeError, ValueError) as error:  # what the class says of several fields together
        raise DataError(Problem(place, str(error) or "cannot be like this")) from None


def _exact(value: Mapping[str, object]) -> Mapping[str, object]:
    return {key: _number(each) for key, each in value.items()}


def _number(value: object) -> object:
    """Return numbers as they were written: 2.5 as a float only happens to be exact."""
    if isinstance(value, dict):
        return _exact(value)
    if isinstance(value, list):
        return [_number(each) for each in value]
    return Decimal(str(value)) if isinstance(value, float) else value
