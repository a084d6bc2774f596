"""What people type into `overload init`, word by word: each function reads one kind of answer or says what is wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from overload.catalog import Catalog
from overload.cli.catalog import WEEKDAYS
from overload.errors import DataError, Problem, UsageError, did_you_mean
from overload.model import Dumbbell, DumbbellKind
from overload.moments import read_clock
from overload.units import Load, Unit, parse_load

Choice = TypeVar("Choice", bound=StrEnum)

LIKELY_KG: Final = (20, 400)
"""Bodyweights in kg, so that a slip of the finger is noticed."""
_FIXED_PAIR = re.compile(r"\d+(?:\.\d+)?\s*(?:kgs?|lbs?)", re.IGNORECASE)


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
    names = [name.lower() for name in WEEKDAYS]
    found = []
    for word in text.replace(",", " ").split():
        if word.lower()[:3] not in names:
            raise UsageError(Problem("", f"'{word}' is no weekday", did_you_mean(word, names)))
        found.append(names.index(word.lower()[:3]))
    if not found or len(set(found)) != len(found):
        raise UsageError(Problem("", f"'{text}' names a day twice or none", "write mon,wed,fri"))
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


def dumbbells(known: Catalog) -> Callable[[str], tuple[Dumbbell, ...]]:
    """Return the reader of ids from the catalogue, and of loads: `8 kg, 20 kg` are fixed pairs of the athlete's own."""

    def read(text: str) -> tuple[Dumbbell, ...]:
        words = [word.strip() for word in text.split(",") if word.strip()]
        pairs = [parse_load(word) for word in words if _FIXED_PAIR.fullmatch(word)]
        named = [_named(word, known) for word in words if not _FIXED_PAIR.fullmatch(word)]
        if not words:
            raise UsageError(Problem("", "names no dumbbells", "see 'overload dumbbells', or type loads: 8 kg, 20 kg"))
        if any(load.amount <= 0 for load in pairs):
            raise UsageError(Problem("", f"'{text}' has a pair without weight", "write loads like 8 kg, 20 kg"))
        return (*dict.fromkeys(named), *_fixed_pairs(pairs))

    return read


def _named(word: str, known: Catalog) -> Dumbbell:
    try:
        return known.find_dumbbell(word)
    except UsageError as error:
        if not error.problems[0].suggestion.startswith("known:"):
            raise
    hint = "see 'overload dumbbells', or type the loads of fixed pairs: 8 kg, 20 kg"
    raise UsageError(Problem("", f"there is no dumbbell '{word}'", hint))


def _fixed_pairs(loads: list[Load]) -> list[Dumbbell]:
    """Return fixed dumbbells of the athlete's own, one set for each unit."""
    units = dict.fromkeys(load.unit for load in loads)
    settings = {unit: tuple(sorted({load.amount for load in loads if load.unit is unit})) for unit in units}
    return [
        Dumbbell(f"my-fixed-{unit}", f"my-fixed-{unit}", DumbbellKind.FIXED, unit, settings[unit]) for unit in units
    ]


def bodyweight(unit: Unit) -> Callable[[str], Load | None]:
    """Return the reader of a bodyweight, a bare number in `unit`; empty is None, not told."""

    def read(text: str) -> Load | None:
        weight = load_in(unit)(text)
        low, high = LIKELY_KG
        if weight is not None and not low <= weight.kg <= high:
            example = Load(Decimal(80 if unit is Unit.KG else 176), unit)
            raise UsageError(Problem("", f"{weight} is no likely bodyweight", f"write it like '{example}'"))
        return weight

    return read


def load_in(unit: Unit) -> Callable[[str], Load | None]:
    """Return the reader of a load above zero, a bare number in `unit`; empty is None, not known."""

    def read(text: str) -> Load | None:
        if not text.strip():
            return None
        load = parse_load(text, unit)
        if load.amount <= 0:
            raise DataError(Problem("", f"{load} is no weight to lift", f"write it like '20 {unit}'"))
        return load

    return read
