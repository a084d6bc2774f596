"""How a day, a time and a span are said, in few ways: `Tue 1 Dec`, `Tue 1 Dec 18:00`, `Tue 1 Dec 2026, 18:00`.

ISO dates stand in JSON and in files only. The names are spelled out here, so that no locale changes them.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def monday(day: date) -> date:
    """Return the Monday of a date's week; of a moment, the Monday of its date."""
    if isinstance(day, datetime):
        day = day.date()
    return day - timedelta(days=day.weekday())


def day_words(day: date, today: date | None = None) -> str:
    """Say a day, `Tue 1 Dec`; with its year where `today` is in another."""
    if today is not None and today.year != day.year:
        return full_day_words(day)
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def full_day_words(day: date) -> str:
    """Say a day with its year, as what is written down for good does: `Tue 1 Dec 2026`."""
    return f"{day_words(day)} {day.year:04}"


def long_day_words(day: date, today: date | None = None) -> str:
    """Say a day in full, as a heading does, `Tuesday 1 December`; with its year where `today` is in another."""
    said = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return said if today is None or today.year == day.year else f"{said} {day.year:04}"


def clock_words(moment: datetime | time) -> str:
    """Say a time of day: `18:00`."""
    return f"{moment.hour:02}:{moment.minute:02}"


def moment_words(moment: datetime, today: date | None = None) -> str:
    """Say a day and a time, `Tue 1 Dec 18:00`; with its year where `today` is in another."""
    if today is not None and today.year != moment.year:
        return full_moment_words(moment)
    return f"{day_words(moment)} {clock_words(moment)}"


def full_moment_words(moment: datetime) -> str:
    """Say a day with its year and a time: `Tue 1 Dec 2026, 18:00`."""
    return f"{full_day_words(moment)}, {clock_words(moment)}"


def hours_words(start: datetime | time, end: datetime | time) -> str:
    """Say from when to when: `18:00-18:45`."""
    return f"{clock_words(start)}-{clock_words(end)}"


def days_words(first: date, last: date, today: date | None = None) -> str:
    """Say from which day to which, both included: `Tue 1 Dec to Fri 4 Dec`; the year once where both are in it."""
    if first == last:
        return day_words(last, today)
    if today is not None and first.year == last.year != today.year:
        return f"{day_words(first)} to {full_day_words(last)}"
    return f"{day_words(first, today)} to {day_words(last, today)}"


def week_words(day: date) -> str:
    """Say the week of a day as ISO 8601 does: `2026-W48`."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def long_moment_words(moment: datetime) -> str:
    """Say a day and a time in full: `Tuesday 1 December, 18:00`."""
    return f"{long_day_words(moment)}, {clock_words(moment)}"


def full_days_words(first: date, last: date) -> str:
    """Say from which day to which with the year: `Tue 1 Dec to Fri 4 Dec 2026`."""
    if first == last or first.year != last.year:
        return " to ".join(full_day_words(day) for day in dict.fromkeys((first, last)))
    return f"{day_words(first)} to {full_day_words(last)}"


def full_hours_words(start: datetime, end: datetime) -> str:
    """Say a day with its year, and from when to when: `Tue 1 Dec 2026, 18:00-18:45`."""
    return f"{full_day_words(start)}, {hours_words(start, end)}"


def weekday_words(moment: datetime) -> str:
    """Say a moment of a week that is known: `Wed 18:00`."""
    return f"{WEEKDAYS[moment.weekday()][:3]} {clock_words(moment)}"
