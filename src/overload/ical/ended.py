"""The calendar that a revoked link answers with: nothing of the athlete's, one day that says what happened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from overload.ical.head import PRODUCT
from overload.ical.text import escape, finish

_NAME = "Training (ended)"
_TITLE = "This calendar has ended"
_TEXT = "Its address was changed or revoked. Ask whoever gave it to you for a new one, and remove this calendar."


def ended_calendar(name: str, ended: datetime) -> bytes:
    """Return a whole file that says a feed has ended at an instant (aware); `name` tells it from others for life."""
    stamp = f"{ended.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    day = ended.date()
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME:{escape(_NAME)}",
        f"X-WR-CALNAME:{escape(_NAME)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        "BEGIN:VEVENT",
        f"UID:ended-{name}@overload.invalid",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        "SEQUENCE:0",  # an event of its own, never changed again
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escape(_TITLE)}",
        f"DESCRIPTION:{escape(_TEXT)}",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return finish("\r\n".join(lines))
