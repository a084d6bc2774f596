"""Days and times in words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import overload
from overload.moments import (
    clock_words,
    day_words,
    days_words,
    full_day_words,
    full_days_words,
    full_hours_words,
    full_moment_words,
    hours_words,
    long_day_words,
    long_moment_words,
    moment_words,
    monday,
    week_words,
    weekday_words,
)

TUESDAY, EVENING = date(2026, 12, 1), datetime(2026, 12, 1, 18)
NEXT_YEAR, LAST_DAY = date(2027, 1, 1), date(2026, 12, 31)
SOURCE = Path(overload.__file__).parent
_DIRECTIVE = re.compile(r"%-?[A-Za-z]")
FOR_MACHINES = {
    "caldav/instants.py",
    "ical/busy/zones.py",
    "ical/ended.py",
    "ical/writing.py",
    "store/backups.py",
    "store/exchange.py",
}
"""Where dates are written for programs: iCalendar, and the names of files."""


def test_days() -> None:
    """A day is `Tue 1 Dec`; its year is said where today is in another, and always in what is kept."""
    assert day_words(TUESDAY) == day_words(TUESDAY, LAST_DAY) == "Tue 1 Dec"
    assert day_words(TUESDAY, NEXT_YEAR) == full_day_words(TUESDAY) == "Tue 1 Dec 2026"
    assert long_day_words(TUESDAY) == long_day_words(TUESDAY, LAST_DAY) == "Tuesday 1 December"
    assert long_day_words(TUESDAY, NEXT_YEAR) == "Tuesday 1 December 2026"


def test_moments() -> None:
    """A time stands behind its day, behind a comma where a year would run into it."""
    assert moment_words(EVENING) == "Tue 1 Dec 18:00"
    assert moment_words(EVENING, NEXT_YEAR) == full_moment_words(EVENING) == "Tue 1 Dec 2026, 18:00"
    assert long_moment_words(EVENING) == "Tuesday 1 December, 18:00"
    assert weekday_words(EVENING) == "Tue 18:00"
    assert clock_words(time(7, 5)) == "07:05"


def test_spans() -> None:
    """From when to when; a span of one day is that day, and a year is said once where both ends are in it."""
    end = datetime(2026, 12, 4, 18, 45)
    assert hours_words(EVENING, end) == "18:00-18:45"
    assert full_hours_words(EVENING, end) == "Tue 1 Dec 2026, 18:00-18:45"
    assert days_words(TUESDAY, end.date()) == "Tue 1 Dec to Fri 4 Dec"
    assert days_words(TUESDAY, end.date(), NEXT_YEAR) == full_days_words(TUESDAY, end) == "Tue 1 Dec to Fri 4 Dec 2026"
    assert days_words(TUESDAY, TUESDAY) == "Tue 1 Dec"
    assert full_days_words(TUESDAY, TUESDAY) == "Tue 1 Dec 2026"
    assert full_days_words(LAST_DAY, NEXT_YEAR) == "Thu 31 Dec 2026 to Fri 1 Jan 2027"


def test_weeks() -> None:
    """A week is said as ISO 8601 does, and begins on a Monday, whether a date or a moment of it is given."""
    assert week_words(NEXT_YEAR) == "2026-W53"
    assert monday(date(2026, 12, 6)) == monday(datetime(2026, 11, 30, 23)) == date(2026, 11, 30)
    assert type(monday(EVENING)) is date


def test_nothing_else_writes_moments_for_people() -> None:
    """Outside of `moments` no source formats a date or a time, but for what programs read."""
    found = {
        f"{path}:{line}"
        for file in sorted(SOURCE.rglob("*.py"))
        if (path := file.relative_to(SOURCE).as_posix()) not in FOR_MACHINES
        for line in _formatted(ast.parse(file.read_text("utf-8")))
    }
    assert not found


def test_what_would_be_found() -> None:
    """The search for other places finds each way of formatting."""
    for written in ('f"{start:%a}"', 'f"on {start:%H:%M}"', 'start.strftime("%d")', 'f"{day.isoformat()}"'):
        assert list(_formatted(ast.parse(written))), written
    assert not list(_formatted(ast.parse('f"{share:.0%} {day}"; day.isoformat(); f"{number:>{width}}"')))


def _formatted(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that format a moment: a directive in an f-string, strftime, or ISO inside of a sentence."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue):
            spec = node.format_spec.values if isinstance(node.format_spec, ast.JoinedStr) else []
            told = "".join(str(part.value) for part in spec if isinstance(part, ast.Constant))
            if _DIRECTIVE.search(told) or _is_call(node.value, "isoformat"):
                yield node.lineno
        elif _is_call(node, "strftime"):
            yield node.lineno


def _is_call(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name
