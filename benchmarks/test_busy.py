"""Two thousand weekly series since 2010: the reader's processor time, beside the same series begun this autumn."""

from __future__ import annotations

import resource
from datetime import date
from typing import TYPE_CHECKING

import pytest

from overload.ical.busy import CPU_S, read_busy
from overload.model import BusySource

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

SERIES = 2000


def calendar(year: int, month: int) -> bytes:
    """Return a calendar of weekly series that began in a month."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:s{at}\r\nSUMMARY:s{at}\r\n"
        f"DTSTART;TZID=Europe/Stockholm:{year}{month:02}{1 + at % 28:02}T{7 + at % 12:02}0000\r\n"
        f"DURATION:PT30M\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n"
        for at in range(SERIES)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:t\r\n{events}END:VCALENDAR\r\n".encode()


def took(data: bytes) -> float:
    """Return the processor seconds of the process that reads."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = read_busy(
        data, BusySource("work", file="work.ics"), "Europe/Stockholm", date(2026, 11, 15), date(2027, 1, 1)
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(found.times) > 6 * SERIES
    assert not found.problems
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.benchmark(group="busy")
def test_series_that_began_long_ago(benchmark: BenchmarkFixture) -> None:
    """Sixteen years behind it cost a series next to nothing: it was four times as much before they were passed over."""
    long_ago, lately = calendar(2010, 1), calendar(2026, 10)
    spent = benchmark.pedantic(took, args=(long_ago,), rounds=1)
    ratio = spent / took(lately)
    benchmark.extra_info["ratio to series of this autumn"] = round(ratio, 2)
    benchmark.extra_info["share of the limit"] = round(spent / CPU_S, 2)
    assert ratio < 1.5
