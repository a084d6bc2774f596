"""The athlete's zone by date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from overload.model import ZoneFrom, Zones

TOKYO, STOCKHOLM, LA = "Asia/Tokyo", "Europe/Stockholm", "America/Los_Angeles"
JOURNEY = Zones(STOCKHOLM, (ZoneFrom(date(2026, 12, 20), TOKYO), ZoneFrom(date(2026, 12, 24), LA, date(2026, 12, 26))))


def test_by_date() -> None:
    """The last change that holds a date says where; after the last day of one, what was before holds again."""
    days = {day: JOURNEY.on(date(2026, 12, day)) for day in (19, 20, 23, 24, 26, 27)}
    assert days == {19: STOCKHOLM, 20: TOKYO, 23: TOKYO, 24: LA, 26: LA, 27: TOKYO}


def test_the_clock_changes_with_the_midnight_there() -> None:
    """A date begins with the midnight of its own zone: in Tokyo that is the afternoon before."""
    before = datetime(2026, 12, 19, 14, 59, tzinfo=UTC)
    assert JOURNEY.wall(before) == datetime(2026, 12, 19, 15, 59)
    assert JOURNEY.wall(before + timedelta(minutes=1)) == datetime(2026, 12, 20)
    assert Zones(STOCKHOLM).wall(before) == datetime(2026, 12, 19, 15, 59)


ZONES = st.sampled_from([TOKYO, STOCKHOLM, LA, "Pacific/Kiritimati", "Pacific/Pago_Pago"])
CHANGES = st.lists(
    st.builds(lambda day, zone: ZoneFrom(date(2026, 12, day), zone), st.integers(1, 28), ZONES), max_size=4
)


@settings(max_examples=60)
@given(ZONES, CHANGES, st.integers(0, 30 * 24 * 4))
def test_what_the_wall_says_is_in_the_zone_of_its_date_or_the_one_just_left(
    usual: str, changes: list[ZoneFrom], quarters: int
) -> None:
    """At any instant the zone is that of the date on its own wall, or, before the midnight there, that of yesterday."""
    zones = Zones(usual, tuple(sorted(changes, key=lambda change: change.first)))
    moment = datetime(2026, 12, 1, tzinfo=UTC) + timedelta(minutes=15) * quarters
    wall, there = zones.wall(moment), zones.at(moment)
    assert wall.replace(tzinfo=ZoneInfo(there)) == moment
    around = {zones.on(wall.date() + timedelta(days=days)) for days in (-2, -1, 0)}
    assert there in around
