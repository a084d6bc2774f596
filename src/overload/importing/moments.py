"""Dates and times of a file, in many languages; the order of day and month is settled once for the whole file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

import attrs

from overload.errors import DataError, Problem
from overload.importing import unclear as asking
from overload.importing.months import months_meant

_WEEKDAY = r"(?:[^\W\d]+\.?,?\s+)?"
_MONTH = r"(?:de\s+|d['’]\s*)?((?:tháng|thg)\s*\d{1,2}|[^\W\d]+)\.?"
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})(?!\d)\s*[日일.]?")
_FIGURES = re.compile(rf"{_WEEKDAY}(\d{{1,2}})\s*([-/.])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}|\d{{2}})(?!\d)\.?")
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:\.|st|nd|rd|th|er|º|ª|°)?[\s\-/]+{_MONTH}[\s\-/,]+(?:de\s+|del\s+)?(\d{{4}})(?!\d)(?:\s*г\.)?"
)
_DAY_MONTH_FIGURE = re.compile(r"(\d{1,2})日?\s+(\d{1,2})\s*[月월]\s+(\d{4})(?!\d)[年년]?")
"""`6 10月 2026`: an app that knows one order of the parts, on a phone in Japanese, Chinese or Korean."""
_MONTH_DAY = re.compile(rf"{_WEEKDAY}{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(\d{{4}})(?!\d)")
_YEAR_MONTH = re.compile(rf"(\d{{4}})\.?[\s\-/]+{_MONTH}[\s\-/]+(\d{{1,2}})(?!\d)\.?")
_BEFORE_NOON: Final = "am|a\\.?\\s?m\\.?|午前|上午|오전|ap\\.?|de\\.?|πμ|π\\.μ\\.|fm|dop\\.?|öö|sa|дп"
_AFTER_NOON: Final = "pm|p\\.?\\s?m\\.?|午後|下午|오후|ip\\.?|du\\.?|μμ|μ\\.μ\\.|em|odp\\.?|ös|ch|пп"
_TIME = re.compile(
    r"(?:[,\s·-]|\b(?:at|um|kl\.?|klo|o|в|à|a las|a la|alle|alle ore|ore|às|om|t|la|lúc|pukul)(?=[\s\d]))*"
    rf"(?:({_BEFORE_NOON})|({_AFTER_NOON}))?\s*"
    r"(\d{1,2})\s*[:.h時时시]\s*(\d{2})\s*(?:[:.]\s*(\d{2})(?:[.,]\d+)?)?\s*[分분]?\s*"
    rf"(?:({_BEFORE_NOON})|({_AFTER_NOON}))?\s*(?:uhr|h|น\.)?\s*(z|utc|gmt|[+-]\d{{2}}:?\d{{2}})?"
)


@attrs.frozen
class Moment:
    """A date, or a date and time of day (`has_seconds` where they are written), with a zone only if one is written."""

    day: date
    at: datetime | None = None
    has_seconds: bool = False


@attrs.frozen
class _Written:
    """The parts of a date as written: year, and the other two with what is known of their order."""

    year: int
    first: int
    second: int
    order: str
    """`dmy`, `?` where only the file can tell, or `short` where the year may be any of the three."""
    word: str = ""
    rest: str = ""


class Moments(dict[str, Moment]):
    """Dates by how they are written; to look up one that could not be read raises DataError, with why."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: dict[str, DataError] = {}

    def __missing__(self, text: str) -> Moment:
        raise self.wrong.get(text) or _no_date(text)


def read_moments(texts: Iterable[str], date_order: str = "") -> Moments:
    """Read dates, or dates with times, that were written by one phone; the texts themselves are the keys.

    `23/12/2025` among them shows that days come first in all of them. One that is no date costs nothing but itself.
    Raises DataError where nothing shows whether the day or the month comes first.
    """
    found, written = Moments(), dict[str, _Written]()
    for text in dict.fromkeys(texts):
        try:
            written[text] = _parts(text)
        except DataError as error:
            found.wrong[text] = error
    # Abbreviations that mean different months in different languages are settled by the others in the file.
    months = months_meant(one.word for one in written.values() if one.word)
    short = next((text for text, one in written.items() if one.order == "short"), "")
    if short and not date_order:
        hint = "say which: --date-order dmy, mdy or ymd"
        problem = Problem("", f"'{short.strip()}' could begin with the day, the month or the year", hint)
        raise asking.date_order(problem, short, ("dmy", "mdy", "ymd"))
    order = date_order or _order(written)
    for text, one in written.items():
        try:
            found[text] = _moment(text, one, order, months)
        except DataError as error:
            found.wrong[text] = error
    return found


