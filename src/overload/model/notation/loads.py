"""Loads within a line: `22.5`, `22,5 kg`, `50lb`, `20#`, `bw+5`, `-15`, `chair`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

import attrs

from overload.model.notation.cursor import Cursor
from overload.model.notation.refusals import not_its_load
from overload.model.notation.tokens import Kind, Token
from overload.units import Load, Unit

_FRACTIONS: Final = frozenset({"0", "00", "5", "50", "25", "75", "125", "375", "625", "875"})
"""What loads end in behind a decimal comma; other numbers behind a comma are reps."""
_LONGEST: Final = 12
_NEAR: Final = Decimal("0.025")
"""So far people round from one unit to the other: a plate of 20 kg is one of 45 lb."""
_LEAST: Final = Decimal("0.3")
"""And so many kilograms, for light ones."""


@attrs.frozen
class LoadAt:
    """A load and where it is written; `is_bare` without a sign or unit."""

    load: Load
    start: int
    end: int
    text: str
    is_bare: bool = False


def is_load_start(cursor: Cursor) -> bool:
    """Tell whether a load begins here, rather than reps or a set left out."""
    place = cursor.place
    try:
        if cursor.is_at(Kind.NUMBER) and cursor.peek(1).kind in {Kind.TIMES, Kind.SETS_OF}:
            return True
        return load_at(cursor, Unit.KG) is not None
    finally:
        cursor.go_to(place)


def load_at(cursor: Cursor, unit: Unit, *, is_behind: bool = False) -> LoadAt | None:
    """Read a load that cannot be reps: named with a unit, a sign, or a word; behind `@` a bare number too."""
    place, start = cursor.place, cursor.peek().start
    found = _named(cursor, unit, is_behind=is_behind)
    if found is None:
        cursor.go_to(place)
        return None
    load, is_bare = found
    end = cursor.before.end
    while cursor.is_at(Kind.BESIDE, Kind.ALSO):
        if cursor.is_at(Kind.ALSO) and not is_alike(load, cursor.peek()):
            raise not_its_load(cursor, cursor.peek(), load)
        cursor.advance()
    text = "".join(cursor.text[start:end].split()).replace(",", ".")
    return LoadAt(load, start, end, text, is_bare)


def is_alike(load: Load, also: Token) -> bool:
    """Tell whether `(49.6 lb)` is what a load weighs, in its own unit or in the other one, rounded."""
    figure = re.search(r"([\d.]+)\s(kg|lb)", also.text.lower())
    if figure is None or load.aid:
        return False
    said = Load(Decimal(figure[1]), Unit(figure[2]))
    if said.unit is load.unit:
        return said.amount == abs(load.amount)
    return abs(said.kg - abs(load.kg)) <= max(said.kg * _NEAR, _LEAST)


def _named(cursor: Cursor, unit: Unit, *, is_behind: bool) -> tuple[Load, bool] | None:
    if cursor.skip(Kind.AID):
        return Load(Decimal(0), unit, cursor.before.text.lower()), False
    if cursor.skip(Kind.BODY):
        return _with_body(cursor, unit), False
    if cursor.is_at(Kind.PLUS, Kind.MINUS):
        sign, number = cursor.peek(), cursor.peek(1)
        if number.kind is not Kind.NUMBER or number.is_apart or _is_sum(cursor):
            return None
        cursor.advance()
        load, _ = _figure(cursor, unit, sign)
        return load, False
    if not cursor.is_at(Kind.NUMBER):
        return None
    load, is_clear = _figure(cursor, unit)
    return (load, not is_clear) if is_clear or is_behind else None


def _is_sum(cursor: Cursor) -> bool:
    """Tell whether a plus stands right between numbers: `20+5` may be a sum, and two loads."""
    return cursor.is_at(Kind.PLUS) and not cursor.peek().is_apart and cursor.before.kind is Kind.NUMBER


def _with_body(cursor: Cursor, unit: Unit) -> Load:
    """Read what is added to bodyweight or taken off it: `bw+5`, `bodyweight + 5 kg`, `bw-30`."""
    sign, number = cursor.peek(), cursor.peek(1)
    if not cursor.is_at(Kind.PLUS, Kind.MINUS) or number.kind is not Kind.NUMBER or (sign.is_apart != number.is_apart):
        return Load(Decimal(0), unit)
    cursor.advance()
    return _figure(cursor, unit, sign)[0]


def _figure(cursor: Cursor, unit: Unit, sign: Token | None = None) -> tuple[Load, bool]:
    """Read a number, with a decimal comma where it is one, and its unit; tell whether it can be nothing but a load."""
    token = cursor.peek()
    cursor.advance()
    text, is_clear = token.text, False
    if _has_decimal_comma(cursor):
        text, is_clear = f"{text}.{cursor.peek(1).text}", True
        cursor.advance()
        cursor.advance()
    if len(text) > _LONGEST:
        raise cursor.fail("is not a load", token)
    amount = Decimal(text)
    if cursor.skip(Kind.UNIT):
        unit, is_clear = (Unit.LB if cursor.before.text[0] in "lLpP#" else Unit.KG), True
    is_minus = sign is not None and sign.kind is Kind.MINUS
    return Load(-amount if is_minus else amount, unit), is_clear


def _has_decimal_comma(cursor: Cursor) -> bool:
    """Tell whether `,5` stands behind a number that is a load: a unit, an `x` or nothing of reps follows."""
    comma, fraction, after = cursor.peek(), cursor.peek(1), cursor.peek(2)
    is_close = cursor.is_at(Kind.COMMA) and fraction.kind is Kind.NUMBER and not (comma.is_apart or fraction.is_apart)
    if not is_close or "." in cursor.before.text:
        return False
    if fraction.text not in _FRACTIONS:
        if cursor.place == 1 and after.kind in {Kind.UNIT, Kind.TIMES}:
            right = f"{cursor.before.text}.{cursor.text[fraction.start :].strip()}"
            raise cursor.fail_at(0, fraction.end, "decimals take a point", f"write '{right}'")
        return False
    return after.kind in {Kind.UNIT, Kind.TIMES} or _is_behind_at(cursor)


def _is_behind_at(cursor: Cursor) -> bool:
    place = cursor.place
    sign = 2 if place > 1 and cursor.peek(-2).kind in {Kind.PLUS, Kind.MINUS} else 1
    return place > sign and cursor.peek(-1 - sign).kind in {Kind.AT, Kind.WITH} and cursor.peek(2).kind is not Kind.AT


def number_at(token: Token, unit: Unit, cursor: Cursor) -> Load:
    """Return the load of a bare number; a unit right behind it counts."""
    if len(token.text) > _LONGEST:
        raise cursor.fail("is not a load", token)
    if cursor.before is token and cursor.skip(Kind.UNIT):
        unit = Unit.LB if cursor.before.text[0] in "lLpP#" else Unit.KG
    return Load(Decimal(token.text), unit)
