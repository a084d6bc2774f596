"""Words for what sets are, before them or behind: `drop 15x8`, `15x8 drop`, `bw x neg 5`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from overload.model.notation.counts import no_reps
from overload.model.notation.cursor import Cursor
from overload.model.notation.drafts import Draft
from overload.model.notation.tokens import Kind, Token, kind_of
from overload.model.progress import SetKind

_BEHIND: Final = frozenset({Kind.COMMA, Kind.NEXT, Kind.RESERVE, Kind.BESIDE})
"""What comes after a word that stands behind its sets, besides the end."""
_BEFORE: Final = frozenset({Kind.COMMA, Kind.SLASH, Kind.NEXT})
"""What a word that stands before its sets comes after, besides other sets."""


class Kinds:
    """Reads the words of one line. Where sets stand on both sides, the line's other words say which is meant."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._are_behind = cursor.has_behind_sets(Kind.SET_KIND, _BEHIND)
        self.coming: SetKind | None = None
        """What the sets are that come next, where a word before them says so."""

    def read(self, *, has_sets: bool) -> SetKind | None:
        """Read a word between groups: what the group before it is, or None where it is of the `coming` one."""
        token = self._cursor.peek()
        if has_sets and self._is_behind(token):
            self._refuse_two(token)
            self._cursor.advance()
            return kind_of(token.text)
        self.read_coming()
        return None

    def read_coming(self) -> None:
        """Read a word that can only be of the sets that come."""
        token = self._cursor.peek()
        self._refuse_two(token)
        self.coming = kind_of(token.text)
        self._cursor.advance()

    def _refuse_two(self, token: Token) -> None:
        if self.coming is not None:
            raise self._cursor.fail("two words for one kind of sets", token)

    def _is_behind(self, token: Token) -> bool:
        after = self._cursor.peek(1)
        if token.text.endswith(":") or self._cursor.before.kind in _BEFORE:
            return False
        return not after.text or after.kind in {*_BEHIND, Kind.AT} or self._are_behind

    def given(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Return sets that were read, of the kind that was said before them."""
        kind, self.coming = self.coming, None
        return [attrs.evolve(draft, kind=kind) for draft in drafts] if kind else list(drafts)

    def require_sets(self) -> None:
        """Refuse a word at the end that waits for its sets."""
        if self.coming is not None:
            raise no_reps(self._cursor)
