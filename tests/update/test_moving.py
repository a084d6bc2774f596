"""A move to another time zone: plan.toml is edited on a date, and the calendar follows from there on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest


def instants(path: Path) -> dict[str, str]:
    """Return the start of each event as it stands in the feed, in UTC."""
    feed = icalendar.Calendar.from_ical((path / "calendars" / "training.ics").read_bytes())
    return {str(one["UID"]).partition("@")[0]: f"{one['DTSTART'].dt:%a %d %b %H:%M}" for one in feed.walk("VEVENT")}


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Kathmandu", "12:15"), ("America/St_Johns", "21:30"), ("Pacific/Apia", "05:00")]
)
def test_what_is_behind_stays_and_what_is_ahead_follows(
    folder: Callable[..., Path], overload: Callable[..., Any], zone: str, hour: str
) -> None:
    """Sessions done before the move keep their instant; those ahead are at 18:00 of the new place, under their ids."""
    path = folder("--calendar", "ppl", "--zone", "Europe/Stockholm", now="2026-11-23T05:00")
    overload(path, "log", "row", "20x10,10,9", now="2026-11-25T19:00")
    before = instants(path)
    assert {one[-5:] for one in before.values()} == {"17:00"}
    plan = (path / "plan.toml").read_text(encoding="utf-8")
    (path / "plan.toml").write_text(plan.replace("Europe/Stockholm", zone), encoding="utf-8")
    moved = overload(path, "update", now="2026-11-26T05:00")
    assert moved.code == 0, moved.err
    after = instants(path)
    assert {key: after[key] for key in ("s1", "s2")} == {key: before[key] for key in ("s1", "s2")}
    assert after.keys() >= before.keys()
    ahead = {key: start for key, start in after.items() if key not in {"s1", "s2"}}
    assert {start[-5:] for start in ahead.values()} == {hour}
    shown = overload(path, "week", "--json", now="2026-11-26T05:00").data
    starts = [one["session"]["start"] for one in shown if one["session"]["status"] == "planned"]
    planned = [start for start in starts if start >= "2026-11-26"]  # what was begun the day before is planned too
    assert {start[11:16] for start in planned} == {"18:00"}
    assert len({start[19:] for start in planned}) == 1
    again = (path / "calendars" / "training.ics").read_bytes()
    overload(path, "update", now="2026-11-26T06:00")
    assert (path / "calendars" / "training.ics").read_bytes() == again
