"""Where the clock is that the athlete goes by, on each date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

import attrs


@attrs.frozen
class ZoneFrom:
    """From a date on (until `last`, included, where there is one) the athlete is in a zone, an IANA name."""

    first: date
    zone: str
    last: date = date.max


@attrs.frozen
class Zones:
    """The athlete's zone by date: that of the last of `changes` that holds a date, `usual` where none does."""

    usual: str
    changes: tuple[ZoneFrom, ...] = ()

    def on(self, day: date) -> str:
        """Return the zone of a date."""
        holding = (change.zone for change in reversed(self.changes) if change.first <= day <= change.last)
        return next(holding, self.usual)

    def switches(self, first: date, last: date) -> Iterator[tuple[datetime, str]]:
        """Yield from which instant on (UTC) which zone holds, for the dates from `first` to `last`.

        A date begins with the midnight of its own zone.
        """
        before = ""
        for day in (first + timedelta(days=number) for number in range((last - first).days + 1)):
            zone = self.on(day)
            if zone != before:
                yield datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC), zone
            before = zone

    def at(self, moment: datetime) -> str:
        """Return the zone at an instant (aware)."""
        if not self.changes:
            return self.usual
        day, days = moment.astimezone(UTC).date(), timedelta(days=3)
        return list(takewhile(lambda switch: switch[0] <= moment, self.switches(day - days, day + days)))[-1][1]

    def wall(self, moment: datetime) -> datetime:
        """Return what the clock on the athlete's wall says at an instant, without a zone."""
        return moment.astimezone(ZoneInfo(self.at(moment))).replace(tzinfo=None)
