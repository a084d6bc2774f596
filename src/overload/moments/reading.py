"""Days and times as people write them, and as this program says them.

A day without a year, or a weekday alone, is the nearest one to a `today`: before it or after it, as the question goes.
What could be either of two days is refused with the line to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final

import attrs

from overload.errors import DataError, Problem
from overload.moments.saying import MONTHS, WEEKDAYS, day_words


class Toward(StrEnum):
    """Which way a day without a year is looked for; today itself counts for both."""

    PAST = "past"
    FUTURE = "future"


_NEAR: Final = {
    "today": 0,
    "tonight": 0,
    "now": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "day after tomorrow": 2,
    "day before yesterday": -2,
}
# Patterns are compiled when they are first used: most runs read no such words.
_AWAY = r"(?:in (\d{1,3}) (day|week)s?|(\d{1,3}) (day|week)s? (ago|from now)|([+-]\d{1,3})d?)"
_WEEKDAY: Final = {
    form: number
    for number, name in enumerate(WEEKDAYS)
    for form in {name.lower()[:length] for length in (2, 3, len(name))}
} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_MONTH: Final = {form: number for number, name in enumerate(MONTHS, 1) for form in (name.lower(), name.lower()[:3])} | {
    "sept": 9
}
_WHICH = r"(?:on )?(?:(next|last|this|coming|past) )?([a-z]+)"
_YEAR_FIRST = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})"
_DOTTED = r"(\d{1,2})\.\s?(\d{1,2})(?:\.|\.\s?(\d{4}|\d{2}))?"
_SLASHED = r"(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?"
_DAY_MONTH = r"(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?([a-z]+)\.?(?: ((?:19|20|21)\d\d))?"
_MONTH_DAY = r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: ((?:19|20|21)\d\d))?"
_TIME: Final = r"\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?| ?h)?|\d{1,2} ?(?:[ap]\.?m\.?|h|uhr)|noon|midnight"
_BEHIND = rf"(.*?)(?: at | |^)((?:{_TIME})|\d{{1,2}}|\d{{4}})(?:-(?:{_TIME}))?"
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?(?::00)? ?(?:([ap])\.?m\.?|(h|uhr))?"
_NAMED_TIMES: Final = {"noon": time(12), "midday": time(12), "midnight": time()}
_YEARS: Final = 8
"""So many years may lie between two 29 Februaries."""
_ONE_YEAR: Final = timedelta(days=366)


@attrs.frozen
class _Parts:
    """A day as it is written: the year only if it is."""

    day: int
    month: int
    year: int | None = None

    def on(self, year: int) -> date | None:
        """Return the date in a year, None where that year has none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def read_day(text: str, today: date, toward: Toward = Toward.FUTURE) -> date:
    """Read `tomorrow`, `mon`, `next fri`, `1 dec`, `Tue 1 Dec 2026`, `2026-12-01`, `1.12.`; raises DataError."""
    words = _plain(text)
    if words in _NEAR:
        return _shifted(text, today, _NEAR[words])
    if match := re.fullmatch(_AWAY, words):
        return _shifted(text, today, _days_away(match))
    found = _weekday(words, today, toward)
    return found or _date(text, words, today, toward)


def read_clock(text: str) -> time:
    """Read `18:00`, `6pm`, `6:30 pm`, `18.00`, `18h`, `1800`; raises DataError, for `6` with both it may be."""
    words = _plain(text)
    if words in _NAMED_TIMES:
        return _NAMED_TIMES[words]
    bare = f"{words[:2]}:{words[2:]}" if re.fullmatch(r"\d{4}", words) else words
    match = re.fullmatch(_CLOCK, bare.removesuffix(" o'clock"))
    if not match:
        raise _no_time(text)
    hour, minute, half, hours_told = int(match[1]), int(match[2] or 0), match[3], match[4]
    if half and not 1 <= hour <= 12:
        raise _no_time(text)
    if match[2] is None and not half and not hours_told and 1 <= hour <= 9:
        raise DataError(Problem("", f"'{text.strip()}' could be morning or evening", f"write {hour}:00 or {hour}pm"))
    try:
        return time(hour % 12 + (12 if half == "p" else 0) if half else hour, minute)
    except ValueError:
        raise _no_time(text) from None


def read_moment(text: str, today: date, toward: Toward = Toward.FUTURE) -> tuple[date, time | None]:
    """Read a day, and the time behind it if there is one: `fri 6pm`, `Tue 1 Dec 18:00`; raises DataError."""
    try:
        return read_day(text, today, toward), None
    except DataError as error:
        match = re.fullmatch(_BEHIND, _plain(text))
        if not match or not match[1]:
            raise
        day = _read_or_none(match[1], today, toward)
        if day is None:
            raise error from None
        return day, read_clock(match[2])


def read_days(text: str, today: date, toward: Toward = Toward.FUTURE) -> tuple[date, date]:
    """Read a day, or from which to which: `tomorrow`, `mon to fri`, `1 dec 5 dec`; the last is read from the first.

    Raises DataError for what is neither, and where the first and the last cannot be told apart.
    """
    words = _plain(text)
    single = _read_or_none(words, today, toward)
    if single:
        return single, single
    found = set(_both(words, today, toward))
    if len(found) != 1:
        hint = "write it like 'tomorrow', '1 dec' or '1 dec to 5 dec'"
        raise DataError(Problem("", f"'{text.strip()}' is not a day or a range of days", hint))
    return found.pop()