def needed(moment: Moment | None, what: str) -> Moment:
    """Return a date that has to be there. Raises DataError where it is not."""
    if moment is None:
        raise DataError(Problem("", f"a set has no {what}"))
    return moment


def _order(written: Mapping[str, _Written]) -> str:
    """Return the order of the dates in figures; '' where there are none that need one."""
    # 13/13/2025 is no date in either order, and shows nothing of the others.
    unclear = {text: one for text, one in written.items() if one.order == "?" and min(one.first, one.second) <= 12}
    day_first = next((text for text, one in unclear.items() if one.first > 12), "")
    month_first = next((text for text, one in unclear.items() if one.second > 12), "")
    if day_first and month_first:
        message = f"'{day_first}' has the day first, '{month_first}' the month"
        hint = "export it again from one phone, or say which is right: --date-order dmy or --date-order mdy"
        raise DataError(Problem("", message, hint))
    if day_first or month_first:
        return "dmy" if day_first else "mdy"
    undecided = next((text for text, one in unclear.items() if one.first != one.second), "")
    if undecided:
        hint = "say which: --date-order dmy (day first) or --date-order mdy"
        problem = Problem("", f"'{undecided}' could be read with the day or the month first", hint)
        raise asking.date_order(problem, undecided, ("dmy", "mdy"))
    return ""


def _parts(text: str) -> _Written:
    bare = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if match := _YEAR_FIRST.match(bare):
        return _Written(int(match[1]), int(match[3]), int(match[2]), "dmy", rest=bare[match.end() :])
    if match := _DAY_MONTH_FIGURE.match(bare):
        return _Written(int(match[3]), int(match[1]), int(match[2]), "dmy", rest=bare[match.end() :])
    if match := _FIGURES.match(bare):
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        first, second = int(match[1]), int(match[3])
        # Nobody writes the month first with points, unless the file shows it.
        order = "short" if len(match[4]) == 2 else "dmy" if match[2] == "." and second <= 12 else "?"
        return _Written(year, first, second, order, rest=bare[match.end() :])
    for pattern, day, month, year_at in ((_DAY_MONTH, 1, 2, 3), (_MONTH_DAY, 2, 1, 3), (_YEAR_MONTH, 3, 2, 1)):
        if match := pattern.match(bare):
            name, rest = match[month], bare[match.end() :]
            if name[-1].isdigit():  # Vietnamese: thg 10
                number = int(re.sub(r"\D", "", name))
                return _Written(int(match[year_at]), int(match[day]), number, "dmy", rest=rest)
            return _Written(int(match[year_at]), int(match[day]), 0, "dmy", name.strip("."), rest)
    raise _no_date(text)


def _no_date(text: str) -> DataError:
    return DataError(Problem("", f"'{text.strip()}' is not a date known here", "it should be like 2026-10-06 17:42"))


def _moment(text: str, one: _Written, order: str, months: Mapping[str, frozenset[int]]) -> Moment:
    year, first, second = one.year, one.first, one.second
    if one.word:
        meant = months[one.word]
        if len(meant) > 1:
            numbers = " or ".join(str(number) for number in sorted(meant))
            raise DataError(Problem("", f"'{text.strip()}' may be month {numbers}", "export it in English"))
        if not meant:
            raise _no_date(text)
        second = next(iter(meant))
    elif one.order in {"?", "short"} and order == "mdy":
        first, second = second, first
    elif one.order == "short" and order == "ymd":
        year, first = 2000 + first, year - 2000
    if not 1950 <= year <= 2100:  # a figure that was no year, or a calendar that is not the Gregorian one
        raise _no_date(text)
    try:
        day = date(year, second, first)
        if not one.rest.strip(" ,."):
            return Moment(day)
        return _with_time(text, day, one.rest)
    except (ValueError, OverflowError):
        raise _no_date(text) from None


def _with_time(text: str, day: date, rest: str) -> Moment:
    match = _TIME.fullmatch(rest.strip())
    if not match:
        raise _no_date(text)
    early, late, hours, minutes, seconds, early_after, late_after, zone = match.groups()
    hour = int(hours)
    if early or late or early_after or late_after:
        if hour > 12 or ((early or early_after) and (late or late_after)):
            raise _no_date(text)
        hour = hour % 12 + (12 if late or late_after else 0)  # 12 am is midnight, 12 pm noon
    at = datetime(day.year, day.month, day.day, hour, int(minutes), int(seconds or 0), tzinfo=_zone(zone))
    return Moment(day, at, seconds is not None)


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text in {"z", "utc", "gmt"}:
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))
