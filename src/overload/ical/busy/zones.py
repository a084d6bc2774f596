"""Names of time zones as calendars write them -> zones of the IANA database, where that is certain.

Read by the reader of busy calendars in its own process: nothing of `overload` is imported here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

UNKNOWN = "X-UNKNOWN-ZONE"
"""Marks a time in a zone that is not known, with its name."""
NOBODY = "X-ZONE-OF-NOBODY"
"""Takes the place of the zone of a whole calendar that is not known."""
_ZONED = re.compile(
    r";TZID=(?P<name>\"[^\"\n]*\"|[^\n]*?)(?P<more>(?:;[A-Z-]+=[^;:\"\n]*)*):(?P<value>\d{8}(?:T\d{6}Z?)?(?=[,/\s]|$)[^\n]*)",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?")
_DISPLAYED = re.compile(r"\((?:utc|gmt)\s*(?:([+-])(\d{1,2}):?(\d{2})?)?\)\s*(.*)")
_WORDED: Final[Mapping[str, str]] = {
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
    "atlantic time": "America/Halifax",
    "arizona": "America/Phoenix",
    "indiana": "America/Indiana/Indianapolis",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "newfoundland": "America/St_Johns",
    "saskatchewan": "America/Regina",
    "west central africa": "Africa/Lagos",
    "bern": "Europe/Zurich",
    "edinburgh": "Europe/London",
    "kyiv": "Europe/Kiev",
    "coordinated universal time": "UTC",
    "beijing": "Asia/Shanghai",
    "chennai": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata",
    "osaka": "Asia/Tokyo",
    "sapporo": "Asia/Tokyo",
    "hanoi": "Asia/Bangkok",
    "canberra": "Australia/Sydney",
    "abu dhabi": "Asia/Dubai",
    "islamabad": "Asia/Karachi",
    "wellington": "Pacific/Auckland",
    "st. petersburg": "Europe/Moscow",
    "brasilia": "America/Sao_Paulo",
}
"""What Windows shows for a zone where it is no place of the database."""
_ABBREVIATED: Final[Mapping[str, tuple[str, str]]] = {
    "cest": ("Europe/Berlin", "CEST"),
    "mesz": ("Europe/Berlin", "CEST"),
    "mez": ("Europe/Berlin", "CET"),
    "eest": ("Europe/Helsinki", "EEST"),
    "oesz": ("Europe/Helsinki", "EEST"),
    "west": ("Europe/Lisbon", "WEST"),
}
"""Abbreviations that one zone has: certain for a time at which its clocks go by that name."""


class Zones:
    """Puts the times of a calendar into zones that are known; `windows` are the zones of Windows, in small letters."""

    def __init__(self, since: datetime, windows: Mapping[str, str]) -> None:
        self.since, self.windows = since, windows

    def put(self, text: str) -> str:
        """Return a calendar whose times are in zones that are known; a time in any other is marked."""
        own = {one.strip().casefold(): one.strip() for one in re.findall(r"^TZID:(.*)$", text, re.MULTILINE)}
        text = re.sub(r"^X-WR-TIMEZONE:(.*)$", self._of_all, text, flags=re.MULTILINE)
        return _ZONED.sub(lambda match: self._of_one(match, own), text)

    def _of_all(self, match: re.Match[str]) -> str:
        zone = resolved(match[1], self.since, self.windows)
        if zone.startswith("UTC") and zone != "UTC":
            # A name of the database, whose signs are the other way round; it has whole hours only.
            zone = f"Etc/GMT{-int(zone[3:6]):+d}" if zone.endswith(":00") else ""
        return f"X-WR-TIMEZONE:{zone}" if zone else f"{NOBODY}:{match[1]}"

    def _of_one(self, match: re.Match[str], own: Mapping[str, str]) -> str:
        name, more, value = match["name"].strip('"'), match["more"], match["value"]
        if name.strip().casefold() in own:
            return f';TZID="{own[name.strip().casefold()]}"{more}:{value}'
        zone = resolved(name, _written(value), self.windows)
        if not zone:
            return f';{UNKNOWN}="{name}"{more}:{value}'
        if zone.startswith("UTC") and zone != "UTC":
            offset = timedelta(hours=int(zone[4:6]), minutes=int(zone[7:9])) * (-1 if zone[3] == "-" else 1)
            return f"{more}:{','.join(_in_utc(one, offset) for one in value.split(','))}"
        return f";TZID={zone}{more}:{value}"


def _written(value: str) -> datetime:
    """Return the first moment of a property as it is written, on whichever wall."""
    return datetime.fromisoformat(value[:15] if "T" in value[:9] else value[:8])


def _in_utc(value: str, offset: timedelta) -> str:
    """Return times of a fixed offset as those of UTC."""
    if "T" not in value or value.endswith("Z"):
        return value
    return f"{_written(value) - offset:%Y%m%dT%H%M%SZ}"


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@lru_cache(maxsize=1)
def _places() -> Mapping[str, str]:
    """Return the zones by their place, those of which there is one."""
    found: dict[str, set[str]] = {}
    for name in available_timezones():
        if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/")):
            found.setdefault(name.rpartition("/")[2].replace("_", " ").casefold(), set()).add(name)
    return {place: next(iter(names)) for place, names in found.items() if len(names) == 1}


def resolved(name: str, at: datetime, windows: Mapping[str, str]) -> str:
    """Return the zone that a name means for a time on its wall; '' where it is not certain.

    A fixed offset is returned like `UTC+01:00`. `windows` are the names of Windows, in small letters, with their zones.
    """
    bare = " ".join(name.strip().strip('"').split()).casefold()
    for found in (_by_path(bare), _by_windows(bare, windows), _by_abbreviation(bare, at), _by_offset(bare)):
        if found:
            return found
    return _as_displayed(bare, windows)


def _by_path(bare: str) -> str:
    """Return the zone of `Europe/Berlin`, in any case, behind any path: `/mozilla.org/20050126_1/Europe/Berlin`."""
    parts = bare.replace(" ", "_").split("/")
    for count in range(min(3, len(parts)), 0, -1):
        found = _known().get("/".join(parts[-count:]), "")
        # Alone, a last part says too little, save where it is the whole name or Microsoft's word for UTC.
        if found and (count > 1 or len(parts) == 1 or found.upper() in {"UTC", "GMT"}):
            return found
    return ""


def _by_windows(bare: str, windows: Mapping[str, str]) -> str:
    # Outlook numbers a second zone of the same name: `GMT Standard Time 1`.
    return windows.get(bare, "") or windows.get(re.sub(r"\s+\d{1,2}$", "", bare), "")


def _by_abbreviation(bare: str, at: datetime) -> str:
    zone, clocks = _ABBREVIATED.get(bare, ("", ""))
    return zone if zone and at.replace(tzinfo=ZoneInfo(zone)).tzname() == clocks else ""


def _by_offset(bare: str) -> str:
    match = _OFFSET.fullmatch(bare)
    return _fixed(match[1], match[2], match[3]) if match else ""


def _fixed(sign: str, hours: str, minutes: str | None) -> str:
    if int(hours) > 14 or int(minutes or 0) > 59:
        return ""
    return f"UTC{sign}{int(hours):02}:{int(minutes or 0):02}"


def _as_displayed(bare: str, windows: Mapping[str, str]) -> str:
    """Return the zone of `(UTC+01:00) Amsterdam, Berlin, Bern`: the first place that has that offset in winter."""
    match = _DISPLAYED.fullmatch(bare)
    if not match:
        return ""
    sign, hours, minutes, places = match.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    words = re.sub(r"\(.*?\)", "", places)
    for place in (one.strip(" .") for one in words.split(",")):
        zone = _WORDED.get(place) or _places().get(place) or windows.get(place, "")
        if zone and _standard(zone) == offset:
            return zone
    return ""


@lru_cache(maxsize=64)
def _standard(zone: str) -> timedelta:
    """Return the offset of a zone in winter, north or south."""
    offsets = [datetime(2026, month, 15, tzinfo=ZoneInfo(zone)).utcoffset() or timedelta(0) for month in (1, 7)]
    return min(offsets)
