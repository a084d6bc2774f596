"""Whether a value is what its annotation says, all the way down: attrs classes, tuples, mappings, unions."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs


def misfit(value: object, kind: Any) -> str:
    """Say where a value is not of a kind (an annotation); empty if it is. Raises what odd values raise."""
    if kind is Any or kind is object:
        return ""
    origin = get_origin(kind)
    if origin is None:
        return _plain(value, kind)
    look = _LOOKS.get(origin) or next(look for base, look in _BASES if issubclass(origin, base))
    return look(value, get_args(kind))


def _literal(value: object, kinds: tuple[Any, ...]) -> str:
    return "" if value in kinds else f"{_shown(value)} is none of {', '.join(map(repr, kinds))}"


def _class(value: object, _: tuple[Any, ...]) -> str:
    return "" if isinstance(value, type) else f"{_shown(value)} is not a class"


def _plain(value: object, kind: Any) -> str:
    if kind is None or kind is type(None):
        return "" if value is None else f"{_shown(value)} is not None"
    number = kind is float and isinstance(value, int)
    if not (isinstance(value, kind) or number) or (isinstance(value, bool) and kind is not bool):
        return f"{_shown(value)} is not {_name(kind)}"
    if isinstance(value, float | Decimal) and not (value == value and abs(value) != float("inf")):  # noqa: PLR0124 - NaN is what is not itself, and Decimal has it too
        return f"{value} is not a number that can be used"
    return _fields(value) if attrs.has(type(value)) else ""


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _fields(value: Any) -> str:
    """Look into an attrs value of ours; one of a class made by a plugin is looked at as its base."""
    ours = (one for one in type(value).__mro__ if attrs.has(one) and one.__module__.startswith("overload."))
    kind = next(ours, None)
    for field in attrs.fields(kind) if kind else ():
        wrong = misfit(getattr(value, field.name), _hints(kind)[field.name]) if kind else ""
        if wrong:
            return f"{type(value).__name__}.{field.name}: {wrong}"
    return ""


def _of_any(value: object, kinds: tuple[Any, ...]) -> str:
    wrong = [misfit(value, kind) for kind in kinds]
    if not all(wrong):
        return ""
    for kind, said in zip(kinds, wrong, strict=True):
        if isinstance(kind, type) and isinstance(value, kind):
            return said
    return f"{_shown(value)} is not {' or '.join(map(_name, kinds))}"


def _tuple(value: object, kinds: tuple[Any, ...]) -> str:
    if not isinstance(value, tuple):
        return f"{_shown(value)} is not a tuple"
    if kinds[1:] == (...,):
        return _items(value, kinds)
    if len(value) != len(kinds):
        return f"{_shown(value)} is not a tuple of {len(kinds)}"
    return next(filter(None, (misfit(one, kind) for one, kind in zip(value, kinds, strict=True))), "")


def _items(value: object, kinds: tuple[Any, ...]) -> str:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return f"{_shown(value)} is not a sequence"
    return next(filter(None, (misfit(one, kinds[0]) for one in value)), "")


def _mapping(value: object, kinds: tuple[Any, ...]) -> str:
    key, kind = kinds
    if not isinstance(value, Mapping):
        return f"{_shown(value)} is not a mapping"
    pairs = ((misfit(name, key), misfit(one, kind)) for name, one in value.items())
    return next((wrong for pair in pairs for wrong in pair if wrong), "")


_LOOKS: Mapping[Any, Callable[[object, tuple[Any, ...]], str]] = {
    Union: _of_any,
    types.UnionType: _of_any,
    Literal: _literal,
    type: _class,
    tuple: _tuple,
}
_BASES: Sequence[tuple[type, Callable[[object, tuple[Any, ...]], str]]] = ((Mapping, _mapping), (Sequence, _items))


def _name(kind: Any) -> str:
    return "None" if kind is type(None) else getattr(kind, "__name__", str(kind))


def _shown(value: object) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."
