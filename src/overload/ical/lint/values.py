"""Single values by their type (RFC 5545, 3.3): each check returns what is wrong in words, or ''."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final

from overload.ical.lint.tree import Property

_STAMP: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_CLOCK: Final = r"T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)"
_DURATION: Final = rf"[+-]?P(?:\d+W|\d+D(?:{_CLOCK})?|{_CLOCK})"
_PART: Final = r"(\d+)([WDHMS])"
_OFFSET: Final = r"[+-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?"
_SCHEME: Final = r"[A-Za-z][A-Za-z0-9+.-]*:\S+"
_ESCAPED: Final = r"\\[\\;,nN]"
_UNITS: Final = {"W": "weeks", "D": "days", "H": "hours", "M": "minutes", "S": "seconds"}
_WHOLE: Final = r"[+-]?\d{1,10}"

Moment = datetime | date


def moment(text: str) -> Moment | None:
    """Return a DATE as a date, a DATE-TIME as a datetime (aware if it ends in Z), or None for neither."""
    found = _STAMP.fullmatch(text)
    if not found:
        return None
    numbers = [int(part) for part in found.groups()[:6] if part is not None]
    try:
        if len(numbers) == 3:
            return date(*numbers)
        numbers[5] = min(numbers[5], 59) if numbers[5] <= 60 else numbers[5]
        return datetime(*numbers, tzinfo=UTC if found[7] else None)  # type: ignore[misc,arg-type] # six numbers
    except ValueError:
        return None


def span(text: str) -> timedelta | None:
    """Return a DURATION, or None for what is none."""
    if not re.fullmatch(_DURATION, text, re.ASCII):
        return None
    try:
        length = timedelta(**{_UNITS[unit]: int(count) for count, unit in re.findall(_PART, text)})
    except (OverflowError, ValueError):
        return None
    return -length if text.startswith("-") else length


def _date_time(value: str) -> str:
    found = moment(value)
    if isinstance(found, datetime):
        return ""
    return "is a date; write VALUE=DATE before it" if found else "is not a date and time like 20261123T170000Z"


def _date(value: str) -> str:
    found = moment(value)
    return "" if found and not isinstance(found, datetime) else "is not a date like 20261123"


def _utc(value: str) -> str:
    found = moment(value)
    if not isinstance(found, datetime):
        return "is not a date and time like 20261123T170000Z"
    return "" if found.tzinfo else "is not in UTC; it must end in Z"


def _duration(value: str) -> str:
    if span(value) is not None:
        return ""
    return "is not a duration like PT30M or -P1DT2H" + ("; weeks stand alone" if "W" in value else "")


def _whole(value: str) -> str:
    return "" if re.fullmatch(_WHOLE, value, re.ASCII) and abs(int(value)) < 2**31 else "is not a whole number"


def _offset(value: str) -> str:
    if not re.fullmatch(_OFFSET, value, re.ASCII):
        return "is not an offset like +0100"
    return "is not an offset; write +0000" if value.startswith("-") and not value.strip("-0") else ""


def _uri(value: str) -> str:
    return "" if re.fullmatch(_SCHEME, value) else "is not an address with a scheme, like https://..."


def _text(value: str) -> str:
    bare = re.sub(_ESCAPED, "", value)
    if found := re.search(r"\\.?", bare):
        return f"has the escape '{found[0]}', which does not exist; a backslash is written \\\\"
    found = re.search("[;,]", bare)
    return f"has a bare '{found[0]}'; write \\{found[0]}" if found else ""


def _texts(value: str) -> str:
    return _text(re.sub(_ESCAPED, "", value).replace(",", ""))


def _geo(value: str) -> str:
    parts = value.split(";")
    try:
        north, east = map(float, parts)
    except ValueError:
        return "is not latitude;longitude"
    return "" if abs(north) <= 90 and abs(east) <= 180 else "is not on this planet"


def _period(value: str) -> str:
    start, slash, end = value.partition("/")
    first, last = moment(start), moment(end)
    if not slash or not isinstance(first, datetime):
        return "is not a period like 20261123T170000Z/PT1H"
    if (length := span(end)) is not None:
        return "" if length > timedelta(0) else "is a period that does not last"
    if not isinstance(last, datetime) or (first.tzinfo is None) != (last.tzinfo is None):
        return "is not a period like 20261123T170000Z/PT1H"
    return "" if last > first else "is a period that ends before it begins"


def _each(check: Callable[[str], str]) -> Callable[[str], str]:
    def every(value: str) -> str:
        return next(filter(None, map(check, value.split(","))), "")

    return every


def _recurrence(value: str) -> str:
    from overload.ical.lint.recurrence import recurrence  # noqa: PLC0415 - our own feeds, read at every update, have none

    return recurrence(value)


CHECKS: Final[Mapping[str, Callable[[str], str]]] = {
    "TEXT": _text,
    "TEXTS": _texts,
    "DATE-TIME": _date_time,
    "DATE-TIMES": _each(_date_time),
    "DATE": _date,
    "DATES": _each(_date),
    "UTC": _utc,
    "DURATION": _duration,
    "INTEGER": _whole,
    "UTC-OFFSET": _offset,
    "URI": _uri,
    "CAL-ADDRESS": _uri,
    "GEO": _geo,
    "RECUR": _recurrence,
    "PERIODS": _each(_period),
}
"""Type -> its check."""

_NAMED: Final = {"DATE-TIMES": "DATE-TIME", "DATES": "DATE", "UTC": "DATE-TIME", "TEXTS": "TEXT", "PERIODS": "PERIOD"}


def type_of(found: Property, types: tuple[str, ...]) -> str:
    """Return which of the allowed types a property's value claims to be, or '' for one that is not allowed."""
    said = found.param("VALUE").upper()
    if not said or found.name == "GEO":
        return types[0]
    return next((one for one in types if _NAMED.get(one, one) == said), "")
