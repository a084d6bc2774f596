"""What overload.db remembers besides the log: decisions, and what was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from overload.model import Decision, Published, Revision
from overload.store import codec
from overload.store.database import Tables
from overload.store.notes import Row

Change = tuple[str, Row]
"""A statement and its parameters."""


class DecisionTable(Tables):
    """What the athlete decided by hand."""

    def decisions(self) -> tuple[Decision, ...]:
        """Return what the athlete decided by hand, oldest first."""
        rows = self._database.read("SELECT * FROM decisions ORDER BY id")
        with self._database.decoding("decisions"):
            return tuple(codec.decision_from_row(row) for row in rows)

    def decide(self, decision: Decision) -> Decision:
        """Add a decision and return it with its number; the `id` it comes with does not matter."""
        with self._database.transaction() as connection:
            number = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM decisions").fetchone()[0]
            added = attrs.evolve(decision, id=number)
            connection.execute("INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", codec.decision_to_row(added))
        return added


class PublishedTables(Tables):
    """The tables `placements` and `revisions`: what subscribers have been shown."""

    def published(self) -> tuple[Published, ...]:
        """Return the sessions as they were last shown, by ordinal."""
        rows = self._database.read("SELECT * FROM placements ORDER BY ordinal")
        with self._database.decoding("placements"):
            return tuple(codec.published_from_row(row) for row in rows)

    def revisions(self, feed: str) -> dict[int, Revision]:
        """Return how each event of a feed was last written, by ordinal."""
        rows = self._database.read("SELECT * FROM revisions WHERE feed = ? ORDER BY ordinal", (feed,))
        with self._database.decoding("revisions"):
            return {row[1]: codec.revision_from_row(row) for row in rows}

    def remember(self, published: Iterable[Published], revisions: Mapping[str, Iterable[Revision]]) -> bool:
        """Make these the sessions shown and, for each feed named, its revisions; what is not given is forgotten.

        All of it or nothing. Feeds that are not named keep theirs. Returns False, the file untouched, when nothing is
        new.
        """
        shown = tuple(published)
        feeds = {feed: tuple(given) for feed, given in revisions.items()}
        if not any(True for _ in self._changes(shown, feeds)):
            return False
        with self._database.transaction() as connection:
            for sql, values in tuple(self._changes(shown, feeds)):
                connection.execute(sql, values)
        return True

    def _changes(self, shown: tuple[Published, ...], feeds: Mapping[str, tuple[Revision, ...]]) -> Iterator[Change]:
        was = {one.ordinal: one for one in self.published()}
        for one in shown:
            if was.pop(one.ordinal, None) != one:
                yield "REPLACE INTO placements VALUES (?, ?, ?, ?, ?, ?, ?, ?)", codec.published_to_row(one)
        for ordinal in was:
            yield "DELETE FROM placements WHERE ordinal = ?", (ordinal,)
        for feed, given in feeds.items():
            yield from self._changed_revisions(feed, given)

    def _changed_revisions(self, feed: str, given: tuple[Revision, ...]) -> Iterator[Change]:
        was = self.revisions(feed)
        for one in given:
            if was.pop(one.ordinal, None) != one:
                row = codec.revision_to_row(attrs.evolve(one, feed=feed))
                yield "REPLACE INTO revisions VALUES (?, ?, ?, ?, ?)", row
        for ordinal in was:
            yield "DELETE FROM revisions WHERE feed = ? AND ordinal = ?", (feed, ordinal)
