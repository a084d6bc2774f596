"""The table `calendar_events`: what is remembered of each session's event in the athlete's own calendar."""

from __future__ import annotations

from collections.abc import Mapping

from overload.store.tables import Tables, put


class CalendarEventTable(Tables):
    """A text per session and calendar; what stands in it is the business of who writes it."""

    def calendar_events(self, calendar: str) -> dict[int, str]:
        """Return what is remembered of a calendar's events, by ordinal."""
        query = "SELECT ordinal, row FROM calendar_events WHERE calendar = ? ORDER BY ordinal"
        return {row[0]: row[1] for row in self._database.read(query, (calendar,))}

    def keep_calendar_events(self, calendar: str, rows: Mapping[int, str]) -> None:
        """Remember these; the others stay as they are."""
        values = [(calendar, ordinal, row) for ordinal, row in rows.items()]
        with self._database.transaction() as connection:
            put(connection, "calendar_events", ("calendar", "ordinal"), *values)

    def forget_calendar_events(self, calendar: str) -> None:
        """Forget all of a calendar's events."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM calendar_events WHERE calendar = ?", (calendar,))
