"""What people type when they set up, word by word: each function reads one kind of answer or says what is wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import time, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from overload.config.clock import WEEKDAYS, span
from overload.errors import DataError, Problem, UsageError, did_you_mean
from overload.model import LIKELY_KG, Experience
from overload.moments import read_clock
from overload.units import AIDS, Load, Unit, parse_load

Choice = TypeVar("Choice", bound=StrEnum)

LIKELY_SESSION: Final = (10, 300)
"""Minutes a session may be said to take at most."""
NO_LIMIT: Final = "as long as it takes"
BEGINNERS: Final = frozenset({"beginner", "novice", "new"})
_NOTHING: Final = frozenset({"", "no", "none", "nothing"})
_PARTS: Final = re.compile(r"\s*[,;+]\s*|\s+and\s+", re.IGNORECASE)
_BAND: Final = re.compile(r"^(?:an?\s+)?(?:bands?(?:\s+of)?\s+)?|\s+bands?$")


def one_of(choices: type[Choice]) -> Callable[[str], Choice]:
    """Return the reader of one of the values of an enum."""
    known = {one.value: one for one in choices}

    def read(text: str) -> Choice:
        word = text.strip().lower()
        if word not in known:
            raise UsageError(Problem("", f"'{text}' is not known", did_you_mean(word, known)))
        return known[word]

    return read


def weekdays(text: str) -> tuple[int, ...]:
    """Read `mon,wed,fri` as weekdays (0 = Monday), in the order they are typed; raises UsageError."""
    found = []
    for word in text.replace(",", " ").split():
        if word.lower()[:3] not in WEEKDAYS:
            raise UsageError(Problem("", f"'{word}' is not a weekday", did_you_mean(word, WEEKDAYS)))
        found.append(WEEKDAYS.index(word.lower()[:3]))
    if not found or len(set(found)) != len(found):
        raise UsageError(Problem("", f"'{text}' names a day twice, or no day at all", "write mon,wed,fri"))
    return tuple(found)


def times_for(days: int) -> Callable[[str], tuple[time, ...]]:
    """Return the reader of `18:00`, or of one time per day: so many times as there are days come out of it."""

    def read(text: str) -> tuple[time, ...]:
        found = tuple(_clock(one, text) for one in text.split(","))
        if len(found) not in {1, days}:
            raise UsageError(Problem("", f"{len(found)} times for {days} days", "give one, or one per day"))
        return found if len(found) == days else found * days

    return read


def _clock(text: str, whole: str) -> time:
    try:
        return read_clock(text)
    except DataError as error:
        hint = error.problems[0].suggestion.replace("write it like 18:00 or 6pm", "write 18:00, or 18:00,18:00,07:00")
        raise UsageError(Problem("", f"'{whole}' is not a time", hint)) from None


def zone(text: str) -> str:
    """Read the name of a time zone this machine knows; raises UsageError."""
    if is_zone(text):
        return text
    raise UsageError(Problem("", f"there is no time zone '{text}'", did_you_mean(text, available_timezones())))


def is_zone(name: str) -> bool:
    """Tell whether this machine knows a time zone of that name."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return False
    return bool(name)


def machine_zone() -> str:
    """Return the IANA zone this machine is set to, UTC where it does not say."""
    named = [os.environ.get("TZ", "").lstrip(":")]
    for path, read in ((Path("/etc/timezone"), Path.read_text), (Path("/etc/localtime"), _linked)):
        try:
            named.append(read(path).strip().rpartition("zoneinfo/")[2])
        except OSError:
            continue
    return next((name for name in named if is_zone(name)), "UTC")


def _linked(path: Path) -> str:
    return str(path.resolve(strict=True))


def experience(text: str) -> Experience:
    """Read how long somebody has trained; raises UsageError."""
    if text.strip().lower() in BEGINNERS:
        return Experience.BEGINNER
    try:
        return one_of(Experience)(text)
    except UsageError:
        hint = "write beginner, intermediate or experienced"
        raise UsageError(Problem("", f"'{text}' is not known", hint)) from None


def yes_or_no(text: str) -> bool:
    """Read `y` or `n`; raises UsageError."""
    word = text.strip().lower()
    if word not in {"y", "yes", "n", "no"}:
        raise UsageError(Problem("", f"'{text}' is neither yes nor no", "write y or n"))
    return word.startswith("y")


