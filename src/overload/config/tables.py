"""Tables, lists and single values of plan.toml -> typed values, by cattrs, with every mistake in its place.

cattrs chooses by the annotation; what it chooses from are the functions here and in `fields`. An attrs class, or a
`Shape` of one, stands for a table: its fields are the keys. All mistakes of a table are gathered and raised together
as one DataError whose places are relative to the table. A list element is placed as `[2]`, counted from one.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Literal, TypeVar, get_args, get_origin

import attrs
from cattrs import BaseConverter
from cattrs.errors import StructureHandlerNotFoundError

from overload.config import bands, clock, fields
from overload.config.fields import near, shown, wrong
from overload.config.keys import Headed, ReadKey, Shape, keys_of_class, keys_of_shape
from overload.config.mistakes import at, settle
from overload.config.written import quoted_key
from overload.errors import DataError, Problem
from overload.model import Band, Best, RepRange
from overload.units import Load

T = TypeVar("T")
Table = Mapping[str, object]
IS_MISSING: Final = "is missing"

READERS: Final[Mapping[Any, Callable[[object], object]]] = {
    str: fields.text,
    bool: fields.yes_or_no,
    int: fields.whole,
    float: fields.inexact,
    Decimal: fields.number,
    Load: fields.weight,
    RepRange: fields.reps,
    date: fields.day,
    time: clock.clock,
    fields.Reps: fields.rep_count,
    Band: bands.band,
    Best: fields.best,
    fields.Added: fields.added,
    fields.Bodyweight: fields.bodyweight,
    fields.Name: fields.name,
    fields.PlanId: fields.plan_id,
    fields.Color: fields.color,
    fields.CalendarFile: fields.calendar_file,
    fields.Command: fields.command,
    fields.Category: fields.category,
    fields.UnitWord: fields.unit_word,
    fields.WebAddress: fields.web_address,
    fields.OwnAddress: fields.own_address,
    fields.Title: fields.title,
    fields.Mailbox: fields.mailbox,
    fields.Program: fields.program,
    fields.Muscle: fields.muscle,
    fields.Group: fields.group,
    fields.Thing: fields.thing,
    clock.Clock: clock.clock,
    clock.Weekday: clock.weekday,
    clock.DayWord: clock.day_word,
    clock.Rest: clock.rest,
    clock.Before: clock.before,
    clock.Recurrence: clock.recurrence,
    clock.Span: clock.span,
    clock.TimeLimit: clock.time_limit,
    clock.Zone: clock.zone,
}
"""Annotation -> what reads it."""


def as_table(value: object) -> Table:
    """Return the value if it is a table."""
    if not isinstance(value, dict):
        raise DataError(Problem("", f"expected a table, not {shown(value)}", "write its keys below [NAME], or in { }"))
    return value


def new_converter(
    readers: Mapping[Any, Callable[[object], object]], shapes: Iterable[Shape[Any]] = ()
) -> BaseConverter:
    """Return a converter that reads tables, those of `shapes`, and `readers` besides the READERS of every plan."""
    converter = BaseConverter()
    converter.register_structure_hook_func(_is_enum, _choice)
    converter.register_structure_hook_func(_is_literal, _choice)
    converter.register_structure_hook_func(_is_list, lambda value, kind: _list(converter, value, get_args(kind)[0]))
    converter.register_structure_hook_func(_is_mapping, lambda value, kind: _mapping(converter, value, *get_args(kind)))
    converter.register_structure_hook_func(_is_table, lambda value, kind: read_table(converter, as_table(value), kind))
    shape_of = {shape.value: shape for shape in shapes}
    converter.register_structure_hook_func(
        shape_of.__contains__, lambda value, kind: read_shape(converter, as_table(value), shape_of[kind])
    )
    converter.register_structure_hook_func(
        _is_headed, lambda value, kind: _headed(converter, value, shape_of[get_args(kind)[0]])
    )
    for kind, reader in {**READERS, **readers}.items():
        converter.register_structure_hook(kind, _hook(reader))
    return converter


def _hook(reader: Callable[[object], object]) -> Callable[[object, Any], Any]:
    # cattrs finds the reader of str for a StrEnum too, before it asks _is_enum.
    return lambda value, kind: _choice(value, kind) if _is_enum(kind) else reader(value)


def _headed(converter: BaseConverter, value: object, shape: Shape[T]) -> Headed[T]:
    """Read the tables below a heading each; the heading is a name the athlete chose."""
    problems: list[Problem] = []
    values: list[T] = []
    for heading, table in as_table(value).items():
        with at(quoted_key(heading), problems):
            values.append(read_shape(converter, as_table(table), shape, fields.name(heading)))
    settle(problems)
    return Headed(values)


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _is_literal(kind: Any) -> bool:
    return get_origin(kind) is Literal


def _is_list(kind: Any) -> bool:
    return get_origin(kind) in {tuple, list} and (get_origin(kind) is list or get_args(kind)[1:] == (...,))


def _is_mapping(kind: Any) -> bool:
    return isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Mapping)


def _is_headed(kind: Any) -> bool:
    return get_origin(kind) is Headed


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and attrs.has(kind)


def _choice(value: object, kind: Any) -> object:
    """Read one of the values of a Literal or an enum."""
    choices = {member.value: member for member in kind} if _is_enum(kind) else {word: word for word in get_args(kind)}
    for choice, meant in choices.items():
        if choice == value and type(choice) is type(value):  # True == 1, and no word for it
            return meant
    known = map(str, choices)
    raise DataError(Problem("", f"cannot be {shown(value)}", near(value if isinstance(value, str) else "", known)))


def _list(converter: BaseConverter, value: object, kind: Any) -> tuple[object, ...]:
    """Read a list; a single value stands for a list of one."""
    # `dumbbells = "bowflex-552"` is what people write for one, and can mean nothing else.
    if not isinstance(value, list):
        return (converter.structure(value, kind),)
    problems: list[Problem] = []
    values: list[object] = []
    for count, element in enumerate(value, start=1):
        with at(f"[{count}]", problems):
            values.append(converter.structure(element, kind))
    settle(problems)
    return tuple(values)


def _mapping(converter: BaseConverter, value: object, key_kind: Any, kind: Any) -> dict[object, object]:
    problems: list[Problem] = []
    values: dict[object, object] = {}
    for key, written in as_table(value).items():
        with at(quoted_key(key), problems):
            name = converter.structure(key, key_kind)
            if name in values:  # `mon` and `monday` are different to TOML, and the same to us
                raise DataError(Problem("", "is here twice, under two names", "keep one"))
            values[name] = converter.structure(written, kind)
    settle(problems)
    return values


def read_table(converter: BaseConverter, table: Table, kind: type[T]) -> T:
    """Read a table as the attrs class `kind`, a key per field. Unknown and missing keys are mistakes."""
    return kind(**_read_all(converter, table, keys_of_class(kind)))


def read_shape(converter: BaseConverter, table: Table, shape: Shape[T], heading: str = "") -> T:
    """Read a table as the value of the model it becomes; `heading` is what stands in its heading, [places.HEADING]."""
    values = _read_all(converter, table, keys_of_shape(shape))
    if shape.heading:
        values[shape.heading] = heading
    return shape.then(shape.value(**values))


def _read_all(converter: BaseConverter, table: Table, keys: Mapping[str, ReadKey]) -> dict[str, Any]:
    """Read a whole table: its keys, and what stands in for those that are not there."""
    values, problems = read_keys(converter, table, keys)
    for name, key in keys.items():
        if name not in table and key.is_needed:
            problems.append(Problem(name, IS_MISSING, key.write))
        elif name not in table and key.default is not None:
            values[key.field] = key.default
    settle(problems)
    return values


def read_keys(
    converter: BaseConverter, table: Table, keys: Mapping[str, ReadKey]
) -> tuple[dict[str, Any], list[Problem]]:
    """Read the keys of a table: by field the values that are right, and what is wrong."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, written in table.items():
        with at(quoted_key(name), problems):
            if name not in keys:
                raise DataError(Problem("", "no such key", near(name, keys)))
            key = keys[name]
            values[key.field] = read_value(converter, written, key.kind)
            key.check(values[key.field])
    return values, problems


def read_value(converter: BaseConverter, value: object, kind: Any) -> Any:
    """Read one value by its annotation; one that cattrs knows nothing of is passed on as it is."""
    if isinstance(kind, types.UnionType) and type(None) not in get_args(kind):
        return _one_kind_of(converter, value, get_args(kind))
    try:
        return converter.structure(value, kind)
    except DataError:
        raise
    except StructureHandlerNotFoundError:  # a type of a plugin's own: its rule looks at the value itself
        return value
    except (ValueError, TypeError, KeyError):
        raise wrong(value, "not what is expected here") from None


def _one_kind_of(converter: BaseConverter, value: object, kinds: Iterable[Any]) -> Any:
    """Read what may be of several kinds: the first that takes it."""
    refused: list[Problem] = []
    for kind in kinds:
        with at("", refused):
            return read_value(converter, value, kind)
    raise DataError(refused[0])