def _both(words: str, today: date, toward: Toward) -> Iterator[tuple[date, date]]:
    parts = words.split()
    for cut in range(1, len(parts)):
        begins, ends = parts[:cut], parts[cut:]
        if ends[0] in {"to", "until", "till", "-"}:
            ends = ends[1:]
        first = _read_or_none(" ".join(begins).removeprefix("from "), today, toward)
        last = _read_or_none(" ".join(ends), today, toward)
        if first and last and last < first and not _has_year(ends):
            last = _read_or_none(" ".join(ends), first, Toward.FUTURE)
        if first and last:
            yield first, last


def _has_year(words: Iterable[str]) -> bool:
    return bool(re.search(r"\d{4}", " ".join(words)))


def _read_or_none(words: str, today: date, toward: Toward) -> date | None:
    try:
        return read_day(words, today, toward)
    except DataError:
        return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace(",", " ").split())


def _shifted(text: str, today: date, days: int) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        raise _no_day(text) from None


def _days_away(match: re.Match[str]) -> int:
    ahead, unit, count, other_unit, which, signed = match.groups()
    if signed:
        return int(signed)
    days = int(ahead or count) * (7 if (unit or other_unit) == "week" else 1)
    return -days if which == "ago" else days


def _weekday(words: str, today: date, toward: Toward) -> date | None:
    """Read a weekday alone: the nearest, `next` and `last` never today, `this` in the week of today."""
    match = re.fullmatch(_WHICH, words)
    if not match or match[2] not in _WEEKDAY:
        return None
    ahead = (_WEEKDAY[match[2]] - today.weekday()) % 7
    days = {
        "next": ahead or 7,
        "coming": ahead or 7,
        "last": ahead - 7,
        "past": ahead - 7,
        "this": _WEEKDAY[match[2]] - today.weekday(),
    }.get(match[1], ahead if toward is Toward.FUTURE or not ahead else ahead - 7)
    return today + timedelta(days=days)


def _date(text: str, words: str, today: date, toward: Toward) -> date:
    first, _, rest = words.partition(" ")
    weekday = _WEEKDAY.get(first.removesuffix(".")) if rest else None
    parts = _parts(text, words if weekday is None else rest)
    days = [day for day in map(parts.on, _years(parts, today)) if day is not None]
    if not days:
        raise _no_day(text)
    if weekday is None or parts.year is not None:
        nearest = min(days, key=lambda day: _farness(day, today, toward))
    else:  # the weekday tells the year: in two years that follow each other a date never has the same
        fitting = [day for day in days if day.weekday() == weekday and abs(day - today) <= _ONE_YEAR]
        nearest = next(iter(fitting), min(days, key=lambda day: _farness(day, today, toward)))
    if weekday not in {None, nearest.weekday()}:
        name = f"{nearest.day} {MONTHS[nearest.month - 1]} {nearest.year} is a {WEEKDAYS[nearest.weekday()]}"
        raise DataError(Problem("", f"'{text.strip()}': {name}", f"write '{day_words(nearest, today)}'"))
    return nearest


def _years(parts: _Parts, today: date) -> Sequence[int]:
    """Return the years a day may be of: its own, or those around today, as far as the next 29 February."""
    if parts.year is not None:
        return [parts.year]
    return range(max(1, today.year - _YEARS), min(9999, today.year + _YEARS) + 1)


def _farness(day: date, today: date, toward: Toward) -> tuple[bool, int]:
    behind = day < today if toward is Toward.FUTURE else day > today
    return behind, abs((day - today).days)


def _parts(text: str, words: str) -> _Parts:
    if match := re.fullmatch(_YEAR_FIRST, words):
        year, _, month, day = match.group(1, 2, 3, 4) if match[1] else (match[5], "", match[6], match[7])
        return _Parts(int(day), int(month), int(year))
    if match := re.fullmatch(_DOTTED, words):
        return _Parts(int(match[1]), int(match[2]), _year(match[3]))
    if match := re.fullmatch(_SLASHED, words):
        return _either(text, int(match[1]), int(match[3]), _year(match[4]))
    if (match := re.fullmatch(_DAY_MONTH, words)) and match[2] in _MONTH:
        return _Parts(int(match[1]), _MONTH[match[2]], _year(match[3]))
    if (match := re.fullmatch(_MONTH_DAY, words)) and match[1] in _MONTH:
        return _Parts(int(match[2]), _MONTH[match[1]], _year(match[3]))
    raise _no_day(text)


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _either(text: str, first: int, second: int, year: int | None) -> _Parts:
    """Read a day and a month in figures where only one of them can be the month; raises DataError for `3/4`."""
    months = range(1, len(MONTHS) + 1)
    if first in months and second in months and first != second:
        one, other = (f"{day} {MONTHS[month - 1][:3].lower()}" for day, month in ((first, second), (second, first)))
        hint = f"write '{one}' or '{other}'" if year is None else f"write '{one} {year}' or '{other} {year}'"
        raise DataError(Problem("", f"'{text.strip()}' could be either of two days", hint))
    return _Parts(first, second, year) if second in months else _Parts(second, first, year)


def _no_day(text: str) -> DataError:
    return DataError(
        Problem("", f"'{text.strip()}' is not a date", "write it like 'tomorrow', 'fri', '1 dec' or 2026-12-01")
    )


def _no_time(text: str) -> DataError:
    return DataError(Problem("", f"'{text.strip()}' is not a time of day", "write it like 18:00 or 6pm"))
