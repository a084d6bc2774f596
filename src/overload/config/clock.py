"""Times of day, weekdays, spans and time zones as plan.toml writes them."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Final, NewType
from zoneinfo import ZoneInfo

from overload.config.fields import near, text, wrong
from overload.errors import DataError, Problem
from overload.moments import WEEKDAYS as NAMES
from overload.moments import read_clock

Weekday = NewType("Weekday", int)
"""0 = Monday."""
DayWord = NewType("DayWord", str)
"""A weekday, `mon`, or several: `daily`, `weekdays`, `weekend`."""
Clock = NewType("Clock", time)
"""A wall-clock time of day."""
Rest = NewType("Rest", int)
"""Seconds."""
Before = NewType("Before", timedelta)
"""How long before the start, above or at zero."""
Recurrence = NewType("Recurrence", str)
"""An RFC 5545 recurrence rule, `RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA`."""
Span = NewType("Span", timedelta)
"""A span of time up to a day, zero included."""
TimeLimit = NewType("TimeLimit", timedelta)
"""How long something may take."""
Zone = NewType("Zone", str)
"""An IANA time zone this machine knows."""

_FULL: Final = tuple(name.lower() for name in NAMES)
WEEKDAYS: Final = tuple(name[:3] for name in _FULL)
SEVERAL_DAYS: Final = {
    "daily": WEEKDAYS,
    "weekdays": WEEKDAYS[:5],
    "weekend": WEEKDAYS[5:],
    "weekends": WEEKDAYS[5:],
}
"""Words for several weekdays at once."""
# Patterns are compiled when they are first used: most plans are read without these.
_MINUTES_SECONDS = r"(?a)(\d{1,2}):([0-5]\d)"
_SPANS = r"(?a)(?:\d{1,4}\s*[a-z]+\s*)+"
_SPAN = r"(?a)(\d{1,4})\s*([a-z]+)"
_SECONDS: Final = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hour", "hours"), 3600),
    **dict.fromkeys(("d", "day", "days"), 86400),
    **dict.fromkeys(("w", "week", "weeks"), 604800),
}
_LONGEST_REST = 1800


def clock(value: object) -> time:
    """Read a time of day, `18:00` or a TOML time."""
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if not isinstance(value, str):
        raise wrong(value, "not a time of day", "write it like '18:00'")
    return read_clock(value)


def weekday(value: object) -> int:
    """Read a weekday: `mon` to `sun`, or the full name."""
    word = text(value)
    for names in (WEEKDAYS, _FULL):
        if word.lower() in names:
            return names.index(word.lower())
    hint = near(word, (*WEEKDAYS, *_FULL))
    raise wrong(word, "not a weekday", f"known: {', '.join(WEEKDAYS)}" if hint.startswith("known") else hint)


def day_word(value: object) -> str:
    """Read a weekday or a word for several, and return the word for it: `mon`, `daily`."""
    word = text(value).lower()
    if word in SEVERAL_DAYS:
        return word
    try:
        return WEEKDAYS[weekday(word)]
    except DataError:
        hint = near(word, (*WEEKDAYS, *_FULL, *SEVERAL_DAYS))
        usual = f"known: {', '.join((*WEEKDAYS, *SEVERAL_DAYS))}"
        raise wrong(value, "not a weekday", usual if hint.startswith("known") else hint) from None


def weekdays_of(word: DayWord) -> tuple[Weekday, ...]:
    """Return the weekdays that a word means."""
    return tuple(Weekday(WEEKDAYS.index(day)) for day in SEVERAL_DAYS.get(word, (word,)))


def _seconds(words: str) -> int | None:
    """Add up `1 h 30 min`; None when it is no span."""
    if not re.fullmatch(_SPANS, words):
        return None
    parts = re.findall(_SPAN, words)
    return sum(int(count) * _SECONDS[unit] for count, unit in parts) if all(u in _SECONDS for _, u in parts) else None


def rest(value: object) -> int:
    """Read a rest in seconds: `2:30`, `90 s`, `2 min`, or 90; at most half an hour."""
    seconds: int | None = None
    if isinstance(value, int) and not isinstance(value, bool):
        seconds = value
    elif isinstance(value, str):
        match = re.fullmatch(_MINUTES_SECONDS, value.strip())
        seconds = int(match[1]) * 60 + int(match[2]) if match else _seconds(value.strip().lower())
    if seconds is None:
        raise wrong(value, "not a rest", "write it like '2:30', '90 s' or 90")
    if not 0 <= seconds <= _LONGEST_REST:
        raise wrong(value, "not a likely rest", "half an hour is the most")
    return seconds


def before(value: object) -> timedelta:
    """Read how long before the start: `-30 min`, `-1 h 30 min`, `-1 day`; the minus may be left out."""
    words = value.strip().lower() if isinstance(value, str) else ""
    if words.startswith("+"):
        raise wrong(value, "after the start", f"write '-{words[1:].strip()}'")
    seconds = 0 if words in {"0", "-0"} else _seconds(words.removeprefix("-").strip())
    if seconds is None:
        raise wrong(value, "not a time before the start", "write it like '-30 min', '-2 h' or '-1 day'")
    if seconds > 4 * _SECONDS["week"]:
        raise wrong(value, "too long before the start", "four weeks is the most")
    return timedelta(seconds=seconds)


def span(value: object) -> timedelta:
    """Read a span of time: `30 min`, `1 h 30 min`, at most a day."""
    words = value.strip().lower() if isinstance(value, str) else ""
    seconds = 0 if words == "0" else _seconds(words)
    if seconds is None:
        raise wrong(value, "not a span of time", "write it like '30 min' or '2 h'")
    if seconds > _SECONDS["day"]:
        raise wrong(value, "too long", "a day is the most")
    return timedelta(seconds=seconds)


def time_limit(value: object) -> timedelta:
    """Read how long something may take: `1 min`; a second to an hour."""
    limit = span(value)
    if not timedelta(seconds=1) <= limit <= timedelta(hours=1):
        raise wrong(value, "not a likely limit", "a second is the least, an hour the most")
    return limit


def span_text(span: timedelta) -> str:
    """Write a span before the start as `before` reads it: `-30 min`."""
    seconds = int(span.total_seconds())
    for unit in ("day", "h", "min"):
        if seconds and seconds % _SECONDS[unit] == 0:
            return f"-{seconds // _SECONDS[unit]} {unit}"
    return f"-{seconds} s"


def zone(value: object) -> str:
    """Read an IANA time zone, `Europe/Stockholm`, that this machine knows."""
    key = text(value)
    try:
        ZoneInfo(key)
    except (KeyError, ValueError, OSError):
        raise DataError(Problem("", f"no time zone {key[:60]!r}", _nearest_zone(key))) from None
    return key


def _nearest_zone(word: str) -> str:
    """Suggest a zone by its name or by its city alone."""
    import difflib  # noqa: PLC0415 - only where somebody mistyped
    from zoneinfo import available_timezones  # noqa: PLC0415 - walks the whole database, wanted only after a mistake

    names = sorted(available_timezones())
    known = {each.rpartition("/")[2].lower(): each for each in reversed(names)} | {each.lower(): each for each in names}
    found = difflib.get_close_matches(word[:99].lower().replace(" ", "_"), known, n=1, cutoff=0.7)
    return f"did you mean '{known[found[0]]}'?" if found else "write it like 'Europe/Stockholm'"


_EVERY = r"every\s+(?:(other|second|third|fourth|\d{1,2})\s+(?:weeks?\s+on\s+)?)?(.+)"
_COUNTS: Final = {"other": 2, "second": 2, "third": 3, "fourth": 4}
_SEVERAL: Final = {"weekday": WEEKDAYS[:5], "weekdays": WEEKDAYS[:5], "weekend": WEEKDAYS[5:], "day": WEEKDAYS}
_EXAMPLE_RULE: Final = "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA"
_FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


def recurrence(value: object) -> str:
    """Read `every other tue, sat`, `every 3 weeks on mon`, or an RRULE with a frequency of days or longer."""
    words = text(value)
    if words.upper().startswith("RRULE:"):
        return _rrule(words)
    match = re.fullmatch(_EVERY, words.lower(), re.ASCII)
    if not match:
        raise wrong(words, "not a recurrence", "write it like 'every other tue, sat', or an RRULE")
    weeks = _COUNTS.get(match[1] or "", 0) or int(match[1] or 1)
    names = [name.strip() for name in match[2].replace(" and ", ",").split(",")]
    days = [day for name in names for day in (_SEVERAL.get(name) or (WEEKDAYS[weekday(name)],))]
    return f"RRULE:FREQ=WEEKLY;INTERVAL={max(1, weeks)};BYDAY={','.join(day[:2].upper() for day in days)}"


def _rrule(words: str) -> str:
    """Check an RRULE: its frequency, and that it can be expanded; raises DataError."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - only where a plan has one

    parts = dict(part.partition("=")[::2] for part in words.upper().removeprefix("RRULE:").split(";"))
    if parts.get("FREQ") not in _FREQUENCIES:
        raise wrong(
            words, "not a rule of days, weeks, months or years", "write RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA"
        )
    if not parts.get("INTERVAL", "1").isdigit() or int(parts.get("INTERVAL", "1")) < 1:
        raise wrong(words, "a rule without a whole INTERVAL above 0", "write INTERVAL=2")
    try:
        rrulestr(words)
    except (ValueError, TypeError) as error:
        raise wrong(words, f"not a recurrence rule ({error})", f"write {_EXAMPLE_RULE}") from None
    return words
