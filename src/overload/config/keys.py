"""The keys of a table, made out from the class whose values it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import Any, Generic, TypeVar

import attrs

from overload.errors import DataError, Problem

T = TypeVar("T")
Check = Callable[[object, object, Any], None]
"""An attrs validator: it is given the instance, the field and the value, and raises what is wrong."""


class Headed(tuple[T, ...]):
    """Tables of one kind below a heading each, `[places.home]`, as the values they hold."""

    __slots__ = ()


@attrs.frozen
class Key:
    """What a key says beyond its field.

    `kind` is what may stand there (None: what the field's type allows), `check` a validator, `called` its name in the
    file, `default` what stands in where the model has nothing, `write` what to type where it is missing.
    """

    kind: Any = None
    check: Check | None = None
    called: str = ""
    default: object = None
    write: str = ""


@attrs.frozen
class Shape(Generic[T]):
    """How the file writes values of the class `value`: `keys` by the name of the field they fill.

    `heading` is the field that stands in the heading of the table instead of in it, `without` are fields the file
    does not set. `then` sees the whole value: it completes it, or raises DataError.
    """

    value: type[T]
    keys: Mapping[str, Key]
    heading: str = ""
    without: Set[str] = frozenset()
    then: Callable[[T], T] = lambda value: value

    def __attrs_post_init__(self) -> None:
        """Refuse a key for a field that is not there: it would never be read."""
        unknown = {*self.keys, *self.without, *filter(None, [self.heading])} - {*fields_of(self.value)}
        if unknown:
            raise TypeError(f"{self.value.__name__} has no {sorted(unknown)}")


@attrs.frozen
class ReadKey:
    """A key as it is read: the field it fills, what may stand there, whether it must, and what to type if not."""

    field: str
    kind: Any
    check: Callable[[object], None]
    default: object = None
    is_needed: bool = False
    write: str = ""


def fields_of(kind: Any) -> Mapping[str, attrs.Attribute[Any]]:
    """Return the fields of an attrs class that can be set, by name. Other classes have none."""
    return {field.name: field for field in attrs.fields(kind) if field.init} if attrs.has(kind) else {}


def keys_of_class(kind: type) -> Mapping[str, ReadKey]:
    """Return the keys of a table that is written as its class is: a key per field."""
    types = _field_types(kind)
    return {
        name: ReadKey(
            name,
            types[name],
            _validating(field),
            is_needed=field.default is attrs.NOTHING,
            write=field.metadata.get("write", ""),
        )
        for name, field in fields_of(kind).items()
    }


def keys_of_shape(shape: Shape[Any]) -> Mapping[str, ReadKey]:
    """Return the keys of a table that becomes a value of the model."""
    types, given = _field_types(shape.value), {*shape.without, shape.heading}
    return {
        key.called or name: ReadKey(
            name,
            types[name] if key.kind is None else key.kind,
            _checking(key.check),
            key.default,
            is_needed=field.default is attrs.NOTHING and key.default is None,
            write=key.write,
        )
        for name, field in fields_of(shape.value).items()
        if name not in given
        for key in [shape.keys.get(name, Key())]
    }


def _field_types(kind: type) -> Mapping[str, Any]:
    """Return the type of each field of an attrs class; of one whose annotations cannot be resolved, `Any`."""
    try:
        attrs.resolve_types(kind)
    except Exception:  # noqa: BLE001 - a plugin's annotations are evaluated here, and may be anything
        return dict.fromkeys(fields_of(kind), Any)
    return {name: field.type for name, field in fields_of(kind).items()}


def _checking(check: Check | None) -> Callable[[object], None]:
    return lambda value: check(None, None, value) if check else None


def _validating(field: attrs.Attribute[Any]) -> Callable[[object], None]:
    return lambda value: _validate(field, value)


def _validate(field: attrs.Attribute[Any], value: object) -> None:
    """Run a field's own validator on a value before there is an instance; raises DataError with its message."""
    if field.validator is None:
        return
    try:
        field.validator(None, field, value)
    except DataError:
        raise
    except (ValueError, TypeError) as error:
        said = error.args[0] if error.args and isinstance(error.args[0], str) else str(error)
        raise DataError(Problem("", said)) from None
    except AttributeError:
        return  # it looks at other fields of the instance: making that will run it again
