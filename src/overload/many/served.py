"""A feed by the token of its link, as a server asks for it: one statement by an index, and the bytes only if needed."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Final

import attrs

from overload.errors import FileError
from overload.store.rows import Connection, connect, guarded, shown
from overload.update.links import Link, LinkKind, digest_of

QUERY: Final = """
    SELECT l.kind, l.feed, l.ends, f.digest,
           CASE WHEN left(f.digest, 32) = ANY(%s) OR '*' = ANY(%s) THEN NULL ELSE f.body END
    FROM link l JOIN feed f ON f.athlete = l.athlete AND f.name = %s
    WHERE l.digest = %s ORDER BY l.athlete LIMIT 1
"""


@attrs.frozen
class Served:
    """A feed that a link opens: the link, the digest of the feed, and what it says where that is not known yet."""

    link: Link
    digest: str
    body: bytes | None


class Shelf:
    """The feeds of a database. It may be asked from several threads at once; each has a connection to itself."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._idle: list[Connection] = []

    def find(self, token: str, name: str, known: Sequence[str]) -> Served | None:
        """Return the feed of that name if the token opens it; its body only if its ETag is not among those `known`.

        Raises FileError where the database cannot be reached.
        """
        digest = digest_of(token)
        try:
            row = self._asked((list(known), list(known), name, digest))
        except FileError:
            self.close()  # one that stood since before the database was started again
            row = self._asked((list(known), list(known), name, digest))
        if row is None:
            return None
        kind, feed, ends, of_feed, body = row
        if kind not in {LinkKind.FEED, LinkKind.PAGE} or (kind == LinkKind.FEED and feed != name):
            return None
        return Served(Link(0, LinkKind(kind), feed, digest, "", ends), of_feed, body)

    def _asked(self, values: Sequence[object]) -> tuple[str, str, str, str, bytes | None] | None:
        connection = self._idle.pop() if self._idle else connect(self._address)
        try:
            with guarded(shown(self._address)):
                found = connection.execute(QUERY, values).fetchone()
        except BaseException:
            connection.close()
            raise
        self._idle.append(connection)
        return found

    def close(self) -> None:
        """Let go of the connections that wait."""
        while self._idle:
            with contextlib.suppress(Exception):
                self._idle.pop().close()
