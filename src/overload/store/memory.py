"""What overload.db remembers besides the log: decisions, what was published, small things by name, the journal."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from overload.model import Decision, Published, Revision
from overload.store import codec
from overload.store.codec import Row, Run
from overload.store.database import Tables

KEPT_RUNS: Final = 1000
"""Rows of the journal that are kept; older ones go when one is added."""

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


class NamedTable(Tables):
    """The table `meta`: small texts by name."""

    def get(self, key: str) -> str | None:
        """Return what was remembered under a name, or None."""
        rows = self._database.read("SELECT value FROM meta WHERE key = ?", (key,))
        return rows[0][0] if rows else None

    def named(self, prefix: str) -> dict[str, str]:
        """Return everything remembered under names that begin so, by full name."""
        query = "SELECT key, value FROM meta WHERE substr(key, 1, ?) = ? ORDER BY key"
        return dict(self._database.read(query, (len(prefix), prefix)))

    def set(self, key: str, value: str) -> bool:
        """Remember a text under a name; returns False, the file untouched, when it is known already."""
        if self.get(key) == value:
            return False
        with self._database.transaction() as connection:
            connection.execute("REPLACE INTO meta VALUES (?, ?)", (key, value))
        return True

    def plan_id(self) -> str:
        """Return the name of this plan in the ids of its events: random, made once, kept for life."""
        known = self.get("plan_id")
        if known is not None:
            return known
        with self._database.transaction() as connection:
            made = (secrets.token_hex(8),)
            connection.execute("INSERT INTO meta VALUES ('plan_id', ?) ON CONFLICT DO NOTHING", made)
        return self.plan_id()


class Journal(Tables):
    """The table `runs`: one row per update."""

    def add_run(self, run: Run) -> Run:
        """Add a row to the journal, drop the oldest ones, and return it with its number."""
        with self._database.transaction() as connection:
            insert = (
                "INSERT INTO runs (started, digest, placed, moved, cancelled, problems, seconds) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id"
            )
            number = connection.execute(insert, codec.run_to_row(run)).fetchone()[0]
            connection.execute("DELETE FROM runs WHERE id <= ?", (number - KEPT_RUNS,))
        return attrs.evolve(run, id=number)

    def runs(self, limit: int | None = None) -> tuple[Run, ...]:
        """Return the newest `limit` rows of the journal (None: all that are kept), newest first."""
        rows = self._database.read("SELECT * FROM runs ORDER BY id DESC LIMIT ?", (-1 if limit is None else limit,))
        with self._database.decoding("the journal"):
            return tuple(codec.run_from_row(row) for row in rows)

    def last_run(self) -> Run | None:
        """Return the newest row of the journal, or None."""
        return next(iter(self.runs(1)), None)
