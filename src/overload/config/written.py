"""Keys and values -> the way plan.toml writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from overload.config.clock import span_text
from overload.model import RepRange
from overload.moments import clock_words
from overload.units import Load, plain

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


def quoted_key(key: str) -> str:
    """Write a key as TOML does: bare where it can be."""
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def plain_value(value: object) -> Any:  # noqa: PLR0911 - one for each kind of value
    """Return a value as TOML knows it: loads, times and spans become text, exact decimals numbers.

    Raises TypeError for what has no form in a plan.
    """
    match value:
        case Enum():
            return value.value
        case Load() | RepRange():
            return str(value)
        case datetime():
            return value
        case time():
            return clock_words(value)
        case timedelta():
            return span_text(value)
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(plain(value))
        case list() | tuple():
            return [plain_value(element) for element in value]
        case Mapping():
            return {str(key): plain_value(inner) for key, inner in value.items()}
        case bool() | int() | float() | str() | date():
            return value
    raise TypeError(f"{type(value).__name__} has no form in a plan")


def toml(value: object) -> str:
    """Write a value as TOML in one line: `"22.5 kg"`, `{ start = "20 kg" }`."""
    return _toml(plain_value(value))


def _toml(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            # A basic string of TOML is one of JSON, but that TOML allows no bare DEL in it.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case date():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case dict():
            inside = ", ".join(f"{quoted_key(key)} = {_toml(inner)}" for key, inner in value.items())
            return f"{{ {inside} }}" if inside else "{}"
    return str(value)
