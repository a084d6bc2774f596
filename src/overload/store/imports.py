"""Which rows of other apps' files have been taken over, so that a second import adds nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

import attrs

from overload.model import Entry
from overload.store.log import LogTables
from overload.store.tables import put

_KNOWN = "SELECT row, entry_id FROM imported WHERE row IN ({})"
_ENTRIES = "SELECT DISTINCT entry_id FROM imported"


class ImportTable(LogTables):
    """The table `imported`: names of rows, and the entry each went into."""

    def known_rows(self, rows: Iterable[str]) -> dict[str, int]:
        """Return those of the rows that have been taken over, and the entry each went into."""
        return dict(self._database.read(_KNOWN.format(self._database.dialect.texts), (json.dumps(list(rows)),)))

    def imported_entries(self) -> frozenset[int]:
        """Return the entries that rows of files went into."""
        return frozenset(number for (number,) in self._database.read(_ENTRIES))

    def append_imported(
        self,
        entries: Sequence[tuple[Entry, Sequence[str]]],
        told: Callable[[int], object] = lambda _: None,
    ) -> tuple[Entry, ...]:
        """Add entries with the names of their rows, all or none; `told` is called with how many are written so far.

        A row that is known already stands for the entry that corrects the one before.
        """
        added = []
        with self._database.transaction() as connection:
            number = self._next(connection)
            for at, (given, rows) in enumerate(entries):
                entry = attrs.evolve(given, id=number + at)
                self._insert(connection, entry)
                put(connection, "imported", ("row",), *((row, entry.id) for row in dict.fromkeys(rows)))
                added.append(entry)
                if at % 500 == 0:
                    told(at)
        return tuple(added)
