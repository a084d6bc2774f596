"""What the athlete weighed, in overload.db: append-only, one that was taken back counts no more."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import attrs

from overload.errors import DataError, Problem
from overload.model import Weighing
from overload.store import codec
from overload.store.notes import instant_to_text
from overload.store.tables import Tables

_COUNT: Final = """
    SELECT * FROM bodyweights WHERE takes_back IS NULL
    AND NOT EXISTS (SELECT 1 FROM bodyweights AS later WHERE later.takes_back = bodyweights.id) ORDER BY id
"""
_ADD: Final = "INSERT INTO bodyweights VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_NEXT: Final = "SELECT coalesce(max(id), 0) + 1 FROM bodyweights"
_LAST: Final = "SELECT (SELECT coalesce(max(id), 0) FROM entries), (SELECT coalesce(max(id), 0) FROM decisions)"


class BodyweightTable(Tables):
    """The table `bodyweights`."""

    def weighings(self) -> tuple[Weighing, ...]:
        """Return the bodyweights that count, in the order they were said."""
        rows = self._database.read(_COUNT)
        with self._database.decoding("bodyweights"):
            return tuple(map(codec.weighing_from_row, rows))

    def weigh(self, weighing: Weighing) -> Weighing:
        """Add a bodyweight and return it with its number, and with what stood in the log before it."""
        with self._database.transaction() as connection:
            number = connection.execute(_NEXT).fetchone()[0]
            entry, decision = connection.execute(_LAST).fetchone()
            added = attrs.evolve(weighing, id=number, after_entry=entry, after_decision=decision)
            connection.execute(_ADD, codec.weighing_to_row(added))
        return added

    def unweigh(self, weighing: Weighing, recorded: datetime) -> None:
        """Let a bodyweight count no more. Raises DataError where it was taken back already."""
        on = weighing.on.isoformat()
        with self._database.transaction() as connection:
            if connection.execute("SELECT 1 FROM bodyweights WHERE takes_back = ?", (weighing.id,)).fetchone():
                raise DataError(Problem(self.place, f"the bodyweight of {on} was taken back already"))
            number = connection.execute(_NEXT).fetchone()[0]
            entry, decision = connection.execute(_LAST).fetchone()
            row = (number, instant_to_text(recorded), on, None, None, entry, decision, weighing.id)
            connection.execute(_ADD, row)
