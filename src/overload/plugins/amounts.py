"""How much one plugin may say in one place: what is more is cut, and told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

import attrs

from overload.model import EventExtras, ReportSection

T = TypeVar("T")
MOST_LINES: Final = 50
"""Of an event, from one plugin."""
MOST_REPORTED: Final = 200
"""Lines of a section of the report."""
MOST_CATEGORIES: Final = 20
MOST_ALARMS: Final = 10
LONGEST: Final = 1000
"""Characters of a line."""


def cut(value: object) -> tuple[object, str]:
    """Return as much of what a hook returned as there is room for, and what was too much; '' if nothing."""
    if isinstance(value, EventExtras):
        return _cut_extras(value)
    return _cut_section(value) if isinstance(value, ReportSection) else (value, "")


def _cut_extras(extras: EventExtras) -> tuple[EventExtras, str]:
    lines, long = _lines(extras.lines, MOST_LINES, "to an event")
    categories, many = _first(extras.categories, MOST_CATEGORIES, "categories to an event")
    alarms, loud = _first(extras.alarms, MOST_ALARMS, "alarms to an event")
    return EventExtras(lines, categories, alarms), long or many or loud


def _cut_section(section: ReportSection) -> tuple[ReportSection, str]:
    lines, wrong = _lines(section.lines, MOST_REPORTED, "to the report")
    return attrs.evolve(section, title=section.title[:LONGEST], lines=lines), wrong


def _lines(lines: Sequence[str], most: int, where: str) -> tuple[tuple[str, ...], str]:
    kept, wrong = _first(lines, most, f"lines {where}")
    longest = max(map(len, kept), default=0)
    if longest > LONGEST:
        kept = tuple(line[:LONGEST] for line in kept)
        wrong = wrong or f"added a line of {longest} characters {where}; the first {LONGEST} are there"
    return kept, wrong


def _first(things: Sequence[T], most: int, what: str) -> tuple[tuple[T, ...], str]:
    wrong = f"added {len(things)} {what}; the first {most} are there" if len(things) > most else ""
    return tuple(things[:most]), wrong