def session_minutes(text: str) -> int | None:
    """Read how long a session may be, `40`, `40 min` or `1 h`; `as long as it takes` is None; raises UsageError."""
    if _words(text) in {"", NO_LIMIT, "any", "no limit"}:
        return None
    minutes = _minutes(text)
    low, high = LIKELY_SESSION
    if minutes is None or not low <= minutes <= high:
        hint = f"write minutes from {low} to {high}, like 40, or {NO_LIMIT}"
        raise UsageError(Problem("", f"'{text}' is not a length for a session", hint))
    return minutes


def alarm(text: str) -> int | None:
    """Read how many minutes before each session to be reminded, `30` or `1 h`; `none` is None; raises UsageError."""
    if _words(text) in _NOTHING:
        return None
    minutes = _minutes(text.strip().removeprefix("-"))
    if minutes is None:
        hint = "write it like 30 min or 1 h, or none"
        raise UsageError(Problem("", f"'{text}' is not a time before a session", hint))
    return minutes


def alarm_before(text: str) -> timedelta | None:
    """Read how long before each session to be reminded as a span; `none` is None; raises UsageError."""
    minutes = alarm(text)
    return None if minutes is None else timedelta(minutes=minutes)


def _minutes(text: str) -> int | None:
    """Read a span as whole minutes, a bare number as minutes; None for what is none."""
    word = text.strip()
    try:
        seconds = span(f"{word} min" if re.fullmatch("[0-9]{1,4}", word) else word).total_seconds()
    except DataError:
        return None
    return int(seconds) // 60 if seconds % 60 == 0 else None


def _words(text: str) -> str:
    return " ".join(text.lower().split())


def pull_up_help(unit: Unit) -> Callable[[str], tuple[tuple[Load, ...], str]]:
    """Return the reader of what helps on the bar, `15 kg, 30 kg, chair`: bands as loads below zero, and an aid."""

    def read(text: str) -> tuple[tuple[Load, ...], str]:
        words = [] if _words(text) in _NOTHING else [word.strip().lower() for word in _PARTS.split(text)]
        words = [_BAND.sub("", word) for word in words if word]
        aids = [word for word in words if word in AIDS]
        if len(set(aids)) > 1:
            raise UsageError(Problem("", f"'{text}' names both a chair and a partner", "name the one you will use"))
        bands = {_band(word, unit) for word in words if word not in AIDS}
        return tuple(sorted(bands)), aids[0] if aids else ""

    return read


def _band(word: str, unit: Unit) -> Load:
    try:
        load = parse_load(word.removeprefix("-"), unit)
    except DataError:
        load = Load(Decimal(0))
    if load.amount <= 0:
        hint = f"write what each band takes off, like '15 {unit}, 30 {unit}', a chair, a partner, or none"
        raise UsageError(Problem("", f"'{word}' is not help on the bar", hint))
    return Load(-load.amount, load.unit)


def bodyweight(unit: Unit) -> Callable[[str], Load | None]:
    """Return the reader of a bodyweight, a bare number in `unit`; empty is None, not told."""

    def read(text: str) -> Load | None:
        weight = load_in(unit)(text)
        low, high = LIKELY_KG
        if weight is not None and not low <= weight.kg <= high:
            example = Load(Decimal(80 if unit is Unit.KG else 176), unit)
            raise UsageError(Problem("", f"{weight} is not a likely bodyweight", f"write it like '{example}'"))
        return weight

    return read


def pull_ups(text: str) -> int | None:
    """Read how many pull-ups somebody can do, none too; empty is None, not known."""
    if not text.strip():
        return None
    if not re.fullmatch(r"\d{1,2}", text.strip()):
        raise UsageError(Problem("", f"'{text}' is not a number of pull-ups", "write it like 0 or 6"))
    return int(text)


def load_in(unit: Unit) -> Callable[[str], Load | None]:
    """Return the reader of a load above zero, a bare number in `unit`; empty is None, not known."""

    def read(text: str) -> Load | None:
        if not text.strip():
            return None
        load = parse_load(text, unit)
        if load.amount <= 0:
            raise DataError(Problem("", f"{load} is not a weight you can lift", f"write it like '20 {unit}'"))
        return load

    return read
