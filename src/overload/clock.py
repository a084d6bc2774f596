"""The clock on the wall, or a pretended one. Only `cli` and `web` may look at it; the rest is told the time."""

from __future__ import annotations

from datetime import datetime

import attrs


@attrs.frozen
class WallClock:
    """Tells the time in a zone (IANA name): the real one, or `now_text`, ISO 8601. It may be sent to a worker."""

    now_text: str | None = None

    def __call__(self, zone: str) -> datetime:
        """Return the time there, to the second; a pretended one without an offset is there. Raises ValueError."""
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - only where a time is read

        there = ZoneInfo(zone)
        if self.now_text is None:
            return datetime.now(there).replace(microsecond=0)
        moment = datetime.fromisoformat(self.now_text)
        return moment.replace(tzinfo=there) if moment.tzinfo is None else moment.astimezone(there)
