"""Values as the data that `--json` prints."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum

import attrs

from overload.model import RepRange
from overload.units import Load


def as_data(value: attrs.AttrsInstance) -> dict[str, object]:
    """Return a value of the model as JSON-ready data: figures as exact text, enums by their value, days as ISO."""
    return attrs.asdict(value, value_serializer=lambda _, __, field: _data_of(field))


def _data_of(field: object) -> object:
    if isinstance(field, Enum):
        return field.value
    if isinstance(field, (Decimal, Load, RepRange)):
        return str(field)
    if isinstance(field, date):
        return field.isoformat()
    return sorted(field) if isinstance(field, (set, frozenset)) else field
