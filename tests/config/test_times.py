"""Training times: windows, several a day, and those that do not come every week."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from overload.config import read_plan
from overload.errors import PlanError
from overload.model import Configuration, Opening
from overload.plan.openings import openings, times_a_week
from overload.plugins import catalog

KNOWN = catalog()
WEEKS = [date(2026, 11, 30), date(2026, 12, 7)]


def read(calendar: str) -> Configuration:
    """Read a plan with these lines under [calendar]."""
    return read_plan(f'[athlete]\nzone = "UTC"\n[calendar]\nstart = 2026-11-30\n{calendar}', KNOWN)


def starts(calendar: str) -> list[str]:
    """Return the preferred starts of two weeks, as `Mon 30 18:00`."""
    found: list[Opening] = [one for one in openings(read(calendar), WEEKS) if one.preferred]
    return [f"{one.start:%a %d %H:%M}" for one in found]


def test_several_times_a_day() -> None:
    """A weekday may have more than one time."""
    assert starts('days = { mon = ["07:00", "18:00"] }') == [
        "Mon 30 07:00", "Mon 30 18:00", "Mon 07 07:00", "Mon 07 18:00",
    ]  # fmt: skip


def test_several_days_in_a_word() -> None:
    """`weekdays`, `weekend` and `daily` stand for their days; what is said of one day stands before them."""
    assert starts('days = { daily = "07:00", weekend = "10:00", fri = "18:00" }')[:7] == [
        "Mon 30 07:00", "Tue 01 07:00", "Wed 02 07:00", "Thu 03 07:00", "Fri 04 18:00", "Sat 05 10:00", "Sun 06 10:00",
    ]  # fmt: skip
    assert starts('days = ["weekend"]') == ["Sat 05 18:00", "Sun 06 18:00", "Sat 12 18:00", "Sun 13 18:00"]


def test_a_window() -> None:
    """In a window training may start every half hour, best at its beginning, with the room that is left."""
    found = list(openings(read('days = { mon = "17:00-19:00" }'), WEEKS[:1]))
    assert [(f"{one.start:%H:%M}", one.minutes, one.preferred) for one in found] == [
        ("17:00", 120, True), ("17:30", 90, False), ("18:00", 60, False), ("18:30", 30, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("every other tue, sat", ["Tue 01 10:00", "Sat 05 10:00"]),
        ("every 2 weeks on tue and sat", ["Tue 01 10:00", "Sat 05 10:00"]),
        ("every weekend", ["Sat 05 10:00", "Sun 06 10:00", "Sat 12 10:00", "Sun 13 10:00"]),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA", ["Tue 01 10:00", "Sat 05 10:00"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=1FR", ["Fri 04 10:00"]),
    ],
)
def test_alternating_weeks(when: str, expected: list[str]) -> None:
    """A recurrence in our words or as an RRULE adds its own times, counted from the start of the plan."""
    calendar = f'days = {{ mon = "18:00" }}\nalso = [{{ when = "{when}", time = "10:00" }}]'
    assert [one for one in starts(calendar) if not one.startswith("Mon")] == expected


def test_a_place_and_a_start_of_its_own() -> None:
    """An alternating time may be elsewhere, and be counted from its own date."""
    text = '[places.home]\n[places.cabin]\n[athlete]\nzone = "UTC"\n[calendar]\nstart = 2026-11-30\ndays = ["mon"]\n'
    text += 'also = [{ when = "every other sat", start = 2026-12-07, place = "cabin", time = "10:00" }]'
    found = [one for one in openings(read_plan(text, KNOWN), WEEKS) if one.place == "cabin"]
    assert [one.start for one in found] == [datetime(2026, 12, 12, 10)]


def test_times_a_week() -> None:
    """What comes only every other week does not count towards a week that can hold the whole order."""
    calendar = 'days = { mon = "18:00" }\nalso = [{ when = "every other sat" }, { when = "every fri" }]'
    assert times_a_week(read(calendar)) == 2


def test_dates_and_alternating_weeks() -> None:
    """A time comes from its start to its end, both included, and every so many weeks, counted from where it begins."""
    two = '{ time = "18:00", every = 2 }, { time = "07:00", every = 2, start = 2026-12-07 }'
    assert starts(f"days = {{ mon = [{two}] }}") == ["Mon 30 18:00", "Mon 07 07:00"]
    dated = "tue = { end = 2026-12-01 }, wed = { start = 2026-12-03 }, thu = { start = 2026-12-10 }"
    assert starts(f"days = {{ {dated} }}") == ["Tue 01 18:00", "Wed 09 18:00", "Thu 10 18:00"]
    assert starts('also = [{ when = "every fri", end = 2026-12-04 }]') == ["Fri 04 18:00"]
    assert times_a_week(read('days = { mon = { every = 2 }, wed = "18:00" }')) == 1


def test_a_window_over_midnight() -> None:
    """It ends on the next day; what is left of Sunday's belongs to the week after, and all still ascend."""
    found = list(openings(read('days = { sun = "23:00-00:30", mon = "00:00" }'), WEEKS))
    assert [(f"{one.start:%a %d %H:%M}", one.minutes) for one in found] == [
        ("Mon 30 00:00", 1440), ("Sun 06 23:00", 90), ("Sun 06 23:30", 60), ("Mon 07 00:00", 1440),
        ("Sun 13 23:00", 90), ("Sun 13 23:30", 60),
    ]  # fmt: skip
    late = openings(read('days = {}\nalso = [{ when = "every other sun", time = "23:30", until = "00:30" }]'), WEEKS)
    assert [f"{one.start:%a %d %H:%M} {one.minutes}" for one in late] == ["Sun 06 23:30 60", "Mon 07 00:00 30"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("days = { mon = { start = 2026-12-07, end = 2026-12-06 } }", "2026-12-06 is before the start, 2026-12-07"),
        ("days = { mon = { every = 0 } }", "0 is not between 1 and 52"),
        ('also = [{ when = "every mon", time = "19:00", until = "17:00" }]', "12 hours at most"),
        ('days = { mon = "19:00-17:00" }', "ends before it begins"),
        ('also = [{ when = "now and then" }]', "every other tue, sat"),
        ('also = [{ when = "RRULE:FREQ=SECONDLY" }]', "days, weeks, months or years"),
        ('also = [{ when = "RRULE:FREQ=WEEKLY;INTERVAL=0" }]', "INTERVAL"),
        ('also = [{ when = "RRULE:FREQ=WEEKLY;BYDAY=XX" }]', "recurrence rule"),
        ('also = [{ when = "every other someday" }]', "weekday"),
        ('also = [{ time = "10:00" }]', "when"),
    ],
)
def test_mistakes(line: str, message: str) -> None:
    """Each is a problem with its place, not an endless loop."""
    with pytest.raises(PlanError, match=message) as caught:
        read(line)
    assert "calendar" in str(caught.value)
