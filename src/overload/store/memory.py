"""What overload.db remembers besides the log: decisions, and what was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

import attrs

from overload.model import Decision, Published, Revision
from overload.store import codec
from overload.store.notes import Row
from overload.store.tables import Tables, put

Change = tuple[str, Row]
"""A statement and its parameters."""


_PUBLISHED_DECISION: Final = "published-decision"
_KEEP_SHOWN: Final = """
    INSERT INTO shown_before SELECT ?, ordinal, start FROM placements WHERE status = 'planned'
"""
_FORGET_UNMOVED: Final = """
    DELETE FROM shown_before WHERE decision = ? AND EXISTS (
      SELECT 1 FROM placements
      WHERE ordinal = shown_before.ordinal AND start = shown_before.start AND status = 'planned'
    )
"""
_FORGET_PLACEMENT: Final = "DELETE FROM placements WHERE ordinal = ?"
_FORGET_REVISION: Final = "DELETE FROM revisions WHERE feed = ? AND ordinal = ?"


class DecisionTable(Tables):
    """What the athlete decided by hand."""

    def decisions(self) -> tuple[Decision, ...]:
        """Return what the athlete decided by hand, oldest first."""
        rows = self._database.read("SELECT * FROM decisions ORDER BY id")
        with self._database.decoding("decisions"):
            return tuple(codec.decision_from_row(row) for row in rows)

    def decide(self, decision: Decision) -> Decision:
        """Add a decision and return it with its number; the `id` it comes with does not matter.

        Where the sessions ahead are shown at that time is kept with it, for an undo.
        """
        with self._database.transaction() as connection:
            number = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM decisions").fetchone()[0]
            added = attrs.evolve(decision, id=number)
            connection.execute("INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", codec.decision_to_row(added))
            if added.kind != "undo":
                connection.execute(_KEEP_SHOWN, (number,))
        return added

    def to_restore(self) -> dict[int, datetime]:
        """Return the starts to go back to, by ordinal: an undo that has yet to be published brings back what was shown.

        That is what the decision it takes back has moved, unless others stand that were made after that.
        """
        decisions = self.decisions()
        last = decisions[-1] if decisions else None
        if last is None or last.kind != "undo" or last.other is None or self._published_decision() >= last.id:
            return {}
        undone = {one.other for one in decisions if one.kind == "undo"}
        if any(one.id > last.other and one.kind != "undo" and one.id not in undone for one in decisions):
            return {}
        rows = self._database.read("SELECT ordinal, start FROM shown_before WHERE decision = ?", (last.other,))
        with self._database.decoding("shown_before"):
            return {ordinal: datetime.fromisoformat(start) for ordinal, start in rows}

    def decisions_are_published(self) -> None:
        """Note that what is shown takes account of every decision; of the newest is kept what it has moved."""
        number = self._database.read("SELECT coalesce(max(id), 0) FROM decisions")[0][0]
        if self._published_decision() >= number:
            return
        with self._database.transaction() as connection:
            connection.execute(_FORGET_UNMOVED, (number,))
            put(connection, "meta", ("key",), (_PUBLISHED_DECISION, str(number)))

    def _published_decision(self) -> int:
        rows = self._database.read("SELECT value FROM meta WHERE key = ?", (_PUBLISHED_DECISION,))
        return int(rows[0][0]) if rows else 0


class PublishedTables(Tables):
    """The tables `placements` and `revisions`: what subscribers have been shown."""

    def published(self) -> tuple[Published, ...]:
        """Return the sessions as they were last shown, by ordinal."""
        rows = self._database.read("SELECT * FROM placements ORDER BY ordinal")
        with self._database.decoding("placements"):
            return tuple(codec.published_from_row(row) for row in rows)

    def feeds(self) -> tuple[str, ...]:
        """Return the names of the feeds of which revisions are known."""
        return tuple(row[0] for row in self._database.read("SELECT DISTINCT feed FROM revisions ORDER BY feed"))

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
                yield _FORGET_PLACEMENT, (one.ordinal,)
                yield "INSERT INTO placements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", codec.published_to_row(one)
        for ordinal in was:
            yield _FORGET_PLACEMENT, (ordinal,)
        for feed, given in feeds.items():
            yield from self._changed_revisions(feed, given)

    def _changed_revisions(self, feed: str, given: tuple[Revision, ...]) -> Iterator[Change]:
        was = self.revisions(feed)
        for one in given:
            if was.pop(one.ordinal, None) != one:
                yield _FORGET_REVISION, (feed, one.ordinal)
                row = codec.revision_to_row(attrs.evolve(one, feed=feed))
                yield "INSERT INTO revisions VALUES (?, ?, ?, ?, ?)", row
        for ordinal in was:
            yield _FORGET_REVISION, (feed, ordinal)
