"""When an event is: instants and days as iCalendar writes them, in whatever zone a client means."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from overload.caldav.lines import blocks, name_of, parts_of

_ZONE_LINES: Final = frozenset(
    {"BEGIN", "END", "TZID", "DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"}
)
Moment = datetime | date
"""A UTC instant, or the day of an event that lasts whole days."""


def moment_from(value: str, zone: tzinfo) -> Moment:
    """Read a moment; `zone` is that of one that names none in itself. Raises ValueError."""
    if len(value) == 8:
        return datetime.strptime(value, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    wall = datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - its zone is given below
    return wall.replace(tzinfo=UTC if value.endswith("Z") else zone).astimezone(UTC)


def moment_text(moment: Moment) -> str:
    """Write a moment: an instant in UTC, or a day."""
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC):%Y%m%dT%H%M%S}Z"
    return f"{moment:%Y%m%d}"


def day_of(moment: Moment, zone: tzinfo) -> date:
    """Return the date of a moment where the athlete is."""
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


class Zones:
    """Time zones as an object names them: by the name of one, or by what it says of it itself."""

    def __init__(self, lines: Sequence[str], floating: tzinfo) -> None:
        self._lines, self._floating = lines, floating

    def moment(self, said: tuple[dict[str, str], str]) -> Moment:
        """Return the UTC instant or the day of a DTSTART or DTEND. Raises ValueError."""
        parameters, value = said
        return moment_from(value.strip(), self._zone(parameters.get("TZID")))

    def _zone(self, name: str | None) -> tzinfo:
        return self.named(name.strip('"')) if name else self._floating

    def named(self, name: str) -> tzinfo:
        """Return a zone by its TZID; one that nobody knows is read as the object describes it. Raises ValueError."""
        tail = "/".join(name.strip("/").split("/")[-2:])
        for one in (name, tail, self._location(name)):
            try:
                return ZoneInfo(one)
            except (KeyError, ValueError, OSError):
                continue
        return self._described(name)

    def _block(self, name: str) -> list[str]:
        known = blocks(self._lines, "VTIMEZONE")
        return next((one for one in known if any(parts_of(line)[::2] == ("TZID", name) for line in one)), [])

    def _location(self, name: str) -> str:
        return next((parts_of(line)[2] for line in self._block(name) if name_of(line) == "X-LIC-LOCATION"), "")

    def _described(self, name: str) -> tzinfo:
        from dateutil.tz import tzical  # noqa: PLC0415 - only for zones of a client's own

        lines = self._block(name)
        # Not all that clients write there is understood, and nothing but the offsets matters.
        kept = [line for line in lines if name_of(line) in _ZONE_LINES]
        try:
            found = tzical(io.StringIO("\r\n".join(kept))).get() if kept else None
        except (ValueError, KeyError, IndexError, AttributeError, TypeError):
            found = None
        if found is None:
            raise ValueError(f"no zone {name}")
        zone: tzinfo = found
        return zone
