"""The parameters of a rule: its attrs fields, declared with a help text, documented and set by name."""

from __future__ import annotations

import inspect
import math
import types
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from overload.errors import DataError, Problem, did_you_mean
from overload.model import Rule
from overload.progression.missing_rule import MissingRule
from overload.units import Load, parse_load

T = TypeVar("T")


@attrs.frozen
class Parameter:
    """A parameter of a rule: its name, type in words, default, what it means, and the values it may have, if listed."""

    name: str
    type: str
    default: object
    help: str
    choices: tuple[object, ...] = ()


def parameter(
    default: T,
    *,
    help: str,  # noqa: A002 - the word everybody looks for
    choices: tuple[object, ...] = (),
    at_least: float | None = None,
    at_most: float | None = None,
) -> T:
    """Declare a parameter of a rule as an attrs field with a default, a help text and what it may be."""
    checks: list[Callable[[Any, Any, Any], Any]] = []
    if default is not None:
        kinds = (int, float) if isinstance(default, float) else (type(default),)
        checks.append(attrs.validators.instance_of(kinds))
    if choices:
        checks.append(attrs.validators.in_(choices))
    if at_least is not None:
        checks.append(attrs.validators.ge(at_least))
    if at_most is not None:
        checks.append(attrs.validators.le(at_most))
    validator: Any = attrs.validators.optional(checks) if default is None else checks
    field: T = attrs.field(default=default, validator=validator, metadata={"help": help})
    return field


def parameters(rule: type[Rule]) -> tuple[Parameter, ...]:
    """Return the parameters of a rule class in the order it declares them; none for a class without attrs fields."""
    if not attrs.has(rule):
        return ()
    hints = _hints(rule)
    return tuple(
        Parameter(
            field.name,
            _in_words(hints.get(field.name, str)),
            None if field.default is attrs.NOTHING else field.default,
            str(field.metadata.get("help", "")),
            _choices(hints.get(field.name)),
        )
        for field in attrs.fields(rule)
        if field.init
    )


def summary(rule: type[Rule]) -> str:
    """Return what a rule does in one sentence: the first line of its docstring."""
    return (inspect.getdoc(rule) or "").partition("\n")[0]


def rule_from(rule: type[Rule], params: Mapping[str, object]) -> Rule:
    """Build a rule from parameters by name, as plan.toml (values) or the command line (text) gives them.

    Raises DataError with a Problem per parameter that does not exist or cannot have that value; its place is the
    parameter's name.
    """
    if not params or issubclass(rule, MissingRule):
        return _built(rule, {})
    known = {one.name: one for one in parameters(rule)}
    hints, values, problems = _hints(rule), {}, []
    for name, given in params.items():
        if name not in known:
            problems.append(Problem(name, f"{_name(rule)} has no parameter '{name}'", did_you_mean(name, known)))
            continue
        try:
            values[name] = _converted(given, hints[name])
        except (ValueError, DataError):
            meant = did_you_mean(str(given), map(str, known[name].choices)) if known[name].choices else ""
            problems.append(Problem(name, f"{given!r} is not {known[name].type}", meant))
    if problems:
        raise DataError(*problems)
    return _built(rule, values)


def _built(rule: type[Rule], values: Mapping[str, object]) -> Rule:
    try:
        return rule(**values)
    except DataError:
        raise
    except Exception as error:
        message = str(error.args[0]) if error.args else type(error).__name__
        place = next((name for name in values if f"'{name}'" in message), "")
        raise DataError(Problem(place, f"{_name(rule)} does not accept these parameters: {message}")) from error


def _name(rule: type[Rule]) -> str:
    return str(getattr(rule, "name", rule.__name__))


@cache
def _hints(rule: type[Rule]) -> dict[str, Any]:
    try:
        return get_type_hints(rule)
    except Exception:  # noqa: BLE001 - an annotation that cannot be resolved leaves its parameter unchecked
        return {field.name: object for field in attrs.fields(rule)} if attrs.has(rule) else {}


def _alternatives(hint: object) -> tuple[object, ...]:
    return get_args(hint) if get_origin(hint) in {Union, types.UnionType} else (hint,)


def _choices(hint: object) -> tuple[object, ...]:
    return tuple(value for one in _alternatives(hint) if get_origin(one) is Literal for value in get_args(one))


_WORDS: Mapping[object, str] = {
    int: "a whole number",
    float: "a number",
    Decimal: "a number",
    str: "text",
    bool: "true or false",
    Load: "a load",
}


def _in_words(hint: object) -> str:
    choices = _choices(hint)
    if choices:
        return "one of " + ", ".join(f"'{choice}'" for choice in choices)
    kinds = [one for one in _alternatives(hint) if one is not type(None)]
    return " or ".join(_WORDS.get(one, getattr(one, "__name__", str(one))) for one in kinds)


def _converted(given: object, hint: object) -> object:
    """Return a value of the type a field is annotated with; raises ValueError when it is none."""
    choices = _choices(hint)
    if choices:
        if given not in choices:
            raise ValueError(given)
        return given
    for kind in _alternatives(hint):
        if kind is type(None):
            continue
        convert = _CONVERTERS.get(kind)
        return convert(given) if convert else given
    return given


def _to_bool(given: object) -> bool:
    if isinstance(given, bool):
        return given
    words = {"true": True, "yes": True, "false": False, "no": False}
    if isinstance(given, str) and given.strip().lower() in words:
        return words[given.strip().lower()]
    raise ValueError(given)


def _to_int(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int | str):
        raise ValueError(given)  # noqa: TRY004 - one error for every wrong value
    return int(given)


def _to_float(given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal | str):
        raise ValueError(given)  # noqa: TRY004 - one error for every wrong value
    number = float(given)
    if not math.isfinite(number):
        raise ValueError(given)
    return number


def _to_decimal(given: object) -> Decimal:
    try:
        number = Decimal(str(given))
    except InvalidOperation as error:
        raise ValueError(given) from error
    if isinstance(given, bool) or not number.is_finite():
        raise ValueError(given)
    return number


def _to_text(given: object) -> str:
    if not isinstance(given, str):
        raise ValueError(given)  # noqa: TRY004 - one error for every wrong value
    return given


def _to_load(given: object) -> Load:
    return given if isinstance(given, Load) else parse_load(str(given))


_CONVERTERS: Mapping[object, Callable[[object], object]] = {
    bool: _to_bool,
    int: _to_int,
    float: _to_float,
    Decimal: _to_decimal,
    str: _to_text,
    Load: _to_load,
}
